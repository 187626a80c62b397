"""The islands of ink in a picture: which are strokes, and which are specks or the edge of the paper."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

LOOKED_AT = 240
"""Pixels of the longer side at which islands are told apart."""

INKED = 40
SPECK = 2
"""Cells: smaller ones far from everything are dirt."""

ENOUGH = 40
"""Cells: as much ink stands clear of the edge where the edge is that of a table or of the sheet."""

Island = list[tuple[int, int]]


def without_dirt(alpha: Image.Image) -> Image.Image:
    """The same without specks, and without what runs off the picture beside something that does not."""
    small = alpha.copy()
    small.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BOX)
    found = islands(small)
    kept = _kept(found, small.size)
    if len(kept) == len(found):
        return alpha
    mask = Image.new("L", small.size, 0)
    for island in kept:
        for place in island:
            mask.putpixel(place, 255)
    mask = mask.filter(ImageFilter.MaxFilter(3)).resize(alpha.size, Image.Resampling.BILINEAR)
    return ImageChops.multiply(alpha, mask)


def islands(small: Image.Image) -> list[Island]:
    """Cells that touch each other, corners included."""
    wide = small.width
    left = {(at % wide, at // wide) for at, level in enumerate(small.tobytes()) if level > INKED}
    found = []
    while left:
        start = left.pop()
        island, edge = [start], [start]
        while edge:
            x, y = edge.pop()
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & left
            left -= near
            island.extend(near)
            edge.extend(near)
        found.append(island)
    return found


def _kept(found: list[Island], size: tuple[int, int]) -> list[Island]:
    strokes = [island for island in found if len(island) > SPECK]
    inside = [island for island in strokes if not _runs_off(island, size)]
    return inside if sum(map(len, inside)) >= ENOUGH else strokes


def _runs_off(island: Island, size: tuple[int, int]) -> bool:
    return any(x in (0, size[0] - 1) or y in (0, size[1] - 1) for x, y in island)
