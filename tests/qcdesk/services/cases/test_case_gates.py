"""A case's gates from outside: no way past them, by whatever hand or route."""

from collections.abc import Callable
from typing import Any

import cases
import factory
import halfway
import pytest
from drafts import put

from qcdesk.cases.workflow import WORKFLOW
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import case_facts, casework
from qcdesk.services.sheets import approval, records
from qcdesk.services.trail import verifying


def refused(desk: Desk, case: int, by: str, action: str, sentence: str, **values: Any) -> None:
    """The step is refused with the sentence, and nothing of it has been done."""
    before = records.get(desk, case)
    with pytest.raises(Refused) as found:
        cases.step(desk, case, action, by, "写明原因", **values)
    assert sentence in found.value.sentence
    assert records.get(desk, case).state == before.state
    assert records.get(desk, case).signatures == before.signatures


def test_oral_complaint_waits_for_its_written_material_before_review(desk: Desk) -> None:
    """E0.1 E8.7: registered, shown as awaiting written material, kept from 审查."""
    case = cases.registered(desk, channel="来访(须补书面)")
    sentence = "口头投诉还没有收到书面资料，请填“书面资料收到”的时间（客户投诉处理流程图注（一））"
    refused(desk, case, "duty", "analyse", sentence, cause="热处理")
    refused(desk, case, "qcmgr", "simplify", sentence)
    put(desk, case, "merch", written_on=cases.now(desk))
    cases.walk(desk, case, "analyse")
    assert cases.state(desk, case) == "review"


def test_written_material_is_not_taken_away_behind_the_analysis(desk: Desk) -> None:
    """E0.1 E8.7: nor is a case closed that lost it, whatever way it went back."""
    case = cases.registered(desk, channel="电话(须补书面)", written_on=cases.now(desk))
    cases.walk(desk, case, "analyse")
    version = records.get(desk, case).version
    with pytest.raises(Refused, match="“书面资料收到”不能改"):
        records.save(factory.seat(desk, "qc"), case, version, {"written_on": None})
    assert "written_material" in next(step for step in WORKFLOW.steps if step.action == "close").gates


def test_nothing_is_registered_that_was_not_read_back(desk: Desk) -> None:
    """E1.3 E1.5: 记录复述给客户一遍."""
    refused(desk, cases.received(desk, read_back=None), "qc", "register", "还没有把记录向客户复述确认", **cases.JUDGED)


def test_grade_is_changed_only_with_a_reason_and_the_signature_covers_it(desk: Desk) -> None:
    """E4.1: the computed grade stays beside the chosen one."""
    case = cases.received(desk)
    refused(
        desk, case, "qc", "register", "请写明改判理由（判定程度标准：改判要写理由）", **cases.JUDGED, severity="一般"
    )
    cases.step(desk, case, "register", "qc", override_reason="样品为客户改装件")
    values = records.get(desk, case).values
    assert (values["grade"], values["severity"], values["override_reason"]) == ("严重", "一般", "样品为客户改装件")
    signature = records.get(desk, case).signature("registered")
    assert records.get(desk, case).kind.covers("registered", "severity")
    assert signature is not None
    with pytest.raises(Refused, match="已在"):
        put(desk, case, "qc", severity="批量")


def test_defect_that_no_criterion_knows_is_graded_by_hand(desk: Desk) -> None:
    """E4.1: where the criteria are silent somebody must say it, and why."""
    case = cases.received(desk, description="客户说踩上去手感偏软", complaint_qty=1)
    given = {**cases.JUDGED, "defect_codes": ["说明书缺页"], "defect_qty": 1}
    refused(desk, case, "qc", "register", "请品管选定“客诉程度”（判定程度标准）", **given)
    refused(desk, case, "qc", "register", "判定标准没有一条适用，您选的是“一般”，请写明改判理由", severity="一般")
    cases.step(desk, case, "register", "qc", override_reason="只是缺页，补发说明书即可")
    assert "grade" not in records.get(desk, case).values


def test_serious_case_cannot_take_the_short_way(desk: Desk) -> None:
    """E4.1: 简易处理 is for 一般 only, whatever the grade was changed to."""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **cases.JUDGED, severity="一般", override_reason="客户不追究")
    _, values = cases.WAY["simplify"]
    put(desk, case, "duty", **values)
    refused(desk, case, "qcmgr", "simplify", "只有判为“一般”的案件才能简易处理（判定程度标准：一般程度）")


@pytest.mark.parametrize("way", ["返修", "特采"])
def test_repair_and_concession_need_the_customer(desk: Desk, way: str) -> None:
    """E0.1: by the long way and by the short one."""
    sentence = f"“{way}”要客户同意，请勾选“客户同意返修/特采”（{way}要客户同意）"
    case = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review")
    refused(desk, case, "duty", "plan", sentence, plan="换芯轴", disposition=[way])
    small = cases.small(desk)
    put(desk, small, "duty", cause="模板选错", plan="改印", disposition=[way])  # fmt: skip
    refused(desk, small, "qcmgr", "simplify", sentence)


