"""What stands where on a sheet of a given shape, before any value is known: rows repeated, labels worded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from forms.grid import COLUMNS, Area, Band, Boxes, Cell, Code, Form, Letterhead, PageNumber, Pair, Row, Sign, Table
from forms.plan_tables import columns_of, headings, line
from forms.planned import LETTERHEAD, Planned, PlannedRow
from forms.sheet import AREA, BAND, CODE, PAGE, REST, SIGN, VALUE
from qcdesk.canonical import Json
from qcdesk.fields import Choice, Lines, Multi
from qcdesk.kinds import OWN_BLOCKS, Kind, of_department

BILINGUAL = "zh-en"
NO_ENTRY = 7.0
"""Millimetres of the last line, which says what was left out."""

DUTY = "duty_dept"
DUTY_WORD = "责任部门"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the values decide about the rows: the departments with a block of their own, whose the plain blocks are
    then, the lines of each table, and what there is nothing of."""

    own: tuple[str, ...] = ()
    plain: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    without: tuple[str, ...] = ()


def shape_of(form: Form, values: Mapping[str, Json]) -> Shape:
    kind = form.kind
    listed = values.get(OWN_BLOCKS) if kind.has(OWN_BLOCKS) else None
    own = tuple(str(name) for name in listed[1:]) if isinstance(listed, list) else ()
    lines = tuple((cell.name, _lines(form, cell.name, values)) for cell in form.cells() if isinstance(cell, Table))
    return Shape(own, _plain(values, own) if own else "", lines, _without(form, values))


def _without(form: Form, values: Mapping[str, Json]) -> tuple[str, ...]:
    """Nothing is left out of a blank sheet."""
    return tuple(dict.fromkeys(row.of for row in form.rows if row.of and not values.get(row.of))) if values else ()


def _lines(form: Form, name: str, values: Mapping[str, Json]) -> int:
    table, given = form.field(name), values.get(name)
    printed = table.rows if isinstance(table, Lines) else 0
    return max(printed, len(given)) if isinstance(given, list) else printed


def _plain(values: Mapping[str, Json], own: tuple[str, ...]) -> str:
    """The responsible departments that share the plain block."""
    listed, duty = values.get(OWN_BLOCKS), values.get(DUTY)
    named = [str(name) for name in duty if name not in own] if isinstance(duty, list) else []
    first = [str(name) for name in listed[:1] if name] if isinstance(listed, list) else []
    return "、".join(named or first)


@lru_cache(maxsize=256)
def plan(form: Form, shape: Shape, lang: str) -> tuple[PlannedRow, ...]:
    """Every row of the sheet in order."""
    rows: list[PlannedRow] = []
    kept = (row for row in form.rows if row.of not in shape.without)
    for each, run in groupby(kept, key=lambda row: row.each):
        group = tuple(run)
        departments = ("", *shape.own) if each and form.kind.block(each).each else ("",)
        for department in departments:
            for row in group:
                parted = not each or row is group[-1]
                rows.extend(_row(form, row, _Here(shape, lang, department, bool(each)), keep=not parted))
    if shape.without:
        rows.append(_no_entry(form, shape.without, lang))
    return tuple(rows)


def _no_entry(form: Form, names: tuple[str, ...], lang: str) -> PlannedRow:
    fields = [form.field(name) for name in names]
    zh, en = "、".join(field.label.rstrip("：") for field in fields), ", ".join(field.en for field in fields)
    said = Planned(BAND, "", 0, COLUMNS, f"没有记载：{zh}", f"No entry: {en}" if lang == BILINGUAL else "")
    return PlannedRow(NO_ENTRY, (said,))


@dataclass(frozen=True, slots=True)
class _Here:
    shape: Shape
    lang: str
    department: str
    repeated: bool

    def en(self, text: str) -> str:
        return text if self.lang == BILINGUAL else ""

    @property
    def whose(self) -> str:
        return (self.department or self.shape.plain) if self.repeated else ""


