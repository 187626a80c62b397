"""What is asked of the cases: which days, put in order by what, counted in what, and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from qcdesk.cases import asking, choices
from qcdesk.cases.asking import GROUPINGS, MEASURES, Query, Within
from qcdesk.errors import Refused
from ui.dialogs.fault_line import FaultLine
from ui.pages.flow import Flow
from ui.session import Session
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import row, words

THIS_MONTH, LAST_MONTH, QUARTER, THIS_YEAR, LAST_YEAR, OWN = "本月", "上月", "近三个月", "今年", "去年", "自己定"
SPANS = (THIS_MONTH, LAST_MONTH, QUARTER, THIS_YEAR, LAST_YEAR, OWN)
ALL = "全部案件"
DAY_WIDTH = 112
Days = tuple[str, str]


class Choices(QWidget):
    """`changed` follows every choice that can be asked; what cannot is said below the days."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.span = _box("span", "期间", SPANS)
        self.by = _box("by", "按什么分", [one.label for one in GROUPINGS])
        self.measure = _box("measure", "计量", [one.label for one in MEASURES])
        self.kind = _box("kind", "案件类别", [ALL, *(kind for kind, _ in choices.KINDS)])
        self.first, self.last = _day("first", "从"), _day("last", "到")
        self.compare = named(QCheckBox("改善前后比较"), "compare")
        self.before_first, self.before_last = _day("before_first", "改善前从"), _day("before_last", "改善前到")
        self.fault = FaultLine()
        self.within: Within | None = None
        self._lay()
        self._put_span(THIS_MONTH)
        self._connect()

    def query(self) -> Query:
        """Raises Refused for days that are none."""
        kind = "" if self.kind.currentText() == ALL else self.kind.currentText()
        return asking.checked(Query(
            self.first.text().strip(), self.last.text().strip(), GROUPINGS[self.by.currentIndex()].code,
            MEASURES[self.measure.currentIndex()].code, kind, self.within,
        ))  # fmt: skip

    def before(self) -> Days | None:
        """The span to compare with; raises Refused for days that are none."""
        if not self.compare.isChecked():
            return None
        days = self.before_first.text().strip(), self.before_last.text().strip()
        asking.checked(Query(*days))
        return days

    def show_span(self, name: str) -> None:
        """A span by its name."""
        self._put_span(name)
        self._tell()

    def _put_span(self, name: str) -> None:
        first, last = days_of(name, self._session.desk.clock.today())
        self.first.setText(first)
        self.last.setText(last)
        self.span.setCurrentText(name)

    def narrow(self, by: str, within: Within | None) -> None:
        """Another level: by what, and of which cases alone."""
        self.within = within
        self.by.blockSignals(True)
        self.by.setCurrentIndex([one.code for one in GROUPINGS].index(by))
        self.by.blockSignals(False)
        self._tell()

    def _span_chosen(self, name: str) -> None:
        if name == OWN:
            self.first.setFocus()
        else:
            self.show_span(name)

    def _day_typed(self) -> None:
        for day in (self.first, self.last, self.before_first, self.before_last):
            if day.isModified():
                day.setModified(False)
                if day in (self.first, self.last):
                    self.span.setCurrentText(OWN)
                self._tell()

    def _compare_turned(self, on: bool) -> None:
        """Proposed is as long a time, just before."""
        self._before.setVisible(on)
        if on and not self.before_first.text():
            for edit, day in zip((self.before_first, self.before_last), _just_before(self), strict=True):
                edit.setText(day)
        self._tell()

    def _tell(self) -> None:
        if self.fault.attempt(lambda: (self.query(), self.before())) is not None:
            self.changed.emit()

    def _connect(self) -> None:
        self.span.textActivated.connect(self._span_chosen)
        for box in (self.by, self.measure, self.kind):
            box.currentIndexChanged.connect(lambda _: self._tell())
        for day in (self.first, self.last, self.before_first, self.before_last):
            day.editingFinished.connect(self._day_typed)
        self.compare.toggled.connect(self._compare_turned)

    def _lay(self) -> None:
        self._before = _together(words("改善前", "field"), self.before_first, words("到", "soft"), self.before_last)
        self._before.hide()
        pieces = (
            _together(words("期间", "field"), self.span, self.first, words("到", "soft"), self.last),
            _together(words("按", "field"), self.by), _together(words("计", "field"), self.measure),
            _together(words("类别", "field"), self.kind), self.compare, self._before,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        flow = Flow(*pieces)
        flow.setSpacing(12)
        column.addLayout(flow)
        column.addWidget(self.fault)


def days_of(name: str, today: date) -> Days:
    """The first and the last day of a span by its name."""
    month = today.replace(day=1)
    if name == LAST_MONTH:
        return asking.month(month - timedelta(days=1))
    if name == QUARTER:
        back = month.year * 12 + month.month - 3
        return asking.month(date(back // 12, back % 12 + 1, 1))[0], asking.month(today)[1]
    if name in (THIS_YEAR, LAST_YEAR):
        year = today.year - (name == LAST_YEAR)
        return f"{year}-01-01", f"{year}-12-31"
    return asking.month(today)


def _just_before(choices_: Choices) -> Days:
    try:
        query = choices_.query()
    except Refused:
        return "", ""
    last = date.fromisoformat(query.first) - timedelta(days=1)
    if query.first.endswith("-01") and query.last == asking.month(date.fromisoformat(query.first))[1]:
        return asking.month(last)
    return (last - timedelta(days=query.days - 1)).isoformat(), last.isoformat()


def _box(name: str, label: str, texts: Sequence[str]) -> QComboBox:
    box = named(Chooser(), name, label)
    box.addItems(list(texts))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _day(name: str, label: str) -> QLineEdit:
    edit = named(QLineEdit(maxLength=10), name, label)
    edit.setPlaceholderText("2026-11-01")
    edit.setFixedWidth(DAY_WIDTH)
    return edit


def _together(*widgets: QWidget) -> QWidget:
    """Widgets that stay in one line with each other."""
    held = QWidget()
    line = row(*widgets, spacing=6)
    line.setContentsMargins(0, 0, 0, 0)
    held.setLayout(line)
    return held
