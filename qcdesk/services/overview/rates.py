"""The rates of E2.4 over the complaints that came in in a month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qcdesk.calculations import rows as lines_of
from qcdesk.canonical import Values
from qcdesk.cases import choices, states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import rates
from qcdesk.rules.rates import ALL, Asked, Complaint, Rate
from qcdesk.services.cases.grumbling import GRUMBLED
from qcdesk.services.overview import behind as cases_behind
from qcdesk.services.overview.behind import Behind
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
MISSED, OPEN, MET = "没有做到", "还没到期", "做到了"


@dataclass(frozen=True)
class Counted:
    """A complaint that counts in a rate, once for each result; `times` is how often it counts so, `of` for which
    departments or product lines."""

    case: Behind
    result: str
    times: int
    of: str


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


def behind(desk: Desk, found: Sequence[Rate]) -> tuple[Counted, ...]:
    """Of one rate: those that missed it first, then those still in time, then those that met it."""
    total = next((one for one in found if one.of == ALL), None)
    if total is None:
        return ()
    counted = {MISSED: Counter(total.missed), OPEN: Counter(total.open), MET: Counter(total.met)}
    numbers = sorted({number for numbers in counted.values() for number in numbers})
    told = {case.number: case for case in cases_behind.told(desk, numbers)}
    groups = _groups(found)
    return tuple(
        Counted(told[number], result, times, groups.get(number, ""))
        for result, of in counted.items()
        for number, times in of.items()
        if number in told
    )


def _groups(found: Sequence[Rate]) -> dict[str, str]:
    """The departments or product lines a complaint counts for."""
    named: dict[str, list[str]] = {}
    for rate in found:
        for number in dict.fromkeys((*rate.met, *rate.missed, *rate.open)) if rate.of != ALL else ():
            named.setdefault(number, []).append(rate.of)
    return {number: "、".join(names) for number, names in named.items()}
