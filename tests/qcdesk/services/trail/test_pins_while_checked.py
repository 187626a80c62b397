"""Checking a PIN takes its time: what other hands or other guesses do meanwhile lets nobody in."""

from collections.abc import Callable

import factory
import pytest
import tamper
import trail
from pin_tries import ALTERED, FOREIGN, wrong

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.pin import fits
from qcdesk.services.basics import people, pins

PROOFS = [pins.prove, pins.sign_in]


@pytest.fixture(autouse=True)
def written(desk: Desk) -> None:
    """A write inside the intruder's transaction goes on from the head that an earlier one has read."""
    with desk.store.write():
        pass


def meanwhile(patch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Does `act` while the next PIN is checked, and only then."""

    def slow(pin_hash: str, pin: str) -> bool:
        patch.setattr(pins, "fits", fits)
        act()
        return fits(pin_hash, pin)

    patch.setattr(pins, "fits", slow)


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize(("mistyped", "pin"), [(4, "000000"), (0, factory.PIN), (2, factory.PIN)])
def test_a_pin_swapped_while_one_is_checked_is_never_told_as_right(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, mistyped: int, pin: str, proof: Callable[[Desk, str, str], object]
) -> None:
    wrong(desk, "qc", mistyped)
    with tamper.behind_the_back(desk) as intruder:
        meanwhile(monkeypatch, lambda: intruder.sql("UPDATE person SET pin_hash = ? WHERE login = 'qc'", FOREIGN))
        with pytest.raises(Refused, match=ALTERED):
            proof(desk, "qc", pin)
        assert trail.last_event(desk).action == "pin_altered"
        with pytest.raises(Refused, match=ALTERED):
            proof(desk, "qc", "246810")


def test_a_pin_swapped_between_the_proof_and_the_event_of_signing_in_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tamper.behind_the_back(desk) as intruder:
        proved = pins._proved

        def then_swapped(*asked: str) -> object:
            found = proved(*asked)
            intruder.sql("UPDATE person SET pin_hash = ? WHERE login = 'qc'", FOREIGN)
            return found

        monkeypatch.setattr(pins, "_proved", then_swapped)
        with pytest.raises(Refused, match=ALTERED):
            pins.sign_in(desk, "qc", factory.PIN)
        assert trail.last_event(desk).action == "pin_altered"


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("mistyped", [0, 3])
def test_guesses_made_at_once_lock_before_the_right_one_is_let_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, mistyped: int, proof: Callable[[Desk, str, str], object]
) -> None:
    wrong(desk, "qc", mistyped)
    meanwhile(monkeypatch, lambda: wrong(desk, "qc", 5 - mistyped))
    with pytest.raises(Refused, match="已锁定"):
        proof(desk, "qc", factory.PIN)
    locked = trail.last_event(desk)
    meanwhile(monkeypatch, lambda: pytest.fail("a locked person's PIN is checked"))
    with pytest.raises(Refused, match="已锁定"):
        proof(desk, "qc", "000000")
    assert (locked.action, trail.last_event(desk).seq) == ("pin_locked", locked.seq)
    assert trail.findings(desk) == []


def test_a_wrong_guess_that_ends_after_the_lock_counts_no_further(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: wrong(desk, "qc", 5))
    with pytest.raises(Refused, match="已锁定"):
        pins.prove(desk, "qc", "111111")
    assert people.row_of(desk, "qc").failed == 5
    assert trail.findings(desk) == []


def test_a_right_pin_ends_the_count_of_guesses_made_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: wrong(desk, "qc", 3))
    pins.prove(desk, "qc", factory.PIN)
    assert people.row_of(desk, "qc").failed == 0
    assert trail.findings(desk) == []


@pytest.mark.parametrize("pin", ["000000", factory.PIN])
def test_a_pin_that_was_set_anew_while_the_old_one_is_checked_is_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, pin: str
) -> None:
    meanwhile(monkeypatch, lambda: pins.set_pin(factory.seat(desk, "admin"), "qc", "135790"))
    with pytest.raises(Refused, match="PIN 刚刚改过，请用新的 PIN 再试一次"):
        pins.prove(desk, "qc", pin)
    assert people.row_of(desk, "qc").failed == 0
    assert trail.findings(desk) == []
