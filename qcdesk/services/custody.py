"""Sealed samples: where every piece is, who has it, what may not be done with the last one (E0.3, notes 1 and 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.fields import Count, Day, Person, Text, Unfit
from qcdesk.services import events, people, records
from qcdesk.services.pins import Proof
from qcdesk.store.models import Custody, Record
from qcdesk.workflow import DRAFT, VOID

LABEL = "seal_label"
KEEPERS = ("qc", "iqc", "qcmgr", "eng", "engmgr", "pemgr")
"""Who hands samples out, takes them back and takes them apart."""

WITNESSES = ("engmgr", "qcmgr", "pemgr")
"""工程部经理、品质部经理、生产工程部经理: one of them is there when a sample is dismantled."""

LAST_PIECE = "品管样品柜至少要保留 1 PCS，这是最后一个，不能{act}（Q4-QC-029 注1）"


@dataclass(frozen=True)
class Act:
    """`leaves` says that pieces go out of the cabinet, `comes_back` that they return to it."""

    name: str
    label: str
    leaves: bool = True
    comes_back: bool = False
    witnessed: bool = False
    ends: bool = False


ACTS = (
    Act("lend", "借出"), Act("give_back", "归还", leaves=False, comes_back=True), Act("hand_over", "交工程部保管"),
    Act("dismantle", "拆机", witnessed=True), Act("send_back", "退还客户"), Act("move", "移位", leaves=False),
    Act("dispose", "销毁", ends=True),
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One label with its pieces, as of now. `lent_to` names who has those that must come back, `lent_due` the first
    day on which some of them are wanted back."""

    id: int
    number: str
    case: int | None
    customer: str
    item: str
    defect: str
    pieces: int
    in_cabinet: int
    lent: int
    lent_to: str
    place: str
    keep_until: str
    sealed_at: str
    sealed_on: str = ""
    lent_due: str = ""
    holders: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Moved:
    """One line of a sample's life; `at` is local."""

    at: str
    label: str
    pieces: int
    holder: str
    place: str
    witness: str
    reason: str
    due: str
    by: str


def act_named(name: str) -> Act:
    """By name or Chinese label; raises NotFound."""
    for act in ACTS:
        if name in (act.name, act.label):
            return act
    raise NotFound(f"没有“{name}”这种操作，可用的有：{'、'.join(f'{act.name}（{act.label}）' for act in ACTS)}")


def of_case(desk: Desk, case: int) -> tuple[Sample, ...]:
    return _samples(desk, "case_id = ?", case)


def of_ids(desk: Desk, ids: Iterable[int]) -> tuple[Sample, ...]:
    """Those of the labels that are signed and not void."""
    wanted = sorted(ids)
    parts = [wanted[at : at + 500] for at in range(0, len(wanted), 500)]
    return tuple(one for part in parts for one in _samples(desk, f"id IN ({', '.join('?' * len(part))})", *part))


def listed(desk: Desk, used_up: bool = False) -> tuple[Sample, ...]:
    """Every sealed sample, the ones to be kept shortest first; those of which nothing is left only with `used_up`."""
    held = [sample for sample in _samples(desk, "1 = 1") if used_up or sample.in_cabinet or sample.lent]
    return tuple(sorted(held, key=lambda sample: (sample.keep_until, sample.id)))


def get(desk: Desk, which: int | str) -> Sample:
    """By the label's number or id; raises NotFound for what is no sealed sample."""
    row = records.row_of(desk, which)
    found = _samples(desk, "id = ?", row.id)
    if not found:
        raise NotFound(f"“{which}”不是已封存的样品，请先签封存标签")
    return found[0]


def _samples(desk: Desk, where: str, *asked: object) -> tuple[Sample, ...]:
    wanted = f"SELECT * FROM record WHERE form = ? AND state NOT IN (?, ?) AND {where} ORDER BY id"
    rows: list[Record] = desk.store.found(Record, wanted, LABEL, DRAFT, VOID, *asked)
    moves = _moves(desk, [row.id for row in rows])
    return tuple(_sample(desk, row, moves.get(row.id, [])) for row in rows)


def _moves(desk: Desk, samples: list[int]) -> dict[int, list[Custody]]:
    found: dict[int, list[Custody]] = {}
    for start in range(0, len(samples), 500):
        part = samples[start : start + 500]
        for row in desk.store.rows(Custody.select().where(Custody.sample.in_(part)).order_by(Custody.id)):
            found.setdefault(row.sample, []).append(row)
    return found


