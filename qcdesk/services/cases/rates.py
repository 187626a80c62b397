"""The rates of E2.4 over the complaints that came in in a month."""

from __future__ import annotations

import re

from qcdesk.calculations import rows as lines_of
from qcdesk.canonical import Values
from qcdesk.cases import choices, states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import rates
from qcdesk.rules.rates import Asked, Complaint, Rate
from qcdesk.services.cases.advising import GRUMBLED
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks
from qcdesk.services.times.clock_moves import WAIVED
from qcdesk.store.models import Record
from qcdesk.workflow import DRAFT, VOID

CASES = "SELECT * FROM record WHERE form = ? AND state NOT IN (?, ?, ?) AND substr(day, 1, 7) = ? ORDER BY day, id"
"""A case that was merged is counted in the other."""
EVENT = "person_reply"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def monthly(desk: Desk, month: str) -> tuple[Rate, ...]:
    """及时回复率 by department, 沟通率 and 最终处理结果回复率 by product line; `month` as 2026-11.

    A clock that was waived counts nowhere; one that was put off counts by its new end.
    """
    if not MONTH.fullmatch(month):
        raise Refused(f"月份要写成 2026-11，不能是 {month[:20] or '空的'}")
    found = complaints(desk, month)
    return (*rates.timely(found, clocks.now(desk)), *rates.contacted(found), *rates.answered(found))


def complaints(desk: Desk, month: str) -> list[Complaint]:
    """客户投诉 alone: neither feedback nor what was found in house."""
    rules = frozenset(rule.code for rule in rulebook.deadlines(desk) if rule.event == EVENT)
    rows = [(row, records.payload_of(row)) for row in desk.store.found(Record, CASES, CASE, DRAFT, VOID,
                                                                       states.MERGED, month)]  # fmt: skip
    return [
        _complaint(str(row.number), values, rules)
        for row, values in rows
        if values.get("case_kind") == choices.COMPLAINT
    ]


def _complaint(number: str, values: Values, rules: frozenset[str]) -> Complaint:
    departments = values.get("duty_dept")
    told = bool(values.get("replied_at"))
    spoken = any(row.get("way") != GRUMBLED for row in lines_of(values, "contacts"))
    return Complaint(
        number, str(values.get("product_family") or ""),
        tuple(map(str, departments)) if isinstance(departments, list) else (),
        _asked(values, rules), contacted=spoken or told, answered=told,
    )  # fmt: skip


def _asked(values: Values, rules: frozenset[str]) -> tuple[Asked, ...]:
    """A clock that ended with the case was not answered."""
    made = []
    for row in lines_of(values, "clocks"):
        reason = str(row.get("reason") or "")
        if row.get("rule") in rules and WAIVED not in reason:
            stopped = "" if clocks.NOT_MET in reason else str(row.get("stopped_at") or "")
            made.append(Asked(str(row["due_at"]), stopped))
    return tuple(made)
