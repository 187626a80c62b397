"""A program of its own that approves sheets as one person: `python approver.py HOME URL LOGIN RECORD…`.

It prints `ready`, waits for a line, and then tells of each sheet `RECORD signed` or `RECORD` and the sentence; at last
`during` with the moments at which it began and ended, in seconds. For a record of 0 it retires `pmgr`.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402

from qcdesk.desk import Desk  # noqa: E402
from qcdesk.errors import DeskError  # noqa: E402
from qcdesk.services.basics import opening, people  # noqa: E402
from qcdesk.store import database  # noqa: E402

PATIENCE = 60
"""Seconds to wait for the database: what is proved is the order."""


def main(home: str, url: str, login: str, *sheets: str) -> None:
    database.BUSY_SECONDS = PATIENCE
    desk = opening.open_desk(Path(home), factory.shelf().kinds, factory.server_of(url))
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    for record in sheets:
        try:
            _do(desk, int(record), login)
            print(record, "signed", flush=True)
        except DeskError as error:
            print(record, error.sentence, flush=True)
    print("during", began, time.monotonic(), flush=True)


def _do(desk: Desk, record: int, login: str) -> None:
    if record:
        factory.take(desk, record, "approve", login)
    else:
        people.change(factory.seat(desk, login), "pmgr", active=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
