"""Is there a screen? Asked before Qt is loaded: Qt ends the program in English where there is none."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from qcdesk.errors import Unavailable

PATIENCE = 3
"""Seconds for a display on another PC; one that is slower is left to Qt."""

PLATFORMS = ("", "xcb", "wayland", "wayland-egl")
"""Those that want a display, and no wish at all; any other draws somewhere else."""

DISPLAY = re.compile(r"(?:(?P<protocol>\w+)/)?(?P<host>.*):(?P<number>\d+)(?:\.\d+)?")
FIRST_PORT = 6000
WAY_OUT = "请在桌面上启动；没有桌面时可以用命令行，用法见 qcdesk --help"


def demand(environment: Mapping[str, str]) -> None:
    """Raises Unavailable where a window could not be shown; only Linux can be without a screen."""
    if not sys.platform.startswith("linux"):
        return
    wishes = [word.partition(":")[0] for word in environment.get("QT_QPA_PLATFORM", "").split(";")]
    if any(word not in PLATFORMS for word in wishes):
        return
    display = environment.get("DISPLAY", "")
    wayland = environment.get("WAYLAND_DISPLAY", "")
    if environment.get("WAYLAND_SOCKET"):
        return
    if not display and not wayland:
        raise Unavailable(f"这里没有屏幕（DISPLAY 和 WAYLAND_DISPLAY 都没有设），窗口打不开，{WAY_OUT}")
    if wayland and _answers(str(Path(environment.get("XDG_RUNTIME_DIR", "")) / wayland)):
        return
    if not _opens(display):
        raise Unavailable(f"屏幕“{display or wayland}”连不上，窗口打不开，{WAY_OUT}")


def _opens(display: str) -> bool:
    """As X clients look for it: the socket of this PC first, then the network."""
    if display.startswith(("/", "unix:/")):
        return True
    found = DISPLAY.fullmatch(display)
    if found is None:
        return False
    number, host = int(found["number"]), found["host"]
    if host in ("", "unix"):
        place = f"/tmp/.X11-unix/X{number}"
        return _answers(f"\0{place}") or _answers(place) or _listens("localhost", number)
    return _listens(host, number)


def _answers(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(place)
        except OSError:
            return False
    return True


def _listens(host: str, number: int) -> bool:
    try:
        socket.create_connection((host, FIRST_PORT + number), PATIENCE).close()
    except TimeoutError:
        return True
    except (OSError, OverflowError):
        return False
    return True
