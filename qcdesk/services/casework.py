"""A case from the first call on: taken in, its sheets opened, its lists kept, what it still lacks told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, states
from qcdesk.cases.kind import CASE
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.kinds import Kind
from qcdesk.services import approval, carrying, case_facts, clocks, masters, records
from qcdesk.services.records import Move
from qcdesk.services.surroundings import Surroundings
from qcdesk.store.models import Record
from qcdesk.views import RecordView

Work = Callable[[Values], None]


@dataclass(frozen=True)
class Lack:
    """Something that is missing before a step of the case; `step` is the step's label."""

    step: str
    sentence: str


def receive(desk: Desk, raw: Mapping[str, object]) -> Change:
    """Takes a case in and numbers it at once, so that the caller can be told the number.

    What is not given is proposed: the time of now, the person at the desk as 首问责任人, the customer's importance.
    Raises Invalid naming every value that does not fit, Refused naming every one that is missing.
    """
    with desk.store.write():
        begun = {**proposed(desk, raw), **raw}
        made = records.create(desk, CASE, begun)
        assert made.record is not None
        return approval.take(desk, made.record, "receive", None)


def proposed(desk: Desk, raw: Mapping[str, object]) -> Values:
    """What a new case can begin with, from what is known so far."""
    values: Values = {"received_at": clocks.now(desk), "first_responder": desk.person.name}
    customer = masters.customer_named(desk, str(raw.get("customer") or ""))
    if customer is not None and customer.importance:
        values["importance"] = "重点客户" if "重点" in customer.importance else "一般客户"
    return values


def get(desk: Desk, which: int | str) -> RecordView:
    """Raises NotFound for what is no case."""
    found = records.get(desk, which)
    if found.kind.code != CASE:
        raise NotFound(f"{found.title}不是案件，案件编号形如 TS-202611-001")
    return found


def open_sheet(desk: Desk, which: int | str, form: str) -> Change:
    """A draft of the form for the case, with every value carried over that the form has a cell for."""
    case = get(desk, which)
    if case.number is None:
        raise Refused("案件还没有受理，先受理再开单")
    if case.state in states.ENDS:
        raise Refused(f"案件 {case.number} {case.state_label}，不能再开单；要继续处理请先重新打开")
    kind = desk.catalogue.newest(form)
    if not kind.sheet:
        raise Refused("案件里只能开表单")
    known = [case, *reversed([records.get(desk, sheet.id) for sheet in case_facts.sheets(desk, case.id)])]
    begun = {**kind.starting_values(desk.clock.today()), **carrying.carried(known, kind)}
    return records.create(desk, form, begun, case=case.id)


def link(desk: Desk, which: int | str, record: int | str) -> Change:
    """Puts a sheet that stood alone into the case; raises Refused for one that belongs to another."""
    case, sheet = get(desk, which), records.get(desk, record)
    if sheet.kind.code == CASE:
        raise Refused("要并入另一案件请用“并入”，这里只能放表单")
    return records.put_into_case(desk, sheet.id, case.id)


def lacks(desk: Desk, case: RecordView) -> tuple[Lack, ...]:
    """What keeps the case from each of its steps forward, whoever would take it, and at last from 结案."""
    around = Surroundings(desk, case)
    found: list[Lack] = []
    for step in case.kind.workflow.from_state(case.state):
        if step.reason:
            continue
        faults = [str(fault) for fault in case.kind.stands_complete(step, case.values)]
        found += [Lack(step.label, sentence) for sentence in (*faults, *around.missing(step))]
    return tuple(dict.fromkeys(found))


def till_closing(desk: Desk, case: RecordView) -> tuple[str, ...]:
    """What must still be seen to before the case may close, wherever it stands now."""
    if case.state in states.ENDS:
        return ()
    close = next(step for step in case.kind.workflow.steps if step.action == "close")
    return tuple(Surroundings(desk, case).missing(close))


