"""The code by which the office's own paper is known from another's."""

from __future__ import annotations

from qcdesk.copy_codes import new_office
from qcdesk.desk import Desk
from qcdesk.services.basics import office
from qcdesk.services.trail import events, standing

KEY = "office_code"


def office_code(desk: Desk) -> str:
    """Six characters, drawn when they are first asked for inside a write; empty while nothing was printed yet."""
    return str(office.setting(desk, KEY).get("code") or "")


def settle(desk: Desk) -> str:
    """As `office_code`, drawn now if the desk has none, inside the open write."""
    found = office_code(desk)
    if found:
        return found
    drawn = new_office()
    office.put_setting(desk, KEY, {"code": drawn})
    told = {"key": KEY, standing.STANDS: standing.after(desk, "setting", KEY)}
    events.note(desk, "setting_changed", detail=told)
    return drawn
