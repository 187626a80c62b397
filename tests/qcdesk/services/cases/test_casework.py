"""Cases from the first call to their end, as the office has them."""

import cases
import factory
import halfway
import pytest
from case_clocks import running
from drafts import put
from trail import sentences

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework
from qcdesk.services.samples import custody
from qcdesk.services.sheets import approval, records, search
from qcdesk.services.sheets.search import Query
from qcdesk.services.trail import history, verifying


def test_broken_spindle_goes_from_the_call_to_its_end(desk: Desk) -> None:
    """E0.1 E0.3: 外派返工, 重检, 送货点收, 回复, 客户确认, 跟踪, 归档封存, 结案."""
    case = cases.closed(desk, channel="电话(须补书面)", written_on=cases.now(desk))
    record = records.get(desk, case)
    assert (record.state_label, record.number[:3], record.values["severity"]) == ("已结案", "TS-", "严重")
    assert [clause["code"] for clause in record.values["clauses"]] == ["R3"]
    assert running(desk, case) == set()
    assert {item.slot for item in record.signatures} == {
        "registered", "analysed", "reviewed", "planned", "plan_passed", "taken_on", "handled", "rechecked", "delivered",
        "replied", "confirmed", "tracked", "archived", "closed",
    }  # fmt: skip
    assert all(item.sound for item in record.signatures)
    assert verifying.verify(desk) == []


def test_small_case_is_closed_in_nine_steps(desk: Desk) -> None:
    """E4.1: 一般程度, three cartons with a wrong shipping mark, by the short way."""
    case = cases.small(desk)
    assert cases.value(desk, case, "severity") == "一般"
    cases.walk(desk, case, "simplify", "handle_plain", "reply", *cases.TILL_END)
    assert cases.state(desk, case) == "closed"
    assert len([word for word in sentences(desk, case) if "→" in word]) == 9


def test_feedback_has_its_own_series_and_the_same_way(desk: Desk) -> None:
    """E2.8: 反馈 carries no penalty, but is answered like a complaint."""
    case = cases.small(desk, case_kind="客户反馈")
    assert records.get(desk, case).number.startswith("FK-")
    cases.walk(desk, case, "simplify", "handle_plain", "reply", *cases.TILL_END)
    assert cases.state(desk, case) == "closed"


def test_anomaly_in_house_needs_no_customer(desk: Desk) -> None:
    """E0.1: found in house; nobody is answered, and the goods go into the store."""
    case = cases.small(desk, case_kind="厂内异常", channel="厂内发现", read_back=None)
    assert records.get(desk, case).number.startswith("CN-")
    assert {row["label"] for row in cases.value(desk, case, "clocks")} == {"分类、登记、分配", "调查", "责任人及时回复"}
    cases.walk(desk, case, "simplify")
    with pytest.raises(Refused, match="厂内异常没有客户要回复"):
        cases.step(desk, case, "handle_plain", "merch", handled="已更换")
    cases.walk(desk, case, "handle_in_house", "track", "archive", "close")
    assert cases.state(desk, case) == "closed"


def test_anomaly_in_house_is_taken_in_by_who_found_it_without_a_customer(desk: Desk) -> None:
    """E0.1: a finding department in the place of customer and contact."""
    found = {"case_kind": "厂内异常", "channel": "厂内发现", "customer": None, "contact": None, "phone": None}
    with pytest.raises(Refused, match="还没有填：发现部门"):
        cases.received(desk, **{**found, "found_dept": None})
    case = cases.received(desk, **{**cases.SMALL, **found, "read_back": None})
    cases.step(desk, case, "register", "qc", **cases.SMALL_JUDGED)
    cases.walk(desk, case, "simplify", "handle_in_house", "track", "archive", "close")
    record = records.get(desk, case)
    assert (record.state, record.values["found_dept"], record.values.get("customer")) == ("closed", "装配", None)
    with pytest.raises(Refused, match="还没有填：客户名称、联系人"):
        cases.received(desk, customer=None, contact=None)


