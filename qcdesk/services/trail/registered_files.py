"""Attached files as they were registered: what each was called and is, who brought it and when, told by the trail."""

from __future__ import annotations

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.services.trail import events
from qcdesk.store.models import Attachment

REGISTERED = "file_registered"
FILES = "files"
"""Under which an event's detail tells how files were registered: `{sha256: {column: value}}`."""

LONGEST_NAME = 200
"""Characters that are kept of what a file is called."""

BEGUN = "SELECT 1 FROM event WHERE record_id IS NULL AND action = ? LIMIT 1"


def register(desk: Desk, sha256: str, name: str, media: str, size: int) -> None:
    """Inside the open write, by the person at the desk; a known file stays as who brought it first called it."""
    if desk.store.first(Attachment.select().where(Attachment.sha256 == sha256)) is not None:
        return
    at = desk.clock.stamp()
    called = name[:LONGEST_NAME]
    new = Attachment(sha256=sha256, name=called, media=media, size=size, added_by=desk.person.login, added_at=at)
    told: dict[str, Json] = {**_untold(desk), sha256: said(new)}
    events.note(desk, REGISTERED, detail={FILES: told}, at=at)
    desk.store.run(Attachment.insert(**new.__data__))


def said(row: Attachment) -> Values:
    """Every column but the key."""
    return {name: value for name, value in row.__data__.items() if name != "sha256"}


def _untold(desk: Desk) -> Values:
    """Those that earlier programs registered without a word, told with the first of this one."""
    rows = desk.store.every(Attachment.sha256)
    if not rows or desk.store.sql(BEGUN, (REGISTERED,)):
        return {}
    return {row.sha256: said(row) for row in rows}
