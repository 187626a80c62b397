"""Canonical JSON: one text for one content, so that a digest attests bytes."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Values = dict[str, Json]


def dump(value: object) -> str:
    """Sorted keys, no blanks, no floats: decimals are strings in QCDesk's payloads."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def load(text: str) -> Values:
    """Raises ValueError if the text is not a JSON object that `dump` may have written."""
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_number)
        if "\\u" in text:
            dump(value).encode()  # half a character of two can be read, and never written
    except (RecursionError, TypeError) as error:
        raise ValueError("no text, or nested beyond any payload") from error
    if not isinstance(value, dict):
        raise ValueError("a payload is a JSON object")
    return value


def readable(text: str) -> bool:
    """Whether `load` takes it."""
    try:
        load(text)
    except ValueError:
        return False
    return True


def told(text: str) -> Values:
    """As `load`; nothing where other hands have made it no JSON, which verify names."""
    try:
        return load(text)
    except ValueError:
        return {}


def _no_number(name: str) -> Json:
    raise ValueError(f"{name} is no number")


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is beyond any number")
    return number


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def differences(old: Mapping[str, Json], new: Mapping[str, Json]) -> dict[str, dict[str, Json]]:
    """`{field: {"from": …, "to": …}}` for every value added, changed or removed; absent reads as None."""
    names = sorted(set(old) | set(new))
    return {name: {"from": old.get(name), "to": new.get(name)} for name in names if old.get(name) != new.get(name)}
