"""Until when each case and sheet is kept, by the office's own 保存年限, and what is due for disposal, by figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.basics import office
from qcdesk.services.keeping import standing, terms, units
from qcdesk.services.keeping.gone import MINUTES
from qcdesk.services.keeping.standing import Act, Standing
from qcdesk.services.keeping.terms import Term
from qcdesk.services.keeping.units import Unit
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records
from qcdesk.workflow import VOID

NEVER = "9999-12-31"
DUE, HELD, KEPT, DISPOSED = "due", "held", "kept", "disposed"

STATES: Mapping[str, str] = {DUE: "到期", HELD: "保全中", KEPT: "保存中", DISPOSED: "已处置"}


@dataclass(frozen=True)
class Keeping:
    """One unit: `until` is the last day of its keeping, empty while it has not ended or where that never comes; `why`
    says by which figures. `held` and `proposal` are what was decided."""

    id: int
    number: str
    title: str
    customer: str
    product: str
    sheets: int
    ended: str
    until: str
    state: str
    why: str
    held: tuple[Act, ...] = ()
    proposal: Act | None = None
    disposal: Act | None = None
    members: tuple[int, ...] = ()

    @property
    def state_label(self) -> str:
        proposed = "，待核准处置" if self.proposal and self.state == DUE else ""
        return STATES[self.state] + proposed

    @property
    def proposed(self) -> str:
        """By whom, when and why, nothing where no proposal waits: 王样六 2027-01-04 09:00 提出，碎纸."""
        act = self.proposal
        return f"{act.name} {act.at[:MINUTES]} 提出，{act.reason}" if act else ""

    @property
    def lapsing(self) -> str:
        """What a hold ends, nothing where no proposal waits."""
        return standing.LAPSES.format(self.proposal.name, self.proposal.at[:10]) if self.proposal else ""

    @property
    def named(self) -> str:
        return f"《{self.title}》{self.number or self.id}"


def listed(desk: Desk) -> tuple[Keeping, ...]:
    """Everything that is kept or was disposed of: what waits for the second signature, then the longest due, first."""
    with desk.store.snapshot():
        found = _all(desk)
    order = (DUE, HELD, KEPT, DISPOSED)

    def place(one: Keeping) -> tuple[int, bool, str, int]:
        return order.index(one.state), one.proposal is None, one.until or NEVER, one.id

    return tuple(sorted(found.values(), key=place))


def of(desk: Desk, which: int | str) -> Keeping:
    """The unit that a record belongs to; raises NotFound, also for a draft that stands alone."""
    row = records.row_of(desk, which)
    found = _all(desk)
    root = row.case if row.case in found else row.id
    if root not in found and row.state == VOID:
        raise NotFound(f"草稿 {row.id} 作废时还没有编号，不列入保存与处置：内容、照片和经过一直留着")
    if root not in found:
        raise NotFound(f"{row.number or f'草稿 {row.id}'}还没有编号，没有要保存的内容")
    return found[root]


def _all(desk: Desk) -> dict[int, Keeping]:
    whole, acts, classes = units.all_of(desk), standing.of(desk), _Classes(desk)
    alone = {root: _kept(desk, unit, acts, classes) for root, unit in whole.items()}
    pieces = {sample.id: sample.number for sample in custody.listed(desk) if sample.there or sample.lent}
    return {
        root: _with_samples(_with_ties(one, whole, alone), whole[root], pieces) if one.state == DUE else one
        for root, one in alone.items()
    }  # fmt: skip


class _Classes:
    """The 保存年限 of each form, read once."""

    def __init__(self, desk: Desk) -> None:
        self._office = office.view(desk)
        self._read: dict[str, Term] = {}

    def of(self, form: str) -> Term:
        if form not in self._read:
            self._read[form] = terms.read(self._office.document(form).retention)
        return self._read[form]


def _proposed(acts: Standing, ids: tuple[int, ...]) -> Act | None:
    """A hold on any record of the unit ends what was proposed before: the reason for it must be weighed anew."""
    found = acts.proposals.get(ids[0])
    held = max((acts.last_held.get(id_, 0) for id_ in ids), default=0)
    return found if found is not None and found.id > held else None


def _kept(desk: Desk, unit: Unit, acts: Standing, classes: _Classes) -> Keeping:
    root = unit.root
    ids = tuple(entry.id for entry in unit.records)
    held = tuple(acts.holds[id_] for id_ in ids if id_ in acts.holds)
    ended = desk.clock.local(unit.ended)[:10] if unit.ended else ""
    until, why = _until(unit, ended, classes)
    one = Keeping(
        root.id, root.number, root.title, root.customer, root.product, len(unit.members), ended, until, KEPT, why, held,
        _proposed(acts, ids), acts.disposed.get(root.id), ids[1:],
    )  # fmt: skip
    if one.disposal is not None:
        return replace(one, state=DISPOSED, why=_disposed(one.disposal))
    if held:
        return replace(one, state=HELD, why="；".join(f"保全：{act.told}" for act in held))
    due = bool(until) and until < desk.clock.today().isoformat()
    return replace(one, state=DUE) if due else one


def _disposed(act: Act) -> str:
    """By both who signed for it: 王样六提出，何例八 2027-01-04 核准：保存期满，碎纸."""
    proposer = str(act.said.get("proposer") or "")
    said = f"{proposer}提出，{act.name} {act.at[:10]} 核准" if proposer else f"{act.name} {act.at[:10]} 核准"
    return f"{said}：{act.reason}" if act.reason else said


def _until(unit: Unit, ended: str, classes: _Classes) -> tuple[str, str]:
    if not ended:
        return "", f"还没有结束（{unit.root.state_label}）"
    held = [(entry, classes.of(entry.form)) for entry in _with_class(unit, classes)]
    unread = next(((entry, term) for entry, term in held if term.months is None), None)
    if unread is not None:
        entry, term = unread
        return "", f"《{entry.title}》{term.why}"
    open_yet = next((one for one in held if not one[1].months and not one[0].over), None)
    if open_yet is not None:
        entry, term = open_yet
        return "", f"《{entry.title}》{term.text}，现在是“{entry.state_label}”"
    if not held:
        return "", f"案件里没有写明保存年限的单子，{terms.WHERE}"
    entry, term = max(held, key=lambda one: one[1].months or 0)
    until = terms.until(date.fromisoformat(ended), term.months or 0).isoformat()
    longest = "其中最长的是" if unit.members else ""
    word = "作废" if unit.root.state == VOID else "结束"
    return until, f"{ended} {word}，从 {ended[:4]} 年底起算，{longest}《{entry.title}》{term.text}，保存到 {until}"


def _with_class(unit: Unit, classes: _Classes) -> list[units.Entry]:
    """A case has a foot of its own only where the office wrote one: else it is kept as its sheets are."""
    if unit.members and not classes.of(unit.root.form).text:
        return list(unit.members)
    return list(unit.records)


def _with_ties(one: Keeping, whole: Mapping[int, Unit], alone: Mapping[int, Keeping]) -> Keeping:
    """Kept as long as any other unit that needs it, however they hang together."""
    seen, left = {one.id}, list(whole[one.id].tied)
    while left:
        other = alone.get(left.pop())
        if other is None or other.id in seen:
            continue
        if other.state not in (DUE, DISPOSED):
            return replace(one, state=KEPT, why=f"{one.why}；但 {other.number} 还要用它（合并或共用 8D），随它一起保存")
        seen.add(other.id)
        left += whole[other.id].tied
    return one


def _with_samples(one: Keeping, unit: Unit, pieces: Mapping[int, str]) -> Keeping:
    left = [pieces[entry.id] for entry in unit.records if entry.id in pieces]
    if not left:
        return one
    return replace(one, state=KEPT, why=f"{one.why}；但封存样品 {'、'.join(left)} 还在，先处理样品")
