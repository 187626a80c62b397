"""From a saved record to preview, printer, PDF or Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from forms.registry import Shelf
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from ui.dialogs.message import tell
from ui.printing import job as jobs
from ui.printing.choices import language, signatures
from ui.printing.job import Job
from ui.printing.to_file import SEALED
from ui.printing.ways import put_out
from ui.session import Session

ARCHIVE = "archive"

J = TypeVar("J", bound=Job)


def print_record(parent: QWidget | None, session: Session, record_id: int, what: str) -> None:
    """`what` is preview, printer, pdf, sealed or excel. Only what is saved is printed."""
    job = _made(parent, session, jobs.of_record, record_id)
    if job is not None and (what != SEALED or _may_seal(parent, session, record_id)):
        print_job(parent, session, replace(job, signatures=signatures(session, what)), what)


def preview_edition(parent: QWidget | None, session: Session, record: int, edition: int) -> None:
    """As it stood, with 已被替代 across it where another has taken its place."""
    job = _made(parent, session, partial(jobs.of_edition, edition=edition), record)
    if job is not None:
        print_job(parent, session, replace(job, signatures=signatures(session, "preview")), "preview")


def _may_seal(parent: QWidget | None, session: Session, record: int) -> bool:
    """Asked before where the file shall lie; what is against it is told."""
    from forms.sealing import ready
    from qcdesk.services.sheets import records

    try:
        ready.refuse_unready(records.get(session.desk, record))
    except DeskError as error:
        tell(parent, error)
        return False
    return True


def print_case(parent: QWidget | None, session: Session, case: int, what: str) -> None:
    """As `print_record`, with every sheet of the case behind its own; what is left out is told first."""
    if what == ARCHIVE:
        from ui.printing.archive import archive

        archive(parent, session, case)
        return
    from ui.printing import bundle

    job = _made(parent, session, bundle.of_case, case)
    if job is None:
        return
    if job.left_out:
        tell(parent, "\n".join(job.left_out), "没有印的单")
    print_job(parent, session, replace(job, signatures=signatures(session, what)), what)


def _made(parent: QWidget | None, session: Session, of: Callable[[Desk, Shelf, int, str], J], record: int) -> J | None:
    """The job of a record, in the language used last; None where something is against it, which is told."""
    try:
        return of(session.desk, session.shelf, record, language(session))
    except DeskError as error:
        tell(parent, error)
        return None


def print_job(parent: QWidget | None, session: Session, job: Job, what: str) -> None:
    if what == "preview":
        from ui.printing.preview import Preview

        dialog = Preview(parent, session, job)
        dialog.exec()
        dialog.deleteLater()
    else:
        put_out(parent, session, job, what)
