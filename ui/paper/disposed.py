"""What stands above a record that was disposed of."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import attaching
from qcdesk.views import RecordView


def why_disposed(desk: Desk, record: RecordView) -> str:
    """Who disposed of it, when and how, and that its photos went with it; nothing for what is kept."""
    if not record.disposed:
        return ""
    photos = f"；{gone.PHOTO}" if attaching.destroyed(desk, record.values) else ""
    return f"{gone.told(desk, record.id)}{photos}。内容、签名和经过留着，不能再改、编份或盖章。"
