"""Changes made behind the program's back, as somebody with the database in hand would make them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.services.trail import verifying
from qcdesk.store.dialects import SQLITE


@dataclass(frozen=True)
class Intruder:
    """Works inside one transaction with the guards lifted; `findings` puts them back first, as a careful one would."""

    desk: Desk
    guards: tuple[tuple[str, str], ...]

    @property
    def in_file(self) -> bool:
        """What differs on a server is how a row gets there and back, for which fewer of each sort do."""
        return self.desk.store.dialect is SQLITE

    def sql(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        marks = statement if self.in_file else statement.replace("?", "%s")
        return self.desk.store.sql(marks, parameters)

    def lift(self) -> None:
        if self.in_file:
            self.desk.store.sql("PRAGMA defer_foreign_keys = 1")
            for name, _ in self.guards:
                self.desk.store.sql(f"DROP TRIGGER IF EXISTS {name}")
        else:
            self.desk.store.sql("SET LOCAL session_replication_role = replica")

    def findings(self) -> list[str]:
        """What verify says now, in sentences."""
        if self.in_file:
            for _, made in self.guards:
                self.desk.store.sql(made)
        said = [str(finding) for finding in verifying.verify(self.desk)]
        self.lift()
        return said


@contextmanager
def behind_the_back(desk: Desk) -> Iterator[Intruder]:
    """Everything done inside is undone at the end, so that one desk serves many tests."""
    guards: tuple[tuple[str, str], ...] = ()
    if desk.store.dialect is SQLITE:
        guards = tuple(desk.store.sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    with desk.store.database.atomic() as transaction:
        intruder = Intruder(desk, guards)
        intruder.lift()
        try:
            yield intruder
        finally:
            transaction.rollback()
