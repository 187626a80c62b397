"""A scanned copy's signature boxes beside the names: one click takes one as signed in ink, seen by whoever clicks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLayoutItem, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.keeping.gone import SCAN
from qcdesk.services.papers import ink_ahead, inked
from qcdesk.services.papers.ink_boxes import Proposal, proposed
from qcdesk.services.papers.inked import Outcome
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.papers.waiting_ink import to_be_signed_anew
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.message import message, telling
from ui.dialogs.pin import ask_proof
from ui.pages.scans.box_row import NOT_YET, BoxRow
from ui.pages.scans.looking import Looking
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, clear, row, scrolling, words
from ui.tasks import Task, start

NO_BOXES = "这一页上没有签名格。"
LOST_BOXES = "这一页的签名格读不出来。"
"""Where other hands have broken what was kept of the print."""
WHO = "请选是谁签的"
UNTIL = "这一份在“纸上送签”作废或归档，或重签的确认了，才不再列着"
NOT_YOURS = "有笔迹的 {} 格现在不能由您确认，为什么写在格里。"
SETTLE = 100
"""Milliseconds after the last word before it is judged."""
NOTHING_CHOSEN = "点“纸上已签，我看到了”，再在这里确认"


class ConfirmCard(QWidget):
    """`confirmed` once it was tried, with what was taken; nothing where all was refused, which has been told."""

    confirmed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._page = self._pictured = 0
        self._cropped = self._ready = False
        self.found: Proposal | None = None
        self.rows: list[BoxRow] = []
        self.said = words("", "fault", wrap=True)
        self.fault = FaultLine()
        self.looking = Looking(session, self.fault, self.confirmed.emit)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE)
        self._settling.timeout.connect(self._typed)
        self.take = button("确认签名…", "confirm_ink", self._confirm, "main", "sign")
        self.take.setAutoDefault(True)  # Enter
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, tokens.SPACE, 0)
        inside.setSpacing(tokens.SPACE)
        inside.addWidget(self.looking.hint)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(tokens.SPACE)
        inside.addLayout(self._boxes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.said)
        self._window = scrolling(self._inside)
        self._window.setMinimumHeight(1)  # what is asked below comes first on a low screen
        column.addWidget(self._window, 1)
        column.addWidget(self.fault)
        column.addLayout(row(self.looking.mark, None, self.take))

    def show_page(self, scan: ScanView) -> None:
        """The boxes of this page of its copy."""
        if scan.copy is None:
            return
        self._ready = False
        self.fault.silence()
        self.found = self.fault.attempt(partial(proposed, self._session.desk, scan.copy.id))
        clear(self._boxes)
        while self._boxes.count():
            _gone: QLayoutItem = self._boxes.takeAt(0)
        self._lay_boxes(scan)
        editors = [editor for line in self.rows for editor in line.editors]
        for one, other in pairwise((*editors, self.looking.mark, self.take)):
            QWidget.setTabOrder(one, other)
        if scan.id != self._page:
            self._window.verticalScrollBar().setValue(0)
        self.said.setText(_told(self.found) or self._not_yours() if self.found else "")
        self.said.setVisible(bool(self.said.text()))
        self.looking.show_page(scan, self.found)
        self._count()
        self._crop(scan)

    def _lay_boxes(self, scan: ScanView) -> None:
        """None where the sheet cannot be read, which the fault line says."""
        found = self.found
        here = [BoxRow(box, bool(found.why_not)) for box in found.boxes if box.page == scan.sheet_page] if found else []
        self.rows = sorted(here, key=lambda line: (not line.box.inked, not line.open))
        for line in self.rows:
            line.toggled.connect(self._ticked)
            line.typed.connect(self._settling.start)
            self._boxes.addWidget(line)
        if found and not self.rows:
            read = scan.sheet_page <= len(found.copy.page_boxes)
            self._boxes.addWidget(words(NO_BOXES if read else LOST_BOXES, "soft"))
        self._boxes.addStretch(1)

    def begin_anew(self) -> None:
        """What one person scrolled to is not where the next one looks first."""
        self._page = 0

    def _not_yours(self) -> str:
        """Why nothing is offered although there is ink."""
        inked = [line for line in self.rows if line.box.inked]
        return NOT_YOURS.format(len(inked)) if inked and not any(line.open for line in inked) else ""

    def see_page(self, scan: int) -> None:
        """The scan whose whole picture is in sight beside this; 0 while there is none."""
        self._pictured = scan
        self._let_tick()

    def _let_tick(self) -> None:
        seen = self._cropped and self._pictured == self._page
        for line in self.rows:
            line.let_tick(seen)
        self.looking.let(seen, any(line.mark.isChecked() for line in self.rows), NOT_YET)

    def _crop(self, scan: ScanView) -> None:
        self._page, self._cropped = scan.id, False
        if self._task is not None:
            self._task.cancel()
        desk = self._session.desk
        self._task = start(self, lambda task: _crops(desk, scan), self._show_crops, self._fail, desk=desk)

    def _show_crops(self, crops: dict[str, bytes]) -> None:
        for line in self.rows:
            if line.box.slot in crops:
                line.show_crop(crops[line.box.slot])
            else:
                line.show_none()
        self._cropped = True
        self._let_tick()

    def _fail(self, error: DeskError) -> None:
        """The place of the whole picture says that its scan was destroyed."""
        self.fault.say("" if error.sentence == SCAN else error.sentence)
        for line in self.rows:
            line.picture.hide()

    def _ticked(self) -> None:
        self._count()
        self._let_tick()
        self._judge()
        QTimer.singleShot(0, self, self._see_opened)  # once there is room for what a tick may open

    def _see_opened(self) -> None:
        for line in self.rows:
            for opened in (line.why, line.fault):
                if line.isAncestorOf(self.focusWidget()) and opened.isVisible():
                    self._window.ensureWidgetVisible(opened)

    def _typed(self) -> None:
        """Nothing moves under a mouse that is just pressing something."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._settling.start()
        else:
            self._judge()

    def _judge(self) -> list[BoxRow]:
        """Tells beside every box that is ticked what the office would say against it; gives those boxes. What is still
        to be typed is asked for once somebody has said that he is `_ready`."""
        marks = [mark for line in self.rows if (mark := line.chosen())]
        copy = self.found.copy.id if self.found else 0
        desk, ready = self._session.desk, self._ready
        told = (self.fault.attempt(lambda: ink_ahead.against(desk, copy, marks, ready)) if marks else None) or {}
        for mark in marks if ready else ():
            if not mark.person:
                told.setdefault(mark.slot, WHO)
        for line in self.rows:
            line.fault.say(told.get(line.box.slot, ""))
        return [line for line in self.rows if line.box.slot in told]

    def _see(self, wrong: Sequence[BoxRow]) -> None:
        """What somebody else has done meanwhile is told, and shown as it is now; else the first is put right."""
        desk = self._session.desk
        if self.found and proposed(desk, self.found.copy.id) != self.found:
            told = [Outcome(line.box.slot, line.box.label, False, line.fault.text()) for line in wrong]
            _tell_refused(self, told, self.fault.text())
            self.confirmed.emit("")
            return
        for first in wrong[:1]:
            first.mend()
            # once it has its room
            QTimer.singleShot(0, first, partial(self._window.ensureWidgetVisible, first.fault))

    def _count(self) -> None:
        chosen = sum(line.mark.isChecked() for line in self.rows)
        self.take.setText(f"确认 {chosen} 个签名…" if chosen else "确认签名…")
        self.take.setEnabled(bool(chosen))
        self.take.setToolTip("" if chosen else NOTHING_CHOSEN)
        self.take.setVisible(any(line.open for line in self.rows))

    def _confirm(self) -> None:
        marks = [(line, mark) for line in self.rows if (mark := line.chosen())]
        if self.found is None or not marks:
            return
        self._ready = True
        wrong = self._judge()
        if wrong or self.fault.text():
            self._see(wrong)
            return
        named = "、".join(f"{line.box.label} {line.who.currentText()}" for line, _ in marks)
        title = f"见签：{self.found.copy.named}"
        asked = ask_proof(self, self._session, f"我看到纸上已签：{named}", False, title)
        if asked is None:
            return
        outcomes: list[Outcome] = []
        with telling(self):
            outcomes = inked.confirm(self._session.desk, self.found.copy.id, [mark for _, mark in marks], asked[0])
        _tell_refused(self, outcomes)
        self.confirmed.emit(_taken(outcomes))


