"""Whom what is overdue is told to: rows of the factory's own, changed with a reason and attested in the trail."""

from dataclasses import replace

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused, Stale
from qcdesk.services.overview import board
from qcdesk.services.times import escalation
from qcdesk.services.times.escalation import Rung
from qcdesk.services.trail import verifying
from qcdesk.store.models import Event

MONDAY = "2026-11-23T10:00"


def levels(desk: Desk, moment: str) -> set[str]:
    return {item.level for item in board.board(cases.at(desk, moment)).overdue if item.label == "首次回复客户"}


def test_starter_rows_rise_with_the_delay(desk: Desk) -> None:
    """E3.7 S0:172"""
    held = escalation.of(desk)
    told = [held.level(MONDAY, now, "一般") for now in (MONDAY, "2026-11-23T10:01", "2026-11-24T10:01",
                                                      "2026-11-26T10:01", "2026-12-23T10:01")]  # fmt: skip
    assert told == ["", "经办人", "部门主管", "品管主管、生产经理", "总经理"]
    assert held.level(MONDAY, "2026-11-23T10:01", "严重") == "部门主管"
    assert held.level(MONDAY, "2026-12-23T10:01", "严重") == "总经理"


def test_factory_names_its_own_people_and_the_board_tells_them(desk: Desk) -> None:
    """E3.7 E5: the figures of a source that are blank are the factory's."""
    cases.received(cases.at(desk, MONDAY), received_at=MONDAY)
    assert levels(desk, "2026-11-24T12:00") == {"经办人"}
    keeper = factory.seat(desk, "qcmgr")
    escalation.change(keeper, (Rung(0, "客服课"), Rung(2, "厂长")), 5, "组织调整")
    assert levels(desk, "2026-11-24T12:00") == {"客服课"}
    assert levels(desk, "2026-11-26T12:00") == {"厂长"}
    assert escalation.of(desk).pause_days == 5
    last = desk.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]
    assert (last.action, last.person, last.reason) == ("setting_changed", "qcmgr", "组织调整")
    assert verifying.verify(desk) == []


def test_only_the_keepers_change_it_and_with_a_reason(desk: Desk) -> None:
    held = escalation.of(desk)
    with pytest.raises(Refused, match="要由品管主管或系统管理员改"):
        escalation.change(factory.seat(desk, "qc"), held.rungs, 30, "多停几天")
    with pytest.raises(Refused, match="要写原因"):
        escalation.change(factory.seat(desk, "admin"), held.rungs, 30, "")
    with pytest.raises(Refused, match="原因至少写两个字"):
        escalation.change(factory.seat(desk, "admin"), held.rungs, 30, "。")


@pytest.mark.parametrize(("rungs", "sentence"), [
    ((), "报告级别要有"), ((Rung(3, "主管"), Rung(1, "经办")), "天数从小到大"),
    ((Rung(1, "主管"), Rung(1, "经办")), "不能重复"), ((Rung(400, "总经理"),), "天数要在"),
    ((Rung(0, " "),), "要写明"), ((Rung(0, "经办人" * 20),), "最多 40 字"),
])  # fmt: skip
def test_what_makes_no_ladder_is_refused(desk: Desk, rungs: tuple[Rung, ...], sentence: str) -> None:
    before = escalation.of(desk)
    with pytest.raises(Invalid, match=sentence):
        escalation.change(factory.seat(desk, "qcmgr"), rungs, 7, "试试")
    assert escalation.of(desk) == replace(before)


def test_every_fault_of_a_ladder_names_the_rung_and_the_value(desk: Desk) -> None:
    rungs = (Rung(0, "客服课"), Rung(0, " "), Rung(400, "厂长"))
    with pytest.raises(Invalid) as refused:
        escalation.change(factory.seat(desk, "qcmgr"), rungs, 400, "试试")
    assert [(fault.field, fault.row) for fault in refused.value.faults] == [
        ("days", 2), ("tell", 2), ("days", 3), ("pause_days", None),
    ]  # fmt: skip


def test_who_changes_what_another_has_changed_meanwhile_is_told_by_whom_and_loses_nothing_of_it(desk: Desk) -> None:
    """E3.7 E3.9: two at it, each from what he saw."""
    seen, keeper, admin = escalation.of(desk), factory.seat(desk, "qcmgr"), factory.seat(desk, "admin")
    escalation.change(keeper, seen.rungs, 5, "组织调整", seen)
    with pytest.raises(Stale, match=r"王样六在 .* 先改了报告级别") as refused:
        escalation.change(admin, (Rung(0, "厂长"),), 7, "直接报厂长", seen)
    assert (refused.value.by, bool(refused.value.at)) == ("王样六", True)
    assert (escalation.of(desk).rungs, escalation.of(desk).pause_days) == (seen.rungs, 5)
    escalation.change(admin, (Rung(0, "厂长"),), 7, "直接报厂长", escalation.of(desk))
    assert escalation.of(desk).rungs == (Rung(0, "厂长"),)
