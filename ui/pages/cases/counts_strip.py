"""What the signed delivery notes of a case say, taken into 送货点收 by one press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from qcdesk.canonical import Json, Values
from qcdesk.services.cases import proposing
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style.parts import button, words

Put = Callable[[str, Json], None]


class CountsStrip(QFrame):
    """Hidden while no note is counted, or the cells say it already; `put` writes as a hand would."""

    def __init__(self, session: Session, keeper: Keeper, put: Put) -> None:
        super().__init__()
        self.setObjectName("counts_strip")
        self._session, self._keeper, self._put = session, keeper, put
        self._found: Values = {}
        self.told = words("", wrap=True)
        self.take_button = button("照送货单填", "take_counts", self._take, "main")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.told, 1)
        line.addWidget(self.take_button)
        self.fill()

    def fill(self) -> None:
        """Anew from the notes as they stand."""
        numbers, self._found = proposing.delivered(self._session.desk, self._keeper.record)
        self.told.setText(f"《送货单》{numbers}：{_said(self._found)}" if numbers else "")
        self.show_whether_wanted()

    def show_whether_wanted(self) -> None:
        """As the cells stand while they are typed in; words that somebody wrote there are his."""
        self.setVisible(bool(self._wanted()))

    def _wanted(self) -> Values:
        entries, closed = self._keeper.entries, self._keeper.closed()
        return {
            name: value for name, value in self._found.items()
            if name not in closed and str(entries.typed(name) or "") != str(value)
            and not (isinstance(value, str) and entries.typed(name))
        }  # fmt: skip

    def _take(self) -> None:
        for name, value in self._wanted().items():
            self._put(name, str(value))
        self.show_whether_wanted()


def _said(found: Values) -> str:
    why = f"（{found['count_difference']}）" if "count_difference" in found else ""
    return f"送货 {found['delivered_qty']}，客户点收 {found['counted_qty']}{why}"
