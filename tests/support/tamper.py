"""Changes made behind the program's back, as somebody with the database in hand would make them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.services.trail import verifying
from qcdesk.store.dialects import SQLITE

TRIGGERS = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
WRITES = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")


@dataclass(frozen=True)
class Intruder:
    """Works inside one transaction. A table's guards are lifted when it is written; `findings` puts them back first, as
    a careful one would."""

    desk: Desk
    guards: tuple[tuple[str, str, str], ...]
    """In a file: the name, table and making of each."""

    @property
    def in_file(self) -> bool:
        """What differs on a server is how a row gets there and back, for which fewer of each sort do."""
        return self.desk.store.dialect is SQLITE

    def sql(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        if written := WRITES.match(statement):
            self._lift(written[1])
        marks = statement if self.in_file else statement.replace("?", "%s")
        return self.desk.store.sql(marks, parameters)

    def _lift(self, table: str) -> None:
        """Each time anew: what is rolled back has its guards again."""
        if not self.in_file:
            self.desk.store.sql("SET LOCAL session_replication_role = replica")
            return
        self.desk.store.sql("PRAGMA defer_foreign_keys = 1")
        for name, of, _ in self.guards:
            if of == table:
                self.desk.store.sql(f"DROP TRIGGER IF EXISTS {name}")

    def findings(self) -> list[str]:
        """What verify says now, in sentences."""
        if self.in_file:
            there = set(self.desk.store.sql(TRIGGERS))
            for guard in self.guards:
                if guard not in there:
                    self.desk.store.sql(guard[2])
        return [str(finding) for finding in verifying.verify(self.desk)]


@contextmanager
def behind_the_back(desk: Desk) -> Iterator[Intruder]:
    """Everything done inside is undone at the end, so that one desk serves many tests."""
    guards = tuple(desk.store.sql(TRIGGERS)) if desk.store.dialect is SQLITE else ()
    with desk.store.database.atomic() as transaction:
        try:
            yield Intruder(desk, guards)
        finally:
            transaction.rollback()
