"""What the complaint register, the internal contact sheet, the 8D and the examination report are held to."""

from datetime import datetime

import factory
import pytest

from qcdesk.kinds import Kind

KINDS = factory.shelf().kinds
REGISTER, CONTACT = KINDS.newest("complaint_register"), KINDS.newest("internal_contact")
REPORT_8D, EXAMINATION = KINDS.newest("car_8d"), KINDS.newest("inspection_report")


def told(kind: Kind, **changes: object) -> list[str]:
    """The sentences about the sample sheet with these changes."""
    return [fault.sentence for fault in kind.unsound(kind.parse({**factory.sample(f"{kind.code}-spindle"), **changes}))]


@pytest.mark.parametrize("kind", [REGISTER, CONTACT, REPORT_8D, EXAMINATION], ids=lambda kind: kind.code)
def test_a_real_sheet_is_sound(kind: Kind) -> None:
    assert told(kind) == []


def test_no_more_is_complained_of_than_was_shipped() -> None:
    assert told(REGISTER, complaint_qty=1201) == ["投诉数量 1201 大于出货数量 1200，请核对"]
    assert told(REGISTER, complaint_qty=1200) == []


def test_the_third_of_a_kind_in_a_month_is_serious() -> None:
    """severity.md R2: 重复性问题在当月发生3次以上, the third included."""
    assert told(REGISTER, repeat=3, severity="一般") == ["同一问题本月已发生 3 次，客诉程度要判“严重”"]
    assert told(REGISTER, repeat=2, severity="一般") == told(REGISTER, repeat=3, severity="严重") == []


@pytest.mark.parametrize(
    ("name", "label"), [("reply_due", "要求回复日"), ("replied_at", "回复客户日期"), ("close_date", "结案日期")]
)
def test_nothing_is_answered_before_the_complaint_came_in(name: str, label: str) -> None:
    assert told(REGISTER, **{name: "2026-11-01"}) == [f"{label} 2026-11-01 早于受理日期 2026-11-02"]
    assert told(REGISTER, **{name: "2026-11-02"}) == []


@pytest.mark.parametrize("status", ["未处理", "处理中", "暂停"])
def test_a_closing_date_goes_with_a_closed_status(status: str) -> None:
    assert told(REGISTER, status=status) == ["已填结案日期 2026-11-24，状态要勾“结案”或“关闭”"]
    assert told(REGISTER, status=status, close_date=None) == []


def test_ratio_is_of_what_was_shipped() -> None:
    assert REGISTER.parse({"complaint_qty": 3, "ship_qty": 1200})["rate"] == "0.25 %"
    assert "rate" not in REGISTER.parse({"complaint_qty": 3})


def test_a_reply_that_is_wanted_has_its_time() -> None:
    """rules.md E1.4: 注明需要回复时间."""
    assert told(CONTACT, reply_by=None) == ["需要回复的，要写明要求回复时间"]
    assert told(CONTACT, reply_by=None, need_reply="不需要") == []


def test_a_department_does_not_write_to_itself() -> None:
    assert told(CONTACT, to_dept=["业务/跟单"]) == ["发文和受文都是“业务/跟单”，请填别的受文部门"]
    assert told(CONTACT, to_dept=["业务/跟单", "品管部"]) == []


def test_a_team_has_its_leader() -> None:
    team = [{"role": "品管", "name": "郑样五"}, {"role": "工程", "name": "褚样八"}]
    assert told(REPORT_8D, team=team) == ["小组要有一名组长，请在“职责”里填“组长”"]


def test_actions_are_planned_after_the_report() -> None:
    perm = [
        {"action": "换刀", "owner": "韩例二", "plan": "2026-11-08"},
        {"action": "测硬度", "owner": "沈例一", "plan": "2026-11-02"},
    ]
    assert told(REPORT_8D, perm=perm) == ["计划日 2026-11-02 早于报告日期 2026-11-03"]
    assert told(REPORT_8D, due="2026-11-01") == ["截止日期 2026-11-01 早于报告日期 2026-11-03"]


def test_scrapped_goods_are_not_sent_back_repaired() -> None:
    assert told(EXAMINATION, conclusion="维修后退回") == ["维修结果是“报废”，鉴定结论不能是“维修后退回”"]
    assert told(EXAMINATION, conclusion="维修后退回", repair_result="修好") == []


def test_a_contact_sheet_is_answered_after_it_was_written() -> None:
    assert told(CONTACT, date="2026-11-22") == [
        "要求回复时间 2026-11-03 早于联络单日期 2026-11-22", "回复日期 2026-11-03 早于联络单日期 2026-11-22",
    ]  # fmt: skip
    assert told(CONTACT, date="2026-11-03") == []


def test_nothing_came_in_or_was_taken_apart_at_a_time_that_is_still_to_come() -> None:
    now, said = datetime(2026, 11, 2, 9, 40), "还没有到（现在是 2026-11-02 09:40），请核对"
    values = {"received_at": "2026-11-02T09:41", "teardown_at": "2026-11-03T10:00"}
    assert [str(fault) for fault in REGISTER.to_come(now, values)] == [f"受理日期时间：2026-11-02 09:41 {said}"]
    assert [str(fault) for fault in EXAMINATION.to_come(now, values)] == [f"拆机时间：2026-11-03 10:00 {said}"]
    assert REGISTER.to_come(now, factory.sample("complaint_register-spindle")) == []


def test_goods_are_sold_before_and_taken_apart_after_the_complaint() -> None:
    assert told(EXAMINATION, date="2026-11-22") == ["拆机时间 2026-11-03 早于投诉日期 2026-11-22"]
    assert told(EXAMINATION, date="2026-11-03") == []
    assert told(EXAMINATION, sold_on="2026-11-03") == ["出货/购买日期 2026-11-03 晚于投诉日期 2026-11-02"]


def test_actions_of_an_8d_are_done_after_it_was_written() -> None:
    perm = [{"action": "换刀后首件测 R 角", "owner": "韩例二", "plan": "2026-11-08", "done": "2026-11-02"}]
    assert told(REPORT_8D, perm=perm) == ["完成日 2026-11-02 早于报告日期 2026-11-03"]
