"""From a saved record to preview, printer, PDF or Excel."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session import Session


def print_record(parent: QWidget | None, session: Session, record_id: int, what: str) -> None:
    """`what` is preview, printer, pdf or excel. Only what is saved is printed."""
    raise NotImplementedError
