"""A database of every version ever released opens, is whole, and can be worked on."""

import shutil
from pathlib import Path

import factory
import postgres
import psycopg
import pytest

from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.services.basics import opening
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying
from qcdesk.store import schema
from qcdesk.store.migrations import CURRENT

OLD = Path(__file__).resolve().parents[2] / "data" / "old"
VERSIONS = range(1, CURRENT + 1)
LABEL, ANOMALY, REWORK = 1, 2, 3


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("suffix", ["db", "sql"])
def test_a_database_of_every_version_is_kept(version: int, suffix: str) -> None:
    assert (OLD / f"schema-{version}.{suffix}").is_file(), "run tests/data/old/make_old.py before the release"


@pytest.mark.parametrize("version", VERSIONS)
def test_old_file_opens_and_goes_on(version: int, tmp_path: Path) -> None:
    shutil.copy(OLD / f"schema-{version}.db", tmp_path / paths.DATABASE)
    goes_on(opening.open_desk(tmp_path, factory.shelf().kinds))


@pytest.mark.parametrize("version", VERSIONS)
def test_old_server_opens_and_goes_on(version: int, tmp_path: Path, postgres_cluster: postgres.Cluster) -> None:
    with postgres_cluster.database() as url:
        with psycopg.connect(url) as server:
            server.execute((OLD / f"schema-{version}.sql").read_bytes())
        goes_on(opening.open_desk(tmp_path, factory.shelf().kinds, url))


def goes_on(desk: Desk) -> None:
    assert schema.version(desk.store) == CURRENT
    assert verifying.verify(desk) == []
    label = records.get(desk, LABEL)
    assert (label.number, label.state, len(label.signatures)) == ("YP-202611-001", "approved", 3)
    assert all(item.sound for item in label.signatures)
    factory.walk(desk, ANOMALY, *factory.ANOMALY_WAY[3:6])
    factory.take(desk, REWORK, "void", "merch", reason="重复开单")
    assert factory.signed_label(desk) > REWORK
    assert verifying.verify(desk) == []
    desk.close()