def test_first_answer_is_rejected_and_counted(desk: Desk) -> None:
    """E0.1: 审查 N 回, 对策 N 回."""
    case = cases.walk(desk, cases.received(desk), "register", "analyse")
    cases.step(desk, case, "reject_review", "qcmgr", "没有硬度数据")
    assert cases.state(desk, case) == "analysis"
    cases.walk(desk, case, "analyse", "pass_review", "plan")
    cases.step(desk, case, "reject_plan", "qcmgr", "没有写谁做")
    cases.walk(desk, case, "plan", "pass_plan")
    assert [(row["step"], row["reason"]) for row in cases.value(desk, case, "rounds")] == [
        ("审查退回", "没有硬度数据"), ("对策退回", "没有写谁做"),
    ]  # fmt: skip


PLANNED_TILL = ("register", "analyse", "pass_review", "plan", "pass_plan")


def test_countermeasure_that_cannot_be_done_is_planned_anew(desk: Desk) -> None:
    """E0.1: 处理 N 回 对策: its signatures end, the analysis stands, the deadline for handling runs on."""
    case = cases.walk(desk, cases.received(desk), *PLANNED_TILL)
    clocks = cases.value(desk, case, "clocks")
    with pytest.raises(Refused, match="要写明原因"):
        cases.step(desk, case, "replan", "merch")
    with pytest.raises(Refused, match="要由"):
        cases.step(desk, case, "replan", "wh", "没有备料")
    cases.step(desk, case, "replan", "merch", "客户总装线不让人进场")
    record = records.get(desk, case)
    assert record.state == "planning"
    assert [item.slot for item in record.signatures] == ["registered", "analysed", "reviewed"]
    assert [row["step"] for row in cases.value(desk, case, "rounds")] == ["做不到，退回对策"]
    assert cases.value(desk, case, "clocks") == clocks
    with pytest.raises(Refused, match="到“处理中”时才填"):
        cases.walk(desk, case, "handle")
    cases.step(desk, case, "plan", "duty", plan="整批收回厂内返工", disposition=["返工"])
    cases.walk(desk, case, "pass_plan")
    ticking = [row["rule"] for row in cases.value(desk, case, "clocks") if "stopped_at" not in row]
    assert len(ticking) == len(set(ticking))
    assert verifying.verify(desk) == []


def test_cause_that_proves_wrong_while_handling_is_analysed_anew(desk: Desk) -> None:
    """E0.1 E0.3: 处理 N 回 分析; a new investigation, and every signature behind the registration ended."""
    case = cases.walk(desk, cases.received(desk), *PLANNED_TILL)
    cases.step(desk, case, "reanalyse", "qcmgr", "换过芯轴仍断，不是热处理")
    record = records.get(desk, case)
    assert (record.state, [item.slot for item in record.signatures]) == ("analysis", ["registered"])
    assert any(rule.startswith("INVEST") for rule in running(desk, case))
    cases.walk(desk, case, *PLANNED_TILL[1:])
    assert cases.state(desk, case) == "handling"


def test_case_of_the_short_way_has_no_plan_of_its_own_to_go_back_to(desk: Desk) -> None:
    """E4.1: one signature stands for both, so both are written anew."""
    case = cases.walk(desk, cases.small(desk), "simplify")
    with pytest.raises(Refused, match="请用“原因不对，退回分析”"):
        cases.step(desk, case, "replan", "merch", "唛头机坏了")
    cases.step(desk, case, "reanalyse", "qcmgr", "唛头机坏了，要换办法")
    cases.walk(desk, case, "simplify")
    assert cases.state(desk, case) == "handling"
    assert verifying.verify(desk) == []


@pytest.mark.parametrize("agreed", [("agree",), ("agree", "track"), ("agree", "track", "archive")])
def test_customer_who_agreed_and_then_does_not_goes_to_the_top_as_well(desk: Desk, agreed: tuple[str, ...]) -> None:
    """E0.8: his last word counts, until the case is closed; what was signed on the strength of the first is ended."""
    case = cases.handled(desk)
    cases.sent(desk, case)
    cases.sealed(desk, case)
    cases.walk(desk, case, "reply", *agreed)
    cases.step(desk, case, "disagree", "sales", "装车以后又有两付异响")
    record = records.get(desk, case)
    assert (record.state, record.values["customer_decision"]) == ("escalated", "不同意")
    assert not {"confirmed", "tracked", "archived"} & {item.slot for item in record.signatures}
    cases.step(desk, case, "reassign", "gm", "重新分析异响")
    assert cases.state(desk, case) == "analysis"


