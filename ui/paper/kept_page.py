"""What the page of a sheet and that of a case have in common: typing is kept, saved, met by others, and stepped on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from qcdesk.change import Change
from qcdesk.errors import DeskError
from qcdesk.kinds import plain_name
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.views import RecordView
from qcdesk.workflow import Step
from ui.paper.keeper import Keeper, Meeting
from ui.paper.notices import FaultBar, RefusedStrip, RestoredStrip, UnsoundBar
from ui.paper.stale_banner import StaleBanner, clashes, only_theirs
from ui.paper.step_bar import needs_pin
from ui.session import Session

CALM = 250
"""Milliseconds after typing before the steps are looked at again."""


class KeptPage(QWidget):
    """`left` follows saving when the person goes back; `open_record` asks the window for another record; `retitled`
    follows every new reading. A page shows the record and its steps; what is done with them is done here."""

    left = Signal()
    open_record = Signal(int)
    retitled = Signal()

    def __init__(self, session: Session, record: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        self.keeper = Keeper(session, record, self)
        self.unsound, self.banner = UnsoundBar(), StaleBanner()
        self.restored, self.refused, self.faults = RestoredStrip(), RefusedStrip(), FaultBar()
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(lambda: self._told_of(self._show_steps))
        self._listen()

    def _listen(self) -> None:
        self.keeper.renewed.connect(self._renewed)
        self.keeper.renewed.connect(self.retitled)
        self.keeper.refused.connect(self.refused.tell)
        self.keeper.met.connect(self._met)
        self.banner.read.connect(self.refused.hide)
        self.banner.read.connect(self.keeper.decided)
        self.restored.discard.clicked.connect(self._discard)
        self._session.changed.connect(self._told)
        self._session.person_changed.connect(self._seated)

    @property
    def record_id(self) -> int:
        return self.keeper.record.id

    @property
    def title(self) -> str:
        """How the window calls it: by its number."""
        record = self.keeper.record
        return record.number or f"草稿 {record.id}"

    @property
    def strips(self) -> tuple[QFrame, ...]:
        """What is told of the record, from the top."""
        return self.unsound, self.banner, self.restored, self.refused, self.faults

    def _renewed(self) -> None:
        """The record was read again: the page shows what is saved, steps and locks are looked at anew."""
        raise NotImplementedError

    def _told(self, change: Change) -> None:
        """Something was changed in this window."""
        raise NotImplementedError

    def _show_steps(self) -> None:
        raise NotImplementedError

    def _show_dirty(self) -> None:
        raise NotImplementedError

    def _settle_focus(self) -> None:
        """Where typing goes on once the page stands there."""
        raise NotImplementedError

    def _stepped(self) -> None:
        """A step was taken from this page."""

    def _as_typed(self) -> RecordView:
        return replace(self.keeper.record, values=self.keeper.entries.values())

    def _bring_back(self) -> bool:
        """Typing that was not saved stands in the page again, and the page says so."""
        typed_at = self.keeper.restore()
        self.restored.say(f"已恢复您 {typed_at} 打的、还没有保存的内容。" if typed_at else "")
        return bool(typed_at)

    def _told_of(self, act: Callable[[], object]) -> bool:
        """Does it; what the office's rules or the machine have against it is told on the page. True if it was done."""
        try:
            act()
        except DeskError as error:
            self.refused.tell(error)
            return False
        return True

    def _met(self, meeting: Meeting) -> None:
        entries = self.keeper.entries
        found = clashes(meeting, entries, self.keeper.closed())
        self.banner.show_meeting(meeting, found, only_theirs(meeting, entries))

    def _discard(self) -> None:
        self.keeper.discard()
        self.restored.hide()
        self._renewed()

    def _seated(self) -> None:
        """What was told to the person before, and what he could undo, is not the next one's."""
        self.keeper.seat(self._session.desk)
        self.banner.put_away()
        self.refused.hide()
        if self._bring_back():
            self._renewed()
        QTimer.singleShot(0, self, self._settle_anew)

    def _settle_anew(self) -> None:
        """Where the next one's typing begins, wherever the cursor of the one before stood."""
        self._settle_focus()

    def save(self) -> bool:
        """False, with the sentence on the page, when something keeps it from being saved."""
        if self.banner.undecided:
            self.refused.tell("请先在上面逐格选留谁写的内容，再保存")
            return False
        done: list[bool] = []
        if self._told_of(lambda: done.append(self.keeper.save())) and done[0]:
            self._saved()
            return True
        return False

    def _saved(self) -> None:
        """What was told of typing that was not saved is told no more."""
        self.banner.put_away()
        self.refused.hide()
        self.restored.hide()
        self._show_dirty()

    def leave(self) -> None:
        """Saves what can be saved and goes; what cannot is kept beside the record and comes back."""
        self._keep()
        self.left.emit()

    def _keep(self) -> None:
        self.keeper.keep()
        if self.keeper.desk.person.login and not self.banner.undecided and self.keeper.is_dirty:
            self._told_of(self._save_quietly)

    def _save_quietly(self) -> None:
        if self.keeper.save():
            self._saved()

    def take_step(self, step: OpenStep) -> None:
        """Saves, asks for the PIN where something is signed or sent back, takes the step over the version seen; goes to
        what cannot be saved instead where there is such."""
        if not self.save():
            return
        if self.keeper.is_dirty:
            self.faults.next()
            return
        given = self._proof(step)
        if given is None:
            return
        if self._told_of(lambda: self._take(step, *given)):
            self.refused.hide()
            self._stepped()
        else:
            self._told_of(self.keeper.take_changes)

    def _proof(self, step: OpenStep) -> tuple[Proof | None, str] | None:
        return self._ask(step)

    def _ask(self, step: OpenStep, beside: QWidget | None = None) -> tuple[Proof | None, str] | None:
        """The PIN and the reason, nothing where the step needs neither; None when the person thinks better of it. What
        stands `beside` is asked along with them."""
        from qcdesk.services.papers import outside
        from ui.dialogs.pin import ask_proof

        if not needs_pin(step.step):
            return None, ""
        said = said_before(self.keeper.record, step)
        said += outside.warning(self._session.desk, self.keeper.record.id, step.step)
        reasons, asks = self._reasons(step), step.step.asks
        return ask_proof(self, self._session, step.label, step.step.reason, said, reasons, asks, beside)

    def _reasons(self, step: OpenStep) -> tuple[str, ...]:
        """What alone counts as a reason for the step; empty where anything may be one."""
        return ()

    def _take(self, step: OpenStep, proof: Proof | None, reason: str) -> None:
        record = self.keeper.record
        change = approval.take(self._session.desk, record.id, step.action, proof, reason=reason, version=record.version)
        self.keeper.reload()
        self._session.tell(change)

    def _print(self, what: str) -> None:
        """Only what is saved is printed."""
        from ui.printing.actions import print_record

        if not self._session.person.login or self.save():
            print_record(self, self._session, self.record_id, what)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._settle_focus)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.keeper.is_dirty:
            self._keep()


def said_before(record: RecordView, step: OpenStep) -> str:
    """What the person is about to do; a step into a state that nothing leads out of cannot be taken back."""
    for_ever = not record.kind.workflow.from_state(step.step.target)
    warning = f"。{step.label}以后不能恢复，编号和历史都留着。" if for_ever else ""
    return f"{record.title}：{step.label}{warning or _said_of_way_back(record, step.step)}"


def _said_of_way_back(record: RecordView, step: Step) -> str:
    """Where a way back leads and whose signatures it ends; nothing of a way on."""
    if not step.goes_back:
        return ""
    ending = [
        f"{item.label} {item.signer}" for item in record.signatures
        if "*" in step.clears or plain_name(item.slot) in step.clears
    ]  # fmt: skip
    lapse = f"，将失效的签名：{'、'.join(ending)}" if ending else ""
    if step.target == record.state:
        again = "、".join(record.kind.slot(name).label for name in step.signs)
        return f"。仍在“{record.state_label}”{lapse}，由您重新签“{again}”。"
    return f"。退回到“{record.kind.workflow.label(step.target)}”{lapse}。"
