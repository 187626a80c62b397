"""A wheel that passes over a list or a number on its way down the page changes neither."""

import re

import pytest
import sources
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from ui.style.choosing import Chooser, Number


@pytest.fixture(params=[Chooser, Number])
def widget(request: pytest.FixtureRequest, qtbot) -> Chooser | Number:
    made = request.param()
    qtbot.addWidget(made)
    if isinstance(made, Chooser):
        made.addItems(["谁签的？", "朱例四", "孔新一"])
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(widget: Chooser | Number) -> str:
    return widget.currentText() if isinstance(widget, Chooser) else widget.text()


@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_changes_nothing_and_is_left_to_the_page(widget: Chooser | Number, focused: bool) -> None:
    if focused:
        widget.setFocus()
    before, middle = shown(widget), QPointF(widget.rect().center())
    for turn in (-120, 120):
        event = QWheelEvent(middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        widget.wheelEvent(event)
        assert (shown(widget), event.isAccepted()) == (before, False)


def test_no_other_lists_and_numbers_are_made() -> None:
    made = [
        sources.relative(path) for path in sources.modules("ui")
        if re.search(r"\bQ(ComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|DateTimeEdit)\(", path.read_text("utf-8"))
    ]  # fmt: skip
    assert made == []
