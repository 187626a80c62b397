"""What stands against what was typed, said below it; gone as soon as nothing does."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qcdesk.errors import DeskError, Fault, Invalid, Refused, Unavailable
from ui.dialogs.fault_line import FaultLine

TAKEN = "品管样品柜 A-02 还放着 2 枚标签，先移位再去掉"


def test_what_was_refused_is_said_and_gone_once_it_goes_through(qtbot) -> None:
    line = FaultLine()
    page = shown(qtbot, line)
    assert page.isVisible()
    assert not line.isVisible()
    assert line.attempt(lambda: refuse(Refused(TAKEN))) is None
    assert (line.isVisible(), line.text()) == (True, TAKEN)
    assert line.attempt(lambda: 37) == 37
    assert (line.isVisible(), line.text()) == (False, "")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Invalid([Fault("hours", "办公时间", "要从早到晚")], "没有保存："), "没有保存：办公时间：要从早到晚"),
        (Unavailable("数据库正忙，请稍后再试"), "数据库正忙，请稍后再试"),
    ],
)
def test_every_kind_of_the_persons_and_the_machines_trouble_is_said(qtbot, error: DeskError, told: str) -> None:
    line = FaultLine()
    page = shown(qtbot, line)
    line.attempt(lambda: refuse(error))
    assert page.isVisible()
    assert line.text() == told


def test_a_fault_of_the_program_goes_on_to_the_crash_path(qtbot) -> None:
    line = FaultLine()
    qtbot.addWidget(line)
    with pytest.raises(ZeroDivisionError):
        line.attempt(lambda: 1 // 0)
    assert line.text() == ""


@pytest.mark.parametrize("keeps_room", [True, False])
def test_only_a_line_that_keeps_its_room_takes_any_in_silence(qtbot, keeps_room: bool) -> None:
    """A PIN that was wrong does not push the button away from under the mouse."""
    line, bare = FaultLine(keeps_room), FaultLine()
    page, other = shown(qtbot, line), shown(qtbot, bare)
    layout = other.layout()
    assert layout is not None
    layout.removeWidget(bare)
    assert (page.sizeHint().height() > other.sizeHint().height()) is keeps_room


def shown(qtbot, line: FaultLine) -> QWidget:
    """A page with the line above what could be pushed away."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addWidget(QLabel("保存"))
    qtbot.addWidget(page)
    page.show()
    return page


def refuse(error: DeskError) -> int:
    raise error
