"""One signature box of a real print, written into, sealed, shaded and scanned in colour: all simulated, fixed seeds."""

import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from on_paper import DOTS, grain, noisy, written
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from scanned import Printed, jpeg

from forms.reading import PageRead, ScannedPage
from forms.reading.plane import Plane

BESIDE = 9.0
"""Millimetres of the sheet that are seen around the box."""

BLUE, BLACK, PENCIL, RED, PALE_RED, SEAL_BLUE = (
    (40, 60, 150), (35, 35, 40), (125, 125, 125), (205, 60, 60), (232, 150, 145), (70, 90, 190)
)  # fmt: skip


@dataclass(frozen=True)
class Light:
    """What falls on the paper. `edge` is where a shadow ends, in degrees, `depth` how much of the light it takes,
    `penumbra` how wide its edge is, in millimetres; `band` is the width of one that ends at both sides."""

    edge: float | None = None
    depth: float = 0.0
    penumbra: float = 1.0
    at: float = 0.5
    band: float = 0.0
    crease: float | None = None
    crease_depth: float = 0.25
    slope: float = 0.0
    moire: float = 0.0
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Scanner:
    dpi: int = 200
    quality: int = 75
    noise: int = 6
    blur: float = 0.5


Pen = Callable[[Image.Image, dict[str, Any], random.Random], None]


def box_read(
    copy: Printed, box: dict[str, Any], pen: Pen | None, light: Light, scanner: Scanner, seed: int = 1
) -> PageRead:
    drawn = random.Random(seed)
    left, top = box["x"] / 100 - BESIDE, box["y"] / 100 - BESIDE
    right, low = left + box["w"] / 100 + 2 * BESIDE, top + box["h"] / 100 + 2 * BESIDE
    page = copy.pages[0].crop([round(side * DOTS) for side in (left, top, right, low)]).convert("RGB")
    if pen is not None:
        pen(page, {**box, "x": BESIDE * 100, "y": BESIDE * 100}, drawn)
    lit = ImageChops.multiply(page, Image.merge("RGB", _light(page.size, light)))
    size = round(page.width * scanner.dpi / 300), round(page.height * scanner.dpi / 300)
    seen = lit.filter(ImageFilter.GaussianBlur(scanner.blur * 300 / 200)).resize(size, Image.Resampling.BOX)
    if scanner.noise:
        seen = Image.merge("RGB", [noisy(part, scanner.noise, drawn) for part in seen.split()])
    colour = Image.open(io.BytesIO(jpeg(seen, scanner.quality)))
    colour.load()
    each = scanner.dpi / 25.4
    plane = Plane((each, 0.0, -left * each, 0.0, each, -top * each, 0.0, 0.0))
    return PageRead(ScannedPage("格.jpg", 1, colour.convert("L"), again=lambda: colour), plane=plane, sure=True)


def _light(size: tuple[int, int], light: Light) -> list[Image.Image]:
    """Made small and enlarged smoothly: three dots a millimetre."""
    part = 3 / DOTS
    w, h = max(2, round(size[0] * part)), max(2, round(size[1] * part))
    levels = [_level(x, y, w, h, light) for y in range(h) for x in range(w)]
    grey = Image.frombytes("L", (w, h), bytes(round(255 * max(0.0, min(1.0, level))) for level in levels))
    large = grey.resize(size, Image.Resampling.BICUBIC)
    return [large.point([round(value * part) for value in range(256)]) for part in light.cast]


def _level(x: int, y: int, w: int, h: int, light: Light) -> float:
    level = 1.0 - light.slope * x / w
    level -= light.moire * (1 + math.sin(x / 3 * 2.9 + y / 3 * 1.3)) / 2
    if light.edge is not None:
        away = _away(x, y, w, h, light.edge, light.at)
        inside = min(1.0, max(0.0, away / light.penumbra + 0.5))
        if light.band:
            inside = min(inside, 1.0, max(0.0, (light.band - away) / light.penumbra + 0.5))
        level *= 1.0 - light.depth * inside
    if light.crease is not None:
        away = abs(_away(x, y, w, h, light.crease, light.at))
        level *= 1.0 - light.crease_depth * max(0.0, 1.0 - away / 0.6)
    return level


