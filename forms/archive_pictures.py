"""Pages of scans and photos as the archive package shows them: one scan or two photos a page, with what they are."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PIL import Image

from forms.archive_cover import printable
from forms.fit import SERIF
from forms.grid import A4
from forms.photos import Gallery, scaled
from forms.sheet import Item, Page, Picture, Rule, Words
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.keeping import gone
from qcdesk.services.keeping.package import Photo
from qcdesk.services.keeping.scanned import Scanned

PDF = "application/pdf"
DPI, LEAST_DPI = 200, 60
SIDE = 13
"""Inches: a little more than a scanned A4 page is long, whatever size its file gives itself."""

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
UNREADABLE = "（这一页读不出来，原件在归档 ZIP 里）"

Shown = tuple[Page, Gallery]


def dpi_for(photos: int, scans: int) -> int:
    points = photos * PHOTO + scans * SCAN
    return DPI if points <= MOST_POINTS else max(LEAST_DPI, int(DPI * math.sqrt(MOST_POINTS / points)))


def photo_pages(desk: Desk, photos: Sequence[Photo], title: str, dpi: int = DPI) -> Iterator[Shown]:
    """Two a page, each as large as half a page takes; a picture that several records show comes once."""
    shown = once_each(photos)
    for first in range(0, len(shown), 2):
        gallery = Gallery(load=_loader(desk, dpi))
        items: list[Item] = list(_titled(f"照片　{title}"))
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


def scan_pages(desk: Desk, scans: Sequence[Scanned], dpi: int = DPI) -> Iterator[Shown]:
    """One a page; a file is opened anew for each of its pages, so that no more than one is held."""
    for scan in scans:
        gallery = Gallery()
        items: list[Item] = list(_titled(f"扫描件　{scan.caption}"))
        source = printable(f"原件：{scan.name}，第 {scan.page} 页")
        items.append(Words(MARGIN, TOP + 4, _cut(source), CAPTION * 0.8, shade=0.35))
        picture, why = _picture(desk, scan, dpi)
        if picture is None:
            items.append(_middled(why, A4.height / 2))
        else:
            items += _placed(gallery.adopt(picture), gallery, TOP + 8, A4.height - TOP - 8 - BOTTOM)
        yield Page(A4.width, A4.height, tuple(items)), gallery


def _picture(desk: Desk, scan: Scanned, dpi: int) -> tuple[bytes | None, str]:
    try:
        content = desk.attachments.get(scan.sha256)
    except NotFound:
        return None, GONE
    read = _of_pdf if scan.media == PDF else _of_picture
    try:
        return read(content, scan.page - 1, dpi), ""
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, Image.DecompressionBombError):
        return None, UNREADABLE


def _of_pdf(content: bytes, page: int, dpi: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        shown = document[page]
        scale = min(dpi / 72, SIDE * dpi / max(shown.get_size()))
        return _jpeg(shown.render(scale=scale).to_pil(), dpi)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    finally:
        document.close()


def _of_picture(content: bytes, page: int, dpi: int) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        if page and getattr(picture, "n_frames", 1) > 1:
            picture.seek(page)
            return _jpeg(picture.convert("RGB"), dpi)
    return scaled(content, (SIDE * dpi, SIDE * dpi))


def _jpeg(picture: Any, dpi: int) -> bytes:
    shown = picture if picture.mode in ("RGB", "L") else picture.convert("RGB")
    shown.thumbnail((SIDE * dpi, SIDE * dpi))
    buffer = io.BytesIO()
    shown.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def _photo(desk: Desk, alike: Sequence[Photo], number: int, gallery: Gallery, top: float, room: float) -> list[Item]:
    photo, caption = alike[0], _captions(alike, number)
    under = len(caption) * LINE + 2
    placed = _placed(photo.sha256, gallery, top, room - under) if photo.there else []
    end = max((item.y + item.h for item in placed if isinstance(item, Picture)), default=top + (room - under) / 2)
    items: list[Item] = [*placed] if placed else [_middled(_why_gone(desk, alike), end)]
    items += [Words(MARGIN, end + LINE * (at + 1), text, CAPTION) for at, text in enumerate(caption)]
    return items


def _captions(alike: Sequence[Photo], number: int) -> list[str]:
    """Where it hangs, a line each, then what its file is called there."""
    places = [f"{photo.record.title}　{photo.place}" for photo in alike]
    if len(places) > MOST_PLACES:
        places[MOST_PLACES:] = [f"另有 {len(places) - MOST_PLACES} 处，见清单"]
    names = "；".join(dict.fromkeys(photo.name for photo in alike))
    return [_cut(printable(text)) for text in (f"{number}. {places[0]}", *places[1:], names)]


def _why_gone(desk: Desk, alike: Sequence[Photo]) -> str:
    over = not any(photo.there for photo in alike) and gone.removed(desk, alike[0].sha256)
    return f"（{gone.PHOTO}）" if over else GONE


def _placed(sha256: str, gallery: Gallery, top: float, high: float) -> list[Item]:
    """As large as its room takes, in the middle of the page; nothing for a picture that cannot be read."""
    size = gallery.size(sha256)
    wide = A4.width - 2 * MARGIN
    if size is None:
        return []
    scale = min(wide / size[0], high / size[1])
    w, h = size[0] * scale, size[1] * scale
    return [Picture(MARGIN + (wide - w) / 2, top, w, h, sha256)]


def _titled(text: str) -> Iterator[Item]:
    yield Words(MARGIN, TOP - 2, _cut(printable(text), TITLE), TITLE, bold=True)
    yield Rule(MARGIN, TOP, A4.width - MARGIN, TOP, 0.75)


def _middled(text: str, y: float) -> Words:
    return Words((A4.width - SERIF.width(text, CAPTION)) / 2, y, text, CAPTION)


def _cut(text: str, size: float = CAPTION) -> str:
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
