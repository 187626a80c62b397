"""What a check is: a named function from a sheet's values to what is wrong with them, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qcdesk.canonical import Json
from qcdesk.errors import Fault

Check = Callable[[Mapping[str, Json]], list[Fault]]
