"""Cases like this one, each with its reasons and with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.errors import DeskError
from qcdesk.rules.repeats import Similar
from qcdesk.services.basics import people
from qcdesk.services.cases import casework
from qcdesk.services.sheets import approval, records
from ui.dialogs.message import tell
from ui.dialogs.pin import ask_proof
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, clear, panel, row, words

MERGER = "qc"
SHOWN = 60


class AlikeList(QWidget):
    """`opened` carries the record of another case, `related` and `merged` the likeness that was acted on."""

    opened = Signal(int)
    related = Signal(object)
    merged = Signal(object)

    def __init__(self, session: Session, acting: bool) -> None:
        super().__init__()
        self._session, self._acting = session, acting
        self.setObjectName("alike")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE)

    def show_found(self, found: Sequence[Similar], linked: Sequence[str] = ()) -> None:
        clear(self._column)
        for one in found:
            self._column.addWidget(self._card(one, one.case.number in linked))
        self.setVisible(bool(found))

    def _card(self, one: Similar, linked: bool) -> QFrame:
        card, column = panel(10)
        case = one.case
        about = "　".join(part for part in (case.customer, case.product, f"{case.received or ''}") if part)
        column.addLayout(row(words(case.number), None, words(f"相似 {one.score}", "small")))
        column.addWidget(words(about, "small", wrap=True))
        column.addWidget(words("；".join(one.reasons), "soft", wrap=True))
        if case.description:
            column.addWidget(words(_short(case.description), "small", wrap=True))
        open_it = button("打开", f"open_{case.number}", lambda: self.opened.emit(case.key), "quiet")
        column.addLayout(row(*([open_it, *self._acts(one, linked)] if self._acting else [open_it]), None))
        return card

    def _acts(self, one: Similar, linked: bool) -> list[QWidget]:
        relate = button(
            "已相连" if linked else "相连", f"relate_{one.case.number}", lambda: self.related.emit(one), "quiet"
        )
        relate.setToolTip("同一个问题：两边都写上，一份 8D 可以一起回答")
        relate.setEnabled(not linked)
        merge = button("并入…", f"merge_{one.case.number}", lambda: self.merged.emit(one), "quiet")
        allowed = MERGER in self._session.person.roles
        merge.setEnabled(allowed)
        merge.setToolTip("重复受理的同一件：这一件并进去，不再走流程" if allowed else
                         f"并入要由{people.role_label(self._session.desk, MERGER)}操作")  # fmt: skip
        return [relate, merge]


def relate(parent: QWidget, session: Session, case: int, one: Similar) -> bool:
    """Links two cases of one problem; what is against it is told."""
    try:
        session.tell(casework.relate(session.desk, case, one.case.key, "；".join(one.reasons)))
    except DeskError as error:
        tell(parent, error)
        return False
    return True


def merge(parent: QWidget, session: Session, case: int, one: Similar) -> bool:
    """Puts the case into the other one, signed and with its reason; True once it is done."""
    label = f"并入 {one.case.number}"
    given = ask_proof(parent, session, label, True, f"这一件以后看 {one.case.number}，不再单独走流程。")
    if given is None:
        return False
    proof, reason = given
    try:
        held = records.get(session.desk, case)
        into: dict[str, Json] = {"merged_into": one.case.number}
        records.save(session.desk, case, held.version, into)
        session.tell(approval.take(session.desk, case, "merge", proof, reason=reason))
    except DeskError as error:
        tell(parent, error)
        return False
    return True


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