def _row(form: Form, row: Row, here: _Here, keep: bool) -> Iterator[PlannedRow]:
    """A department's analysis and its signatures are kept on one page where they can be."""
    first = row.cells[0]
    if isinstance(first, Table):
        yield from _table(form, row, first, here)
        return
    cells, col = [], 0
    for cell in row.cells:
        cells.append(_cell(form.kind, cell, col, here))
        col += cell.span
    yield PlannedRow(row.height, tuple(cells), keep=keep or isinstance(first, Band))


def _cell(kind: Kind, cell: Cell, col: int, here: _Here) -> Planned:
    match cell:
        case Pair(name, span, label):
            field = kind.field(name)
            named = of_department(name, here.department)
            return Planned(VALUE, named, col, span, field.label, here.en(field.en), label, field)
        case Boxes(name, span):
            field = kind.field(name)
            named = of_department(name, here.department)
            return Planned(VALUE, named, col, span, field.label, here.en(field.en), field=field, parted=True)
        case Code(span, shown):
            return Planned(CODE, "", col, span, deep=shown, joined=not shown)
        case Area(name, span):
            return _area(kind, name, col, span, here)
        case Sign(name, span, label):
            slot = kind.slot(name)
            named = of_department(name, here.department if kind_repeats(kind, name) else "")
            return Planned(SIGN, named, col, span, slot.label, here.en(slot.en), label)
        case Band(zh, en, span, title):
            return Planned(BAND, "", col, span, zh, here.en(en), title=title)
        case Letterhead(span):
            return Planned(BAND, LETTERHEAD, col, span)
        case PageNumber(span):
            return Planned(PAGE, "", col, span)
        case _:
            raise TypeError(f"a table stands alone in its row: {cell}")


def kind_repeats(kind: Kind, slot: str) -> bool:
    """Whether a slot is there once for each department with a block of its own."""
    return any(kind.block(name).each for name in kind.slot(slot).covers)


def _area(kind: Kind, name: str, col: int, span: int, here: _Here) -> Planned:
    field = kind.field(name)
    photos = f"{name}_photos"
    return Planned(
        AREA, of_department(name, here.department), col, span,
        of_whom(field.label, here.whose), here.en(_of_whom_en(kind, field.en, here.whose)), 0, field,
        photos=of_department(photos, here.department) if kind.has(photos) else "",
    )  # fmt: skip


def of_whom(label: str, department: str) -> str:
    """原因分析（责任部门）： of 采购部 → 原因分析（责任部门：采购部）：."""
    if not department:
        return label
    if DUTY_WORD in label:
        return label.replace(DUTY_WORD, f"{DUTY_WORD}：{department}")
    if "）" in label:
        return label.replace("）", f"，{department}）", 1)
    return f"{label.rstrip('：')}（{department}）："


def _of_whom_en(kind: Kind, label: str, departments: str) -> str:
    if not departments or not label:
        return label
    duty = kind.field(DUTY) if kind.has(DUTY) else None
    options = dict(duty.options) if isinstance(duty, Choice | Multi) else {}
    names = ", ".join(options.get(name) or name for name in departments.split("、"))
    return f"{label} – {names}"


def _table(form: Form, row: Row, table: Table, here: _Here) -> Iterator[PlannedRow]:
    columns = columns_of(form, table)
    beside = _beside(form.kind, row, table, here)
    yield from headings(row.height, table, columns, beside, here.en)
    lines = dict(here.shape.lines)[table.name]
    for number in range(lines):
        boxes = (_box(sign, number, lines) for sign in beside)
        yield line(row.height, table, columns, number, tuple(boxes))


def _beside(kind: Kind, row: Row, table: Table, here: _Here) -> tuple[Planned, ...]:
    """The signatures beside a table."""
    signs, col = [], table.span
    for cell in row.cells[1:]:
        if not isinstance(cell, Sign):
            raise TypeError(f"only signatures stand beside a table: {cell}")
        signs.append(_cell(kind, cell, col, here))
        col += cell.span
    return tuple(signs)


def _box(sign: Planned, number: int, lines: int) -> Planned:
    """The stretch of a signature's box beside a line: the first two say who and when, the others go on from them."""
    if number:
        return Planned(REST, sign.name, sign.col, sign.span, joined=True, part=number)
    return Planned(SIGN, sign.name, sign.col, sign.span, part=0 if lines > 1 else None)
