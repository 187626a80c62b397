"""What stands above a record that was disposed of."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.services.papers import scan_list
from qcdesk.services.sheets import attaching
from qcdesk.views import RecordView


def why_disposed(desk: Desk, record: RecordView) -> str:
    """Who disposed of it, when and how, and that its photos and scans went with it; nothing for what is kept."""
    if not record.disposed:
        return ""
    photos = f"；{gone.PHOTO}" if attaching.destroyed(desk, record.values) else ""
    scanned = any(scan_list.destroyed(desk, scan) for scan in scan_list.of_record(desk, record.id))
    scans = f"；{gone.SCAN}" if scanned else ""
    return f"{gone.told(desk, record.id)}{photos}{scans}。内容、签名和经过留着，不能再改、编份或盖章。"
