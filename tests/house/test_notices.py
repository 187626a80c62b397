"""Every library that a copy of QCDesk carries along is named with its licence."""

import re

import sources

BUILD_ONLY = {"editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}


def test_every_locked_library_stands_in_the_notice() -> None:
    notice = plain((sources.ROOT / "NOTICE").read_text(encoding="utf-8"))
    locked = re.findall(r"^([\w.-]+)==", (sources.ROOT / "build/requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert [name for name in locked if name not in BUILD_ONLY and plain(name) not in notice] == []


def test_development_lock_agrees_with_the_runtime_lock() -> None:
    pattern = re.compile(r"^([\w.-]+==\S+)", re.MULTILINE)
    runtime, development = (
        set(pattern.findall((sources.ROOT / "build" / name).read_text("utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime - development == set()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
