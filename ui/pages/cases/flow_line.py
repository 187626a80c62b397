"""The flow of a case, drawn: what is done, where it stands, what was passed over, how often it came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qcdesk.cases import choices, states
from qcdesk.cases.states import STAGES, Stage
from qcdesk.views import RecordView
from ui.style import tokens
from ui.style.dress import face

DONE, HERE, PASSED, AHEAD, OUT = "已完成", "现在在这里", "没有经过", "还没有到", "这一类案件不经过"
RADIUS = 7.0
LOW, HIGH = 44, 58
"""Pixels without and with a line for what came back."""
ROOM = 88
"""Pixels for the words below a stage."""
WITHOUT_CUSTOMER = ("送货点收", "回复客户", "客户确认")


@dataclass(frozen=True)
class Station:
    """One stage as it stands; `back` counts how often the case was sent back from it."""

    label: str
    how: str
    back: int = 0
    said: str = ""


def stations(record: RecordView, sent_back: Mapping[str, int]) -> tuple[Station, ...]:
    """Done is what somebody signed; a stage that was passed over never looks done. `sent_back` counts by state."""
    here = states.stage_of(record.state)
    back = _by_stage(sent_back)
    return tuple(_station(record, at, stage, here, back[at]) for at, stage in enumerate(STAGES))


def _station(record: RecordView, at: int, stage: Stage, here: int, back: int) -> Station:
    slots = _signed_there(record, stage)
    signed = [item for item in record.signatures if item.slot in slots]
    said = "；".join(f"{item.label} {item.signer} {item.dated}" for item in signed)
    if at == here:
        ended = record.state in states.ENDS
        return Station(record.state_label if ended else stage.label, DONE if ended else HERE, back, said)
    if at < here:
        return Station(stage.label, DONE if signed or at == 0 else PASSED, back, said)
    skipped = record.values.get("case_kind") == choices.IN_HOUSE and stage.label in WITHOUT_CUSTOMER
    return Station(stage.label, OUT if skipped else AHEAD, back, said)


def _signed_there(record: RecordView, stage: Stage) -> set[str]:
    """By the steps that lead out of a stage: what is signed anew where it stands belongs to the stage before."""
    leading = (step for step in record.kind.workflow.steps if step.target not in step.source)
    return {slot for step in leading if set(step.source) & set(stage.states) for slot in step.signs}


def _by_stage(sent_back: Mapping[str, int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for state, times in sent_back.items():
        found[states.stage_of(state)] += times
    return found


class FlowLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("flow")
        self.stations: tuple[Station, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_case(self, record: RecordView, sent_back: Mapping[str, int]) -> None:
        self.stations = stations(record, sent_back)
        told = "，".join(f"{one.label}{one.how}{f'退回 {one.back} 次' if one.back else ''}" for one in self.stations)
        self.setAccessibleName(f"流程：{told}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(700, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self._high())

    def _high(self) -> int:
        return HIGH if any(one.back for one in self.stations) else LOW

    def _x(self, at: int) -> float:
        return 34 + at * (self.width() - 68) / max(1, len(self.stations) - 1)

    def begins(self, at: int, wide: int) -> float:
        """Where the room of a label does, so that its words are whole within the line: 不成立，已答复 at its end."""
        half = wide / 2
        return min(max(self._x(at), half), self.width() - half) - ROOM / 2

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.stations:
            near = min(range(len(self.stations)), key=lambda at: abs(self._x(at) - event.pos().x()))
            one = self.stations[near]
            back = f"，退回过 {one.back} 次" if one.back else ""
            QToolTip.showText(event.globalPos(), f"{one.label}：{one.how}{back}\n{one.said}".strip(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 14.0
        for at in range(len(self.stations) - 1):
            gone = self.stations[at + 1].how in (DONE, HERE, PASSED)
            painter.setPen(QPen(QColor(tokens.ACCENT_LINE if gone else tokens.LINE_STRONG), 2 if gone else 1))
            painter.drawLine(QPointF(self._x(at) + RADIUS + 3, y), QPointF(self._x(at + 1) - RADIUS - 3, y))
        for at, one in enumerate(self.stations):
            self._dot(painter, QPointF(self._x(at), y), one)
            self._label(painter, at, one, y)
        painter.end()

    def _dot(self, painter: QPainter, at: QPointF, one: Station) -> None:
        full = one.how in (DONE, HERE)
        edge = {DONE: tokens.GOOD, HERE: tokens.ACCENT, PASSED: tokens.ACCENT_LINE}.get(one.how, tokens.LINE_STRONG)
        style = Qt.PenStyle.DotLine if one.how in (PASSED, OUT) else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(edge), 1.5, style))
        painter.setBrush(QColor(edge if full else tokens.PANEL))
        painter.drawEllipse(at, RADIUS + 2 if one.how == HERE else RADIUS, RADIUS + 2 if one.how == HERE else RADIUS)
        if one.how == DONE:
            painter.setPen(QPen(QColor(tokens.PANEL), 1.8))
            painter.drawPolyline([at + QPointF(-3, 0), at + QPointF(-1, 2.5), at + QPointF(3.5, -2.5)])
        elif one.how == HERE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.PANEL))
            painter.drawEllipse(at, 3, 3)

    def _label(self, painter: QPainter, at: int, one: Station, y: float) -> None:
        here = one.how == HERE
        painter.setFont(face(tokens.TEXT_SMALL, QFont.Weight.Bold if here else QFont.Weight.Normal))
        ink = tokens.ACCENT_DEEP if here else tokens.INK_SOFT if one.how in (DONE, PASSED) else tokens.INK_FAINT
        painter.setPen(QColor(ink))
        room = QRectF(self.begins(at, painter.fontMetrics().horizontalAdvance(one.label)), y + 11, ROOM, 17)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, one.label)
        if one.back:
            painter.setFont(face(11))
            painter.setPen(QColor(tokens.WARN))
            painter.drawText(room.translated(0, 15), Qt.AlignmentFlag.AlignCenter, f"退回 {one.back} 次")
