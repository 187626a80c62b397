"""Cases of one problem (E3.4): which they are, and what they have signed that an empty block may say too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D, MONTHS_REPEAT, SAME_PROBLEM
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.cases import amending, case_facts
from qcdesk.services.problems import sharing
from qcdesk.services.sheets import records
from qcdesk.views import RecordView, SignatureView
from qcdesk.workflow import VOID

ONE_PROBLEM = (SAME_PROBLEM, MONTHS_REPEAT)
COMMON: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "cause": ("cause", "cause_photos"), "plan": ("plan", "disposition"), "handling": ("handled",),
})  # fmt: skip
"""What is one for all cases of a problem, by block. A consent, a verdict, a count, an answer is each customer's own."""
OF_8D: Mapping[str, str] = MappingProxyType({"cause": "d4_sign", "plan": "d5_sign"})
"""The signature of an 8D under what it says of a block."""
PHOTOS = ("cause_occur_photos", "cause_escape_photos")


@dataclass(frozen=True)
class Mate:
    """Another case of the problem; `how` says by what it is one."""

    case: RecordView
    how: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """What a signed block says; `told` is why it is of use here, and who signed it when."""

    number: str
    told: str
    values: Values


def of(desk: Desk, case: RecordView) -> tuple[Mate, ...]:
    """Those that are linked, then those that stand under one 8D with it; each once, none that was dropped."""
    found: dict[int, Mate] = {}
    for other, how in (*_linked(desk, case), *_under_one_8d(desk, case)):
        if other.id == case.id or other.number is None or other.state in sharing.DROPPED:
            continue
        before = found.get(other.id, Mate(other, ()))
        found[other.id] = Mate(other, tuple(dict.fromkeys((*before.how, how))))
    return tuple(found.values())


def _linked(desk: Desk, case: RecordView) -> Iterator[tuple[RecordView, str]]:
    for row in amending.rows_of(dict(case.values), "links"):
        if row.get("how") in ONE_PROBLEM:
            other = known(desk, str(row.get("case") or ""))
            if other is not None and other.kind.code == CASE:
                yield other, str(row["how"])


def _under_one_8d(desk: Desk, case: RecordView) -> Iterator[tuple[RecordView, str]]:
    for fact in case_facts.sheets(desk, case.id):
        if fact.form == CAR_8D and fact.state != VOID and fact.number:
            report = records.get(desk, fact.id)
            owner = sharing.owner_of(desk, report)
            for other in (*((owner,) if owner is not None else ()), *sharing.serves(desk, report)):
                yield other, f"共用 {fact.number}"


def known(desk: Desk, number: str) -> RecordView | None:
    try:
        return records.get(desk, number)
    except NotFound:
        return None


def sources(desk: Desk, case: RecordView, block: str) -> tuple[Source, ...]:
    """Who can lend the words of a block: the cases that have signed it, then the 8Ds that the case shares."""
    if block not in COMMON:
        return ()
    cases = (_of_case(mate, block) for mate in of(desk, case))
    reports = (_of_report(known(desk, number), block) for number in sharing.shared_by(case.values))
    return tuple(source for source in (*cases, *reports) if source is not None and source.values)


def words(lead: RecordView, blocks: tuple[str, ...]) -> Values:
    """What a case says in these blocks that is one for all."""
    names = (name for block in blocks for name in COMMON.get(block, ()))
    return {name: lead.values[name] for name in names if lead.values.get(name) is not None}


def missing(values: Mapping[str, Json], said: Values) -> Values:
    """The part of it for which the cell is empty: what somebody wrote stays."""
    return {name: value for name, value in said.items() if values.get(name) is None}


def _of_case(mate: Mate, block: str) -> Source | None:
    other = mate.case
    signed = [item for item in other.signatures if block in other.kind.slot(item.slot).covers and item.sound]
    if not signed:
        return None
    whose = "，".join(filter(None, ("、".join(mate.how), str(other.values.get("customer") or ""))))
    return Source(str(other.number), f"{whose}；{_signed(signed[0])}", words(other, (block,)))


def _of_report(report: RecordView | None, block: str) -> Source | None:
    signed = report.signature(OF_8D[block]) if report is not None and block in OF_8D else None
    if report is None or signed is None or not signed.sound:
        return None
    said = _cause(report) if block == "cause" else _plan(report)
    return Source(str(report.number), f"共用的 8D；{_signed(signed)}", said)


def _signed(item: SignatureView) -> str:
    return f"{item.name} {item.at_local} 签过名"


def _cause(report: RecordView) -> Values:
    """Why it was made and why it got out."""
    said = [(name, report.values.get(name)) for name in ("cause_occur", "cause_escape")]
    text = "\n".join(f"{report.kind.field(name).label}{value}" for name, value in said if value)
    held = [report.values.get(name) for name in PHOTOS]
    photos: list[Json] = [photo for value in held if isinstance(value, list) for photo in value]
    return {**({"cause": text} if text else {}), **({"cause_photos": photos[:4]} if photos else {})}


def _plan(report: RecordView) -> Values:
    lines = [str(row["action"]) for row in amending.rows_of(dict(report.values), "perm") if row.get("action")]
    return {"plan": "\n".join(f"{at}. {line}" for at, line in enumerate(lines, start=1))} if lines else {}
