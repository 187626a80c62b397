"""The signature boxes of a copy: what its scan shows in each, and by which step and whom it may be taken as signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import department_in, of_department, plain_name
from qcdesk.services.basics import deputyships, people
from qcdesk.services.basics.deputyships import Principals
from qcdesk.services.keeping import gone
from qcdesk.services.papers import copy_list, left_since, scan_list
from qcdesk.services.papers.copy_list import LOST, SPOILED, CopyView
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.papers.stale import DAMAGED, RETURNED, VOIDED
from qcdesk.services.papers.told_boxes import on_page
from qcdesk.services.papers.ways import Way, way_of
from qcdesk.services.sheets import answering, records
from qcdesk.services.sheets.acting import Acting
from qcdesk.views import PersonView, RecordView, SignatureView
from qcdesk.workflow import ANYONE

SIGNED, EMPTY, UNCLEAR, UNJUDGED = "signed", "empty", "unclear", "unjudged"

NOT_NOW = "这一份不是单子现在的内容"
SHUT = {LOST: "这一份报了遗失，找回以后才能确认", SPOILED: "这一份已作废，不能确认"}
"""Of every box on a paper in that state."""
NO_WAY = "这个签名格不在流程里，不能确认"
NOT_ON_PAPER = "归入的是打印出来的 PDF 本身，没有在纸上签过，不能确认"


@dataclass(frozen=True)
class InkBox:
    """One box on the paper. `verdict` is what the scan saw (empty without a scan); `signature` what stands in it on
    screen; `candidates` may have signed it, the likeliest first; `why` says why it cannot be confirmed now."""

    page: int
    slot: str
    label: str
    role_label: str
    scan: int | None
    verdict: str
    share: int
    signature: SignatureView | None
    step_label: str
    candidates: tuple[PersonView, ...]
    why: str

    @property
    def inked(self) -> bool:
        """Whether ink was seen in it and nobody has confirmed it yet."""
        return self.verdict == SIGNED and self.signature is None

    @property
    def open(self) -> bool:
        """Whether nobody has signed it and somebody still may, now or later."""
        return self.signature is None and self.why != NO_WAY

    @property
    def proposed(self) -> bool:
        """Whether it is to be ticked now, by whoever is at the desk."""
        return self.inked and not self.why

    @property
    def expected(self) -> PersonView | None:
        """Who must have signed it, where only one may."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True)
class Proposal:
    """A copy with its boxes in the order of pages and sheet; `why_not` says why nothing of it may be confirmed."""

    copy: CopyView
    record: RecordView
    boxes: tuple[InkBox, ...]
    missing: tuple[int, ...]
    why_not: str


def proposed(desk: Desk, copy: int) -> Proposal:
    """What the paper shows and what may be confirmed of it; raises NotFound."""
    with desk.store.snapshot():
        view = copy_list.get(desk, copy)
        record = records.get(desk, view.record)
        refusal = gone.NO_MORE.format(view.number) if record.disposed else why_not(view)
        boxes = tuple(_boxes(desk, record, view, refusal))
        return Proposal(view, record, boxes, scan_list.missing(desk, view), refusal)


def why_not(copy: CopyView) -> str:
    """Why no signature on this paper can be taken for the record as it is now."""
    if copy.state == SPOILED:
        return f"{copy.named}已作废，上面的签名不算"
    if copy.state == LOST:
        return f"{copy.named}已报遗失，上面的签名不能认；纸找到了，先在“纸上送签”里点“找回”，再来确认"
    if copy.stale.kind == VOIDED:
        return f"{copy.number} 已经作废，不能再认签名"
    if copy.stale.kind == DAMAGED:
        return f"{copy.named}{copy.why_stale}，{copy.stale.signing}"
    if copy.stale.kind == RETURNED:
        return f"{copy.named}{copy.why_stale}：这张纸签的是退回以前的，{copy.stale.signing}"
    if copy.why_stale:
        return f"{copy.named}{copy.why_stale}：纸上的签名签的不是现在的内容，{copy.stale.signing}"
    return ""


def refuse_unfit(copy: CopyView) -> None:
    """Raises Refused where no signature on this paper can be taken."""
    refusal = why_not(copy)
    if refusal:
        raise Refused(refusal)


def boxes_of(copy: CopyView) -> Iterator[tuple[int, dict[str, object]]]:
    """Each box that was printed, with its page, as one reads them."""
    for page, told in enumerate(copy.page_boxes, start=1):
        for box in sorted(on_page(told), key=lambda one: (one["y"], one["x"])) if page in copy.printed else []:
            yield page, box


def labels(copy: CopyView, record: RecordView) -> dict[str, str]:
    """Each box as the paper calls it, and of which part of the sheet it is where several are called alike."""
    plain = {str(box["slot"]): str(box.get("label") or box["slot"]) for _, box in boxes_of(copy)}
    alike = list(plain.values())
    return {slot: f"{label}（{_part(record, slot)}）" if alike.count(label) > 1 else label
            for slot, label in plain.items()}  # fmt: skip


def _part(record: RecordView, slot: str) -> str:
    """By the titles of the blocks that it attests: 原因分析 · 采购部."""
    found = next((one for one in record.kind.slots if one.name == plain_name(slot)), None)
    titles = [block.title for block in record.kind.blocks if found and block.name in found.covers]
    return " · ".join(filter(None, ("、".join(titles) or "整张单", department_in(slot))))


