"""The 柏拉图 on screen: bars to be picked and opened, the curve, the 80 % line; before and after on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from forms.pareto_plan import Box, Placed, PlacedBar, Plan, Type, least_width, plans
from qcdesk.cases import asking
from qcdesk.cases.asking import Measure
from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar
from qcdesk.services.overview.figures import Pareto
from ui.style import tokens
from ui.style.dress import face

SIDES = ("改善前", "改善后")
EIGHTY = f"{pareto.VITAL // 10}%"
BETWEEN, TICK, DOT = 20, 4, 3.0
LEAST_HEIGHT = 260
LINE = 1.3
"""Of the size."""
MIDDLE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Chosen:
    """A bar and which of the charts it stands in."""

    side: int
    bar: Bar


class Chart(QWidget):
    """`picked` gives a Chosen that was clicked or gone to by the arrows, `opened` one that was double-clicked or
    taken with Enter."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chart")
        self.setAccessibleName("柏拉图")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.charts: tuple[Pareto, ...] = ()
        self.chosen: Chosen | None = None
        self._hovered: Chosen | None = None
        self._font = face(tokens.TEXT_SMALL)
        self._metrics = QFontMetricsF(self._font)
        self._type = Type(self._metrics.horizontalAdvance, tokens.TEXT_SMALL * LINE)

    def put(self, charts: Sequence[Pareto]) -> None:
        self.charts, self.chosen, self._hovered = tuple(charts), None, None
        self.setAccessibleDescription("；".join(_spoken(chart) for chart in charts))
        self.setMinimumSize(self._least())
        self.update()

    def choose(self, chosen: Chosen | None) -> None:
        self.chosen = chosen
        self.update()

    def plans(self) -> list[Plan]:
        """Where everything stands at the widget's size."""
        count = len(self.charts)
        if not count:
            return []
        wide = (self.width() - BETWEEN * (count - 1)) / count
        head = 2 * self._type.line if count > 1 else 0
        rooms = [Box(at * (wide + BETWEEN), head, wide, self.height() - head) for at in range(count)]
        return plans([chart.bars for chart in self.charts], rooms, self._type, self._measure.words)

    def at(self, point: QPointF) -> Chosen | None:
        for side, plan in enumerate(self.plans()):
            for placed in plan.bars:
                if QRectF(*placed.slot).contains(point):
                    return Chosen(side, placed.bar)
        return None

    @property
    def _measure(self) -> Measure:
        return asking.measure(self.charts[0].query.measure)

    def _least(self) -> QSize:
        if not self.charts:
            return QSize(0, 0)
        top = max(chart.whole for chart in self.charts)
        wide = [least_width(len(chart.bars), self._type, self._measure.words, top) for chart in self.charts]
        return QSize(round(max(wide)) * len(wide) + BETWEEN * (len(wide) - 1), LEAST_HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self.at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
        if event.key() in steps:
            self._go(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._told(found.bar) if found else "", self)
            return True
        return super().event(event)

    def _go(self, by: int) -> None:
        every = [Chosen(side, bar) for side, chart in enumerate(self.charts) for bar in chart.bars]
        if every:
            at = every.index(self.chosen) + by if self.chosen in every else 0
            self._pick(every[max(0, min(at, len(every) - 1))])

    def _pick(self, found: Chosen | None) -> None:
        if found is not None:
            self.choose(found)
            self.picked.emit(found)

    def _hover(self, found: Chosen | None) -> None:
        if found != self._hovered:
            self._hovered = found
            self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
            self.update()

    def _told(self, bar: Bar) -> str:
        of = self._measure
        shares = f"占 {pareto.percent(bar.share)}，累计 {pareto.percent(bar.cumulative)}"
        inside = f"\n{'、'.join(bar.names)}" if len(bar.names) > 1 else ""
        return f"{bar.name}　{of.words(bar.amount)} {of.unit}，{shares}{inside}\n点一下看案件，双击往下分一层"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for side, plan in enumerate(self.plans()):
            if len(self.charts) > 1:
                self._title(painter, side, plan)
            self._scales(painter, plan)
            for placed in plan.bars:
                self._bar(painter, placed, Chosen(side, placed.bar))
            self._curve(painter, plan)
            for words in plan.reached:
                self._words(painter, words, tokens.INK_SOFT, MIDDLE, on=tokens.PANEL)
            for placed in plan.bars:
                self._value(painter, placed)
        if self.hasFocus() and self.chosen is None:
            painter.setPen(QPen(QColor(tokens.FOCUS), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _title(self, painter: QPainter, side: int, plan: Plan) -> None:
        chart = self.charts[side]
        left = plan.plot.x - self._type.line * 2
        room = QRectF(max(0.0, left), 0, plan.plot.right - left + 40, 2 * self._type.line)
        painter.setPen(QColor(tokens.INK))
        wrap = Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(LEFT) | wrap, f"{SIDES[side]}　{chart.query.span}　N＝{chart.n}")

    def _scales(self, painter: QPainter, plan: Plan) -> None:
        plot = plan.plot
        painter.setPen(QPen(QColor(tokens.LINE), 1))
        for tick in plan.amounts:
            painter.drawLine(QPointF(plot.x, tick.y), QPointF(plot.right, tick.y))
        painter.setPen(QPen(QColor(tokens.LINE_STRONG), 1))
        painter.drawLine(QPointF(plot.x, plot.y), QPointF(plot.x, plot.bottom))
        painter.drawLine(QPointF(plot.right, plot.y), QPointF(plot.right, plot.bottom))
        painter.drawLine(QPointF(plot.x, plot.bottom), QPointF(plot.right, plot.bottom))
        gap = self._type.line * 0.5
        for tick in plan.amounts:
            self._words(painter, tick._replace(x=tick.x - gap), tokens.INK_SOFT, RIGHT)
        for share in plan.shares:
            ink = tokens.BAD if share.text == EIGHTY else tokens.INK_SOFT
            self._words(painter, share._replace(x=share.x + gap), ink, LEFT)

    def _bar(self, painter: QPainter, placed: PlacedBar, this: Chosen) -> None:
        if this in (self._hovered, self.chosen):
            ground = tokens.ACCENT_TINT if this == self.chosen else tokens.HOVER
            painter.fillRect(QRectF(*placed.slot), QColor(ground))
        painter.fillRect(QRectF(*placed.box), QColor(tokens.ACCENT if placed.bar.vital else tokens.ACCENT_LINE))
        if this == self.chosen and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.FOCUS), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(*placed.slot).adjusted(1, 1, -1, -1))
        for line in placed.label:
            self._words(painter, line, tokens.INK, MIDDLE)

    def _value(self, painter: QPainter, placed: PlacedBar) -> None:
        """Above a low bar the curve may go by: it does not run through the words."""
        ink = tokens.INK_ON_ACCENT if placed.inside and placed.bar.vital else tokens.INK
        ground = tokens.ACCENT_TINT if self.chosen and self.chosen.bar is placed.bar else tokens.PANEL
        self._words(painter, placed.value, ink, MIDDLE, on="" if placed.inside else ground)

    def _curve(self, painter: QPainter, plan: Plan) -> None:
        if not plan.curve:
            return
        painter.setPen(QPen(QColor(tokens.BAD_LINE), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plan.plot.x, plan.eighty), QPointF(plan.plot.right, plan.eighty))
        points = [QPointF(x, y) for x, y in plan.curve]
        painter.setPen(QPen(QColor(tokens.WARN), 2))
        painter.drawPolyline(points)
        painter.setBrush(QColor(tokens.PANEL))
        for point in points:
            painter.drawEllipse(point, DOT, DOT)

    def _words(self, painter: QPainter, placed: Placed, ink: str, across: Qt.AlignmentFlag, on: str = "") -> None:
        wide, high = self._type.width(placed.text) + 2, self._type.line
        left = {LEFT: 0.0, RIGHT: wide}.get(across, wide / 2)
        box = QRectF(placed.x - left, placed.y - high / 2, wide, high)
        if on:
            painter.fillRect(box.adjusted(1, 2, -1, -2), QColor(on))
        painter.setPen(QColor(ink))
        painter.drawText(box, int(MIDDLE), placed.text)


def _spoken(chart: Pareto) -> str:
    of = asking.measure(chart.query.measure)
    bars = "，".join(f"{bar.name} {of.words(bar.amount)} {of.unit}" for bar in chart.bars)
    return f"{chart.query.title} {chart.query.span}：{bars or '没有'}"
