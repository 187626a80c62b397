"""Pausing the clocks of a case until a day that is said: they are put off at once, and run on by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from qcdesk.canonical import Json, Values
from qcdesk.cases.happenings import NOT_PAUSED
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules.calendar import WEEKDAYS
from qcdesk.rules.counting import brief, dated, lost_words
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import UNITS, back, counted, forward
from qcdesk.services.basics import people
from qcdesk.services.cases import casework
from qcdesk.services.cases.amending import rows_of
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.times import clocks, escalation
from qcdesk.services.times.clocks import Row

ANSWERABLE, ENGINEER = "qcmgr", "qc"
LONGEST = timedelta(days=366)
BY_WEEKDAY = timedelta(days=6)
"""A longer pause is told by its dates."""


def pause(desk: Desk, which: int | str, why: str, until: datetime | None = None) -> Change:
    """Time stands still until then, for as long as QC may pause where nothing is said.

    What was promised to the customer runs on (NOT_PAUSED). Raises Refused while it stands still already, and for a
    person who may not.
    """
    case = casework.get(desk, which)
    begun = datetime.fromisoformat(clocks.now(desk))
    ends = until or begun + timedelta(days=escalation.of(desk).pause_days)

    def work(values: Values) -> None:
        _refuse(desk, values, begun, ends)
        row: Json = {"begun": clocks.moment(begun), "ended": clocks.moment(ends), "reason": why,
                     "by": desk.person.name}  # fmt: skip
        values["pauses"] = [*rows_of(values, "pauses"), row]
        _each_running(desk, values, lambda clock, rule: _put_off(desk, clock, rule, begun, ends))

    return casework.amend(desk, case.id, "clocks_paused", work)


def resume(desk: Desk, which: int | str) -> Change:
    """Ends the pause before its time; what it put off further than time stood still comes back."""

    def work(values: Values) -> None:
        _require_pauser(desk)
        now = clocks.now(desk)
        standing = running(values, now)
        if standing is None:
            raise Refused("时限没有暂停")
        pauses = rows_of(values, "pauses")
        pauses[-1]["ended"] = now
        values["pauses"] = list(pauses)
        at, ends = datetime.fromisoformat(now), standing.get("ended")
        if ends:
            ending = datetime.fromisoformat(str(ends))
            _each_running(desk, values, lambda clock, rule: _bring_back(desk, clock, rule, at, ending))
        else:  # begun by an older program, without an end
            begun = datetime.fromisoformat(str(standing["begun"]))
            _each_running(desk, values, lambda clock, rule: _put_off(desk, clock, rule, begun, at))

    return casework.amend(desk, casework.get(desk, which).id, "clocks_resumed", work)


def running(values: Values, now: str) -> Row | None:
    """The pause that is not over yet."""
    pauses = rows_of(values, "pauses")
    return pauses[-1] if pauses and str(pauses[-1].get("ended") or "9") > now else None


def stands_still(values: Values, clock: Mapping[str, Json], rule: DeadlineRule | None,
                 now: str) -> Row | None:  # fmt: skip
    """The pause in which this clock does not run; what was overdue before it stays overdue."""
    standing = running(values, now)
    if standing is None or "stopped_at" in clock or rule is None or rule.event in NOT_PAUSED:
        return None
    return standing if str(clock.get("due_at")) > str(standing["begun"]) else None


def may_pause(desk: Desk) -> bool:
    return bool({ANSWERABLE, ENGINEER} & set(desk.person.roles))


def _refuse(desk: Desk, values: Values, begun: datetime, ends: datetime) -> None:
    _require_pauser(desk)
    if running(values, clocks.moment(begun)) is not None:
        raise Refused("时限已经暂停了，请先“恢复计时”")
    if not begun < ends <= begun + LONGEST:
        raise Refused(f"暂停到什么时候要晚于现在，最多一年：{dated(ends)}")
    most = escalation.of(desk).pause_days
    if ANSWERABLE not in desk.person.roles and _taken(values) + (ends - begun) > timedelta(days=most):
        raise Refused(f"一个案件品管最多暂停 {most} 天，再长要由{people.role_label(desk, ANSWERABLE)}暂停")


def _require_pauser(desk: Desk) -> None:
    if not may_pause(desk):
        who = "或".join(people.role_label(desk, role) for role in (ANSWERABLE, ENGINEER))
        raise Refused(f"暂停和恢复计时要由{who}操作")


def _taken(values: Values) -> timedelta:
    """How long the case has stood still already."""
    spans = [(row["begun"], row["ended"]) for row in rows_of(values, "pauses") if row.get("ended")]
    return sum((datetime.fromisoformat(str(end)) - datetime.fromisoformat(str(begun)) for begun, end in spans),
               timedelta())  # fmt: skip


def _each_running(desk: Desk, values: Values, move: Callable[[Row, DeadlineRule], None]) -> None:
    rules = {(rule.code, rule.version): rule for rule in rulebook.deadlines(desk)}
    rows = clocks.rows_of(values)
    for row in rows:
        rule = rules.get((str(row.get("rule")), int(str(row.get("version") or 1))))
        if "stopped_at" not in row and rule is not None and rule.event not in NOT_PAUSED:
            move(row, rule)
    clocks.put(values, rows)


def _put_off(desk: Desk, row: Row, rule: DeadlineRule, begun: datetime, ended: datetime) -> None:
    """By as much of the pause as lay between its start and its end: one that was due before stays as it is."""
    start, at = (datetime.fromisoformat(str(row[name])) for name in ("started_at", "due_at"))
    if begun >= at or ended <= start:
        return
    unit, calendar = UNITS[rule.unit], ruling.calendar(desk)
    lost = counted(max(begun, start), ended, unit.spans, calendar)
    moved = forward(at, lost, unit.spans, calendar)
    _move(row, moved, f"暂停{_span(begun, ended)}，顺延{lost_words(lost, unit)}")


def _bring_back(desk: Desk, row: Row, rule: DeadlineRule, now: datetime, ended: datetime) -> None:
    at = datetime.fromisoformat(str(row["due_at"]))
    if at <= now:
        return
    unit, calendar = UNITS[rule.unit], ruling.calendar(desk)
    left = counted(max(now, datetime.fromisoformat(str(row["started_at"]))), ended, unit.spans, calendar)
    _move(row, back(at, left, now, unit.spans, calendar), f"提前在{_moment(now, ended - now)}恢复")


def _move(row: Row, moved: datetime, said: str) -> None:
    if clocks.moment(moved) == row["due_at"]:
        return
    row.setdefault("first_due", row["due_at"])
    row.update(due_at=clocks.moment(moved), steps=f"{row.get('steps') or ''} → {said} → {brief(moved)}")


def _span(begun: datetime, ended: datetime) -> str:
    far = ended - begun
    if far > BY_WEEKDAY:
        return f"{_moment(begun, far)}–{_moment(ended, far)}"
    return f"{brief(begun)}–{WEEKDAYS[ended.weekday()]}{ended:%H:%M}"


def _moment(at: datetime, far: timedelta) -> str:
    return dated(at) if far > BY_WEEKDAY else brief(at)
