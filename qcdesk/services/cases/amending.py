"""Writes into the running lists of a case, beside its steps; they need no version: lists grow or change by the line."""

from __future__ import annotations

from collections.abc import Callable

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.cases import states
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import records
from qcdesk.services.sheets.records import Move
from qcdesk.store.models import Record

Work = Callable[[Values], None]
TO_GO_ON = "要继续处理请先重新打开"


def amend(desk: Desk, case: int, action: str, work: Work, *, even_ended: bool = False, reason: str = "") -> Change:
    """Writes what `work` makes of the case's values; raises Refused for a case that has ended, unless `even_ended`."""
    desk.require_person()
    with records.changing(desk, case) as held:
        row: Record = held.row
        kind, old = records.kind_of(desk, row), records.payload_of(row)
        if row.state in states.ENDS and not even_ended:
            raise Refused(f"案件 {row.number} {kind.workflow.label(row.state)}，不能再改；{TO_GO_ON}")
        new = dict(old)
        work(new)
        parsed = kind.parse({name: new.get(name) for name in new if new.get(name) != old.get(name)}, base=old)
        changes = canonical.differences(old, parsed)
        if not changes:
            return touched(record=case)
        move = Move(action, {"changes": changes}, reason=reason or None, keeps_working=True)
        seq = records.write_version(desk, held, kind, parsed, move)
    return touched("records", "cases", record=case, event=seq)


def rows_of(values: Values, name: str) -> list[dict[str, Json]]:
    """Copies of a list's lines, to be changed and put back."""
    found = values.get(name)
    return [dict(row) for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def put_link(values: Values, how: str, number: str, why: str) -> None:
    """In place; once for each way of belonging together."""
    rows = rows_of(values, "links")
    if not any((row.get("how"), row.get("case")) == (how, number) for row in rows):
        values["links"] = [*rows, {"how": how, "case": number, "why": why[:200]}]
