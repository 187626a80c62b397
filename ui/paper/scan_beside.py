"""The scan of a sheet beside it: what stands on the paper is keyed in, or compared, side by side."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.services.papers import scan_list
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.sheets.revisions import labelled
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT
from ui.paper.desk_area import DeskArea
from ui.paper.tool_bar import ToolBar
from ui.printing.scan_picture import PagePicture
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, row, words


class ScanBeside(QWidget):
    """Hidden until it is asked for; a sheet that was filled in by hand and is still to be keyed in shows it at once.
    The sheet fits into what room is left, and has its own size back when it stands alone."""

    def __init__(self, session: Session, record: int, tools: ToolBar, area: DeskArea) -> None:
        super().__init__()
        self.setObjectName("scan_beside")
        self._session, self._record, self._area = session, record, area
        self._alone: tuple[int, bool] | None = None
        self._scans: list[ScanView] = []
        self._at = self._amended = 0
        self._offered = False
        self.switch = tools.add_switch("tool_scan", "扫描件", "photo", self._show)
        self.switch.setToolTip("把签回的扫描件放在旁边看（Ctrl+Shift+B）")
        self.switch.setShortcut("Ctrl+Shift+B")
        self.switch.hide()
        self.picture = PagePicture(session)
        self.said = words("", "soft")
        self.before = button("", "scan_before", lambda: self._turn(-1), "quiet", "left")
        self.after = button("", "scan_after", lambda: self._turn(1), "quiet", "right")
        self.before.setAccessibleName("上一页扫描")
        self.after.setAccessibleName("下一页扫描")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE, 0, tokens.SPACE)
        column.addLayout(row(self.said, None, self.before, self.after))
        column.addWidget(self.picture, 1)
        self.hide()

    def look(self, record: RecordView) -> None:
        """What has come back of it by now."""
        self._scans = scan_list.of_record(self._session.desk, self._record)
        self.switch.setVisible(bool(self._scans))
        self._amended = record.amended
        self._at = min(self._at, max(0, len(self._scans) - 1))
        if not self._scans:
            self.switch.setChecked(False)
        elif record.state == DRAFT and not self._offered:
            self._offered = True
            self.switch.setChecked(True)
        if self.isVisible():
            self._draw()

    def _show(self, on: bool) -> None:
        self.setVisible(on and bool(self._scans))
        if on and self._scans:
            self._draw()
        QTimer.singleShot(0, self, self._share)

    def _share(self) -> None:
        """Once the new width is known."""
        if not self.isHidden():
            self._alone = self._alone or (self._area.percent, self._area.fit_within)
            self._area.fit_width()
        elif self._alone is not None:
            (percent, within), self._alone = self._alone, None
            self._area.zoom_to(percent)
            self._area.fit_within = within

    def _turn(self, by: int) -> None:
        self._at = max(0, min(len(self._scans) - 1, self._at + by))
        self._draw()

    def _edition(self, scan: ScanView) -> str:
        """Said of a paper of another edition than the sheet beside it."""
        if scan.copy is None or scan.copy.amended == self._amended:
            return ""
        return f"　旧版：{labelled(scan.copy.amended)}，不是旁边的{labelled(self._amended)}"

    def _draw(self) -> None:
        if not self._scans:
            return
        scan = self._scans[self._at]
        copy = f"第 {scan.copy.position} 份" if scan.copy else ""
        self.said.setText(f"扫描件　{copy}第 {scan.sheet_page} 页{self._edition(scan)}")
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(self._scans) - 1)
        for one in (self.before, self.after):
            one.setVisible(len(self._scans) > 1)
        self.picture.show_page(scan)
