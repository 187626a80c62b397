"""System packages: fetched where that is allowed, named in one line to copy where it is not."""

from pathlib import Path

import pytest
import scripts

system = scripts.load("build", "tasks_system")
setup = scripts.load("build", "tasks_setup")


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Debian on which libegl1 alone is installed, and no sudo."""
    monkeypatch.setattr(system, "LINUX", True)
    monkeypatch.setattr(system.shutil, "which", lambda name: None if name == "sudo" else name)
    monkeypatch.setattr(system, "lacking", lambda packages: [name for name in packages if name != "libegl1"])
    return monkeypatch


def test_without_root_all_missing_packages_stand_in_one_line(
    debian: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    debian.setattr(system, "root_prefix", lambda: None)
    system.provide(["libegl1", "postgresql", "xvfb"])
    said = capsys.readouterr().err.splitlines()
    assert "缺少系统软件包" in said[0]
    assert "System packages are missing" in said[1]
    assert said[2:] == ["apt-get update; apt-get install -y --no-install-recommends postgresql xvfb"]


def test_root_installs_and_says_nothing_of_missing_packages(
    debian: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    debian.setattr(system, "root_prefix", list)
    debian.setattr(system, "apt_install", lambda _, packages: asked.append(packages) or True)
    system.provide(["libegl1", "postgresql"])
    assert asked == [["postgresql"]]
    assert not capsys.readouterr().err


@pytest.mark.skipif(not system.LINUX, reason="the broken Python is a shell script")
def test_qt_that_cannot_load_stops_with_the_missing_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "python"
    words = "Traceback\\nImportError: libEGL.so.1: cannot open shared object file"
    broken.write_text(f'#!/bin/sh\nprintf "{words}\\n" >&2\nexit 1\n')
    broken.chmod(0o755)
    monkeypatch.setattr(setup, "tool", lambda _: str(broken))
    with pytest.raises(SystemExit):
        setup.need_qt()
    assert "ImportError: libEGL.so.1" in capsys.readouterr().err