def test_rework_is_proved_by_its_sheet_rechecked_and_delivered(desk: Desk) -> None:
    """E0.1 E0.7: 外派返工/返修单, 重检, 送货单, 点收数量."""
    case = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review", "plan", "pass_plan")
    refused(
        desk,
        case,
        "merch",
        "handle",
        "“外派返工/返修”还没有完成的《外派返工/返修单》（客户投诉处理流程图）",
        handled="派人",
    )
    refused(desk, case, "merch", "handle_plain", "做完要先重检，再送货（客户投诉处理流程图：返工后重检）")
    cases.field_sheet(desk, case)
    cases.walk(desk, case, "handle")
    refused(desk, case, "qc", "recheck_passed", "“重检判定”要是“合格”", recheck_result="不合格")
    cases.walk(desk, case, "recheck_passed")
    refused(desk, case, "wh", "deliver", "还没有开出《送货单》", delivered_qty=641, counted_qty=639)
    cases.delivery(desk, case)
    refused(desk, case, "wh", "deliver", "送货 641，客户点收 639，请写明差异（客户投诉处理流程图：点收数量）")
    cases.step(desk, case, "deliver", "wh", count_difference="破箱少 2 付，补送")
    assert cases.state(desk, case) == "reply"


def test_goods_refused_on_site_are_recalled_first(desk: Desk) -> None:
    """E0.1: 外派 refused by the customer → 安排回收产品, on a 《产品退换货申请单》."""
    case = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review", "plan", "pass_plan")
    cases.field_sheet(desk, case, "dispatch", "report", "recall", "review", customer_opinion="不接受")
    refused(desk, case, "merch", "handle", "要回收产品，还没有点收的《产品退换货申请单》", handled="客户拒收")
    cases.sheet(desk, case, "return_application", "return_application-spindle", "submit", "judge", "solve", "agree",
                "receive", by="sales", complaint_no=records.get(desk, case).number)  # fmt: skip
    cases.walk(desk, case, "handle")
    assert cases.state(desk, case) == "recheck"


def test_customer_must_agree_before_anything_ends(desk: Desk) -> None:
    """E0.8 E8.8: 投诉处理完成必须经过客户确认，才能关闭投诉."""
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    sentence = "不同意要转高层受理，不能关闭（投诉处理完成必须经过客户确认，才能关闭投诉）"
    refused(desk, case, "sales", "agree", sentence, customer_decision="不同意")
    refused(desk, case, "qcmgr", "close", "不能做“结案”")
    assert any("才能关闭投诉" in sentence for sentence in casework.till_closing(desk, records.get(desk, case)))


def test_effect_is_written_and_actions_are_done_and_verified(desk: Desk) -> None:
    """E0.3 E3.9: 改善OK？ NO 回; 改善案督促与效果确认."""
    case = halfway.tracking(desk, samples=1)
    owner = {"kind": "纠正", "what": "模板加客户代号", "owner": "韩例二", "due": "2026-12-01"}
    casework.add(factory.seat(desk, "qc"), case, "actions", owner)
    refused(desk, case, "qc", "track", "无效要退回重新分析（Q4-QC-029 客户投诉处理流程图：改善OK？）",
            effect="无效", effect_note="又错 1 箱")  # fmt: skip
    refused(desk, case, "qc", "track", "还有 1 项措施没有验证合格：模板加客户代号", effect="有效")
    done = {
        "done": cases.today(desk),
        "method": "抽 20 箱",
        "verified": cases.today(desk),
        "result": "合格",
        "verifier": "郑样五",
    }
    casework.change(factory.seat(desk, "qc"), case, "actions", 1, done)
    cases.sealed(desk, case)
    cases.walk(desk, case, "track", "archive")
    casework.add(factory.seat(desk, "qc"), case, "actions", {**owner, "kind": "改善", "what": "箱唛自动打印"})
    refused(desk, case, "qcmgr", "close", "还有 1 项措施没有完成：箱唛自动打印（投诉管理制度：改善案督促与效果确认）")
    casework.change(factory.seat(desk, "qc"), case, "actions", 2, {"done": cases.today(desk)})
    cases.walk(desk, case, "close")
    assert cases.state(desk, case) == "closed"


def test_sample_stays_and_every_sheet_is_finished_before_the_file_is_put_away(desk: Desk) -> None:
    """E0.1 E0.3 E8.6: 文件输入档案 + 不良样品封存."""
    case = cases.walk(desk, halfway.tracking(desk, samples=1), "track")
    refused(desk, case, "merch", "archive", "至少 1 PCS）（Q4-QC-029 客户投诉处理流程图注1）", archive_place="客诉柜 3")
    cases.sealed(desk, case)
    draft = casework.open_sheet(factory.seat(desk, "qc"), case, "car_8d").record
    refused(desk, case, "merch", "archive", "还有单没有走完：《客户投诉纠正与预防报告")
    assert [sheet.id for sheet in case_facts.sheets(desk, case) if not sheet.over] == [draft]


