"""Desks that are made once for a file of tests, and altered behind the program's back without lasting."""

from collections.abc import Iterator

import furnished
import pytest

from qcdesk.desk import Desk


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full_desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Something in every table."""
    with furnished.lasting(request, tmp_path_factory, furnished.fill) as desk:
        yield desk
