"""Pages of photos as the archive package shows them, two a page with what they are; and what scans share with them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from forms.archive_cover import printable
from forms.fit import SERIF
from forms.grid import A4
from forms.photos import Gallery, scaled
from forms.sheet import Item, Page, Picture, Rule, Words
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.keeping import gone
from qcdesk.services.keeping.package import Photo

DPI, LEAST_DPI = 200, 60
PHOTO, SCAN = 1.4, 4.2
"""Millions of points in one of each at 200 dpi."""

MOST_POINTS = 120.0
"""Millions in a whole package: a PDF is put together in memory. With more pictures each is shown coarser, and the ZIP
holds the originals."""

MARGIN, TOP, BOTTOM = 15.0, 14.0, 12.0
CAPTION, LINE = 9.0, 4.4
TITLE = 11.0
APART = 6.0
MOST_PLACES = 8
"""Lines under one picture: what it takes itself must not get too small."""

GONE = "（文件不见了，或已不是当时存入的那个）"
UNREADABLE = "（这张照片读不出来，原件在归档 ZIP 里）"

Shown = tuple[Page, Gallery]


def dpi_for(photos: int, scans: int) -> int:
    points = photos * PHOTO + scans * SCAN
    return DPI if points <= MOST_POINTS else max(LEAST_DPI, int(DPI * math.sqrt(MOST_POINTS / points)))


def photo_pages(desk: Desk, photos: Sequence[Photo], title: str, dpi: int = DPI) -> Iterator[Shown]:
    """Two a page, each as large as half a page takes; a picture that several records show comes once."""
    shown = once_each(photos)
    for first in range(0, len(shown), 2):
        gallery = Gallery(load=_loader(desk, dpi))
        items: list[Item] = list(titled(f"照片　{title}"))
        room = (A4.height - TOP - BOTTOM - 6 - APART) / 2
        for at, alike in enumerate(shown[first : first + 2]):
            items += _photo(desk, alike, first + at + 1, gallery, TOP + 6 + at * (room + APART), room)
        yield Page(A4.width, A4.height, tuple(items)), gallery


def once_each(photos: Sequence[Photo]) -> tuple[tuple[Photo, ...], ...]:
    """The places of each picture, by the SHA-256 of its file, in the order in which they come."""
    places: dict[str, list[Photo]] = {}
    for photo in photos:
        places.setdefault(photo.sha256, []).append(photo)
    return tuple(tuple(alike) for alike in places.values())


def photo_page_count(photos: Sequence[Photo]) -> int:
    return -(-len(once_each(photos)) // 2)


def _photo(desk: Desk, alike: Sequence[Photo], number: int, gallery: Gallery, top: float, room: float) -> list[Item]:
    photo, caption = alike[0], _captions(alike, number)
    under = len(caption) * LINE + 2
    shown = placed(photo.sha256, gallery, top, room - under) if photo.there else []
    end = max((item.y + item.h for item in shown if isinstance(item, Picture)), default=top + (room - under) / 2)
    items: list[Item] = [*shown] if shown else [middled(_why_none(desk, alike), end)]
    items += [Words(MARGIN, end + LINE * (at + 1), text, CAPTION) for at, text in enumerate(caption)]
    return items


def _captions(alike: Sequence[Photo], number: int) -> list[str]:
    """Where it hangs, a line each, then what its file is called there."""
    places = [f"{photo.record.title}　{photo.place}" for photo in alike]
    if len(places) > MOST_PLACES:
        places[MOST_PLACES:] = [f"另有 {len(places) - MOST_PLACES} 处，见清单"]
    names = "；".join(dict.fromkeys(photo.name for photo in alike))
    return [cut(printable(text)) for text in (f"{number}. {places[0]}", *places[1:], names)]


def _why_none(desk: Desk, alike: Sequence[Photo]) -> str:
    sha256 = alike[0].sha256
    if any(photo.there for photo in alike) and desk.attachments.holds(sha256):
        return UNREADABLE
    return f"（{gone.PHOTO}）" if gone.removed(desk, sha256) else GONE


def placed(sha256: str, gallery: Gallery, top: float, high: float) -> list[Item]:
    """As large as its room takes, in the middle of the page; nothing for a picture that cannot be read."""
    size = gallery.size(sha256)
    wide = A4.width - 2 * MARGIN
    if size is None:
        return []
    scale = min(wide / size[0], high / size[1])
    w, h = size[0] * scale, size[1] * scale
    return [Picture(MARGIN + (wide - w) / 2, top, w, h, sha256)]


def titled(text: str) -> Iterator[Item]:
    yield Words(MARGIN, TOP - 2, cut(printable(text), TITLE), TITLE, bold=True)
    yield Rule(MARGIN, TOP, A4.width - MARGIN, TOP, 0.75)


def middled(text: str, y: float) -> Words:
    return Words((A4.width - SERIF.width(text, CAPTION)) / 2, y, text, CAPTION)


def cut(text: str, size: float = CAPTION) -> str:
    """On one line; the whole name stands in the manifest of the ZIP."""
    wide = A4.width - 2 * MARGIN
    if SERIF.width(text, size) <= wide:
        return text
    while text and SERIF.width(text + "…", size) > wide:
        text = text[:-1]
    return text + "…"


def _loader(desk: Desk, dpi: int) -> Callable[[str], bytes]:
    side = int((A4.width - 2 * MARGIN) / 25.4 * dpi)

    def load(sha256: str) -> bytes:
        try:
            content = desk.attachments.get(sha256)
        except NotFound as error:
            raise FileNotFoundError(error.sentence) from error
        return content if dpi == DPI else scaled(content, (side, side))

    return load