def _told(found: Proposal) -> str:
    """What stands against the paper as a whole."""
    missing = f"还缺第 {'、'.join(map(str, found.missing))} 页" if found.missing else ""
    anew = to_be_signed_anew(found.copy) and not found.record.disposed
    in_vain = anew and any(box.inked and box.open for box in found.boxes)
    return "；".join(part for part in (found.why_not, missing, UNTIL if in_vain else "") if part)


def _taken(outcomes: list[Outcome]) -> str:
    done = [one for one in outcomes if one.done]
    return f"已确认：{'、'.join(one.label for one in done)}；{done[-1].said}" if done else ""


def _tell_refused(parent: QWidget, outcomes: list[Outcome], whole: str = "") -> None:
    refused = [whole] if whole else [f"{one.label}：{one.said}" for one in outcomes if not one.done]
    if refused:
        done = [one.label for one in outcomes if one.done]
        lead = f"已确认：{'、'.join(done)}。\n" if done else ""
        dialog = message(parent, lead + "没有确认：\n" + "\n".join(refused), "有签名没有确认")
        dialog.exec()
        dialog.deleteLater()


def _crops(desk: Desk, scan: ScanView) -> dict[str, bytes]:
    from forms import filing

    made = {}
    for slot, picture in filing.crops(desk, scan).items():
        buffer = io.BytesIO()
        picture.save(buffer, "PNG", compress_level=1)
        made[slot] = buffer.getvalue()
    return made
