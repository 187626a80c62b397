"""PDF, Excel and preview: one sheet or many, the same bytes each time, nothing executed, nothing half written."""

import io
from pathlib import Path

import openpyxl
import paper
import pytest
from PIL import Image
from sheets import pdf_pages, squeezed

from forms import pdf, preview, xlsx, xlsx_sheet
from forms.fill import BLANK
from forms.grid import Form
from forms.lay import lay
from forms.sheet import VALUE, Words
from forms.xlsx_grid import ruling
from forms.xlsx_value import text_of
from qcdesk.errors import Unavailable

ANOMALY = paper.SHELF.newest("qc_anomaly")
REWORK = paper.SHELF.newest("rework_record")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1", "<b>&lt;</b>", "{{x}}", "<img src=x>"]


def test_same_sheet_gives_the_same_bytes(form: Form, lang: str) -> None:
    assert pdf.to_bytes([paper.laid(form, lang=lang)]) == pdf.to_bytes([paper.laid(form, lang=lang)])


def test_pages_have_the_size_of_the_paper(form: Form) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf.to_bytes([paper.blank_sheet(form)]))
    width, height = document[0].get_size()
    document.close()
    assert (round(width * 25.4 / 72, 1), round(height * 25.4 / 72, 1)) == (form.paper.width, form.paper.height)


def test_many_sheets_in_one_file(tmp_path: Path) -> None:
    sheets = [paper.laid(form) for form in paper.FORMS]
    assert pdf.write(iter(sheets), tmp_path / "all.pdf") == len(sheets)
    pages = pdf_pages((tmp_path / "all.pdf").read_bytes())
    for form, text in zip(paper.FORMS, pages, strict=True):
        assert form.kind.title in squeezed(text)


def test_blank_copies_are_stored_once(form: Form) -> None:
    sheet = paper.blank_sheet(form)
    one, many = pdf.to_bytes([sheet]), pdf.to_bytes([sheet] * 500)
    assert preview.page_count(many) == 500
    assert len(many) < len(one) + 500 * 700
    texts = {squeezed(text) for text in pdf_pages(pdf.to_bytes([sheet] * 3))}
    assert len(texts) == 1
    assert texts.pop() == paper.pdf_text(one)


@pytest.mark.parametrize(("state", "mark"), [("draft", "草稿"), ("void", "作废")])
def test_a_sheet_out_of_force_says_so(form: Form, state: str, mark: str) -> None:
    sheet = paper.laid(form, state=state)
    assert mark in paper.pdf_text(pdf.to_bytes([sheet]))
    if form.paper.head:
        assert mark in paper.xlsx_text(xlsx.to_bytes([sheet]))


def test_pdf_bears_title_number_and_company() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf.to_bytes([paper.laid(ANOMALY)]))
    data = document.get_metadata_dict()
    document.close()
    assert (data["Title"], data["Author"]) == ("产品品质异常反馈处理表 YC-202611-001", paper.OFFICE.company)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_stays_text(text: str) -> None:
    sheet = paper.laid(ANOMALY, ANOMALY.kind.parse({"customer": text, "description": text}))
    assert paper.pdf_text(pdf.to_bytes([sheet])).count(squeezed(text)) >= 2
    book = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet])))
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value == text]
    assert found
    assert all(cell.data_type == "s" for cell in found)


def test_workbook_has_the_cells_of_the_sheet(form: Form, lang: str) -> None:
    sheet = paper.laid(form, lang=lang)
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet]))).active
    ruled = ruling(sheet)
    assert worksheet.max_column == ruled.count + form.upright
    assert worksheet.page_setup.orientation == ("landscape" if form.paper.width > 210 else "portrait")
    zoom = 2 if paper.is_label(form) else 1
    assert (worksheet.page_setup.fitToWidth, worksheet.page_setup.scale) == ((None, 50) if zoom == 2 else (1, None))
    merged = {(area.min_col, area.max_col) for area in worksheet.merged_cells.ranges}
    spans = [ruled.span(cell) for row in sheet.rows for cell in xlsx_sheet.opened(row).cells]
    assert {(first, first + span - 1) for first, span in spans if span > 1} <= merged
    heights = sum(worksheet.row_dimensions[row].height for row in range(1, worksheet.max_row + 1))
    assert heights * 25.4 / 72 >= zoom * sum(row.height for row in sheet.rows) - 0.1


def test_options_of_a_big_cell_stand_on_their_lines_in_the_workbook() -> None:
    sheet = paper.laid(paper.SHELF.newest("inspection_report"), {"look_part": ["芯轴"]})
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet]))).active
    cell = next(cell for row in worksheet.iter_rows() for cell in row if "☑芯轴" in str(cell.value))
    label, *lines = cell.value.split("\n")
    assert label == "不良部位"
    assert len(lines) == len({tick.y for tick in sheet.cell("look_part").ticks}) == 2  # type: ignore[union-attr]
    assert all(line[0] in "□☑" for line in lines)


