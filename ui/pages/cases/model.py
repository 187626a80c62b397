"""The list of cases, read page by page as it is scrolled to, off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from qcdesk.services import board
from qcdesk.services.board import CaseQuery
from ui.pages.columns import Column
from ui.pages.records_model import CHUNK, RecordsModel
from ui.session import Session
from ui.tasks import Task, start


class CasesModel(RecordsModel):
    """As the list of records, of cases."""

    query: Any

    def ask_for(self, query: CaseQuery) -> None:
        """Starts over with another query."""
        asked: Any = query
        self.ask(asked)

    def __init__(self, session: Session, columns: Sequence[Column]) -> None:
        super().__init__(session, columns)
        self.query = CaseQuery()

    def _read(self, chunk: int, then: Callable[..., object]) -> Task:
        desk, query = self._session.desk, replace(self.query, offset=chunk * CHUNK, limit=CHUNK)
        return start(
            self, lambda task: board.find(desk, query), lambda page: then(query, chunk, page), self._fail, desk=desk
        )
