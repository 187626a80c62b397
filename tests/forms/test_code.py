"""The code on a sample's label: its number for a scanner, as squares on paper and as a picture in Excel."""

import io
from dataclasses import replace

import factory
import openpyxl
import segno

from forms import code, pdf, xlsx
from forms.fill import blank
from forms.lay import lay
from forms.sheet import CODE, Fill, LaidSheet
from qcdesk.views import OfficeView

NUMBER = "YP-202611-001"


def label(number: str | None = NUMBER, lang: str = "zh") -> LaidSheet:
    form = factory.shelf().newest("seal_label")
    record = replace(blank(form.kind), number=number, values=form.kind.parse(factory.label()), state="submitted")
    return lay(form, record, OfficeView("样例公司"), lang)


def drawn(sheet: LaidSheet) -> list[Fill]:
    return [item for cell in sheet.cells() for item in cell.drawing if isinstance(item, Fill)]


def read(squares: list[Fill], side: float) -> list[list[int]]:
    """The squares put back on their grid, as a scanner sees them."""
    left, top = min(one.x for one in squares), min(one.y for one in squares)
    rows = [[0] * 21 for _ in range(21)]
    for one in squares:
        row, first, count = round((one.y - top) / side), round((one.x - left) / side), round(one.w / side)
        rows[row][first : first + count] = [1] * count
    return rows


def test_the_squares_are_the_code_of_the_label_s_number() -> None:
    squares = drawn(label())
    side = (max(one.x + one.w for one in squares) - min(one.x for one in squares)) / 21
    assert read(squares, side) == [list(map(int, row)) for row in segno.make(NUMBER, micro=False, error="m").matrix]


def test_a_square_is_three_dots_of_a_label_printer_and_has_its_quiet_margin() -> None:
    """203 dots to the inch; four squares of white on every side."""
    sheet = label()
    box = next(cell for cell in sheet.cells() if cell.kind == CODE and cell.deep)
    squares = drawn(sheet)
    side = min(one.w for one in squares)
    assert side >= 2.7 * 25.4 / 203
    assert min(one.x for one in squares) - box.x >= 3.9 * side
    assert min(one.y for one in squares) - box.y >= 3.9 * side


def test_it_is_one_label_on_one_page_in_both_languages() -> None:
    for lang in ("zh", "zh-en"):
        assert pdf.to_bytes([label(lang=lang)]).count(b"/Type /Page\n") == 1


def test_a_label_without_a_number_has_no_code() -> None:
    assert drawn(label(None)) == []
    assert xlsx_pictures(label(None)) == []


def xlsx_pictures(sheet: LaidSheet) -> list[bytes]:
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet]))).active
    return [image._data() for image in worksheet._images]


def test_excel_has_it_as_a_picture() -> None:
    assert xlsx_pictures(label()) == [code.picture(NUMBER)]
