"""不良样品封存登记表: the labels sealed, moved or made void in a month, each as it stood when the month ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.services.samples import custody, labels_then, sealed
from qcdesk.services.samples.custody import Moved, Sample
from qcdesk.services.sheets import records
from qcdesk.workflow import DRAFT, REVISE, SUBMITTED, VOID

MARGIN = timedelta(days=2)
"""Stamps are UTC, the month is the office's."""

SEALED = """SELECT id FROM record WHERE form = ? AND number IS NOT NULL AND substr(day, 1, 7) = ?"""
MOVED = """SELECT sample_id, at FROM custody WHERE at >= ? AND at < ?"""
VOIDED = """SELECT record_id, at FROM event WHERE at >= ? AND at < ? AND to_state = ?
AND record_id IN (SELECT id FROM record WHERE form = ? AND number IS NOT NULL)"""
TURNS = """SELECT record_id, at, name, to_state, reason, action FROM event
WHERE from_state <> to_state AND record_id IN ({}) ORDER BY seq"""
SEALERS = """SELECT record_id, name, at FROM signature WHERE slot = 'sealed_by' AND record_id IN ({}) ORDER BY id"""

ENDED = {
    "拆机": "拆机", "退还客户": "已退", "拆解件交出": "已退", "销毁": "销毁", "交工程部保管": "借出", "借出": "借出",
}  # fmt: skip
"""The register's word for a label whose last piece left the cabinet by this act."""
LENT, APART = "借出", "拆机"


@dataclass(frozen=True)
class Turn:
    """A step of a label's own life; `at` is local."""

    at: str
    name: str
    state: str
    reason: str
    action: str = ""


def rows(desk: Desk, month: str) -> list[dict[str, Json]]:
    """Oldest seal first."""
    wanted = {row[0] for row in desk.store.sql(SEALED, (custody.LABEL, month))}
    touched = _in_month(desk, month, MOVED) | _in_month(desk, month, VOIDED, VOID, custody.LABEL)
    wanted |= touched | labels_then.dated(desk, custody.LABEL, month)
    said = labels_then.values(desk, sorted(wanted), month)
    wanted = {label for label in wanted if label in touched or str(said[label].get("seal_date"))[:7] == month}
    turns = _turns(desk, sorted(wanted), month)
    states = {label: turns[label].state if label in turns else SUBMITTED for label in wanted}
    samples = sorted(sealed.stood(desk, month, states, said), key=lambda one: (one.sealed_on, one.id))
    known = [one.id for one in samples]
    lives, sealers = custody.lives(desk, known, month), _sealers(desk, known, month)
    return [
        _row(one, said[one.id], lives.get(one.id, ()), sealers.get(one.id, ""), turns.get(one.id)) for one in samples
    ]


def line(desk: Desk, label: int) -> dict[str, Json]:
    """What the register says of a label as it stands now; nothing of one that nobody has signed."""
    sample = sealed.signed_label(desk, label)
    if sample is None:
        return {}
    sealer = _sealers(desk, [label], f"{desk.clock.today():%Y-%m}").get(label, "")
    return _row(sample, dict(records.get(desk, label).values), sealed.life(desk, label), sealer, None)


def _in_month(desk: Desk, month: str, wanted: str, *more: str) -> set[int]:
    first = date.fromisoformat(f"{month}-01")
    after = first + timedelta(days=31) + MARGIN
    found = desk.store.sql(wanted, ((first - MARGIN).isoformat(), after.isoformat(), *more))
    return {label for label, at in found if desk.clock.local(at).startswith(month)}


def _turns(desk: Desk, labels: Sequence[int], month: str) -> Mapping[int, Turn]:
    """Of each label the last one until the month's end; a label that was only signed later has none."""
    if not labels:
        return {}
    found = desk.store.sql(TURNS.format(", ".join("?" * len(labels))), tuple(labels))
    told = [
        (label, Turn(desk.clock.local(at), str(name), state, str(reason or ""), str(action)))
        for label, at, name, state, reason, action in found
    ]
    return {label: turn for label, turn in told if turn.at[:7] <= month}


def _sealers(desk: Desk, samples: Sequence[int], month: str) -> dict[int, str]:
    """Who signed last until the month's end, where a label was sent back and signed again; else who signed first."""
    if not samples:
        return {}
    found = desk.store.sql(SEALERS.format(", ".join("?" * len(samples))), tuple(samples))
    sealers: dict[int, str] = {}
    for label, name, at in found:
        if label not in sealers or desk.clock.local(at)[:7] <= month:
            sealers[label] = str(name)
    return sealers


def _row(sample: Sample, values: Values, life: Sequence[Moved], sealer: str, turn: Turn | None) -> dict[str, Json]:
    out = [moved for moved in life if moved.label in ENDED]
    back = [moved for moved in life if moved.label == "归还"]
    return {
        "sample_no": sample.number, "seal_date": sample.sealed_on, "complaint_no": values.get("complaint_no"),
        "customer": sample.customer, "item": _item(sample.item, values), "qty": sample.pieces,
        "defect": sample.defect, "sealed_by": sealer, "location": sample.place, "valid_to": sample.keep_until,
        "status": _status(sample, out), "out": _off(turn) or _taken_out(sample, out),
        "back": back[-1].at[:10] if back and not sample.lent else None,
        "witness": "、".join(dict.fromkeys(moved.witness for moved in life if moved.witness)),
    }  # fmt: skip


def _taken_out(sample: Sample, out: Sequence[Moved]) -> str:
    """What is out on loan, by each who has some of it, and what was taken apart, before what was done last."""
    apart = [moved for moved in out if moved.label == APART]
    lent = [moved for moved in out if moved.label == LENT]
    still = [next((one for one in reversed(lent) if one.holder == who), None) for who, _ in sample.holders]
    told = dict.fromkeys([*(one for one in still if one is not None), *apart[-1:], *out[-1:]])
    kept = [f"拆解件在柜 {sample.dismantled} 个"] if sample.dismantled else []
    return "；".join([*(_told(moved) for moved in told), *kept])


def _item(name: str, values: Values) -> str:
    """The number is often part of the name already."""
    number = str(values.get("item_no") or "")
    return name if number.casefold() in name.casefold() else f"{name} {number}".strip()


def _told(moved: Moved) -> str:
    return " ".join(part for part in (moved.at[:10], moved.label, moved.holder) if part)


OFF = {VOID: "标签作废", DRAFT: "标签退回"}


def _off(turn: Turn | None) -> str:
    """The form has no status for a label that is none any more: it is said in words."""
    if turn is None or turn.state not in OFF:
        return ""
    said = "标签改版" if turn.action == REVISE else OFF[turn.state]
    return " ".join(part for part in (turn.at[:10], said, turn.name, turn.reason) if part)


def _status(sample: Sample, out: Sequence[Moved]) -> str:
    """拆机 stands where pieces of the label were taken apart, until nothing of it is left."""
    if sample.lent:
        return LENT
    if sample.kept and any(moved.label == APART for moved in out):
        return APART
    if sample.unsealed:
        return ""
    return ENDED[out[-1].label] if out and not sample.in_cabinet else "在库"
