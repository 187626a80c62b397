"""What stays together on a page, and which blank lines are not printed."""

import paper
import pytest

from forms.cutting import cut
from forms.grid import Area, Form, Pair, Sign, Table, row
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import AREA, SIGN, LaidRow, LaidSheet, Words
from qcdesk.canonical import Json, Values
from qcdesk.fields import Count, Lines, Note, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

LEDGER = paper.SHELF.newest("complaint_ledger")
GROWN = "左脚踏芯轴牙纹根部断裂，断口呈贝壳纹，起裂点在退刀槽 R 角处，客户已停线，要求二十四小时内书面答复" * 2
LINE: dict[str, Json] = {
    "complaint_date": "2026-10-09",
    "customer": "棕榈湾单车（样例）公司",
    "product": "折叠脚踏 FP-642",
}

KIND = Kind(
    code="beside", rev="A/0", title="旁签表", en="Beside", prefix="PQ",
    workflow=chain("beside", "qc", "qcmgr", "pmgr"),
    blocks=(Block("all", "全部", "qc", (
        Note("remark", "经过：", "Remark"), Text("place", "地点", "Place"),
        Lines("done", "对策", "Actions", rows=4, columns=(Note("what", "对策", "Action"), Count("qty", "数量", "Qty"))),
    )),),
    slots=(
        Slot("prepared", "签名/时间", "Sign / time", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
)  # fmt: skip


def beside(height: float) -> LaidSheet:
    form = Form(KIND, rows=(
        row(height, Area("remark")),
        row(8, Table("done", (12, 4), span=16), Sign("prepared", 8, label=0)),
        row(8, Pair("place", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ))  # fmt: skip
    values = KIND.parse({"done": [{"what": "换刀后首件测 R 角", "qty": 2}] * 4})
    return lay(form, paper.record(form, values), paper.OFFICE)


def ledger(lines: int, **more: Json) -> LaidSheet:
    values: Values = {"lines": [{**LINE, **more}] * lines}
    return paper.laid(LEDGER, LEDGER.kind.parse(values))


def blank(rows: tuple[LaidRow, ...], given: int) -> int:
    return len([line for line in rows if line.table and not line.heading]) - given


@pytest.mark.parametrize("height", range(205, 245, 4))
def test_who_and_when_of_a_signature_beside_a_table_stand_on_one_page(height: int) -> None:
    pages = [[item.text for item in page.items if isinstance(item, Words)] for page in paginate(beside(height))]
    who = [number for number, texts in enumerate(pages) if "样例跟单员" in texts]
    when = [number for number, texts in enumerate(pages) if "2026-11-08 14:32" in texts]
    assert who[0] == when[0]


@pytest.mark.parametrize("height", range(205, 245, 4))
def test_no_page_holds_signatures_alone(height: int) -> None:
    for leaf in cut(beside(height)).leaves:
        below = [line for line in leaf.rows if not line.heading]
        assert any(cell.kind == AREA or cell.row is not None for line in below for cell in line.cells)
        assert any(cell.kind == SIGN for line in below for cell in line.cells) or leaf.rows


def test_blank_lines_open_no_page() -> None:
    """Self-filled, few complaints with long descriptions: their room is taken from the blank lines."""
    one = ledger(1, content=GROWN, cause=GROWN * 2, perm=GROWN, interim=GROWN)
    assert blank(one.rows, 1) == 17
    assert len(cut(one).leaves) == 1
    assert 1 <= blank(cut(one).rows, 1) < 17


@pytest.mark.parametrize("lines", range(2, 14))
def test_no_more_blank_lines_are_left_out_than_a_page_asks_for(lines: int) -> None:
    dealt = cut(ledger(lines, content=GROWN[:40]))
    left_out = 18 - lines - blank(dealt.rows, lines)
    assert left_out == 0 or dealt.leaves[-1].left < LEDGER.rows[1].height


def test_a_sheet_to_be_written_on_keeps_its_lines(headed: Form, lang: str) -> None:
    sheet = paper.blank_sheet(headed, lang)
    assert cut(sheet).rows == sheet.rows


def test_signatures_of_a_long_ledger_have_a_line_above_them() -> None:
    for lines in range(17, 40):
        last = cut(ledger(lines)).leaves[-1]
        assert any(line.table and not line.heading for line in last.rows)


def test_every_page_of_a_ledger_has_its_number_in_the_cell_and_nowhere_else() -> None:
    pages = paginate(ledger(60))
    for number, page in enumerate(pages, start=1):
        said = [item.text for item in page.items if isinstance(item, Words) and item.text.startswith("第 ")]
        assert said == [f"第 {number} 页　共 {len(pages)} 页"]


def test_bilingual_report_takes_no_second_page_for_its_signatures() -> None:
    report = paper.SHELF.newest("inspection_report")
    assert len(paginate(paper.laid(report, lang="zh-en"))) == 1


@pytest.mark.parametrize("sentences", range(8, 60, 2))
def test_the_last_row_of_a_long_letter_stands_below_its_words(sentences: int, lang: str) -> None:
    letter = paper.SHELF.newest("internal_contact")
    said = "路试车左脚踏芯轴在牙纹根部断裂。" * sentences
    values = letter.kind.parse({**paper.sample(letter), "body": said, "reply": said})
    for leaf in cut(paper.laid(letter, values, lang)).leaves:
        assert any(cell.kind == AREA for line in leaf.rows for cell in line.cells)
