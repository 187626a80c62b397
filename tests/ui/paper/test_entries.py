"""What is typed over what is saved, without a screen."""

from datetime import datetime

import factory
import pytest

from qcdesk.clock import CHINA, Clock
from ui.paper.cells.rows import is_block, pasted, with_block, with_row, without_row, words_of_cell
from ui.paper.entries import Entries, Spot, label_of
from ui.paper.path_line import way
from ui.paper.undo import MOST, Typed, Undo

ANOMALY = factory.shelf().newest("qc_anomaly").kind
REWORK = factory.shelf().newest("rework_record").kind
LINES = REWORK.field("exec_lines")


def test_typing_equal_to_what_is_saved_is_no_typing() -> None:
    entries = Entries(ANOMALY, {"lot_qty": 1200})
    entries.put("lot_qty", "１,200")
    assert entries.overlay() == {}
    assert entries.changed() == {}


def test_a_misfit_keeps_the_saved_value_and_the_typed_text() -> None:
    entries = Entries(ANOMALY, {"lot_qty": 1200})
    entries.put("lot_qty", "很多")
    assert entries.values()["lot_qty"] == 1200
    assert entries.typed("lot_qty") == "很多"
    assert entries.overlay() == {"lot_qty": "很多"}
    assert [one.spot for one in entries.misfits()] == [Spot("lot_qty")]
    assert "lot_qty" not in entries.shown()


def test_moment_that_is_still_to_come_is_told_in_its_cell() -> None:
    clock = Clock(datetime(2026, 11, 9, 22, 1, tzinfo=CHINA))
    entries = Entries(factory.shelf().newest("coordination_order").kind, {}, clock)
    entries.put("done", "2026-11-09 22:10")
    entries.put("promise", "2026-11-10 17:00")
    assert [(one.spot, one.keeps_out) for one in entries.misfits()] == [(Spot("done"), False)]


def test_words_too_long_are_drawn_all_the_same() -> None:
    entries = Entries(ANOMALY, {})
    entries.put("customer", "长" * 200)
    assert entries.shown()["customer"] == "长" * 200
    assert entries.values() == {}


def test_settled_typing_is_worded_as_printed() -> None:
    entries = Entries(ANOMALY, {})
    entries.put("report_date", "2026年11月3日")
    assert entries.settle("report_date") == "2026-11-03"


def test_clearing_takes_a_value_away() -> None:
    entries = Entries(ANOMALY, {"order_no": "1"})
    entries.put("order_no", "")
    assert entries.changed() == {"order_no": None}
    assert entries.values() == {}


def test_one_wrong_cell_does_not_keep_the_row_out() -> None:
    entries = Entries(REWORK, {"exec_lines": [{"process": "拆片", "qty_in": 5}]})
    entries.put("exec_lines", [{"process": "拆片", "qty_in": "五"}, {"qty_in": "7"}, {}])
    assert entries.value("exec_lines") == [{"process": "拆片", "qty_in": 5}, {"qty_in": 7}]
    assert entries.shown()["exec_lines"] == [{"process": "拆片"}, {"qty_in": 7}, {}]
    assert entries.shown()["sum_in"] == 12


def test_too_many_rows_are_told_and_not_taken() -> None:
    entries = Entries(REWORK, {})
    entries.put("exec_lines", [{"qty_in": 1}] * 201)
    assert entries.misfits()[0].sentence == "最多 200 行，现在有 201 行"
    assert entries.values().get("exec_lines") is None


def test_rebase_keeps_typing_and_drops_what_is_saved_now() -> None:
    entries = Entries(ANOMALY, {})
    entries.put("customer", "甲")
    entries.put("lot_no", "L")
    entries.rebase({"customer": "甲", "order_no": "9"})
    assert entries.overlay() == {"lot_no": "L"}
    assert entries.values() == {"customer": "甲", "order_no": "9", "lot_no": "L"}


@pytest.mark.parametrize(
    ("spot", "label"),
    [
        (Spot("cause@采购部"), "原因分析（责任部门）（采购部）"),
        (Spot("customer"), "客户名称"),
    ],
)
def test_a_cell_is_called_by_its_label(spot, label) -> None:
    assert label_of(ANOMALY, spot) == label


def test_a_table_cell_is_called_by_column_and_row() -> None:
    assert label_of(REWORK, Spot("exec_lines", 2, "qty_in")) == "第 3 行 投入数"


def test_pasted_text_is_read_as_a_spreadsheet_writes_it() -> None:
    assert pasted('a\t"两\n行"\r\n\tb\r\n\r\n') == [["a", "两\n行"], ["", "b"]]
    assert is_block("a\tb")
    assert is_block("a\nb")
    assert not is_block("只是一句话\r\n")


def test_a_block_is_laid_from_the_cell_in_use_and_never_beyond_the_last_column() -> None:
    rows = with_block([{"process": "甲"}], LINES, (1, 7), [["2.5", "样例员", "多出来的"], ["3", "样例员"]])
    assert rows == [{"process": "甲"}, {"hours": "2.5", "operator": "样例员"}, {"hours": "3", "operator": "样例员"}]


def test_rows_are_put_in_and_taken_out() -> None:
    rows = [{"process": "甲"}, {"process": "乙"}]
    assert with_row(rows, 1) == [{"process": "甲"}, {}, {"process": "乙"}]
    assert without_row(rows, 0) == [{"process": "乙"}]
    assert rows == [{"process": "甲"}, {"process": "乙"}]


def test_a_cell_shows_what_fits_as_printed_and_the_rest_as_typed() -> None:
    day = LINES.column("work_date")
    assert words_of_cell(day, "2026/11/7") == "2026-11-07"
    assert words_of_cell(day, "昨天") == "昨天"


def test_undo_joins_typing_on_and_remembers_enough() -> None:
    undo = Undo()
    undo.note(Typed(Spot("a"), None, "x"))
    undo.note(Typed(Spot("a"), "x", "xy"))
    undo.pause()
    undo.note(Typed(Spot("a"), "xy", "xyz"))
    assert undo.back() == Typed(Spot("a"), "xy", "xyz")
    assert undo.back() == Typed(Spot("a"), None, "xy")
    assert undo.back() is None
    assert undo.forward() == Typed(Spot("a"), None, "xy")
    for number in range(MOST + 50):
        undo.pause()
        undo.note(Typed(Spot("b"), number, number + 1))
    steps = 0
    while undo.back():
        steps += 1
    assert steps == MOST


def test_new_typing_ends_what_could_be_redone() -> None:
    undo = Undo()
    undo.note(Typed(Spot("a"), None, "x"))
    undo.back()
    undo.note(Typed(Spot("b"), None, "y"))
    assert undo.forward() is None


@pytest.mark.parametrize(
    ("code", "begins", "ends"),
    [
        ("qc_anomaly", ("draft", "submitted", "checked"), ("closed", "reviewed", "approved")),
        ("rework_record", ("draft", "issued", "produced"), ("submitted", "reviewed", "approved")),
        ("seal_label", ("draft", "submitted", "reviewed"), ("submitted", "reviewed", "approved")),
    ],
)
def test_the_way_of_a_sheet_passes_every_stage(code, begins, ends) -> None:
    states = way(factory.shelf().newest(code).kind.workflow)
    assert states[:3] == begins
    assert states[-3:] == ends
