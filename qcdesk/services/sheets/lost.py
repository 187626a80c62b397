"""Signatures that the trail tells of and their record no longer has: somebody's other hands took or moved them."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.desk import Desk
from qcdesk.kinds import plain_name
from qcdesk.services.sheets import signing
from qcdesk.views import RecordView, SignatureView

TOLD = "SELECT seq, detail FROM event WHERE record_id = ? AND detail LIKE ? ORDER BY seq"
A_STEP = '%"signed":%'


def lost(desk: Desk, record: RecordView) -> tuple[SignatureView, ...]:
    """What should stand in boxes that now stand empty, none of it sound."""
    standing: dict[str, tuple[int, Mapping[str, object]]] = {}
    for seq, detail in desk.store.sql(TOLD, (record.id, A_STEP)):
        said = signing.said_in(detail)
        standing.update(
            {str(row.get("id")): (seq, row) for row in _listed(said.get("signed")) if isinstance(row, dict)}
        )
        for gone in _listed(said.get("ended")):
            standing.pop(str(gone), None)
    kept = {(str(row.id), row.slot) for row in signing.live(desk, record.id)}
    slots = {slot.name for slot in record.kind.slots}
    return tuple(
        _view(desk, record, seq, row)
        for number, (seq, row) in standing.items()
        if (number, row.get("slot")) not in kept and plain_name(str(row.get("slot"))) in slots
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _view(desk: Desk, record: RecordView, seq: int, row: Mapping[str, object]) -> SignatureView:
    slot, person, name, at, meaning, mode, digest = (
        str(row.get(key) or "") for key in ("slot", "person", "name", "at", "meaning", "mode", "digest")
    )
    local, principal = desk.clock.local(at), str(row.get("deputy_for") or "")
    view = SignatureView(
        slot, record.kind.slot_label(slot, record.values), person, name, at, local, meaning, mode, digest, sound=False,
        deputy_for=principal, deputy_name=signing.names_of(desk, [principal]).get(principal, principal),
    )  # fmt: skip
    return signing.in_ink(desk, view, row, seq) if mode == signing.INK else view
