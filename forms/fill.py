"""The words that stand in a cell: values shown, options ticked, signatures worded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from forms.english import MEANT
from forms.grid import Form
from forms.plan import BILINGUAL
from forms.planned import Planned
from forms.sheet import BAND, CODE, HEADING, PAGE, REST, SIGN
from qcdesk.canonical import Json
from qcdesk.fields import (
    Auto,
    Calc,
    Check,
    Choice,
    Day,
    Field,
    Inked,
    Moment,
    Month,
    Multi,
    Note,
    Number,
    Person,
    Printed,
)
from qcdesk.fields.choice import wording
from qcdesk.kinds import Kind
from qcdesk.views import DocumentLine, OfficeView, RecordView, SignatureView
from qcdesk.workflow import DRAFT, VOID

GREY = 0.5
OFF, ON = "□", "☑"
UNSOUND = "签后有改动"
INK = "ink"
BLANK = "＿＿"
ROOM = BLANK * 2
"""Behind an option: room for a pen."""

WATERMARKS = {DRAFT: "草稿", VOID: "作废"}
SUPERSEDED, DISPOSED = "已被替代", "已处置"
CENTRED = (Day, Month, Moment, Number, Calc, Auto)


class Part(NamedTuple):
    """Words of one shade. A unit is a few parts that stay together on a line where they can."""

    text: str
    shade: float = 0.0


class Unit(NamedTuple):
    """`option` is the stored word of a printed option, empty for other words."""

    parts: tuple[Part, ...]
    option: str = ""
    ticked: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


class Photo(NamedTuple):
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a cell says: words in one run (`text`), or units; each of `spare` are shorter units for a box
    too small, to be tried in turn."""

    text: str = ""
    units: tuple[Unit, ...] = ()
    spare: tuple[tuple[Unit, ...], ...] = ()
    photos: tuple[Photo, ...] = ()
    value: Json = None
    centred: bool = False
    hand: str = ""
    """The picture of the signer's own signature or seal, by SHA-256."""


EMPTY = Filled()


@dataclass(frozen=True, slots=True)
class Running:
    """What the head and the foot of every page say."""

    company: str
    company_en: str
    title: str
    title_en: str
    number: str | None
    """None on a list, which has none; empty where one is still to come."""
    day: str
    notes: tuple[tuple[str, str], ...]
    document: DocumentLine
    lang: str
    numbered: bool = False
    """Whether the page's number stands in a cell, not in the foot."""
    anchor: str = ""
    """The head of the event chain under an approved sheet, with its label."""


def blank(kind: Kind) -> RecordView:
    """A record with nothing in it, for empty sheets: no number, no state, no watermark."""
    return RecordView(0, None, kind, "", "", 0, {})


def watermark(record: RecordView) -> str:
    if record.disposed:
        return DISPOSED
    return SUPERSEDED if record.superseded else WATERMARKS.get(record.state, "")


def running(form: Form, record: RecordView, office: OfficeView, lang: str) -> Running:
    """Head and foot of a record's sheet; the day is the first date that stands for the sheet in lists, of a moment
    its day."""
    kind = form.kind
    days = (item.name for item in kind.plain_fields if item.key == "day")
    day = next((str(record.values[name])[:10] for name in days if name in record.values), "")
    bilingual = lang == BILINGUAL
    return Running(
        office.company, office.company_en if bilingual else "", kind.title, kind.en if bilingual else "",
        numbered(record, lang) or ("" if kind.sheet else None), day, form.notes, office.document(kind.code), lang,
        form.numbered, anchored(record, lang),
    )  # fmt: skip


def numbered(record: RecordView, lang: str) -> str:
    """With the edition of an amended sheet: YC-202611-003　改版 1."""
    amended = "　改版 Edition" if lang == BILINGUAL else "　改版"
    return f"{record.number or ''}{amended} {record.amended}" if record.amended else record.number or ""


def anchored(record: RecordView, lang: str) -> str:
    """链 1234·3F9AC27B51D0, by which 核对 finds what was taken from the end of the trail."""
    label = "链 Chain" if lang == BILINGUAL else "链"
    return f"{label} {record.anchor}" if record.anchor else ""


def filled(cell: Planned, record: RecordView, lang: str) -> Filled:
    """The content of one planned cell."""
    if cell.kind in (SIGN, REST):
        found = record.signature(cell.name)
        signature = _signature(found, lang, record.kind.slot(found.slot).label if found else "")
        named = 2 if found and _whose(found, lang) else 1
        return signature if cell.part is None else _part(signature, cell.part, named)
    if cell.kind == CODE:
        return Filled(record.number or "") if cell.deep else EMPTY
    if cell.kind == PAGE:
        return Filled(page_words(1, 1, lang), centred=True)
    if cell.kind in (BAND, HEADING) or cell.field is None:
        return EMPTY
    if cell.row is not None:
        return _table_cell(cell, cell.field, record.values, lang)
    photos = _photos(record.values.get(cell.photos)) if cell.photos else ()
    value = record.values.get(cell.name)
    if isinstance(cell.field, Auto):
        return Filled(numbered(record, lang), centred=True)
    units = _bare(_options(cell.field, value, lang)) if cell.parted else _options(cell.field, value, lang)
    if units:
        return Filled("　".join(unit.text for unit in units), units, value=value)
    if isinstance(cell.field, Inked) and value is None:
        return Filled(units=_prompts(lang))
    text = cell.field.show(value, lang) + _signed_behind(cell.field, value, record, lang)
    return Filled(text, photos=photos, value=value, centred=isinstance(cell.field, CENTRED))


