"""The grade of a case by the criteria in force, from the values as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, forks, lists, states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import inputs, severity
from qcdesk.rules.repeats import CaseWords
from qcdesk.rules.severity import Judgement
from qcdesk.services.cases import amending
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.rules.ruling import Asked
from qcdesk.services.sheets import records
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT

CALLED: Mapping[str, str] = MappingProxyType({"lot_qty": "出货数量"})
"""Where a case has another word for it."""
REJUDGE = "rejudge"
UNJUDGED = (DRAFT, states.RECEIVED)
REPEATS = "S4:264"


def judgement(desk: Desk, record: RecordView) -> Judgement:
    """What the criteria and defect items of the minute in which the case came in say of it, and of the duplicates
    merged into it: the highest grade stands, with the clauses that gave it."""
    found = ruling.judge(desk, _raw(record), _asked(record), CALLED)
    for number in taken_in(record):
        merged = records.get(desk, number)
        other = ruling.judge(desk, _raw(merged), _asked(merged), CALLED)
        if rank(other.grade) > rank(found.grade):
            told = tuple(replace(clause, words=f"并来的 {number}：{clause.words}") for clause in other.clauses)
            found = replace(found, grade=other.grade, clauses=(*told, *found.clauses))
    return found


def no_higher(found: Judgement, graded: str) -> str:
    """Why a judgement anew changes nothing; empty where it gives a higher grade."""
    if rank(found.grade) > rank(graded):
        return ""
    now = found.grade or "没有一条适用"
    return f"按受理时的标准重新判定还是“{now}”，不比“{graded}”高，判定不变（判定程度标准）"


def applies(desk: Desk, record: RecordView, action: str) -> bool:
    """Whether the step may open to this case. The criteria are asked only for one that the month may have raised."""
    return forks.applies(record, action) and (action != REJUDGE or not _in_vain(desk, record))


def refuse_in_vain(desk: Desk, record: RecordView, action: str) -> None:
    """Raises Refused for a step of here that would change nothing in this case, before anybody gives his PIN for it."""
    here = record.kind.code == CASE and record.kind.workflow.from_state(record.state)
    if not any(step.action == action for step in here or ()):
        return
    if said := _in_vain(desk, record) if action == REJUDGE else forks.no_plan_alone(record, action):
        raise Refused(said)


def _in_vain(desk: Desk, record: RecordView) -> str:
    return no_higher(judgement(desk, record), str(record.values.get("severity") or ""))


def taken_in(record: RecordView) -> tuple[str, ...]:
    """The numbers of the cases that were merged into this one."""
    links = amending.rows_of(dict(record.values), "links")
    return tuple(str(row.get("case")) for row in links if row.get("how") == lists.TAKES_IN)


def rank(grade: str) -> int:
    """0 for none."""
    return ("", choices.MINOR, choices.BATCH, choices.SERIOUS).index(grade)


def items(desk: Desk, record: RecordView) -> frozenset[str]:
    """The defect items named and those that the description speaks of."""
    found = severity.items_of(inputs.read(_raw(record)), rulebook.defects(desk)).found
    return frozenset(one.item.item for one in found)


def earlier(desk: Desk, record: RecordView) -> tuple[CaseWords, ...]:
    """The month's complaints of the same problem: all that are registered while it is being judged, then those that
    came in before it."""
    found = ruling.of_the_month(desk, _raw(record), _asked(record))
    return tuple(one for one in found if one.number)


def month_count(desk: Desk, record: RecordView) -> int:
    """How often its problem came in its month up to this case, itself included; 0 for what was found in house."""
    asked = _asked(record)
    return 0 if asked.in_house else ruling.month_count(desk, _raw(record), asked)


def repeated(desk: Desk, record: RecordView) -> Iterator[str]:
    """What a case is told of the month's others of its problem; one judged too soon keeps its grade, and is told."""
    links = amending.rows_of(dict(record.values), "links")
    numbers = [str(row.get("case")) for row in links if row.get("how") == lists.MONTHS_REPEAT]
    if not numbers:
        return
    yield f"当月同一问题还有：{'、'.join(numbers)}（{REPEATS}）"
    graded = str(record.values.get("severity") or "")
    if record.state in UNJUDGED or graded == choices.SERIOUS:
        return
    count = next(
        (one.inputs["month_count"] for one in judgement(desk, record).clauses if "month_count" in one.inputs), 0
    )
    if count:
        others = "、".join(one.number for one in earlier(desk, record))
        yield (f"按受理先后这是当月第 {count} 次（之前有 {others}），登记时还没有数到，判为“{graded}”；"
               f"请品管主管用“重新判定”改为“{choices.SERIOUS}”（{REPEATS}）")  # fmt: skip


def _asked(record: RecordView) -> Asked:
    """While it is being judged every registered case counts; afterwards those that came before it."""
    in_house = record.values.get("case_kind") == choices.IN_HOUSE
    return Asked(record.id, in_house, before=record.state not in UNJUDGED)


def _raw(record: RecordView) -> dict[str, object]:
    values = record.values
    raw: dict[str, object] = {
        "family": values.get("product_family"), "defects": values.get("defect_codes"),
        "lot_qty": values.get("lot_qty"), "defect_qty": values.get("defect_qty"),
        "complaint_qty": values.get("complaint_qty"),
        "unusable_lot": values.get("unusable_lot"), "affects_function": values.get("affects_function"),
        "description": values.get("description"), "customer": values.get("customer"),
        "received_at": values.get("received_at"),
    }  # fmt: skip
    return {name: value for name, value in raw.items() if value is not None}


def kept(found: Judgement) -> Values:
    """What a case keeps of its judgement: the grade and the clauses that gave it; nothing where none fired."""
    clauses: list[Json] = [
        {"code": clause.code, "grade": clause.grade, "sentence": clause.sentence, "source": clause.source,
         "inputs": clause.words, "version": clause.version}
        for clause in found.clauses
    ]  # fmt: skip
    return {"grade": found.grade, "clauses": clauses} if found.grade else {}


def judged(desk: Desk, record: RecordView) -> Values:
    """The case's values with the judgement laid over."""
    found = judgement(desk, record)
    plain = {name: value for name, value in record.values.items() if name not in ("grade", "clauses")}
    return {**plain, **kept(found)}
