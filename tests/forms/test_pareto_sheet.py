"""柏拉图 on paper and in Excel: what has to be written on it, every word whole, two charts on one scale."""

from decimal import Decimal
from functools import partial
from pathlib import Path

import factory
import openpyxl
import pytest
import sheets

from forms import pareto_plan, pareto_sheet
from forms.pareto_plan import Box, Type
from qcdesk import canonical
from qcdesk.cases.asking import Query
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar, Item
from qcdesk.services.overview.figures import Left, Pareto
from qcdesk.services.trail import verifying
from qcdesk.store.models import Event

NOVEMBER = Query("2026-11-01", "2026-11-30")
OCTOBER = Query("2026-10-01", "2026-10-31")
LONG = "整批次的唛头错误导致无法正常入库上线"
SOLDERING = {"连锡": 40, "虚焊": 18, "少锡": 10, LONG: 7, "其他": 5}
LETTERS = Type(lambda text: 2.8 * len(text), 3.5)
NEAR = partial(pytest.approx, abs=1e-6)


def bars(amounts: dict[str, int]) -> tuple[Bar, ...]:
    return pareto.bars(Item(name, Decimal(amount), (f"TS-202611-{at:03}",))
                       for at, (name, amount) in enumerate(amounts.items(), start=1))  # fmt: skip


def chart(query: Query, amounts: dict[str, int], *left: Left) -> Pareto:
    return Pareto(query, bars(amounts), tuple(f"TS-202611-{at:03}" for at in range(1, len(amounts) + 1)), left=left)


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    desk = factory.make("sqlite", tmp_path / "home")
    yield factory.seat(desk, "qc")
    desk.close()


def test_sheet_says_what_when_how_many_and_by_whom(office: Desk, tmp_path: Path) -> None:
    """E2.5 E8.10: 项目, 期间, N, 制图人; the figures of the table are those of the chart."""
    path = tmp_path / "柏拉图.pdf"
    shown = chart(NOVEMBER, SOLDERING, Left("已作废", ("TS-202611-009",)))
    assert pareto_sheet.save(office, [shown], path) == 1
    words, pages = sheets.pdf_text(path)
    assert pages == 1
    for said in ("柏拉图", "客诉与异常不良项目分布", "2026-11-01～2026-11-30", "80件", "郑样五",
                 f"{office.clock.today()}", "连锡", "50.0%", "72.5%", "85.0%", "93.8%", "100.0%", "80%",
                 "前3项占85.0%：连锡、虚焊、少锡", "不在图里1件：已作废"):  # fmt: skip
        assert sheets.squeezed(said) in words
    assert words.count(LONG) == 2, "below its bar and in the table"
    assert "草稿" not in words


def test_longest_label_is_printed_whole_below_its_bar(office: Desk) -> None:
    """E8.10"""
    sheet = pareto_sheet.printed(office, [chart(NOVEMBER, SOLDERING)]).sheets[0]
    cell = next(cell for cell in sheet.cells() if cell.name == pareto_sheet.CHART)
    words = [item.text for item in cell.drawing if hasattr(item, "text")]
    assert LONG in "".join(words)
    for item in cell.drawing:
        x, y = item[0], item[1]
        assert cell.x <= x <= cell.x + cell.w
        assert cell.y <= y <= cell.y + cell.h


def test_two_charts_have_one_scale_and_one_line_to_stand_on() -> None:
    """E8.10: before / after on one scale."""
    rooms = [Box(0, 0, 90, 90), Box(96, 0, 90, 90)]
    before, after = pareto_plan.plans([bars(SOLDERING), bars({"连锡": 20})], rooms, LETTERS, str)
    assert (before.plot.y, before.plot.h) == (after.plot.y, after.plot.h)
    assert [tick.text for tick in before.amounts] == [tick.text for tick in after.amounts]
    assert after.bars[0].box.h == NEAR(before.bars[0].box.h / 2)
    assert before.curve[-1] == NEAR((before.plot.right, before.plot.y))
    assert after.curve[-1][1] == NEAR(after.plot.bottom - after.plot.h / 4)


def test_curve_and_eighty_line_stand_where_they_are_worked_out() -> None:
    """E2.5: 40 of 80 are half of the height, 72.5 % stand above the second bar's right edge."""
    (plan,) = pareto_plan.plans([bars(SOLDERING)], [Box(0, 0, 180, 100)], LETTERS, str)
    plot, slot = plan.plot, plan.plot.w / 5
    heights = [(plot.bottom - y) / plot.h for _, y in plan.curve]
    assert heights == NEAR([0.5, 0.725, 0.85, 0.938, 1.0])
    assert [x for x, _ in plan.curve] == NEAR([plot.x + slot * at for at in range(1, 6)])
    assert (plot.bottom - plan.eighty) / plot.h == NEAR(0.8)
    assert plan.bars[0].box.h == NEAR(plot.h / 2)


