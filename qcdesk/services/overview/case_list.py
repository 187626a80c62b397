"""The list of cases: narrowed as one types, each with what is due next and whether its clocks stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from qcdesk import canonical
from qcdesk.cases import states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules.rows import DEADLINE
from qcdesk.services.keeping import gone
from qcdesk.services.overview import late_actions
from qcdesk.services.overview.late_actions import Late
from qcdesk.services.rules import rulebook
from qcdesk.services.times import clocks
from qcdesk.store.query import Order, Where, one_page, says

COLUMNS = "id, number, state, customer, product, lot, defect, severity, day, updated_at, updated_by"
DUE, RECEIVED = "due", "received"
ORDERS = ("number", "state", "customer", "product", "severity", "day", "updated_at", DUE, RECEIVED)
FIRST_DUE = "COALESCE((SELECT MIN(due_at) FROM clock WHERE clock.record_id = record.id AND running = TRUE), '{none}')"
"""Cases in which nothing runs stand last, whichever way round."""
UNRESOLVED = "unresolved"
"""The event of the deadline rows that raise a complaint to 重大."""
RUNNING = "SELECT record_id, due_at, label, rule FROM clock WHERE running = TRUE AND record_id IN ({}) ORDER BY due_at"
PAUSED = "SELECT record_id, content FROM line WHERE field = 'pauses' AND record_id IN ({}) ORDER BY record_id, position"
"""The last one of each case is the one that may still run."""


@dataclass(frozen=True)
class CaseQuery:
    """`text` narrows by each of its words; `open_only` leaves ended cases out, `overdue` those within their time,
    `due_today` those of which nothing more ends today."""

    text: str = ""
    states: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    customer: str = ""
    open_only: bool = False
    overdue: bool = False
    due_today: bool = False
    order: str = "-updated_at"
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True)
class CaseRow:
    """One case in a list; `due_at` is its earliest running deadline, empty where none runs; `major` when it was not
    resolved within the month (S0:172); `paused` says since when its clocks stand still, and until when; `asked_at` is
    when all this was so."""

    id: int
    number: str
    state: str
    state_label: str
    customer: str
    product: str
    lot: str
    defect: str
    severity: str
    day: str
    updated_at: str
    due_at: str = ""
    due_label: str = ""
    overdue: bool = False
    major: bool = False
    paused: str = ""
    asked_at: str = ""


@dataclass(frozen=True)
class CasePage:
    rows: tuple[CaseRow, ...]
    total: int


def find(desk: Desk, query: CaseQuery) -> CasePage:
    """One page of cases and how many there are in all; raises Refused for an unknown order."""
    where = _where(desk, query)
    sorted_by = _sorted_by(query.order)
    order = Order(sorted_by, query.offset, query.limit)
    rows, total = one_page(desk.store, COLUMNS, where, order, (*ORDERS, sorted_by.removeprefix("-")))
    return CasePage(_with_clocks(desk, rows), total)


def has_cases(desk: Desk) -> bool:
    """Whether anybody has ever taken one in."""
    return bool(desk.store.sql("SELECT 1 FROM record WHERE form = ? LIMIT 1", (CASE,)))


def _sorted_by(order: str) -> str:
    """What SQL sorts by; raises Refused for an order that is not one of ORDERS."""
    name, sign = order.removeprefix("-"), "-" if order.startswith("-") else ""
    if name not in ORDERS:
        raise Refused(f"不能按“{name[:20]}”排序，可用的有：{'、'.join(ORDERS)}")
    column = {DUE: FIRST_DUE.format(none="" if sign else "9"), RECEIVED: "day"}.get(name, name)
    return sign + column


def _where(desk: Desk, query: CaseQuery) -> Where:
    where = Where()
    where.one_of("form", (CASE,))
    where.words("search", query.text)
    where.one_of("state", query.states)
    where.one_of("severity", query.severities)
    if query.kinds:
        where.add(f"({' OR '.join(['payload LIKE ?'] * len(query.kinds))})",
                  *(says("case_kind", kind) for kind in query.kinds))  # fmt: skip
    where.one_of("customer", (query.customer,) if query.customer else ())
    where.one_of("state", states.ENDS if query.open_only else (), but=True)
    now = clocks.now(desk)
    past, ahead = windows(now)
    for wanted, (when, asked), late in ((query.overdue, past, True), (query.due_today, ahead, False)):
        if wanted:
            also = ", ".join(str(one.case) for one in _actions(desk, now, late=late)) or "-1"
            running = f"SELECT record_id FROM clock WHERE running = TRUE AND {when}"
            where.add(f"(id IN ({running}) OR id IN ({also}))", *asked)
    return where


def _actions(desk: Desk, now: str, *, late: bool) -> tuple[Late, ...]:
    """Measures that are overdue, or that end today."""
    return tuple(one for one in late_actions.due_by(desk, now[:10]) if (one.due_at < now) == late)


def windows(now: str) -> tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]:
    """What is overdue, and what ends in the rest of the day, as conditions on the clock."""
    tomorrow = f"{date.fromisoformat(now[:10]) + timedelta(days=1)}T00:00"
    return ("due_at < ?", (now,)), ("due_at >= ? AND due_at < ?", (now, tomorrow))


def _with_clocks(desk: Desk, rows: Sequence[tuple[Any, ...]]) -> tuple[CaseRow, ...]:
    running = _running(desk, [row[0] for row in rows])
    first = {case: (due_at, label) for case, due_at, label, _ in reversed(running)}
    now, unresolved = clocks.now(desk), unresolved_rules(desk)
    for one in late_actions.of_cases(desk, now[:10], [row[0] for row in rows if row[2] not in states.ENDS]):
        first[one.case] = min(first.get(one.case, ("9", "")), (one.due_at, one.label))
    major = {case for case, due_at, _, rule in running if rule in unresolved and due_at < now}
    paused = _paused(desk, [row[0] for row in rows], now)
    made = (row_of(desk, row, first.get(row[0], ("", "")), now, major=row[0] in major) for row in rows)
    return tuple(gone.marked(desk, [replace(row, paused=paused.get(row.id, "")) for row in made]))


def _paused(desk: Desk, cases: Sequence[int], now: str) -> dict[int, str]:
    """What stands still of these cases: `11-23 至 11-30`."""
    if not cases:
        return {}
    found = desk.store.sql(PAUSED.format(", ".join("?" * len(cases))), tuple(cases))
    pauses = {case: canonical.load(content) for case, content in found}
    return {case: f"{_short(row.get('begun'))} 至 {_short(row.get('ended') or '恢复')}"
            for case, row in pauses.items() if str(row.get("ended") or "9") > now}  # fmt: skip


def _short(moment: object) -> str:
    """The day; what was begun by an older program has no end."""
    return str(moment)[5:10] if "T" in str(moment) else str(moment)


def _running(desk: Desk, cases: Sequence[int]) -> list[tuple[int, str, str, str]]:
    """The running clocks of these cases, the one that ends first in front."""
    if not cases:
        return []
    return desk.store.sql(RUNNING.format(", ".join("?" * len(cases))), tuple(cases))


def unresolved_rules(desk: Desk) -> frozenset[str]:
    """Codes of the rows by which a complaint becomes 重大 when its time is up."""
    known = says("event", UNRESOLVED)
    found = desk.store.sql("SELECT DISTINCT code FROM rule WHERE kind = ? AND content LIKE ?", (DEADLINE, known))
    if found:
        return frozenset(row[0] for row in found)
    return frozenset(rule.code for rule in rulebook.deadlines(desk) if rule.event == UNRESOLVED)


def row_of(desk: Desk, row: tuple[Any, ...], due: tuple[str, str], now: str, *, major: bool = False) -> CaseRow:
    id_, number, state, customer, product, lot, defect, severity, day, updated, _ = row
    label = desk.catalogue.newest(CASE).workflow.label(state)
    return CaseRow(
        id_, number or f"草稿 {id_}", state, label, customer or "", product or "", lot or "", defect or "",
        severity or "", (day or "")[:10], desk.clock.local(updated), due[0], due[1], bool(due[0]) and due[0] < now,
        major, asked_at=now,
    )  # fmt: skip
