"""What services need to ask more than rows: conditions written out, SQL's own functions, words fit to be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from peewee import fn

from qcdesk.errors import Refused

if TYPE_CHECKING:
    from qcdesk.store.database import Store

__all__ = ["Order", "Where", "askable", "fn", "one_page", "says"]

MODEL = re.compile(r"(?=.*[a-z])(?=.*\d)[a-z0-9]{3,20}")
"""Letters and digits run together, as people type a model or number that has a hyphen."""


def askable(text: str) -> str:
    """`text` with what no database can hold (NUL, halves of a surrogate pair) made a sign that nothing matches."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")


def says(name: str, value: str) -> str:
    """What LIKE asks of canonical JSON in which the field `name` has the `value`, a plain word."""
    return f'%"{name}":"{value}"%'


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
        """Each word of the text stands somewhere in the column; fp610 is found where FP-610 stands."""
        for word in askable(text).lower().split():
            plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
            like = f"{column} LIKE ? ESCAPE '!'"
            if MODEL.fullmatch(word):
                self.add(f"({like} OR REPLACE({column}, '-', '') LIKE ?)", f"%{plain}%", f"%{word}%")
            else:
                self.add(like, f"%{plain}%")


@dataclass(frozen=True)
class Order:
    """How a list is sorted and which part of it is asked for; `-` before the column turns it round."""

    column: str
    offset: int
    limit: int

    def sql(self, sortable: Iterable[str]) -> str:
        """Raises Refused for a column that is not one of the `sortable`."""
        name = self.column.lstrip("-")
        if name not in sortable:
            raise Refused(f"不能按“{name}”排序")
        way = "DESC" if self.column.startswith("-") else "ASC"
        return f"id {way}" if name == "id" else f"{name} {way}, id {way}"


def one_page(
    store: Store, columns: str, where: Where, order: Order, sortable: Iterable[str]
) -> tuple[list[tuple[Any, ...]], int]:
    """One page of the records that match, and how many there are in all."""
    sorted_by = order.sql(sortable)
    total = store.sql(f"SELECT COUNT(*) FROM record {where.sql}", tuple(where.asked))[0][0]
    page = f"SELECT {columns} FROM record {where.sql} ORDER BY {sorted_by} LIMIT ? OFFSET ?"
    return store.sql(page, (*where.asked, order.limit, order.offset)), int(total)
