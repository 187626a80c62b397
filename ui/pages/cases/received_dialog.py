"""更正受理时间: asks for the right time, the reason and the PIN of the one who answers for it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from qcdesk.canonical import Values
from qcdesk.change import Change
from qcdesk.errors import Refused
from qcdesk.fields import Moment, Note
from qcdesk.services.cases import received_anew
from qcdesk.services.cases.received_anew import LABEL
from qcdesk.views import RecordView
from ui.dialogs.pin import ask_proof
from ui.pages.cases.line_dialog import ask_line
from ui.session import Session
from ui.style.parts import button

FIELDS = (Moment("received_at", "真正的受理时间", required=True), Note("reason", "原因", required=True, limit=300))
HINT = (
    "原来的时间留在历史里；从受理起算的时限按新时间重算，客诉程度不变（要变的用“重新判定”）。登记判定的签名由您重签。"
)


def correct_button(parent: QWidget, session: Session, record: RecordView) -> QPushButton:
    """Closed with the reason where the time stands."""
    made = button(f"{LABEL}…", "correct_received", lambda: correct(parent, session, record), "quiet")
    why = received_anew.why_not(session.desk, record)
    made.setEnabled(not why)
    made.setToolTip(why)
    made.setAccessibleDescription(why)
    return made


def correct(parent: QWidget, session: Session, record: RecordView) -> bool:
    """True once it is written."""

    def act(raw: Values) -> Change:
        wanted, reason = raw.get("received_at"), str(raw.get("reason") or "")
        new, why = received_anew.check(session.desk, record.id, wanted, reason)
        title = f"{record.number} 受理时间：{_said(record.values.get('received_at'))} → {_said(new)}"
        given = ask_proof(parent, session, LABEL, False, title)
        if given is None:
            raise Refused("没有签名，受理时间没有更正")
        return received_anew.correct(session.desk, record.id, new, why, given[0])

    begun: Values = {"received_at": record.values.get("received_at")}
    return ask_line(parent, session, LABEL, FIELDS, act, begun, HINT)


def _said(moment: object) -> str:
    return str(moment or "").replace("T", " ")
