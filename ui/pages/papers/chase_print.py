"""The 催签单 on its way to paper, through the preview."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from forms import chase_list
from forms.printing import Print
from forms.registry import Shelf
from qcdesk.desk import Desk
from qcdesk.services.papers import chasing
from ui.printing.actions import print_job
from ui.printing.choices import language
from ui.printing.job import Job
from ui.session import Session


@dataclass(frozen=True)
class ChaseJob(Job):
    """Lists what is out when it is laid."""

    day: str = ""

    @property
    def title(self) -> str:
        return f"{chase_list.TITLE} {self.day}"

    def laid(self, desk: Desk, shelf: Shelf) -> Print:
        made = chase_list.printed(desk, chasing.people(desk), self.lang)
        return Print(made.sheets * self.count, made.gallery)


def preview(parent: QWidget, session: Session) -> None:
    day = session.desk.clock.today().isoformat()
    print_job(parent, session, ChaseJob(chase_list.FORM, lang=language(session), day=day), "preview")
