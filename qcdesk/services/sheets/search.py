"""Lists of records: filter as you type over an index, and what waits for the person at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Values
from qcdesk.cases.kind import CASE
from qcdesk.cases.states import ENDS
from qcdesk.clock import Clock
from qcdesk.copy_codes import number_of
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.basics import deputyships
from qcdesk.services.basics.deputyships import Principals
from qcdesk.services.cases import ahead, for_the_top
from qcdesk.services.cases.judging import REJUDGE
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import arrived, batch, records, to_fill, ways_on, withheld
from qcdesk.services.sheets.arrived import ARRIVED
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.store.models import Record, readable
from qcdesk.store.query import Order, Where, fn, one_page
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, DRAFT, VOID, Step

SORTABLE = ("id", "number", "form", "state", "customer", "product", "lot", "defect", "severity", "day", "updated_at",
            "created_at")  # fmt: skip

COLUMNS = ("id", "number", "form", "revision", "state", "customer", "product", "lot", "defect", "severity", "day",
           "updated_at", "updated_by")  # fmt: skip

APPROVED_SINCE = """EXISTS (SELECT 1 FROM event WHERE event.record_id = record.id AND event.to_state = ?
AND event.from_state <> event.to_state AND event.at >= ?)"""
TYPED = "SELECT record_id, content FROM working WHERE person = ? AND record_id IN ({})"

SETTLED = (DRAFT, APPROVED, *ENDS)
"""Every other state is one of a sheet or case on its way."""

DRAFT_NAME = re.compile(r"(草稿)?\s*(\d{1,9})")
"""What the lists call a sheet without a number; the digits alone may be part of anything else too."""

NOT_BEGUN = """EXISTS (SELECT 1 FROM copy WHERE copy.record_id = record.id AND copy.made = 'blank'
AND copy.version = record.version)"""

THAT_DRAFT = "(id = ? AND number IS NULL)"

STANDING = f"""SELECT * FROM record WHERE id IN
(SELECT id FROM record WHERE form = ? AND state IN ({{}}) ORDER BY {ARRIVED}, id LIMIT ?)"""

DAMAGED, SHUT = "记录损坏，请核对数据", "打不开，点开看原因"


@dataclass(frozen=True)
class Query:
    """`text` is searched as a substring of each of its words, in Chinese, number or pinyin initials; `person` is who
    began it, `this_month` leaves only what was last changed in the office's month, of the approved alone what was
    approved in it, whatever was written into it since."""

    text: str = ""
    forms: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    person: str = ""
    this_month: bool = False
    order: str = "-updated_at"
    offset: int = 0
    limit: int = 50
    begun: bool = False
    """Leaves out blank numbered sheets that nobody has keyed anything into."""
    but: tuple[int, ...] = ()
    """Records that are told of elsewhere."""


@dataclass(frozen=True)
class Row:
    """One record in a list; absent values are empty texts. `unsaved` says that the person at the desk has typed in it
    what is not saved; customer and product are then as typed."""

    id: int
    number: str
    form: str
    title: str
    state: str
    state_label: str
    customer: str
    product: str
    lot: str
    defect: str
    severity: str
    day: str
    updated_at: str
    updated_by: str
    unsaved: bool = False


@dataclass(frozen=True)
class Page:
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Waiting:
    """A record with the step that the person at the desk may take on it, or with what he has to fill in for others'."""

    row: Row
    action: str
    """Of the step; nothing where he is only to fill in."""

    label: str
    deputy_for: str = ""
    """The login of the person for whom it would be taken."""

    untickable: str = ""
    """Why it is not signed together with others, or not yet, or not by him, as a sentence."""

    anothers: bool = False
    """Whether another's name is written where he would sign: all that he may do is send it back."""

    since: str = ""
    """Local time of the step that brought it where it lies."""

    unread: bool = False
    """Whether what is stored cannot be read, so that nobody knows whose turn it is."""

    @property
    def to_fill(self) -> bool:
        return not (self.action or self.unread)


def find(desk: Desk, query: Query) -> Page:
    """One page of the records that match, and how many there are in all; by what a list shows, or by ARRIVED."""
    where = _where(desk, query)
    order = Order(query.order, query.offset, query.limit)
    rows, total = one_page(desk.store, ", ".join(COLUMNS), where, order, (*SORTABLE, ARRIVED))
    return Page(_as_typed(desk, gone.marked(desk, [_row(desk, row) for row in rows])), total)


def _as_typed(desk: Desk, rows: Sequence[Row]) -> tuple[Row, ...]:
    """What was typed and not saved, after a power cut too, is seen where it lies."""
    if not desk.person.login or not rows:
        return tuple(rows)
    marks = ", ".join("?" * len(rows))
    kept = dict(desk.store.sql(TYPED.format(marks), (desk.person.login, *(row.id for row in rows))))
    return tuple(_with_typing(desk, row, canonical.told(kept[row.id])) if row.id in kept else row for row in rows)


