"""Keeps what this version writes: `python tests/data/old/make_old.py` makes schema-N.db and schema-N.sql here.

Run it once, when a schema version is released, and commit both files; they are never made again.
"""

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1] / "support")]

import cases  # noqa: E402
import factory  # noqa: E402
import postgres  # noqa: E402

from qcdesk.clock import Clock  # noqa: E402
from qcdesk.desk import Desk  # noqa: E402
from qcdesk.services.samples import custody  # noqa: E402
from qcdesk.store.migrations import CURRENT  # noqa: E402

MADE = Clock(datetime(2026, 11, 21, 1, 30, tzinfo=UTC))


def fill(desk: Desk) -> None:
    """A finished label, an anomaly that went back once, a rework sheet still in draft; from schema 2 a case with a
    sealed sample, one piece of it lent out."""
    at_desk = desk.at(MADE)
    factory.signed_label(at_desk)
    anomaly = factory.walk(at_desk, factory.draft(at_desk), *factory.ANOMALY_WAY[:5])
    factory.take(at_desk, anomaly, "return", "qc", reason="原因没有附测量数据")
    factory.draft(at_desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    case = cases.registered(at_desk)
    sample = cases.sealed(at_desk, case)
    custody.move(factory.seat(at_desk, "qc"), sample, "lend", {"pieces": 1, "holder": "卫样十"})


def keep_file(folder: Path) -> None:
    desk = factory.make("sqlite", folder / "home")
    fill(desk)
    desk.store.sql("VACUUM")
    desk.close()
    (HERE / f"schema-{CURRENT}.db").write_bytes((folder / "home/qcdesk.db").read_bytes())


def keep_dump(folder: Path) -> None:
    with postgres.running() as cluster, cluster.database() as url:
        desk = factory.make(url, folder / "server")
        fill(desk)
        desk.close()
        command = [str(postgres.programs() / "pg_dump"), "--inserts", "--no-owner", "--no-privileges", url]
        dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line for line in dump.splitlines() if line and not line.startswith(("--", "\\"))]
    (HERE / f"schema-{CURRENT}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        keep_file(Path(place))
        keep_dump(Path(place))