def add(desk: Desk, which: int | str, name: str, raw: Mapping[str, object]) -> Change:
    """A new line in one of the case's lists: contacts, actions, documents, spread, costs."""
    case = get(desk, which)
    row = _line(case.kind, name, {**_begun(desk, name), **raw})

    def work(values: Values) -> None:
        values[name] = [*_rows(values, name), row]
        if name == "contacts":
            clocks.after_contact(desk, values, str(row.get("way")), str(row.get("at")))

    return amend(desk, case.id, f"{name}_added", work)


def change(desk: Desk, which: int | str, name: str, line: int, raw: Mapping[str, object]) -> Change:
    """Lays `raw` over line `line` (from 1) of a list; raises NotFound for a line that is not there."""
    case = get(desk, which)

    def work(values: Values) -> None:
        rows = _rows(values, name)
        if not 1 <= line <= len(rows):
            raise NotFound(f"案件 {case.number} 的这张表没有第 {line} 行")
        rows[line - 1] = _line(case.kind, name, {**rows[line - 1], **raw})
        values[name] = list(rows)

    return amend(desk, case.id, f"{name}_changed", work)


KEPT_LISTS = ("contacts", "actions", "documents", "spread", "costs", "links")


def _begun(desk: Desk, name: str) -> dict[str, Json]:
    return {"at": clocks.now(desk), "by": desk.person.name} if name == "contacts" else {}


def _line(kind: Kind, name: str, raw: Mapping[str, object]) -> dict[str, Json]:
    """One line of a list as it will stand; raises Invalid naming every cell that does not fit or is missing."""
    if name not in KEPT_LISTS:
        raise NotFound(f"案件没有“{name}”这张表，可用的有：{'、'.join(KEPT_LISTS)}")
    values = kind.parse({name: [dict(raw)]})
    block = kind.block_of(name).name
    faults = [fault for fault in kind.missing(values, (block,)) if fault.field.startswith(f"{name}.")]
    if faults or not values.get(name):
        raise Invalid(faults or [Fault(name, kind.field(name).label, "这一行是空的")])
    return _rows(values, name)[0]


def _rows(values: Values, name: str) -> list[dict[str, Json]]:
    rows = values.get(name)
    return [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def amend(desk: Desk, case: int, action: str, work: Work) -> Change:
    """Writes what `work` makes of the case's values; it needs no version: lists only grow or are told line by line."""
    desk.require_person()
    with desk.store.write():
        held = records.to_change(desk, case)
        row: Record = held.row
        kind, old = records.kind_of(desk, row), records.payload_of(row)
        if row.state in states.ENDS:
            raise Refused(f"案件 {row.number} {kind.workflow.label(row.state)}，不能再改；要继续处理请先重新打开")
        new = dict(old)
        work(new)
        parsed = kind.parse({name: new.get(name) for name in new if new.get(name) != old.get(name)}, base=old)
        changes = canonical.differences(old, parsed)
        if not changes:
            return touched(record=case)
        seq = records.write_version(desk, held, kind, parsed, Move(action, {"changes": changes}, keeps_working=True))
    return touched("records", "cases", record=case, event=seq)


def relate(desk: Desk, one: int | str, other: int | str, why: str) -> Change:
    """Says in both cases that they are of one problem, so that one 8D may serve them."""
    first, second = get(desk, one), get(desk, other)
    if first.id == second.id:
        raise Refused("不能把案件与它自己相连")
    with desk.store.write():
        for case, mate in ((first, second), (second, first)):
            if any(row.get("case") == mate.number for row in _rows(dict(case.values), "links")):
                continue
            seq = add(desk, case.id, "links", {"how": "同一问题", "case": mate.number, "why": why}).event
    return touched("records", "cases", record=first.id, event=seq)


def is_open(case: RecordView) -> bool:
    return case.state not in states.ENDS


def has_customer(case: RecordView) -> bool:
    return case.values.get("case_kind") != choices.IN_HOUSE
