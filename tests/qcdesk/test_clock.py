"""UTC in the store, the office's time on paper."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from qcdesk.clock import Clock

NOON = datetime(2026, 11, 21, 9, 30, 0, 123_456, tzinfo=UTC)


def test_stamps_are_utc_and_sort_as_text() -> None:
    assert Clock(NOON).stamp() == "2026-11-21T09:30:00.123Z"
    assert Clock(NOON.astimezone(timezone(timedelta(hours=8)))).stamp() == "2026-11-21T09:30:00.123Z"


def test_today_is_the_office_s_own() -> None:
    late = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    assert (Clock(late).today(), Clock(late, UTC).today()) == (date(2026, 11, 22), date(2026, 11, 21))


def test_stamp_is_read_in_the_office_s_time_whatever_zone_the_pc_is_set_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert Clock().local("2026-11-21T09:30:00.123Z") == "2026-11-21 17:30"
        assert Clock(zone=UTC).local("2026-11-21T09:30:00.123Z", seconds=True) == "2026-11-21 09:30:00"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("damaged", ["2026-11-x1T09:30:00.123Z", "", "0001-01-01T00:00:00.000+23:00"])
def test_damaged_stamp_is_shown_as_it_stands(damaged: str) -> None:
    assert Clock().local(damaged) == damaged
