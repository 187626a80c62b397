"""Every wrong way through a case that somebody at the terminal might try, each refused with its rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cases
import factory
import halfway
import pytest
from terminal import Terminal

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import case_facts
from qcdesk.services.sheets import approval, records
from qcdesk.services.trail import verifying

Write = Callable[..., Path]

CHART, FLOW, ASKED = (
    "（客户投诉处理流程图",
    "（Q4-QC-029 客户投诉处理流程图",
    "投诉处理完成必须经过客户确认，才能关闭投诉",
)
FUTURE, LONG_AGO = "2099-01-01", "2001-01-01"


@dataclass(frozen=True)
class Wrong:
    """`by` says `words` (the case's number in place of N) with `values`, when the case has got as far as `begun`."""

    rule: str
    name: str
    begun: halfway.Begun
    by: str
    words: str
    sentence: str
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


HANDLED = {"handled": "已做"}
COUNTED = {"delivered_qty": 641, "counted_qty": 639, "count_difference": "破箱少 2 付"}
REPLIED = {"reply": "已处理"}
WRONG = (
    Wrong("E0.3", "assembly answers for material", halfway.branch("物料问题"), "pemgr", "step N analyse",
          f"原因去向是“物料问题”，不由这里分析{FLOW}之1）", {"cause": "热处理"}),
    Wrong("E0.3", "workshop answers for design", halfway.branch("结构工艺不良"), "duty", "step N analyse",
          "原因去向是“结构工艺不良”，不由这里分析", {"cause": "热处理"}),
    Wrong("E0.3", "engineering answers for misuse", halfway.branch("用户使用不当"), "eng", "step N analyse",
          f"不由这里分析{FLOW}之2）", {"cause": "改装"}),
    Wrong("E0.3", "supplier asked for our own fault", halfway.branch("加工装配不良"), "iqc", "step N ask_supplier",
          f"原因去向是“加工装配不良”，不由这里分析{FLOW}之3）"),
    Wrong("E0.3", "IQC answers in the supplier's place", halfway.asked_supplier, "iqc", "step N analyse",
          "要由采购员操作"),
    Wrong("E0.1", "plan before the review", halfway.in_review, "duty", "step N plan",
          "现在是“待审查”，不能做“提交对策”"),
    Wrong("E0.1", "short way past the review", halfway.in_review, "qcmgr", "step N simplify",
          "不能做“一般件简易处理”"),
    Wrong("E0.1", "review sent back without a reason", halfway.in_review, "qcmgr", "step N reject_review",
          "要写明原因"),
    Wrong("E0.1", "own analysis reviewed by a stranger", halfway.in_review, "sales", "step N pass_review",
          "要由品管主管"),
    Wrong("E0.1", "handled before the plan is passed", halfway.planned("返工"), "merch", "step N handle",
          "不能做“处理完成，送重检”"),
    Wrong("E0.1", "concession without the customer", halfway.reviewed, "duty", "step N plan",
          "“特采”要客户同意，请勾选“客户同意返修/特采”（特采要客户同意）", {"plan": "照附页", "disposition": ["特采"]}),
    Wrong("E0.1", "consent taken back after the plan is signed", halfway.planned("特采", consent=True), "duty", "set N",
          "要改请先退回", {"consent": False}),
    Wrong("E0.1", "answer only and rework", halfway.reviewed, "duty", "step N plan",
          f"选了“仅答复客户”就不能再选“返工”{CHART}：分类）",
          {"plan": "照附页", "disposition": ["仅答复客户", "返工"]}),
    Wrong("E0.1", "reworked goods not inspected again", halfway.handling("返工"), "merch", "step N handle_plain",
          f"“返工”做完要先重检，再送货{CHART}：返工后重检）", HANDLED),
    Wrong("E0.1", "rework without its record", halfway.handling("返工"), "merch", "step N handle",
          f"“返工”还没有完成的《返工/返修记录表》（类别要选“返工”或“改包装”或“改镀/重做表面”）{CHART}）",
          HANDLED),
    Wrong("E0.1", "one record for rework and repair", halfway.reworked_once, "merch",
          "step N handle", "“返修”还没有完成的《返工/返修记录表》（类别要选“返修”）", HANDLED),
    Wrong("E0.1", "goods refused on site left there", halfway.refused_on_site, "merch", "step N handle",
          "要回收产品，还没有点收的《产品退换货申请单》", HANDLED),
    Wrong("E0.1", "remade before the scrap is sanctioned", halfway.scrap_asked_for, "merch", "step N handle",
          "“报废重做”还没有完成的《报废单》", HANDLED),
    Wrong("E3.4", "another customer's rework", halfway.another_customer, "merch", "step N handle",
          "的客户是“环岭自行车（样例）有限公司”，不是本案的", HANDLED),
    Wrong("E0.1", "good by the case, once more by the sheet", halfway.rework_failed, "qc", "step N recheck_passed",
          "最终处理是“再次返工”，不能判重检合格", {"recheck_result": "合格"}),
    Wrong("E0.1", "failed and passed on", halfway.rework_failed, "qc", "step N recheck_passed", "不合格请退回处理",
          {"recheck_result": "不合格"}),
    Wrong("E0.1", "replacements not delivered", halfway.handling("补货"), "merch", "step N handle_plain",
          f"“补货”要开送货单、由客户点收，请用“处理完成，送货”{CHART}：送货单）", HANDLED),
    Wrong("E0.1", "exchange without what comes back", halfway.handling("换货"), "merch", "step N handle_sent",
          "“换货”还没有完成的《产品退换货申请单》（类别要选“换货”）", HANDLED),
    Wrong("E0.1", "delivered without a note", halfway.sending("补货", note=()), "wh", "step N deliver",
          "还没有开出《送货单》",
          COUNTED),
    Wrong("E0.1", "delivered before it is counted", halfway.sending("补货", note=("issue", "dispatch")), "wh",
          "step N deliver",
          "还没有客户签收和点收数量", COUNTED),
    Wrong("E0.1", "nothing delivered, nothing counted", halfway.sending("补货"), "wh", "step N deliver",
          "送货 641、点收 639，“送货数量”“客户点收数量”填的是 0、0", {"delivered_qty": 0, "counted_qty": 0}),
    Wrong("E0.1", "more counted than the note says", halfway.sending("补货"), "wh", "step N deliver",
          "要与送货单一致",
          {**COUNTED, "counted_qty": 641}),
    Wrong("E0.1", "replenished by a note of exchange", halfway.exchanged_before_the_plan("补货"), "wh",
          "step N deliver", "送货性质是“换货”，本案的处理方式是“补货”，没有“换货”，不算本案的送货", COUNTED),
    Wrong("E0.1", "rework delivered by a note of exchange", halfway.exchanged_before_the_plan("返工"), "wh",
          "step N deliver", "送货性质是“换货”，本案的处理方式是“返工”，没有“换货”，不算本案的送货", COUNTED),
    Wrong("E0.1", "counted tomorrow", halfway.sending("补货", recv_date=FUTURE), "wh", "step N deliver",
          f"的签收日期 {FUTURE} 还没有到", COUNTED),
    Wrong("E0.1", "answered before it came in", halfway.replying, "sales", "step N reply",
          "“回复客户时间”2001-01-01 09:00 早于受理时间", {**REPLIED, "replied_at": f"{LONG_AGO} 09:00"}),
    Wrong("E0.1", "answered some day", halfway.replying, "sales", "step N reply",
          "“回复客户时间”2099-01-01 09:00 还没有到",
          {**REPLIED, "replied_at": f"{FUTURE} 09:00"}),
    Wrong("E0.1", "not answered at all", halfway.replying, "sales", "step N agree", "不能做“客户同意”"),
    Wrong("E0.8", "does not agree, and yet agrees", halfway.confirming, "sales", "step N agree", ASKED,
          {"customer_decision": "不同意"}),
    Wrong("E0.8", "agreement that nobody heard", halfway.confirming, "sales", "step N agree",
          "请在联系记录里记下客户的答复，并在“客户意见”选“同意”", {"customer_decision": "同意"}),
    Wrong("E0.8", "grumble that agrees", halfway.confirming, "sales", "add N contacts",
          "客户来抱怨的不是同意；后来同意了的，请另记一次联系",
          {"way": "客户抱怨", "said": "同意换货，但还是不满意", "decision": "同意"}),
    Wrong("E0.8", "customer agrees before he is asked", cases.registered, "sales", "set N",
          "“客户意见”不能改：到“待客户确认”时才填，现在是“分析中”", {"customer_decision": "同意"}),
    Wrong("E0.1", "answer written during the analysis", cases.registered, "sales", "set N",
          "“回复内容”不能改：到“待回复客户”或“不成立，待答复”时才填", {"reply": "已处理"}),
    Wrong("E0.8", "escalated case agreed by sales", halfway.escalated, "sales", "step N agree", "不能做“客户同意”"),
    Wrong("E0.8", "escalated case sent back by QC", halfway.escalated, "qcmgr", "step N rehandle", "要由总经理操作",
          reason="再做一次"),
    Wrong("E0.8", "who did not agree is declined", halfway.analysed_again, "qcmgr", "step N decline",
          f"不能再判定不成立，要处理到客户同意（{ASKED}", reason="不成立"),
    Wrong("E3.9", "tracked without any action", halfway.tracking, "qc", "step N track",
          "还没有一项纠正或预防措施，请在“措施”里加一行，或在跟踪验证的“未立措施的理由”写明（投诉管理制度",
          {"effect": "有效", "effect_note": "三批无误"}),
    Wrong("E3.9", "tracked though it did not help", halfway.tracking, "qc", "step N track", "无效要退回重新分析",
          {"effect": "无效", "effect_note": "又错", "no_action": "偶然"}),
    Wrong("E3.9", "verified before it was done", halfway.action_done, "qc", "change N actions 1",
          "验证日期：2026-01-05 早于措施完成的", {"verified": "2026-01-05", "result": "合格"}),
    Wrong("E3.9", "done some day", halfway.with_action, "qc", "change N actions 1", f"完成：{FUTURE} 还没有到",
          {"done": FUTURE}),
    Wrong("E3.9", "done before the complaint", halfway.with_action, "qc", "change N actions 1", "早于案件受理的",
          {"done": LONG_AGO}),
    Wrong("E3.9", "verified by sales", halfway.action_done, "sales", "change N actions 1", "要由品管验证后填写",
          {"result": "合格"}),
    Wrong("E3.9", "verified on paper only", halfway.action_done, "sales", "change N actions 1", "要由品管验证后填写",
          {"verifier": "林样一"}),
    Wrong("E3.9", "made an improvement that nobody verifies", halfway.action_done, "duty", "change N actions 1",
          "措施的类别决定要不要验证", {"kind": "改善"}),
    Wrong("E3.9", "another action in place of the verified one", halfway.action_verified, "duty",
          "change N actions 1", "这项措施已由品管验证，要改请由品管改", {"what": "口头提醒"}),
    Wrong("E3.9", "verified in another's name", halfway.action_done, "qc", "change N actions 1",
          "验证人要是填写结果的人（郑样五），不能写“王样六”", {"result": "合格", "verifier": "王样六"}),
    Wrong("E3.4", "contact of before the complaint", cases.registered, "sales", "add N contacts", "早于案件受理的",
          {"at": f"{LONG_AGO} 09:00", "way": "电话", "said": "早"}),
    Wrong("E3.9", "begun as verified", cases.registered, "sales", "add N actions", "要由品管验证后填写",
          {**cases.CORRECTION, "result": "合格"}),
    Wrong("E0.3", "no sample and no word why", halfway.archiving(), "merch", "step N archive",
          f"没有封存不良样品，请封存，或归档时在“未封存样品的原因”写明（如客户未退样）{FLOW}注1）",
          {"archive_place": "柜 3"}),
    Wrong("E0.3", "samples were given, none is kept", halfway.archiving(samples=2), "merch", "step N archive",
          "至少 1 PCS", {"archive_place": "柜 3", "no_sample": "忘了"}),
    Wrong("E1.1", "no photo and no word why", halfway.unpictured, "merch", "step N archive",
          "还没有产品质量问题照片，请加在“补充照片”里，或归档时在“没有照片的原因”写明"
          "（产品质量投诉处理制度：取得产品质量问题照片）", {"archive_place": "柜 3", "no_sample": "客户未退样"}),
    Wrong("E0.1", "delivery note void after it served", halfway.void_note, "merch", "step N archive",
          f"还没有开出《送货单》{CHART}：送货单）", {"archive_place": "柜 3"}),
    Wrong("E3.4", "8D shared with another customer is open", halfway.sharing_8d, "merch", "step N archive",
          "还有单没有走完：《客户投诉纠正与预防报告", {"archive_place": "柜 3", "no_sample": "客户未退样"}),
    Wrong("E0.1", "closed before it is filed", halfway.tracking, "qcmgr", "step N close", "不能做“结案”"),
    Wrong("E0.1", "closed by whoever files", halfway.archived, "merch", "step N close", "要由品管主管"),
    Wrong("E0.1", "reopened without a word", cases.closed, "qcmgr", "step N reopen", "要写明原因"),
    Wrong("E0.1", "reopened by sales", cases.closed, "sales", "step N reopen", "要由品管主管", reason="又断"),
    Wrong("E0.1", "sheet opened in a closed case", cases.closed, "qc", "open N car_8d", "已结案，不能再开单"),
    Wrong("E3.9", "appeal of what is not decided", cases.registered, "sales", "step N appeal",
          "不能做“客户申诉，复审”",
          reason="不服"),
    Wrong("E0.1", "void by way of an appeal", halfway.appealed, "qcmgr", "step N void", "登记过的案件不能作废",
          reason="重复"),
    Wrong("E3.9", "declined by who may not", cases.received, "qc", "step N decline", "要由品管主管", reason="不成立"),
    Wrong("E3.9", "declined without a reason", cases.received, "qcmgr", "step N decline", "要写明原因"),
    Wrong("E3.9", "declined and not told", halfway.declined, "sales", "step N tell_declined",
          "还没有填：回复客户时间、回复内容"),
    Wrong("E3.4", "merged into a void case", halfway.void_mate, "qc", "step N merge", "已作废，不能再并入",
          reason="同一问题",
          values={"merged_into": "TS-000000-001"}),
    Wrong("E3.4", "merged once it is registered", cases.registered, "qc", "step N merge", "不能做“并入另一案件”",
          reason="同一问题"),
    Wrong("E1.2", "complaint promoted", cases.received, "sales", "step N promote", "只有客户反馈才能升为客户投诉",
          reason="重点客户"),
    Wrong("E0.1", "in-house matter answered to a customer", halfway.in_house, "merch", "step N handle_plain",
          f"厂内异常没有客户要回复，请用“转跟踪”或“入库”{CHART}注（五））", HANDLED),
    Wrong("E0.1", "in-house matter exchanged", halfway.in_house_exchange, "qcmgr", "step N simplify",
          f"厂内异常没有客户，不能选“换货”{CHART}：分类）"),
    Wrong("E4.1", "grade set by hand", cases.registered, "qcmgr", "set N", "由判定标准算出", {"grade": "一般"}),
    Wrong("E3.9", "actions wiped out", cases.registered, "qcmgr", "set N", "qcdesk case add、case change",
          {"actions": []}),
    Wrong("E4.1", "rate set by hand", cases.registered, "qc", "set N", "“不良率”不能填：由程序算出",
          {"defect_rate": "9 %"}),
)  # fmt: skip


@pytest.mark.sampled_on_server(8)
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.rule} {wrong.name}")
def test_wrong_way_is_refused_with_its_sentence_and_leaves_nothing(
    both: Terminal, desk: Desk, values: Write, wrong: Wrong
) -> None:
    """E0.1 E0.3 E0.8 E1.2 E3.4 E3.9 E4.1"""
    before = records.get(desk, wrong.begun(desk))
    words = [str(before.number) if word == "N" else word for word in wrong.words.split()]
    command = words if words[0] == "set" else ["case", *words]
    given = dict(wrong.values)
    if "merged_into" in given:
        given["merged_into"] = records.get(desk, before.id - 1).number
    if given:
        command += ["--values", str(values(**given))]
    if wrong.reason:
        command += ["--reason", wrong.reason]
    answer = both(*command, by=wrong.by)
    assert (answer.status, answer.out) == (1, "")
    assert wrong.sentence in answer.sentence
    after = records.get(desk, before.id)
    assert (after.state, after.version, after.values) == (before.state, before.version, before.values)
    assert verifying.verify(desk) == []