def _signed_behind(field: Field, value: Json, record: RecordView, lang: str) -> str:
    slots = field.signed if isinstance(field, Person) else ()
    found = next((signature for signature in map(record.signature, slots) if signature), None)
    if found is None:
        return ""
    day = _days(found, lang)[0]
    said = f"签认 Signed {day}" if lang == BILINGUAL else f"签认 {day}"
    name = "" if found.name == value else f"{found.name} "
    return f"（{name}{said}）" if found.sound else f"（{UNSOUND}）"


def page_words(page: int, pages: int, lang: str) -> str:
    return f"第 {page} 页　共 {pages} 页" + (f"　Page {page} of {pages}" if lang == BILINGUAL else "")


def _table_cell(cell: Planned, column: Field, values: Mapping[str, Json], lang: str) -> Filled:
    if isinstance(column, Auto):
        return Filled(str((cell.row or 0) + 1), centred=True)
    if isinstance(column, Printed):
        return Filled(column.word(cell.row or 0, lang), centred=True)
    table = values.get(cell.name)
    line = table[cell.row] if isinstance(table, list) and cell.row is not None and cell.row < len(table) else None
    value = line.get(cell.column) if isinstance(line, dict) else None
    return Filled(column.show(value, lang), value=value, centred=not isinstance(column, Note))


def _photos(value: Json) -> tuple[Photo, ...]:
    entries = value if isinstance(value, list) else []
    return tuple(Photo(str(entry["sha256"]), str(entry["name"])) for entry in entries if isinstance(entry, dict))


def _options(field: Field, value: Json, lang: str) -> tuple[Unit, ...]:
    """Every printed option as a unit; none for a field that is written, not ticked. What the program ticks is nothing
    to click."""
    if isinstance(field, Calc) and field.options:
        return tuple(Unit((Part((ON if zh == value else OFF) + wording((zh, en), lang)),)) for zh, en in field.options)
    if not isinstance(field, Choice | Multi | Check) or (isinstance(field, Multi) and not field.options):
        return ()
    names = ["是"] if isinstance(field, Check) else [zh for zh, _ in field.options]
    units = [
        Unit((Part((ON if ticked else OFF) + words),), name, ticked)
        for name, (ticked, words) in zip(names, field.ticks(value, lang), strict=True)
    ]
    if isinstance(field, Choice) and field.detail and not field.detail_of(value):
        units.append(Unit((Part(f"{field.detail}：{ROOM}"),)))
    return tuple(units)


def _bare(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Boxes alone: their words stand above them."""
    return tuple(unit._replace(parts=(Part(ON if unit.ticked else OFF),)) for unit in units)


def _asked(lang: str) -> tuple[str, str]:
    return ("签名 Sign：", "日期 Date：") if lang == BILINGUAL else ("签名：", "日期：")


def _prompts(lang: str) -> tuple[Unit, ...]:
    """What stands in a box to be signed with a pen."""
    return tuple(Unit((Part(asked, GREY),)) for asked in _asked(lang))


def _signature(signature: SignatureView | None, lang: str, label: str) -> Filled:
    """What it means is said where the box is not called so."""
    if signature is None:
        return Filled(units=_prompts(lang))
    by, on = _asked(lang)
    name = signature.name if signature.sound else UNSOUND
    whose = _whose(signature, lang)
    said = signature.meaning if signature.meaning != label else ""
    english = MEANT.get(said, "") if lang == BILINGUAL else ""
    days = _days(signature, lang)
    full = [(Unit((Part(by, GREY), Part(name))), *whose, Unit((Part(on, GREY), Part(day)))) for day in days]
    short = [(Unit((Part(name),)), *whose, Unit((Part(day),))) for day in days]
    ways = [(*units, *_meant(words), *seen) for words in _wordings(said, english) for units in (*full, *short)
            for seen in _seen(signature, lang)]  # fmt: skip
    hand = signature.picture if signature.sound else ""
    return Filled("　".join(unit.text for unit in ways[0]), ways[0], tuple(ways[1:]), hand=hand)


def _days(signature: SignatureView, lang: str) -> tuple[str, ...]:
    """When it was signed, worded in turn for less and less room."""
    english = lang == BILINGUAL and signature.undated
    return (f"{signature.dated} Undated", signature.dated) if english else (signature.dated,)


def _whose(signature: SignatureView, lang: str) -> tuple[Unit, ...]:
    """For whom a deputy has signed, and that it was done on paper: 代李样四，纸签."""
    said = [f"代{signature.deputy_name}"] if signature.deputy_for else []
    said += ["纸签 Ink" if lang == BILINGUAL else "纸签"] if signature.mode == INK else []
    return (Unit((Part(f"（{'，'.join(said)}）"),)),) if said and signature.sound else ()


def _seen(signature: SignatureView, lang: str) -> tuple[tuple[Unit, ...], ...]:
    """Who has seen a signature on paper, worded in turn for less and less room."""
    if signature.mode != INK or not signature.sound:
        return ((),)
    whole = f"（{signature.verifier} 见签 Seen by）" if lang == BILINGUAL else f"（{signature.verifier} 见签）"
    return tuple((Unit((Part(said),)),) for said in (whole, f"（{signature.verifier}见）"))


def _wordings(said: str, english: str) -> tuple[str, ...]:
    return (f"{said} {english}", said) if english else (said,)


def _meant(words: str) -> tuple[Unit, ...]:
    return (Unit((Part(f"（{words}）"),)),) if words else ()


def _part(signature: Filled, part: int, named: int) -> Filled:
    """Who signed (0, the first `named` units), when and as what (1), nothing beyond."""
    units, *spare = (
        row[:named] if part == 0 else row[named:] if part == 1 else () for row in (signature.units, *signature.spare)
    )
    words = "　".join(unit.text for unit in units) if signature.text else ""
    return Filled(words, units, tuple(filter(None, spare)), hand=signature.hand if part == 0 else "")
