"""A PIN or a lock that other hands change opens nothing, not even for a moment, and stands in what verify finds."""

import factory
import pytest
import tamper
import trail
from pin_tries import ALTERED, FOREIGN, wrong

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people, pin_told, pins
from qcdesk.services.trail import verifying


@pytest.fixture(autouse=True)
def written(desk: Desk) -> None:
    """A write inside the intruder's transaction goes on from the head that an earlier one has read."""
    with desk.store.write():
        pass


def test_slips_locks_and_ways_out_of_everyday_leave_no_finding(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    wrong(desk, "qc", 2)
    pins.prove(desk, "qc", factory.PIN)
    wrong(desk, "qc", 1)
    pins.sign_in(desk, "qc", factory.PIN)
    wrong(desk, "qc", 5)
    assert trail.findings(desk) == []
    pins.unlock(admin, "qc")
    wrong(desk, "qc", 3)
    people.change(admin, "qc", name="郑改名", roles=["qc", "qcmgr"])
    pins.set_pin(admin, "qc", "135790")
    wrong(desk, "qc", 1)
    pins.set_pin(pins.sign_in(desk, "qc", "135790"), "qc", "135791")
    pins.prove(desk, "qc", "135791")
    assert trail.findings(desk) == []


def test_two_programs_that_count_by_turns_contradict_nothing(desk: Desk, database_url: str) -> None:
    other = factory.reopen(desk, database_url)
    for one in (desk, other, desk):
        wrong(one, "qc", 1)
    pins.prove(other, "qc", factory.PIN)
    wrong(desk, "qc", 1)
    pins.sign_in(other, "qc", factory.PIN)
    other.close()
    assert trail.findings(desk) == []


@pytest.mark.parametrize(
    ("mistyped", "statement", "said"),
    [
        (5, "UPDATE person SET locked_at = NULL, failed = 0 WHERE login = 'qc'",
         "人员 郑样五（qc）：被程序以外的手解锁"),
        (5, "UPDATE person SET locked_at = NULL WHERE login = 'qc'", "人员 郑样五（qc）：被程序以外的手解锁"),
        (0, "UPDATE person SET locked_at = '2026-11-22T08:00:00.000Z' WHERE login = 'qc'",
         "人员 郑样五（qc）：被程序以外的手锁定"),
        (5, "UPDATE person SET locked_at = '2026-01-01T08:00:00.000Z' WHERE login = 'qc'",
         "人员 郑样五（qc）：锁定的时间被程序以外的手改过"),
        (4, "UPDATE person SET failed = 0 WHERE login = 'qc'",
         "人员 郑样五（qc）：PIN 连错的次数被程序以外的手改过：应为 4，现在是 0"),
    ],
)  # fmt: skip
def test_a_lock_that_other_hands_changed_is_named_and_lets_nobody_in(
    desk: Desk, mistyped: int, statement: str, said: str
) -> None:
    wrong(desk, "qc", mistyped)
    since = verifying.Moment(trail.last_event(desk).seq, "")
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        found = verifying.verify(desk)
        assert next(str(one) for one in found if "（触发器 " not in one.what).startswith(said)
        assert mistyped == 0 or any(one.since and one.since.seq == since.seq for one in found)
        with pytest.raises(Refused, match=ALTERED):
            pins.prove(desk, "qc", factory.PIN)


def test_a_lock_lifted_for_one_sign_in_and_put_back_is_named(desk: Desk) -> None:
    wrong(desk, "qc", 5)
    with tamper.behind_the_back(desk) as intruder:
        (locked,) = intruder.sql("SELECT locked_at FROM person WHERE login = 'qc'")[0]
        intruder.sql("UPDATE person SET locked_at = NULL, failed = 0 WHERE login = 'qc'")
        with pytest.raises(Refused, match=ALTERED):
            pins.sign_in(desk, "qc", factory.PIN)
        intruder.sql("UPDATE person SET locked_at = ?, failed = 5 WHERE login = 'qc'", locked)
        found = intruder.findings()
    assert len(found) == 1, found
    assert "人员 郑样五（qc）：PIN 或锁定被程序以外的手改过，程序没有认" in found[0]


def test_a_count_set_back_between_two_guesses_is_named(desk: Desk) -> None:
    """Even where the row is what it was by the time that anybody looks."""
    wrong(desk, "qc", 4)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE person SET failed = 0 WHERE login = 'qc'")
        with pytest.raises(Refused, match=ALTERED):
            pins.prove(desk, "qc", "111111")
        intruder.sql("UPDATE person SET failed = 4 WHERE login = 'qc'")
        assert any("程序没有认" in one for one in intruder.findings())


def test_a_pin_swapped_for_one_signature_signs_nothing_and_is_named(desk: Desk) -> None:
    with tamper.behind_the_back(desk) as intruder:
        (own,) = intruder.sql("SELECT pin_hash FROM person WHERE login = 'qcmgr'")[0]
        intruder.sql("UPDATE person SET pin_hash = ? WHERE login = 'qcmgr'", FOREIGN)
        for pin in ("246810", factory.PIN):
            with pytest.raises(Refused, match="请系统管理员在“系统 → 人员”里给他重设 PIN"):
                pins.prove(desk, "qcmgr", pin)
        intruder.sql("UPDATE person SET pin_hash = ? WHERE login = 'qcmgr'", own)
        found = intruder.findings()
        assert pins.prove(desk, "qcmgr", factory.PIN).login == "qcmgr"
    assert len(found) == 1, found
    assert "人员 王样六（qcmgr）：PIN 或锁定被程序以外的手改过，程序没有认" in found[0]


def test_a_new_pin_puts_a_swapped_one_right_and_keeps_that_it_was(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE person SET pin_hash = ? WHERE login = 'qcmgr'", FOREIGN)
        with pytest.raises(Refused, match=ALTERED):
            pins.unlock(admin, "qcmgr")
        pins.set_pin(admin, "qcmgr", "135790")
        assert pins.prove(desk, "qcmgr", "135790").login == "qcmgr"
        assert any("程序没有认" in one for one in intruder.findings())


def test_the_last_administrator_whose_pin_was_swapped_is_rescued(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "gm", roles=["gm", "admin"])
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE person SET pin_hash = ? WHERE login IN ('admin', 'gm')", FOREIGN)
        with pytest.raises(Refused, match="运行 qcdesk user rescue admin"):
            pins.prove(desk, "admin", "246810")
        pins.rescue(desk, "admin", "135790")
        assert pins.prove(desk, "admin", "135790").login == "admin"


def test_a_name_lent_for_one_change_is_named(desk: Desk) -> None:
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE person SET name = '赵冒名' WHERE login = 'qc'")
        people.change(factory.seat(desk, "admin"), "qc", department="品管一课")
        found = intruder.findings()
    assert len(found) == 1, found
    assert "人员 郑样五（qc）：姓名、部门、角色或停用状态在这以前被程序以外的手改过" in found[0]


def test_a_pin_told_by_the_trail_that_it_never_set_is_named(desk: Desk) -> None:
    """As a program would leave it that asks nobody before it lets a swapped PIN in."""
    with tamper.behind_the_back(desk) as intruder, pytest.MonkeyPatch.context() as blind:
        intruder.sql("UPDATE person SET pin_hash = ? WHERE login = 'qc'", FOREIGN)
        held = pin_told.held
        blind.setattr("qcdesk.services.basics.pin_told.held", lambda *asked: held(*asked)._replace(altered=False))
        pins.sign_in(desk, "qc", "246810")
        found = intruder.findings()
    assert any("人员 郑样五（qc）：所用的 PIN 不是经过里设的那一个" in one for one in found), found
