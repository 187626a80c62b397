"""In an office that is upgraded PC by PC, what an earlier program does with a PIN is no work of other hands."""

import factory
import pytest
import tamper

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import pins
from qcdesk.services.trail import events

NEW = factory.pin_hash("246810")


@pytest.fixture(autouse=True)
def written(desk: Desk) -> None:
    """A write inside the intruder's transaction goes on from the head that an earlier one has read."""
    with desk.store.write():
        pass


def wrong(desk: Desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            pins.prove(desk, "qc", "000000")


def earlier(intruder: tamper.Intruder, columns: str, *values: object, by: str, action: str, **detail: object) -> None:
    """As a program that did not know `lock` wrote it: the row, and an event that tells no more than this."""
    intruder.sql(f"UPDATE person SET {columns} WHERE login = 'qc'", *values)
    with intruder.desk.store.write():
        events.note(factory.seat(intruder.desk, by), action, detail=detail)


def test_what_an_earlier_program_counts_and_sets_is_never_held_against_who_was_last_told_of_by_it(desk: Desk) -> None:
    with tamper.behind_the_back(desk) as old:
        wrong(desk, 1)
        earlier(old, "failed = 2", by="qc", action="pin_wrong", person="qc", failed=2)
        wrong(desk, 1)
        earlier(old, "failed = 0", by="qc", action="sign_in")
        pins.prove(desk, "qc", factory.PIN)
        wrong(desk, 5)
        earlier(old, "failed = 0, locked_at = NULL", by="admin", action="person_unlocked", person="qc")
        pins.sign_in(desk, "qc", factory.PIN)
        told = canonical.digest(NEW)
        earlier(old, "pin_hash = ?", NEW, by="admin", action="pin_changed", person="qc", pin=told)
        assert old.findings() == []
        pins.sign_in(desk, "qc", "246810")
        assert old.findings() == []


@pytest.mark.parametrize("action", ["pin_wrong", "sign_in"])
def test_a_pin_swapped_after_an_earlier_program_counted_opens_nothing(desk: Desk, action: str) -> None:
    pins.sign_in(desk, "qc", factory.PIN)
    with tamper.behind_the_back(desk) as old:
        earlier(old, "failed = 1", by="qc", action=action, person="qc", failed=1)
        old.sql("UPDATE person SET pin_hash = ? WHERE login = 'qc'", NEW)
        with pytest.raises(Refused, match="被程序以外的手改过"):
            pins.prove(desk, "qc", "246810")
        assert any("PIN 被程序以外的手换过" in one for one in old.findings())


def test_what_an_earlier_program_wrote_of_another_excuses_nothing(desk: Desk) -> None:
    wrong(desk, 5)
    with tamper.behind_the_back(desk) as old:
        earlier(old, "failed = 0, locked_at = NULL", by="admin", action="person_unlocked", person="gm")
        with pytest.raises(Refused, match="被程序以外的手改过"):
            pins.prove(desk, "qc", factory.PIN)
        assert any("郑样五（qc）：被程序以外的手解锁" in one for one in old.findings())
