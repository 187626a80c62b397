"""The code of a copy as the trail tells it: what was printed, whatever other hands have made of the row since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qcdesk.copy_codes import CopyCode, PageCode, ShortCode
from qcdesk.desk import Desk
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.office_code import office_code
from qcdesk.services.trail.kept_rows import KEPT

OF_RECORD = "SELECT seq, detail FROM event WHERE record_id = ? AND action = 'copy_made' ORDER BY seq"
NAMING = "SELECT seq, detail FROM event WHERE action = 'copy_made' AND detail LIKE ? ORDER BY seq"


@dataclass(frozen=True)
class Printed:
    """A copy as the event tells of its print."""

    code: CopyCode
    by: str
    event: int


def printed(desk: Desk, bears: PageCode | ShortCode) -> Printed | None:
    """The copy whose page bears this code by the trail alone, be it registered or not."""
    if isinstance(bears, PageCode):
        told = desk.store.sql(OF_RECORD, (bears.record,))
    else:
        told = desk.store.sql(NAMING, (f'%"id":{bears.copy_id},%',))
    office = office_code(desk)
    for seq, detail in told:
        for row in _rows(detail):
            made = _code(office, row)
            if made is not None and made.fits(bears.page, bears.check):
                return Printed(made, str(row.get("name") or ""), int(seq))
    return None


@dataclass(frozen=True)
class Tampered:
    """What other hands have made of the row of a copy: `gone` is what the trail tells where there is none any more."""

    sentence: str
    gone: Printed | None = None


def tampered(desk: Desk, bears: PageCode | ShortCode, copy: CopyView | None) -> Tampered | None:
    """Of a code that fits what the trail says was printed, and not `copy`, which is registered by its numbers now."""
    told = code(desk, copy) if copy else None
    if copy and told and told != copy.code and told.fits(bears.page, bears.check):
        return Tampered(f"{copy.named}的登记被程序以外的手改过：登记的内容不是当时单上的内容")
    made = printed(desk, bears)
    if made is None or (copy is not None and copy.code == made.code):
        return None
    found = desk.store.sql("SELECT number FROM record WHERE id = ?", (made.code.record,))
    number = next((number for (number,) in found if number), f"序号 {made.code.record} 的单")
    when = f"{desk.clock.local(made.code.at)} {made.by}"
    return Tampered(f"{number} 第 {made.code.position} 份是本办公室印的（事件 {made.event}，{when}），"
                    "它的登记被程序以外的手删掉了", made)  # fmt: skip


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
