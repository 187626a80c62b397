"""Sealed samples as the labels and what was done since tell: how many pieces of each are where, and who has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qcdesk import canonical
from qcdesk.calculations import whole
from qcdesk.canonical import Values
from qcdesk.checks.samples import stands_in_the_cabinet
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged, NotFound
from qcdesk.services.samples import whereabouts
from qcdesk.services.samples.acts import act_named
from qcdesk.services.samples.tally import tallied
from qcdesk.services.samples.whereabouts import PLACE, Written, place_at
from qcdesk.services.sheets import records
from qcdesk.store.models import Custody, Record
from qcdesk.workflow import DRAFT, VOID

LABEL = "seal_label"
SHOWN = ("customer", "item_name", "defect")
NUMBERS = "SELECT id, number FROM record WHERE id IN (SELECT case_id FROM record WHERE form = ?)"
VOIDED, SENT_BACK, AMENDED = "标签已作废", "标签退回重填，还没有重签", "标签改版中，还没有重签"
DAMAGED = f"标签的记录损坏了，{VERIFY}"
UNSIGNED = (VOIDED, SENT_BACK, AMENDED)
"""What is wrong with a label that holds no more, or not until it is signed again."""


@dataclass(frozen=True)
class Sample:
    """One label with its pieces. `lent_to` names who has those that must come back, `lent_due` the first day on which
    some of them are wanted back.

    Pieces that were not taken out and yet are not kept as the rule wants, under a signed label in the QC cabinet, are
    `unsealed`; `why` says what is wrong with the label. Those that were taken apart are evidence: they stay with the
    label as `dismantled` until they are disposed of or handed out, but are none of the pieces that must stay whole.
    """

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
    unsealed: int = 0
    why: str = ""
    complaint: str = ""
    """The number that stands on the label, of a sample that was sealed outside its case too."""
    dismantled: int = 0
    lent_since: str = ""
    label_place: str = ""
    """What the label itself says; `place` is where its pieces are."""

    @property
    def held(self) -> int:
        """Whole pieces the office still has to account for."""
        return self.in_cabinet + self.lent + self.unsealed

    @property
    def kept(self) -> int:
        """All that is left of the label, whole or taken apart."""
        return self.held + self.dismantled

    @property
    def there(self) -> int:
        """What lies where the label is."""
        return self.in_cabinet + self.unsealed + self.dismantled


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


def of_case(desk: Desk, case: int) -> tuple[Sample, ...]:
    return _samples(desk, "case_id = ?", case)


def stood(desk: Desk, month: str, states: Mapping[int, str], said: Mapping[int, Values]) -> tuple[Sample, ...]:
    """Labels as they stood at the end of a month, each in the state it was in and with what it said then."""
    wanted = sorted(states)
    parts = [wanted[at : at + 500] for at in range(0, len(wanted), 500)]
    return tuple(
        one for part in parts
        for one in _samples(desk, f"id IN ({', '.join('?' * len(part))})", *part, month=month, states=states, said=said)
    )  # fmt: skip


def listed(desk: Desk, used_up: bool = False) -> tuple[Sample, ...]:
    """Every sealed sample, the ones to be kept shortest first; those of which nothing is left only with `used_up`."""
    found = _settled(_samples(desk, "1 = 1"))
    held = [sample for sample in found if used_up or sample.kept > 0]
    return tuple(sorted(held, key=lambda sample: (sample.keep_until, sample.id)))


def _settled(samples: Sequence[Sample]) -> Iterable[Sample]:
    """The pieces of a void label are looked for no longer once another label of the case keeps one."""
    kept = {sample.case for sample in samples if sample.in_cabinet > 0} | {None}
    return (
        replace(one, unsealed=0, dismantled=0) if one.why == VOIDED and one.case in kept else one for one in samples
    )


def get(desk: Desk, which: int | str) -> Sample:
    """By the label's number or id; raises NotFound for what is no sealed sample."""
    found = signed_label(desk, records.row_of(desk, which).id)
    if found is None:
        raise NotFound(f"“{which}”不是已封存的样品，请先签封存标签")
    return found


def signed_label(desk: Desk, record: int) -> Sample | None:
    """None for what is no label, or one that nobody has signed yet."""
    return next(iter(_samples(desk, "id = ?", record)), None)