def _sample(desk: Desk, row: Record, moves: list[Custody]) -> Sample:
    values = records.payload_of(row)
    pieces = row.quantity or 0
    cabinet, lent, holders, dues = pieces, 0, Counter[str](), dict[str, str]()
    place = str(values.get("location") or "")
    for move in moves:
        act = act_named(move.act)
        cabinet += move.pieces * (act.comes_back - act.leaves)
        if act.name == "lend":
            holders[move.holder] += move.pieces
            dues[move.holder] = min(filter(None, (dues.get(move.holder), move.due)), default="")
        elif act.comes_back:
            holders[move.holder] -= move.pieces
        if act.name == "move" or act.comes_back:
            place = move.place or place
    still = [holder for holder, count in holders.items() if count > 0]
    lent_to, lent = "、".join(f"{holder} {holders[holder]}" for holder in still), sum(holders[one] for one in still)
    return Sample(
        row.id, row.number or "", row.case, row.customer or "", row.product or "", row.defect or "", pieces, cabinet,
        lent, lent_to, place, str(values.get("valid_to") or ""), desk.clock.local(row.created_at),
        str(values.get("seal_date") or ""), min((dues[one] for one in still if dues[one]), default=""),
        tuple((one, holders[one]) for one in still),
    )  # fmt: skip


def life(desk: Desk, sample: int) -> tuple[Moved, ...]:
    """Everything that happened to a label's pieces, oldest first."""
    return lives(desk, [sample]).get(sample, ())


def lives(desk: Desk, samples: list[int]) -> dict[int, tuple[Moved, ...]]:
    """The same of many labels at once; those to which nothing happened are left out."""
    return {
        sample: tuple(
            Moved(desk.clock.local(row.at), act_named(row.act).label, row.pieces, row.holder, row.place, row.witness,
                  row.reason, row.due or "", row.name)
            for row in rows
        )
        for sample, rows in _moves(desk, samples).items()
    }  # fmt: skip


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
    if not set(desk.require_person().roles) & set(KEEPERS):
        raise Refused("样品由品管保管，请由品管或工程来登记")
    act = act_named(act_name)
    said = _read(raw, act)
    with desk.store.write():
        sample = get(desk, which)
        _refuse_wrong(desk, sample, act, said)
        seen_by = _witness(desk, act, witness)
        now = desk.clock.stamp()
        row: dict[str, object] = {
            "sample": sample.id, "act": act.name, "pieces": said["pieces"], "holder": said.get("holder") or "",
            "place": said.get("place") or "", "witness": seen_by, "reason": said.get("reason") or "",
            "due": said.get("due"), "person": desk.person.login, "name": desk.person.name, "at": now,
        }  # fmt: skip
        seq = events.note(desk, "custody", record=sample.id, detail={"custody": row}, at=now)
        desk.store.add(Custody, event_seq=seq, **row)
    return touched("samples", "cases", record=sample.id, event=seq)


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
    if faults:
        raise Invalid(faults)
    return said


def _required(act: Act) -> tuple[str, ...]:
    if act.name == "move":
        return ("pieces", "place")
    return ("pieces", "holder") if act.leaves or act.comes_back else ("pieces",)


def _refuse_wrong(desk: Desk, sample: Sample, act: Act, said: canonical.Values) -> None:
    pieces = int(str(said["pieces"]))
    if act.leaves and pieces > sample.in_cabinet:
        raise Refused(f"样品柜里只有 {sample.in_cabinet} 个，不能{act.label} {pieces} 个")
    if act.comes_back and pieces > sample.lent:
        raise Refused(f"借出未还的只有 {sample.lent} 个，不能归还 {pieces} 个")
    if act.comes_back and pieces > dict(sample.holders).get(str(said["holder"]), 0):
        raise Refused(f"{said['holder']}没有借 {pieces} 个，借出未还的是：{sample.lent_to}。请填当初借的人")
    if act.ends:
        refuse_early(desk, sample)
    elif act.leaves and not _some_left(desk, sample, pieces):
        raise Refused(LAST_PIECE.format(act=act.label))


def _some_left(desk: Desk, sample: Sample, leaving: int) -> bool:
    """One piece of the case stays; of the label where it belongs to none."""
    held = of_case(desk, sample.case) if sample.case else (sample,)
    return sum(item.in_cabinet for item in held) - leaving >= 1


def refuse_early(desk: Desk, sample: Sample) -> None:
    """Raises Refused before the day until which it is kept, and while its case is open."""
    today = desk.clock.today().isoformat()
    if sample.keep_until and sample.keep_until >= today:
        raise Refused(f"样品 {sample.number} 要保存到 {sample.keep_until}，还不能销毁")
    case = records.get(desk, sample.case) if sample.case else None
    if case is not None and case.state not in case.kind.workflow.final:
        raise Refused(f"案件 {case.number} 还没有结案，样品不能销毁")


def _witness(desk: Desk, act: Act, witness: Proof | None) -> str:
    if not act.witnessed:
        return ""
    if witness is None:
        raise Refused("拆机要由工程部经理、品质部经理或生产工程部经理之一在场并输入 PIN（Q4-QC-029 注2）")
    person = people.in_office(desk, witness.login)
    if not set(person.roles) & set(WITNESSES):
        raise Refused(f"{person.name}不是工程部经理、品质部经理或生产工程部经理，不能作拆机在场人（Q4-QC-029 注2）")
    if person.login == desk.person.login:
        raise Refused("在场人不能是拆机的人自己，请由另一位经理输入 PIN（Q4-QC-029 注2）")
    return person.name
