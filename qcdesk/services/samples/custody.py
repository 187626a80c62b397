"""Sealed samples: where every piece is, who has it, what may not be done with the last one (E0.3, notes 1 and 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.cases import same_goods
from qcdesk.cases.facts import LabelFact
from qcdesk.cases.kind import CASE
from qcdesk.cases.states import MERGED
from qcdesk.change import Change, touched
from qcdesk.checks.samples import stands_in_the_cabinet
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.fields import Count, Day, Person, Text, Unfit
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import places
from qcdesk.services.samples.acts import ACTS, Act, act_named
from qcdesk.services.samples.sealed import (
    DAMAGED,
    LABEL,
    UNSIGNED,
    Moved,
    Sample,
    get,
    life,
    listed,
    lives,
    of_case,
    signed_label,
)  # fmt: skip
from qcdesk.services.sheets import records
from qcdesk.services.trail import events
from qcdesk.store.models import Custody
from qcdesk.views import PersonView, RecordView

BETWEEN_NAMES = re.compile(r"[、，,；;/\s]+")

__all__ = [
    "ACTS", "FIELDS", "LABEL", "WITNESSES", "Act", "Moved", "Sample", "act_named", "as_label", "get", "last_piece",
    "life", "listed", "lives", "move", "of_case", "refuse_early", "stranger", "told",
]  # fmt: skip

KEEPERS = ("qc", "iqc", "qcmgr", "eng", "engmgr", "pemgr")
"""Who hands samples out, takes them back and takes them apart."""

WITNESSES = ("engmgr", "qcmgr", "pemgr")
"""工程部经理、品质部经理、生产工程部经理: one of them is there when a sample is dismantled."""

LAST_PIECE = "品管样品柜至少要保留 1 PCS，这是最后一个，不能{act}{remedy}（Q4-QC-029 注1）"
TOO_MANY = "品管样品柜至少要保留 1 PCS，柜内有 {there} 个，最多{act} {most} 个（Q4-QC-029 注1）"


def told(row: Mapping[str, Json]) -> str:
    """One act in a sentence, from what its event says."""
    act = next((one for one in ACTS if one.name == row.get("act")), Act("", str(row.get("act"))))
    who = f"{'，由' if act.comes_back else '，交'}{row['holder']}" if row.get("holder") else ""
    parts = (("，放在", "place"), ("，在场 ", "witness"), ("，应还 ", "due"), ("，", "reason"))
    said = "".join(f"{lead}{row[name]}" for lead, name in parts if row.get(name))
    return f"样品{act.label} {row.get('pieces')} 个{who}{said}"


FIELDS = (
    Count("pieces", "件数", required=True, least=1, most=9_999_999), Person("holder", "经手人/借用人", limit=40),
    Text("place", "存放位置", limit=40), Text("reason", "用途/原因", limit=200), Day("due", "应归还"),
)  # fmt: skip


def move(desk: Desk, which: int | str, act_name: str, raw: dict[str, object], witness: Proof | None = None) -> Change:
    """Writes what was done with pieces of a sample.

    `raw` is `{pieces, holder, place, reason, due}`. Raises Invalid for what cannot be read, Refused for what the rules
    of custody do not allow, citing the rule.
    """
    _refuse_no_keeper(desk.require_person())
    act = act_named(act_name)
    said = _read(raw, act)
    with desk.store.write():
        _refuse_no_keeper(people.in_office(desk, desk.person.login))
        sample = get(desk, which)
        _refuse_wrong(desk, sample, act, said)
        seen_by = _witness(desk, act, witness, str(said.get("holder") or ""))
        now = desk.clock.stamp()
        row: dict[str, object] = {
            "sample": sample.id, "act": act.name, "pieces": said["pieces"], "holder": said.get("holder") or "",
            "place": said.get("place") or "", "witness": seen_by, "reason": said.get("reason") or "",
            "due": said.get("due"), "person": desk.person.login, "name": desk.person.name, "at": now,
        }  # fmt: skip
        seq = events.note(desk, "custody", record=sample.id, detail={"custody": row}, at=now)
        desk.store.add(Custody, event_seq=seq, **row)
    return touched("samples", "cases", record=sample.id, event=seq)


def _refuse_no_keeper(person: PersonView) -> None:
    if not set(person.roles) & set(KEEPERS):
        raise Refused("样品由品管保管，请由品管或工程来登记")


def _read(raw: dict[str, object], act: Act) -> canonical.Values:
    said: canonical.Values = {}
    faults: list[Fault] = []
    known = {field.name: field for field in FIELDS}
    for name, value in raw.items():
        if name not in known:
            faults.append(Fault(name, "样品", f"没有“{name}”这个栏位"))
            continue
        try:
            said[name] = known[name].parse(value)
        except Unfit as unfit:
            faults.append(Fault(name, known[name].label, str(unfit)))
    faults += [Fault(name, known[name].label, "必须填写") for name in _required(act) if said.get(name) is None]
    if said.get("due") and act.name != "lend":
        faults.append(Fault("due", known["due"].label, "只有借出才有应归还的日期"))
    if faults:
        raise Invalid(faults)
    return said


def _required(act: Act) -> tuple[str, ...]:
    if act.name == "move":
        return ("pieces", "place")
    return ("pieces", "holder")


def _refuse_wrong(desk: Desk, sample: Sample, act: Act, said: canonical.Values) -> None:
    pieces = int(str(said["pieces"]))
    if act.leaves or act.of_parts:
        _refuse_taking(sample, act, pieces)
    if act.comes_back:
        _refuse_return(sample, pieces, str(said["holder"]))
    if act.name == "move":
        _refuse_parting(sample, act, pieces)
    if not act.leaves:
        _refuse_place(desk, sample, str(said.get("place") or ""))
    if said.get("due"):
        _refuse_past(desk, sample, str(said["due"]))
    if act.ends:
        refuse_early(desk, sample)
    elif act.leaves:
        _refuse_last(desk, sample, act, pieces)


def _refuse_taking(sample: Sample, act: Act, pieces: int) -> None:
    if sample.why and not act.of_parts:
        raise Refused(_wrong(sample, act))
    there, what = _to_take(sample, act)
    if pieces > there:
        raise Refused(f"样品柜里只有 {there} 个{what}，不能{act.label} {pieces} 个")


def _to_take(sample: Sample, act: Act) -> tuple[int, str]:
    """Of what the act is done with: how many there are, and what they are where that is not plain."""
    if act.of_parts:
        return sample.dismantled, "拆解件"
    if act.ends:
        return sample.in_cabinet + sample.dismantled, _with_parts(sample)
    return sample.in_cabinet, "完整的" if sample.dismantled else ""


def _with_parts(sample: Sample) -> str:
    return f"（连拆解件 {sample.dismantled} 个）" if sample.dismantled else ""


def _wrong(sample: Sample, act: Act) -> str:
    """Why the act is shut while the label does not hold, and what opens it."""
    if sample.why == DAMAGED:
        return f"样品 {sample.number} 的{sample.why}，查明以后才能{act.label}"
    remedy = "补贴封存标签并签名" if sample.why in UNSIGNED else "把样品移到柜内，登记“移位”"
    return f"样品 {sample.number} 的{sample.why}，不能{act.label}；请先{remedy}"


def _refuse_return(sample: Sample, pieces: int, holder: str) -> None:
    if pieces > sample.lent:
        raise Refused(f"借出未还的只有 {sample.lent} 个，不能归还 {pieces} 个")
    if pieces > dict(sample.holders).get(holder, 0):
        raise Refused(f"{holder}没有借 {pieces} 个，借出未还的是：{sample.lent_to}。请填当初借的人")


def _refuse_parting(sample: Sample, act: Act, pieces: int) -> None:
    """A label has one place."""
    if sample.why in UNSIGNED:
        raise Refused(_wrong(sample, act))
    there = sample.there
    if pieces != there:
        raise Refused(
            f"一枚标签的样品放在一处：{sample.number} 现有 {there} 个{_with_parts(sample)}，要一起移位；"
            "分开放的请各贴一枚标签"
        )


def _refuse_place(desk: Desk, sample: Sample, place: str) -> None:
    """Where the label stands already is no new place, listed or not."""
    if not place or (place == sample.place and stands_in_the_cabinet(place)):
        return
    if said := places.refusal(desk, place):
        raise Refused(said)


def _refuse_past(desk: Desk, sample: Sample, due: str) -> None:
    today = desk.clock.today().isoformat()
    if due < today:
        raise Refused(f"应归还的日期 {due} 已经过去，今天是 {today}，请填今天或以后")
    if due < sample.sealed_on:
        raise Refused(f"应归还的日期 {due} 早于封存日期 {sample.sealed_on}，请改正")


def _refuse_last(desk: Desk, sample: Sample, act: Act, pieces: int) -> None:
    there = _in_cabinet(desk, sample)
    if there - pieces >= 1:
        return
    if there > 1:
        raise Refused(TOO_MANY.format(there=there, act=act.label, most=there - 1))
    raise Refused(last_piece(desk, sample, act) or LAST_PIECE.format(act=act.label, remedy=""))


def last_piece(desk: Desk, sample: Sample, act: Act) -> str:
    """Why not even one piece may leave the cabinet now; empty where one may, or where all may."""
    if not act.leaves or act.ends or _in_cabinet(desk, sample) != 1:
        return ""
    lent = "、".join(one.lent_to for one in _together(desk, sample) if one.lent)
    return LAST_PIECE.format(act=act.label, remedy=f"；借出未还的有 {lent}，请先归还" if lent else "")


def _together(desk: Desk, sample: Sample) -> tuple[Sample, ...]:
    """One piece of the case's goods stays; of the label alone where it belongs to none, or is another's."""
    case = _case(desk, sample.case or "")
    if case is None or stranger(case, sample):
        return (sample,)
    return tuple(one for one in of_case(desk, case.id) if not stranger(case, one))


def stranger(case: RecordView, sample: Sample) -> str:
    """Why a label keeps none of the case's goods: another customer's, or other goods."""
    label: canonical.Values = {"customer": sample.customer, "item_name": sample.item}
    return same_goods.of_customer(case.values, label) or same_goods.strange(case.values, label)


def _in_cabinet(desk: Desk, sample: Sample) -> int:
    return sum(item.in_cabinet for item in _together(desk, sample))


def refuse_early(desk: Desk, sample: Sample) -> None:
    """Raises Refused before the day until which it is kept, while pieces are lent, and while its case, or the one it
    was merged into, is open."""
    today = desk.clock.today().isoformat()
    if sample.keep_until and sample.keep_until >= today:
        raise Refused(f"样品 {sample.number} 要保存到 {sample.keep_until}，还不能销毁")
    if sample.lent:
        raise Refused(f"样品 {sample.number} 还没归还：{sample.lent_to}，收齐以后才能销毁")
    case = _answering(desk, sample)
    if case is not None and case.state not in case.kind.workflow.final:
        raise Refused(f"案件 {case.number} 还没有结案，样品不能销毁")


def _answering(desk: Desk, sample: Sample) -> RecordView | None:
    """The case of a sample, or that into which it was merged."""
    which: int | str = sample.case or sample.complaint
    seen: set[int | str] = set()
    found = _case(desk, which)
    while found is not None and found.state == MERGED and found.id not in seen:
        seen.add(found.id)
        found = _case(desk, str(found.values.get("merged_into") or "")) or found
    return found


def _case(desk: Desk, which: int | str) -> RecordView | None:
    """None for what is no case here, such as a number of the time before."""
    if not which:
        return None
    try:
        found = records.get(desk, which)
    except NotFound:
        return None
    return found if found.kind.code == CASE else None


def as_label(desk: Desk, record: int) -> LabelFact | None:
    """What a signed label keeps; None for every other sheet."""
    sample = signed_label(desk, record)
    if sample is None:
        return None
    case = _case(desk, sample.case or "")
    ours = case is not None and not stranger(case, sample)
    only = ours and sample.kept > 0 and _in_cabinet(desk, sample) - sample.in_cabinet < 1
    return LabelFact(sample.number, sample.lent_to, only)


def _witness(desk: Desk, act: Act, witness: Proof | None, holder: str) -> str:
    if not act.witnessed:
        return ""
    if witness is None:
        raise Refused("拆机要由工程部经理、品质部经理或生产工程部经理之一在场并输入 PIN（Q4-QC-029 注2）")
    person = people.in_office(desk, witness.login)
    if not set(person.roles) & set(WITNESSES):
        raise Refused(f"{person.name}不是工程部经理、品质部经理或生产工程部经理，不能作拆机在场人（Q4-QC-029 注2）")
    if person.login == desk.person.login or person.name in BETWEEN_NAMES.split(holder):
        raise Refused("在场人不能是拆机的人自己，请由另一位经理输入 PIN（Q4-QC-029 注2）")
    return person.name
