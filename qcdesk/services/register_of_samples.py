"""不良样品封存登记表: the labels sealed or moved in a month, each as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.services import custody, records
from qcdesk.services.custody import Moved, Sample
from qcdesk.workflow import DRAFT, VOID

MARGIN = timedelta(days=2)
"""Stamps are UTC, the month is the office's."""

SEALED = """SELECT id FROM record WHERE form = ? AND state NOT IN (?, ?) AND substr(day, 1, 7) = ?"""
MOVED = """SELECT sample_id, at FROM custody WHERE at >= ? AND at < ?"""
SEALERS = """SELECT record_id, name FROM signature WHERE slot = 'sealed_by' AND record_id IN ({})
AND id NOT IN (SELECT signature_id FROM signature_end)"""

ENDED = {"拆机": "拆机", "退还客户": "已退", "销毁": "销毁", "交工程部保管": "借出", "借出": "借出"}
"""The register's word for a label whose last piece left the cabinet by this act."""


def rows(desk: Desk, month: str) -> list[dict[str, Json]]:
    """Oldest seal first."""
    wanted = {row[0] for row in desk.store.sql(SEALED, (custody.LABEL, DRAFT, VOID, month))}
    wanted |= _moved_in(desk, month)
    samples = sorted(custody.of_ids(desk, wanted), key=lambda one: (one.sealed_on, one.id))
    lives, sealers = custody.lives(desk, [one.id for one in samples]), _sealers(desk, [one.id for one in samples])
    return [_row(desk, one, lives.get(one.id, ()), sealers.get(one.id, "")) for one in samples]


def _moved_in(desk: Desk, month: str) -> set[int]:
    first = date.fromisoformat(f"{month}-01")
    after = first + timedelta(days=31) + MARGIN
    found = desk.store.sql(MOVED, ((first - MARGIN).isoformat(), after.isoformat()))
    return {sample for sample, at in found if desk.clock.local(at).startswith(month)}


def _sealers(desk: Desk, samples: Sequence[int]) -> dict[int, str]:
    if not samples:
        return {}
    return {
        row[0]: str(row[1]) for row in desk.store.sql(SEALERS.format(", ".join("?" * len(samples))), tuple(samples))
    }


def _row(desk: Desk, sample: Sample, life: Sequence[Moved], sealer: str) -> dict[str, Json]:
    values = records.payload_of(records.row_of(desk, sample.id))
    out = [moved for moved in life if moved.label in ENDED]
    back = [moved for moved in life if moved.label == "归还"]
    return {
        "sample_no": sample.number, "seal_date": sample.sealed_on, "complaint_no": values.get("complaint_no"),
        "customer": sample.customer, "item": _item(sample.item, values), "qty": sample.pieces,
        "defect": sample.defect, "sealed_by": sealer, "location": sample.place, "valid_to": sample.keep_until,
        "status": _status(sample, out), "out": "；".join(_told(moved) for moved in out[-1:]),
        "back": back[-1].at[:10] if back and not sample.lent else None,
        "witness": "、".join(dict.fromkeys(moved.witness for moved in life if moved.witness)),
    }  # fmt: skip


def _item(name: str, values: Values) -> str:
    return " ".join(str(part) for part in (name, values.get("item_no")) if part)


def _told(moved: Moved) -> str:
    return " ".join(part for part in (moved.at[:10], moved.label, moved.holder) if part)


def _status(sample: Sample, out: Sequence[Moved]) -> str:
    """拆机 stands where pieces of the label were taken apart, whatever became of the rest."""
    if sample.lent:
        return "借出"
    if any(moved.label == "拆机" for moved in out):
        return "拆机"
    return ENDED[out[-1].label] if out and not sample.in_cabinet else "在库"
