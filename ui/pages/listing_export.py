"""A list of records into Excel: the rows that the filter leaves, in the order on screen, however many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qcdesk.desk import Desk
from qcdesk.services import search
from qcdesk.services.search import Query
from ui.dialogs.progress import with_progress
from ui.pages.columns import Column
from ui.printing.actions import ask_file, said_where
from ui.session import Session
from ui.tasks import Task

CHUNK = 500
LETTER = 7.0
"""Pixels of a list's column to one of Excel's characters."""


def export(parent: QWidget, session: Session, columns: Sequence[Column], query: Query) -> None:
    """Asks where, writes the file whole, says where it is; it can be stopped."""
    day = session.desk.clock.today()
    path = ask_file(parent, session, f"记录 {day}", "excel")
    if path is not None:
        with_progress(
            parent, "正在写 Excel…", lambda task: written(session.desk, columns, query, path, task),
            lambda _: said_where(parent, path).open(), session.desk,
        )  # fmt: skip


def written(desk: Desk, columns: Sequence[Column], query: Query, path: Path, task: Task) -> int:
    """The number of rows; every one of them as it was at the same moment."""
    from forms.listing_xlsx import Heading, write

    headings = [Heading(column.title, round(column.width / LETTER, 1)) for column in columns]
    with desk.store.snapshot():
        return write(path, "记录", headings, _rows(desk, columns, query, task))


def _rows(desk: Desk, columns: Sequence[Column], query: Query, task: Task) -> Iterator[list[str]]:
    at, total = 0, 1
    while at < total:
        page = search.find(desk, replace(query, offset=at, limit=CHUNK))
        for row in page.rows:
            yield [column.text(row) for column in columns]
        at, total = at + CHUNK, page.total
        task.report(min(at, total), total)
