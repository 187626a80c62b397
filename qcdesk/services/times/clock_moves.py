"""What people do to the clocks of a case: start one by hand, pause them, put one off, let one go; with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qcdesk.canonical import Json, Values
from qcdesk.cases.happenings import NOT_MOVED, may_end_by_hand, may_start_by_hand
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.fields import Moment, Note, Unfit
from qcdesk.rules.counting import brief, dated, due
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import UNITS
from qcdesk.services.basics import people, typing_in
from qcdesk.services.cases import casework
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.times import clocks, pausing
from qcdesk.services.times.clocks import Row

ANSWERABLE = pausing.ANSWERABLE
"""Who may put a deadline off or let it go; the sources name nobody, so it is the one who signs the case's end."""

WAIVED = "免除"
REASON = Note("reason", "原因", limit=300)
MOMENT = Moment("due_at", "时间")

Move = Callable[[Row], None]


def pause(desk: Desk, which: int | str, reason: str, until: object = None) -> Change:
    """Time stands still for the clocks of the case that are ours to pause, until a moment that is said."""
    ends = None if until in (None, "") else datetime.fromisoformat(_moment(until))
    return pausing.pause(desk, which, _reason(reason), ends)


def resume(desk: Desk, which: int | str) -> Change:
    """Ends the pause before its time."""
    return pausing.resume(desk, which)


def start(desk: Desk, which: int | str, code: str, reason: str) -> Change:
    """Starts the clock of a rule by hand, from now: what only the office knows, such as 紧急情况 (E1.4 E4.3).

    Raises Refused where it runs already or is no clock of a case.
    """
    case, why = casework.get(desk, which), _reason(reason)
    rule = next((one for one in startable(desk) if one.code.lower() == code.strip().lower()), None)
    if rule is None:
        codes = "、".join(one.code for one in startable(desk))
        raise NotFound(f"“{code.strip()[:40]}”不是能手工开始的时限，可用的有：{codes}")
    if case.number is None:
        raise Refused("案件还没有受理，先受理再计时")
    made = clocks.row_of(due(datetime.fromisoformat(clocks.now(desk)), rule, ruling.calendar(desk),
                             clocks.pauses_of(dict(case.values), rule)))  # fmt: skip

    def work(values: Values) -> None:
        rows = _rows(values, "clocks")
        if any(row.get("rule") == rule.code and "stopped_at" not in row for row in rows):
            raise Refused(f"“{rule.title}”（{rule.code}）已经在计时")
        values["clocks"] = [*rows, {**made, "reason": f"{clocks.BY_HAND}：{why}"}]

    return casework.amend(desk, case.id, "clock_started", work)


def startable(desk: Desk) -> list[DeadlineRule]:
    """The rules in force that a case can be timed by."""
    held = ruling.deadlines(desk, desk.clock.today())
    return [one for one in held if one.amount is not None and may_start_by_hand(one.event, one.unit)]


def met(desk: Desk, which: int | str, line: int, reason: str) -> Change:
    """Says that what the clock in line `line` (from 1) waits for was done, where no step or sheet shows it."""
    why, case = _reason(reason), casework.get(desk, which)

    def work(values: Values) -> None:
        rows = _rows(values, "clocks")
        row = _running(rows, case.number, line)
        rule = _rule_of(desk, row)
        if rule is not None and not may_end_by_hand(rule.stops):
            raise Refused(f"“{row.get('label')}”由案件的步骤、单或联系记录了结，不在这里记；不用做的请用“免除”")
        row["reason"] = _with(row, f"已办到：{why}")
        values["clocks"] = list(rows)
        clocks.happened(desk, values, (rule.stops,) if rule is not None else (), clocks.now(desk))
        rows = _rows(values, "clocks")
        rows[line - 1].setdefault("stopped_at", clocks.now(desk))
        values["clocks"] = list(rows)

    return casework.amend(desk, case.id, "clock_met", work)


