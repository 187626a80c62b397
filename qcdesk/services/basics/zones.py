"""The office's time zone, put on the clock of a desk when it is opened; apart from the calendar, for a quick start."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from qcdesk.clock import CHINA
from qcdesk.desk import Desk
from qcdesk.services.basics import office

SETTING = "calendar"


def in_zone(desk: Desk) -> Desk:
    """The desk with its clock in the office's time zone, China's unless set otherwise."""
    return desk.at(replace(desk.clock, zone=named(str(office.setting(desk, SETTING).get("zone") or ""))))


def named(name: str) -> tzinfo:
    """China's where there is none of that name, for which nobody searches where none was given."""
    if not name:
        return CHINA
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return CHINA
