"""The line of the workbench that tells of scans that wait for somebody to look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from qcdesk.desk import Desk
from qcdesk.services.papers import scan_list, waiting_ink
from ui import refused_files
from ui.pages.parts import button, panel, row, words
from ui.style import tokens
from ui.style.named import named


def told(desk: Desk) -> str:
    """Empty where nothing waits."""
    pages = scan_list.waiting(desk)
    boxes = sum(map(len, waiting_ink.waiting(desk).values()))
    refused = len(refused_files.listed(desk))
    parts = (
        f"待处理 {pages} 页" if pages else "",
        f"待确认 {boxes} 个签名" if boxes else "",
        f"没收进来 {refused} 个文件" if refused else "",
    )
    said = "、".join(part for part in parts if part)
    return f"扫描件{said}" if said else ""


class ScansStrip:
    """`frame` is hidden while there is nothing to tell."""

    def __init__(self, to_scans: Callable[[], object]) -> None:
        self.frame, column = panel()
        named(self.frame, "scans_waiting")
        column.setContentsMargins(tokens.GAP, 4, 4, 4)
        self.said: QLabel = named(words(""), "scans_said")
        column.addLayout(row(self.said, None, button("到“扫描归档”", "to_scans", to_scans, "quiet", "import")))
        self.frame.hide()

    def put(self, said: str) -> None:
        self.said.setText(said)
        self.frame.setVisible(bool(said))
