"""A program of its own that approves sheets as one person: `python approver.py HOME URL LOGIN RECORD…`.

It prints `ready`, waits for a line, and then tells of each sheet `RECORD signed` or `RECORD` and the sentence.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402

from qcdesk.errors import DeskError  # noqa: E402
from qcdesk.services.basics import opening  # noqa: E402
from qcdesk.store import database  # noqa: E402

PATIENCE = 60
"""Seconds to wait for the database: what is proved is the order."""


def main(home: str, url: str, login: str, *sheets: str) -> None:
    database.BUSY_SECONDS = PATIENCE
    desk = opening.open_desk(Path(home), factory.shelf().kinds, factory.server_of(url))
    print("ready", flush=True)
    sys.stdin.readline()
    for record in sheets:
        try:
            factory.take(desk, int(record), "approve", login)
            print(record, "signed", flush=True)
        except DeskError as error:
            print(record, error.sentence, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
