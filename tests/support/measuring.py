"""Where coverage looks on: it trebles the time of what it watches, and the same work need be watched only once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

MARK = "unmeasured"
SECOND_ENGINE = "postgresql"
# What differs between the engines lies there.
MEASURED_ON_BOTH = Path(__file__).resolve().parents[1] / "qcdesk" / "store"
FOR_PROGRAMS = "COVERAGE_PROCESS_CONFIG"


@contextmanager
def unmeasured() -> Iterator[None]:
    """Neither this thread nor a program it starts is watched until the block ends."""
    watcher, told = sys.gettrace(), os.environ.pop(FOR_PROGRAMS, None)
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(watcher)
        if told is not None:
            os.environ[FOR_PROGRAMS] = told


def measured_elsewhere(item: pytest.Item) -> bool:
    """Marked, or the second run of a test that has its first on SQLite."""
    if item.get_closest_marker(MARK):
        return True
    call = getattr(item, "callspec", None)
    return call is not None and SECOND_ENGINE in call.params.values() and MEASURED_ON_BOTH not in item.path.parents
