"""A list in Excel: what stood on the screen stands in its cells, and nothing of it is a formula."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms.listing_xlsx import Heading, write
from qcdesk.errors import Unavailable

HEADINGS = (Heading("编号", 16), Heading("客户", 24), Heading("产品", 30))


def test_every_row_stands_below_the_heading_as_text(tmp_path: Path) -> None:
    rows = [("YC-202611-001", "北望角自行车", "密封中轴 S-113"), ("草稿 7", "=1+1", "_x0041_ 𠮷")]
    path = tmp_path / "记录.xlsx"
    assert write(path, "记录", HEADINGS, rows) == 2
    sheet = load_workbook(path)["记录"]
    assert [[box.value for box in row] for row in sheet.iter_rows()] == [
        ["编号", "客户", "产品"], ["YC-202611-001", "北望角自行车", "密封中轴 S-113"],
        ["草稿 7", "=1+1", "_x005F_x0041_ 𠮷"],
    ]  # fmt: skip
    assert all(box.data_type == "s" for row in sheet.iter_rows() for box in row)


def test_the_heading_stands_still_and_filters(tmp_path: Path) -> None:
    path = tmp_path / "记录.xlsx"
    write(path, "记录", HEADINGS, [("1", "2", "3")])
    sheet = load_workbook(path).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet.column_dimensions["C"].width == 30


def test_what_excel_cannot_hold_does_not_keep_the_list_from_being_written(tmp_path: Path) -> None:
    path = tmp_path / "记录.xlsx"
    write(path, "记录/2026", HEADINGS, [("a\x01b", "", "长" * 40_000)])
    sheet = load_workbook(path)["记录2026"]
    assert sheet["A2"].value == "a\ufffdb"
    assert len(sheet["C2"].value) == 32_000


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        write(tmp_path / "没有" / "记录.xlsx", "记录", HEADINGS, [])
