"""A case is judged by its own quantities, by the rules of its minute and with all of its month's repeats."""

from typing import Any

import cases
import factory
import pytest

from qcdesk.cases import forks
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Invalid, Refused
from qcdesk.services.basics import masters
from qcdesk.services.cases import judging
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

DAY = "2026-11-24"
LATE = "2026-11-25"
MARKS = {"description": "反光片上错 500 付", "lot_qty": 2000, "complaint_qty": 500}
REGISTERED: dict[str, Any] = {**cases.JUDGED, "defect_codes": ["反光片上错"], "defect_qty": 500}


def severity(desk: Desk, case: int) -> object:
    return cases.value(desk, case, "severity")


def linked(desk: Desk, case: int) -> list[str]:
    return [row["case"] for row in cases.value(desk, case, "links") or [] if row["how"] == "当月重复"]


def test_month_third_entered_late_is_serious_and_the_last_received_is_told(desk: Desk) -> None:
    """E4.1 S4:264: which was entered third is serious, the others keep their grade and hear of it."""
    first, last = cases.small_on(desk, "2026-11-02"), cases.small_on(desk, "2026-11-20")
    late = cases.small_on(desk, "2026-11-10", entered="2026-11-23")
    assert [severity(desk, case) for case in (first, last, late)] == ["一般", "一般", "严重"]
    assert linked(desk, late) == [factory.number(desk, first), factory.number(desk, last)]
    assert linked(desk, first) == linked(desk, last) == [factory.number(desk, late)]
    before = f"{factory.number(desk, first)}、{factory.number(desk, late)}"
    told = f"按受理先后这是当月第 3 次（之前有 {before}），登记时还没有数到，判为“一般”"
    assert any(sentence.startswith(told) for sentence in cases.advice(desk, last))
    assert not any("按受理先后" in sentence for case in (first, late) for sentence in cases.advice(desk, case))
    assert f"当月同一问题还有：{factory.number(desk, late)}（S4:264）" in cases.advice(desk, first)
    assert verifying.verify(desk) == []


def test_case_judged_before_the_others_were_entered_is_judged_anew_in_one_step(desk: Desk) -> None:
    """E4.1 S4:264: signed by 品管主管; the case stays where it is, the month's first two keep their grade."""
    first, last = cases.small_on(desk, "2026-11-02"), cases.small_on(desk, "2026-11-20")
    late = cases.small_on(desk, "2026-11-10", entered="2026-11-23")
    before = cases.value(desk, last, "clocks")
    with pytest.raises(Refused, match="要写明原因"):
        cases.step(desk, last, "rejudge", "qcmgr")
    with pytest.raises(Refused, match="要由品管主管"):
        cases.step(desk, last, "rejudge", "qc", "补录了 11-10 的一件")
    with pytest.raises(Refused, match="重新判定还是“一般”，不比“一般”高"):
        cases.step(desk, first, "rejudge", "qcmgr", "当月第三件判了严重")
    cases.step(desk, last, "rejudge", "qcmgr", "补录了 11-10 的一件")
    record = records.get(desk, last)
    assert (record.state, record.values["severity"], record.values["grade"]) == ("analysis", "严重", "严重")
    assert record.values["clauses"][0]["code"] == "R2"
    assert [(item.slot, item.person, item.sound) for item in record.signatures] == [("registered", "qcmgr", True)]
    assert (record.values.get("rounds"), record.values["clocks"]) == (None, before)
    assert not any("按受理先后" in sentence for sentence in cases.advice(desk, last))
    assert [severity(desk, case) for case in (first, late)] == ["一般", "严重"]
    assert [forks.applies(records.get(desk, case), "rejudge") for case in (first, last, late)] == [True, False, False]
    assert [judging.applies(desk, records.get(desk, case), "rejudge") for case in (first, last, late)] == [False] * 3
    assert verifying.verify(desk) == []


