"""Putting a duplicate into the case that answers for it, and taking it out again, so that nothing owed gets lost."""

from __future__ import annotations

from collections.abc import Callable

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, lists, states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.cases import amending, judging
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks, sheet_clocks
from qcdesk.views import RecordView

Row = dict[str, Json]
Work = Callable[[Values], None]

RULE = "公司产品投诉管理制度：集中处理"
RELATE = "同一问题的另一个投诉请用“相连”，一份 8D 可以一起回答"
INTO = "并入 {}，由该案件继续计时"
"""Why the clocks of a merged case stand; put there when it goes in, looked for when it comes out."""
FROM = "自 {} 并来"
"""Why the other case has clocks that it did not start itself."""

LET_GO = ("免除", clocks.NOT_MET)
"""In the reason of a clock that stands without what it was for having been done."""

UNANSWERED = (
    states.RECEIVED, states.ANALYSIS, states.SUPPLIER, states.REVIEW, states.PLANNING, states.PLANNED,
    states.TOP, states.HANDLING, states.RECHECK, states.DELIVERY, states.REPLY,
)  # fmt: skip
"""Where a case still has its answer before it, which then answers what is merged into it too (E0.8)."""

BEHIND = (
    (UNANSWERED[1:], ("assigned", "investigation_began", "asked_person")),
    (UNANSWERED[3:], ("investigated", "person_replied")),
    (UNANSWERED[4:], ("opinion_submitted",)),
    (UNANSWERED[7:], ("approved", "handling_began")),
    (UNANSWERED[8:], ("handled",)),
)
"""What a case that has come so far will not do again of itself."""


def merge(desk: Desk, record: RecordView, values: Values) -> None:
    """Both cases say so, and the other goes on with what is owed; raises Refused for anything but a duplicate."""
    into = _target(desk, record)
    mine, number = str(record.number), str(into.number)
    _refuse_another_matter(desk, record, into)
    amending.put_link(values, lists.MERGED, number, "同一投诉重复受理，在该案件里处理")
    owed = _running(values)
    if owed:
        _stop(desk, values, INTO.format(number))

    def work(others: Values) -> None:
        amending.put_link(others, lists.TAKES_IN, mine, "同一投诉重复受理，在本案件里处理")
        _take_over(others, owed, FROM.format(mine))
        _meet_past(desk, into, others, FROM.format(mine))

    amending.amend(desk, into.id, "links_added", work)


def unmerge(desk: Desk, record: RecordView, values: Values) -> None:
    """The case stands again as it did, its deadlines where they were, late ones late."""
    number, mine = str(values.pop("merged_into", "")), str(record.number)
    _unlink(values, lists.MERGED, number)
    _restart(values, INTO.format(number))
    for name in ("links", "clocks"):
        if not values[name]:
            values.pop(name)

    def work(others: Values) -> None:
        _unlink(others, lists.TAKES_IN, mine)
        _give_back(others, FROM.format(mine))

    amending.amend(desk, records.get(desk, number).id, "links_changed", work, even_ended=True)


def _target(desk: Desk, record: RecordView) -> RecordView:
    number = str(record.values.get("merged_into"))
    try:
        into = records.get(desk, number)
    except NotFound:
        raise Refused(f"没有案件“{number[:40]}”，不能并入（{RULE}）") from None
    if into.kind.code != CASE or into.id == record.id or into.number is None:
        raise Refused(f"“{number[:40]}”不是另一个已受理的案件，不能并入（{RULE}）")
    if into.state in states.ENDS:
        raise Refused(f"案件 {into.number} {into.state_label}，不能再并入；{amending.TO_GO_ON}")
    if into.state not in UNANSWERED:
        said = f"案件 {into.number} 是“{into.state_label}”，已经答复过，不会再答复这一件，不能并入"
        raise Refused(f"{said}；{RELATE}（投诉处理完成必须经过客户确认，才能关闭投诉）")
    return into


def _refuse_another_matter(desk: Desk, record: RecordView, into: RecordView) -> None:
    kinds = [str(case.values.get("case_kind")) for case in (record, into)]
    if kinds[0] != kinds[1] and kinds != [choices.FEEDBACK, choices.COMPLAINT]:
        raise Refused(f"{kinds[0]}不能并入{kinds[1]} {into.number}（{RULE}）")
    customers = [str(case.values.get("customer") or "") for case in (record, into)]
    if customers[0] != customers[1]:
        said = f"客户是“{customers[0]}”，{into.number} 的客户是“{customers[1]}”，每个客户都要答复，不能并入"
        raise Refused(f"{said}；{RELATE}（{RULE}）")
    if not (_same_lot(record, into) or judging.items(desk, record) & judging.items(desk, into)):
        raise Refused(f"与 {into.number} 没有相同的不良项目，也不是同一产品同一批，不能并入；{RELATE}（{RULE}）")
    _refuse_lower_grade(desk, record, into)


