"""Monthly registers that fill themselves: a draft of 登记表, 汇总表 or 跟踪表 from what the month has left behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.fields import Lines, Month, Unfit
from qcdesk.kinds import Kind
from qcdesk.services.sheets import lines, records, register_of_cases, register_of_samples
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

Rows = list[dict[str, Json]]
KNOWN = """SELECT id FROM record WHERE form = ? AND state <> ? AND day = ? AND case_id IS NULL
ORDER BY CASE WHEN number IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 1"""
SAMPLE = "sample_no"
"""The column of 登记表 that names a label."""


@dataclass(frozen=True)
class Register:
    """A form with one line an entry: where its month stands, and where its lines come from."""

    form: str
    month: str
    rows: Callable[[Desk, str], Rows]
    nothing: str


REGISTERS: Mapping[str, Register] = MappingProxyType({
    one.form: one
    for one in (
        Register("seal_ledger", "month", register_of_samples.rows, "{} 没有封存样品，也没有样品借出、归还或处理过"),
        Register("complaint_ledger", "year_month", register_of_cases.complaints, "{} 没有受理客户投诉"),
        Register("service_tracking", "month", register_of_cases.services, "{} 没有受理客户投诉或反馈"),
    )
})  # fmt: skip


def this_month(desk: Desk) -> str:
    return f"{desk.clock.today():%Y-%m}"


def of_month(desk: Desk, form: str, month: str) -> RecordView | None:
    """That month's register, whoever made it: the newest draft that was never submitted, else the newest that
    stands. A sheet opened from a case is that case's."""
    found = desk.store.sql(KNOWN, (_register(form).form, VOID, _month(month)))
    return records.get(desk, int(found[0][0])) if found else None


def begin(desk: Desk, form: str, month: str = "") -> Change:
    """A new draft filled with the month's lines; raises Refused where there is nothing to register."""
    about, on = _register(form), _month(month or this_month(desk))
    kind = desk.catalogue.newest(form)
    begun: dict[str, object] = {**kind.starting_values(desk.clock.today()), about.month: on}
    if kind.has("dept") and desk.person.department:
        begun["dept"] = desk.person.department
    return records.create(desk, form, {**begun, "lines": _lines(desk, about, kind, on)})


def renew(desk: Desk, record: int) -> Change:
    """Writes the lines of a draft anew; what was written into them by hand is replaced (its history keeps it)."""
    view = records.get(desk, record)
    about = _register(view.kind.code)
    on = str(view.values.get(about.month) or this_month(desk))
    return records.save(desk, record, view.version, {"lines": _lines(desk, about, view.kind, on)})


def told_by(desk: Desk, table: Lines, column: str, label: int) -> Values:
    """The other cells of a line in which somebody has named a sample's label."""
    row = register_of_samples.line(desk, label) if column == SAMPLE else {}
    return {name: value for name, value in lines.shortened(table, row).items() if name != column}


def _register(form: str) -> Register:
    if form not in REGISTERS:
        raise NotFound(f"“{form}”不是登记表，能自动登记的有：{'、'.join(REGISTERS)}")
    return REGISTERS[form]


def _month(text: str) -> str:
    try:
        return str(Month("month", "月份").parse(text) or "")
    except Unfit as unfit:
        raise Refused(f"月份：{unfit}") from None


def _lines(desk: Desk, about: Register, kind: Kind, month: str) -> list[Json]:
    table = kind.field("lines")
    assert isinstance(table, Lines)
    found = about.rows(desk, month)
    if not found:
        raise Refused(about.nothing.format(month))
    if len(found) > table.most:
        raise Refused(f"{month} 有 {len(found)} 行，一张《{kind.title}》最多 {table.most} 行，请分几张手工登记")
    return [lines.shortened(table, row) for row in found]
