"""The archive package of a case as one PDF: cover, 履历, sheets in the order of the flow, scans, photos, history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import IO

from forms import archive_cover, archive_pictures, archive_scans, printing
from forms.archive_cover import Entry
from forms.archive_pictures import Shown
from forms.cutting import cut
from forms.faces import FILES
from forms.fit import SERIF
from forms.on_a4 import on_a4
from forms.paginate import paginate
from forms.photos import Gallery
from forms.printing import Print
from forms.registry import Shelf
from forms.sheet import LaidSheet, Page, Words
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office
from qcdesk.services.keeping.package import Package
from qcdesk.store.files import replace_file
from qcdesk.views import RecordView

Report = Callable[[int, int], object]
"""Told (done, of); ends the work by raising."""

TITLE = "案件归档卷宗"

STAMP, EDGE = 7.5, 4.0
"""Points; millimetres above the edge of the paper."""

CHANGED = "{title}在做归档包的时候被改过，请再做一次"


@dataclass(frozen=True)
class Part:
    """A run of pages under one heading of the outline; `pages` draws them when they are asked for, so that no two
    parts are held at once. `entries` count their pages from the part's own first."""

    count: int
    entries: tuple[Entry, ...]
    pages: Callable[[], Iterable[Shown]]


def write(desk: Desk, shelf: Shelf, package: Package, path: Path, report: Report) -> int:
    """Whole or not at all; the number of pages. Raises Refused, Unavailable."""
    with replace_file(path) as file:
        return draw(desk, shelf, package, file, report)


def draw(desk: Desk, shelf: Shelf, package: Package, file: IO[bytes], report: Report) -> int:
    """As `write`, into an open file."""
    body = tuple(_parts(desk, shelf, package, report))
    parts = (_cover(desk, package, body), *body)
    whole = sum(part.count for part in parts)
    canvas, press = _begun(desk, package, file)
    at = 0
    for part in parts:
        for within, (page, gallery) in enumerate(part.pages()):
            at += 1
            report(whole + at, 2 * whole)
            for entry in part.entries:
                if entry.page == within:
                    _mark(canvas, f"p{at}", entry)
            press.gallery = gallery
            press.page(_stamped(page, package, at, whole))
    canvas.save()
    return whole


def bears_title(content: bytes) -> bool:
    """Whether a file calls itself such a PDF, as `draw` has it written."""
    written = "".join(chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}" for byte in TITLE.encode("utf-16-be"))
    return written.encode() in content


def made(desk: Desk, shelf: Shelf, view: RecordView) -> Print:
    """A record's own sheet; raises Refused when it is no longer as the package tells it."""
    printed = printing.record_print(desk, shelf, view.id)
    if printed.record is None or printed.record.version != view.version:
        raise Refused(CHANGED.format(title=view.title))
    return printed


def _begun(desk: Desk, package: Package, file: IO[bytes]):  # type: ignore[no-untyped-def]
    from reportlab.pdfgen.canvas import Canvas

    from forms import pdf

    pdf.faces()
    canvas = Canvas(file, pageCompression=1, invariant=1, initialFontName=FILES["serif"])
    canvas.setCreator("QCDesk")
    canvas.setTitle(f"{package.case.number or ''} {TITLE}".strip())
    canvas.setAuthor(office.view(desk).company)
    made_at = f"D:{''.join(filter(str.isdecimal, package.at))}00"
    canvas.setDateFormatter(lambda *_: made_at)
    canvas.showOutline()
    return canvas, pdf.Press(canvas, Gallery())


def _mark(canvas, key: str, entry: Entry) -> None:  # type: ignore[no-untyped-def]
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(f"{entry.title} {entry.number}".strip(), key, 0)


def _stamped(page: Page, package: Package, at: int, whole: int) -> Page:
    text = f"{package.case.number or '草稿'} 归档卷宗 {at}/{whole}"
    x = (page.width - SERIF.width(text, STAMP)) / 2  # at the right a full page has its chain mark
    return replace(page, items=(*page.items, Words(x, page.height - EDGE, text, STAMP, shade=0.35)))


def _cover(desk: Desk, package: Package, body: Sequence[Part]) -> Part:
    """Laid twice: only then is it known how many pages it takes itself."""
    count = len(cut(archive_cover.cover(desk, package, _entries(body, 1))).leaves)
    sheet = archive_cover.cover(desk, package, _entries(body, count))
    return Part(count, (Entry("封面和目录", "", "", 0),), partial(_of_sheet, sheet, Gallery()))