@pytest.mark.sampled_on_server(4)
@pytest.mark.parametrize(
    ("rule", "changes", "sentence"),
    [
        ("E0.8", {"case_kind": "厂内异常", "channel": "电话(须补书面)"}, "厂内异常的“投诉方式”要选“厂内发现”"),
        ("E0.8", {"channel": "厂内发现"}, "“厂内发现”的只能是厂内异常，客户的案件请改选“投诉方式”"),
        ("E0.1", {"received_at": f"{FUTURE} 09:00"}, "“受理时间”2099-01-01 09:00 还没有到"),
        ("E0.1", {"reply_by": f"{LONG_AGO} 09:00"}, "“客户要求回复时间”2001-01-01 09:00 早于受理时间"),
        ("E0.1", {"ship_date": FUTURE}, f"“出货日期”{FUTURE} 晚于受理时间"),
        ("E0.8", {"customer_decision": "同意"}, "“客户意见”不能填：到“待客户确认”时才填"),
        ("E0.3", {"no_sample": "未退样"}, "“未封存样品的原因”不能填：到“待归档封存”时才填"),
        ("E4.1", {"grade": "一般"}, "“程序判定”不能填：由程序登记"),
    ],
)
def test_nothing_is_taken_in_that_cannot_be(
    both: Terminal, values: Write, rule: str, changes: dict[str, str], sentence: str
) -> None:
    """E0.1 E0.3 E0.8 E4.1: by `case new`, and as a draft by `new case` and `step receive`."""
    given = values(**{**cases.SPINDLE, **changes})
    answer = both("case", "new", "--values", given, by="sales")
    assert (answer.status, sentence in answer.sentence) == (1, True), (rule, answer.sentence)
    draft = both("new", "case", "--values", values(received_at=f"{LONG_AGO} 10:00", **{**cases.SPINDLE, **changes}),
                 by="sales") if "received_at" not in changes and "reply_by" not in changes else None  # fmt: skip
    if draft is not None and draft.status == 0:
        taken = both("step", draft.out.strip(), "receive", by="sales")
        assert (taken.status, sentence in taken.sentence) == (1, True), taken.sentence
    assert both.done("case", "list", "--state", "received", "--json").json["total"] == 0


