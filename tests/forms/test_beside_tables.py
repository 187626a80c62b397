"""A signature beside a table: one box as high as the lines, on paper and in Excel; a label or options inside a cell."""

import io

import openpyxl
import paper
import pytest

from forms import pdf, xlsx
from forms.draw import placed_rows, rules
from forms.grid import Area, Form, Pair, Sign, Table, row
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import HEADING, REST, SIGN, LaidSheet, Rule
from qcdesk.fields import Count, Lines, Multi, Note, Printed
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

PLACES = (("客户端库存", "At customer"), ("在途", "In transit"), ("成品仓", "Stock"))
KIND = Kind(
    code="beside", rev="A/0", title="旁签表", en="Beside", prefix="PQ",
    workflow=chain("beside", "qc", "qcmgr", "pmgr"),
    blocks=(Block("all", "全部", "qc", (
        Lines("held", "围堵", "Held", rows=3, columns=(
            Printed("where", "位置", "Where", words=PLACES), Count("qty", "数量", "Qty"),
            Note("note", "措施", "Action"),
        )),
        Multi("parts", "更新文件", "Documents", options=(("图纸", "Drawing"), ("作业指导书", "Work instruction"))),
        Note("remark", "备注：", "Remark"),
    )),),
    slots=(
        Slot("prepared", "签名/时间", "Sign / time", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
)  # fmt: skip
FORM = Form(KIND, rows=(
    row(5, Table("held", (6, 4, 8), span=18), Sign("prepared", 6, label=0)),
    row(14, Area("parts", 16), Sign("reviewed", 8, label=0)),
    row(14, Area("remark", 16), Sign("approved", 8)),
))  # fmt: skip
VALUES = KIND.parse({"held": [{"qty": 20}, {}, {"qty": 480, "note": "隔离"}], "parts": ["图纸"]})


def laid(sign: bool = True) -> LaidSheet:
    return lay(FORM, paper.record(FORM, VALUES, sign=sign), paper.OFFICE)


def test_signature_stands_beside_the_first_line_and_its_box_goes_on() -> None:
    sheet = laid()
    table = [line for line in sheet.rows if line.table == "held"]
    assert [line.cells[-1].kind for line in table] == [HEADING, SIGN, REST, REST]
    assert [line.cells[-1].joined for line in table] == [False, False, True, True]
    assert table[0].cells[-1].text == "签名/时间"
    said = ["".join(word.text for word in line.cells[-1].words) for line in table[1:]]
    assert said == ["签名：样例跟单员", "日期：2026-11-08 14:32（审核）", ""]


def test_no_rule_crosses_the_box() -> None:
    sheet = laid()
    rows = list(placed_rows(sheet.rows, sheet.rows[0].y))
    left, _, wide, _ = sheet.frame
    drawn = [item for item in rules(rows, left, left + wide) if isinstance(item, Rule) and item.y1 == item.y2]
    box = sheet.rows[1].cells[-1]
    inside = [y for line, y, _ in rows[2:4]]
    assert [rule.x2 for rule in drawn if rule.y1 in inside] == [pytest.approx(box.x)] * 2
    assert [rule.x2 for rule in drawn if rule.y1 == rows[4][1]] == [pytest.approx(left + wide)]


def test_printed_words_stand_in_their_lines() -> None:
    sheet = laid()
    assert [sheet.rows[at].cells[0].text for at in (1, 2, 3)] == [zh for zh, _ in PLACES]
    assert lay(FORM, paper.record(FORM, VALUES), paper.OFFICE, "zh-en").rows[2].cells[0].text == "在途 In transit"


def test_box_beside_a_table_has_no_rules_across_it_in_excel() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([laid()])))
    column = [book.worksheets[0].cell(at, 19) for at in range(1, 12)]
    first = next(cell.row for cell in column if cell.value == "签名/时间") + 1
    sides = [(cell.border.top, cell.border.bottom) for cell in column[first - 1 : first + 2]]
    ruled = [[side is not None and side.style is not None for side in pair] for pair in sides]
    assert ruled == [[True, False], [False, False], [False, True]]


def test_prompts_beside_a_table_stand_in_the_workbook() -> None:
    written = paper.xlsx_text(xlsx.to_bytes([laid(sign=False)]))
    printed = paper.pdf_text(pdf.to_bytes([laid(sign=False)]))
    for prompt in ("签名：", "日期："):
        assert written.count(prompt) == printed.count(prompt) >= 1


def test_label_inside_a_signature_box_stands_above_its_prompts() -> None:
    for sign in (False, True):
        cell = laid(sign).cell("reviewed")
        assert cell is not None
        assert cell.label_words[0].text == "审核"
        assert min(word.y for word in cell.words) > cell.label_words[0].y


def test_options_inside_a_big_cell_can_be_clicked() -> None:
    cell = laid().cell("parts")
    assert cell is not None
    assert [(tick.zh, tick.ticked) for tick in cell.ticks] == [("图纸", True), ("作业指导书", False)]
    assert min(tick.y for tick in cell.ticks) >= cell.label_words[0].y


def test_only_signatures_stand_beside_a_table() -> None:
    wrong = Form(KIND, rows=(row(5, Table("held", (6, 4, 8), span=18), Pair("remark", 6)),))
    with pytest.raises(TypeError, match="only signatures"):
        lay(wrong, paper.record(wrong, VALUES), paper.OFFICE)


def test_a_long_table_continues_with_its_box() -> None:
    values = KIND.parse({"held": [{"qty": at, "note": "逐箱全检" * 8} for at in range(120)]})
    pages = paginate(lay(FORM, paper.record(FORM, values), paper.OFFICE))
    assert len(pages) > 1
