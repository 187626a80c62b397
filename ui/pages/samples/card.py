"""The sample that is chosen: what it is, what may be done with it, what happened to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qcdesk.services.samples import custody
from qcdesk.services.samples.custody import ACTS, Moved
from ui.pages.flow import Flow
from ui.pages.samples.acts import closed, told
from ui.pages.samples.held import Held, borrowed, dismantled, pieces
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, clear, row, scrolling, words

WRONG, REPRINT = "注意", "标签"
ALARMS = (WRONG, REPRINT)
FACTS = (
    ("客户", lambda held: held.sample.customer), ("名称", lambda held: held.sample.item),
    ("不良现象", lambda held: held.sample.defect), ("件数", pieces), (WRONG, lambda held: held.sample.why),
    (REPRINT, lambda held: held.stale),
    ("借给", borrowed), ("拆解件", dismantled),
    ("存放位置", lambda held: held.sample.place), ("封存", lambda held: held.sample.sealed_on),
    ("保存至", lambda held: held.sample.keep_until + ("　已到期" if held.expired and not held.used_up else "")),
)  # fmt: skip
UNCHOSEN = "在左边选一个样品，这里就是它的经过和能做的事。"
NOTHING_YET = "封存以后还没有动过。"


class SampleCard(QFrame):
    """`act_wanted` carries the act, `print_wanted` and `record_wanted` the record to print or open."""

    act_wanted = Signal(object)
    print_wanted = Signal(int)
    record_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._session = session
        self.held: Held | None = None
        self.heading = words("", "heading")
        self.values = {label: words("", "fault" if label in ALARMS else "", wrap=True) for label, _ in FACTS}
        self.acts = {
            act.name: button(act.label, f"act_{act.name}", partial(self.act_wanted.emit, act),
                             "danger" if act.ends else "")
            for act in ACTS
        }  # fmt: skip
        self._case = button("", "open_case", self._open_case, "quiet")
        self._label = button("打开标签", "open_label", self._open_label, "quiet")
        self._print = button("打印标签", "print_label", self._print_label, "quiet", "print")
        self.deeds = QWidget()
        self._life = QVBoxLayout()
        self._life.setSpacing(tokens.SPACE)
        self._lay()
        self.show_sample(None)

    def show_sample(self, held: Held | None) -> None:
        self.held = held
        self.heading.setText(held.sample.number if held else "样品")
        for label, said in FACTS:
            text = said(held) if held else ""
            self.values[label].setText(text)
            for widget in (self.values[label], self._captions[label]):
                widget.setVisible(bool(text))
        self._unchosen.setVisible(held is None)
        for act in ACTS:
            why = closed(self._session.desk, act, held.sample if held else None)
            self.acts[act.name].setEnabled(not why)
            self.acts[act.name].setToolTip(why)
        for one in (self._label, self._print):
            one.setVisible(held is not None)
        self._case.setText(held.case if held else "")
        self._case.setVisible(bool(held and held.case))
        self._show_life()

    def _show_life(self) -> None:
        clear(self._life)
        found = custody.life(self._session.desk, self.held.sample.id) if self.held else ()
        for moved in reversed(found):
            self._life.addWidget(_line(moved))
        if self.held and not found:
            self._life.addWidget(words(NOTHING_YET, "soft", wrap=True))
        self._life_heading.setVisible(self.held is not None)

    def take_deeds(self) -> None:
        """Its buttons stand between what the sample is and what happened to it, unless the page shows them."""
        self._within.insertWidget(self._within.indexOf(self._life_heading), self.deeds)

    def _open_case(self) -> None:
        if self.held and self.held.sample.case is not None:
            self.record_wanted.emit(self.held.sample.case)

    def _open_label(self) -> None:
        if self.held:
            self.record_wanted.emit(self.held.sample.id)

    def _print_label(self) -> None:
        if self.held:
            self.print_wanted.emit(self.held.sample.id)

    def _lay(self) -> None:
        self._captions: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (label, _) in enumerate(FACTS):
            self._captions[label] = words(label, "soft")
            grid.addWidget(self._captions[label], at, 0)
            grid.addWidget(self.values[label], at, 1)
        self._unchosen = words(UNCHOSEN, "soft", wrap=True)
        inside = QWidget()
        self._within = within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, tokens.SPACE, 0)
        within.setSpacing(12)
        within.addLayout(grid)
        within.addWidget(self._unchosen)
        self.deeds.setLayout(Flow(*self.acts.values()))
        self._life_heading = words("经过", "heading")
        within.addWidget(self._life_heading)
        self.take_deeds()
        within.addLayout(self._life)
        within.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, tokens.GAP, 12, tokens.GAP)
        column.addLayout(row(self.heading, None, self._case))
        column.addWidget(scrolling(inside), 1)
        column.addLayout(row(self._label, None, self._print))


def _line(moved: Moved) -> QWidget:
    """When and by whom, and below it what was done."""
    line = named(QWidget(), "life_line")
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(f"{moved.at}　{moved.by}", "small"))
    column.addWidget(words(told(moved), wrap=True))
    return line