def _with_typing(desk: Desk, row: Row, typed: Values) -> Row:
    kind = next((kind for kind in desk.catalogue.kinds if kind.code == row.form), None)
    names = {item.key: item.name for item in reversed(kind.plain_fields)} if kind else {}
    customer, product = (str(typed.get(names.get(key, "")) or "") for key in ("customer", "product"))
    return replace(row, unsaved=True, customer=customer or row.customer, product=product or row.product)


def numbered(desk: Desk, text: str) -> int | None:
    """The record of that very number."""
    found = desk.store.sql("SELECT id FROM record WHERE number = ?", (number_of(text.strip()).upper(),))
    return int(found[0][0]) if found else None


def _where(desk: Desk, query: Query) -> Where:
    where = Where()
    draft = DRAFT_NAME.fullmatch(query.text.strip())
    if draft and draft[1]:
        where.add(THAT_DRAFT, int(draft[2]))
    elif draft:
        where.add(f"({THAT_DRAFT} OR search LIKE ?)", int(draft[2]), f"%{draft[2]}%")
    else:
        where.words("search", number_of(query.text))
    where.one_of("form", query.forms)
    where.one_of("state", query.states)
    where.one_of("created_by", (query.person,) if query.person else ())
    if query.begun:
        where.add(f"NOT {NOT_BEGUN}")
    if query.but:
        where.add(f"id NOT IN ({', '.join('?' * len(query.but))})", *query.but)
    if query.this_month:
        began = _month_began(desk)
        where.add("updated_at >= ?", began)
        if query.states == (APPROVED,):
            where.add(APPROVED_SINCE, APPROVED, began)
    return where


def _month_began(desk: Desk) -> str:
    """As a stamp of the store: the office's midnight lies in the month before in UTC."""
    began = desk.clock.wall().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Clock(began).stamp()


def _row(desk: Desk, row: tuple[Any, ...]) -> Row:
    """Bytes stand only where other hands have put them."""
    id_, number, form, rev, state, customer, product, lot, defect, severity, day, updated, by = (
        map(readable, row) if bytes in map(type, row) else row
    )
    title, label = _named(desk, f"{form}@{rev}", state)
    return Row(
        id_, number or "", form, title, state, label, customer or "", product or "",
        lot or "", defect or "", severity or "", day or "", desk.clock.local(updated), by,
    )  # fmt: skip


def _named(desk: Desk, edition: str, state: str) -> tuple[str, str]:
    """Title and state in Chinese; a sheet of a form this program does not have yet does not spoil the whole list."""
    if not desk.catalogue.knows(edition):
        return edition, state
    kind = desk.catalogue.edition(edition)
    return kind.title, kind.workflow.label(state)


def waiting(desk: Desk, limit: int = 200) -> tuple[Waiting, ...]:
    """Sheets on which a step forward is open to the person at the desk, or that he has to fill in before others can
    take one, the longest waiting first; those that another has to sign stand behind them."""
    principals = deputyships.principals(desk)
    found: list[Waiting] = []
    for form, states in _steps_for(desk, principals).items():
        for record in _standing(desk, form, states, limit):
            found += _if_read(desk, record, partial(_open_on, desk, record, principals))
    found += _to_fill(desk, principals, {item.row.id for item in found}, limit)
    known = {item.row.id for item in found if item.unread}
    late = [item for row in for_the_top.late(desk, limit) if row.id not in known
            for item in _if_read(desk, row, partial(_for_the_top, desk, row, principals))]  # fmt: skip
    inline = [*_stamped(desk, found), *_stamped(desk, late, REJUDGE)]
    inline.sort(key=lambda one: (one[1].anothers, one[0], one[1].row.id))
    return tuple(replace(item, since=desk.clock.local(stamp)) for stamp, item in inline[:limit])


def _stamped(desk: Desk, items: Sequence[Waiting], by: str = "") -> list[tuple[str, Waiting]]:
    """Each with the UTC stamp since which it waits; one case may wait for one person since two."""
    stamps = arrived.since(desk, {item.row.id for item in items}, by)
    return [(stamps[item.row.id], item) for item in items]


def _standing(desk: Desk, form: str, states: Collection[str], limit: int) -> list[Record]:
    """Those that wait the longest, in no order."""
    asked = STANDING.format(", ".join("?" * len(states)))
    return desk.store.found(Record, asked, form, *sorted(states), limit)


