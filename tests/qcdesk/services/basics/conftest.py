"""Who keeps the office's own settings and lists."""

import factory
import pytest

from qcdesk.desk import Desk


@pytest.fixture
def admin(desk: Desk) -> Desk:
    return factory.seat(desk, "admin")