def test_sheet_that_a_closed_case_rests_on_is_not_undone(both: Terminal, desk: Desk) -> None:
    """E0.1: the case is opened again first."""
    case = cases.closed(desk)
    note = next(sheet for sheet in case_facts.sheets(desk, case) if sheet.form == "delivery_note")
    sentence = "已结案，它的单不能再退回或作废，要改请先重新打开案件（客户投诉处理流程图：处理表归档）"
    answer = both("step", str(note.id), "void", "--reason", "写错了", by="merch")
    assert (answer.status, sentence in answer.sentence) == (1, True)
    cases.step(desk, case, "reopen", "qcmgr", "送货单写错了")
    both.done("step", str(note.id), "void", "--reason", "写错了", by="merch")


@pytest.mark.sampled_on_server(4)
@pytest.mark.parametrize(
    ("ways", "nature", "sentence"),
    [
        (
            ["返工"],
            "换货",
            "处理方式是“返工”，没有“换货”，“送货性质”不能是“换货”；请先退回到草稿，送返工品的改为“返工品”",
        ),
        (["返工"], "返工品", "现在是“处理中”，返工品要先重检合格才能送货"),
        (["报废重做"], "补货", "现在是“处理中”，重做的货要先重检合格才能送货"),
        (["补货"], "返工品", "没有返工、返修、挑选、外派或重做，“送货性质”不能是“返工品”"),
    ],
)
def test_note_typed_in_does_not_leave_before_the_recheck_whatever_it_calls_the_goods(
    both: Terminal, desk: Desk, values: Write, ways: list[str], nature: str, sentence: str
) -> None:
    """E0.1: alone with the number of its case, and once it is put into the case."""
    number = records.get(desk, halfway.handling(*ways)(desk)).number
    given = {**factory.sample("delivery_note-exchange"), "customer": cases.CUSTOMER, "nature": nature}
    note = both.done(
        "new", "delivery_note", "--values", values(**{**given, "complaint_no": number}), by="wh"
    ).out.strip()
    both.done("step", note, "issue", by="wh")
    for linked in (False, True):
        if linked:
            both.done("case", "link", str(number), note, by="wh")
        answer = both("step", note, "dispatch", by="wh")
        assert (answer.status, sentence in answer.sentence) == (1, True), answer.sentence
    assert (records.get(desk, int(note)).state, verifying.verify(desk)) == ("issued", [])


def test_approval_by_itself_is_no_other_door(desk: Desk) -> None:
    """E0.1: the service that the window calls refuses what the command line does."""
    case = halfway.replying(desk)
    seat = factory.seat(desk, "sales")
    with pytest.raises(Exception, match="还没有填：回复客户时间、回复内容"):
        approval.take(seat, case, "reply", Proof("sales"))
