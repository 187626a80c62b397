"""Counting again what runs from the receipt of a case, once the receipt stands at another time."""

from __future__ import annotations

import re
from datetime import datetime

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.rules.counting import dated, due
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.times import clocks
from qcdesk.services.times.clocks import Row
from qcdesk.services.times.recounting import PUT_OFF, Rules

TOO_EARLY = f"{clocks.EARLY}（(.{{16}})）"
"""The moment that a clock kept which was met before it began."""

MOVED = "受理时间更正后重算"


def count_again(desk: Desk, values: Values, old: str, new: str) -> None:
    """In place; each by the version of the rule that it began by. One that was put off to a day of its own keeps it;
    nothing has ended before it began."""
    rules: Rules = {(rule.code, rule.version): rule for rule in rulebook.deadlines(desk)}
    calendar, rows = ruling.calendar(desk), clocks.rows_of(values)
    for row in rows:
        rule = rules.get((row.get("rule"), row.get("version")))
        if rule is not None and rule.starts == "received" and row.get("started_at") == old:
            _move(values, row, rule, calendar, new)
    clocks.put(values, rows)


def _move(values: Values, row: Row, rule: DeadlineRule, calendar: WorkingCalendar, new: str) -> None:
    begun, promised = str(row["started_at"]), str(row["due_at"])
    row["started_at"] = new
    if PUT_OFF not in str(row.get("steps") or ""):
        made = clocks.row_of(due(datetime.fromisoformat(new), rule, calendar, clocks.pauses_of(values, rule)))
        was = dated(datetime.fromisoformat(promised))
        row.setdefault("first_due", promised)
        row.update(due_at=made["due_at"], steps=f"{made['steps']}（{MOVED}，原 {was}）")
    if "stopped_at" in row:
        _end(row, begun, new)


def _end(row: Row, begun: str, new: str) -> None:
    """What ended as it began ends with the new beginning, or when it was really done, where that was kept."""
    ended, said = str(row["stopped_at"]), str(row.pop("reason", ""))
    kept = re.search(TOO_EARLY, said)
    done = kept[1].replace(" ", "T") if kept else ""
    parts = [part for part in said.split("；") if part and not (kept and part == kept[0] and done >= new)]
    if ended == begun:
        row["stopped_at"] = max(new, done)
    elif ended < new:
        row["stopped_at"] = new
        parts.append(f"{clocks.EARLY}（{ended.replace('T', ' ')}）")
    if parts:
        row["reason"] = "；".join(parts)
