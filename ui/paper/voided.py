"""What stands above a sheet that is void."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.services.trail import history
from qcdesk.services.trail.history import Line
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

MINUTES = len("2026-11-22 09:44")


def why_void(desk: Desk, record: RecordView) -> str:
    """Who made it void, when and why; nothing for a sheet that still counts."""
    line = _end(desk, record) if record.state == VOID else None
    if line is None:
        return ""
    reason = f"，原因：{line.reason}" if line.reason else ""
    return f"已作废，不再作数　{line.who}在 {line.at[:MINUTES]} {line.sentence.partition('，')[0]}{reason}"


def _end(desk: Desk, record: RecordView) -> Line | None:
    """A draft thrown away has taken no step of its workflow."""
    thrown = history.DEEDS["discard"]
    return history.last_move(desk, record.id) or next(
        (line for line in reversed(history.told(desk, record.id)) if line.sentence.startswith(thrown)), None
    )
