"""Coverage looks on where the same work runs the first time."""

import importlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def watched() -> bool:
    return sys.gettrace() is not None


@contextmanager
def watching() -> Iterator[None]:
    """Somebody looks on, whether coverage does or not."""
    before = sys.gettrace()
    sys.settrace(before or (lambda *_: None))
    try:
        yield
    finally:
        sys.settrace(before)


def test_a_library_is_watched_in_its_first_calls_alone() -> None:
    work = measuring.hurried(watched, first=2)
    with watching():
        assert [work(), work(), work()] == [True, True, False]
        assert watched()


def test_a_library_that_fails_leaves_the_watcher_where_it_was() -> None:
    with watching():
        with pytest.raises(ValueError, match="not a number"):
            measuring.hurried(lambda: int("not a number"), first=0)()
        assert watched()


def test_every_library_has_the_work_that_is_hurried() -> None:
    for module, works in measuring.LIBRARIES.items():
        for work in works:
            name, _, method = work.partition(".")
            assert callable(getattr(getattr(importlib.import_module(module), name), method))


def test_what_many_tests_prepare_is_watched_for_the_first_of_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(measuring, "SEEN", Counter())

    def times() -> list[bool]:
        found = []
        for _ in range(measuring.ENOUGH + 1):
            with measuring.preparing("受理", {"customer": "青榆"}):
                found.append(watched())
        return found

    first, never = [True] * measuring.ENOUGH + [False], [False] * (measuring.ENOUGH + 1)
    with watching():
        measuring.open_file(tmp_path / "test_one.py")
        with measuring.unmeasured():
            assert times() == never
        assert times() == first
        measuring.open_file(tmp_path / "test_one.py")
        assert times() == never
        measuring.open_file(tmp_path / "test_other.py")
        assert times() == first
        assert watched()
