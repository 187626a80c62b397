"""What a check is: a named function from a sheet's values to what is wrong with them, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from qcdesk.canonical import Json
from qcdesk.errors import Fault

Check = Callable[[Mapping[str, Json]], list[Fault]]

Dated = Callable[[Mapping[str, Json], datetime], list[Fault]]
"""A check that must know what the clock on the wall says: told while somebody fills in, asked when a step is taken that
signs what it is about."""


def to_come(values: Mapping[str, Json], now: datetime, *happened: tuple[str, str]) -> list[Fault]:
    """Moments, each given as its name and label, that have not come yet."""
    minute = now.strftime("%Y-%m-%dT%H:%M")
    return [
        Fault(name, label, f"{shown(str(values[name]))} 还没有到（现在是 {shown(minute)}），请核对")
        for name, label in happened
        if str(values.get(name) or "") > minute
    ]


def shown(moment: str) -> str:
    return moment.replace("T", " ")
