"""The workbook on paper and on screen: pages broken as in the PDF, a ledger's table to be sorted and filtered."""

import io
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import openpyxl
import paper
import pytest

from forms import xlsx
from forms.cutting import cut
from forms.grid import Form
from forms.sheet import AREA, LaidSheet
from qcdesk.canonical import Json, Values

LEDGERS = [form for form in paper.FORMS if form.is_ledger]
EIGHT_D = paper.SHELF.newest("car_8d")
LEDGER = paper.SHELF.newest("complaint_ledger")
LINE: dict[str, Json] = {
    "complaint_date": "2026-10-09", "customer": "棕榈湾单车（样例）公司", "product": "折叠脚踏 FP-642",
    "ship_qty": 1200, "complaint_qty": 3, "rate": "0.25", "closed": "2026-10-21",
}  # fmt: skip


def sheet_of(laid: LaidSheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([laid]))).active


def ledger(lines: int) -> LaidSheet:
    values: Values = {"lines": [LINE] * lines}
    return paper.laid(LEDGER, LEDGER.kind.parse(values))


def long_report() -> LaidSheet:
    values = {**paper.sample(EIGHT_D), "cause_occur": "成形刀片磨损，R 角变小，应力集中，路试中断裂。" * 40}
    return paper.laid(EIGHT_D, EIGHT_D.kind.parse(values))


def column_of(worksheet: Any, heading: str) -> list[Any]:
    found = next(cell for line in worksheet.iter_rows() for cell in line if cell.value == heading)
    return [worksheet.cell(at, found.column) for at in range(found.row + 1, worksheet.max_row + 1)]


def test_pages_break_where_the_pdf_breaks_them() -> None:
    laid = long_report()
    worksheet = sheet_of(laid)
    leaves = [leaf for leaf in cut(laid).leaves[1:] if leaf.start]
    assert leaves
    assert len(worksheet.row_breaks.brk) == len(leaves)
    for leaf, at in zip(leaves, worksheet.row_breaks.brk, strict=True):
        first = laid.rows[leaf.start or 0].cells[0]
        assert str(worksheet.cell(at.id + 1, 1).value).startswith((first.label or first.text)[:8])
    assert not worksheet.sheet_properties.pageSetUpPr or not worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert 50 <= worksheet.page_setup.scale <= 97


def test_a_page_of_the_workbook_is_no_higher_than_its_paper() -> None:
    worksheet = sheet_of(ledger(60))
    head = int(worksheet.print_title_rows.split("$")[-1])
    ends = [0, *(one.id for one in worksheet.row_breaks.brk), worksheet.max_row]
    assert len(ends) > 3
    for number, (begin, end) in enumerate(pairwise(ends)):
        rows = [*range(begin + 1, end + 1), *(range(1, head + 1) if number else ())]
        points = sum(worksheet.row_dimensions[at].height for at in rows) * worksheet.page_setup.scale / 100
        assert points * 25.4 / 72 <= LEDGER.paper.height - 2 * 0.31 * 25.4


@pytest.mark.parametrize("ledger_form", LEDGERS, ids=[form.kind.code for form in LEDGERS])
def test_a_ledger_keeps_its_headings_in_sight_and_filters_its_lines(ledger_form: Form) -> None:
    worksheet = sheet_of(paper.laid(ledger_form))
    first, last = worksheet.auto_filter.ref.split(":")
    heading = int("".join(filter(str.isdigit, first)))
    assert worksheet.freeze_panes == f"A{heading + 1}"
    assert worksheet.print_title_rows == f"$1:${heading}"
    assert worksheet.cell(heading, 1).value == "序号"
    assert worksheet.cell(worksheet[last].row, 1).value == worksheet[last].row - heading
    inside = [area for area in worksheet.merged_cells.ranges if heading <= area.min_row <= worksheet[last].row]
    assert inside == []


def test_days_moments_and_figures_of_a_ledger_can_be_sorted() -> None:
    worksheet = sheet_of(ledger(2))
    days, closed = column_of(worksheet, "投诉日期")[:3], column_of(worksheet, "结案日期")[0]
    assert [(cell.value, cell.number_format) for cell in days[:2]] == [(datetime(2026, 10, 9), "yyyy-mm-dd")] * 2
    assert days[2].value is None
    assert closed.value.date() == date(2026, 10, 21)
    assert closed.alignment.shrink_to_fit
    assert [column_of(worksheet, name)[0].value for name in ("序号", "出货数", "不良比例%")] == [1, 1200, 0.25]
    tracking = paper.SHELF.newest("service_tracking")
    promised = tracking.kind.parse({"lines": [{"promised": "2026-10-16T17:00"}]})
    cell = column_of(sheet_of(paper.laid(tracking, promised)), "承诺时限")[0]
    assert (cell.value, cell.number_format) == (datetime(2026, 10, 16, 17), "yyyy-mm-dd hh:mm")


def test_the_page_number_is_said_once() -> None:
    one, many = sheet_of(ledger(3)), sheet_of(ledger(60))
    said = [[str(cell.value) for line in sheet.iter_rows() for cell in line if "页" in str(cell.value)]
            for sheet in (one, many)]  # fmt: skip
    assert said == [["第 1 页　共 1 页"], ["页次见页脚"]]
    assert one.oddFooter.right.text is None
    assert many.oddFooter.right.text == "第 &P 页　共 &N 页"
    assert sheet_of(paper.laid(EIGHT_D)).oddFooter.right.text == "第 &P 页　共 &N 页"


@pytest.mark.every_kind
def test_rows_of_empty_big_cells_hold_their_captions(headed: Form) -> None:
    """补充情况, 改判理由, 重检说明 of a 履历 that has none of them."""
    laid = paper.laid(headed, {})
    worksheet = sheet_of(laid)
    for line in worksheet.iter_rows():
        for cell in line:
            named = [one for one in laid.cells() if one.kind == AREA and not one.text and one.label == cell.value]
            if named:
                assert worksheet.row_dimensions[cell.row].height >= cell.font.size * 1.3, cell.value
