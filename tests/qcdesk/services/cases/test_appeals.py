"""What an appeal, or a second judgement of what was found in house, may lead to."""

import cases
import factory
import halfway
import pytest
from case_clocks import running

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import ahead, case_facts, casework, dossier
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

IN_HOUSE = {"case_kind": "厂内异常", "channel": "厂内发现"}
ANSWER = {"way": "电话", "whom": "林样", "said": "复查原检测记录，结论不变，已说明"}


def test_agreed_complaint_is_not_declined_by_way_of_an_appeal(desk: Desk) -> None:
    """E0.8: the top examines it; it was closed by the customer's agreement and does not become 不成立."""
    case = halfway.appealed_after_closing(desk)
    assert records.get(desk, case).state_label == "申诉复审中"
    with pytest.raises(Refused, match="不能做“判定不成立”"):
        cases.step(desk, case, "decline", "qcmgr", "客户自行改装")
    cases.step(desk, case, "reassign", "gm", "样品复测不合格")
    with pytest.raises(Refused, match="结过案的案件不能再判定不成立"):
        cases.step(desk, case, "decline", "qcmgr", "客户自行改装")


def test_appeal_against_a_closed_case_is_a_new_round(desk: Desk) -> None:
    """E0.8 E3.6: analysed anew, with nothing of the first round still signed."""
    case = halfway.appealed_after_closing(desk)
    assert "REEXAMINE-3WD" in running(desk, case)
    cases.step(desk, case, "reassign", "gm", "样品复测不合格")
    assert (cases.state(desk, case), "REEXAMINE-3WD" in running(desk, case)) == ("analysis", False)
    assert {item.slot for item in records.get(desk, case).signatures} == {"registered"}
    assert cases.value(desk, case, "rounds")[-1]["step"] == "高层指派重新分析"


def test_appeal_may_be_answered_by_upholding_what_was_closed(desk: Desk) -> None:
    """E3.9: by the top, told to the customer first; what was signed stands."""
    case = halfway.appealed_after_closing(desk)
    with pytest.raises(Refused, match="维持原结案要先答复客户"):
        cases.step(desk, case, "uphold", "gm", "复测与原结论一致")
    with pytest.raises(Refused, match="要由总经理操作"):
        cases.step(desk, case, "uphold", "qcmgr", "复测与原结论一致")
    casework.add(factory.seat(desk, "sales"), case, "contacts", ANSWER)
    cases.step(desk, case, "uphold", "gm", "复测与原结论一致")
    found = records.get(desk, case)
    assert (found.state, found.signature("closed") is not None) == ("closed", True)
    assert "REEXAMINE-3WD" not in running(desk, case)
    told = dossier.told(desk, found)
    assert [row["what"] for row in told["answers"]][-2:] == ["客户申诉", "维持原结案"]
    assert verifying.verify(desk) == []


def test_what_was_closed_is_not_upheld_once_its_proof_is_gone(desk: Desk) -> None:
    """E0.1: a sheet made void while the appeal was examined."""
    case = halfway.appealed_after_closing(desk)
    casework.add(factory.seat(desk, "sales"), case, "contacts", ANSWER)
    note = next(fact.id for fact in case_facts.sheets(desk, case) if fact.form == "delivery_note")
    factory.take(desk, note, "void", reason="开错")
    with pytest.raises(Refused, match="还没有开出《送货单》"):
        cases.step(desk, case, "uphold", "gm", "复测与原结论一致")


@pytest.mark.parametrize("told", [False, True])
def test_declined_in_house_anomaly_is_judged_again(desk: Desk, told: bool) -> None:
    """E3.6: 复核机制, as the complaint has by appeal."""
    case = cases.received(desk, **IN_HOUSE)
    cases.step(desk, case, "decline", "qcmgr", "测量方法不对")
    if told:
        cases.step(desk, case, "tell_declined", "sales", replied_at=cases.NOW, reply="已告知装配组。")
    with pytest.raises(Refused, match="要写明原因"):
        cases.step(desk, case, "reexamine", "qc")
    cases.step(desk, case, "reexamine", "qc", "换卡尺复量，仍超差")
    found = records.get(desk, case)
    assert (found.state, found.signatures) == ("received", ())
    cases.step(desk, case, "register", "qc", **cases.JUDGED)
    assert cases.state(desk, case) == "analysis"


def test_only_what_was_found_in_house_is_judged_again_without_an_appeal(desk: Desk) -> None:
    """E3.9: the customer's own case waits for his word."""
    case = halfway.declined(desk)
    with pytest.raises(Refused, match="客户的案件答复以后由业务“客户申诉，复审”"):
        cases.step(desk, case, "reexamine", "qcmgr", "再看看")
    offered = {way.step.action for way in ahead.ways(factory.seat(desk, "qcmgr"), records.get(desk, case))}
    assert {"tell_declined", "reexamine"} == offered


def test_appeal_after_its_time_is_taken_by_the_manager_with_the_reason(desk: Desk) -> None:
    """E3.9 E5 S3:293: 3个工作日申诉, counted from the 结案."""
    case = cases.closed(cases.at(desk, "2026-11-23T10:00"))
    thursday, late = cases.at(desk, "2026-11-26T10:00"), cases.at(desk, "2027-03-23T10:00")
    told = r"申诉期限已过（到 2026-11-26 10:00，S3:293），过期的申诉由品管主管写明原因受理（投诉管理制度：申诉）"
    with pytest.raises(Refused, match=told):
        cases.step(late, case, "appeal", "sales", "不服")
    assert "appeal_in_time" not in [
        lack for way in ahead.ways(thursday, records.get(thursday, case)) for lack in way.lacks
    ]
    cases.step(late, case, "appeal", "qcmgr", "客户出差期间没有收到结案通知")
    assert cases.state(late, case) == "appealed"


def test_appeal_on_its_last_minute_is_taken_by_sales(desk: Desk) -> None:
    """E3.9 S3:293"""
    case = cases.closed(cases.at(desk, "2026-11-23T10:00"))
    cases.step(cases.at(desk, "2026-11-26T10:00"), case, "appeal", "sales", "不服")
    assert cases.state(desk, case) == "appealed"


def test_without_a_rule_in_force_an_appeal_has_no_end(desk: Desk) -> None:
    """E3.9: the office sets its rows."""
    case = cases.closed(desk)
    assert case_facts.of(desk, records.get(desk, case)).appeal_until.endswith("，S3:293")
    assert case_facts.of(desk, records.get(desk, cases.registered(desk))).appeal_until == ""
