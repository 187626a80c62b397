"""A page that lies in its place, or was put aside: where, by whom, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.services.papers import scans
from qcdesk.services.papers.scan_list import DISMISS, FILE, FILED, ScanView
from qcdesk.services.papers.scans import Decided
from ui.dialogs.fault_line import FaultLine
from ui.session import Session
from ui.style.named import named
from ui.style.parts import button, row, words


class FiledCard(QWidget):
    """`decided` once a decision was taken back or the page put aside."""

    decided = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._scan: ScanView | None = None
        self.said, self.beside = words("", "soft", wrap=True), words("", "fault", wrap=True)
        self.kept = words("", "soft", wrap=True)
        self.reason = named(QLineEdit(placeholderText="为什么", maxLength=200), "way_back_reason", "原因")
        self.fault = FaultLine(keeps_room=True)
        self.wrong = button("归错了？", "wrong_place", self._ask, "quiet")
        self.undo = button("撤回手工的决定", "undo_page", self._undo, "quiet", "undo")
        self.aside = button("放在一边", "put_aside", self._aside, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        top = row(self.said, self.wrong)
        top.setStretchFactor(self.said, 1)
        column.addWidget(self.beside)
        column.addLayout(top)
        column.addWidget(self.kept)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(4)
        for widget in (self.reason, self.fault):
            asked.addWidget(widget)
        asked.addLayout(row(self.aside, self.undo, None))
        column.addWidget(self._asked)

    @property
    def asking(self) -> bool:
        """Whether somebody is about to say what is wrong with the page's place."""
        return self._asked.isVisible()

    def show_page(self, scan: ScanView) -> None:
        self._scan = scan
        at = self._session.desk.clock.local(scan.scanned_at)
        self.said.setText(f"{scan.sentence or '空白页'}\n{scan.scanned_by} {at} 收进来的“{scan.name}”第 {scan.page} 页")
        self.beside.setText(scan.beside)
        self.beside.setVisible(bool(scan.beside))
        self.wrong.setText("归错了？" if scan.state == FILED else "放错了？")
        over = scan.copy is not None and gone.is_over(self._session.desk, scan.copy.record)
        kept = "" if over else scans.attested(self._session.desk, scan)
        self.kept.setText(kept)
        self.kept.setVisible(bool(kept))
        self.wrong.setVisible(not over and not kept and (scan.state == FILED or scan.act in (FILE, DISMISS)))
        self._asked.hide()
        self.reason.clear()
        self.fault.silence()

    def _ask(self) -> None:
        scan = self._scan
        if scan is not None:
            self.wrong.hide()
            self._asked.show()
            self.undo.setVisible(scan.act in (FILE, DISMISS))
            self.aside.setVisible(scan.state == FILED)
            self.reason.setFocus()

    def _undo(self) -> None:
        self._attempt(scans.undo, "已撤回")

    def _aside(self) -> None:
        self._attempt(scans.dismiss, "已放在一边，原件还在")

    def _attempt(self, act: Callable[[Desk, int, str], Decided], said: str) -> None:
        scan = self._scan
        if scan is None:
            return
        done = self.fault.attempt(lambda: act(self._session.desk, scan.id, self.reason.text()))
        if done is not None:
            self.decided.emit("；".join(filter(None, (said, done.said))))
        else:
            self.reason.setFocus()
