"""Sheets come to their case by the number that stands on them: when they are submitted, and when one is copied."""

from __future__ import annotations

from qcdesk.canonical import Values
from qcdesk.cases import same_goods, states
from qcdesk.cases.kind import CASE
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import linking, records
from qcdesk.services.times import sheet_clocks
from qcdesk.store.models import Record
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT, VOID, Step


def after_step(desk: Desk, row: Record, step: Step) -> bool:
    """Inside the write of a step taken on `row` as it was: whether the sheet has come into the case that it names.

    One of another customer stays alone, as `casework.link` would refuse it. Raises Refused for a new sheet of one case
    that names another.
    """
    if row.state != DRAFT or step.target == VOID or row.form == CASE:
        return False
    sheet = records.get(desk, row.id)
    case = _named(desk, sheet)
    if case is None or case.id == row.case:
        return False
    if row.case is not None:
        _refuse_another(desk, row, case)
        return False
    if same_goods.of_customer(case.values, sheet.values):
        return False
    put(desk, case.id, sheet)
    return True


def put(desk: Desk, case: int, sheet: RecordView) -> Change:
    """Inside a write; what happened on the sheet before reaches the case's clocks."""
    done = records.put_into_case(desk, sheet.id, case)
    sheet_clocks.after_linking(desk, case, sheet)
    return done


def _named(desk: Desk, sheet: RecordView) -> RecordView | None:
    """The one case, not at its end, that the sheet names in cells of its own."""
    numbers = linking.numbers(sheet.kind, sheet.values).values()
    there = linking.known(desk, numbers) if numbers else {}
    found = [records.get(desk, one.id) for one in there.values()]
    cases = [view for view in found if view.kind.code == CASE and view.state not in states.ENDS]
    return cases[0] if len(cases) == 1 else None


def _refuse_another(desk: Desk, row: Record, named: RecordView) -> None:
    if row.number is None and row.case is not None:
        own = records.row_of(desk, row.case).number
        raise Refused(
            f"这张草稿是案件 {own} 的，单上写的却是案件 {named.number}：请改成 {own}；"
            f"是 {named.number} 的单，请放弃这张草稿，到那个案件里开单"
        )


def copy(desk: Desk, record: int) -> Change:
    """`records.copy_as_new`, which stays in the case of its source and goes on naming it, unless that has ended."""
    source, row = records.get(desk, record), records.row_of(desk, record)
    case = None if row.case is None else records.get(desk, row.case)
    if case is None or case.state in states.ENDS:
        return records.copy_as_new(desk, record)
    with desk.store.write():
        made = records.copy_as_new(desk, record, case.id, _naming(desk, source, case))
        sheet_clocks.after_opening(desk, case.id, source.kind.code)
    return made


def _naming(desk: Desk, source: RecordView, case: RecordView) -> Values:
    """The cells in which the source names the case, or a sheet that stands in it."""
    numbers = linking.numbers(source.kind, source.values)
    there = linking.known(desk, numbers.values())
    ours = {
        number for number, one in there.items() if case.id in (one.id, records.row_of(desk, one.id).case)
    }  # fmt: skip
    kind = desk.catalogue.newest(source.kind.code)
    return {name: number for name, number in numbers.items() if number in ours and kind.has(name)}
