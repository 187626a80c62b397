"""Which papers of approved sheets have a box left to be signed: the customer's, or a block's left for ink."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.fields import Inked
from qcdesk.kinds import Kind
from qcdesk.services.papers.told_boxes import on_page, pages_of
from qcdesk.services.papers.ways import way_of
from qcdesk.workflow import APPROVED

SIGNED = """SELECT record_id, slot FROM signature WHERE record_id IN ({marks})
AND NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_id = signature.id)"""
AT_ONCE = 500


def live_slots(desk: Desk, records: Iterable[int]) -> Mapping[int, set[str]]:
    """Of each of the records the slots of its live signatures."""
    wanted = list(dict.fromkeys(records))
    found: dict[int, set[str]] = {record: set() for record in wanted}
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        for record, slot in desk.store.sql(SIGNED.format(marks=", ".join("?" * len(some))), tuple(some)):
            found[int(record)].add(str(slot))
    return found


def settled(kind: Kind, values: Values, boxes: Values, signed: set[str]) -> bool:
    """Whether an approved sheet asks for no signature on the paper with these boxes."""
    if any(isinstance(item, Inked) and values.get(item.name) is None for item in kind.plain_fields):
        return False
    slots = {str(box["slot"]) for page in pages_of(boxes) for box in on_page(page)}
    return not any(way_of(kind, APPROVED, slot) for slot in slots - signed)
