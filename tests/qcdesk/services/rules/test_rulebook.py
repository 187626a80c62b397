"""Rule rows are versions: changed forward in time, by those who keep them, and every change stands in the trail."""

import json
from datetime import UTC, date, datetime, timedelta

import factory
import pytest
import trail

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, Invalid, NotFound, Refused
from qcdesk.rules.rows import CRITERION, DEADLINE
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.trail import verifying
from qcdesk.store.models import Rule

TODAY = date(2026, 11, 20)
TOMORROW = TODAY + timedelta(days=1)
NOON = Clock(datetime(2026, 11, 20, 4, tzinfo=UTC))


@pytest.fixture
def keeper(desk: Desk) -> Desk:
    return factory.seat(desk.at(NOON), "qcmgr")


def held(desk: Desk, event: str, on: date) -> list[str]:
    return [row.code for row in rulebook.deadlines_in_force(desk, on) if row.event == event and not row.condition]


def test_new_desk_begins_with_the_starter_rows(desk: Desk) -> None:
    assert len(desk.store.rows(Rule.select())) == 57
    assert {row.version for row in rulebook.criteria(desk)} == {1}
    assert held(desk, "first_reply", TODAY) == ["FIRST-24H"]
    assert not any(one.wrong for one in rulebook.examine(desk, TODAY))


def test_change_is_a_new_version_from_its_day_and_the_old_one_stays(keeper: Desk) -> None:
    rulebook.change(keeper, CRITERION, "R1", {"least": "0.20"}, TOMORROW, "总经理要求从严")
    given = {"lot_qty": 10, "defect_qty": 2}
    assert ruling.judge(keeper, {**given, "received_at": "2026-11-20"}).silent
    found = ruling.judge(keeper, {**given, "received_at": "2026-11-21"})
    assert (found.grade, found.clauses[0].version) == ("批量", 2)
    assert [row.version for row in rulebook.criteria(keeper) if row.code == "R1"] == [1, 2]
    event = trail.last_event(keeper)
    assert (event.action, event.person, event.reason) == ("rule_changed", "qcmgr", "总经理要求从严")
    assert json.loads(event.detail)["changes"] == {"least": {"from": "3/10", "to": "1/5"}}
    assert verifying.verify(keeper) == []


def test_only_the_keepers_change_rules(desk: Desk) -> None:
    for login in ("qc", "gm", "sales"):
        with pytest.raises(Refused, match="要由品管主管或系统管理员改"):
            rulebook.change(factory.seat(desk, login), CRITERION, "R1", {"least": "0.20"})
    with pytest.raises(Refused, match="请先登录"):
        rulebook.change(desk, CRITERION, "R1", {"least": "0.20"})
    rulebook.change(factory.seat(desk, "admin"), CRITERION, "R1", {"least": "0.20"})


def test_rule_is_never_changed_backwards_in_time(keeper: Desk) -> None:
    with pytest.raises(Refused, match="生效日不能早于今天"):
        rulebook.change(keeper, DEADLINE, "CAUSE-1W", {"amount": 2}, TODAY - timedelta(days=1))
    rulebook.change(keeper, DEADLINE, "CAUSE-1W", {"amount": 2}, TODAY + timedelta(days=30))
    with pytest.raises(Refused, match="新的一版不能更早"):
        rulebook.change(keeper, DEADLINE, "CAUSE-1W", {"amount": 3}, TOMORROW)


def test_blank_of_the_sources_is_filled_by_the_factory(keeper: Desk) -> None:
    """E3.8 S3:240-246"""
    filled = {"amount": 30, "unit": "clock_minutes", "active": True}
    rulebook.change(keeper, DEADLINE, "COORD-CALL", filled)
    found = ruling.due(keeper, datetime(2026, 11, 20, 15), "COORD-CALL")
    assert found.at == datetime(2026, 11, 20, 15, 30)
    assert "COORD-CALL" not in [one.code for one in rulebook.examine(keeper, TODAY)]
    with pytest.raises(Invalid, match="空白的时限要先填数才能启用"):
        rulebook.change(keeper, DEADLINE, "COORD-TRACE", {"active": True})


