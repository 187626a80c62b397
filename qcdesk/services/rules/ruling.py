"""What the office's rules say of a case: its grade, its due times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from sys import maxsize
from types import MappingProxyType

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
from qcdesk.services.rules import dictionary, rulebook
from qcdesk.services.times import working_days

SETTING = "rules"
BY_CUSTOMER = "same_problem_by_customer"
"""Office option: the same problem is one of the same customer only."""

PROBLEMS = """SELECT p.record_id, p.item, p.family, p.day, r.customer, r.number FROM problem p
JOIN record r ON r.id = p.record_id WHERE p.day >= ? AND p.day < ?
AND r.state NOT IN ('draft', 'received', 'void', 'declined', 'unfounded') AND r.payload NOT LIKE ? ORDER BY r.id"""
"""What was void or no fault of ours is no repeat; what is not registered yet will count the others itself."""
IN_HOUSE = '%"case_kind":"厂内异常"%'
"""The source judges 客户投诉 (E4.1 客诉程度判定标准, 客服课): what we found ourselves troubled no customer."""
DESCRIBED = "SELECT payload FROM record WHERE id = ?"
MERGED = """SELECT r.id, r.lot, r.payload FROM record r WHERE r.state = 'merged'
AND r.id IN (SELECT p.record_id FROM problem p WHERE p.day >= ? AND p.day < ?)"""
LOT = "SELECT lot FROM record WHERE number = ?"


@dataclass(frozen=True)
class Asked:
    """Whose judgement: `record` is not counted among its own repeats, what is found in house has none; `before` leaves
    out those received later, as for a case that was judged already."""

    record: int | None = None
    in_house: bool = False
    before: bool = False


ANYBODY = Asked()
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def judge(desk: Desk, raw: Mapping[str, object], asked: Asked = ANYBODY,
          called: Mapping[str, str] = NO_NAMES) -> Judgement:  # fmt: skip
    """By the criteria and defect items of the minute in which the case came in, of today where that is not said; raises
    Invalid naming every bad field, as it is `called`."""
    given = inputs.read(raw, called)
    at = moment_of(desk, given)
    known = dictionary.at(desk, at)
    count = _count(desk, given, asked, known.now)
    return severity.judge(given, rulebook.criteria_in_force(desk, at), known.then, count)


def month_count(desk: Desk, raw: Mapping[str, object], asked: Asked = ANYBODY) -> int:
    """As `judge` counts it."""
    given = inputs.read(raw)
    return _count(desk, given, asked, dictionary.at(desk, moment_of(desk, given)).now)


def of_the_month(desk: Desk, raw: Mapping[str, object], asked: Asked = ANYBODY) -> list[CaseWords]:
    """The registered complaints of the same problem in its calendar month, by number of record."""
    given, terms = inputs.read(raw), dictionary.now(desk)
    case = _case(desk, given, terms, asked)
    if asked.in_house:
        return []
    return repeats.same_problem(case, _candidates(desk, case, terms), by_customer(desk), asked.before)


def _count(desk: Desk, given: Inputs, asked: Asked, terms: Terms) -> int:
    case = _case(desk, given, terms, asked)
    if asked.in_house or not case.items:
        return 1
    return repeats.month_count(case, _candidates(desk, case, terms), by_customer(desk), asked.before)


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


def moment_of(desk: Desk, given: Inputs) -> datetime:
    """When the case came in by the office's clock: the end of a day that is said without a time, now where none is."""
    at = given.received_at or desk.clock.wall().replace(tzinfo=None)
    return working_days.wall_clock(desk, at) if isinstance(at, datetime) else datetime.combine(at, time(23, 59))


def _case(desk: Desk, given: Inputs, terms: Terms, asked: Asked) -> CaseWords:
    key = maxsize if asked.record is None else asked.record
    return CaseWords(key, items=_items(given, terms), family=given.family, customer=given.customer,
                     received=moment_of(desk, given).date())  # fmt: skip


def _items(given: Inputs, terms: Terms) -> tuple[str, ...]:
    """By the items' own names; what the catalogue lacks is a problem by the name it was given."""
    found = severity.items_of(given, terms)
    return tuple(dict.fromkeys([*(one.item.item for one in found.found), *found.unknown]))


def _candidates(desk: Desk, case: CaseWords, terms: Terms) -> list[CaseWords]:
    """The registered complaints of the case's month and family, each once with all its problems."""
    on = case.received or desk.clock.today()
    after = date(on.year + on.month // 12, on.month % 12 + 1, 1) if on.year < date.max.year else date.max
    month = (on.replace(day=1).isoformat(), after.isoformat())
    twice = {record for record, lot, payload in desk.store.sql(MERGED, month) if _same_complaint(desk, lot, payload)}
    known: dict[str, tuple[str, ...]] = {}
    made: dict[int, CaseWords] = {}
    for record, item, family, day, customer, number in desk.store.sql(PROBLEMS, (*month, IN_HOUSE)):
        if record in twice or family != case.family:
            continue
        if item not in known:
            known[item] = tuple(one.item.item for one in terms.named(item, family))
        items = known[item] or (item, *_described(desk, record, family, terms))
        other = made.get(record) or CaseWords(record, number or "", (), family, customer or "",
                                              received=date.fromisoformat(day[:10]))  # fmt: skip
        made[record] = replace(other, items=tuple(dict.fromkeys([*other.items, *items])))
    return list(made.values())


def _described(desk: Desk, record: int, family: str, terms: Terms) -> tuple[str, ...]:
    """What nobody could name when it was registered, the catalogue may read today."""
    for (payload,) in desk.store.sql(DESCRIBED, (record,)):
        description = str(canonical.load(payload).get("description") or "")
        return tuple(one.item.item for one in terms.in_text(description, family))
    return ()


def _same_complaint(desk: Desk, lot: str | None, payload: str) -> bool:
    """A merged case of the lot that the other is about tells of one happening twice; of another lot, or of none that
    is known, it is a happening of its own."""
    into = str(canonical.load(payload).get("merged_into") or "")
    if not into:
        return True
    return bool(lot) and [lot] == [row[0] for row in desk.store.sql(LOT, (into,))]
