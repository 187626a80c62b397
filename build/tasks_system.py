"""System packages on Debian and its relatives; elsewhere the user's own affair."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from workspace import LINUX, Stop, environment, say

QT = (
    # what Qt loads without a screen
    *("libegl1", "libgl1", "libfontconfig1", "libxkbcommon0", "libdbus-1-3", "libglib2.0-0", "libx11-6"),
    # and with an X display
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-randr0", "libxcb-image0"),
    *("libxcb-render-util0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1"),
)
TESTS = (
    *("git", "postgresql", "xvfb", "xauth", "xdotool", "xclip", "poppler-utils", "fonts-dejavu-core"),
    *("cups", "cups-client", "printer-driver-cups-pdf"),
)
FREEZE = ("binutils",)


def provide(packages: Sequence[str], purpose: str) -> None:
    """Install what is missing, or say the command that would."""
    if not (LINUX and shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    missing = lacking(packages)
    if not missing:
        return
    prefix = root_prefix()
    if prefix is None or not apt_install(prefix, missing):
        command = f"sudo apt-get install --no-install-recommends {' '.join(missing)}"
        say(f"缺少系统软件包（{purpose}），此处无权安装，请执行：{command}")
        say(f"System packages are missing ({purpose}) and cannot be installed from here; please run: {command}")


def provide_venv() -> None:
    """Make sure `python -m venv` works: Debian splits it off."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    provide([package], "Python venv")
    importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise Stop(f"此 Python 无法建立虚拟环境 / this Python cannot make a virtual environment: {package}")


def lacking(packages: Sequence[str]) -> list[str]:
    """Those not installed, neither so named nor as 64-bit time renamed some libraries (libglib2.0-0t64)."""
    names = [name + ending for name in packages for ending in ("", "t64")]
    command = ["dpkg-query", "-W", "-f=${Package} ${Status}\n", *names]
    told = subprocess.run(command, capture_output=True, check=False).stdout.decode().splitlines()
    there = {line.split()[0].removesuffix("t64") for line in told if line.endswith(" install ok installed")}
    return [name for name in packages if name not in there]


def root_prefix() -> list[str] | None:
    """The words before a root command: none for root, sudo where it asks nothing, None where neither."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_install(prefix: Sequence[str], packages: Sequence[str]) -> bool:
    """Fetch lists, then install; apt's chatter is shown only when it fails."""
    say(f"apt-get install {' '.join(packages)}")
    front = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    for arguments in (["update"], ["install", "--no-install-recommends", *packages]):
        done = subprocess.run([*front, *arguments], capture_output=True, env=environment(), check=False)
        failed = done.returncode != 0
        if failed:
            print((done.stdout + done.stderr).decode(errors="replace")[-4000:], file=sys.stderr)
        if failed and arguments[0] == "install":
            return False
    return True
