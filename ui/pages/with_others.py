"""等别人: what this person has handed in and others have yet to deal with, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.cases.kind import CASE
from qcdesk.cases.states import ENDS
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.basics import people
from qcdesk.services.cases import ahead
from qcdesk.services.sheets import arrived, records, search, to_fill
from qcdesk.services.sheets.arrived import ARRIVED
from qcdesk.services.sheets.search import Query, Row, Waiting
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, DRAFT, VOID
from ui.pages.columns import Column, titled
from ui.pages.section import SHOWN
from ui.style.tokens import tone_of

SETTLED = frozenset({DRAFT, APPROVED, VOID, *ENDS})
MOST = SHOWN
TITLE = "我交出去、等别人的"


@dataclass(frozen=True)
class Handed:
    """A record that this person made, and the role at whose desk it lies."""

    row: Row
    whom: str
    since: str
    """Local time of the step that brought it there."""


@dataclass(frozen=True)
class Found:
    """The first of them, and how many more there are."""

    rows: tuple[Handed, ...] = ()
    more: int = 0

    @property
    def title(self) -> str:
        return f"{TITLE}（最久的 {len(self.rows)} 张，另外 {self.more} 张请到“记录”里看）" if self.more else TITLE


def read(desk: Desk, mine: tuple[Waiting, ...]) -> Found:
    """The longest waiting first; what waits for the person himself is left out."""
    steps = [step for kind in desk.catalogue.kinds for step in kind.workflow.steps]
    going = tuple(sorted({state for step in steps for state in step.source} - SETTLED))
    kept = tuple({item.row.id for item in mine})
    page = search.find(desk, Query(states=going, person=desk.person.login, order=ARRIVED, limit=MOST, but=kept))
    stamps = arrived.since(desk, [row.id for row in page.rows])
    told = [(row, _whom(desk, row), desk.clock.local(stamps[row.id])) for row in page.rows]
    return Found(tuple(Handed(*one) for one in told if one[1]), page.total - len(page.rows))


def _whom(desk: Desk, row: Row) -> str:
    """Roles that can take it further, as the office calls them; of what cannot be read, what there is to do."""
    try:
        view = records.get(desk, row.id)
    except (Damaged, NotFound) as error:
        return search.unreadable(error)
    if row.form == CASE:
        found = [way.whose for way in ahead.ways(desk, view) if way.straight]
    else:
        found = [people.role_label(desk, role) for role in _roles(desk, view)]
    return "、".join(list(dict.fromkeys(filter(None, found)))[:2])


def _roles(desk: Desk, view: RecordView) -> list[str]:
    """Of a sheet: who takes a step that is filled in, else who has to fill in."""
    waited = to_fill.turns(desk, view)
    return [role for step, first in waited for roles in (first.keys() or {(step.role,)}) for role in roles]


COLUMNS = (
    Column("编号", 118, lambda item: titled(item.row)),
    Column("表单", 168, lambda item: item.row.title),
    Column("客户", 150, lambda item: item.row.customer, grow=2, spare=1),
    Column("等谁", 160, lambda item: item.whom, grow=1),
    Column("现在", 136, lambda item: item.row.state_label, tone=lambda item: tone_of(item.row.state), spare=2),
    Column("从什么时候", 134, lambda item: item.since),
)
