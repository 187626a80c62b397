"""A program of its own that takes sheets through their steps: `python walker.py HOME URL SHEETS`, one number a line."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402

from qcdesk.services.basics import opening  # noqa: E402
from qcdesk.services.sheets import records  # noqa: E402
from qcdesk.store import database  # noqa: E402

PATIENCE = 60
"""Seconds. Eight at once on a slow disk wait longer than a person would; what is proved is the numbers."""


def main(home: str, url: str, sheets: str) -> None:
    database.BUSY_SECONDS = PATIENCE
    desk = opening.open_desk(Path(home), factory.shelf().kinds, factory.server_of(url))
    sys.stdin.readline()
    for _ in range(int(sheets)):
        record = factory.draft(desk, "seal_label", factory.label(), by="qc")
        records.save(factory.seat(desk, "qc"), record, 1, {"location": "B-01"})
        factory.walk(desk, record, *factory.CHAIN)
        print(records.get(desk, record).number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
