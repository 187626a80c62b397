"""Pages of scans as the archive package shows them: one a page, straightened as far as its sheet is known. The file as
it came is in the ZIP, byte for byte."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image

from forms import filing
from forms.archive_cover import printable
from forms.archive_pictures import BOTTOM, CAPTION, DPI, GONE, MARGIN, TOP, Shown, cut, middled, placed, titled
from forms.grid import A4
from forms.photos import Gallery
from forms.sheet import Item, Page, Words
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.keeping import gone
from qcdesk.services.keeping.scanned import Scanned
from qcdesk.services.papers import scan_list

SIDE = 13
"""Inches: a little more than a scanned A4 page is long, whatever size its file gives itself."""

QUALITY = 80
SOURCE = "原扫描见归档 ZIP：{name}，第 {page} 页"
FORMER = "原扫描：{name}，第 {page} 页"
STRAIGHT = "已按单子的边框摆正，"
UNREADABLE = "（这一页读不出来）"


def scan_pages(desk: Desk, scans: Sequence[Scanned], dpi: int = DPI) -> Iterator[Shown]:
    """Each at so many dots an inch at most. A file is opened anew for each of its pages, so that no more than one
    picture is held at once; what is kept of it is its JPEG."""
    for scan in scans:
        gallery = Gallery()
        picture, said = _picture(desk, scan, dpi)
        items: list[Item] = list(titled(f"扫描件　{scan.caption}"))
        source = (SOURCE if scan.there else FORMER).format(name=printable(scan.name), page=scan.page)
        if picture is None:
            items.append(middled(said, A4.height / 2))
        else:
            source = said + source
            items += placed(gallery.adopt(picture), gallery, TOP + 8, A4.height - TOP - 8 - BOTTOM)
        items.append(Words(MARGIN, TOP + 4, cut(source), CAPTION * 0.8, shade=0.35))
        yield Page(A4.width, A4.height, tuple(items)), gallery


def _picture(desk: Desk, scan: Scanned, dpi: int) -> tuple[bytes | None, str]:
    """The JPEG with what was done to it, or nothing and why."""
    if not scan.there:
        return None, f"（{gone.SCAN}）" if gone.removed(desk, scan.sha256) else GONE
    try:
        picture, straight = filing.laid(desk, scan_list.get(desk, scan.id), dpi)
        return _jpeg(picture, dpi), STRAIGHT if straight else ""
    except NotFound:
        return None, GONE
    except Refused:
        return None, UNREADABLE


def _jpeg(picture: Image.Image, dpi: int) -> bytes:
    picture.thumbnail((SIDE * dpi, SIDE * dpi))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