def test_reason_for_another_grade_goes_with_the_grade_that_it_explained(desk: Desk) -> None:
    """E4.1: beside the computed grade it would explain what nobody chose."""
    cases.small_on(desk, "2026-11-02")
    seat = cases.at(desk, "2026-11-20T10:00")
    last = cases.received(seat, **cases.SMALL, received_at="2026-11-20T10:00")
    graded = {"severity": "批量", "override_reason": "同一批连续写错三箱"}
    cases.step(seat, last, "register", "qc", **cases.SMALL_JUDGED, **graded)
    cases.small_on(desk, "2026-11-10", entered="2026-11-23")
    cases.step(desk, last, "rejudge", "qcmgr", "补录了 11-10 的一件")
    values = records.get(desk, last).values
    assert [values.get(name) for name in ("grade", "severity", "override_reason")] == ["严重", "严重", None]
    assert verifying.verify(desk) == []


def test_judging_anew_is_open_only_where_it_gives_a_higher_grade(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """E4.1 S4:264: the criteria are asked only for one that the month's others may have raised."""
    alone, first, last = (
        cases.small_on(desk, "2026-10-02"),
        cases.small_on(desk, "2026-11-02"),
        cases.small_on(desk, "2026-11-20"),
    )
    cases.small_on(desk, "2026-11-10", entered="2026-11-23")
    views = [records.get(desk, case) for case in (alone, first, last)]
    assert [judging.applies(desk, view, "rejudge") for view in views] == [False, False, True]
    for view in views[:2]:
        with pytest.raises(Refused, match="重新判定还是“一般”，不比“一般”高"):
            judging.refuse_in_vain(desk, view, "rejudge")
    judging.refuse_in_vain(desk, views[2], "rejudge")
    monkeypatch.setattr(judging, "judgement", lambda *_: pytest.fail("asked in vain"))
    assert not judging.applies(desk, views[0], "rejudge")
    assert judging.applies(desk, views[2], "analyse")


def test_the_short_way_has_no_plan_alone_to_go_back_to(desk: Desk) -> None:
    short = records.get(desk, cases.walk(desk, cases.small(desk), "simplify"))
    assert not judging.applies(desk, short, "replan")
    with pytest.raises(Refused, match="没有单独的对策可退"):
        judging.refuse_in_vain(desk, short, "replan")
    judging.refuse_in_vain(desk, records.get(desk, cases.small(desk)), "replan")


def test_problem_nobody_could_name_at_registration_counts_once_it_can_be_read(desk: Desk) -> None:
    """E4.1 S4:264"""
    strange = {"description": "装车后转动异响", "lot_no": "L1"}
    for day in ("2026-11-02", "2026-11-09"):
        case = cases.received(cases.at(desk, f"{day}T10:00"), received_at=f"{day}T10:00", **strange)
        given = {**cases.JUDGED, "defect_codes": ["响声不对"], "severity": "一般", "override_reason": "表里没有"}
        cases.step(cases.at(desk, f"{day}T10:00"), case, "register", "qc", **given)
    item = {"item": "脚踏异响", "family": "脚踏类", "severity": "一般", "aliases": "转动异响"}
    masters.save(factory.seat(cases.at(desk, "2026-11-16T09:00"), "admin"), "defect", None, item)
    monday = cases.at(desk, "2026-11-23T10:00")
    third = cases.received(monday, received_at="2026-11-23T10:00", **strange)
    cases.step(monday, third, "register", "qc", **{**cases.JUDGED, "defect_codes": ["脚踏异响"]})
    assert severity(desk, third) == "严重"
    assert len(linked(desk, third)) == 2


def test_what_is_found_in_house_is_no_repeat_of_a_complaint(desk: Desk) -> None:
    """E4.1: 客户投诉判定程度标准 speaks of 客诉."""
    in_house = {"case_kind": "厂内异常", "channel": "厂内发现"}
    found = [cases.small_on(desk, day, **in_house) for day in ("2026-11-02", "2026-11-03", "2026-11-04")]
    complaints = [cases.small_on(desk, day) for day in ("2026-11-05", "2026-11-06")]
    assert {severity(desk, case) for case in (*found, *complaints)} == {"一般"}
    third = cases.small_on(desk, "2026-11-09")
    assert (severity(desk, third), linked(desk, third)) == ("严重", [factory.number(desk, case) for case in complaints])


def test_nought_defective_is_counted_as_given(desk: Desk) -> None:
    """E4.1 severity.md R1: 不良数 0 is no blank."""
    case = cases.received(desk, description="唛头写错", lot_qty=1200, complaint_qty=700)
    assert judging.judgement(desk, records.get(desk, case)).grade == "批量", "nobody has counted yet"
    cases.step(desk, case, "register", "qc", **{**cases.SMALL_JUDGED, "defect_qty": 0})
    assert (severity(desk, case), cases.value(desk, case, "defect_rate")) == ("一般", "0.00 %")
    assert "不良 0 ÷ 批量 1200 = 0%" in cases.value(desk, case, "clauses")[0]["inputs"]


def test_more_complained_of_than_delivered_is_said_of_the_complaint(desk: Desk) -> None:
    with pytest.raises(Invalid, match="投诉数量：700 比出货数量 600 还多，请核对") as refused:
        cases.received(desk, lot_qty=600, complaint_qty=700)
    assert [fault.field for fault in refused.value.faults] == ["complaint_qty"]


def registered(desk: Desk, received: str, entered: str) -> int:
    seat = cases.at(desk, entered)
    case = cases.received(seat, received_at=received, **MARKS)
    cases.step(seat, case, "register", "qc", **REGISTERED)
    return case


def test_rule_of_ten_o_clock_judges_nothing_received_before(desk: Desk) -> None:
    """E4.1 E5: the minute of the receipt, however late it is registered."""
    keeper = factory.seat(cases.at(desk, f"{DAY}T10:00"), "qcmgr")
    rulebook.change(keeper, "criterion", "R1", {"least": "0.20"}, reason="客户要求收紧")
    before = registered(desk, f"{DAY}T09:59", f"{DAY}T11:00")
    after = registered(desk, f"{DAY}T10:00", f"{DAY}T11:00")
    assert [severity(desk, case) for case in (before, after)] == ["一般", "批量"]


def test_grade_changed_in_the_dictionary_holds_from_its_minute_as_a_rule_does(desk: Desk) -> None:
    """E4.1 E5: 不良项目表 and 判定标准 alike."""
    keeper = factory.seat(cases.at(desk, f"{DAY}T10:00"), "admin")
    row = next(row for row in masters.rows(keeper, "defect") if row["item"] == "反光片上错")
    key = row["key"]
    masters.save(keeper, "defect", key, {**row, "severity": "严重"})
    before = registered(desk, f"{DAY}T08:30", f"{DAY}T11:00")
    after = registered(desk, f"{DAY}T10:00", f"{DAY}T11:00")
    assert [severity(desk, case) for case in (before, after)] == ["一般", "严重"]
    masters.set_active(factory.seat(cases.at(desk, f"{LATE}T09:00"), "admin"), "defect", key, active=False)
    case = cases.received(cases.at(desk, f"{LATE}T10:00"), received_at=f"{LATE}T08:00", **MARKS)
    assert judging.judgement(desk, records.get(desk, case)).grade == "严重", "retired an hour after it came in"


def test_item_added_later_grades_no_earlier_case_and_that_is_said(desk: Desk) -> None:
    """E4.1: graded by hand, as before the item was there."""
    early = cases.received(cases.at(desk, f"{DAY}T09:00"), received_at=f"{DAY}T09:00", description="装车后转动异响")
    item = {"item": "脚踏异响", "family": "脚踏类", "severity": "批量", "aliases": "转动异响"}
    masters.save(factory.seat(cases.at(desk, f"{DAY}T10:00"), "admin"), "defect", None, item)
    found = judging.judgement(desk, records.get(desk, early))
    assert found.silent
    assert found.sentence.endswith("“脚踏异响”是受理以后才加进不良项目表的，不作判定依据")
    given = {**cases.JUDGED, "defect_codes": ["脚踏异响"]}
    with pytest.raises(DeskError, match="客诉程度"):
        cases.step(cases.at(desk, f"{DAY}T11:00"), early, "register", "qc", **given)
