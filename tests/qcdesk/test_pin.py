"""A PIN that anybody would try first is none."""

import pytest

from qcdesk.errors import Refused
from qcdesk.pin import GUESSED, WRONG_SHAPE, fits, hashed, require_fit_pin


@pytest.mark.parametrize("pin", [
    "111111", "aaaaaaa", "123456", "654321", "012345", "567890", "9876543210", "abcdef", "FEDCBA", "121212", "123123",
    "abAbaB", "00000000000000000000000000000000",
])  # fmt: skip
def test_pin_that_is_guessed_first_is_refused(pin: str) -> None:
    with pytest.raises(Refused) as told:
        require_fit_pin(pin)
    assert told.value.sentence == GUESSED
    with pytest.raises(Refused):
        hashed(pin)


@pytest.mark.parametrize("pin", ["246810", "135790", "1234567a", "112358", "qc2026", "123457", "1231234"])
def test_pin_that_takes_more_than_a_guess_is_taken(pin: str) -> None:
    require_fit_pin(pin)


@pytest.mark.parametrize("pin", ["", "12345", "１２３４５７", "12 3457", "1" * 33])
def test_pin_of_another_shape_is_told_its_shape(pin: str) -> None:
    for known in (False, True):
        with pytest.raises(Refused, match=WRONG_SHAPE):
            hashed(pin, known)


def test_sample_factory_s_known_pin_goes_on_proving() -> None:
    assert fits(hashed("123456", known=True), "123456")
