"""The other cases of a problem that stand in the same step: ticked beside the PIN, told case by case afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from qcdesk.services.problems.together import Mate, Outcome
from qcdesk.views import RecordView
from ui.dialogs.frame import Dialog, sentence
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, scrolling, words

TOLD = "同一问题的案件也在这一步，要一起办的请打勾。每一件各有签名和时限。"
ROOM = 190
"""Pixels after which the list scrolls by itself."""
WIDE = 560


class TogetherList(QWidget):
    """None is ticked before the person ticks it."""

    def __init__(self, mates: Sequence[Mate]) -> None:
        super().__init__()
        self.setObjectName("together")
        self.setMinimumWidth(WIDE)
        self.ticks: dict[int, QCheckBox] = {}
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for mate in mates:
            lines.addWidget(self._line(mate))
        lines.addStretch(1)
        area = scrolling(inside)
        area.setFixedHeight(min(ROOM, inside.sizeHint().height() + 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE)
        self.all = button("全选", "together_all", self._tick_all, "quiet")
        self.all.setAutoDefault(False)
        self.all.setVisible(sum(not mate.shut for mate in mates) > 1)
        line = row(words(TOLD, "field", wrap=True), self.all)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(area)

    def _line(self, mate: Mate) -> QWidget:
        case = mate.case
        tick = named(QCheckBox(about(case)), f"together_{case.number}", about(case))
        tick.setEnabled(not mate.shut)
        self.ticks[case.id] = tick
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(tick)
        said = mate.shut or (f"照这一件填：{'、'.join(mate.fills)}" if mate.fills else "")
        if mate.shut:
            tick.setStyleSheet(f"color: {tokens.INK_FAINT};")
            tick.setAccessibleDescription(mate.shut)
        if said:
            told = words(said, "small", wrap=True)
            told.setContentsMargins(26, 0, 0, 0)
            column.addWidget(told)
        return holder

    def _tick_all(self) -> None:
        for tick in self.ticks.values():
            tick.setChecked(tick.isEnabled())

    @property
    def chosen(self) -> tuple[int, ...]:
        return tuple(case for case, tick in self.ticks.items() if tick.isEnabled() and tick.isChecked())


def about(case: RecordView) -> str:
    names = ("customer", "product_name", "lot_no")
    return "　".join(filter(None, (str(case.number), *(str(case.values.get(name) or "") for name in names))))


class OutcomeDialog(Dialog):
    """What became of each of the cases that went along, those that did not with their sentences."""

    def __init__(self, parent: QWidget | None, label: str, outcomes: Sequence[Outcome]) -> None:
        super().__init__(parent, f"一起办“{label}”", "together_outcome", WIDE)
        gone = sum(not one.refused for one in outcomes)
        left = len(outcomes) - gone
        self.body.addWidget(
            sentence(f"另外 {gone} 件也走了这一步" + (f"，{left} 件没有走，照原样。" if left else "。"))
        )
        for one in outcomes:
            told = f"{one.number} 没有走：{one.refused}" if one.refused else f"{one.number} 现在“{one.state_label}”"
            self.body.addWidget(sentence(told, "fault" if one.refused else ""))
        self.add_button("知道了", "known", self.accept, "main")


def tell_outcomes(parent: QWidget | None, label: str, outcomes: Sequence[Outcome]) -> None:
    dialog = OutcomeDialog(parent, label, outcomes)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
