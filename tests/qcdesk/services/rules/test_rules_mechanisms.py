"""Mechanisms of the complaint systems: deadlines put off, registers, re-examination, levels, promises."""

import cases
import factory
import pytest
from case_clocks import latest, line

from qcdesk.cases import choices
from qcdesk.cases.choices import TOPICS
from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused
from qcdesk.services.cases import casework
from qcdesk.services.overview import board, case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves
from qcdesk.services.trail import history

MONDAY = "2026-11-23T10:00"


def test_complex_case_is_put_off_with_its_reason_and_the_new_promise(desk: Desk) -> None:
    """E3.3: 一般24小时内回应; 复杂可延长但须说明原因和预期时间."""
    monday = cases.at(desk, MONDAY)
    manager = factory.seat(monday, "qcmgr")
    rulebook.choose(manager, "FIRST-24H-RESPOND", reason="按物业版办")
    case = cases.received(monday, received_at=MONDAY)
    at = line(desk, case, "FIRST-24H-RESPOND")
    with pytest.raises(Invalid, match="原因"):
        clock_moves.extend(manager, case, at, "2026-11-26 10:00", "。")
    with pytest.raises(Invalid, match="必须填写"):
        clock_moves.extend(manager, case, at, "", "要送第三方检测")
    clock_moves.extend(manager, case, at, "2026-11-26 10:00", "要送第三方检测")
    moved = latest(desk, case)["FIRST-24H-RESPOND"]
    assert (moved["first_due"], moved["due_at"]) == ("2026-11-24T10:00", "2026-11-26T10:00")
    assert moved["reason"] == "要送第三方检测"
    late = {item.label for item in board.board(cases.at(desk, "2026-11-24T12:00")).overdue}
    assert moved["label"] not in late
    assert history.told(desk, case)[-1].sentence == "延期"


def test_every_complaint_is_registered_with_who_how_what_and_when_under_a_number(desk: Desk) -> None:
    """E3.5: 登记姓名、联系方式、问题、时间; 投诉单号."""
    for name, label in (("contact", "联系人"), ("description", "投诉内容及经过"), ("channel", "投诉方式")):
        with pytest.raises(Refused, match=f"还没有填：{label}"):
            cases.received(desk, **{name: None})
    monday = cases.at(desk, MONDAY)
    case = records.get(desk, cases.received(monday, received_at=MONDAY))
    assert case.number == "TS-202611-001", "what was refused drew no number"
    kept = {name: case.values[name] for name in ("contact", "phone", "description", "received_at")}
    assert kept == {"contact": "林样", "phone": "0769-5550101", "received_at": MONDAY,
                    "description": "客户反映脚踏芯轴断裂，骑行中脱落"}  # fmt: skip


def appealed(desk: Desk, at: str) -> int:
    """Declined, answered and appealed against."""
    case = cases.received(cases.at(desk, MONDAY), received_at=MONDAY)
    told = cases.at(desk, "2026-11-25T10:00")
    cases.step(told, case, "decline", "qcmgr", "芯轴由客户自行改装")
    cases.step(told, case, "tell_declined", "sales", replied_at="2026-11-25 10:00", reply="已说明")
    cases.step(cases.at(desk, at), case, "appeal", "sales", "客户不服，送第三方检测")
    return case


@pytest.mark.parametrize("again", ["register", "decline"])
def test_appeal_is_examined_again_within_its_time(desk: Desk, again: str) -> None:
    """E3.6: 复核机制; E5: three working days from the appeal, met by the new judgement whichever way it goes."""
    case = appealed(desk, "2026-11-27T16:00")
    assert latest(desk, case)["REEXAMINE-3WD"]["due_at"] == "2026-12-02T16:00"
    late = [item.label for item in board.board(cases.at(desk, "2026-12-02T16:01")).overdue]
    assert "复查" in late
    values = cases.JUDGED if again == "register" else {}
    cases.step(cases.at(desk, "2026-12-01T09:00"), case, again, "qc" if values else "qcmgr", "检测结论不变", **values)
    met = latest(desk, case)["REEXAMINE-3WD"]
    assert (met["stopped_at"], met.get("reason")) == ("2026-12-01T09:00", None)


def test_serious_case_is_told_higher_up_than_a_minor_one(desk: Desk) -> None:
    """E3.7: 分级管理 一般→客服团队, 重要→高级管理层."""
    monday = cases.at(desk, MONDAY)
    serious = cases.registered(monday, received_at=MONDAY)
    minor = cases.small(monday, received_at=MONDAY)
    for hours, told in (("2026-11-24T12:00", ("部门主管", "经办人")), ("2026-11-26T12:00", ("品管主管", "部门主管")),
                        ("2027-02-01T12:00", ("总经理", "总经理"))):  # fmt: skip
        levels = {(item.case.id, item.label): item.level for item in board.board(cases.at(desk, hours)).overdue}
        for case, who in zip((serious, minor), told, strict=True):
            assert levels[case, "首次回复客户"].startswith(who)