def _away(x: int, y: int, w: int, h: int, angle: float, at: float) -> float:
    """Millimetres from a line through the box, on its dark side."""
    turned = math.radians(angle)
    return ((x - w * at) * math.cos(turned) + (y - h * at) * math.sin(turned)) / 3


def name(colour: tuple[int, int, int], thick: float, wide: float = 20, high: float = 6, across: bool = False) -> Pen:
    """Written with a pen so many millimetres thick; `across` goes over the rules of the box."""

    def write(page: Image.Image, box: dict[str, Any], drawn: random.Random) -> None:
        x, y, w, h = (box[side] / 100 for side in "xywh")
        long, tall = min(w * 0.8, wide), h * 1.3 if across else min(h * 0.85, high)
        left, middle = x + (w - long) * drawn.uniform(0.2, 0.8), y + h / 2
        points = written(left * DOTS, middle * DOTS, long * DOTS, tall * DOTS, drawn.uniform(3, 5), drawn)
        ImageDraw.Draw(page).line(points, fill=colour, width=max(2, round(thick * DOTS)), joint="curve")

    return write


def seal(colour: tuple[int, int, int], side: float = 14, round_: bool = False, filled: bool = False) -> Pen:
    """A name seal: a frame with strokes in it, or (`filled`) strokes left white in a field; pressed unevenly."""

    def press(page: Image.Image, box: dict[str, Any], drawn: random.Random) -> None:
        x, y, w, h = (box[one] / 100 for one in "xywh")
        wide = min(side, h * 1.2, w * 0.8)
        left, top = (x + (w - wide) / 2) * DOTS, (y + (h - wide) / 2) * DOTS
        full, line = wide * DOTS, max(3, round(wide * 0.055 * DOTS))
        layer = Image.new("L", page.size, 0)
        draw = ImageDraw.Draw(layer)
        place = (left, top, left + full, top + full)
        (draw.ellipse if round_ else draw.rectangle)(place, 255 if filled else 0, 255, line)
        for at in range(1, 5):
            across, down = left + full * at / 5, top + full * at / 5
            shade = 0 if filled else 255
            draw.line((left + full * 0.18, down, left + full * 0.82, down + drawn.uniform(-1, 1) * DOTS), shade, line)
            draw.line((across, top + full * drawn.uniform(0.12, 0.4), across, top + full * 0.85), shade, line)
        grainy = grain().resize((page.width * 2, page.width * 2)).crop((0, 0, *page.size))
        uneven = grainy.filter(ImageFilter.GaussianBlur(3)).point([120 + value // 2 for value in range(256)])
        page.paste(Image.new("RGB", page.size, colour), mask=ImageChops.multiply(layer, uneven))

    return press


def dust(size: float, specks: int = 15) -> Pen:
    """Specks of up to so many millimetres, more than any glass has in one box."""

    def scatter(page: Image.Image, box: dict[str, Any], drawn: random.Random) -> None:
        x, y, w, h = (box[side] / 100 for side in "xywh")
        draw = ImageDraw.Draw(page)
        for _ in range(specks):
            left, top, wide = x + drawn.random() * w, y + drawn.random() * h, size * drawn.uniform(0.5, 1)
            draw.ellipse([side * DOTS for side in (left, top, left + wide, top + wide)], fill=(60, 60, 60))

    return scatter


def thumb(page: Image.Image, box: dict[str, Any], drawn: random.Random) -> None:
    """手印: ridges that run together in a scan."""
    x, y, w, h = (box[one] / 100 * DOTS for one in "xywh")
    draw, tall = ImageDraw.Draw(page), h * 0.9
    wide = min(tall * 0.75, w * 0.6)
    left, top = x + (w - wide) / 2, y + h * 0.05
    for ring in range(int(wide / 2 / 9)):
        away = ring * 9
        draw.ellipse((left + away, top + away, left + wide - away, top + tall - away), outline=(215, 85, 85), width=6)
