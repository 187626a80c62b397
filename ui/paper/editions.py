"""The editions of the sheet on the page: what a 改版 changed, and the old sheets as they stood."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from qcdesk.errors import DeskError
from qcdesk.services.sheets import revisions
from qcdesk.services.sheets.revisions import labelled
from qcdesk.views import RecordView
from ui.dialogs.message import tell
from ui.paper.compared import Compared
from ui.paper.side_panel import SidePanel
from ui.session import Session


class Editions:
    """Behind the chip beside the state and the tab 改版 of the panel."""

    def __init__(self, page: QWidget, session: Session, record: int, chip: QToolButton, panel: SidePanel) -> None:
        self._page, self._session, self._record = page, session, record
        self._chip, self._panel = chip, panel
        chip.clicked.connect(lambda _=False: self.compare())
        panel.changes_wanted.connect(self.compare)
        panel.old_sheet_wanted.connect(self.preview)

    def show(self, record: RecordView) -> None:
        self._chip.setText(f"{labelled(record.amended)} · 看改了什么")
        self._chip.setAccessibleName(self._chip.text())
        self._chip.setVisible(record.amended > 0)

    def fill_panel(self) -> None:
        self._panel.show_editions(revisions.listed(self._session.desk, self._record))

    def compare(self, edition: int | None = None) -> None:
        """The edition beside the one that replaced it, the latest replaced one if none is named."""
        try:
            dialog = Compared(self._page, self._session, self._record, edition)
        except DeskError as error:
            tell(self._page, error)
            return
        dialog.old_sheet.connect(self.preview)
        dialog.exec()
        dialog.deleteLater()

    def preview(self, edition: int) -> None:
        from ui.printing.actions import preview_edition

        preview_edition(self._page, self._session, self._record, edition)
        if self._panel.isVisible():
            self.fill_panel()