def test_customer_who_does_not_agree_goes_to_the_top_and_round_again(desk: Desk) -> None:
    """E0.8 E8.8: 不同意 → 高层; the old answer opens nothing the second time."""
    case = cases.handled(desk)
    cases.sent(desk, case)
    cases.sealed(desk, case)
    cases.walk(desk, case, "reply")
    cases.step(desk, case, "disagree", "sales", "客户要求整批换货")
    assert (cases.state(desk, case), cases.value(desk, case, "customer_decision")) == ("escalated", "不同意")
    assert case in [item.row.id for item in search.waiting(factory.seat(desk, "gm"))]
    with pytest.raises(Refused, match="要由总经理操作"):
        cases.step(desk, case, "rehandle", "qcmgr", "再派一次")
    cases.step(desk, case, "rehandle", "gm", "整批换新")
    assert cases.value(desk, case, "customer_decision") is None
    cases.field_sheet(desk, case)
    cases.walk(desk, case, "handle", "recheck_passed")
    with pytest.raises(Refused, match="退回重新处理以后还没有开出新的《送货单》"):
        cases.walk(desk, case, "deliver")
    cases.delivery(desk, case)
    cases.walk(desk, case, "deliver", "reply")
    with pytest.raises(Refused, match="客户意见"):
        cases.step(desk, case, "agree", "sales")
    cases.walk(desk, case, *cases.TILL_END)
    assert cases.state(desk, case) == "closed"


def test_goods_worked_on_where_they_were_are_not_delivered(desk: Desk) -> None:
    """E0.1: the branch of 外派返工/返修 has its own sheet and no 送货单."""
    case = cases.handled(desk)
    cases.sealed(desk, case)
    cases.walk(desk, case, "recheck_on_site", "reply", *cases.TILL_END)
    assert (cases.state(desk, case), records.get(desk, case).signature("delivered")) == ("closed", None)


def test_not_effective_leads_back_to_analysis_and_its_old_answers_are_gone(desk: Desk) -> None:
    """E0.3: 改善OK？NO 回."""
    case = cases.handled(desk)
    cases.sent(desk, case)
    cases.sealed(desk, case)
    cases.walk(desk, case, "reply", "agree")
    cases.step(desk, case, "not_effective", "qc", "又断 2 付")
    names = ("recheck_result", "replied_at", "customer_decision", "effect", "delivered_qty")
    assert [cases.value(desk, case, name) for name in names] == [None] * 5
    assert cases.value(desk, case, "cause")
    assert [item.slot for item in records.get(desk, case).signatures] == ["registered"]
    cases.walk(desk, case, "analyse", "pass_review", "plan", "pass_plan")
    cases.field_sheet(desk, case)
    cases.walk(desk, case, "handle")
    cases.corrected(desk, case)
    cases.sent(desk, case)
    cases.walk(desk, case, "reply", *cases.TILL_END)
    assert cases.state(desk, case) == "closed"
    assert verifying.verify(desk) == []


def test_recheck_that_failed_is_judged_anew(desk: Desk) -> None:
    """E0.1: 重检不合格 goes back; the verdict of before does not stand for the next one."""
    case = cases.handled(desk)
    put(desk, case, "qc", recheck_result="合格")
    cases.step(desk, case, "recheck_failed", "qc", "两付扭力不足")
    cases.field_sheet(desk, case)
    cases.walk(desk, case, "handle")
    with pytest.raises(Refused, match="重检判定"):
        cases.step(desk, case, "recheck_passed", "qc")


def test_closed_case_is_reopened_only_with_a_reason_and_analysed_again(desk: Desk) -> None:
    """E0.1: 结案 is the end until 品管主管 opens it again."""
    case = cases.closed(desk)
    with pytest.raises(Refused, match="要写明原因"):
        cases.step(desk, case, "reopen", "qcmgr")
    cases.step(desk, case, "reopen", "qcmgr", "客户又发现 5 付")
    assert cases.state(desk, case) == "analysis"
    with pytest.raises(Refused, match="不能做“结案”"):
        cases.step(desk, case, "close", "qcmgr")


