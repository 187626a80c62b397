"""The window on a fixed day: what is past its day must not change with the calendar."""

from typing import Any

import cases
import pytest


@pytest.fixture
def window(window: Any) -> Any:
    window.session.desk = cases.at(window.session.desk, "2026-11-22T10:00")
    return window
