"""The code of a copy as the trail tells it: what was printed, whatever other hands have made of the row since."""

from __future__ import annotations

import json
from typing import Any

from qcdesk.copy_codes import CopyCode
from qcdesk.desk import Desk
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.trail.kept_rows import KEPT


def code(desk: Desk, copy: CopyView) -> CopyCode:
    """As registered now where the trail does not tell all of it."""
    asked = "SELECT event.detail FROM copy JOIN event ON event.seq = copy.event_seq WHERE copy.id = ?"
    rows = [row for (detail,) in desk.store.sql(asked, (copy.id,)) for row in _rows(detail) if row.get("id") == copy.id]
    return next((told for row in rows if (told := _code(copy.office, row))), copy.code)


def _rows(detail: str) -> list[dict[str, Any]]:
    """Nothing where other hands have made it no JSON; verify names that."""
    try:
        found = json.loads(detail)[KEPT]["copy"]
    except (ValueError, KeyError, TypeError):
        return []
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _code(office: str, row: dict[str, Any]) -> CopyCode | None:
    match row:
        case {
            "record": int(record), "amended": int(amended), "position": int(position), "id": int(id_),
            "digest": str(digest), "at": str(at),
        }:  # fmt: skip
            return CopyCode(office, record, amended, position, id_, digest, at)
    return None
