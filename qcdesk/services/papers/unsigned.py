"""Which papers of approved sheets have a box left to be signed: the customer's, or a block's left for ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.fields import Inked
from qcdesk.kinds import Kind
from qcdesk.services.papers.ways import way_of
from qcdesk.workflow import APPROVED

SIGNED = """SELECT record_id, slot FROM signature WHERE record_id IN ({marks})
AND NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_id = signature.id)"""
AT_ONCE = 500


def signed_in(desk: Desk, records: Iterable[int]) -> Mapping[int, set[str]]:
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
    return not any(slot not in signed and way_of(kind, APPROVED, slot) for slot in _slots(boxes))


def _slots(boxes: Values) -> Iterator[str]:
    pages = boxes.get("pages")
    for page in pages if isinstance(pages, list) else []:
        found = page.get("boxes") if isinstance(page, dict) else None
        for box in found if isinstance(found, list) else []:
            if isinstance(box, dict) and box.get("slot"):
                yield str(box["slot"])