def extend(desk: Desk, which: int | str, line: int, new_due: object, reason: str) -> Change:
    """A new promise for the clock in line `line` (from 1), later than the old one.

    Raises Refused for a person who may not, or beyond what the rule itself grants at most.
    """
    _require_answerable(desk)
    promised, why = _moment(new_due), _reason(reason)

    def move(row: Row) -> None:
        _refuse_of_the_law(desk, row)
        if promised <= str(row.get("due_at")):
            raise Refused(f"新的到期时间要晚于现在的 {_shown(row.get('due_at'))}")
        _refuse_beyond(desk, row, promised)
        row.setdefault("first_due", row.get("due_at"))
        at = datetime.fromisoformat(promised)
        row.update(due_at=promised, reason=_with(row, why), steps=f"{row.get('steps') or ''} → 延期至{brief(at)}")

    return _move(desk, which, line, "clock_extended", move)


def waive(desk: Desk, which: int | str, line: int, reason: str) -> Change:
    """The clock in line `line` (from 1) need not be met."""
    _require_answerable(desk)
    why = _reason(reason)

    def move(row: Row) -> None:
        _refuse_of_the_law(desk, row)
        row.update(stopped_at=clocks.now(desk), reason=_with(row, f"{WAIVED}：{why}"))

    return _move(desk, which, line, "clock_waived", move)


def _move(desk: Desk, which: int | str, line: int, action: str, move: Move) -> Change:
    case = casework.get(desk, which)

    def work(values: Values) -> None:
        rows = _rows(values, "clocks")
        move(_running(rows, case.number, line))
        values["clocks"] = list(rows)

    return casework.amend(desk, case.id, action, work)


def _running(rows: list[Row], number: str | None, line: int) -> Row:
    """Raises NotFound for a line that is not there, Refused for a clock that has ended."""
    if not 1 <= line <= len(rows):
        raise NotFound(f"案件 {number} 没有第 {line} 条时限")
    row = rows[line - 1]
    if "stopped_at" in row:
        raise Refused(f"“{row.get('label')}”已经在 {_shown(row['stopped_at'])} 了结")
    return row


def _rule_of(desk: Desk, row: Row) -> DeadlineRule | None:
    """The version of the rule by which the clock was started."""
    wanted = (row.get("rule"), row.get("version"))
    return next((rule for rule in rulebook.deadlines(desk) if (rule.code, rule.version) == wanted), None)


def _refuse_of_the_law(desk: Desk, row: Row) -> None:
    """A month without resolution makes a complaint 重大, whatever we grant ourselves (S0:172)."""
    rule = _rule_of(desk, row)
    if rule is not None and rule.event in NOT_MOVED:
        raise Refused(f"“{row.get('label')}”不能延期或免除：有效投诉一个月内没有合理解决就是重大投诉（{rule.source}）")


def _refuse_beyond(desk: Desk, row: Row, promised: str) -> None:
    rule = _rule_of(desk, row)
    if rule is None or rule.most is None:
        return
    latest = due(datetime.fromisoformat(str(row["started_at"])), rule, ruling.calendar(desk)).latest
    if latest is not None and datetime.fromisoformat(promised) > latest:
        most = f"{rule.most}{UNITS[rule.unit].label}"
        raise Refused(f"“{rule.title}”最长 {most}，最晚到 {dated(latest)}（{rule.source}）")


def _require_answerable(desk: Desk) -> None:
    if ANSWERABLE not in desk.require_person().roles:
        raise Refused(f"延期和免除要由{people.role_label(desk, ANSWERABLE)}操作")


def _reason(reason: str) -> str:
    try:
        said = str(REASON.parse(reason) or "").replace("\n", " ")
    except Unfit as unfit:
        raise Invalid([Fault("reason", "原因", str(unfit))]) from None
    if not typing_in.says(said):
        raise Invalid([Fault("reason", "原因", typing_in.lacking("", said, "必须填写"))])
    return said


def _moment(raw: object) -> str:
    try:
        value = MOMENT.parse(raw)
    except Unfit as unfit:
        raise Invalid([Fault("due_at", MOMENT.label, str(unfit))]) from None
    if value is None:
        raise Invalid([Fault("due_at", MOMENT.label, "必须填写")])
    return str(value)


def _with(row: Row, words: str) -> str:
    """Earlier reasons stay."""
    before = str(row.get("reason") or "")
    return f"{before}；{words}"[-400:] if before else words


def _shown(value: Json) -> str:
    return str(value or "").replace("T", " ")


def _rows(values: Values, name: str) -> list[Row]:
    rows = values.get(name)
    return [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
