"""What a PIN may be, and the hash that is kept of it; argon2 is loaded when the first is hashed or checked."""

from __future__ import annotations

import re

from qcdesk.errors import Refused

PIN_SHAPE = re.compile(r"[0-9A-Za-z]{6,32}")


def require_fit_pin(pin: str) -> None:
    if not PIN_SHAPE.fullmatch(pin):
        raise Refused("PIN 要 6 到 32 位数字或字母")


def hashed(pin: str) -> str:
    """Raises Refused for a PIN that is too short, too long or of strange signs."""
    require_fit_pin(pin)
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
