"""Scanned files read page by page and handed to whoever files them: the one place where reading and filing meet.

Memory: the file (at most `scans.MOST_BYTES`) and one page of it, as `forms/reading/scanned.py` says; of a page that was
read only words and numbers stay.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from forms.reading import PageRead, ScannedPage, crop, ink, pages, read, straightened
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.papers import scans
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import Known, Seen, place
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.papers.scans import MOST_BYTES, Taken
from qcdesk.store.trouble import os_sentence

Progress = Callable[[int], bool]
"""Told how many pages are read; returns False to stop, and then nothing is kept."""

MEDIA = (
    (b"\xff\xd8", "image/jpeg"), (b"\x89PNG", "image/png"), (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"),
)  # fmt: skip
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


def take_file(desk: Desk, path: Path, progress: Progress | None = None) -> Taken:
    """Raises Refused, in its own sentence, for whatever is no file of scans; then nothing is kept of it."""
    return take_bytes(desk, content_of(path), path.name, progress)


def take_bytes(desk: Desk, content: bytes, name: str, progress: Progress | None = None) -> Taken:
    """As `take_file`. A file that came before is not read again."""
    desk.require_person()
    scans.refuse_big(len(content), name)
    before = scans.taken_before(desk, hashlib.sha256(content).hexdigest(), name)
    if before is not None:
        return before
    seen = list(_seen(desk, content, name, progress))
    return scans.take_in(desk, content, name, media_of(content), seen)


def content_of(path: Path) -> bytes:
    """The bytes of a file, no more than may be taken in: a device may never end."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "文件夹，请选里面的文件" if stat.S_ISDIR(found.st_mode) else "设备或管道，不是文件"
            raise Refused(f"“{path.name or path}”是{what}")
        scans.refuse_big(found.st_size, path.name)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path}”") from None
    except (OSError, ValueError) as error:
        said = os_sentence(error) if isinstance(error, OSError) else "文件名里有不能用的字"
        raise Refused(f"“{path.name}”读不出来：{said}") from error


def media_of(content: bytes) -> str:
    return next((media for start, media in MEDIA if content.startswith(start)), "application/pdf")


def page_again(desk: Desk, scan: ScanView) -> PageRead:
    """The page of a kept file once more, straightened where its sheet is known. Raises NotFound, Refused."""
    content = desk.attachments.get(scan.file)
    for page in pages(content, scan.name, only=scan.page):
        geometry = _geometry(scan.copy, scan.sheet_page)
        found = read(page)
        return straightened(found, geometry) if geometry else found
    raise NotFound(f"{scan.named}读不出来：文件里没有这一页")


def upright(desk: Desk, scan: ScanView) -> Image.Image:
    """The picture of a page as a person holds it."""
    turn = scan.said.get("turn")
    for page in pages(desk.attachments.get(scan.file), scan.name, only=scan.page):
        picture = page.colour()
        return picture.rotate(turn, expand=True) if isinstance(turn, int) and turn else picture
    raise NotFound(f"{scan.named}读不出来：文件里没有这一页")


def crops(desk: Desk, scan: ScanView) -> dict[str, Image.Image]:
    """Each signature box of a filed page, straight and in its colours; none where the page was not straightened."""
    found = page_again(desk, scan)
    boxes = _geometry(scan.copy, scan.sheet_page).get("boxes", []) if found.plane is not None else []
    return {str(box["slot"]): crop(found, box, colour=True) for box in boxes}


def _seen(desk: Desk, content: bytes, name: str, progress: Progress | None) -> Iterator[Seen]:
    known: Known = {}
    for page in pages(content, name):
        yield _page(desk, page, known)
        if progress is not None and not progress(page.number):
            raise Refused(f"读到第 {page.number} 页停下了，“{name}”没有收进来")


def _page(desk: Desk, page: ScannedPage, known: Known) -> Seen:
    found = read(page)
    placed = place(desk, Seen(page.number, _codes(found), found.blank), known)
    geometry = _geometry(placed.copy, placed.page)
    straight = straightened(found, geometry) if geometry else found
    said: dict[str, Json] = {"turn": straight.turn, "w": page.grey.width, "h": page.grey.height}
    if page.number == 1 and page.notes:
        said["notes"] = list(page.notes)
    if straight.plane is not None:
        said["boxes"] = [_box(straight, box) for box in geometry["boxes"]]
    return Seen(page.number, _codes(straight), found.blank, said)


def _geometry(copy: CopyView | None, page: int) -> dict[str, Any]:
    """Where everything stands on the page that it is, or claims to be; nothing where that is not known."""
    each = copy.page_boxes if copy else []
    return each[page - 1] if 1 <= page <= len(each) else {}


def _codes(found: PageRead) -> tuple[str, ...]:
    """Those of a copy first."""
    marks = [mark.text for mark in (found.main, found.second, *found.others) if mark is not None]
    return tuple(dict.fromkeys((*marks, *found.foreign)))


def _box(found: PageRead, box: dict[str, Any]) -> Json:
    inked = ink(found, box)
    return {"slot": box["slot"], "verdict": inked.verdict, "share": inked.share, "area": inked.area}
