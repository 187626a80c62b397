"""保全: a record or case that must not be disposed of while a lawsuit or an audit needs it, whatever its age."""

from __future__ import annotations

from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Note
from qcdesk.services.basics import people, typing_in
from qcdesk.services.keeping import gone, standing
from qcdesk.services.sheets import records
from qcdesk.services.trail import kept_rows
from qcdesk.views import PersonView

HOLDERS = ("qcmgr", "gm", "admin")
"""Who may hold and release."""

LIMIT = 500
NO_REASON = "保全和解除保全都要写原因，例如 客户起诉，案号……"


def hold(desk: Desk, which: int | str, reason: str) -> Change:
    """Raises NotFound, Refused without a reason, for others than `HOLDERS`, for what is held or gone already."""
    return _write(desk, which, gone.HOLD, reason)


def release(desk: Desk, which: int | str, reason: str) -> Change:
    return _write(desk, which, gone.RELEASE, reason)


def why_not(desk: Desk, person: PersonView) -> str:
    """Why this person may not hold or release; empty where he may."""
    if set(person.roles) & set(HOLDERS):
        return ""
    return f"保全要由{'、'.join(people.role_label(desk, role) for role in HOLDERS)}登记"


def _write(desk: Desk, which: int | str, act: str, reason: str) -> Change:
    login = desk.require_person().login
    said = typing_in.reason(Note("reason", "原因", limit=LIMIT), reason, NO_REASON)
    with desk.store.write():
        desk = desk.seating(people.in_office(desk, login))
        if shut := why_not(desk, desk.person):
            raise Refused(shut)
        row = records.row_of(desk, which)
        gone.refuse(desk, row.id, row.number)
        name = row.number or f"草稿 {row.id}"
        held = standing.of(desk).holds.get(row.id)
        if act == gone.HOLD and held:
            raise Refused(f"{name} 已经在保全中：{held.told}")
        if act == gone.RELEASE and not held:
            raise Refused(f"{name} 没有保全，不用解除")
        made: dict[str, Json] = {"record": row.id, "act": act, "reason": said, "said": "{}"}
        seq = kept_rows.append(desk, f"keeping_{act}", [("keeping", made)], record=row.id, reason=said).event
    return touched("keeping", "records", "cases", record=row.id, event=seq)
