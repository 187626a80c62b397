"""Every gate of a case the wrong way round, with a sentence that cites its rule, and the right way round."""

from typing import Any

import pytest

from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact
from qcdesk.cases.gates import GATES

COMPLAINT = {"case_kind": "客户投诉"}
IN_HOUSE = {"case_kind": "厂内异常"}


def facts(*sheets: SheetFact, samples: tuple[SampleFact, ...] = (), **values: Any) -> CaseFacts:
    return CaseFacts({**COMPLAINT, **values}, sheets, samples)


def sheet(form: str, state: str, *, over: bool = False, refused: bool = False) -> SheetFact:
    return SheetFact(7, form, f"《{form}》", state, over, refused)


def action(**values: str) -> dict[str, str]:
    return {"kind": "纠正", "what": "回火炉加独立测温", "owner": "韩例二", "due": "2026-12-01", **values}


DONE = {"done": "2026-11-30", "result": "合格"}
FIELD = {"disposition": ["外派返工/返修"]}
ONE_LEFT, NONE_LEFT = (SampleFact("YP-202611-001", 2, left) for left in (1, 0))

CLOSED: dict[str, list[tuple[CaseFacts, str]]] = {
    "written_material": [(facts(channel="电话(须补书面)"), "口头投诉还没有收到书面资料")],
    "read_back": [(facts(), "还没有把记录向客户复述确认"), (facts(read_back=False), "复述确认")],
    "graded": [(facts(), "请品管选定“客诉程度”")],
    "override_has_a_reason": [
        (facts(grade="严重", severity="一般"), "程序判定为“严重”，您选的是“一般”，请写明改判理由"),
        (facts(severity="一般"), "判定标准没有一条适用，您选的是“一般”，请写明改判理由"),
    ],
    "is_feedback": [(facts(), "只有客户反馈才能升为客户投诉")],
    "merged_into_another": [(facts(), "请先在“并入案件”里填另一案件的编号")],
    "never_registered": [(facts(rounds=[{"step": "客户申诉，复审"}]), "登记过的案件不能作废")],
    "branch_assembly": [(facts(branch="物料问题"), "原因去向是“物料问题”，不由这里分析"), (facts(), "不由这里分析")],
    "branch_structure": [(facts(branch="加工装配不良"), "不由这里分析")],
    "branch_material": [(facts(branch="用户使用不当"), "不由这里分析")],
    "branch_misuse": [(facts(branch="结构工艺不良"), "不由这里分析")],
    "minor_only": [
        (facts(severity="严重", grade="严重"), "只有判为“一般”的案件才能简易处理"),
        (facts(severity="一般", grade="严重"), "只有判为“一般”"),
        (facts(), "只有判为“一般”"),
    ],
    "repair_has_consent": [(facts(disposition=["返工", "返修"]), "“返修”要客户同意")],
    "concession_has_consent": [(facts(disposition=["特采"]), "“特采”要客户同意")],
    "goods_were_worked_on": [(facts(disposition=["补货"]), "处理方式里没有要重检的")],
    "no_goods_worked_on": [(facts(disposition=["返工", "报废重做", "补货"]), "“返工、报废重做”做完要先重检，再送货")],
    "handling_sheets_done": [
        (facts(disposition=["返工"]), "“返工”还没有完成的《返工/返修记录表》"),
        (facts(sheet("rework_record", "issued"), disposition=["返工"]), "《返工/返修记录表》"),
        (facts(sheet("rework_record", "void", over=True), disposition=["返工"]), "《返工/返修记录表》"),
        (facts(sheet("field_rework", "dispatched"), **FIELD), "《外派返工/返修单》"),
        (facts(sheet("rework_record", "approved", over=True), **FIELD), "《外派返工/返修单》"),
        (facts(sheet("scrap_sheet", "submitted"), disposition=["报废重做"]), "《报废单》"),
        (facts(sheet("return_application", "submitted"), disposition=["退货"]), "《产品退换货申请单》"),
        (facts(sheet("field_rework", "approved", over=True, refused=True), **FIELD), "要回收产品"),
        (facts(sheet("field_rework", "approved", over=True), disposition=["换货", "外派返工/返修"]), "“换货”"),
    ],
    "has_a_customer": [(facts(**IN_HOUSE), "厂内异常没有客户要回复")],
    "in_house_only": [(facts(), "客户的案件要先回复客户")],
    "recheck_is_good": [(facts(), "“重检判定”要是“合格”"), (facts(recheck_result="不合格"), "不合格请退回处理")],
    "delivery_noted": [
        (facts(), "还没有开出《送货单》"),
        (facts(sheet("delivery_note", "draft")), "《送货单》"),
        (facts(sheet("delivery_note", "void", over=True)), "《送货单》"),
    ],
    "count_difference_explained": [(facts(delivered_qty=260, counted_qty=258), "送货 260，客户点收 258，请写明差异")],
    "customer_agreed": [(facts(), "客户还没有同意"), (facts(customer_decision="不同意"), "不能关闭")],
    "customer_agreed_or_in_house": [(facts(customer_decision="不同意"), "不同意要转高层受理，不能关闭")],
    "replied_to_customer": [(facts(), "还没有把处理结果回复客户")],
    "effect_is_good": [(facts(), "对策效果还没有写明有效"), (facts(effect="无效"), "无效要退回重新分析")],
    "actions_closed": [
        (facts(actions=[action(**DONE), action()]), "还有 1 项措施没有完成：回火炉加独立测温"),
        (facts(actions=[action(kind="改善")]), "还有 1 项措施没有完成"),
    ],
    "actions_verified": [
        (facts(actions=[action(done="2026-11-30")]), "还有 1 项措施没有验证合格"),
        (facts(actions=[action(done="2026-11-30", result="不合格")]), "没有验证合格"),
    ],
    "sheets_finished": [(facts(sheet("car_8d", "analysed")), "还有单没有走完：《car_8d》")],
    "sample_sealed": [
        (CaseFacts({**COMPLAINT, "samples": 2}), "不良样品还没有封存在品管样品柜（至少 1 PCS）"),
        (CaseFacts({**COMPLAINT, "samples": 2}, samples=(NONE_LEFT,)), "至少 1 PCS"),
    ],
}  # fmt: skip

