"""What an administrator is told at once on the workbench: whose PIN was mistyped again and again, when and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qcdesk.services.basics.misuse import Misuse
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, words

MOST = 3


class MisuseStrip(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self, to_people: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("misuse")
        self.said: QLabel = named(words("", "banner", wrap=True), "misuse_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE)
        column.addWidget(self.said)
        column.addLayout(row(button("到“系统 → 人员”处理", "to_people", to_people), None))
        self.hide()

    def put(self, found: Sequence[Misuse]) -> None:
        more = [f"还有 {len(found) - MOST} 人"] if len(found) > MOST else []
        lines = [one.sentence for one in found[:MOST]]
        self.said.setText("\n".join(["最近 7 天有人可能想冒用别人的 PIN，请问清是不是本人：", *lines, *more]))
        self.setVisible(bool(found))
