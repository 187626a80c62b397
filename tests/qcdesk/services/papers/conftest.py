"""A sheet that waits for its signatures, and a copy of it on paper."""

import factory
import papers
import pytest

from qcdesk.desk import Desk
from qcdesk.services.papers.copy_list import CopyView


@pytest.fixture
def anomaly(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk), "submit")


@pytest.fixture
def copy(desk: Desk, anomaly: int) -> CopyView:
    return papers.printed(desk, anomaly)