def test_what_is_due_when_is_told_as_soon_as_a_complaint_is_taken_in(desk: Desk) -> None:
    """E3.7: 受理时告知处理时间和过程."""
    case = cases.received(cases.at(desk, MONDAY), received_at=MONDAY)
    told = {row["label"]: row["due_at"] for row in records.get(desk, case).values["clocks"]}
    assert told["首次回复客户"] == "2026-11-24T10:00"
    assert {"回复不良原因及改善方案", "分类、登记、分配"} <= set(told)
    assert all(row["steps"] and row["source"] for row in records.get(desk, case).values["clocks"])


@pytest.mark.parametrize("topic", [topic for topic, _ in TOPICS])
def test_every_kind_of_complaint_is_taken_in_and_handled(desk: Desk, topic: str) -> None:
    """E3.11: 产品质量 / 服务态度 / 交付延误 / 价格争议 / 其他; investigated, decided, answered."""
    case = cases.small(desk, topic=topic)
    cases.walk(desk, case, "simplify", "handle_plain", "reply", "agree")
    assert (cases.value(desk, case, "topic"), cases.state(desk, case)) == (topic, "tracking")


def test_kind_that_the_list_does_not_have_is_refused(desk: Desk) -> None:
    """E3.11"""
    with pytest.raises(Invalid, match="投诉内容类别"):
        cases.received(desk, topic="天气")


def test_what_was_promised_is_kept_with_the_contact_and_meets_the_estimate(desk: Desk) -> None:
    """E4.7: 不要贸然承诺解决方案, 先承诺及时回复: who promised what to whom and when stays written down."""
    monday = cases.at(desk, MONDAY)
    case = cases.received(monday, received_at=MONDAY)
    cases.step(monday, case, "register", "qc", **{**cases.JUDGED, "duty_dept": ["装配", "采购部"]})
    assert "stopped_at" not in latest(desk, case)["ESTIMATE-5WD"]
    noon = factory.seat(cases.at(desk, "2026-11-23T12:00"), "sales")
    casework.add(noon, case, "contacts", {"way": "电话", "whom": "林样", "said": "已记下情况"})
    assert "stopped_at" not in latest(desk, case)["ESTIMATE-5WD"], "nothing was promised"
    casework.add(noon, case, "contacts", {"way": "电话", "whom": "林样", "said": "在查", "promised": "周三前书面回复"})
    kept = records.get(desk, case).values["contacts"][-1]
    assert (kept["promised"], kept["whom"], kept["at"]) == ("周三前书面回复", "林样", "2026-11-23T12:00")
    assert latest(desk, case)["ESTIMATE-5WD"]["stopped_at"] == "2026-11-23T12:00"


def test_customer_who_is_not_satisfied_has_his_case_analysed_again(desk: Desk) -> None:
    """E4.8: 满意度不高→重新分析: the old analysis does not stand for the new one."""
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    cases.step(desk, case, "disagree", "sales", "客户要求书面分析")
    cases.step(desk, case, "reassign", "gm", "请装配重新分析")
    found = records.get(desk, case)
    assert found.state == "analysis"
    assert found.signature("simplified") is None
    assert found.signature("registered") is not None
    assert "customer_decision" not in found.values
    cases.walk(desk, case, "analyse", "pass_review")
    assert cases.state(desk, case) == "planning"


def test_serious_case_must_be_handled_sooner_than_an_ordinary_one(desk: Desk) -> None:
    """E4.8: 一级 重大投诉事件, 二级 一般性投诉规定时间内处理完毕; E5: three and five working days."""
    monday = cases.at(desk, MONDAY)
    serious = cases.walk(monday, cases.registered(monday, received_at=MONDAY), "analyse", "pass_review", "plan",
                         "pass_plan")  # fmt: skip
    minor = cases.walk(monday, cases.small(monday, received_at=MONDAY), "simplify")
    assert cases.value(desk, serious, "severity") == choices.SERIOUS
    assert latest(desk, serious)["HANDLE-3WD"]["due_at"] == "2026-11-26T10:00"
    assert latest(desk, minor)["HANDLE-5WD"]["due_at"] == "2026-11-30T10:00"
    assert "HANDLE-5WD" not in latest(desk, serious)
    assert [row.id for row in case_list.find(monday, CaseQuery(severities=(choices.SERIOUS,))).rows] == [serious]
