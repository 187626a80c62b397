"""催签: how many copies stand where, who has had one for how long, and the names and places used before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import masters, office
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.papers import copy_list, ink_boxes
from qcdesk.services.papers.copy_list import ACTS, MOVED, PRINTED, STATES, CopyView
from qcdesk.services.papers.stale import DAMAGED
from qcdesk.services.sheets import records

KEY = "chase"
LATE_DAYS, MOST_DAYS = 3, 365
FEW, LATELY = 12, 4

COUNTED = f"SELECT copy_move.act, COUNT(*) FROM copy {MOVED} GROUP BY copy_move.act"


@dataclass(frozen=True)
class Chased:
    """Who has which copies, and since how many days the oldest that is still to be signed; where none is, the oldest
    of all. Only what is to be signed can be `late`."""

    who: str
    copies: tuple[CopyView, ...]
    days: int
    late: bool

    @property
    def recalled(self) -> int:
        """How many of them nobody need sign any more: they are to be fetched."""
        return sum(bool(copy.why_done) and copy.stale.kind != DAMAGED for copy in self.copies)

    @property
    def blank(self) -> int:
        """How many of them nobody is to sign yet."""
        return sum(copy.unused for copy in self.copies)

    @property
    def said(self) -> str:
        """2 份，最久 5 天，该催了，其中 1 份请收回."""
        late = "，该催了" if self.late else ""
        told = self._of_some(self.recalled, "请收回") + self._of_some(self.blank, "空白单，不催签")
        return f"{len(self.copies)} 份，最久 {self.days} 天{late}{told}"

    def _of_some(self, count: int, said: str) -> str:
        if count in (0, len(self.copies)):
            return f"，{said}" if count else ""
        return f"，其中 {count} 份{said}"


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
        to_sign = [copy for copy in copies if copy.waited_for]
        days = max(copy_list.days_out(desk, copy) for copy in to_sign or copies)
        found.append(Chased(who, tuple(copies), days, bool(to_sign) and days > limit))
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


def propose_holder(desk: Desk, text: str, record: int | None = None) -> list[Proposal]:
    """Who may sign the record next, whoever had a copy lately (a workshop too), then the office's people."""
    found = [Proposal(name, "轮到他签") for name in _next(desk, record) if _has(name, text.lower().split())]
    found += [Proposal(name, "刚交给过") for name in _used(desk, "holder", text)[:LATELY]]
    found += masters.propose(desk, "person", text, FEW)
    once: dict[str, Proposal] = {}
    for one in found:
        once.setdefault(one.text, one)
    return list(once.values())[:FEW]


def _next(desk: Desk, record: int | None) -> list[str]:
    """Who may sign a box of the step that can be taken now."""
    if record is None:
        return []
    view = records.get(desk, record)
    ways = [found for name, _ in view.kind.named_slots(view.values) if (found := ink_boxes.way(view, name))]
    due = [found for found in ways if found.now and found.step and not view.signature(found.slot)]
    signers = ink_boxes.Signers(desk, view)
    return list(dict.fromkeys(one.name for found in due for one in signers.of(found)))[:LATELY]


def propose_place(desk: Desk, text: str) -> list[Proposal]:
    """Boxes used before, the latest first."""
    return [Proposal(place, "用过") for place in _used(desk, "place", text)][:FEW]


def _used(desk: Desk, column: str, text: str) -> list[str]:
    asked = f"SELECT {column} FROM copy_move WHERE {column} <> '' GROUP BY {column} ORDER BY MAX(id) DESC LIMIT 200"
    return [name for (name,) in desk.store.sql(asked) if _has(name, text.lower().split())]


def _has(name: str, words: Iterable[str]) -> bool:
    return all(word in name.lower() for word in words)
