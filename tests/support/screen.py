"""A private X display, so that tests neither need a screen nor disturb one."""

import os
import shutil
import subprocess
from collections.abc import MutableMapping

SIZE = "1920x1200x24"


class PrivateDisplay:
    """One Xvfb; it picks its own number, so that workers never meet."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        try:
            self._server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-dpi", "96"],
                pass_fds=[writing],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl+C in the terminal ends the tests first.
                start_new_session=True,
            )
        finally:
            os.close(writing)
        with os.fdopen(reading) as answers:
            self.name = ":" + answers.readline().strip()
        if self.name == ":":
            raise RuntimeError("Xvfb did not start")

    def close(self) -> None:
        """Windows still open on it lose their server."""
        self._server.terminate()
        self._server.wait(timeout=10)


def choose(environment: MutableMapping[str, str]) -> PrivateDisplay | None:
    """Sets Qt's platform: the caller's own wish, else xcb on a private display, else offscreen."""
    if environment.get("QT_QPA_PLATFORM"):
        return None
    environment.pop("WAYLAND_DISPLAY", None)
    if not shutil.which("Xvfb"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
        return None
    display = PrivateDisplay()
    environment.update(DISPLAY=display.name, QT_QPA_PLATFORM="xcb")
    return display
