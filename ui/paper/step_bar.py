"""Where a sheet stands, the steps on from there, and why a closed one is closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qcdesk.guards import LACKING
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.services.sheets.withheld import OTHERS_TURN, UNFILLED
from qcdesk.views import RecordView
from qcdesk.workflow import VOID, Step
from ui.pages.flow import Flow
from ui.paper.cells.looks import discard
from ui.paper.parts import plain, push, tool
from ui.paper.path_line import PathLine
from ui.style import icons, tokens

SHOWN = 2
"""Ways on that stand open beside each other."""

LINE = 18
"""Pixels kept for a sentence, so that the sheet does not jump when one comes or goes."""


class StepBar(QFrame):
    """`wanted` carries the OpenStep whose button was pressed; `back` leaves the page."""

    wanted = Signal(object)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_bar")
        self.setStyleSheet(f"QFrame#step_bar {{ background: {tokens.PANEL}; border: 0; }}")
        self._steps: Sequence[OpenStep] = ()
        self._buttons: dict[str, QPushButton] = {}
        self._shown: set[str] | None = None
        self.main: OpenStep | None = None
        self.ways: Sequence[OpenStep] = ()
        self._title = plain("", "record_title")
        self._title.setProperty("look", "heading")
        self._chip = plain("", "state_chip")
        self.edition = tool("edition_chip", "")
        self.edition.setToolTip("改版前和改版后对照，也可以看原来的单")
        self.edition.setStyleSheet(
            f"QToolButton {{ background: {tokens.ACCENT_TINT}; color: {tokens.ACCENT_DEEP}; border-radius: 9px;"
            f"padding: 2px 10px; font-size: {tokens.TEXT_SMALL}px; border: 1px solid transparent; }}"
            f"QToolButton:focus, QToolButton:hover {{ border-color: {tokens.FOCUS}; }}"
        )
        self.edition.hide()
        self.path = PathLine()
        self._why = plain("", "step_sentence")
        self._why.setWordWrap(True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._why.setMinimumHeight(LINE)
        keeps_its_place = self._why.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self._why.setSizePolicy(keeps_its_place)
        self._why.setStyleSheet(f"color: {tokens.INK_SOFT}; font-size: {tokens.TEXT_SMALL}px;")
        self._ways = QHBoxLayout()
        self._others = QFrame()
        self._other_row = Flow(right=True)
        self._others.setLayout(self._other_row)
        self._more = tool("step_more", "更多", checkable=True)
        self._build()

    def _build(self) -> None:
        back = tool("back", "返回")
        back.setIcon(icons.icon("left"))
        back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        back.setToolTip("返回，自动保存（Alt+Left）")
        back.clicked.connect(self.back)
        self._more.toggled.connect(self._others.setVisible)
        self._ways.setSpacing(tokens.SPACE)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE)
        for widget in (back, self._title, self._chip, self.edition):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.path, 1)
        top.addLayout(self._ways)
        top.addWidget(self._more)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.SPACE, 6, tokens.GAP, 4)
        outer.setSpacing(2)
        outer.addLayout(top)
        outer.addWidget(self._others)
        outer.addWidget(self._why)
        self._others.hide()

    @property
    def steps(self) -> Sequence[OpenStep]:
        return self._steps

    def show_record(self, record: RecordView, passed: Collection[str]) -> None:
        """`passed` are the states that it has been in."""
        self._title.setText(record.title)
        tone = tokens.tone_of(record.state)
        self._chip.setText(record.state_label)
        self._chip.setStyleSheet(
            f"background: {tone.ground}; color: {tone.ink}; border-radius: 9px; padding: 2px 10px;"
            f"font-size: {tokens.TEXT_SMALL}px;"
        )
        self.path.show_state(record.kind.workflow, record.state, passed)

    def show_steps(self, steps: Sequence[OpenStep], roles: Collection[str]) -> None:
        """The main way on and at most one other stand open, all else behind 更多; `roles` are the person's."""
        if [step.action for step in steps] != [step.action for step in self._steps]:
            self._make(steps)
        self._steps = steps
        shown = ways_shown(steps, roles)
        self.main = shown[0] if shown else None
        self._arrange({step.action for step in shown})
        main = self.main.action if self.main is not None and self.main.allowed else ""
        for step in steps:
            button = self._buttons[step.action]
            button.setText(step.label)
            button.setAccessibleName(step.label)
            button.setEnabled(step.allowed)
            button.setToolTip(step.reason or step.label + ("：要输入 PIN" if needs_pin(step.step) else ""))
            button.setAccessibleDescription(step.reason)
            _dress(button, _look(step, main))
        self.ways = shown
        shut = [step for step in shown if not step.allowed]
        self._why.setText("　　".join(f"{step.label}：{step.reason}{_jump(step)}" for step in shut))
        self._why.setVisible(bool(shut))
        aside = [step.label for step in steps if step not in shown]
        self._more.setVisible(bool(aside))
        self._more.setToolTip("、".join(aside))

    def _make(self, steps: Sequence[OpenStep]) -> None:
        """Buttons that stay keep their focus."""
        made = {step.action: self._buttons.get(step.action) or self._button(step.action) for step in steps}
        for gone in self._buttons.keys() - made.keys():
            discard(self._buttons[gone])
        self._buttons = made
        self._shown = None

    def _button(self, action: str) -> QPushButton:
        button = push("", f"step_{action}")
        button.clicked.connect(lambda: self._press(action))
        return button

    def _arrange(self, shown: set[str]) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        for action, button in self._buttons.items():
            (self._ways if action in shown else self._other_row).addWidget(button)
            button.show()

    def _press(self, action: str) -> None:
        step = next((step for step in self._steps if step.action == action), None)
        if step is not None:
            self.wanted.emit(step)


def ways_shown(steps: Sequence[OpenStep], roles: Collection[str]) -> list[OpenStep]:
    """The main way on, then one more that is the person's; a guarded way that is shut only where there is no other."""
    ways = [step for step in steps if not _is_aside(step)]
    own = [step for step in ways if step.allowed or (step.role in roles and not _is_a_fork(step.step))]
    own.sort(key=lambda step: (not step.allowed, step.reason.startswith(OTHERS_TURN)))
    usual = sorted(ways, key=lambda step: bool(step.step.guard))
    return (own or usual[:1])[:SHOWN]


def needs_pin(step: Step) -> bool:
    return bool(step.signs or step.reason)


def _is_a_fork(step: Step) -> bool:
    """Where another way goes on in its stead; what 编制 waits for is only to be filled in."""
    return bool(step.guard) and step.action != "submit"


def _is_aside(step: OpenStep) -> bool:
    """A way back that a tick on the sheet opens is as good a way as that forward."""
    return (step.step.goes_back and not step.step.guard) or step.step.target == VOID


def _jump(step: OpenStep) -> str:
    of_cells = step.step.guard in LACKING and not step.reason.startswith(OTHERS_TURN)
    return "（按 F8 逐格去填）" if of_cells or step.reason.startswith(UNFILLED) else ""


def _look(step: OpenStep, main: str) -> str:
    if _is_aside(step):
        return "danger" if step.step.target == VOID else ""
    return "main" if step.action == main else ""


def _dress(button: QPushButton, look: str) -> None:
    if button.property("look") != look:
        button.setProperty("look", look)
        button.style().unpolish(button)
        button.style().polish(button)
