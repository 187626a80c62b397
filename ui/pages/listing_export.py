"""A long list into Excel: the rows that the filter leaves, in the order on screen, however many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from qcdesk.desk import Desk
from ui.dialogs.progress import with_progress
from ui.pages.columns import Column
from ui.pages.paged_model import Find
from ui.printing.saved import said_where
from ui.printing.to_file import ask_file
from ui.session import Session
from ui.tasks import Task

CHUNK = 500
LETTER = 7.0
"""Pixels of a list's column to one of Excel's characters."""


@dataclass(frozen=True)
class Extract:
    """What of a list is written; `title` names the file and its sheet."""

    title: str
    columns: Sequence[Column]
    find: Find
    query: Any


def export(parent: QWidget, session: Session, extract: Extract) -> None:
    """Asks where, writes the file whole, says where it is; it can be stopped."""
    path = ask_file(parent, session, f"{extract.title} {session.desk.clock.today()}", "excel")
    if path is not None:
        with_progress(
            parent, "正在写 Excel…", lambda task: written(session.desk, extract, path, task),
            lambda _: said_where(parent, path).open(), session.desk,
        )  # fmt: skip


def written(desk: Desk, extract: Extract, path: Path, task: Task) -> int:
    """The number of rows; every one of them as it was at the same moment."""
    from forms.listing_xlsx import Heading, write

    headings = [Heading(column.title, round(column.width / LETTER, 1)) for column in extract.columns]
    with desk.store.snapshot():
        return write(path, extract.title, headings, _rows(desk, extract, task))


def _rows(desk: Desk, extract: Extract, task: Task) -> Iterator[list[str]]:
    at, total = 0, 1
    while at < total:
        page = extract.find(desk, replace(extract.query, offset=at, limit=CHUNK))
        for row in page.rows:
            yield [column.text(row) for column in extract.columns]
        at, total = at + CHUNK, page.total
        task.report(min(at, total), total)
