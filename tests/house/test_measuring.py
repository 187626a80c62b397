"""Coverage looks on where the same work runs the first time."""

import os
import sys

import measuring
import pytest


def test_second_engine_is_not_watched(request: pytest.FixtureRequest, database_url: str) -> None:
    assert measuring.measured_elsewhere(request.node) == database_url.startswith("postgresql")


@pytest.mark.unmeasured
def test_what_is_marked_is_not_watched() -> None:
    assert sys.gettrace() is None
    assert measuring.FOR_PROGRAMS not in os.environ


def test_who_watched_goes_on_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(measuring.FOR_PROGRAMS, "told")
    watcher = sys.gettrace()
    with measuring.unmeasured():
        assert (sys.gettrace(), os.environ.get(measuring.FOR_PROGRAMS)) == (None, None)
    assert (sys.gettrace(), os.environ[measuring.FOR_PROGRAMS]) == (watcher, "told")
