"""Sheets drafted from a sample, looked at and filled in further."""

from __future__ import annotations

import factory

from qcdesk.desk import Desk
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying
from qcdesk.views import RecordView


def drafted(desk: Desk, sample: str, by: str, **changes: object) -> int:
    form = sample.partition("-")[0]
    return factory.draft(desk, form, {**factory.sample(sample), **changes}, by=by)


def rework(desk: Desk, **changes: object) -> int:
    """The merchandiser's record of reflectors put on anew."""
    return drafted(desk, "rework_record-reflector", "merch", **changes)


def now(desk: Desk, record: int) -> RecordView:
    return records.get(desk, record)


def signed(desk: Desk, record: int) -> set[str]:
    """The boxes of the sheet that hold a signature."""
    return {item.slot for item in now(desk, record).signatures}


def approved(desk: Desk, record: int) -> RecordView:
    """The sheet at the end of its way: it has its number, what signed it is sound, and nothing is found amiss."""
    view = now(desk, record)
    assert (view.state, (view.number or "").startswith(f"{view.kind.prefix}-")) == ("approved", True)
    assert all(item.sound for item in view.signatures)
    assert verifying.verify(desk) == []
    return view


def graded(desk: Desk, *departments: str) -> int:
    """An anomaly that waits for the causes of these departments."""
    values = factory.anomaly(duty_dept=list(departments), cause=None, cause_class=None)
    return factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade")


def put(desk: Desk, record: int, by: str, **values: object) -> None:
    records.save(factory.seat(desk, by), record, now(desk, record).version, values)
