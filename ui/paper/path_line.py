"""The way of a sheet from draft to approved, with where it stands."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qcdesk.workflow import APPROVED, VOID, Workflow
from ui.style import tokens

RADIUS = 4
SKIPPED_RADIUS = 3
ASIDE = 5
"""Pixels kept free on both sides of a label."""


class Mark(Enum):
    PASSED = auto()
    HERE = auto()
    SKIPPED = auto()
    AHEAD = auto()


SAID = {Mark.PASSED: "已经过", Mark.HERE: "现在在这里", Mark.SKIPPED: "没有经过", Mark.AHEAD: "还没有到"}


def way(workflow: Workflow) -> tuple[str, ...]:
    """The longest way on from the beginning: every stage that a sheet can pass through."""

    def on(state: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        seen = (*seen, state)
        ahead = [
            on(step.target, seen)
            for step in workflow.from_state(state)
            if not step.goes_back and step.target != VOID and step.target not in seen
        ]
        ending = [one for one in ahead if one[-1] == APPROVED]
        return max(ending, key=len) if ending else seen

    return on(workflow.initial, ())


def marks(states: tuple[str, ...], state: str, passed: Collection[str]) -> tuple[Mark, ...]:
    """Passed is only what it was in; what it leapt over on the way to where it stands is skipped."""
    reached = max((at for at, name in enumerate(states) if name == state or name in passed), default=-1)
    if state in states:
        reached = states.index(state)

    def mark(at: int, name: str) -> Mark:
        if name == state:
            return Mark.HERE
        if at > reached:
            return Mark.AHEAD
        return Mark.PASSED if name in passed else Mark.SKIPPED

    return tuple(mark(at, name) for at, name in enumerate(states))


class PathLine(QWidget):
    """A dot for every stage; labels where there is room, always that of the present one, else their first word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("path")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._states: tuple[tuple[str, str], ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._at = -1

    def show_state(self, workflow: Workflow, state: str, passed: Collection[str]) -> None:
        states = way(workflow)
        self._states = tuple((name, workflow.label(name)) for name in states)
        self._at = states.index(state) if state in states else -1
        self._marks = marks(states, state, passed)
        words = " → ".join(label for _, label in self._states)
        here = workflow.label(state)
        skipped = "、".join(
            label for (_, label), mark in zip(self._states, self._marks, strict=True) if mark is Mark.SKIPPED
        )
        aside = f"，没有经过：{skipped}" if skipped else ""
        self.setAccessibleName(f"流程：{words}，现在：{here}{aside}")
        self.update()

    def mark(self, state: str) -> Mark:
        return self._marks[[name for name, _ in self._states].index(state)]

    def told(self, at: int) -> str:
        """What the tooltip over a stage says."""
        return f"{at + 1}. {self._states[at][1]}：{SAID[self._marks[at]]}"

    def sizeHint(self) -> QSize:
        return QSize(320, 34)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 34)

    def _x(self, at: int) -> float:
        most = max(1, len(self._states) - 1)
        return 30 + at * (self.width() - 60) / most

    def span(self, at: int, wide: float) -> tuple[float, float]:
        """Where something below a dot begins and ends: in its middle, but whole within the line."""
        left = min(max(0.0, self._x(at) - wide / 2), max(0.0, self.width() - wide))
        return left, left + wide

    def labels(self, metrics: QFontMetrics) -> dict[int, str]:
        """The present one first, then the ends, then whatever still fits between; of one that does not fit its first
        word, where it has several: D6 of D6 已验证."""
        chosen: list[tuple[float, float]] = []
        found: dict[int, str] = {}
        last = len(self._states) - 1
        order = dict.fromkeys(at for at in (self._at, 0, last, *range(len(self._states))) if at >= 0)
        full = [(at, self._states[at][1]) for at in order]
        short = [(at, label.partition(" ")[0]) for at, label in full if " " in label]
        for at, text in (*full, *short):
            left, right = self.span(at, metrics.horizontalAdvance(text) + 2 * ASIDE)
            if at not in found and all(right <= other[0] or left >= other[1] for other in chosen):
                chosen.append((left, right))
                found[at] = text
        return found

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._states:
            near = min(range(len(self._states)), key=lambda at: abs(self._x(at) - event.pos().x()))
            QToolTip.showText(event.globalPos(), self.told(near), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        labels = self.labels(metrics)
        y = 9.0
        for at in range(len(self._states) - 1):
            painter.setPen(self._line(at))
            painter.drawLine(QPointF(self._x(at) + RADIUS + 1, y), QPointF(self._x(at + 1) - RADIUS - 1, y))
        for at in range(len(self._states)):
            self._dot(painter, at, y)
            if at in labels:
                here = at == self._at
                painter.setPen(QColor(tokens.ACCENT_DEEP if here else tokens.INK_FAINT))
                left, right = self.span(at, metrics.horizontalAdvance(labels[at]) + 2 * ASIDE)
                room = QRectF(left, y + 8, right - left, 16)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, labels[at])
        painter.end()

    def _line(self, at: int) -> QPen:
        """From a stage to the next: full where both were passed, broken where one was leapt over."""
        ends = {self._marks[at], self._marks[at + 1]}
        if ends <= {Mark.PASSED, Mark.HERE}:
            return QPen(QColor(tokens.ACCENT), 2)
        broken = Mark.SKIPPED in ends
        return QPen(QColor(tokens.LINE_STRONG), 1, Qt.PenStyle.DotLine if broken else Qt.PenStyle.SolidLine)

    def _dot(self, painter: QPainter, at: int, y: float) -> None:
        mark = self._marks[at]
        here, done = mark is Mark.HERE, mark in (Mark.PASSED, Mark.HERE)
        painter.setPen(QPen(QColor(tokens.ACCENT if done else tokens.LINE_STRONG), 1.5))
        painter.setBrush(QColor(tokens.ACCENT if done else tokens.PANEL))
        radius = RADIUS + 1.5 if here else SKIPPED_RADIUS if mark is Mark.SKIPPED else RADIUS
        painter.drawEllipse(QPointF(self._x(at), y), radius, radius)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.PANEL))
            painter.drawEllipse(QPointF(self._x(at), y), 2, 2)