def test_row_of_the_factory_itself_is_added(keeper: Desk) -> None:
    rulebook.change(keeper, DEADLINE, "ONSITE-FAR", {"amount": 5, "unit": "working_days", "active": True})
    values = {"event": "sample_back", "title": "样品归还", "unit": "calendar_days", "amount": 14}
    rulebook.change(keeper, DEADLINE, "F-SAMPLE", values)
    row = ruling.rule_named(keeper, "F-SAMPLE", TODAY)
    assert (row.source, row.version) == ("本厂设定", 1)


def test_contradicting_row_is_refused_until_it_is_chosen(keeper: Desk) -> None:
    """E5: one active row an event"""
    with pytest.raises(Refused, match="RESULT-5WD 与 RESULT-7WD 说的是同一件事"):
        rulebook.change(keeper, DEADLINE, "RESULT-5WD", {"active": True})
    rulebook.choose(keeper, "RESULT-5WD", TOMORROW, "客户要求")
    assert held(keeper, "result", TODAY) == ["RESULT-7WD"]
    assert held(keeper, "result", TOMORROW) == ["RESULT-5WD"]
    group = next(one for one in rulebook.contradictory(keeper, TOMORROW) if one.rows[0].event == "result")
    assert [row.code for row in group.chosen] == ["RESULT-5WD"]
    with pytest.raises(Refused, match="已经启用"):
        rulebook.choose(keeper, "RESULT-5WD")
    with pytest.raises(NotFound):
        rulebook.choose(keeper, "NO-SUCH")


def test_change_that_changes_nothing_or_cannot_be_read_writes_nothing(keeper: Desk) -> None:
    count, seq = len(keeper.store.rows(Rule.select())), trail.last_event(keeper).seq
    with pytest.raises(Refused, match="没有改动"):
        rulebook.change(keeper, CRITERION, "R1", {"least": "0.3"})
    with pytest.raises(Invalid, match="判定方法：“by_feeling”不认识"):
        rulebook.change(keeper, CRITERION, "R1", {"test": "by_feeling"})
    with pytest.raises(Invalid, match="必须填写"):
        rulebook.change(keeper, CRITERION, "R9", {"grade": "一般"})
    assert (len(keeper.store.rows(Rule.select())), trail.last_event(keeper).seq) == (count, seq)


def test_row_damaged_by_other_hands_is_named_not_guessed(keeper: Desk) -> None:
    keeper.store.run(Rule.insert(kind=CRITERION, code="R7", version=1, content='{"code":"R7","test":"x"}',
                                 valid_from="", made_by="qcmgr", made_at="2026-11-20"))  # fmt: skip
    with pytest.raises(Damaged, match="规则读不出来"):
        ruling.judge(keeper, {})
    first = rulebook.examine(keeper, TODAY)[0]
    assert (first.code, first.wrong) == ("R7", True)


def test_desk_older_than_the_rules_works_with_the_starter_rows(keeper: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_rows", lambda desk, kind: [])
    assert held(keeper, "first_reply", TODAY) == ["FIRST-24H"]
    assert ruling.judge(keeper, {"defects": ["芯轴断裂"]}).grade == "严重"


def test_change_tells_beforehand_what_it_would_leave_in_disorder(keeper: Desk) -> None:
    """E4.1: the catch-all stays at 30 %; nothing is written by asking."""
    found = rulebook.brought(keeper, CRITERION, "R1", {"least": "0.40"})
    assert [(one.code, one.wrong) for one in found] == [("R0", True), ("R1", True)]
    assert "30% 到 40% 之间没有一条标准" in found[0].sentence
    assert "原文却写着“30%”" in found[1].sentence
    assert rulebook.brought(keeper, CRITERION, "R1", {"least": "三成"}) == []
    assert rulebook.brought(keeper, CRITERION, "R1", {"consequence": "派人拜访"}) == []
    assert not any(one.wrong for one in rulebook.examine(keeper, TODAY))
    rulebook.change(keeper, CRITERION, "R1", {"least": "0.40"}, TOMORROW)
    assert "从 2026-11-21 起，" in next(one.sentence for one in rulebook.examine(keeper, TODAY) if one.code == "R0")
    mended = {"least": "0.40", "sentence": "40%比例以上的不良"}
    rulebook.change(keeper, CRITERION, "R0", {"least": "0.40"}, TOMORROW)
    rulebook.change(keeper, CRITERION, "R1", mended, TOMORROW)
    assert not any(one.wrong for day in (TODAY, TOMORROW) for one in rulebook.examine(keeper, day))
