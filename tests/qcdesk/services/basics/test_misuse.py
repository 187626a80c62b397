"""Whoever tries another's PIN again and again is told to the administrator."""

from datetime import timedelta

import factory
import pytest
import tamper

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import misuse, pins


def mistype(desk: Desk, login: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            pins.prove(desk, login, "000000")


def test_administrator_is_told_who_was_locked_when_and_where(desk: Desk) -> None:
    mistype(desk, "gm", 5)
    mistype(desk, "qcmgr", 3)
    found = misuse.lately(factory.seat(desk, "admin"))
    assert [(one.login, one.tries, one.locked) for one in found] == [("qcmgr", 3, False), ("gm", 5, True)]
    assert found[1].sentence == f"何例八（gm）的 PIN 在 {found[1].at} 连错 5 次，电脑 {desk.pc}，现在锁定"
    pins.unlock(factory.seat(desk, "admin"), "gm")
    assert not misuse.lately(factory.seat(desk, "admin"))[1].locked


def test_a_slip_of_the_finger_is_nothing_to_tell(desk: Desk) -> None:
    mistype(desk, "gm", 2)
    assert misuse.lately(factory.seat(desk, "admin")) == ()


def test_nobody_but_an_administrator_is_told(desk: Desk) -> None:
    mistype(desk, "gm", 5)
    assert misuse.lately(factory.seat(desk, "qcmgr")) == ()


def test_what_is_a_week_old_is_told_no_more(desk: Desk) -> None:
    mistype(desk, "gm", 5)
    later = desk.at(Clock(desk.clock.now() + timedelta(days=misuse.DAYS, hours=1)))
    assert misuse.lately(factory.seat(later, "admin")) == ()


def test_a_pin_that_other_hands_changed_is_told_once_beside_the_wrong_ones(desk: Desk) -> None:
    mistype(desk, "gm", 3)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE person SET failed = 0 WHERE login = 'gm'")
        mistype(desk, "gm", 2)
        admin = factory.seat(desk, "admin")
        with pytest.raises(Refused):
            pins.unlock(admin, "gm")
        altered, tried = misuse.lately(admin)
        assert tried.sentence == f"何例八（gm）的 PIN 在 {tried.at} 连错 3 次，电脑 {desk.pc}"
        assert altered.sentence == (
            f"何例八（gm）的 PIN 或锁定被程序以外的手改过，{altered.at} 在电脑 {desk.pc} 上用到时没有认："
            "请给他重设 PIN，再核对全部数据"
        )


def test_a_changed_pin_that_an_administrator_came_upon_is_told_of_whose_it_is(desk: Desk) -> None:
    pins.sign_in(desk, "gm", factory.PIN)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE person SET failed = 1 WHERE login = 'gm'")
        admin = factory.seat(desk, "admin")
        pins.set_pin(admin, "gm", "135790")
        (found,) = misuse.lately(admin)
        assert (found.login, found.name, found.altered) == ("gm", "何例八", True)
