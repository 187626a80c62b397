"""Desks for the tests of the domain: on both engines, with people and starter data."""

from collections.abc import Iterator
from pathlib import Path

import factory
import postgres
import pytest

from qcdesk.desk import Desk


@pytest.fixture
def desk(database_url: str, tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    """A desk with its people and nobody at it, on each engine in turn."""
    made = factory.copy_of(desk_template, tmp_path / "home", database_url)
    yield made
    made.close()


@pytest.fixture
def local_desk(tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    """On SQLite alone, for what does not touch the engine."""
    made = factory.copy_of(desk_template, tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def server_desk(
    postgres_cluster: postgres.Cluster, server_template: str, desk_template: Path, tmp_path: Path
) -> Iterator[tuple[Desk, str]]:
    """On PostgreSQL alone, with the address of its database."""
    with postgres_cluster.database(server_template) as url:
        desk = factory.copy_of(desk_template, tmp_path / "home", url)
        yield desk, url
        desk.close()
