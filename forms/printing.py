"""From a saved record to paper: the sheets of a desk's records and its blank ones, written as PDF or Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from forms import sign_boxes
from forms.fill import blank
from forms.grid import Form
from forms.lay import lay
from forms.photos import Gallery
from forms.registry import Shelf
from forms.sheet import CopyMark, LaidSheet
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, NotFound, Refused
from qcdesk.services.basics import office
from qcdesk.services.cases import dossier
from qcdesk.services.papers import blanks, copies
from qcdesk.services.papers.copy_list import BLANK, CopyView
from qcdesk.services.samples import reprint
from qcdesk.services.sheets import attaching, lost, records, revisions
from qcdesk.services.trail import events
from qcdesk.views import RecordView

Pages = tuple[int, int]
"""The first and the last, counted from 1."""

LANGS = ("zh", "zh-en")
OLD_EDITION = "old_edition"
"""Under which the trail keeps that what was put out was an edition already replaced."""
MOST_BLANKS = 500


@dataclass(frozen=True)
class Print:
    """Sheets ready for a renderer, with the photos they show. `record` is None for blank ones. `workbook` writes what
    is more than its sheet in Excel, and gives how much."""

    sheets: tuple[LaidSheet, ...]
    gallery: Gallery
    record: RecordView | None = None
    workbook: Callable[[Path], int] | None = None
    copies: tuple[CopyView, ...] = ()
    """The numbered copies that its sheets are."""


def record_print(desk: Desk, shelf: Shelf, which: int | str, lang: str = "zh") -> Print:
    """The sheet of a record as saved, in the revision it carries."""
    record = _with_photos_checked(desk, records.get(desk, which))
    record = replace(record, signatures=(*record.signatures, *lost.lost(desk, record)))
    told = dossier.told(desk, record) if shelf.form(record.kind.edition).told else reprint.as_it_is(desk, record)
    return _print(desk, shelf, record, told, lang)


def edition_print(desk: Desk, shelf: Shelf, which: int | str, edition: int, lang: str = "zh") -> Print:
    """The sheet of an edition: one that was replaced as it stood, with 已被替代 across it."""
    record = revisions.view(desk, which, edition)
    if not record.superseded:
        return record_print(desk, shelf, which, lang)
    return _print(desk, shelf, _with_photos_checked(desk, record), {}, lang)


def _print(desk: Desk, shelf: Shelf, record: RecordView, told: Mapping[str, Json], lang: str) -> Print:
    """What is `told` beside the record's own values is shown with them."""
    gallery, form = Gallery(load=_loader(desk)), shelf.form(record.kind.edition)
    shown = replace(record, values={**record.values, **told}) if told else record
    return Print((lay(form, shown, office.view(desk), _known(lang), gallery),), gallery, record)


def copy_print(desk: Desk, shelf: Shelf, which: int | str, lang: str = "zh") -> Print:
    """As `record_print`, registered as one numbered copy with its marks; a draft or void sheet is none."""
    return numbered(desk, record_print(desk, shelf, which, lang))[0]


def numbered(desk: Desk, made: Print, count: int = 1, pages: Mapping[int, Pages] | None = None) -> list[Print]:
    """The print once for each of `count` copies, its sheets marked as such.

    Labels of one run cannot be told apart and are one copy however often they are printed. `pages` says of which
    records which pages go to paper, where not all do. Gives the print as it is where nothing is numbered. Raises Stale.
    """
    sheets = {sheet.record.id: sheet for sheet in made.sheets if sheet.record.id and not copies.why_none(sheet.record)}
    chosen = [sheet for record, sheet in sheets.items() if pages is None or record in pages]
    if not chosen:
        return [made]
    with desk.store.write():
        found = {sheet.record.id: _registered(desk, sheet, made.gallery, count, pages) for sheet in chosen}
    marked = any(sheet.form.paper.head for sheet in chosen)
    return [_as_copy(desk, made, {record: one[min(at, len(one) - 1)] for record, one in found.items()})
            for at in range(count if marked else 1)]  # fmt: skip


def _registered(desk: Desk, sheet: LaidSheet, gallery: Gallery, count: int,
                pages: Mapping[int, Pages] | None) -> list[CopyView]:  # fmt: skip
    boxes = sign_boxes.boxes(sheet, gallery)
    said: dict[str, Json] = {"pages": boxes}
    every = (1, len(boxes))
    if pages is not None and pages[sheet.record.id] != every:
        said["printed"] = list(pages[sheet.record.id])
    each = count if sheet.form.paper.head else 1
    return copies.register_many(desk, sheet.record, len(boxes), said, sheet.lang, each)


def _as_copy(desk: Desk, made: Print, found: Mapping[int, CopyView]) -> Print:
    """Equal sheets stay one and the same, so that they are drawn once."""
    kept: dict[int, LaidSheet] = {}
    for sheet in made.sheets:
        copy = found.get(sheet.record.id)
        if id(sheet) not in kept:
            mark = CopyMark(copy.code, copy.remark) if copy else None
            kept[id(sheet)] = replace(sheet, copy=mark) if mark else sheet
    return replace(made, sheets=tuple(kept[id(sheet)] for sheet in made.sheets), copies=tuple(found.values()))


