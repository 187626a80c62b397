"""Sheets drafted from a sample, looked at and filled in further."""

from __future__ import annotations

import factory

from qcdesk.desk import Desk
from qcdesk.services.sheets import records
from qcdesk.views import RecordView


def drafted(desk: Desk, sample: str, by: str, **changes: object) -> int:
    form = sample.partition("-")[0]
    return factory.draft(desk, form, {**factory.sample(sample), **changes}, by=by)


def now(desk: Desk, record: int) -> RecordView:
    return records.get(desk, record)


def put(desk: Desk, record: int, by: str, **values: object) -> None:
    records.save(factory.seat(desk, by), record, now(desk, record).version, values)