OPEN: dict[str, list[CaseFacts]] = {
    "written_material": [facts(channel="电话(须补书面)", written_on="2026-11-22T10:00"), facts(channel="邮件")],
    "read_back": [facts(read_back=True), facts(**IN_HOUSE)],
    "graded": [facts(grade="严重"), facts(severity="一般")],
    "override_has_a_reason": [
        facts(grade="严重", severity="一般", override_reason="样品为改装件"), facts(grade="严重", severity="严重"),
        facts(severity="批量", override_reason="整批外观不一致"), facts(grade="批量"),
    ],
    "is_feedback": [facts(case_kind="客户反馈")],
    "merged_into_another": [facts(merged_into="TS-202611-001")],
    "never_registered": [facts()],
    "branch_assembly": [facts(branch="加工装配不良")],
    "branch_structure": [facts(branch="结构工艺不良")],
    "branch_material": [facts(branch="物料问题")],
    "branch_misuse": [facts(branch="用户使用不当")],
    "minor_only": [facts(severity="一般", grade="一般"), facts(severity="一般")],
    "repair_has_consent": [facts(disposition=["返修"], consent=True), facts(disposition=["返工"]),
                           facts(disposition=["返修"], **IN_HOUSE)],
    "concession_has_consent": [facts(disposition=["特采"], consent=True), facts(disposition=["返修"])],
    "goods_were_worked_on": [facts(disposition=["挑选"]), facts(**FIELD)],
    "no_goods_worked_on": [facts(disposition=["补货", "折让/赔偿"]), facts()],
    "handling_sheets_done": [
        facts(disposition=["补货"]), facts(sheet("rework_record", "rechecked"), disposition=["返工"]),
        facts(sheet("field_rework", "reviewed"), **FIELD),
        facts(sheet("field_rework", "reviewed"), disposition=["返工"]),
        facts(sheet("scrap_sheet", "stored"), disposition=["报废重做"]),
        facts(sheet("return_application", "received"), disposition=["换货"]),
        facts(sheet("field_rework", "approved", over=True, refused=True), sheet("return_application", "received"),
              **FIELD),
    ],
    "has_a_customer": [facts(), facts(case_kind="客户反馈")],
    "in_house_only": [facts(**IN_HOUSE)],
    "recheck_is_good": [facts(recheck_result="合格")],
    "delivery_noted": [facts(sheet("delivery_note", "issued"))],
    "count_difference_explained": [facts(delivered_qty=260, counted_qty=260),
                                   facts(delivered_qty=260, counted_qty=258, count_difference="破箱少 2 付，补送")],
    "customer_agreed": [facts(customer_decision="同意")],
    "customer_agreed_or_in_house": [facts(customer_decision="同意"), facts(**IN_HOUSE)],
    "replied_to_customer": [facts(replied_at="2026-11-26T16:00"), facts(**IN_HOUSE)],
    "effect_is_good": [facts(effect="有效")],
    "actions_closed": [facts(), facts(actions=[action(**DONE)])],
    "actions_verified": [facts(), facts(actions=[action(**DONE)]), facts(actions=[action(kind="改善")])],
    "sheets_finished": [
        facts(), facts(sheet("car_8d", "approved", over=True), sheet("rework_record", "void", over=True)),
    ],
    "sample_sealed": [facts(), CaseFacts({**COMPLAINT, "samples": 2}, samples=(NONE_LEFT, ONE_LEFT)),
                      CaseFacts({**COMPLAINT, "samples": 0})],
}  # fmt: skip


def named(cases: dict[str, list[Any]]) -> list[Any]:
    return [pytest.param(name, one, id=f"{name}-{at}") for name, found in cases.items() for at, one in enumerate(found)]


def test_every_gate_is_tried_both_ways() -> None:
    assert set(GATES) == set(CLOSED) == set(OPEN)


@pytest.mark.parametrize(("name", "tried"), named(CLOSED))
def test_wrong_way_round_is_told_with_the_rule(name: str, tried: tuple[CaseFacts, str]) -> None:
    """E0.1 E0.3 E0.8 E1.2 E1.3 E3.4 E3.9 E4.1"""
    gate, (given, sentence) = GATES[name], tried
    said = gate.sentence(given)
    assert sentence in said
    assert said.endswith(f"（{gate.cited}）")


@pytest.mark.parametrize(("name", "given"), named(OPEN))
def test_right_way_round_is_open(name: str, given: CaseFacts) -> None:
    assert GATES[name].sentence(given) == ""


@pytest.mark.parametrize("name", GATES)
def test_gate_cites_a_rule_by_code_and_by_name(name: str) -> None:
    gate = GATES[name]
    assert gate.rule.startswith("E")
    assert gate.cited
