"""Heads of groups, the copies at the edge, both languages to the end, dates whole, the page number at the frame."""

import io

import openpyxl
import paper
import pytest
import sheets

from forms import pdf, xlsx
from forms.draw import placed_rows, rules
from forms.english import MEANT
from forms.fit import SERIF
from forms.frame import whose
from forms.grid import Form, Table
from forms.paginate import paginate
from forms.sheet import HEADING, LaidSheet, Rule, Words
from qcdesk.canonical import Values
from qcdesk.fields import Day, Lines

NOTE = paper.SHELF.newest("delivery_note")
CASE = paper.SHELF.newest("case")


def words(sheet: LaidSheet, page: int = 0) -> list[Words]:
    return [item for item in paginate(sheet)[page].items if isinstance(item, Words)]


def test_a_group_of_columns_has_its_head_above_theirs() -> None:
    sheet = paper.blank_sheet(NOTE)
    upper, lower = (line for line in sheet.rows if line.heading)
    said = [cell.text for cell in upper.cells]
    assert said[5] == "送货数量＝箱数×每箱＋零头"
    assert [cell.text for cell in lower.cells if not cell.joined] == ["送货数量", "箱数", "每箱", "零头"]
    assert upper.cells[5].span == sum(cell.span for cell in lower.cells if not cell.joined)
    assert all(cell.deep for at, cell in enumerate(upper.cells) if at != 5)


def test_no_rule_crosses_a_heading_that_is_two_rows_high() -> None:
    sheet = paper.blank_sheet(NOTE)
    left, _, wide, _ = sheet.frame
    between = next(line.y for line in sheet.rows if line.heading and line.cells[0].joined)
    rows = list(placed_rows(sheet.rows, sheet.rows[0].y))
    drawn = [item for item in rules(rows, left, left + wide)
             if isinstance(item, Rule) and item.y1 == item.y2 == pytest.approx(between)]  # fmt: skip
    group = next(cell for cell in sheet.cells() if cell.text.startswith("送货数量＝"))
    assert [(rule.x1, rule.x2) for rule in drawn] == [(pytest.approx(group.x), pytest.approx(group.x + group.w))]


def test_both_rows_of_headings_come_again_on_the_next_page() -> None:
    goods: Values = {"lines": [{"desc": "防滑橡胶脚踏 FP-620", "unit": "付", "qty": 6}] * 60}
    said = [word.text for word in words(paper.laid(NOTE, NOTE.kind.parse(goods)), 1)]
    assert said.count("送货数量＝箱数×每箱＋零头") == said.count("零头") == said.count("批次号") == 1


def test_heads_of_two_rows_are_merged_in_the_workbook() -> None:
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([paper.laid(NOTE)]))).active
    named = {cell.value: cell for line in worksheet.iter_rows() for cell in line if cell.value}
    for heading in ("客户订单号", "批次号", "备注"):
        (area,) = [one for one in worksheet.merged_cells.ranges if named[heading].coordinate in one]
        assert area.max_row - area.min_row == 1
    assert named["箱数"].row == named["送货数量＝箱数×每箱＋零头"].row + 1


def test_whose_the_copies_are_stands_along_the_edge() -> None:
    sheet = paper.laid(NOTE)
    right = NOTE.paper.width - NOTE.paper.margin
    edge = [word for word in words(sheet) if word.x > right]
    assert "".join(word.text for word in edge) == sheets.squeezed(whose(paper.LINE.copies))
    assert [word.y for word in edge] == sorted(word.y for word in edge)
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet]))).active
    (cell,) = [cell for line in worksheet.iter_rows() for cell in line if cell.value == whose(paper.LINE.copies)]
    assert (cell.alignment.textRotation, cell.column) == (255, worksheet.max_column)
    assert all(not [word for word in words(paper.laid(form)) if word.x > form.paper.width - form.paper.margin]
               for form in paper.FORMS if not form.upright)  # fmt: skip


def test_dates_in_the_lines_of_a_table_are_not_broken(form: Form) -> None:
    for cell in form.cells():
        table = form.field(cell.name) if isinstance(cell, Table) else None
        if isinstance(table, Lines):
            for column in (one for one in table.columns if isinstance(one, Day)):
                values: Values = {table.name: [{column.name: "2026-10-09"}]}
                placed = paper.laid(form, values).cell(table.name, 0, column.name)
                assert placed
                assert [word.text for word in placed.words] == ["2026-10-09"], column.label


def test_a_moment_on_two_lines_is_centred_on_both() -> None:
    tracking = paper.SHELF.newest("service_tracking")
    cell = paper.laid(tracking, {"lines": [{"promised": "2026-10-16T17:00"}]}).cell("lines", 0, "promised")
    assert cell
    middles = [word.x + SERIF.width(word.text, word.size) / 2 for word in cell.words]
    assert middles == [pytest.approx(cell.x + cell.w / 2)] * 2


def test_page_number_ends_where_the_frame_ends(headed: Form, lang: str) -> None:
    for word in words(paper.laid(headed, lang=lang)):
        if not headed.numbered and word.text.startswith("第 1 页"):
            assert word.x + SERIF.width(word.text, word.size) == pytest.approx(headed.paper.width - headed.paper.margin)


def test_a_sheet_that_goes_on_says_so_in_both_languages() -> None:
    anomaly = paper.SHELF.newest("qc_anomaly")
    long = anomaly.kind.parse({"description": "路试车左脚踏芯轴在牙纹根部断裂。" * 240})
    said = "".join(word.text for word in words(paper.laid(anomaly, long, "zh-en"), 1))
    assert f"{anomaly.kind.en} (cont.)" in said
    assert said.count("(cont.)") > 1
    assert "（续）" not in said
    assert "(cont.)" not in "".join(word.text for word in words(paper.laid(anomaly, long), 1))


def test_what_a_signature_says_has_an_english_twin(form: Form) -> None:
    said = {
        step.signed_as
        for step in form.kind.workflow.steps for slot in map(form.kind.slot, step.signs)
        if slot.on_paper and step.signed_as != slot.label
    }  # fmt: skip
    assert said <= set(MEANT)


def test_signatures_say_what_they_mean_in_both_languages() -> None:
    text = paper.pdf_text(pdf.to_bytes([paper.laid(paper.SHELF.newest("service_tracking"), lang="zh-en")]))
    assert "（审核Reviewed）" in text


def test_a_printed_case_says_what_is_due_before_its_code() -> None:
    headings = [line for line in paper.blank_sheet(CASE).rows if line.heading and line.table == "clocks"]
    named = [cell.column for cell in headings[0].cells if cell.kind == HEADING]
    assert named[0] == "label"
    assert named.index("rule") == named.index("source") + 1


def test_pauses_of_a_printed_case_have_a_band_of_their_own() -> None:
    rows = paper.blank_sheet(CASE).rows
    at = next(number for number, line in enumerate(rows) if line.table == "pauses")
    assert rows[at - 1].cells[0].text.startswith("暂停计时")
