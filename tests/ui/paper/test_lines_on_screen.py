"""Line tables: typed in the grid, pasted from a spreadsheet, faults kept where they were typed."""

import factory
import hands
from drafts import rework
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from qcdesk.services.sheets import records
from ui.paper.entries import Spot

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_tab_moves_over_cells_and_a_row_appears_at_the_end(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[{"process": f"工序{n}"} for n in range(5)]))
    table = hands.into(page, "exec_lines", 4, "operator")
    hands.commit("甲班")
    hands.press(Key.Key_Tab)
    assert table.at == (5, 0)
    assert table.drawn_rows == 6
    for text in ("2026/11/7", "打包", "10"):
        hands.commit(text)
        hands.press(Key.Key_Return)
    assert page.save()
    saved = records.get(session.desk, page.record_id).values["exec_lines"]
    assert saved[4] == {"process": "工序4", "operator": "甲班"}
    assert saved[5] == {"work_date": "2026-11-07", "process": "打包", "qty_in": 10}


def test_totals_follow_the_typing(show, session) -> None:
    page = show(rework(session.desk))
    hands.into(page, "exec_lines", 0, "qty_in")
    hands.commit("200")
    assert hands.cell(page, "sum_in").text() == "680"


def test_tab_leaves_the_table_from_a_blank_row(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[{"process": "拆片"}]))
    hands.into(page, "exec_lines", 1, "operator")
    hands.press(Key.Key_Tab)
    assert page.view.isAncestorOf(hands.focused())
    assert hands.focused().objectName().startswith("recheck.")


def test_shift_tab_comes_back_into_the_table(show, session) -> None:
    page = show(rework(session.desk))
    hands.into(page, "exec_lines", 0, "work_date")
    hands.press(Key.Key_Backtab)
    assert hands.focused().objectName() == "cost_bearer"


def test_control_delete_removes_the_row(show, session) -> None:
    page = show(rework(session.desk))
    hands.into(page, "exec_lines", 1, "process")
    hands.press(Key.Key_Delete, CONTROL)
    assert page.save()
    saved = records.get(session.desk, page.record_id).values["exec_lines"]
    assert [row["process"] for row in saved] == ["拆片", "补上", "全检未混的 317 付"]


def test_rows_pasted_from_a_spreadsheet(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[{"process": "拆片"}]))
    hands.into(page, "exec_lines", 1, "work_date")
    rows = [f"2026-11-{day:02d}\t工序{day}\t{day}\t{day}\t0\t0" for day in range(1, 9)]
    hands.clipboard("\r\n".join(rows) + "\r\n")
    hands.press(Key.Key_V, CONTROL)
    assert page.save()
    saved = records.get(session.desk, page.record_id).values["exec_lines"]
    assert len(saved) == 9
    assert (saved[8]["work_date"], saved[8]["process"], saved[8]["qty_ok"]) == ("2026-11-08", "工序8", 8)


def test_pasted_cells_that_do_not_fit_are_marked_and_kept(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[]))
    hands.into(page, "exec_lines", 0, "work_date")
    hands.clipboard("昨天\t拆片\t十\n2026-11-06\t上片\t20")
    hands.press(Key.Key_V, CONTROL)
    spots = [misfit.spot for misfit in page.faults.misfits]
    assert spots == [Spot("exec_lines", 0, "work_date"), Spot("exec_lines", 0, "qty_in")]
    assert "“昨天”不是日期" in page.faults.words.text()
    assert page.save()
    saved = records.get(session.desk, page.record_id).values["exec_lines"]
    assert saved == [{"process": "拆片"}, {"work_date": "2026-11-06", "process": "上片", "qty_in": 20}]
    kept = records.working(session.desk, page.record_id)
    assert kept is not None
    assert kept.typed["exec_lines"][0]["work_date"] == "昨天"
    hands.press(Key.Key_F8)
    assert hands.focused().objectName() == "exec_lines.qty_in" or hands.focused().text() == "昨天"


def test_a_cell_is_clicked_and_typed_in(show, session, qtbot) -> None:
    page = show(rework(session.desk))
    table = hands.cell(page, "exec_lines")
    page.area.ensureWidgetVisible(table)
    box = table._boxes[(2, "process")]
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=box.center())
    assert isinstance(hands.focused(), QLineEdit)
    hands.focused().selectAll()
    hands.commit("补上并复核")
    assert page.keeper.entries.value("exec_lines")[2]["process"] == "补上并复核"
    assert isinstance(box.center(), QPoint)


def test_a_choice_in_a_table_is_typed_or_refused(show, session) -> None:
    page = show(rework(session.desk))
    hands.into(page, "recheck", 0, "recheck_result")
    hands.commit("差不多")
    assert "没有“差不多”这一项" in page.faults.words.text()
    hands.focused().selectAll()
    hands.commit("合格")
    assert not page.faults.isVisible()


def test_lines_that_do_not_add_up_are_told_but_saved(show, session) -> None:
    page = show(rework(session.desk))
    hands.into(page, "exec_lines", 0, "qty_in")
    hands.commit("200")
    assert "投入数 200 不等于" in page.faults.words.text()
    assert page.save()
    assert records.get(session.desk, page.record_id).values["exec_lines"][0]["qty_in"] == 200


def test_arrows_move_between_rows_and_a_row_is_put_in(show, session) -> None:
    page = show(rework(session.desk))
    table = hands.into(page, "exec_lines", 1, "process")
    hands.press(Key.Key_Down)
    assert table.at == (2, 1)
    hands.press(Key.Key_Up, times=2)
    assert table.at == (0, 1)
    hands.press(Key.Key_Insert, CONTROL)
    assert [row.get("process") for row in page.keeper.entries.typed("exec_lines")][:2] == [None, "拆片"]
    hands.press(Key.Key_Return, CONTROL)
    assert hands.focused().objectName() == "recheck.round"


def test_a_signed_table_can_be_read_cell_by_cell_but_not_written(show, session) -> None:
    record = factory.walk(session.desk, rework(session.desk), "issue", "produce")
    page = show(record)
    table = hands.into(page, "exec_lines", 0, "process")
    assert hands.focused().isReadOnly()
    table.paste("a\tb")
    table.remove_row()
    table.insert_row()
    assert page.keeper.entries.changed() == {}


def test_a_fault_is_told_under_the_mouse(show, session, qtbot) -> None:
    page = show(rework(session.desk, exec_lines=[]))
    table = hands.into(page, "exec_lines", 0, "qty_in")
    hands.commit("十")
    hands.into(page, "exec_lines", 0, "process")
    qtbot.mouseMove(table, table._boxes[(0, "qty_in")].center())
    qtbot.waitUntil(lambda: "不是数字" in table.toolTip())
    page.grab()
