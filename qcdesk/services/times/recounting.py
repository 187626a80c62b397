"""Counting again what was counted provisionally, once the year's holidays are announced."""

from __future__ import annotations

from datetime import datetime

from qcdesk.canonical import Values
from qcdesk.cases import states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.rules.counting import dated, due
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.services.cases import amending
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.times import clocks
from qcdesk.services.times.clocks import Row

MARK = "放假未公布"
PUT_OFF = "延期至"
WITH_MARK = "SELECT id, state FROM record WHERE form = ? AND payload LIKE ? ORDER BY id"
Rules = dict[tuple[object, object], DeadlineRule]


def after_notice(desk: Desk) -> None:
    """Inside the write that took the notice: every such clock of an open case, each case by one event with old and new.

    Clocks that were not provisional keep what they promise, and so does one that was put off to a day of its own.
    """
    rules: Rules = {(rule.code, rule.version): rule for rule in rulebook.deadlines(desk)}
    calendar = ruling.calendar(desk)
    for case, state in desk.store.sql(WITH_MARK, (CASE, f"%{MARK}%")):
        if state not in states.ENDS:
            amending.amend(desk, int(case), "clocks_recounted", lambda values: _recount(values, rules, calendar))


def _recount(values: Values, rules: Rules, calendar: WorkingCalendar) -> None:
    rows = clocks.rows_of(values)
    for row in rows:
        rule = rules.get((row.get("rule"), row.get("version")))
        steps = str(row.get("steps") or "")
        if rule is not None and "stopped_at" not in row and MARK in steps and PUT_OFF not in steps:
            _count_again(values, row, rule, calendar)
    clocks.put(values, rows)


def _count_again(values: Values, row: Row, rule: DeadlineRule, calendar: WorkingCalendar) -> None:
    start = datetime.fromisoformat(str(row["started_at"]))
    made, old = due(start, rule, calendar, clocks.pauses_of(values, rule)), str(row["due_at"])
    new = clocks.row_of(made)
    if new["due_at"] != old:
        row.setdefault("first_due", old)
        new["steps"] = f"{new['steps']}（放假公布后重算，原 {dated(datetime.fromisoformat(old))}）"
    row.update(due_at=new["due_at"], steps=new["steps"])