def _boxes(desk: Desk, record: RecordView, copy: CopyView, refusal: str) -> Iterator[InkBox]:
    scans, called, signers = scan_list.by_page(desk, copy.id), labels(copy, record), Signers(desk, record, copy)
    shut = SHUT.get(copy.state, NOT_NOW) if refusal else ""
    for page, box in boxes_of(copy):
        slot = str(box["slot"])
        yield _box(signers, copy, (page, slot, called[slot]), scans.get(page), shut)


def _box(signers: Signers, copy: CopyView, place: tuple[int, str, str], scan: ScanView | None, shut: str) -> InkBox:
    record, (page, slot, label) = signers.record, place
    verdict, share = seen_in(scan, slot)
    signature, found = record.signature(slot), way(record, slot)
    step = found.step.label if found and found.step else ""
    able = signers.of(found) if found and signature is None else ()
    why = shut or (_not_now(signers.desk, record, copy, found, scan, able) if signature is None else "")
    role = signers.roles.get(found.role, found.role) if found else ""
    return InkBox(
        page, slot, label, role, scan.id if scan else None, verdict, share, signature, step, able, why,
    )  # fmt: skip


def seen_in(scan: ScanView | None, slot: str) -> tuple[str, int]:
    """The verdict and the share of ink in a box, none without its paper; where its page was not judged it says so."""
    if scan is None or not scan.is_paper:
        return "", 0
    for box in scan.boxes:
        if box.get("slot") == slot:
            share = box.get("share")
            return str(box.get("verdict") or UNCLEAR), share if isinstance(share, int) else 0
    return UNJUDGED, 0


def _not_now(desk: Desk, record: RecordView, copy: CopyView, found: Way | None, scan: ScanView | None,
             able: Sequence[PersonView]) -> str:  # fmt: skip
    if found is None:
        return NO_WAY
    if scan is None:
        return "这一页的扫描还没有来"
    if not scan.is_paper:
        return NOT_ON_PAPER
    if not found.now and found.step is None:
        return f"单子现在是“{record.state_label}”，还不能确认"
    if not found.now and found.slot in out_of_turn(record, [str(box["slot"]) for _, box in boxes_of(copy)]):
        return f"单子现在是“{record.state_label}”，前面还有不在这张纸上签的步骤，做完了再来确认"
    may_have_signed = any(person.login == desk.person.login for person in able)
    return "" if may_have_signed else own_witness(desk, record, found)


def own_witness(desk: Desk, record: RecordView, found: Way) -> str:
    """Who may not sign a box may not be the one who says that somebody else did: no PIN carries a sheet all the way."""
    own = barred(record, found, {desk.person.login}) if desk.person.login else ""
    return f"您签过这张单（{own}），这一格不能由您见签，请由别人看着纸来确认" if own else ""


def way(record: RecordView, slot: str) -> Way | None:
    """None for a box that nothing can sign."""
    return way_of(record.kind, record.state, slot)


def out_of_turn(record: RecordView, slots: Collection[str]) -> tuple[str, ...]:
    """Those that could not be taken as signed although all of `slots` were, whichever way the sheet then went."""
    left = [slot for slot in slots if record.signature(slot) is None]
    states = [record.state]
    for state in states:
        now = [found for slot in left if (found := way_of(record.kind, state, slot)) and found.now]
        states += dict.fromkeys(found.step.target for found in now if found.step and found.step.target not in states)
    ways = [way_of(record.kind, state, slot) for state in states for slot in left]
    due = {found.slot for found in ways if found and found.now}
    return tuple(slot for slot in left if slot not in due)


class Signers:
    """Who may sign the boxes of a sheet, or may have signed them on a copy; people, deputies and roles are asked for
    once, however many boxes there are."""

    def __init__(self, desk: Desk, record: RecordView, copy: CopyView | None = None) -> None:
        self.desk, self.record, self._copy = desk, record, copy

    @cached_property
    def roles(self) -> dict[str, str]:
        """What they are called."""
        return {role.code: str(role.label) for role in people.all_roles(self.desk)}

    @cached_property
    def _everybody(self) -> list[PersonView]:
        """In office, or left since this copy was printed."""
        found = people.listed(self.desk)
        left = left_since.leavers(self.desk, self._copy, found) if self._copy else []
        return [*(person for person in found if person.active), *left]

    @cached_property
    def _principals(self) -> dict[str, Principals]:
        return deputyships.of_everybody(self.desk)

    def of(self, found: Way) -> tuple[PersonView, ...]:
        """Who has the role of a box or stands in for one who has it, and signed nothing that shuts him out."""
        return tuple(person for person in self._everybody if self._may_be(found, person))

    def _may_be(self, found: Way, person: PersonView) -> bool:
        if barred(self.record, found, {person.login}):
            return False
        principals = self._principals.get(person.login, Principals(()))
        return may_be(self.desk, self.record, found, person, principals)


def may_be(
    desk: Desk, record: RecordView, found: Way, person: PersonView, principals: Principals | None = None
) -> bool:
    department = department_in(found.slot)
    if found.role == ANYONE:
        return True
    if found.role in person.roles:
        return not answering.elsewhere(person, found.role, record.values, department)
    return Acting(desk.seating(person), record.kind.code, principals).may_be(found.role)


def barred(record: RecordView, found: Way, logins: Collection[str]) -> str:
    """What one of them has signed that must be another's: 编制：张样三."""
    for name in found.apart:
        signature = record.signature(of_department(name, department_in(found.slot))) or record.signature(name)
        if signature and {signature.person, signature.deputy_for} & set(logins):
            return f"{signature.label}：{signature.signer}"
    return ""
