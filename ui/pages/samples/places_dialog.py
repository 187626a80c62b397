"""样品柜位置: the places there are in the QC cabinet, one a line."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from qcdesk.services.samples import places
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import telling
from ui.session import Session
from ui.style.named import named

HINT = (
    "一行写一个，例如 A-02、品管样品柜 A-02。封存、移位、归还只能放在这里有的位置；"
    "一个都不登记时，不核对具体的格位，写的是柜内的位置就可以。"
)
PROPOSED = "还没有登记过。下面是标签和移位用过的位置，看过以后保存。"


class PlacesDialog(Dialog):
    """Begins with the places in use while the office has listed none."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "样品柜位置", "places_dialog", 460)
        self._session = session
        self.lines = named(QPlainTextEdit(), "places", "样品柜位置")
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumHeight(240)
        self.proposed, self.fault = sentence(PROPOSED, "soft"), FaultLine()
        for widget in (sentence(HINT, "soft"), self.proposed, self.lines, self.fault):
            self.body.addWidget(widget)
        self.add_cancel()
        self.save = self.add_button("保存", "save", self._save, "main")
        with telling(self):
            self._fill()
        self.lines.setFocus()

    def _fill(self) -> None:
        desk = self._session.desk
        known = places.listed(desk)
        self.proposed.setVisible(not known)
        self.lines.setPlainText("\n".join(known or places.in_use(desk)))
        mine = bool(set(desk.person.roles) & set(places.KEEPERS))
        self.lines.setReadOnly(not mine)
        self.save.setVisible(mine)

    def _save(self) -> None:
        typed = self.lines.toPlainText().split("\n")
        change = self.fault.attempt(lambda: places.keep(self._session.desk, typed))
        if change is not None:
            self._session.tell(change)
            self.accept()


def ask_places(parent: QWidget, session: Session) -> None:
    dialog = PlacesDialog(parent, session)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
