"""The ways to paper: a printer or a file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.printing.job import Job
from ui.printing.to_file import save
from ui.session import Session


def put_out(parent: QWidget | None, session: Session, job: Job, what: str) -> None:
    """`what` is printer, pdf, sealed or excel."""
    if what == "printer":
        from ui.printing.printer import send

        send(parent, session, job)
    else:
        save(parent, session, job, what)