def _if_read(desk: Desk, record: Record, read: Callable[[], list[Waiting]]) -> list[Waiting]:
    """What other hands have broken, or a newer program has written, is told as such and hides nothing else."""
    try:
        return read()
    except (Damaged, NotFound) as error:
        return [Waiting(_envelope(desk, record), "", unreadable(error), untickable=error.sentence, unread=True)]


def unreadable(error: Damaged | NotFound) -> str:
    """What there is to do about a sheet that cannot be read."""
    return DAMAGED if isinstance(error, Damaged) else SHUT


def _to_fill(desk: Desk, principals: Principals, known: Collection[int], limit: int) -> list[Waiting]:
    found: list[Waiting] = []
    for form in dict.fromkeys(kind.code for kind in desk.catalogue.kinds):
        states = to_fill.states(desk, form, frozenset({*desk.person.roles, *principals.roles(form)}))
        for record in _standing(desk, form, states, limit) if states else ():
            if record.id not in known:
                found += _if_read(desk, record, partial(_turn_to_fill, desk, record, principals))
    return found


def _turn_to_fill(desk: Desk, record: Record, principals: Principals) -> list[Waiting]:
    turn = to_fill.awaited(desk, record, principals)
    return [Waiting(_envelope(desk, record), "", turn.label, turn.deputy_for, turn.why)] if turn else []


def _steps_for(desk: Desk, principals: Principals) -> dict[str, set[str]]:
    """Per form the states from which one of the person's roles leads on, or of those whom he stands for; drafts are on
    the maker's own list."""
    places: dict[str, set[str]] = {}
    for kind in desk.catalogue.kinds:
        roles = {*desk.person.roles, *principals.roles(kind.code)}
        for step in kind.workflow.steps:
            if step.role in roles and step.leads_on:
                places.setdefault(kind.code, set()).update(state for state in step.source if state != DRAFT)
    return {form: states for form, states in places.items() if states}


def _open_on(desk: Desk, record: Record, principals: Principals) -> list[Waiting]:
    view = records.view(desk, record)
    steps = [step for step in _own_steps(desk, view, principals) if not step.reason.startswith(withheld.OTHERS_TURN)]
    if not steps:
        return []
    step = next((step for step in steps if step.allowed), steps[0])
    anothers = not step.allowed and bool(withheld.not_named(view, step.step, desk.person))
    return [replace(_waiting(desk, record, step), anothers=anothers)]


def _waiting(desk: Desk, record: Record, step: OpenStep | Step) -> Waiting:
    plain, shut = (step.step, step.reason) if isinstance(step, OpenStep) else (step, "")
    untickable = batch.apart(record.form, plain) or shut
    return Waiting(_envelope(desk, record), step.action, step.label, getattr(step, "deputy_for", ""), untickable)


def _envelope(desk: Desk, record: Record) -> Row:
    return _row(desk, tuple(getattr(record, name) for name in COLUMNS))


def _for_the_top(desk: Desk, row: Record, principals: Principals) -> list[Waiting]:
    """As it stands in the case, where it says for whom a deputy would take it."""
    view, step = records.view(desk, row), for_the_top.step()
    if step.role in desk.person.roles:
        return [_waiting(desk, row, step)]
    found = ways_on.open_steps(desk, view, principals)
    return [_waiting(desk, row, next((one for one in found if one.action == step.action), step))]


def _own_steps(desk: Desk, view: RecordView, principals: Principals) -> list[OpenStep]:
    """Steps forward that belong to a role of the person or of those whom he stands for; of a case only those that are
    its own way."""
    if view.kind.code == CASE:
        return [way.step for way in ahead.ways(desk, view) if way.straight and way.is_mine]
    steps = ways_on.open_steps(desk, view, principals)
    roles = {*desk.person.roles, *principals.roles(view.kind.code)}
    return [step for step in steps if step.step.leads_on and step.role in roles]


def my_drafts(desk: Desk, limit: int = 100) -> tuple[Row, ...]:
    return find(desk, Query(states=(DRAFT,), person=desk.person.login, limit=limit, begun=True)).rows


def counts(desk: Desk, waits: Sequence[Waiting] | None = None) -> dict[str, int]:
    """Figures for the workbench: waiting (to be signed), drafts, in_flow, approved_this_month, void; `waits` where
    it is read."""
    by_state = dict(desk.store.rows(Record.select(Record.state, fn.COUNT(Record.id)).group_by(Record.state).tuples()))
    return {
        "waiting": sum(not (item.anothers or item.to_fill) for item in (waiting(desk) if waits is None else waits)),
        "drafts": find(desk, Query(states=(DRAFT,), person=desk.person.login, limit=1, begun=True)).total,
        "in_flow": sum(count for state, count in by_state.items() if state not in SETTLED),
        "approved_this_month": find(desk, Query(states=(APPROVED,), this_month=True, limit=1)).total,
        "void": int(by_state.get(VOID, 0)),
    }