def test_unfounded_complaint_is_declined_answered_and_may_be_appealed(desk: Desk) -> None:
    """E3.9 E5: 不成立委婉答复 with reason and decider; the appeal is judged anew from the registration."""
    case = cases.received(desk)
    cases.step(desk, case, "decline", "qcmgr", "芯轴由客户自行改装")
    cases.step(desk, case, "tell_declined", "sales", replied_at=cases.NOW, reply="经鉴定为改装所致，已说明。")
    assert records.get(desk, case).state_label == "不成立，已答复"
    told = history.told(desk, case)[2]
    assert (told.reason, told.who) == ("芯轴由客户自行改装", "王样六")
    cases.step(desk, case, "appeal", "sales", "客户不服，送第三方检测")
    assert cases.state(desk, case) == "received"
    assert "复查" in {row["label"] for row in cases.value(desk, case, "clocks") if "stopped_at" not in row}
    cases.walk(desk, case, "register", "analyse")
    assert cases.state(desk, case) == "review"


def test_void_case_is_out_and_keeps_its_number(desk: Desk) -> None:
    """E8.12: a number once drawn is never drawn again."""
    case = cases.received(desk)
    number = records.get(desk, case).number
    cases.step(desk, case, "void", "qcmgr", "录入错误：客户选错")
    assert cases.state(desk, case) == "void"
    other = records.get(desk, cases.received(desk)).number
    assert (number[-3:], other[-3:]) == ("001", "002")


def test_number_is_free_of_gaps_after_a_failed_receive(desk: Desk) -> None:
    """E8.12: what was refused has drawn nothing and left nothing."""
    first = records.get(desk, cases.received(desk)).number
    with pytest.raises(Refused, match="还没有填：联系人、投诉内容类别"):
        cases.received(desk, contact=None, topic=None)
    second = records.get(desk, cases.received(desk)).number
    assert int(second[-3:]) - int(first[-3:]) == 1
    assert search.find(desk, Query(forms=("case",))).total == 2


def test_merged_duplicate_and_its_mate_name_each_other(desk: Desk) -> None:
    """E3.4: one problem is handled in one case."""
    kept, double = cases.registered(desk), cases.received(desk)
    number = records.get(desk, kept).number
    for wrong, sentence in (
        ("TS-202611-099", "没有案件"),
        (records.get(desk, double).number, "不是另一个已受理的案件"),
    ):
        with pytest.raises(Refused, match=sentence):
            cases.step(desk, double, "merge", "qc", "同一批同一问题", merged_into=wrong)
    cases.step(desk, double, "merge", "qc", "同一批同一问题", merged_into=number)
    assert records.get(desk, double).state_label == "已合并"
    mate = records.get(desk, double).number
    assert (cases.value(desk, kept, "links")[0]["how"], cases.value(desk, kept, "links")[0]["case"]) == ("并来", mate)
    assert (cases.value(desk, double, "links")[0]["how"], cases.value(desk, double, "links")[0]["case"]) == (
        "并入", number)  # fmt: skip
    assert sentences(desk, kept)[-1] == "连上相关案件"


def test_case_cannot_be_merged_into_one_that_has_ended(desk: Desk) -> None:
    """E3.4: otherwise nobody would look at it any more."""
    ended = cases.received(desk)
    cases.step(desk, ended, "void", "qcmgr", "录入错误：客户选错")
    with pytest.raises(Refused, match="已作废，不能再并入"):
        cases.step(desk, cases.received(desk), "merge", "qc", "同一问题", merged_into=records.get(desk, ended).number)


def test_supplier_answers_for_material(desk: Desk) -> None:
    """E0.3: 物料问题 → IQC → 采购 → 供应商."""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "branch": "物料问题"})
    cases.walk(desk, case, "ask_supplier")
    with pytest.raises(Refused, match="要由采购员操作"):
        cases.step(desk, case, "analyse", "iqc")
    cases.step(desk, case, "analyse", "purch", cause="供应商回火炉故障，附供应商报告")
    assert cases.state(desk, case) == "review"


@pytest.mark.parametrize(
    ("branch", "department", "strangers"),
    [
        ("加工装配不良", "pemgr", ("eng", "iqc", "sales")),
        ("结构工艺不良", "eng", ("pemgr", "duty", "iqc")),
        ("物料问题", "iqc", ("pemgr", "eng", "sales")),
        ("用户使用不当", "sales", ("duty", "engmgr", "iqc")),
    ],
)
def test_each_cause_is_answered_by_its_own_department(
    desk: Desk, branch: str, department: str, strangers: tuple[str, ...]
) -> None:
    """E0.3: four branches, each to its department, and to no other."""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **cases.judged(branch))
    cases_cause = {"cause": "原因分析见附页"}
    put(desk, case, department, **cases_cause)
    for stranger in strangers:
        with pytest.raises(Refused, match="不由这里分析（Q4-QC-029"):
            cases.step(desk, case, "analyse", stranger)
    cases.step(desk, case, "analyse", department)
    assert cases.state(desk, case) == "review"


