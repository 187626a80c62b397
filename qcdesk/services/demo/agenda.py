"""What the sample factory does, moment by moment, and the people who do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import resources
from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.sheets import attaching, records
from qcdesk.views import PersonView
from qcdesk.workflow import DRAFT


@dataclass(frozen=True, order=True)
class Task:
    """One act at its moment, `do` given the desk as it stood then: all together they make one orderly trail."""

    at: datetime
    place: int
    step: int
    do: Callable[[Desk], None] = field(compare=False)


@dataclass(frozen=True)
class Staff:
    """Who has which role; a login of the sample is a role's code."""

    by_role: Mapping[str, PersonView]

    def seat(self, desk: Desk, role: str) -> Desk:
        return desk.seating(self.by_role[role])

    def fill_in(self, desk: Desk, record: int, by: str, values: Mapping[str, Any]) -> None:
        """Each value by the role it belongs to, as on paper: by `by` wherever that role may."""
        for role, told in self._by_filler(desk, record, by, values).items() if values else ():
            seat = self.seat(desk, role)
            records.save(seat, record, records.row_of(desk, record).version, with_photos(seat, told))

    def _by_filler(self, desk: Desk, record: int, by: str, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        row = records.row_of(desk, record)
        kind = records.kind_of(desk, row)
        found: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            block = kind.block_of(name)
            may = row.state == DRAFT or by in (block.role, *block.also)
            found.setdefault(by if may else block.role, {})[name] = value
        return found


def staff(desk: Desk) -> Staff:
    return Staff({role: person for person in people.listed(desk) for role in person.roles})


def with_photos(desk: Desk, values: dict[str, Any]) -> dict[str, object]:
    """Pictures are named as they lie in resources/sample."""
    return attaching.with_files_stored(desk, values, Path(resources.path("sample")))
