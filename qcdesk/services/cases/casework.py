"""A case from the first call on: taken in, its sheets opened, its lists kept, what it still lacks told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, lists, same_goods, states, times
from qcdesk.cases.kind import CASE
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.kinds import Kind
from qcdesk.services.basics import masters
from qcdesk.services.cases import action_results, ahead, amending, case_facts, joining
from qcdesk.services.cases.amending import put_link, rows_of
from qcdesk.services.problems import sharing
from qcdesk.services.sheets import approval, carrying, records
from qcdesk.services.sheets.surroundings import Surroundings
from qcdesk.services.times import clocks, sheet_clocks
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

amend = amending.amend
FILED = "客户投诉处理流程图：处理表归档"


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
    """A draft of the form for the case, with what the case and its other forms know: a second round is other work."""
    case = _open_to_sheets(desk, which)
    kind = desk.catalogue.newest(form)
    if not kind.sheet:
        raise Refused("案件里只能开表单")
    others = [sheet.id for sheet in case_facts.sheets(desk, case.id) if sheet.form != form]
    known = [case, *(records.get(desk, sheet) for sheet in reversed(others))]
    begun = {**kind.starting_values(desk.clock.today()), **carrying.begun(desk, known, kind)}
    with desk.store.write():
        made = records.create(desk, form, begun, case=case.id)
        sheet_clocks.after_opening(desk, case.id, form)
    return made


def link(desk: Desk, which: int | str, record: int | str) -> Change:
    """Puts a sheet that stood alone into the case; raises Refused for one that belongs to another case or customer."""
    case, sheet = _open_to_sheets(desk, which), records.get(desk, record)
    if sheet.kind.code == CASE:
        raise Refused("要并入另一案件请用“并入”，这里只能放表单")
    stranger = same_goods.of_customer(case.values, sheet.values)
    if stranger:
        raise Refused(f"{sheet.title}的{stranger}，不能放进 {case.number}；客户写错的请先在单上改正（{FILED}）")
    with desk.store.write():
        alone = records.row_of(desk, sheet.id).case is None
        return joining.put(desk, case.id, sheet) if alone else records.put_into_case(desk, sheet.id, case.id)


def _open_to_sheets(desk: Desk, which: int | str) -> RecordView:
    case = get(desk, which)
    if case.number is None:
        raise Refused("案件还没有受理，先受理再开单")
    if case.state in states.ENDS:
        raise Refused(f"案件 {case.number} {case.state_label}，不能再开单；{amending.TO_GO_ON}")
    return case


def lacks(desk: Desk, case: RecordView) -> tuple[Lack, ...]:
    """What keeps the case from its steps straight on, whoever would take them; other cases' ways are left out."""
    straight = [way for way in ahead.ways(desk, case) if way.straight]
    return tuple(Lack(way.step.label, sentence) for way in straight for sentence in way.lacks)


def till_closing(desk: Desk, case: RecordView) -> tuple[str, ...]:
    """What must still be seen to before the case may close, wherever it stands now."""
    if case.state in states.ENDS:
        return ()
    close = next(step for step in case.kind.workflow.steps if step.action == "close")
    return tuple(Surroundings(desk, case).missing(close))


def add(desk: Desk, which: int | str, name: str, raw: Mapping[str, object]) -> Change:
    """A new line in one of the case's lists: contacts, actions, documents, spread, costs."""
    case = get(desk, which)
    row = _line(case.kind, name, {**_begun(desk, name), **_resulting(desk, name, {}, raw)})
    _refuse_by_hand(desk, case, name, row)
    _refuse_impossible(desk, case, name, row)
    if name == "actions":
        action_results.refuse_rewritten(desk, {"kind": row.get("kind")}, row)

    def work(values: Values) -> None:
        values[name] = [*rows_of(values, name), row]
        if name == "contacts":
            clocks.after_contact(desk, values, row)
        if name == "actions":
            action_results.note_failure(desk, values, {}, row)

    return amend(desk, case.id, f"{name}_added", work)


