"""The head of a case page: whose goods, how severe, where it stands, and the steps from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from forms.sealing import ready
from qcdesk.services.cases.ahead import Way
from qcdesk.views import RecordView
from qcdesk.workflow import VOID
from ui.pages.cases.columns import LATE, severity_tone, state_tone
from ui.pages.cases.flow_line import FlowLine
from ui.pages.elided import Elided
from ui.pages.flow import Flow
from ui.paper.parts import tool
from ui.style import icons, tokens
from ui.style.named import named
from ui.style.parts import button, clear, words
from ui.style.tokens import PLAIN, Tone

PRINTS = (("preview", "预览履历", "preview"), ("printer", "打印履历…", "print"), ("pdf", "存成 PDF…", "pdf"),
          ("sealed", "存为盖章 PDF…", "seal"), ("excel", "存成 Excel…", "excel"))  # fmt: skip


WHOLE = (("preview", "预览全部单子", "preview"), ("printer", "打印全部单子…", "print"),
         ("pdf", "全部单子存成一个 PDF…", "pdf"), ("archive", "做归档包…", "export"))  # fmt: skip
"""The history sheet with every sheet of the case behind it."""


class CaseHead(QFrame):
    """`wanted` carries the Way whose button was pressed, `printing` how the history sheet is to come out,
    `printing_all` how all sheets of the case are."""

    wanted = Signal(object)
    printing = Signal(str)
    printing_all = Signal(str)
    back = Signal()
    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_head")
        self.setStyleSheet(
            f"QFrame#case_head {{ background: {tokens.PANEL}; border-bottom: 1px solid {tokens.LINE}; }}"
        )
        self.title = Elided("case_title", "heading")
        self.kind_chip, self.grade_chip, self.state_chip = (_chip(name) for name in ("kind", "grade", "state"))
        self.paused_chip = _chip("paused")
        self.flow = FlowLine()
        self.buttons: dict[str, QPushButton] = {}
        self.prints: dict[str, QAction] = {}
        self._actions: tuple[str, ...] = ()
        self._ways: Sequence[Way] = ()
        self._steps = Flow()
        self._save = button("保存", "save", self.saved.emit, "", "save")
        self._save.setToolTip("Ctrl+S")
        self._lay()

    def _lay(self) -> None:
        back = tool("back", "返回")
        back.setIcon(icons.icon("left"))
        back.setToolTip("返回，自动保存（Alt+Left）")
        back.clicked.connect(self.back)
        print_button = named(QPushButton("打印"), "prints", "打印：履历，或全部单子")
        print_button.setIcon(icons.icon("print"))
        menu = QMenu(print_button)
        menu.setToolTipsVisible(True)
        for what, label, picture in PRINTS:
            action = menu.addAction(icons.icon(picture), label, lambda what=what: self.printing.emit(what))
            self.prints[what] = action
        menu.addSeparator()
        offer_all(menu, self.printing_all.emit)
        print_button.setMenu(menu)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE)
        for widget in (back, self.kind_chip, self.grade_chip, self.state_chip, self.paused_chip):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.title, 1)
        top.addWidget(self._save)
        top.addWidget(print_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.GAP, 8, tokens.GAP, 8)
        outer.setSpacing(6)
        outer.addLayout(top)
        outer.addWidget(self.flow)
        outer.addLayout(self._steps)

    def show_case(self, record: RecordView, paused: bool, sent_back: Mapping[str, int]) -> None:
        values = record.values
        _show(self.kind_chip, str(values.get("case_kind") or ""), PLAIN)
        grade = str(values.get("severity") or "")
        _show(self.grade_chip, grade, severity_tone(grade) or PLAIN)
        _show(self.state_chip, record.state_label, state_tone(record.state))
        _show(self.paused_chip, "时限已暂停" if paused else "", LATE)
        about = "　".join(str(values.get(name) or "") for name in ("customer", "product_name", "lot_no")).strip()
        self.title.say(about)
        self.flow.show_case(record, sent_back)
        against = ready.why_not(record)
        self.prints["sealed"].setEnabled(not against)
        self.prints["sealed"].setToolTip(against)

    def show_dirty(self, dirty: bool) -> None:
        self._save.setEnabled(dirty)

    def show_ways(self, ways: Sequence[Way]) -> None:
        """One button a step; the first straight one that is open is the main one."""
        actions = tuple(way.step.action for way in ways)
        if actions != self._actions:
            self._make(ways)
        self._actions, self._ways = actions, ways
        main = next((way.step.action for way in ways if way.straight and way.step.allowed), "")
        for way in ways:
            made = self.buttons[way.step.action]
            made.setEnabled(way.step.allowed)
            needs_pin = way.step.step.signs or way.step.step.reason
            made.setToolTip(way.closed or (f"{way.step.label}：要输入 PIN" if needs_pin else way.step.label))
            made.setAccessibleDescription(way.closed)
            _dress(made, "main" if way.step.action == main else "danger" if way.step.step.target == VOID else "")

    def _make(self, ways: Sequence[Way]) -> None:
        clear(self._steps)
        self.buttons = {}
        for way in ways:
            made = button(way.step.label, f"step_{way.step.action}", partial(self._press, way.step.action))
            self.buttons[way.step.action] = made
            self._steps.addWidget(made)

    def _press(self, action: str) -> None:
        way = next((way for way in self._ways if way.step.action == action), None)
        if way is not None:
            self.wanted.emit(way)


def offer_all(menu: QMenu, wanted: Callable[[str], object]) -> None:
    """All sheets of the case in one go; `wanted` is told how they are to come out."""
    for what, label, picture in WHOLE:
        action = menu.addAction(icons.icon(picture), label, lambda what=what: wanted(what))
        action.setObjectName(f"all_{what}")


def _chip(name: str) -> QLabel:
    chip = words("")
    chip.setObjectName(f"{name}_chip")
    return chip


def _show(chip: QLabel, text: str, tone: Tone) -> None:
    chip.setText(text)
    chip.setVisible(bool(text))
    chip.setStyleSheet(f"background: {tone.ground}; color: {tone.ink}; border-radius: 9px; padding: 2px 10px;"
                       f"font-size: {tokens.TEXT_SMALL}px;")  # fmt: skip


def _dress(made: QPushButton, look: str) -> None:
    if made.property("look") != look:
        made.setProperty("look", look)
        made.style().unpolish(made)
        made.style().polish(made)
