"""Where coverage looks on: it trebles the time of what it watches, and the same work need be watched only once."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

MARK = "unmeasured"
SECOND_ENGINE = "postgresql"
# What differs between the engines lies there.
MEASURED_ON_BOTH = Path(__file__).resolve().parents[1] / "qcdesk" / "store"
FOR_PROGRAMS = "COVERAGE_PROCESS_CONFIG"
LIBRARIES = {
    "peewee": ("Database.execute", "CursorWrapper.fill_cache"),
    "openpyxl.worksheet.worksheet": ("Worksheet.merge_cells",),
    "openpyxl.workbook.workbook": ("Workbook.save",),
    "openpyxl.reader.excel": ("ExcelReader.read",),
    "reportlab.pdfgen.canvas": ("Canvas.__init__", "Canvas.showPage", "Canvas.save"),
    "pypinyin.core": ("Pinyin.pinyin",),
}
"""Where libraries work long and nothing of ours is called, but how a column is read, in these first calls of each."""
FIRST = 100
ENOUGH = 2
SEEN: Counter[object] = Counter()
"""What tests of this file have prepared while watched, and how often."""


@contextmanager
def unmeasured() -> Iterator[None]:
    """Neither this thread nor a program it starts is watched until the block ends."""
    watcher, told = sys.gettrace(), os.environ.pop(FOR_PROGRAMS, None)
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(watcher)
        if told is not None:
            os.environ[FOR_PROGRAMS] = told


def hurry_libraries() -> None:
    """Libraries run at their natural speed from now on in this process."""
    for module, works in LIBRARIES.items():
        for work in works:
            name, _, method = work.partition(".")
            owner = getattr(importlib.import_module(module), name)
            setattr(owner, method, hurried(getattr(owner, method)))


def hurried(work: Callable[..., Any], first: int = FIRST) -> Callable[..., Any]:
    """Not watched after its first calls, though those who call it are."""
    calls = 0

    @functools.wraps(work)
    def run(*given: Any, **named: Any) -> Any:
        nonlocal calls
        watcher = sys.gettrace()
        calls += 1
        if watcher is None or calls <= first:
            return work(*given, **named)
        sys.settrace(None)
        try:
            return work(*given, **named)
        finally:
            sys.settrace(watcher)
            _called()

    return run


def _called() -> None:
    """The watcher is in force again from the next call on: this one, so that nothing of the caller is missed."""


def open_file(path: Path) -> None:
    """Tests of another file than before have seen nothing yet, so that their order changes nothing."""
    if path not in SEEN:
        SEEN.clear()
        SEEN[path] = 1


def preparing(*what: object) -> AbstractContextManager[None]:
    """The block does the same for many tests of a file, and is watched for the first ENOUGH of them alone."""
    if sys.gettrace() is None:
        return nullcontext()
    SEEN[repr(what)] += 1
    return unmeasured() if SEEN[repr(what)] > ENOUGH else nullcontext()


def measured_elsewhere(item: pytest.Item) -> bool:
    """Marked, or the second run of a test that has its first on SQLite."""
    if item.get_closest_marker(MARK):
        return True
    return on_second_engine(item) and MEASURED_ON_BOTH not in item.path.parents


def on_second_engine(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and SECOND_ENGINE in call.params.values()