def test_prompts_of_unsigned_boxes_stand_in_the_workbook_as_on_paper() -> None:
    values = paper.sample(ANOMALY)
    sheet = lay(ANOMALY, paper.record(ANOMALY, values, sign=False), paper.OFFICE)
    beside, above = "签名：　　　　日期：", "签名：\n日期："
    slots = [sheet.cell(slot) for slot in ("filled_by", "filled_check", "cause_by", "perm_by", "approved")]
    on_paper = [beside if len({word.y for word in cell.words}) == 1 else above for cell in slots if cell]
    assert set(on_paper) == {beside, above}
    assert [text_of(cell) for cell in slots if cell] == on_paper


@pytest.mark.parametrize("code", ["field_rework", "delivery_note", "satisfaction_survey"])
def test_the_customers_box_has_its_prompts_in_the_workbook(code: str) -> None:
    sheet = paper.laid(paper.SHELF.newest(code), {})
    printed, written = paper.pdf_text(pdf.to_bytes([sheet])), paper.xlsx_text(xlsx.to_bytes([sheet]))
    assert written.count("签名：") == printed.count("签名：") > 0


def test_a_blank_sheet_has_its_lines_to_write_on_in_the_workbook(headed: Form, lang: str) -> None:
    sheet = paper.blank_sheet(headed, lang)
    lines = [item.text for item in sheet.head if isinstance(item, Words) and BLANK in item.text]
    written = paper.xlsx_text(xlsx.to_bytes([sheet]))
    assert len(lines) == 2
    assert all(squeezed(line) in written for line in lines)


def test_figures_of_a_table_are_numbers() -> None:
    sheet = paper.laid(REWORK)
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet]))).active
    found = {
        cell.value: cell.number_format
        for row in worksheet.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    }
    assert found[163] == "0"
    assert found[3.5] == "0.0"


def test_sheet_names_are_allowed_and_differ() -> None:
    sheets = [*(paper.laid(REWORK) for _ in range(3)), paper.laid(ANOMALY)]
    names = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes(sheets))).sheetnames
    assert names == ["返工返修记录表", "FG-202611-001", "FG-202611-001 2", "产品品质异常反馈处理表"]


def test_text_longer_than_a_cell_of_excel_goes_on_below() -> None:
    from dataclasses import replace

    sheet = paper.laid(ANOMALY, {"description": "短"})
    rows = tuple(
        replace(row, cells=tuple(replace(c, text="亢" * 70_000) if c.name == "description" else c for c in row.cells))
        for row in sheet.rows
    )
    text = paper.xlsx_text(xlsx.to_bytes([replace(sheet, rows=rows)]))
    assert text.count("亢") == 70_000


@pytest.mark.parametrize("name", ["out.pdf", "out.xlsx"])
def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    write = pdf.write if name.endswith("pdf") else xlsx.write
    with pytest.raises(Unavailable):
        write([paper.blank_sheet(ANOMALY)], tmp_path / "nowhere" / name)
    (tmp_path / name).mkdir()
    with pytest.raises(Unavailable):
        write([paper.blank_sheet(ANOMALY)], tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_fault_while_drawing_leaves_the_old_file(tmp_path: Path) -> None:
    def broken_sheets() -> object:
        yield paper.blank_sheet(ANOMALY)
        raise RuntimeError("while drawing")

    for write in (pdf.write, xlsx.write):
        target = tmp_path / "kept"
        target.write_bytes(b"old")
        with pytest.raises(RuntimeError):
            write(broken_sheets(), target)  # type: ignore[arg-type]
        assert target.read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_preview_gives_a_picture_a_page() -> None:
    file = pdf.to_bytes([paper.laid(ANOMALY), paper.laid(REWORK)])
    first, _ = preview.pictures(file, dpi=72)
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.size == (596, 842)
    assert len(list(preview.pictures(file, dpi=50, pages=range(1, 2)))) == 1


def test_figures_too_long_for_excel_stay_text() -> None:
    from forms.xlsx_value import figure
    from qcdesk.fields import Money, Number

    assert figure(Number("n", "数"), "1234567890123456.7") is None
    assert figure(Number("n", "数"), None) is None
    assert figure(Money("m", "元"), "1280.5") == (1280.5, "#,##0.00")
    assert figure(Number("n", "数"), "12.50") == (12.5, "0.00")


def test_sheets_of_one_title_and_no_number_are_counted() -> None:
    sheets = [paper.blank_sheet(REWORK) for _ in range(3)]
    names = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes(sheets))).sheetnames
    assert names == ["返工返修记录表", "返工返修记录表 2", "返工返修记录表 3"]


def test_blank_copies_are_one_worksheet(tmp_path: Path) -> None:
    assert xlsx.write([paper.blank_sheet(REWORK)] * 500, tmp_path / "blank.xlsx") == 1


def test_only_values_are_editable(form: Form) -> None:
    assert all(cell.value is None for cell in paper.laid(form).cells() if cell.kind not in (VALUE, "area"))
