"""The satisfaction survey as on paper: four columns to tick for every item, and the grade that follows ticked too."""

import io

import factory
import openpyxl
import paper

from forms import xlsx
from forms.sheet import LaidSheet, Rule
from qcdesk.calculations import SURVEYED

FORM = paper.SHELF.newest("satisfaction_survey")


def laid() -> LaidSheet:
    return paper.laid(FORM, FORM.kind.parse(factory.sample("satisfaction_survey-qingyu")))


def test_every_item_has_its_box_under_each_grade() -> None:
    sheet = laid()
    heads = [cell for cell in sheet.cells() if cell.text.endswith(("95–100", "90–94", "80–89", "<80"))]
    for item in SURVEYED:
        cell = sheet.cell(f"{item}_grade")
        assert cell is not None
        assert [word.text in "□☑" for word in cell.words] == [True] * 4
        inside = [head.x < word.x < head.x + head.w for head, word in zip(heads, cell.words, strict=True)]
        assert inside == [True] * 4
        assert sum(isinstance(item, Rule) for item in cell.drawing) == 3


def test_a_click_anywhere_in_the_column_ticks_it() -> None:
    cell = laid().cell("price_grade")
    assert cell is not None
    assert [tick.zh for tick in cell.ticks] == ["非常满意", "满意", "基本满意", "不满意"]
    assert sum(tick.w for tick in cell.ticks) > 0.99 * cell.w


def test_the_grade_that_follows_is_ticked_among_all_four() -> None:
    cell = laid().cell("grade")
    assert cell is not None
    assert cell.text == "□非常满意　☑满意　□基本满意　□不满意"


def test_excel_has_a_cell_for_every_box() -> None:
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([laid()]))).active
    rows = [[cell.value for cell in row if cell.value in ("□", "☑")] for row in worksheet.iter_rows()]
    assert [row.count("☑") for row in rows if row] == [1] * 8
    assert [len(row) for row in rows if row] == [4] * 8
