"""The list of records on its way out: through the preview to paper and PDF, or into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from forms import archive_disposal
from forms.printing import Print
from forms.registry import Shelf
from qcdesk.desk import Desk
from qcdesk.services.keeping.retention import Keeping
from ui.dialogs.progress import with_progress
from ui.printing.actions import print_job
from ui.printing.choices import language
from ui.printing.job import Job
from ui.printing.saved import said_where
from ui.printing.to_file import ask_file
from ui.session import Session


@dataclass(frozen=True)
class KeepingJob(Job):
    """Prints the rows that the page shows."""

    rows: tuple[Keeping, ...] = ()
    day: str = ""

    @property
    def title(self) -> str:
        return f"{archive_disposal.listing(self.rows).title} {self.day}"

    def laid(self, desk: Desk, shelf: Shelf) -> Print:
        made = archive_disposal.printed(desk, self.rows, self.lang)
        return Print(made.sheets * self.count, made.gallery)


def put_out(parent: QWidget, session: Session, rows: Sequence[Keeping], how: str) -> None:
    """`how` is preview or excel."""
    desk = session.desk
    day = desk.clock.today().isoformat()
    if how == "preview":
        job = KeepingJob(archive_disposal.listing(rows).form, lang=language(session), rows=tuple(rows), day=day)
        print_job(parent, session, job, how)
        return
    path = ask_file(parent, session, f"{archive_disposal.listing(rows).title} {day}", how)
    if path is not None:
        with_progress(parent, "正在写 Excel…", lambda _: _written(desk, rows, path),
                      lambda _: said_where(parent, path).open(), desk)  # fmt: skip


def _written(desk: Desk, rows: Sequence[Keeping], path: Path) -> int:
    return archive_disposal.save(desk, rows, path)
