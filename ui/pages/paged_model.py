"""The model of a long list, read page by page as it is scrolled to; the reading is done off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from ui.pages.columns import Column, RowsModel
from ui.session import Session
from ui.tasks import Task, start

CHUNK = 100

Find = Callable[[Desk, Any], Any]
"""Gives one page, `rows` and `total`, of a query with `order`, `offset` and `limit`."""


class PagedModel(RowsModel):
    """`found` gives how many rows match; `failed` the error that kept them from being read."""

    found = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session, columns: Sequence[Column], find: Find, query: Any) -> None:
        super().__init__(columns)
        self._session = session
        self.find = find
        self.query = query
        self.total = 0
        self.again = False
        """Whether what is put now had been shown before: the same list, read anew."""
        self._shown: Any = None
        self._chunks: dict[int, tuple[Any, ...]] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._task: Task | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._ask)

    def ask(self, query: Any) -> None:
        """Starts over with another query; what stands there stays until the new first page has come."""
        if self._task is not None:
            self._task.cancel()
        self.query = query
        self._task = self._read(0, self._restart)

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.total

    def read(self) -> Iterator[tuple[int, Any]]:
        for chunk, rows in sorted(self._chunks.items()):
            yield from enumerate(rows, chunk * CHUNK)

    def row(self, number: int) -> Any | None:
        if not 0 <= number < self.total:
            return None
        chunk = self._chunks.get(number // CHUNK)
        if chunk is None:
            self._want(number // CHUNK)
            return None
        at = number % CHUNK
        return chunk[at] if at < len(chunk) else None

    def sort(self, column: int, order: Any = None) -> None:
        name = self.columns[column].order
        descending = order is not None and order.name == "DescendingOrder"
        wanted = f"-{name}" if descending else name
        if name and wanted != self.query.order:
            self.ask(replace(self.query, order=wanted, offset=0))

    def _want(self, chunk: int) -> None:
        if chunk not in self._asked:
            self._wanted.add(chunk)
            self._turn.start()

    def _ask(self) -> None:
        """After the painting: only what is still in sight of it is read."""
        for chunk in sorted(self._wanted):
            self._asked.add(chunk)
            self._read(chunk, self._take)
        self._wanted.clear()

    def _read(self, chunk: int, then: Callable[[Any, int, Any], None]) -> Task:
        desk, find, query = self._session.desk, self.find, replace(self.query, offset=chunk * CHUNK, limit=CHUNK)
        return start(self, lambda task: find(desk, query), lambda page: then(query, chunk, page), self._fail, desk=desk)

    def _restart(self, query: Any, chunk: int, page: Any) -> None:
        self.again, self._shown = self._shown == _unpaged(query), _unpaged(query)
        self.beginResetModel()
        self.total = page.total
        self._chunks, self._asked = {0: page.rows}, {0}
        self._wanted.clear()
        self.endResetModel()
        self.found.emit(page.total)

    def _take(self, query: Any, chunk: int, page: Any) -> None:
        if _unpaged(query) != _unpaged(self.query):
            return
        self._chunks[chunk] = page.rows
        first = chunk * CHUNK
        last = min(self.total, first + CHUNK) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _fail(self, error: DeskError) -> None:
        self.failed.emit(error)


def _unpaged(query: Any) -> Any:
    return replace(query, offset=0, limit=0)
