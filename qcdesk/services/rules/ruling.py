"""What the office's rules say of a case: its grade, its due times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from sys import maxsize

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.rules import inputs, repeats, severity
from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.rules.counting import Due, Pause
from qcdesk.rules.counting import due as counted
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.inputs import Inputs
from qcdesk.rules.repeats import CaseWords
from qcdesk.rules.severity import Judgement
from qcdesk.rules.terms import Terms
from qcdesk.rules.validity import begun, in_force
from qcdesk.services.basics import office
from qcdesk.services.rules import rulebook
from qcdesk.services.times import working_days

SETTING = "rules"
BY_CUSTOMER = "same_problem_by_customer"
"""Office option: the same problem is one of the same customer only."""

PROBLEMS = """SELECT p.record_id, p.item, p.family, p.day, r.customer, r.number FROM problem p
JOIN record r ON r.id = p.record_id WHERE p.day >= ? AND p.day < ?
AND r.state NOT IN ('void', 'declined', 'unfounded')"""
"""What was void or no fault of ours is no repeat."""
MERGED = """SELECT r.id, r.lot, r.payload FROM record r WHERE r.state = 'merged'
AND r.id IN (SELECT p.record_id FROM problem p WHERE p.day >= ? AND p.day < ?)"""
LOT = "SELECT lot FROM record WHERE number = ?"


def judge(desk: Desk, raw: Mapping[str, object], besides: int | None = None) -> Judgement:
    """By the criteria in force on the day the case came in; raises Invalid naming every bad field.

    `besides` is the record of the case itself: it is not counted among the month's repeats, and neither are later ones.
    """
    given = inputs.read(raw)
    on = day_of(desk, given)
    terms = rulebook.defects(desk)
    case = _case(given, terms, on, besides)
    count = repeats.month_count(case, _candidates(desk, on), by_customer(desk))
    return severity.judge(given, rulebook.criteria_in_force(desk, on), terms, count)


def earlier_in_month(desk: Desk, raw: Mapping[str, object], besides: int | None = None) -> list[CaseWords]:
    """The cases of the same problem that came before it in its calendar month."""
    given = inputs.read(raw)
    on = day_of(desk, given)
    case = _case(given, rulebook.defects(desk), on, besides)
    return repeats.same_problem(case, _candidates(desk, on), by_customer(desk))


def by_customer(desk: Desk) -> bool:
    return office.setting(desk, SETTING).get(BY_CUSTOMER) is True


def deadlines(desk: Desk, on: date) -> list[DeadlineRule]:
    """The rows in force."""
    return rulebook.deadlines_in_force(desk, on)


def calendar(desk: Desk) -> WorkingCalendar:
    return working_days.calendar(desk)


def due(desk: Desk, start: datetime, code: str, pauses: Sequence[Pause] = ()) -> Due:
    """By the version of the row that had begun by then, in force or not, so that rows can be compared.

    `code` may also be an event with one row in force. Raises NotFound for neither.
    """
    local = working_days.wall_clock(desk, start)
    return counted(local, rule_named(desk, code, local.date()), working_days.calendar(desk), pauses)


def rule_named(desk: Desk, code: str, on: date) -> DeadlineRule:
    every = rulebook.deadlines(desk)
    versions = [row for row in every if row.code.lower() == code.strip().lower() and begun(row, on)]
    if versions:
        return max(versions, key=lambda row: row.version)
    of_event = [row for row in in_force(every, on) if row.event == code.strip()]
    if len(of_event) == 1:
        return of_event[0]
    if any(row.code.lower() == code.strip().lower() for row in rulebook.criteria(desk)):
        raise NotFound(f"“{code.strip()}”是判定客诉程度的标准，不是时限；时限的代号见 qcdesk rules list")
    codes = "、".join(dict.fromkeys(row.code for row in every))
    raise NotFound(f"没有代号为“{code[:40]}”的时限，可用的有：{codes}")


def day_of(desk: Desk, given: Inputs) -> date:
    """The local day on which the case came in; today where it is not said."""
    if isinstance(given.received_at, datetime):
        return working_days.wall_clock(desk, given.received_at).date()
    return given.received_at or desk.clock.today()


def _case(given: Inputs, terms: Terms, on: date, besides: int | None) -> CaseWords:
    found = severity.items_of(given, terms).found
    items = tuple(dict.fromkeys(one.item.item for one in found))
    return CaseWords(maxsize if besides is None else besides, items=items, family=given.family,
                     customer=given.customer, received=on)  # fmt: skip


def _candidates(desk: Desk, on: date) -> list[CaseWords]:
    """One for each problem of the month."""
    first = on.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < date.max.year else date.max
    month = (first.isoformat(), after.isoformat())
    twice = {record for record, lot, payload in desk.store.sql(MERGED, month) if _same_complaint(desk, lot, payload)}
    return [
        CaseWords(record, number or "", (item,), family, customer or "", received=date.fromisoformat(day[:10]))
        for record, item, family, day, customer, number in desk.store.sql(PROBLEMS, month)
        if record not in twice
    ]


def _same_complaint(desk: Desk, lot: str | None, payload: str) -> bool:
    """A merged case of the lot that the other is about tells of one happening twice; of another lot, or of none that
    is known, it is a happening of its own."""
    into = str(canonical.load(payload).get("merged_into") or "")
    if not into:
        return True
    return bool(lot) and [lot] == [row[0] for row in desk.store.sql(LOT, (into,))]
