"""What the workbench tells of scans that wait for somebody to look."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.services.papers import scan_list, waiting_ink
from ui import refused_files

NO_MORE = "不能再确认"


def told(desk: Desk) -> str:
    """Empty where nothing waits."""
    pages, found = scan_list.counted(desk)[scan_list.FLAGGED], waiting_ink.to_look_at(desk)
    refused = len(refused_files.listed(desk))
    in_vain = f"（其中 {len(found.in_vain)} 页{NO_MORE}）" if found.in_vain else ""
    parts = (
        f"待处理 {pages} 页" if pages else "",
        f"待确认签名 {len(found.pages)} 页{in_vain}" if found.pages else "",
        f"没收进来 {refused} 个文件" if refused else "",
    )
    said = "、".join(part for part in parts if part)
    return f"扫描件{said}" if said else ""