def _samples(desk: Desk, where: str, *asked: object, month: str = "", states: Mapping[int, str] | None = None,
             said: Mapping[int, Values] | None = None) -> tuple[Sample, ...]:  # fmt: skip
    """Labels that were ever signed, those made void or sent back since included."""
    wanted = f"SELECT * FROM record WHERE form = ? AND number IS NOT NULL AND {where} ORDER BY id"
    rows: list[Record] = desk.store.found(Record, wanted, LABEL, *asked)
    done = moves(desk, [row.id for row in rows], month)
    moved = [label for label, acts in done.items() if any(act.place for act in acts)]
    written = whereabouts.written(desk, moved)
    then, values = states or {}, said or {}
    return tuple(
        _sample(desk, row, done.get(row.id, []), then.get(row.id, row.state), values.get(row.id),
                _until(desk, written.get(row.id, ()), month))
        for row in rows
    )  # fmt: skip


def _until(desk: Desk, written: Iterable[Written], month: str) -> tuple[Written, ...]:
    return tuple(one for one in written if not month or desk.clock.local(one.at)[:7] <= month)


def moves(desk: Desk, samples: list[int], month: str = "") -> dict[int, list[Custody]]:
    """By label, oldest first; until the end of a month if one is given."""
    found: dict[int, list[Custody]] = {}
    for start in range(0, len(samples), 500):
        part = samples[start : start + 500]
        for row in desk.store.rows(Custody.select().where(Custody.sample.in_(part)).order_by(Custody.id)):
            if not month or desk.clock.local(row.at)[:7] <= month:
                found.setdefault(row.sample, []).append(row)
    return found


def _sample(desk: Desk, row: Record, moves: list[Custody], state: str, then: Values | None,
            written: Sequence[Written]) -> Sample:  # fmt: skip
    values = _read(row) if then is None else then
    pieces = whole(values.get("seal_qty")) or 0
    count = tallied(pieces, moves, desk.clock.local)
    label_place = str(values.get(PLACE) or "")
    place = place_at(label_place, written, moves)
    still = count.still
    lent, lent_to = (
        sum(one.pieces for one in still.values()),
        "、".join(f"{w} {one.pieces} 个" for w, one in still.items()),
    )
    why = DAMAGED if then is None and not canonical.readable(row.payload) else _not_kept(state, place, row.amended)
    customer, item, defect = (str(values.get(name) or "") for name in SHOWN)
    return Sample(
        row.id, row.number or "", row.case, customer, item, defect, pieces,
        0 if why else count.whole, lent, lent_to, place, str(values.get("valid_to") or ""),
        desk.clock.local(row.created_at), str(values.get("seal_date") or ""),
        min(filter(None, (one.due for one in still.values())), default=""),
        tuple((who, one.pieces) for who, one in still.items()), count.whole if why else 0, why,
        str(values.get("complaint_no") or ""), count.dismantled,
        min((one.since for one in still.values()), default=""), label_place,
    )  # fmt: skip


def _read(row: Record) -> Values:
    """Of a label that other hands broke what the index tells: its pieces lie somewhere all the same."""
    try:
        return records.payload_of(row)
    except Damaged:
        return {**dict(zip(SHOWN, (row.customer, row.product, row.defect), strict=True)), "seal_qty": row.quantity}


def _not_kept(state: str, place: str, amended: int) -> str:
    if state in (VOID, DRAFT):
        return VOIDED if state == VOID else AMENDED if amended else SENT_BACK
    return "" if stands_in_the_cabinet(place) else f"“{place}”不在品管样品柜内"


def life(desk: Desk, sample: int) -> tuple[Moved, ...]:
    """Everything that happened to a label's pieces, oldest first."""
    return lives(desk, [sample]).get(sample, ())


def lives(desk: Desk, samples: list[int], month: str = "") -> dict[int, tuple[Moved, ...]]:
    """The same of many labels at once, until the end of a month if one is given; those to which nothing happened are
    left out."""
    return {
        sample: tuple(
            Moved(desk.clock.local(row.at), act_named(row.act).label, row.pieces, row.holder, row.place, row.witness,
                  row.reason, row.due or "", row.name)
            for row in rows
        )
        for sample, rows in moves(desk, samples, month).items()
    }  # fmt: skip


def numbers_of_cases(desk: Desk) -> dict[int, str]:
    """Of every case that samples were sealed in, by its id."""
    return {id_: number or "" for id_, number in desk.store.sql(NUMBERS, (LABEL,))}
