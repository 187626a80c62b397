"""What the workbench tells of scans that wait for somebody to look."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.services.papers import scan_list, waiting_ink
from ui import refused_files
from ui.pages.scans.work import TO_LOOK_AT


def told(desk: Desk) -> str:
    """Empty where nothing waits."""
    pages = scan_list.waiting(desk)
    (inked, in_vain), unjudged = waiting_ink.seen_ink(desk), len(waiting_ink.unjudged(desk))
    boxes = sum(map(len, inked.values()))
    refused = len(refused_files.listed(desk))
    parts = (
        f"待处理 {pages} 页" if pages else "",
        f"待确认 {boxes} 个签名" if boxes else "",
        f"{TO_LOOK_AT} {unjudged} 页" if unjudged else "",
        f"要重新打印再签 {len(in_vain)} 页" if in_vain else "",
        f"没收进来 {refused} 个文件" if refused else "",
    )
    said = "、".join(part for part in parts if part)
    return f"扫描件{said}" if said else ""