PROGRAMS = {"grade": "一般", "clocks": [], "contacts": [], "actions": [], "links": [], "rounds": [], "clauses": []}


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_the_program_keeps_is_not_typed_by_anybody(desk: Desk, name: str) -> None:
    """E0.1: by `qcdesk set`, an import or a draft."""
    case = cases.registered(desk)
    given: dict[str, Any] = {name: PROGRAMS[name] or [{}]}
    changed = {name: PROGRAMS[name] or None}
    for login in ("qcmgr", "qc", "sales", "admin"):
        seat = factory.seat(desk, login)
        if cases.value(desk, case, name) is not None:
            with pytest.raises(Refused, match="由程序登记"):
                records.save(seat, case, records.get(desk, case).version, changed)
        with pytest.raises(Refused, match="由程序登记"):
            records.create(seat, "case", {**cases.SPINDLE, **given})


def test_case_filled_beforehand_or_copied_answers_nothing_beforehand(desk: Desk) -> None:
    """E0.8: what the customer said of one case is not said of the next."""
    answers = {
        "customer_decision": "同意",
        "recheck_result": "合格",
        "replied_at": "2026-11-20 10:00",
    }
    for name, value in answers.items():
        with pytest.raises(Refused, match="不能填：到“待"):
            cases.received(desk, **{name: value})
    old = cases.closed(desk)
    copy = records.copy_as_new(factory.seat(desk, "sales"), old).record or 0
    assert {"clocks", "grade", "rounds"} & set(records.get(desk, copy).values) == set()
    records.save(factory.seat(desk, "sales"), copy, 1, {"received_at": "2026-11-20T09:00"})
    approval.take(factory.seat(desk, "sales"), copy, "receive", None)
    assert [cases.value(desk, copy, name) for name in answers] == [None] * 3


@pytest.mark.parametrize(
    ("name", "new", "by"),
    [
        ("description", "已改", "qc"), ("channel", "传真", "sales"), ("severity", "一般", "qcmgr"),
        ("defect_codes", ["唛头写错"], "qc"), ("branch", "用户使用不当", "qc"), ("cause", "改写", "duty"),
        ("customer_decision", "不同意", "sales"), ("effect", "无效", "qc"), ("samples", 0, "merch"),
    ],
)  # fmt: skip
def test_closed_case_is_not_rewritten(local_desk: Desk, name: str, new: Any, by: str) -> None:
    """E0.1: 结案 means that."""
    case = cases.closed(local_desk)
    with pytest.raises(Refused, match="这张单已结案"):
        put(local_desk, case, by, **{name: new})


@pytest.mark.parametrize(
    ("name", "value"),
    [("customer_decision", "同意"), ("effect", "有效"), ("recheck_result", "合格"), ("cause", "热处理"),
     ("severity", "一般"), ("archive_place", "柜 3")],
)  # fmt: skip
def test_every_block_is_filled_by_its_own_role(local_desk: Desk, name: str, value: str) -> None:
    """E0.1: lanes of the chart."""
    case = cases.received(local_desk)
    with pytest.raises(Refused, match="提交以后由"):
        put(local_desk, case, "gm", **{name: value})


WAYS: list[tuple[str, Callable[[Desk, int], object]]] = [
    ("step by a name of another state", lambda desk, case: factory.take(desk, case, "close", "qcmgr")),
    ("without a PIN", lambda desk, case: approval.take(factory.seat(desk, "qc"), case, "register", None)),
    ("with another's PIN", lambda desk, case: approval.take(factory.seat(desk, "qc"), case, "register", Proof("gm"))),
    ("by nobody", lambda desk, case: approval.take(desk, case, "register", Proof("qc"))),
    ("by a stranger", lambda desk, case: factory.take(desk, case, "register", "wh")),
]  # fmt: skip


@pytest.mark.parametrize("way", [way for _, way in WAYS], ids=[name for name, _ in WAYS])
def test_no_route_leads_past(desk: Desk, way: Callable[[Desk, int], object]) -> None:
    """E0.1"""
    case = cases.received(desk)
    with pytest.raises(Refused):
        way(desk, case)
    assert cases.state(desk, case) == "received"
    assert verifying.verify(desk) == []


def test_nobody_reviews_closes_or_rechecks_his_own_work(desk: Desk) -> None:
    """E0.1"""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "branch": "加工装配不良"})
    people.change(factory.seat(desk, "admin"), "qcmgr", roles=["qcmgr", "duty"])
    cases.step(desk, case, "analyse", "qcmgr", cause="自己分析")
    refused(desk, case, "qcmgr", "pass_review", "不能审核或核准自己签过的单（原因分析：王样六）")
