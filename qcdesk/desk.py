"""A desk: a database, a clock, the forms, and whoever sits at it. Every service is given one."""

from __future__ import annotations

import platform
from dataclasses import dataclass, field, replace
from pathlib import Path

from qcdesk.catalogue import Catalogue
from qcdesk.clock import Clock
from qcdesk.errors import Refused
from qcdesk.store.attachments import Attachments
from qcdesk.store.database import Store
from qcdesk.views import PersonView

NOBODY = PersonView("", "", "", ())


@dataclass(frozen=True)
class Desk:
    store: Store
    catalogue: Catalogue
    home: Path
    attachments: Attachments
    clock: Clock = field(default_factory=Clock)
    person: PersonView = NOBODY
    pc: str = field(default_factory=platform.node)

    def seating(self, person: PersonView) -> Desk:
        """The same desk with another person at it."""
        return replace(self, person=person)

    def at(self, clock: Clock) -> Desk:
        return replace(self, clock=clock)

    def require_person(self) -> PersonView:
        if not self.person.login:
            raise Refused("请先登录")
        return self.person

    def close(self) -> None:
        self.store.close()
