"""Where there is no screen the program says so before Qt is loaded."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from qcdesk.errors import Unavailable
from ui import screen

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a screen")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "这里没有屏幕"),
        ({"QT_QPA_PLATFORM": "xcb"}, "这里没有屏幕"),
        ({"DISPLAY": ":4321"}, "屏幕“:4321”连不上"),
        ({"DISPLAY": "localhost:4321.0"}, "屏幕“localhost:4321.0”连不上"),
        ({"DISPLAY": "one"}, "屏幕“one”连不上"),
        ({"DISPLAY": "localhost:99999"}, "屏幕“localhost:99999”连不上"),
        ({"WAYLAND_DISPLAY": "wayland-77", "XDG_RUNTIME_DIR": "/nowhere"}, "屏幕“wayland-77”连不上"),
    ],
)
def test_a_screen_that_is_not_there_is_told(environment: Mapping[str, str], said: str) -> None:
    with pytest.raises(Unavailable) as told:
        screen.demand(environment)
    assert told.value.sentence.startswith(said)


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "linuxfb", "xcb;offscreen"])
def test_who_draws_elsewhere_needs_no_screen(platform: str) -> None:
    screen.demand({"QT_QPA_PLATFORM": platform})


def test_a_screen_that_answers_is_enough(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-1"))
        server.listen()
        screen.demand({"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": str(tmp_path)})


def test_the_display_of_these_tests_is_found() -> None:
    if not os.environ.get("DISPLAY"):
        pytest.skip("no display here")
    screen.demand({"DISPLAY": os.environ["DISPLAY"]})


def test_the_program_says_one_sentence_and_leaves_no_report(tmp_path: Path) -> None:
    around = {name: value for name, value in os.environ.items()
              if name not in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")}  # fmt: skip
    command = [sys.executable, "-m", "ui.cli.main", "--home", str(tmp_path / "home")]
    done = subprocess.run(command, capture_output=True, text=True, env=around, cwd=ROOT, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("这里没有屏幕")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "home").exists()