def change(desk: Desk, which: int | str, name: str, line: int, raw: Mapping[str, object]) -> Change:
    """Lays `raw` over line `line` (from 1) of a list; raises NotFound for a line that is not there."""
    case = get(desk, which)

    def work(values: Values) -> None:
        rows = rows_of(values, name)
        if not 1 <= line <= len(rows):
            raise NotFound(f"案件 {case.number} 的这张表没有第 {line} 行")
        before = rows[line - 1]
        rows[line - 1] = _line(case.kind, name, _resulting(desk, name, before, raw))
        _refuse_by_hand(desk, case, name, before, rows[line - 1])
        _refuse_impossible(desk, case, name, rows[line - 1])
        if name == "actions":
            action_results.refuse_rewritten(desk, before, rows[line - 1])
            action_results.note_failure(desk, values, before, rows[line - 1])
        values[name] = list(rows)

    return amend(desk, case.id, f"{name}_changed", work)


def _refuse_by_hand(desk: Desk, case: RecordView, name: str, *rows: Mapping[str, Json]) -> None:
    """Through these links a case is answered (E0.8), graded and filed: no hand takes them away or makes them up."""
    if name != "links":
        return
    for row in rows:
        if row.get("how") in lists.BY_PROGRAM:
            raise Refused(f"“{row['how']}”{lists.BY_PROGRAM[str(row['how'])]}，不能手工填改")
    number = str(rows[-1].get("case") or "")
    if _number_of(desk, number) in ("", case.number):
        raise Invalid([Fault("links.case", "案件", f"没有另一个编号是“{number[:40]}”的案件")])


def _number_of(desk: Desk, which: str) -> str:
    """Empty for what is no numbered case."""
    try:
        return get(desk, which).number or ""
    except NotFound:
        return ""


def _resulting(desk: Desk, name: str, before: Mapping[str, Json], raw: Mapping[str, object]) -> dict[str, object]:
    return action_results.filled(desk, before, raw) if name == "actions" else {**before, **raw}


def _refuse_impossible(desk: Desk, case: RecordView, name: str, row: Mapping[str, Json]) -> None:
    """Raises Invalid for what lies ahead or comes in the wrong order."""
    faults = times.line_faults(name, row, str(case.values.get("received_at") or ""), clocks.now(desk))
    if faults:
        raise Invalid(faults)


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
    return rows_of(values, name)[0]


def relate(desk: Desk, one: int | str, other: int | str, why: str) -> Change:
    """Says in both cases that they are of one problem, so that they are handled together (E3.4)."""
    first, second = get(desk, one), get(desk, other)
    if first.id == second.id or not (first.number and second.number):
        raise Refused("要与另一个已受理的案件相连")
    change = touched(record=first.id)
    with desk.store.write():
        for case, number in ((second, first.number), (first, second.number)):
            row = _line(case.kind, "links", {"how": lists.SAME_PROBLEM, "case": number, "why": why})
            change = _put_link(desk, case, row)
    return change


def share_8d(desk: Desk, sheet: int | str, cases: Sequence[int | str], why: str) -> Change:
    """Lets one 8D serve several cases of one problem: it then counts among the sheets of each (E3.4).

    Raises Refused without a reason of the person's own: the 8D was written for another case.
    """
    report = records.get(desk, sheet)
    if report.kind.code != lists.CAR_8D:
        raise Refused("只有 8D 报告可以几个案件共用")
    if report.number is None or report.state == VOID:
        raise Refused("8D 报告要先发出、有了编号，才能共用")
    change = touched(record=report.id)
    with desk.store.write():
        for which in cases:
            case = _open_to_sheets(desk, which)
            if report.number in sharing.shared_by(case.values):
                raise Refused(f"案件 {case.number} 已经共用 {report.number}")
            said = sharing.reason(desk, case, report, why)
            change = _put_link(desk, case, {"how": lists.SHARED_8D, "case": report.number, "why": said})
            sharing.tell(desk, report, sharing.SHARED, case, said)
    return change


def _put_link(desk: Desk, case: RecordView, row: dict[str, Json]) -> Change:
    how, number, why = (str(row.get(name) or "") for name in ("how", "case", "why"))
    return amend(desk, case.id, "links_added", lambda values: put_link(values, how, number, why), reason=why)


def is_open(case: RecordView) -> bool:
    return case.state not in states.ENDS


def has_customer(case: RecordView) -> bool:
    return case.values.get("case_kind") != choices.IN_HOUSE
