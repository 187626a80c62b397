"""What a check is: a named function from a sheet's values to what is wrong with them, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from qcdesk.canonical import Json
from qcdesk.errors import Fault

Check = Callable[[Mapping[str, Json]], list[Fault]]

Dated = Callable[[Mapping[str, Json], date], list[Fault]]
"""A check that must know what day it is: asked when a step is taken that signs what it is about."""
