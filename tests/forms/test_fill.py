"""What a cell says."""

from dataclasses import replace

import paper
import pytest

from forms.fill import GREY, UNSOUND
from forms.grid import Form
from forms.lay import lay
from forms.paginate import paginate
from forms.plan import of_whom
from forms.sheet import LaidSheet, Words
from qcdesk.views import RecordView

ANOMALY = paper.SHELF.newest("qc_anomaly")
LEDGER = paper.SHELF.newest("seal_ledger")
TAG = paper.SHELF.newest("seal_label")


def words(sheet: LaidSheet) -> str:
    return "".join(item.text for page in paginate(sheet) for item in page.items if isinstance(item, Words))


def text(sheet: LaidSheet, name: str, row: int | None = None, column: str = "") -> str:
    cell = sheet.cell(name, row, column)
    assert cell is not None
    return cell.text


def test_all_options_are_printed_and_the_chosen_one_is_ticked() -> None:
    assert text(paper.laid(ANOMALY), "severity") == "□一般　□批量　☑严重"
    assert text(paper.laid(ANOMALY, lang="zh-en"), "severity") == "□一般 Minor　□批量 Batch　☑严重 Serious"


def test_who_witnessed_the_tear_down_is_printed_with_his_signature() -> None:
    """rules.md E0.3 note 2: no box of its own, so it stands behind the name."""
    form = paper.SHELF.newest("inspection_report")
    record = paper.record(form)
    one = replace(paper.signed(form.kind, {})[0], slot="witness_engmgr", name="卫样九")
    unsigned = replace(record, signatures=())
    assert text(lay(form, unsigned, paper.OFFICE, "zh"), "witness") == "卫样九"
    for signature, printed in (
        (one, "卫样九（签认 2026-11-08 14:32）"),
        (replace(one, name="蒋样十"), "卫样九（蒋样十 签认 2026-11-08 14:32）"),
        (replace(one, sound=False), f"卫样九（{UNSOUND}）"),
    ):
        assert text(lay(form, replace(record, signatures=(signature,)), paper.OFFICE, "zh"), "witness") == printed


def test_several_options_are_ticked() -> None:
    assert text(paper.laid(ANOMALY), "duty_dept").count("☑") == 2


def test_a_blank_for_the_detail_stands_behind_the_options() -> None:
    assert text(paper.laid(ANOMALY, {}), "disposition").endswith("数量：＿＿＿＿")
    chosen = {"disposition": {"choice": "返工", "detail": "480 支"}}
    assert "☑返工：480 支" in text(paper.laid(ANOMALY, chosen), "disposition")


def test_calculated_value_is_printed() -> None:
    assert text(paper.laid(ANOMALY), "defect_rate") == "3.75 %"


def test_lines_are_counted_on_blank_sheets_too() -> None:
    assert [text(paper.blank_sheet(LEDGER), "lines", row, "seq") for row in (0, 14)] == ["1", "15"]


def test_number_of_the_record_is_the_number_of_the_sample() -> None:
    assert text(paper.laid(TAG), "sample_no") == "YP-202611-001"
    assert text(paper.blank_sheet(TAG), "sample_no") == ""


def test_signature_says_name_time_and_meaning() -> None:
    cell = paper.laid(ANOMALY).cell("prepared")
    assert cell is not None
    assert cell.text == "签名：样例跟单员　日期：2026-11-08 14:32　（审核）"


def test_signature_in_ink_says_so_and_who_has_seen_it(lang: str) -> None:
    ink = "（纸签）" if lang == "zh" else "（纸签 Ink）"
    record = paper.record(ANOMALY, sign=True)
    inked = replace(record.signatures[0], mode="ink", verified_by="qc", verifier="郑样五", at_local="2026-11-20")
    said = text(lay(ANOMALY, replace(record, signatures=(inked,)), paper.OFFICE, lang), inked.slot)
    assert all(part in said for part in ("2026-11-20", ink, "郑样五"))
    assert inked.seen == "纸签，郑样五 见签"
    unsound = replace(record, signatures=(replace(inked, sound=False),))
    assert "郑样五" not in text(lay(ANOMALY, unsound, paper.OFFICE, lang), inked.slot)


