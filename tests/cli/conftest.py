"""A terminal for the tests of the command line: in this process, or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import factory
import pytest
from terminal import Answer, Terminal

from qcdesk.desk import Desk
from qcdesk.services.basics import opening
from ui.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def in_process(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)

    def ask(words: list[str], **_: object) -> Answer:
        capfd.readouterr()
        try:
            status = main(words)
        except SystemExit as end:
            status = int(end.code or 0)
        said = capfd.readouterr()
        return Answer(status, said.out, said.err)

    return ask


@pytest.fixture
def own_process(tmp_path: Path) -> Callable[..., Answer]:
    def ask(words: list[str], *, give: bytes = b"", env: Mapping[str, str | None] | None = None, **more: Any) -> Answer:
        changed = {"QCDESK_PIN": factory.PIN, "PYTHONPATH": str(ROOT), **(env or {})}
        around = {name: value for name, value in {**os.environ, **changed}.items() if value is not None}
        command = [sys.executable, "-m", "ui.cli.main", *words]
        done = subprocess.run(command, input=give, capture_output=True, env=around, cwd=tmp_path, check=False, **more)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return ask


@pytest.fixture
def terminal(tmp_path: Path, desk_template: Path, in_process: Callable[..., Answer]) -> Terminal:
    """At a desk with its people, on SQLite."""
    factory.copy_of(desk_template, tmp_path / "home").close()
    return Terminal(tmp_path / "home", in_process)


@pytest.fixture
def both(
    database_url: str, tmp_path: Path, in_process: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch,
    desk_template: Path,
) -> Terminal:  # fmt: skip
    """At a desk with its people, on each engine in turn."""
    home = tmp_path / "home"
    factory.copy_of(desk_template, home, database_url).close()
    if factory.server_of(database_url):
        monkeypatch.setenv("QCDESK_DATABASE", database_url)
    return Terminal(home, in_process)


@pytest.fixture
def desk(both: Terminal) -> Iterator[Desk]:
    """Of the office that the terminal works in."""
    made = opening.open_desk(both.home, factory.shelf().kinds, os.environ.get("QCDESK_DATABASE"))
    yield made
    made.close()


@pytest.fixture
def values(tmp_path: Path) -> Callable[..., Path]:
    """Writes an F.json; gives its path."""

    def write(**given: object) -> Path:
        path = tmp_path / "F.json"
        path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        return path

    return write
