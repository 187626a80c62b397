"""A program as it is started in an office, psycopg loaded by nobody but itself: loses its connection and goes on.

`python reconnector.py HOME URL`: prints `fine` at the end.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402

from qcdesk.services.basics import opening  # noqa: E402
from qcdesk.services.sheets import records  # noqa: E402

CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def main(home: str, url: str) -> None:
    assert "psycopg" not in sys.modules
    desk, other = (opening.open_desk(Path(home), factory.shelf().kinds, url) for _ in range(2))
    for deed in (factory.draft, lambda at_desk: records.get(at_desk, 1)):
        other.store.sql(CUT)
        deed(desk)
    desk.close()
    other.close()
    print("fine")


if __name__ == "__main__":
    main(*sys.argv[1:])
