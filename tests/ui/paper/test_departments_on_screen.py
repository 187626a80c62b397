"""Several responsible departments on the sheet: parted, joined, each with a block of its own."""

import factory
import hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from qcdesk.services.sheets import records
from ui.paper.entries import Spot


def test_each_responsible_department_can_have_its_own_block(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly(duty_dept=["加工", "采购部"])))
    link = page.findChild(QToolButton, "own_blocks")
    assert link.isVisible()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    page.view.go_to(Spot("cause@采购部"))
    hands.commit("来料硬度偏高")
    assert page.findChild(QToolButton, "one_block_采购部") is None
    assert page.save()
    saved = records.get(session.desk, page.record_id).values
    assert saved["own_blocks"] == ["加工", "采购部"]
    assert saved["cause@采购部"] == "来料硬度偏高"


def test_a_blank_department_block_can_be_taken_away(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly(duty_dept=["加工", "采购部", "装配"])))
    page.findChild(QToolButton, "own_blocks").click()
    assert page.view.sheet.cell("cause@采购部") is not None
    page.findChild(QToolButton, "one_block_采购部").click()
    assert page.view.sheet.cell("cause@采购部") is None
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工"]


def test_departments_that_are_ticked_have_their_own_blocks_until_somebody_joins_them(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    box = hands.cell(page, "duty_dept")
    for name in ("装配", "加工", "采购部"):
        box.toggle(name)
    QApplication.processEvents()
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工", "采购部"]
    assert page.view.sheet.cell("cause@采购部") is not None
    box.toggle("采购部")
    QApplication.processEvents()
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工"]
    link = page.findChild(QToolButton, "own_blocks")
    assert link.text() == "各部门合为一栏"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.view.sheet.cell("cause@加工") is None
    assert "own_blocks" not in page.keeper.entries.values()
    assert page.findChild(QToolButton, "own_blocks").text() == "按部门各占一栏"


def test_ticks_and_the_blocks_they_part_are_undone_together(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    for name in ("装配", "加工"):
        hands.cell(page, "duty_dept").toggle(name)
    while page.filling.undo_list.can_back:
        page.filling.undo()
    assert not {"own_blocks", "duty_dept"} & page.keeper.entries.values().keys()
    while page.filling.undo_list.can_forward:
        page.filling.redo()
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工"]


def test_a_block_that_is_written_in_stays_when_another_department_is_ticked(show, session) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly(duty_dept=["加工"])))
    hands.cell(page, "duty_dept").toggle("采购部")
    QApplication.processEvents()
    assert "own_blocks" not in page.keeper.entries.values()
    page.findChild(QToolButton, "own_blocks").click()
    hands.cell(page, "duty_dept").toggle("装配")
    assert page.keeper.entries.values()["own_blocks"] == ["加工", "采购部", "装配"]


def test_qc_parts_the_departments_after_the_sheet_was_submitted(show, session) -> None:
    values = factory.anomaly(cause=None, cause_class=None, perm_action=None, perm_due=None, perm_done=None,
                             perm_track=None, duty_dept=None)  # fmt: skip
    record = factory.walk(session.desk, factory.draft(session.desk, values=values), "submit", "found_check")
    session.desk = factory.seat(session.desk, "qc")
    page = show(record)
    for name in ("装配", "加工"):
        hands.cell(page, "duty_dept").toggle(name)
    assert page.save()
    assert records.get(session.desk, record).values["own_blocks"] == ["装配", "加工"]
