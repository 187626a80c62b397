"""case pareto: 柏拉图 from the terminal."""

from pathlib import Path

import cases
import pytest
import sheets
from terminal import Terminal

from qcdesk.clock import Clock

MONTH = f"{Clock().today():%Y-%m}"
FIRST, LAST = f"{MONTH}-01", f"{Clock().today()}"


@pytest.fixture
def month(both: Terminal, tmp_path: Path, values) -> Terminal:
    """Two broken spindles and a wrong shipping mark, taken in now."""
    for judged in (cases.JUDGED, {**cases.JUDGED, "branch": "物料问题"}, cases.SMALL_JUDGED):
        number = both.done("case", "new", "--values", values(**cases.SPINDLE), "--json", by="sales").json["number"]
        both.done("case", "step", number, "register", "--values", values(**judged), by="qc")
    return both


def test_month_is_told_in_order_with_what_to_ask_next(month: Terminal) -> None:
    """E2.5 E8.10"""
    words = month.done("case", "pareto").out
    assert "客诉与异常不良项目分布" in words
    assert "N＝3 件" in words
    assert "66.7%  累计  66.7%  芯轴断裂" in words
    assert "33.3%  累计 100.0%  唛头写错" in words
    assert "--of 芯轴断裂 --by branch" in words
    told = month.done("case", "pareto", "--from", FIRST, "--to", LAST, "--of", "芯轴断裂", "--by", "branch", "--json")
    assert told.json["total"] == 2
    assert sorted(row["name"] for row in told.json["rows"]) == ["加工装配不良", "物料问题"]
    of = f"customer={cases.CUSTOMER}"
    of_customer = month.done("case", "pareto", "--of", of, "--measure", "不良数", "--json").json
    assert (of_customer["measure"], of_customer["total"], of_customer["unit"]) == ("defective", 9, "个")


def test_before_and_after_are_compared(month: Terminal) -> None:
    """E2.5"""
    spans = ("--from", FIRST, "--to", LAST, "--before-from", "2025-01-01", "--before-to", "2025-01-31")
    found = month.done("case", "pareto", *spans, "--json").json
    assert found["changes"][0] == {"name": "芯轴断裂", "before": 0, "after": 2, "fall": None}
    assert "芯轴断裂  0 → 2  新出现" in month.done("case", "pareto", *spans).out


def test_chart_is_written_as_a_sheet_and_as_a_workbook(month: Terminal, tmp_path: Path) -> None:
    """E2.5: with who drew it."""
    pdf, xlsx = tmp_path / "图.pdf", tmp_path / "图.xlsx"
    assert month.done("case", "pareto", "-o", pdf, by="qc").out == f"已写入“{pdf}”，1 页\n"
    assert "郑样五" in sheets.pdf_text(pdf)[0]
    assert month.done("case", "pareto", "--month", MONTH, "-o", xlsx, by="qc").out == f"已写入“{xlsx}”\n"
    assert "芯轴断裂" in sheets.xlsx_text(xlsx)[0]


@pytest.mark.parametrize(("words", "status", "said"), [
    (("--month", "2026-11", "--from", "2026-11-01", "--to", "2026-11-02"), 2, "--month 和 --from、--to 只写一种"),
    (("--from", "2026-11-01"), 2, "期间要写 --from 和 --to 两个日期"),
    (("--before-from", "2026-11-01"), 2, "改善前后比较要写 --before-from 和 --before-to 两个日期"),
    (("--month", "11月"), 1, "日期要写成 2026-11-01，不能是 11月-01"),
    (("--from", "2026-11-02", "--to", "2026-11-01"), 1, "期间的开始 2026-11-02 在结束 2026-11-01 后面，请对调"),
    (("--from", "2025-01-01", "--to", "2025-01-02", "-o", "图.pdf"), 1, "这段时间没有可以画的案件"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused(terminal: Terminal, words: tuple[str, ...], status: int, said: str) -> None:
    answer = terminal("case", "pareto", *words)
    assert answer.status == status
    assert said in answer.sentence
