"""What services need to ask more than rows: conditions written out, SQL's own functions, words fit to be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from peewee import fn

__all__ = ["Where", "askable", "fn"]


def askable(text: str) -> str:
    """`text` with what no database can hold (NUL, halves of a surrogate pair) made a sign that nothing matches."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")


@dataclass
class Where:
    """Conditions gathered one by one, all of which must hold: `sql` with `?` for what is `asked`.

    Long lists are asked so: Peewee takes longer to word such a question than the database to answer it.
    """

    terms: list[str] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)

    @property
    def sql(self) -> str:
        """Begins with WHERE; empty where there is no condition."""
        return f"WHERE {' AND '.join(self.terms)}" if self.terms else ""

    def add(self, term: str, *asked: Any) -> None:
        self.terms.append(term)
        self.asked += asked

    def one_of(self, column: str, values: Iterable[str], but: bool = False) -> None:
        """The column is one of the values, or with `but` none of them; no values are no condition."""
        marks = [askable(value) for value in values]
        if marks:
            self.add(f"{column} {'NOT IN' if but else 'IN'} ({', '.join('?' * len(marks))})", *marks)

    def words(self, column: str, text: str) -> None:
        """Each word of the text stands somewhere in the column."""
        for word in askable(text).lower().split():
            plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
            self.add(f"{column} LIKE ? ESCAPE '!'", f"%{plain}%")
