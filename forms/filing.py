"""Scanned files read page by page and handed to whoever files them: the one place where reading and filing meet.

Memory: the file (at most `scans.MOST_BYTES`) and one page of it, as `forms/reading/scanned.py` says; of a page that was
read only words and numbers stay.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image

from forms import sealed_check
from forms.reading import PageRead, ScannedPage, crop, has_more, ink, is_untouched, laid_as, pages, read, sheet
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.neutral import neutral
from qcdesk.services.keeping import gone
from qcdesk.services.papers import scan_list, scans
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import BLANK, UNTOUCHED, Known, Placed, Seen, place
from qcdesk.services.papers.scan_list import BESIDE, ScanView
from qcdesk.services.papers.scans import MOST_BYTES, Taken
from qcdesk.store.trouble import unread


@dataclass(frozen=True)
class Reading:
    """How far a file is read: pages, of how many (of none yet while the first is being drawn); of them the code of so
    many led to a copy, and so many will have to be looked at. Nothing is filed before the last page."""

    page: int = 0
    of: int = 0
    known: int = 0
    flagged: int = 0

    def after(self, page: ScannedPage, placed: Placed) -> Reading:
        looked_at = placed.flag not in ("", BLANK)
        return Reading(page.number, page.of, self.known + (not placed.flag), self.flagged + looked_at)


Progress = Callable[[Reading], bool]
"""Returns False to stop, and then nothing is kept."""

MEDIA = (
    (b"\xff\xd8", "image/jpeg"), (b"\x89PNG", "image/png"), (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"),
)  # fmt: skip
FINE = 205
"""Dots an inch of a sheet that is shown: more than that nobody reads on a screen."""

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


def take_file(desk: Desk, path: Path, progress: Progress | None = None) -> Taken:
    """Raises Refused, in its own sentence, for whatever is no file of scans; then nothing is kept of it."""
    return take_bytes(desk, content_of(path), neutral(path.name), progress)


def take_bytes(desk: Desk, content: bytes, name: str, progress: Progress | None = None) -> Taken:
    """As `take_file`. A file that came before is not read again."""
    desk.require_person()
    scans.refuse_big(len(content), name)
    before = scans.taken_before(desk, hashlib.sha256(content).hexdigest(), name)
    if before is not None:
        return before
    sealed_check.refuse_own(desk, content, name)
    seen = list(_seen(desk, content, name, progress))
    return scans.take_in(desk, content, name, media_of(content), seen)


def content_of(path: Path) -> bytes:
    """The bytes of a file, no more than may be taken in: a device may never end."""
    name = neutral(path.name)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "文件夹，请选里面的文件" if stat.S_ISDIR(found.st_mode) else "设备或管道，不是文件"
            raise Refused(f"“{name or path}”是{what}")
        scans.refuse_big(found.st_size, name)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refused(f"找不到文件“{neutral(str(path))}”") from None
    except (OSError, ValueError) as error:
        said = unread(error) if isinstance(error, OSError) else "文件名里有不能用的字"
        raise Refused(f"“{name}”读不出来：{said}") from error


def media_of(content: bytes) -> str:
    return next((media for start, media in MEDIA if content.startswith(start)), "application/pdf")


@contextmanager
def _kept(desk: Desk, scan: ScanView) -> Iterator[ScannedPage]:
    """The page of a kept file once more, while that is open: its colours are then drawn by the process that is there.
    Raises NotFound, Refused."""
    if scan_list.destroyed(desk, scan):
        raise NotFound(gone.SCAN)
    for page in pages(desk.attachments.get(scan.file), scan.name, only=scan.page):
        yield page
        return
    raise NotFound(f"{scan.named}读不出来：文件里没有这一页")


def upright(desk: Desk, scan: ScanView, dpi: float = FINE) -> Image.Image:
    """The picture of a page as a person holds it: its sheet alone, straight, where it is known how it lies. Raises
    NotFound for a file or page that is not there, Refused for what cannot be read."""
    return laid(desk, scan, dpi)[0]


def laid(desk: Desk, scan: ScanView, dpi: float) -> tuple[Image.Image, bool]:
    """As `upright`, and whether it is the sheet alone. Where no sheet is known no marks are looked for again."""
    geometry = _geometry(scan.copy, scan.sheet_page)
    turn = scan.said.get("turn")
    with _kept(desk, scan) as page:
        if geometry:
            return sheet_or_page(_lying(read(page), scan.copy, scan.sheet_page), geometry, dpi)
        return _turned(page, turn if isinstance(turn, int) else 0), False


def sheet_or_page(found: PageRead, geometry: dict[str, Any], dpi: float) -> tuple[Image.Image, bool]:
    """The sheet at so many dots an inch where it is sure how it lies, else the page turned upright; which of them."""
    return (sheet(found, geometry, dpi), True) if found.sure else (_turned(found.page, found.turn), False)


def _turned(page: ScannedPage, degrees: int) -> Image.Image:
    picture = page.colour()
    return picture.rotate(degrees, expand=True) if degrees else picture


def crops(desk: Desk, scan: ScanView) -> dict[str, Image.Image]:
    """Each signature box of a filed page, straight and in its colours; none where the page was not straightened, or its
    sheet is not the one that is sure to lie there."""
    geometry = _geometry(scan.copy, scan.sheet_page)
    with _kept(desk, scan) as page:
        found = _lying(read(page), scan.copy, scan.sheet_page)
        boxes = geometry.get("boxes", []) if found.plane is not None else []
        coloured = page.colour() if boxes else None
    return {str(box["slot"]): crop(found, box, coloured) for box in boxes}


def _seen(desk: Desk, content: bytes, name: str, progress: Progress | None) -> Iterator[Seen]:
    known: Known = {}
    told = Reading()

    def go_on() -> None:
        """Asked behind every page, and while one takes long."""
        if progress is not None and not progress(told):
            raise Refused(f"读到第 {max(told.page, 1)} 页停下了，“{name}”没有收进来")

    for page in pages(content, name, waiting=go_on):
        seen, placed = _page(desk, page, known)
        yield seen
        told = told.after(page, placed)
        go_on()


def _page(desk: Desk, page: ScannedPage, known: Known) -> tuple[Seen, Placed]:
    found = read(page)
    placed = place(desk, Seen(page.number, _codes(found), found.blank), known)
    geometry = _geometry(placed.copy, placed.page)
    straight = _lying(found, placed.copy, placed.page)
    seen = Seen(page.number, _codes(straight), found.blank, _said(page, straight, geometry), is_untouched(straight))
    known_of = placed.page or placed.sheets
    return seen, replace(placed, flag=UNTOUCHED) if known_of and seen.untouched else placed


def _said(page: ScannedPage, straight: PageRead, geometry: dict[str, Any]) -> dict[str, Json]:
    """How the page lies, and what is in its boxes."""
    said: dict[str, Json] = {"turn": straight.turn, "w": page.grey.width, "h": page.grey.height}
    if page.number == 1 and page.notes:
        said["notes"] = list(page.notes)
    if geometry and has_more(straight, geometry):
        said[BESIDE] = True
    if straight.plane is not None:
        said["boxes"] = [_box(straight, box) for box in geometry["boxes"]]
    return said


def _lying(found: PageRead, copy: CopyView | None, page: int) -> PageRead:
    """As that page of that copy lies in the picture, whatever lies beside it."""
    geometry = _geometry(copy, page)
    return laid_as(found, copy.code, page, geometry) if copy and geometry else found


def _geometry(copy: CopyView | None, page: int) -> dict[str, Any]:
    """Where everything stands on the page that it is, or claims to be; nothing where that is not known."""
    each = copy.page_boxes if copy else []
    return each[page - 1] if 1 <= page <= len(each) else {}


def _codes(found: PageRead) -> tuple[str, ...]:
    """Those of a copy first, each as often as it is there: labels of one run bear the same."""
    return *(mark.text for mark in found.marks), *dict.fromkeys(found.foreign)


def _box(found: PageRead, box: dict[str, Any]) -> Json:
    inked = ink(found, box)
    return {"slot": box["slot"], "verdict": inked.verdict, "share": inked.share, "area": inked.area}
