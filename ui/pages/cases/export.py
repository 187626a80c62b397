"""The list of cases into Excel: the rows that the filter leaves, in the order on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qcdesk.desk import Desk
from qcdesk.services import board
from qcdesk.services.board import CaseQuery
from ui.dialogs.progress import with_progress
from ui.pages.cases.columns import LIST
from ui.pages.listing_export import CHUNK, LETTER
from ui.printing.actions import ask_file, said_where
from ui.session import Session
from ui.tasks import Task


def export(parent: QWidget, session: Session, query: CaseQuery) -> None:
    """Asks where, writes the file whole, says where it is; it can be stopped."""
    path = ask_file(parent, session, f"客诉与异常 {session.desk.clock.today()}", "excel")
    if path is not None:
        with_progress(
            parent, "正在写 Excel…", lambda task: written(session.desk, query, path, task),
            lambda _: said_where(parent, path).open(), session.desk,
        )  # fmt: skip


def written(desk: Desk, query: CaseQuery, path: Path, task: Task) -> int:
    """The number of rows; every one of them as it was at the same moment."""
    from forms.listing_xlsx import Heading, write

    headings = [Heading(column.title, round(column.width / LETTER, 1)) for column in LIST]
    with desk.store.snapshot():
        return write(path, "客诉与异常", headings, _rows(desk, query, task))


def _rows(desk: Desk, query: CaseQuery, task: Task) -> Iterator[list[str]]:
    at, total = 0, 1
    while at < total:
        page = board.find(desk, replace(query, offset=at, limit=CHUNK))
        for row in page.rows:
            yield [column.text(row) for column in LIST]
        at, total = at + CHUNK, page.total
        task.report(min(at, total), total)
