"""Tests keep their files in memory where there is enough of it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import scratch


@pytest.fixture(autouse=True)
def own_place() -> Iterator[None]:
    """What this run has chosen is chosen again."""
    chosen = tempfile.tempdir
    yield
    tempfile.tempdir = chosen


def test_memory_is_taken_where_there_is_enough(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    scratch.choose(environment, tmp_path, 0)
    assert environment == {"TMPDIR": str(tmp_path)}


def test_the_disk_is_kept_where_memory_is_scarce_or_missing(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    scratch.choose(environment, tmp_path, 2**62)
    scratch.choose(environment, tmp_path / "不在", 0)
    assert environment == {}


@pytest.mark.parametrize("name", scratch.NAMES)
def test_whoever_chose_a_place_keeps_it(tmp_path: Path, name: str) -> None:
    environment = {name: "自己选的"}
    scratch.choose(environment, tmp_path, 0)
    assert environment == {name: "自己选的"}
