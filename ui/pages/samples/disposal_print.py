"""The 到期清单 on its way out: into a workbook, or through the preview to paper and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from forms import disposal_list
from forms.disposal_list import Overdue
from forms.printing import Print
from forms.registry import Shelf
from qcdesk.desk import Desk
from ui.dialogs.progress import with_progress
from ui.printing.actions import print_job
from ui.printing.choices import language
from ui.printing.job import Job
from ui.printing.saved import said_where
from ui.printing.to_file import ask_file
from ui.session import Session


@dataclass(frozen=True)
class DisposalJob(Job):
    """Prints the rows that the dialog shows, not what is stored when the printer is ready."""

    rows: Overdue = ()
    day: str = ""

    @property
    def title(self) -> str:
        return f"{disposal_list.TITLE} {self.day}"

    def laid(self, desk: Desk, shelf: Shelf) -> Print:
        made = disposal_list.printed(desk, self.rows, self.lang)
        return Print(made.sheets * self.count, made.gallery)


def preview(parent: QWidget, session: Session, rows: Overdue) -> None:
    day = session.desk.clock.today().isoformat()
    print_job(parent, session, DisposalJob(disposal_list.FORM, lang=language(session), rows=rows, day=day), "preview")


def export(parent: QWidget, session: Session, rows: Overdue) -> None:
    """Asks where, writes the workbook whole, says where it is."""
    desk = session.desk
    path = ask_file(parent, session, f"{disposal_list.TITLE} {desk.clock.today()}", "excel")
    if path is not None:
        with_progress(parent, "正在写 Excel…", lambda _: _written(desk, rows, path),
                      lambda _: said_where(parent, path).open(), desk)  # fmt: skip


def _written(desk: Desk, rows: Overdue, path: Path) -> int:
    return disposal_list.save(desk, rows, path)
