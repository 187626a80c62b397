"""What a PIN may be, and the hash that is kept of it; argon2 is loaded when the first is hashed or checked."""

from __future__ import annotations

import re

from qcdesk.errors import Refused

PIN_SHAPE = re.compile(r"[0-9A-Za-z]{6,32}")
REPEATED = re.compile(r"(.{1,3})\1+", re.IGNORECASE)
RUNS = ("01234567890" * 4, "abcdefghijklmnopqrstuvwxyz")

WRONG_SHAPE = "PIN 要 6 到 32 位数字或字母"
NOT_SO = "不要全是一个字、连着数（123456、654321）或反复一段（121212、123123）"
NO_GUESSED = f"容易猜中的不收：{NOT_SO}"
GUESSED = f"这个 PIN 别人一猜就中：{NOT_SO}，请换一个"


def require_fit_pin(pin: str) -> None:
    """Raises Refused for one that is too short, too long, of strange signs, or among the first that are guessed."""
    require_shape(pin)
    if is_guessed(pin):
        raise Refused(GUESSED)


def require_shape(pin: str) -> None:
    if not PIN_SHAPE.fullmatch(pin):
        raise Refused(WRONG_SHAPE)


def is_guessed(pin: str) -> bool:
    """One sign or a part of two or three over and over, or a run up or down."""
    plain = pin.lower()
    return bool(REPEATED.fullmatch(pin)) or any(plain in run or plain[::-1] in run for run in RUNS)


def hashed(pin: str, known: bool = False) -> str:
    """Raises Refused as `require_fit_pin`; `known` is the sample factory's, which everybody may know."""
    (require_shape if known else require_fit_pin)(pin)
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def fits(pin_hash: str, pin: str) -> bool:
    """A damaged hash fits no PIN."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
