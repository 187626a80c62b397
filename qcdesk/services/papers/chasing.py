"""催签: how many copies stand where, who has had one for how long, and the names and places used before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import masters, office
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.papers import copy_list
from qcdesk.services.papers.copy_list import ACTS, PRINTED, STATES, CopyView

KEY = "chase"
LATE_DAYS, MOST_DAYS = 3, 365
FEW, LATELY = 12, 4

COUNTED = """SELECT copy_move.act, COUNT(*) FROM copy
LEFT JOIN copy_move ON copy_move.id = (SELECT MAX(id) FROM copy_move WHERE copy_id = copy.id) GROUP BY copy_move.act"""


@dataclass(frozen=True)
class Chased:
    """Who has how many copies to sign, and since how many days the oldest."""

    who: str
    copies: tuple[CopyView, ...]
    days: int
    late: bool


def counts(desk: Desk) -> Mapping[str, int]:
    """Copies by state."""
    found = dict.fromkeys(STATES, 0)
    targets = {act.name: act.target for act in ACTS}
    for act, count in desk.store.sql(COUNTED):
        found[targets.get(act, PRINTED)] += int(count)
    return found


def people(desk: Desk) -> tuple[Chased, ...]:
    """Whoever has a copy out for signature, the longest first."""
    limit = late_days(desk)
    found = []
    for who, copies in copy_list.chased(desk).items():
        days = max(copy_list.days_out(desk, copy) for copy in copies)
        found.append(Chased(who, tuple(copies), days, days > limit))
    return tuple(sorted(found, key=lambda one: -one.days))


def late_days(desk: Desk) -> int:
    """A copy that is out longer than so many days is late."""
    kept = office.setting(desk, KEY).get("days")
    return kept if isinstance(kept, int) and 0 < kept <= MOST_DAYS else LATE_DAYS


def change_late_days(desk: Desk, days: int) -> Change:
    """By an administrator; raises Refused."""
    if not 0 < days <= MOST_DAYS:
        raise Refused(f"催签的天数填 1 到 {MOST_DAYS}")
    return office.change_setting(desk, KEY, {"days": days})


def propose_holder(desk: Desk, text: str) -> list[Proposal]:
    """Whoever had a copy lately (a customer, a workshop too), then the office's people."""
    lately = _used(desk, "holder", text)[:LATELY]
    known = masters.propose(desk, "person", text, FEW)
    return [*(Proposal(name, "刚交给过") for name in lately), *(one for one in known if one.text not in lately)][:FEW]


def propose_place(desk: Desk, text: str) -> list[Proposal]:
    """Boxes used before, the latest first."""
    return [Proposal(place, "用过") for place in _used(desk, "place", text)][:FEW]


def _used(desk: Desk, column: str, text: str) -> list[str]:
    asked = f"SELECT {column} FROM copy_move WHERE {column} <> '' GROUP BY {column} ORDER BY MAX(id) DESC LIMIT 200"
    return [name for (name,) in desk.store.sql(asked) if _has(name, text.lower().split())]


def _has(name: str, words: Iterable[str]) -> bool:
    return all(word in name.lower() for word in words)
