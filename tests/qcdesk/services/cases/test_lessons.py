"""What a case asks for beyond its answer: prevention, the call back, lessons written down, a plan that is passed."""

import case_clocks
import cases
import factory
import halfway
import pytest
from drafts import put

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import casework
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves


def test_reply_within_a_working_day_is_put_off_to_three_at_most(desk: Desk) -> None:
    """E0.4 S0:118: 一个工作日内回复,最长不超过三个工作日, where the office puts that row in force."""
    friday = cases.at(desk, "2026-11-20T09:00")
    rulebook.choose(factory.seat(friday, "qcmgr"), "FIRST-1WD", reason="按服务程序")
    monday = cases.at(desk, "2026-11-23T10:00")
    case = cases.received(monday, received_at="2026-11-23T10:00")
    line = case_clocks.line(desk, case, "FIRST-1WD")
    manager = factory.seat(monday, "qcmgr")
    with pytest.raises(Refused, match="最长 3"):
        clock_moves.extend(manager, case, line, "2026-11-26 10:01", "等检测")
    clock_moves.extend(manager, case, line, "2026-11-26 10:00", "等检测")
    assert cases.value(desk, case, "clocks")[line - 1]["due_at"] == "2026-11-26T10:00"


def test_case_ends_with_a_preventive_measure_and_a_call_back(desk: Desk) -> None:
    """E0.4: 责任部门须制订预防措施; 回访 before it ends."""
    case = halfway.confirming(desk)
    put(desk, case, "sales", customer_decision="同意")
    assert any("请在联系记录里记下客户的答复" in lack.sentence
               for lack in casework.lacks(desk, records.get(desk, case)))  # fmt: skip
    cases.walk(desk, case, "agree")
    assert any("还没有一项纠正或预防措施" in said for said in casework.till_closing(desk, records.get(desk, case)))
    row = {**cases.CORRECTION, "kind": "预防", "what": "每炉首件测硬度写进检验规范"}
    casework.add(factory.seat(desk, "qc"), case, "actions", row)
    assert not any("还没有一项纠正" in said for said in casework.till_closing(desk, records.get(desk, case)))


def test_plan_is_passed_by_another_and_its_lessons_stay_with_the_case(desk: Desk) -> None:
    """E4.5: 方案审核, 总结防再发: documents and the read-across are lines of the case."""
    case = cases.walk(desk, cases.registered(desk), "analyse", "pass_review", "plan")
    with pytest.raises(Refused, match="要由品管主管"):
        cases.step(desk, case, "pass_plan", "duty")
    cases.walk(desk, case, "pass_plan")
    qc = factory.seat(desk, "qc")
    casework.add(qc, case, "documents", {"document": "热处理作业指导书", "number": "WI-12", "revision": "B/1"})
    casework.add(qc, case, "spread", {"where": "中轴芯轴", "found": "回火温度正常", "by": "郑样五"})
    assert cases.value(desk, case, "documents")[0]["revision"] == "B/1"
    assert cases.value(desk, case, "spread")[0]["where"] == "中轴芯轴"
