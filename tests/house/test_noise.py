"""The guards of tests/conftest.py guard."""

import logging

import logs
import pytest


def record(level: int, message: str) -> logging.LogRecord:
    return logging.LogRecord("desk", level, "desk.py", 1, message, None, None)


def test_only_loud_records_count() -> None:
    assert logs.unexpected([record(logging.INFO, "opened"), record(logging.DEBUG, "detail")], []) == []


def test_announced_record_is_let_through_and_others_are_not() -> None:
    records = [record(logging.WARNING, "disk nearly full: 3 MB"), record(logging.ERROR, "lost")]
    assert logs.unexpected(records, [r"nearly full"]) == ["ERROR desk: lost"]


@pytest.mark.expects_log("announced")
def test_marked_test_may_log() -> None:
    logging.getLogger("desk").warning("announced")
