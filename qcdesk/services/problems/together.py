"""One step in several cases of one problem, in one go (E3.4): each by its own gates, signature and transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qcdesk.canonical import Values
from qcdesk.cases import same_goods, states
from qcdesk.cases.kind import CASE
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework, judging
from qcdesk.services.problems import mates
from qcdesk.services.sheets import approval, locks, records, ways_on
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT, VOID

RULE = "公司产品投诉管理制度：集中处理、批量解决"
EACH_BY_ITSELF = (
    "receive", "merge", "unmerge", "void", "promote", "disagree", "appeal", "uphold", "decline", "rejudge",
)  # fmt: skip
"""Steps that rest on what one customer said, or on one registration: each case for itself."""


OF_ONE_CUSTOMER = ("handling",)
"""Who was sent what, and who went there."""


@dataclass(frozen=True)
class Mate:
    """A case that stands where the lead does; `shut` says why the step cannot be taken in it now, or nothing; `fills`
    are the cells that would be filled from the lead, in words."""

    case: RecordView
    shut: str
    fills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one case; `refused` is the sentence where it stays as it was."""

    number: str
    refused: str = ""
    state: str = ""
    state_label: str = ""
    change: Change | None = None

    @property
    def told(self) -> str:
        return f"{self.number} 没有走：{self.refused}" if self.refused else f"{self.number} {self.state_label}"


def mates_at(desk: Desk, lead: RecordView, action: str) -> tuple[Mate, ...]:
    """The other open cases of its problem in which the same step would be taken now, before the lead takes it.

    `lead` may carry values that are not saved yet: what is empty in the others is filled from them.
    """
    if not _is_common(lead, action):
        return ()
    beside = [mate.case for mate in mates.of(desk, lead) if mate.case.state == lead.state]
    beside.sort(key=lambda case: str(case.number))
    return tuple(_mate(desk, lead, case, action) for case in beside)


def _mate(desk: Desk, lead: RecordView, case: RecordView, action: str) -> Mate:
    fills = tuple(case.kind.field(name).label.rstrip("：") for name in filling(lead, case, action))
    return Mate(case, why_not(desk, lead, case, action), fills)


def _is_common(lead: RecordView, action: str) -> bool:
    shut = action in EACH_BY_ITSELF or lead.state in (DRAFT, VOID, *states.ENDS)
    return lead.kind.code == CASE and lead.number is not None and not shut


def why_not(desk: Desk, lead: RecordView, case: RecordView, action: str) -> str:
    """What closes the step in this case, with the words of the lead in its empty cells; empty where it is open."""
    filled = filling(lead, case, action)
    values = case.kind.parse({}, base={**case.values, **filled})
    closed = locks.reasons(desk, records.row_of(desk, case.id), case.kind, filled, values)
    if closed:
        name, sentence = next(iter(closed.items()))
        return f"“{case.kind.field(name).label.rstrip('：')}”不能填：{sentence}"
    if records.working(desk, case.id) is not None:
        return "您在这一件里有还没保存的内容，请先打开它保存"
    try:
        judging.refuse_in_vain(desk, case, action)
    except Refused as refused:
        return refused.sentence
    steps = ways_on.open_steps(desk, replace(case, values=values))
    found = next((step for step in steps if step.action == action), None)
    return found.reason if found is not None else f"现在是“{case.state_label}”，没有这一步"


def filling(lead: RecordView, case: RecordView, action: str) -> Values:
    """What the blocks that the step completes would take from the lead: empty cells alone, and nothing that tells what
    was done for another customer."""
    steps = [step for step in lead.kind.workflow.from_state(case.state) if step.action == action]
    own = OF_ONE_CUSTOMER if same_goods.of_customer(case.values, lead.values) else ()
    blocks = tuple(dict.fromkeys(block for step in steps for block in step.completes if block not in own))
    return mates.missing(case.values, mates.words(lead, blocks))


def take(desk: Desk, which: int | str, action: str, others: Sequence[int | str], proof: Proof | None, *,
         reason: str = "", version: int | None = None,
         raw: Mapping[str, object] | None = None) -> tuple[Change, tuple[Outcome, ...]]:  # fmt: skip
    """The step in one case, with `raw` laid over it first, then in each of the others, all by one proof.

    Raises what the step of the first is refused with: then nothing has happened anywhere. Another that is refused
    stays as it was, and its outcome says why.
    """
    with desk.store.write():  # a step that is refused leaves its values behind as little as its signature
        before = casework.get(desk, which)
        chosen = _chosen(desk, before, action, others)
        seen = before.version if version is None else version
        if raw:
            records.save(desk, before.id, seen, raw)
            seen = records.get(desk, before.id).version
        change = approval.take(desk, before.id, action, proof, reason=reason, version=seen)
        lead = replace(records.get(desk, before.id), state=before.state)
    return change, tuple(_follow(desk, lead, other, (action, reason), proof) for other in chosen)


def _chosen(desk: Desk, lead: RecordView, action: str, others: Sequence[int | str]) -> tuple[RecordView, ...]:
    """Each once; raises Refused for a case that is none of the lead's problem, NotFound for what is no case."""
    found = [casework.get(desk, other) for other in others]
    if found and not _is_common(lead, action):
        steps = lead.kind.workflow.named(action)
        raise Refused(f"“{steps[0].label if steps else action}”要一件一件办，不能几件一起（{RULE}）")
    known = {mate.case.id for mate in mates.of(desk, lead)} if found else set()
    strange = [str(case.number or case.id) for case in found if case.id not in known]
    if strange:
        raise Refused(f"{'、'.join(strange)} 没有和 {lead.number} 按同一问题相连，不能一起办；请先相连（{RULE}）")
    return tuple({case.id: case for case in found}.values())


def _follow(desk: Desk, lead: RecordView, case: RecordView, asked: tuple[str, str], proof: Proof | None) -> Outcome:
    """All of it or nothing, in a transaction of its own."""
    try:
        with desk.store.write():
            change = _go(desk, lead, casework.get(desk, case.id), asked, proof)
            now = records.get(desk, case.id)
    except DeskError as error:
        return Outcome(str(case.number), error.sentence)
    return Outcome(str(case.number), "", now.state, now.state_label, change)


def _go(desk: Desk, lead: RecordView, case: RecordView, asked: tuple[str, str], proof: Proof | None) -> Change:
    action, reason = asked
    if case.state != lead.state:
        raise Refused(f"{case.number} 现在是“{case.state_label}”，和 {lead.number} 不在同一步")
    shut = why_not(desk, lead, case, action)
    if shut:
        raise Refused(shut)
    filled = filling(lead, case, action)
    if filled:
        records.save(desk, case.id, case.version, filled)
    return approval.take(desk, case.id, action, proof, reason=reason, beside=str(lead.number))
