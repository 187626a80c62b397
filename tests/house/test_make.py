"""The front of all tasks."""

import subprocess
import sys
from pathlib import Path

import pytest
import scripts
import sources

make = scripts.load("build", "make")
setup = scripts.load("build", "tasks_setup")
workspace = scripts.load("build", "workspace")


def test_help_names_every_command_on_one_screen() -> None:
    done = subprocess.run(
        [sys.executable, sources.ROOT / "build/make.py", "--help"], capture_output=True, text=True, check=True
    )
    assert all(f"  {name} " in done.stdout for name in make.TASKS)
    assert len(done.stdout.splitlines()) <= 24
    assert max(len(line) for line in done.stdout.splitlines()) <= 100


def test_every_command_has_its_function() -> None:
    for name, (module, _, _) in make.TASKS.items():
        assert callable(getattr(scripts.load("build", module), name))


def test_setup_twice_installs_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "venv").mkdir()
    commands: list[list[str]] = []
    monkeypatch.setattr(setup, "STAMP", tmp_path / "venv" / "stamp.json")
    monkeypatch.setattr(setup, "need", lambda command, _: commands.append(command))
    monkeypatch.setattr(setup, "make_venv", lambda: None)
    monkeypatch.setattr(setup, "need_qt", lambda: None)
    monkeypatch.setattr(setup.tasks_system, "provide", lambda *_: None)
    setup.prepare(setup.DEVELOPMENT)
    assert len(commands) == 2
    setup.prepare(setup.DEVELOPMENT)
    setup.prepare(setup.RUNTIME)
    assert len(commands) == 2


def test_run_without_a_screen_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = scripts.load("build", "tasks_run")
    monkeypatch.setattr(tasks, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not tasks.screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert tasks.screen()


def test_what_child_programs_compile_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of them are started by the tests."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in workspace.environment({"PYTHONUTF8": "1"})