def _entries(body: Sequence[Part], before: int) -> list[Entry]:
    entries: list[Entry] = []
    for part in body:
        entries += [entry._replace(page=before + entry.page + 1) for entry in part.entries]
        before += part.count
    return entries


def _parts(desk: Desk, shelf: Shelf, package: Package, report: Report) -> Iterator[Part]:
    """Each sheet is laid to be counted and let go, to be laid again when it is drawn."""
    whole, at = 2 * len(package.records), 0
    for run in _runs(shelf, package):
        report(at, 2 * whole)
        at += len(run)
        each = shelf.form(run[0].kind.edition).paper.per_a4
        if each > 1:
            yield _labels(desk, shelf, package, run, each)
        else:
            count = len(cut(made(desk, shelf, run[0]).sheets[0]).leaves)
            yield Part(count, (_entry(package, run[0]),), partial(_sheet, desk, shelf, run[0]))
    yield from _pictures(desk, package)
    told = archive_cover.told(desk, package)
    count = len(cut(told).leaves)
    yield Part(count, (Entry("案件经过", "", f"{package.seq} 条止", 0),), partial(_of_sheet, told, Gallery()))


def _entry(package: Package, view: RecordView, page: int = 0) -> Entry:
    shared = "（共用）" if view.id in package.shared else ""
    title = "履历" if view.id == package.case.id else view.kind.title
    return Entry(title + shared, view.number or f"草稿 {view.id}", view.state_label, page)


def _sheet(desk: Desk, shelf: Shelf, view: RecordView) -> Iterator[Shown]:
    printed = made(desk, shelf, view)
    return _of_sheet(printed.sheets[0], printed.gallery)


def _of_sheet(sheet: LaidSheet, gallery: Gallery) -> Iterator[Shown]:
    return ((page, gallery) for page in paginate(sheet, gallery))


def _runs(shelf: Shelf, package: Package) -> Iterator[tuple[RecordView, ...]]:
    """In the case's order: a sheet by itself, labels of one size that follow one another together on A4."""

    def size(view: RecordView) -> tuple[object, ...]:
        paper = shelf.form(view.kind.edition).paper
        return (paper.per_a4, paper.width, paper.height) if paper.per_a4 > 1 else (view.id,)

    for _, run in groupby(package.records, key=size):
        yield tuple(run)


def _labels(desk: Desk, shelf: Shelf, package: Package, run: Sequence[RecordView], each: int) -> Part:
    entries, count = [], 0
    for view in run:
        entries.append(_entry(package, view, count // each))
        count += len(cut(made(desk, shelf, view).sheets[0]).leaves)
    return Part(-(-count // each), tuple(entries), partial(_labels_on_a4, desk, shelf, run, each))


def _labels_on_a4(desk: Desk, shelf: Shelf, views: Sequence[RecordView], each: int) -> Iterator[Shown]:
    pages: list[Page] = []
    gallery = Gallery()
    for view in views:
        printed = made(desk, shelf, view)
        pages += paginate(printed.sheets[0], printed.gallery)
    return ((page, gallery) for page in on_a4(pages, each))


def _pictures(desk: Desk, package: Package) -> Iterator[Part]:
    scans, photos = package.scans, package.photos
    different = len(archive_pictures.once_each(photos))
    number, dpi = package.case.number or "", archive_pictures.dpi_for(different, len(scans))
    if scans:
        lost = sum(scan.sha256 in package.destroyed for scan in scans)
        entry = Entry("签名单扫描件", "", _but(f"{len(scans)} 页", lost, len(scans)), 0)
        yield Part(len(scans), (entry,), partial(archive_scans.scan_pages, desk, scans, dpi))
    if photos:
        count = archive_pictures.photo_page_count(photos)
        lost = len({photo.sha256 for photo in photos} & package.destroyed)
        entry = Entry("照片", "", _but(f"{different} 张", lost, different), 0)
        yield Part(count, (entry,), partial(archive_pictures.photo_pages, desk, photos, number, dpi))


def _but(said: str, lost: int, of: int) -> str:
    """How many there were, and whether all or so many of them were destroyed."""
    which = "" if lost == of else f"其中 {lost} "
    return f"{said}，{which}已销毁" if lost else said