@pytest.mark.parametrize(("top", "told"), [
    (80, "0 20 40 60 80"), (3, "0 1 2 3"), (1, "0 1"), (19, "0 2 4 6 8 10 12 14 16 19"), (0, ""),
    (2425, "0 500 1000 1500 2000 2425"),
])  # fmt: skip
def test_scale_has_even_steps_and_ends_at_the_whole(top: int, told: str) -> None:
    assert " ".join(f"{tick:.0f}" for tick in pareto_plan.ticks(Decimal(top))) == told


def test_label_is_broken_between_words_and_nothing_is_lost() -> None:
    assert pareto_plan.wrapped("折叠脚踏 FP-640", 6 * 2.8, LETTERS) == ["折叠脚踏", "FP-640"]
    assert "".join(pareto_plan.wrapped(LONG, 5 * 2.8, LETTERS)) == LONG
    assert pareto_plan.wrapped("ABCDEFGHIJ", 4 * 2.8, LETTERS) == ["ABCD", "EFGH", "IJ"]


def test_before_and_after_are_printed_with_the_change_of_each(office: Desk, tmp_path: Path) -> None:
    """E2.5: 效果确认."""
    path = tmp_path / "前后.pdf"
    pareto_sheet.save(office, [chart(OCTOBER, SOLDERING), chart(NOVEMBER, {"连锡": 10, "虚焊": 18})], path)
    words, _ = sheets.pdf_text(path)
    for said in ("改善前2026-10-01～2026-10-31N＝80件", "改善后2026-11-01～2026-11-30N＝28件", "下降75.0%", "不变",
                 "下降65.0%", "改善前31天，改善后30天"):  # fmt: skip
        assert said in words


def test_workbook_has_numbers_a_chart_and_the_same_head(office: Desk, tmp_path: Path) -> None:
    """E2.5"""
    path = tmp_path / "柏拉图.xlsx"
    assert pareto_sheet.save(office, [chart(NOVEMBER, {"连锡": 40, "=1+1": 40})], path) == 2
    words, _ = sheets.xlsx_text(path)
    for said in ("客诉与异常不良项目分布", "2026-11-01～2026-11-30", "80件", "郑样五", "TS-202611-001"):
        assert said in words
    sheet = openpyxl.load_workbook(path).active
    table = [[cell.value for cell in line[:4]] for line in sheet.iter_rows() if line[2].value in (0.5, 1)]
    assert table == [["=1+1", 40, 0.5, 0.5], ["连锡", 40, 0.5, 1]]
    assert len(sheet._charts) == 1
    assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def test_cases_that_no_cell_can_hold_are_listed_one_a_row(office: Desk, tmp_path: Path) -> None:
    """Excel cuts a cell at 32,767 characters: 2,100 numbers of sixteen would be short of their last fifty."""
    numbers = tuple(f"TS-202611-{at:06}" for at in range(2_100))
    items = [*(Item("连锡", Decimal(1), (number,)) for number in numbers), Item("虚焊", Decimal(1), ("TS-202612-001",))]
    path = tmp_path / "很多.xlsx"
    pareto_sheet.save(office, [Pareto(NOVEMBER, pareto.bars(items), (*numbers, "TS-202612-001"))], path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["柏拉图", "案件"]
    told = [line[4].value for line in book["柏拉图"].iter_rows() if line[0].value in ("连锡", "虚焊")]
    assert told == ["共 2100 件，见工作表“案件”", "TS-202612-001"]
    listed = list(book["案件"].values)
    assert (listed[0], listed[-1]) == (("项目", "案件"), ("虚焊", "TS-202612-001"))
    assert tuple(number for name, number in listed if name == "连锡") == numbers


def test_compared_workbook_tells_the_change(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "前后.xlsx"
    pareto_sheet.save(office, [chart(OCTOBER, SOLDERING), chart(NOVEMBER, {"连锡": 10})], path)
    words, _ = sheets.xlsx_text(path)
    assert "下降75.0%" in words
    assert "改善前（件）" in words


def test_who_took_which_chart_out_stands_in_the_trail(office: Desk) -> None:
    pareto_sheet.note_print(office, [chart(NOVEMBER, SOLDERING)], "printer", 1, 2)
    pareto_sheet.note_print(office, [chart(NOVEMBER, SOLDERING)], "xlsx")
    exported, printed = office.store.rows(Event.select().order_by(Event.seq.desc()).limit(2))
    name = "柏拉图 客诉与异常不良项目分布 2026-11-01～2026-11-30"
    assert (printed.action, printed.person, printed.record) == ("printed", "qc", None)
    assert canonical.load(printed.detail) == {"as": "printer", "chart": name, "pages": 1, "copies": 2}
    assert (exported.action, canonical.load(exported.detail)) == ("exported", {"as": "xlsx", "chart": name})
    assert verifying.verify(office) == []


def test_nothing_to_draw_and_another_ending_are_refused(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有可以画的案件"):
        pareto_sheet.save(office, [chart(NOVEMBER, {})], tmp_path / "空.pdf")
    with pytest.raises(Refused, match=r"以 \.pdf 或 \.xlsx 结尾"):
        pareto_sheet.save(office, [chart(NOVEMBER, SOLDERING)], tmp_path / "图.png")