def test_signature_in_ink_without_a_date_on_the_paper_is_not_given_its_witness_s_moment(lang: str) -> None:
    record = paper.record(ANOMALY, sign=True)
    inked = replace(record.signatures[0], mode="ink", verified_by="qc", verifier="郑样五", undated=True)
    said = text(lay(ANOMALY, replace(record, signatures=(inked,)), paper.OFFICE, lang), inked.slot)
    assert ("纸上未写日期" in said, "纸上未写日期 Undated" in said) == (True, lang != "zh")
    assert inked.at_local[:10] not in said


def test_unsigned_box_has_grey_prompts() -> None:
    cell = paper.blank_sheet(ANOMALY).cell("prepared")
    assert cell is not None
    assert [(word.text, word.shade) for word in cell.words] == [("签名：", GREY), ("日期：", GREY)]


def test_changed_content_takes_the_name_away() -> None:
    record = paper.record(ANOMALY)
    record = replace(record, signatures=paper.signed(ANOMALY.kind, dict(record.values), sound=False))
    printed = words(lay(ANOMALY, record, paper.OFFICE))
    assert UNSOUND in printed
    assert "样例跟单员" not in printed


@pytest.mark.parametrize(("state", "mark"), [("draft", "草稿"), ("void", "作废"), ("approved", ""), ("submitted", "")])
def test_only_drafts_and_void_sheets_bear_a_watermark(form: Form, state: str, mark: str) -> None:
    for page in paginate(paper.laid(form, state=state)):
        turned = [item.text for item in page.items if isinstance(item, Words) and item.turn]
        assert turned == ([mark] if mark else [])


def test_blank_sheet_has_no_number_and_no_watermark(form: Form) -> None:
    sheet = paper.blank_sheet(form)
    assert sheet.watermark == ""
    assert form.kind.prefix + "-" not in words(sheet)


def test_head_and_foot_say_whose_sheet_it_is_and_which_document(headed: Form, lang: str) -> None:
    printed = words(paper.laid(headed, lang=lang))
    kind, line = headed.kind, paper.LINE
    for part in (paper.OFFICE.company, kind.title, f"{kind.prefix}-202611-001", line.document_no, line.issued):
        assert part in printed
    assert (kind.en in printed) == (lang == "zh-en")
    assert ("Page 1 of 1" in printed) == (lang == "zh-en")
    assert all((zh in printed, en in printed) == (True, lang == "zh-en") for zh, en in headed.notes)


def test_an_office_without_settings_prints_too(form: Form) -> None:
    from qcdesk.views import OfficeView

    assert len(paginate(lay(form, paper.record(form), OfficeView()))) == 1


@pytest.mark.parametrize("company", ["有限公司" * 30, "𠮷田<b>&amp;\U0010ffff"])
def test_any_company_name_fits_the_head(form: Form, company: str) -> None:
    office = replace(paper.OFFICE, company=company)
    for item in lay(form, paper.record(form), office).head:
        assert not isinstance(item, Words) or item.x > 0


def test_label_of_a_department() -> None:
    assert of_whom("原因分析（责任部门）：", "采购部") == "原因分析（责任部门：采购部）："
    assert of_whom("追踪结果（品管）：", "采购部") == "追踪结果（品管，采购部）："
    assert of_whom("说明：", "采购部") == "说明（采购部）："
    assert of_whom("说明：", "") == "说明："


def test_long_names_wrap_in_small_signature_boxes() -> None:
    record = paper.record(ANOMALY)
    signatures = tuple(replace(one, name="很长的名字" * 8) for one in record.signatures)
    sheet = lay(ANOMALY, replace(record, signatures=signatures), paper.OFFICE)
    cell = sheet.cell("filled_by")
    assert cell is not None
    assert "很长的名字" * 8 in "".join(word.text for word in cell.words)


def test_record_of_nothing_is_one_page(form: Form) -> None:
    record = RecordView(1, None, form.kind, "draft", "草稿", 1, {})
    assert len(paginate(lay(form, record, paper.OFFICE))) == 1