def _same_lot(record: RecordView, into: RecordView) -> bool:
    return all(
        record.values.get(name) and record.values.get(name) == into.values.get(name)
        for name in ("product_name", "lot_no")
    )


def _refuse_lower_grade(desk: Desk, record: RecordView, into: RecordView) -> None:
    """One that is not registered yet is graded with what it took in; one that is has been graded without it."""
    if into.state == states.RECEIVED:
        return
    mine, other = judging.judgement(desk, record).grade, str(into.values.get("severity") or "")
    if judging.rank(mine) > judging.rank(other):
        said = f"这一件程序判定为“{mine}”，{into.number} 只判为“{other}”，不能并入，请另行登记判定后相连"
        raise Refused(f"{said}（判定程度标准）")


def _running(values: Values) -> list[Row]:
    return [row for row in amending.rows_of(values, "clocks") if "stopped_at" not in row]


def _stop(desk: Desk, values: Values, why: str) -> None:
    rows = amending.rows_of(values, "clocks")
    for row in rows:
        if "stopped_at" not in row:
            row.update(stopped_at=clocks.now(desk), reason=_added(row, why))
    _put(values, rows)


def _restart(values: Values, why: str) -> None:
    rows = amending.rows_of(values, "clocks")
    for row in rows:
        before, found, _ = str(row.get("reason") or "").rpartition(why)
        if found:
            row.pop("stopped_at", None)
            row.pop("reason")
            row.update({"reason": before.rstrip("；")} if before else {})
    _put(values, rows)


def _take_over(values: Values, owed: list[Row], why: str) -> None:
    """What was owed from the earlier receipt is owed still; what is due here no later anyway is not asked for twice."""
    rows = amending.rows_of(values, "clocks")
    taken = [_as_met(row, rows) for row in owed if not _asked_for(row, rows)]
    _put(values, [*rows, *({**row, "reason": _added(row, why)} for row in taken)])


def _asked_for(owed: Row, rows: list[Row]) -> bool:
    return any(
        row["rule"] == owed["rule"] and "stopped_at" not in row and str(row["due_at"]) <= str(owed["due_at"])
        for row in rows
    )


def _as_met(owed: Row, rows: list[Row]) -> Row:
    """Done already where it was done here after that one began: early or late, it is told by its own due time."""
    met = [row for row in rows if row["rule"] == owed["rule"] and "stopped_at" in row and not _let_go(row)]
    done = [str(row["stopped_at"]) for row in met if str(row["stopped_at"]) >= str(owed["started_at"])]
    return {**owed, "stopped_at": min(done)} if done else owed


def _meet_past(desk: Desk, into: RecordView, values: Values, why: str) -> None:
    """Of what was taken over, what the other case has behind it: judged and analysed is so for the duplicate too."""
    behind = {name for state, names in BEHIND if into.state in state for name in names}
    past = {name: at for at, name in sheet_clocks.of_steps(desk, into.id, values) if name in behind}
    stops, rows = clocks.stops_of(desk), amending.rows_of(values, "clocks")
    for row in rows:
        done = past.get(stops(row))
        if "stopped_at" not in row and done and why in str(row.get("reason")):
            row["stopped_at"] = max(done, str(row["started_at"]))
    _put(values, rows)


def _let_go(row: Row) -> bool:
    return any(words in str(row.get("reason") or "") for words in LET_GO)


def _give_back(values: Values, why: str) -> None:
    """What was met meanwhile stays told; what still runs runs on in the case it came from."""
    rows = amending.rows_of(values, "clocks")
    _put(values, [row for row in rows if "stopped_at" in row or why not in str(row.get("reason") or "")])


def _unlink(values: Values, how: str, number: str) -> None:
    rows = amending.rows_of(values, "links")
    values["links"] = [row for row in rows if (row.get("how"), row.get("case")) != (how, number)]


def _put(values: Values, rows: list[Row]) -> None:
    values["clocks"] = list(rows)


def _added(row: Row, words: str) -> str:
    """Earlier reasons stay."""
    return f"{row['reason']}；{words}" if row.get("reason") else words