@contextmanager
def unless_stopped(desk: Desk, prints: Sequence[Print]) -> Iterator[None]:
    """What fails or is stopped in here leaves no copy that somebody would look for: each is made void, with why."""
    try:
        yield
    except BaseException as error:
        found = {copy.id: copy for made in prints for copy in made.copies}
        why = "没有印成" if isinstance(error, DeskError) else "打印中途停下"
        with suppress(DeskError):  # the first trouble is the one to be told
            _take_back(desk, list(found.values()), why)
        raise


def _take_back(desk: Desk, found: Sequence[CopyView], why: str) -> None:
    """Of a blank sheet the reserved record goes too."""
    if empty := [copy.id for copy in found if copy.made == BLANK]:
        blanks.give_back(desk, empty, why)
    if others := [copy.id for copy in found if copy.made != BLANK]:
        copies.move(desk, others, "spoil", {"reason": why})


def _with_photos_checked(desk: Desk, record: RecordView) -> RecordView:
    """A signature over a photo whose file was changed attests something else than what would be printed."""
    spoiled = attaching.spoiled(desk, record.values)
    return replace(record, signatures=tuple(
        replace(item, sound=item.sound and not any(record.kind.covers(item.slot, name) for name in spoiled))
        for item in record.signatures
    ))  # fmt: skip


def blank_print(desk: Desk, form: Form, count: int = 1, lang: str = "zh") -> Print:
    """`count` empty sheets to be filled by hand; raises Refused outside 1–500."""
    if not 1 <= count <= MOST_BLANKS:
        raise Refused(f"空白表一次可以打 1 到 {MOST_BLANKS} 份")
    gallery = Gallery()
    sheet = lay(form, blank(form.kind), office.view(desk), _known(lang), gallery)
    return Print((sheet,) * count, gallery)


def numbered_blank_print(desk: Desk, form: Form, count: int, to_whom: str, lang: str = "zh") -> Print:
    """As `blank_print`, each sheet with a number reserved for it and its marks, so that its scan comes back to it."""
    blanks.refuse_unfit(form.kind)
    blanks.refuse_count(count)
    if not form.paper.head:
        raise Refused(f"《{form.kind.title}》是标签，没有印编号码的地方，请填好以后再打印")
    gallery, told, empty = Gallery(), office.view(desk), blank(form.kind)
    boxes = sign_boxes.boxes(lay(form, empty, told, _known(lang), gallery), gallery)
    made = blanks.reserve(desk, form.kind.code, count, to_whom, blanks.Laid(len(boxes), {"pages": boxes}, lang))
    sheets = []
    for one in made:
        sheet = lay(form, replace(empty, id=one.record.id, number=one.record.number), told, lang, gallery)
        sheets.append(replace(sheet, copy=CopyMark(one.copy.code, one.copy.remark)))
    return Print(tuple(sheets), gallery, copies=tuple(one.copy for one in made))


def save(made: Print, path: Path) -> int:
    """Writes a .pdf or .xlsx in one go; the number of pages (of sheets in Excel). Raises Refused, Unavailable."""
    write = _writer(path)
    if not path.parent.is_dir():
        raise Refused(f"文件夹“{path.parent}”不存在")
    return write(made, path)


def note_print(desk: Desk, made: Print, how: str, *, pages: int = 0, copies: int = 1) -> None:
    """Leaves in the trail who printed or exported the record, as what, and how much of it went to paper."""
    if made.record is not None:
        detail: dict[str, object] = {"as": how, "version": made.record.version}
        if made.record.superseded:
            detail[OLD_EDITION] = made.record.amended
        if pages:
            detail.update(pages=pages, copies=copies)
        with desk.store.write():
            events.note(desk, "printed" if how == "printer" else "exported", record=made.record.id, detail=detail)


def _writer(path: Path) -> Callable[[Print, Path], int]:
    if path.suffix.lower() == ".pdf":
        return _write_pdf
    if path.suffix.lower() == ".xlsx":
        return _write_xlsx
    raise Refused("输出文件要以 .pdf 或 .xlsx 结尾")


def _write_pdf(made: Print, path: Path) -> int:
    from forms import pdf

    return pdf.write(made.sheets, path, made.gallery)


def _write_xlsx(made: Print, path: Path) -> int:
    if made.workbook is not None:
        return made.workbook(path)
    from forms import xlsx

    return xlsx.write(made.sheets, path, made.gallery)


def _known(lang: str) -> str:
    if lang not in LANGS:
        raise Refused(f"打印语言只有 {'、'.join(LANGS)}")
    return lang


def _loader(desk: Desk) -> Callable[[str], bytes]:
    def load(sha256: str) -> bytes:
        try:
            return desk.attachments.get(sha256)
        except NotFound as error:
            raise FileNotFoundError(error.sentence) from error

    return load
