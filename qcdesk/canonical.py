"""Canonical JSON: one text for one content, so that a digest attests bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Values = dict[str, Json]


def dump(value: object) -> str:
    """Sorted keys, no blanks, no floats: decimals are strings in QCDesk's payloads."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def load(text: str) -> Values:
    """Raises ValueError if the text is not a JSON object."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("a payload is a JSON object")
    return value


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def differences(old: Mapping[str, Json], new: Mapping[str, Json]) -> dict[str, dict[str, Json]]:
    """`{field: {"from": …, "to": …}}` for every value added, changed or removed; absent reads as None."""
    names = sorted(set(old) | set(new))
    return {name: {"from": old.get(name), "to": new.get(name)} for name in names if old.get(name) != new.get(name)}
