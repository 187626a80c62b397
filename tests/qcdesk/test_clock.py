"""UTC in the store, local time on paper."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from qcdesk.clock import Clock, local

NOON = datetime(2026, 11, 21, 9, 30, 0, 123_456, tzinfo=UTC)


def test_stamps_are_utc_and_sort_as_text() -> None:
    assert Clock(NOON).stamp() == "2026-11-21T09:30:00.123Z"
    assert Clock(NOON.astimezone(timezone(timedelta(hours=8)))).stamp() == "2026-11-21T09:30:00.123Z"


def test_today_is_the_office_s_own() -> None:
    assert Clock(NOON).today() == NOON.astimezone().date()
    assert isinstance(Clock().today(), date)


def test_stamp_is_read_in_local_time() -> None:
    assert local("2026-11-21T09:30:00.123Z") == NOON.astimezone().strftime("%Y-%m-%d %H:%M")
    assert local("2026-11-21T09:30:00.123Z", seconds=True).endswith(":00")


@pytest.mark.parametrize("damaged", ["2026-11-x1T09:30:00.123Z", "", "0001-01-01T00:00:00.000+23:00"])
def test_damaged_stamp_is_shown_as_it_stands(damaged: str) -> None:
    assert local(damaged) == damaged