def test_what_is_missing_is_told_in_sentences_that_cite_their_rule(desk: Desk) -> None:
    """E0.1 E0.3 E0.8: whoever looks at the case sees what keeps it from 结案."""
    case = cases.received(desk, samples=2, channel="电话(须补书面)")
    record = records.get(desk, case)
    assert {lack.step for lack in casework.lacks(desk, record)} == {"登记判定"}
    told = "\n".join(casework.till_closing(desk, record))
    for cited in ("客户投诉处理流程图注（五）", "才能关闭投诉", "Q4-QC-029 客户投诉处理流程图注1"):
        assert cited in told
    cases.walk(desk, case, "register")
    lacks = {lack.sentence for lack in casework.lacks(desk, records.get(desk, case)) if lack.step == "提交原因分析"}
    assert any("书面资料" in sentence and "注（一）" in sentence for sentence in lacks)
    assert not any("不由这里分析" in sentence for sentence in lacks)


def test_sheet_opened_from_a_case_takes_its_values_along(desk: Desk) -> None:
    """E0.1: nothing is written twice."""
    case = cases.registered(desk)
    sheet = casework.open_sheet(factory.seat(desk, "merch"), case, "qc_anomaly").record
    values = records.get(desk, sheet).values
    assert values["customer"] == cases.CUSTOMER
    assert (values["defect_codes"], values["lot_qty"]) == (["芯轴断裂"], 2000)


def test_ended_case_takes_no_sheet_and_no_line(desk: Desk) -> None:
    case = cases.closed(desk)
    merch = factory.seat(desk, "merch")
    label = factory.draft(desk, "seal_label", factory.label(), by="qc")
    for act in (
        lambda: casework.open_sheet(merch, case, "qc_anomaly"),
        lambda: casework.link(merch, case, label),
        lambda: casework.add(merch, case, "contacts", {"way": "电话", "said": "问候"}),
    ):
        with pytest.raises(Refused, match="已结案，不能再"):
            act()
    assert custody.listed(desk)
    with pytest.raises(Refused):
        approval.take(factory.seat(desk, "qcmgr"), case, "close", Proof("qcmgr"))


def test_kind_and_receipt_of_a_numbered_case_stay(desk: Desk) -> None:
    """E0.8: a customer's complaint does not become an in-house matter by a change of its kind."""
    case = cases.received(desk)
    for name, value in (("case_kind", "厂内异常"), ("received_at", "2030-01-01 08:00")):
        seat = factory.seat(desk, "sales")
        with pytest.raises(Refused, match="有了编号以后不能再改"):
            records.save(seat, case, records.get(seat, case).version, {name: value})


def test_registered_case_is_not_made_void_by_way_of_an_appeal(desk: Desk) -> None:
    case = halfway.appealed(desk)
    with pytest.raises(Refused, match="登记过的案件不能作废"):
        cases.step(desk, case, "void", "qcmgr", "重复")


def test_result_of_an_action_is_a_verification_by_qc(desk: Desk) -> None:
    """E3.9"""
    case = cases.registered(desk)
    action = {"kind": "纠正", "what": "回火炉加独立测温", "owner": "韩例二", "due": "2026-12-01"}
    casework.add(factory.seat(desk, "qc"), case, "actions", action)
    with pytest.raises(Refused, match="要由品管验证"):
        casework.change(factory.seat(desk, "sales"), case, "actions", 1, {"done": cases.today(desk), "result": "合格"})
    with pytest.raises(Refused, match="要先填完成日期和验证方法"):
        casework.change(factory.seat(desk, "qc"), case, "actions", 1, {"result": "合格"})


def test_samples_are_handed_out_by_qc_or_engineering_only(desk: Desk) -> None:
    """E0.3"""
    sample = cases.sealed(desk, cases.registered(desk))
    with pytest.raises(Refused, match="样品由品管保管"):
        custody.move(factory.seat(desk, "sales"), sample, "lend", {"pieces": 1, "holder": "林样一"})
