"""Nothing is clipped, dropped or overprinted, whatever is written into a sheet."""

import paper
import sheets

from forms import pdf, xlsx
from forms.grid import Boxes, Form, Table
from forms.paginate import paginate
from forms.sheet import LABEL, Words
from qcdesk.canonical import Values
from qcdesk.fields import Note


def test_every_field_at_its_limit_is_printed(form: Form, lang: str) -> None:
    values, wanted = paper.limits(form.kind)
    assert paper.lacking(paper.pdf_text(pdf.to_bytes([paper.laid(form, values, lang)])), wanted) == {}


def test_every_field_at_its_limit_is_in_the_workbook(form: Form, lang: str) -> None:
    """Options that stand in columns are boxes under their words."""
    values, _ = paper.limits(form.kind)
    boxed = {cell.name for cell in form.cells() if isinstance(cell, Boxes)}
    wanted = paper.expected(form.kind, {name: value for name, value in values.items() if name not in boxed})
    assert paper.lacking(paper.xlsx_text(xlsx.to_bytes([paper.laid(form, values, lang)])), wanted) == {}


def test_every_value_of_the_sample_is_printed(form: Form, lang: str) -> None:
    values = paper.sample(form)
    sheet = paper.laid(form, values, lang)
    printed, written = paper.pdf_text(pdf.to_bytes([sheet])), paper.xlsx_text(xlsx.to_bytes([sheet]))
    for name, value in values.items():
        field = form.kind.field(name)
        words = sheets.squeezed(field.show(value)) if field.type != "lines" else ""
        shown = field.show(value).split("、") if field.type == "multi" else [words]
        if isinstance(value, dict):
            shown = [sheets.squeezed(str(part)) for part in value.values()]
        assert all(part in printed for part in shown), name
        assert all(part in written for part in shown), name


def long_text(form: Form) -> tuple[str, Values]:
    """10,000 characters, none like its neighbours, in the first big cell of a form."""
    name = next(field.name for field in form.kind.plain_fields if isinstance(field, Note))
    return name, {name: "".join(chr(0x4E00 + at % 5000) for at in range(10_000))}


def test_ten_thousand_characters_go_on_in_order(noted: Form) -> None:
    name, values = long_text(noted)
    sheet = paper.laid(noted, values)
    cells = [cell for cell in sheet.cells() if cell.name == name and cell.kind != LABEL]
    placed = {word.text for cell in cells for word in cell.words}
    printed = [
        item.text for page in paginate(sheet) for item in page.items if isinstance(item, Words) and item.text in placed
    ]
    assert "".join(printed) == values[name]


def test_continued_pages_repeat_head_and_label(noted: Form) -> None:
    _, values = long_text(noted)
    pages = paginate(paper.laid(noted, values))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = "".join(item.text for item in page.items if isinstance(item, Words))
        assert noted.kind.title in text
        assert f"第 {number} 页　共 {len(pages)} 页" in text
        assert ("（续页）" in text) == (number > 1)
    assert "（续）" in "".join(item.text for item in pages[1].items if isinstance(item, Words))


def test_two_hundred_lines_go_on_under_repeated_headings(tabled: Form) -> None:
    tables = [cell.name for cell in tabled.cells() if isinstance(cell, Table)]
    field = tabled.kind.field(tables[0])
    row = {c.name: c.longest("亢") for c in field.columns if not c.filled_by_program}  # type: ignore[attr-defined]
    values = tabled.kind.parse({tables[0]: [row] * 200})
    sheet = paper.laid(tabled, values)
    pages = paginate(sheet)
    heading = next(r for r in sheet.rows if r.heading).cells[0].words[0].text
    texts = ["".join(item.text for item in page.items if isinstance(item, Words)) for page in pages]
    assert sum("亢" in text for text in texts) == sum("亢" in text and heading in text for text in texts) > 3
    assert paper.lacking(paper.pdf_text(pdf.to_bytes([sheet])), paper.expected(tabled.kind, values)) == {}


def test_a_heading_is_never_last_on_its_page(noted_above_a_table: Form) -> None:
    """Whatever stands above the table, its first line stands with its heading."""
    form = noted_above_a_table
    note = next(field.name for field in form.kind.plain_fields if isinstance(field, Note))
    foot = form.notes[0][0][:4] if form.notes else "文件编号"
    for lines in range(1, 40):
        sheet = paper.laid(form, {note: "高\n" * lines + "高"})
        headings = {row.cells[0].words[0].text for row in sheet.rows if row.heading}
        for page in paginate(sheet):
            words = [item.text for item in page.items if isinstance(item, Words)]
            body = words[: max(at for at, text in enumerate(words) if text.startswith(foot))]
            assert body[-1] not in headings


def test_departments_with_a_block_of_their_own_are_named(repeated: Form, lang: str) -> None:
    form = repeated
    duty = ["加工", "采购部", "供应商"]
    values = form.kind.parse({"duty_dept": duty, "cause": "甲因", "cause@采购部": "乙因", "cause@供应商": "丙因"})
    sheet = paper.laid(form, values, lang)
    assert [sheet.cell(f"cause{at}").text for at in ("", "@采购部", "@供应商")] == ["甲因", "乙因", "丙因"]  # type: ignore[union-attr]
    printed = paper.pdf_text(pdf.to_bytes([sheet]))
    assert all(f"责任部门：{name}" in printed for name in duty)
    assert all(sheet.cell(f"{slot}@采购部") for slot in ("cause_by", "cause_check", "perm_by"))
    assert sheet.cell("prepared@采购部") is None


def test_an_analysis_and_its_signatures_stay_on_one_page(repeated: Form, lang: str) -> None:
    duty = ["加工", "采购部", "供应商"]
    for lines in range(1, 30):
        filled = {"duty_dept": duty, "description": "高\n" * lines + "高", "cause": "甲因"}
        filled |= {f"cause@{name}": f"{name}之因" for name in duty[1:]}
        for page in paginate(paper.laid(repeated, repeated.kind.parse(filled), lang)):
            words = [item.text for item in page.items if isinstance(item, Words)]
            assert words.count("分析人") == sum(text in ("甲因", "采购部之因", "供应商之因") for text in words)


def test_label_goes_on_on_a_second_label() -> None:
    form = paper.SHELF.newest("seal_label")
    pages = paginate(paper.laid(form, paper.limits(form.kind)[0]))
    texts = [[item.text for item in page.items if isinstance(item, Words)] for page in pages]
    assert len(pages) > 1
    assert all(f"{number}/{len(pages)}" in text for number, text in enumerate(texts, start=1))
    assert {(page.width, page.height) for page in pages} == {(form.paper.width, form.paper.height)}
