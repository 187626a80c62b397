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
    # and to print
    "libcups2",
)
TESTS = (
    *("git", "postgresql", "xvfb", "xauth", "xdotool", "xclip", "poppler-utils", "fonts-dejavu-core"),
    *("cups", "cups-client", "printer-driver-cups-pdf"),
)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
# Debian's Python is linked without the library that goes into the frozen program.
FREEZE = ("binutils", *([f"libpython{VERSION}"] if sys.base_prefix == "/usr" else []))


def provide(packages: Sequence[str]) -> None:
    """Install what is missing, or say the one command that would: what lacks may yet be there by another name."""
    if not (LINUX and shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    missing = lacking(packages)
    if missing and not installed(missing):
        sudo, words = "sudo " if shutil.which("sudo") else "", " ".join(missing)
        say("缺少系统软件包，这里无权或无法安装。请由管理员（root）执行下面一行，然后重来：")
        say("System packages are missing and cannot be installed from here. Run this line as root and try again:")
        print(f"{sudo}apt-get update; {sudo}apt-get install -y --no-install-recommends {words}", file=sys.stderr)


def installed(packages: Sequence[str]) -> bool:
    """Whether they could be installed just now."""
    prefix = root_prefix()
    return prefix is not None and apt_install(prefix, packages)


def venv_packages() -> list[str]:
    """What makes `python -m venv` work: Debian splits it off."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python{VERSION}-venv"]


def need_venv() -> None:
    """Stop where there is still no venv."""
    importlib.invalidate_caches()
    if package := venv_packages():
        raise Stop(f"此 Python 无法建立虚拟环境 / this Python cannot make a virtual environment: {package[0]}")


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
