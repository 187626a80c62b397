"""The 柏拉图 on its way out: through the preview to paper and PDF, or into a workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from forms import pareto_sheet
from forms.printing import Print
from forms.registry import Shelf
from qcdesk.desk import Desk
from qcdesk.services.overview.figures import Pareto
from ui.dialogs.progress import with_progress
from ui.printing.actions import print_job
from ui.printing.choices import language
from ui.printing.job import EVERY, FORBIDDEN, Job
from ui.printing.saved import said_where
from ui.printing.to_file import ask_file
from ui.session import Session
from ui.tasks import Task

Charts = tuple[Pareto, ...]


@dataclass(frozen=True)
class ParetoJob(Job):
    """Prints the charts that the page shows, not what is stored when the printer is ready."""

    charts: Charts = ()

    @property
    def title(self) -> str:
        return title(self.charts)

    def laid(self, desk: Desk, shelf: Shelf) -> Print:
        made = pareto_sheet.printed(desk, self.charts, self.lang)
        return replace(made, sheets=made.sheets * self.count)

    def note(self, desk: Desk, made: Print, how: str, wanted: tuple[int, int] = EVERY, copies: int = 1) -> None:
        pages = len(self.pages(made)[wanted[0] - 1 : wanted[1]]) if how == "printer" else 0
        pareto_sheet.note_print(desk, self.charts, how, pages, copies)


def title(charts: Charts) -> str:
    query = charts[-1].query
    return f"柏拉图-{query.title}-{query.first}-{query.last}"


def preview(parent: QWidget, session: Session, charts: Charts) -> None:
    job = ParetoJob(pareto_sheet.form_of(charts), lang=language(session), charts=charts)
    print_job(parent, session, job, "preview")


def export(parent: QWidget, session: Session, charts: Charts) -> None:
    """Asks where, writes the workbook whole, says where it is."""
    path = ask_file(parent, session, FORBIDDEN.sub("-", title(charts)), "excel")
    if path is not None:
        work = partial(_written, session.desk, charts, path)
        with_progress(parent, "正在写 Excel…", work, lambda _: said_where(parent, path).open(), session.desk)


def _written(desk: Desk, charts: Charts, path: Path, task: Task) -> int:
    rows = pareto_sheet.save(desk, charts, path)
    pareto_sheet.note_print(desk, charts, path.suffix.lower().lstrip("."))
    return rows
