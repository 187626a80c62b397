"""Boxes measured: cells side by side, words inside their cells, labels readable."""

from itertools import pairwise

import paper
import pytest
import sheets
from boxes import SLACK, everything_in_place

from forms.draw import watermark
from forms.fit import scale_of
from forms.grid import A4, A4_FILE, Form
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import HEADING, LABEL, Words
from qcdesk.canonical import Values


def test_blank_sheet_is_one_page(form: Form, lang: str) -> None:
    sheet = paper.blank_sheet(form, lang)
    assert len(paginate(sheet)) == 1
    everything_in_place(sheet)


def test_sample_is_one_page(form: Form, lang: str) -> None:
    sheet = paper.laid(form, lang=lang)
    assert len(paginate(sheet)) == 1
    everything_in_place(sheet)


def test_rows_that_grew_take_from_blank_lines_before_a_second_page() -> None:
    ledger = paper.SHELF.newest("complaint_ledger")
    line: Values = {"complaint_date": "2026-10-09", "customer": "棕榈湾单车（样例）公司", "product": "折叠脚踏 FP-642",
                    "content": "左脚踏芯轴牙纹根部断裂，断口呈贝壳纹，起裂点在退刀槽 R 角处，客户已停线"}  # fmt: skip
    lines = [line] * 6
    sheet = paper.laid(ledger, ledger.kind.parse({"lines": lines}))
    blank = [row.height for row in sheet.rows if row.table and row.cells[0].row is not None][len(lines) :]
    assert len(paginate(sheet)) == 1
    assert 5 < min(blank) == max(blank) < ledger.rows[1].height
    assert len(paginate(paper.laid(ledger, ledger.kind.parse({"lines": [line] * 18})))) == 2


def test_a_date_is_not_broken_from_its_prompt() -> None:
    sheet = paper.laid(paper.SHELF.newest("inspection_report"))
    for name in ("tester_sign", "prepared", "reviewed", "approved"):
        said = {word.text: word.y for word in sheet.cell(name).words}  # type: ignore[union-attr]
        assert said["日期："] == said["2026-11-08 14:32"]


def test_an_option_is_set_smaller_before_it_is_broken() -> None:
    words = paper.laid(paper.SHELF.newest("car_8d")).cell("verify_result").words  # type: ignore[union-attr]
    assert "".join(word.text for word in words if word.y == words[-1].y).endswith("无效-重新分析")


def test_sheet_at_its_limits_keeps_to_its_boxes(form: Form, lang: str) -> None:
    everything_in_place(paper.laid(form, paper.limits(form.kind, note=4000)[0], lang))


@pytest.mark.parametrize(
    "text", ["a" * 4000, "W" * 4000, "，" * 2000, "HRC 38～41\n\n" * 200, "abcdefghijklmnopqrst " * 150]
)
def test_awkward_text_keeps_to_its_boxes(form: Form, text: str) -> None:
    values: Values = {}
    for name, _, field in form.kind.named_fields({}):
        if field.type in ("note", "text", "lookup", "person"):
            values[name] = field.parse(text[: getattr(field, "limit", 10)])
    everything_in_place(paper.laid(form, values))


def test_cells_fill_their_row_and_do_not_overlap(form: Form, lang: str) -> None:
    sheet = paper.laid(form, lang=lang)
    left, _, wide, _ = sheet.frame
    for row in sheet.rows:
        assert row.cells[0].x == pytest.approx(left)
        for one, two in pairwise(row.cells):
            assert two.x == pytest.approx(one.x + one.w)
        assert row.cells[-1].x + row.cells[-1].w == pytest.approx(left + wide)
        assert {round(cell.h, 6) for cell in row.cells if not cell.deep} == {round(row.height, 6)}
    for above, below in pairwise(sheet.rows):
        assert below.y == pytest.approx(above.y + above.height)


def test_labels_are_readable(form: Form, lang: str) -> None:
    least = 4.5 if paper.is_label(form) else 6.5
    small = [
        word.text for cell in paper.blank_sheet(form, lang).cells() if cell.kind in (LABEL, HEADING)
        for word in cell.words if word.size < least
    ]  # fmt: skip
    assert small == []


def test_labels_are_printed_whole(form: Form, lang: str) -> None:
    for cell in paper.blank_sheet(form, lang).cells():
        if cell.kind in (LABEL, HEADING):
            assert sheets.squeezed("".join(word.text for word in cell.words)) == sheets.squeezed(cell.text)


def test_english_words_of_labels_are_not_broken(form: Form) -> None:
    for cell in paper.blank_sheet(form, "zh-en").cells():
        if cell.kind in (LABEL, HEADING):
            printed = {part for word in cell.words for part in word.text.split()}
            assert set(cell.text.partition("\n")[2].split()) <= printed, cell.text


def test_every_value_has_a_cell_on_screen(form: Form) -> None:
    sheet = paper.blank_sheet(form)
    for name in form.placed():
        field = form.kind.field(name)
        if field.type == "lines":
            assert all(sheet.cell(name, 0, column.name) for column in field.columns)  # type: ignore[attr-defined]
        else:
            assert sheet.cell(name), name
    assert all(sheet.cell(slot.name) for slot in form.kind.required_slots)


def test_every_option_can_be_clicked(form: Form) -> None:
    sheet = paper.blank_sheet(form)
    for cell in sheet.cells():
        if cell.ticks:
            options = getattr(form.kind.field(cell.name), "options", (("是", "Yes"),))
            assert list(dict.fromkeys(tick.zh for tick in cell.ticks)) == [zh for zh, _ in options]
            for tick in cell.ticks:
                assert cell.x <= tick.x
                assert tick.x + tick.w <= cell.x + cell.w + SLACK
                assert cell.y - SLACK <= tick.y


def test_watermark_stands_on_the_page(form: Form) -> None:
    (mark,) = watermark(form.paper, "草稿")
    assert isinstance(mark, Words)
    assert 0 < mark.x < form.paper.width
    assert 0 < mark.y < form.paper.height


def test_sizes_shrink_in_order(form: Form) -> None:
    scale = scale_of(form.paper)
    for sizes in (scale.value, scale.tick, scale.sign, scale.label):
        assert list(sizes) == sorted(sizes, reverse=True)


def test_laying_twice_gives_the_same(form: Form) -> None:
    record = paper.record(form)
    one, two = (lay(form, record, paper.OFFICE) for _ in range(2))
    assert paginate(one) == paginate(two)


def test_filled_case_names_the_tables_it_has_no_entry_of_and_a_blank_one_keeps_them_all() -> None:
    form = paper.SHELF.newest("case")
    filled = lay(form, paper.record(form, {"customer": "青榆自行车（样例）有限公司"}), paper.OFFICE)
    assert not {"links", "costs"} & {row.table for row in filled.rows}
    assert "没有记载：" in (last := filled.rows[-1].cells[0].text)
    assert {"费用", "相关案件"} <= set(last.removeprefix("没有记载：").split("、"))
    assert {"links", "costs"} <= {row.table for row in paper.blank_sheet(form).rows}


def test_paper_that_is_only_read_grows_before_its_words_get_small() -> None:
    assert min(scale_of(A4_FILE).value) > min(scale_of(A4).value)
