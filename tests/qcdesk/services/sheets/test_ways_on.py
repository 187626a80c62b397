"""Every way on, back or out is told with whose it is; what leads nowhere is refused with what does."""

import factory
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records, ways_on
from qcdesk.services.trail import history, verifying


def actions(desk: Desk, login: str, record: int) -> dict[str, bool]:
    steps = ways_on.open_steps(factory.seat(desk, login), records.get(desk, record))
    return {item.action: item.allowed for item in steps}


def test_approving_before_review_is_refused(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    said = refusal(lambda: factory.take(desk, record, "approve", "pmgr"))
    number = records.get(desk, record).number
    assert said == f"《不良样品封存标签》{number}现在是“已编制”，不能做“核准”：先要由品管主管（品质部经理）做“审核”"
    assert records.get(desk, record).signature("approved") is None


def test_approving_a_draft_names_the_first_step(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    said = refusal(lambda: factory.take(desk, record, "approve", "pmgr"))
    assert said.endswith("现在是“草稿”，不能做“核准”：先要由品管员做“提交（编制）”")


def test_every_way_on_is_named_where_there_are_several(desk: Desk) -> None:
    record = factory.draft(desk, "rework_record", {}, by="merch")
    said = refusal(lambda: factory.take(desk, record, "approve", "pmgr"))
    assert said.endswith("不能做“核准”：先要由跟单员做“开单”，或由生产主管做“提交（编制）”")


@pytest.mark.parametrize(
    ("action", "by", "what", "onward"),
    [("submit", "qc", "编制", "qcmgr"), ("review", "qcmgr", "审核", "pmgr"), ("approve", "pmgr", "核准", "")],
)
def test_step_that_was_taken_is_told_with_by_whom_and_when(
    desk: Desk, action: str, by: str, what: str, onward: str
) -> None:
    record = factory.submitted_label(desk)
    factory.walk(desk, record, *factory.CHAIN[1 : factory.CHAIN.index(action) + 1])
    said = refusal(lambda: factory.take(desk, record, action, by))
    view = records.get(desk, record)
    signed = view.signatures[-1]
    done = f"{view.title}已由{signed.name}在 {signed.at_local} {what}，现在是“{view.state_label}”"
    assert (said.partition("：")[0], signed.person) == (done, by)
    assert (f"：接着由{people.role_label(desk, onward)}做“" in said) if onward else said == done


def test_step_taken_before_the_last_is_told_too_until_it_is_undone(desk: Desk) -> None:
    record = factory.walk(desk, factory.submitted_label(desk), "review")
    assert "已由郑样五在" in refusal(lambda: factory.take(desk, record, "submit", "qc"))
    factory.take(desk, record, "return", "pmgr", reason="数量不对")
    assert refusal(lambda: factory.take(desk, record, "review", "qcmgr")).endswith("：先要由品管员做“提交（编制）”")
    again = refusal(lambda: factory.take(desk, record, "return", "pmgr", reason="数量不对"))
    assert f"已由{people.get(desk, 'pmgr').name}在 " in again
    assert again.endswith(" 退回，现在是“草稿”：接着由品管员做“提交（编制）”")


def test_sheet_made_void_twice_is_told_who_made_it_so(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    factory.take(desk, record, "void", "qc", reason="重复")
    said = refusal(lambda: factory.take(desk, record, "void", "qc", reason="重复"))
    assert said.endswith(" 作废，现在是“已作废”")
    assert "已由郑样五在 " in said


def test_unknown_action_names_those_there_are(desk: Desk) -> None:
    said = refusal(lambda: approval.take(factory.seat(desk, "qc"), factory.submitted_label(desk), "sign", Proof("qc")))
    assert said == "《不良样品封存标签》没有“sign”这一步，可用的有：submit、review、approve、return、void"


def test_whoever_began_an_empty_draft_throws_it_away_without_a_pin(desk: Desk) -> None:
    begun = desk.catalogue.newest("qc_anomaly").starting_values(desk.clock.today())
    record = factory.draft(desk, values=begun, by="pmgr")
    assert "discard" not in actions(desk, "qc", record)
    approval.take(factory.seat(desk, "pmgr"), record, "discard", None)
    assert records.get(desk, record).state == "void"
    assert history.told(desk, record)[-1].sentence == "放弃草稿"
    assert verifying.verify(desk) == []


def test_draft_that_its_maker_may_not_make_void_is_thrown_away_with_a_reason(desk: Desk) -> None:
    record = factory.draft(desk, by="pmgr")
    with pytest.raises(Refused, match="PIN"):
        approval.take(factory.seat(desk, "pmgr"), record, "discard", None)
    factory.take(desk, record, "submit", "merch")
    assert "discard" not in actions(desk, "pmgr", record)
    own = factory.draft(desk)
    assert "discard" not in actions(desk, "merch", own)
    refused = refusal(lambda: factory.take(desk, own, "review", "merchmgr"))
    assert "放弃草稿" not in refused


def test_open_steps_tell_everybody_where_the_sheet_waits(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    told = {
        login: [(item.action, item.allowed) for item in ways_on.open_steps(factory.seat(desk, login), view)]
        for login in ("qcmgr", "sales")
        if (view := records.get(desk, record))
    }
    assert told["qcmgr"] == [("review", True), ("return", True), ("void", False)]
    assert told["sales"] == [("review", False), ("return", False), ("void", False)]
    assert {item.reason for item in ways_on.open_steps(desk, records.get(desk, record))} == {"请先登录"}
