"""Every ladder there was, told from the trail."""

import factory

from qcdesk.desk import Desk
from qcdesk.services.basics import office
from qcdesk.services.times import escalation, escalation_history
from qcdesk.services.times.escalation import Rung


def test_the_first_ladder_came_with_the_program(desk: Desk) -> None:
    (only,) = escalation_history.told(desk)
    assert (only.by, only.at, only.held) == (escalation_history.FROM_PROGRAM, "", escalation.of(desk))


def test_every_ladder_is_told_as_it_was_with_who_made_it_and_why(desk: Desk) -> None:
    """E3.9"""
    starter, keeper = escalation.of(desk), factory.seat(desk, "qcmgr")
    escalation.change(keeper, (Rung(0, "客服课"), Rung(2, "厂长")), 5, "组织调整")
    escalation.change(keeper, (Rung(0, "客服课"), Rung(2, "厂长")), 3, "暂停太久")
    office.change_company(factory.seat(desk, "admin"), "白塔车业（样例）股份有限公司", "")
    told = escalation_history.told(desk)
    assert [(one.held.pause_days, one.by, one.reason) for one in told] == [
        (3, "王样六", "暂停太久"), (5, "王样六", "组织调整"), (7, "随程序", ""),
    ]  # fmt: skip
    assert told[0].held == escalation.of(desk)
    assert told[1].held.rungs == told[0].held.rungs
    assert told[2].held == starter
