"""The checkout's places, and running other programs in it."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
OUT = ROOT / "out"
DIST = ROOT / "dist"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
NOT_OURS = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")


class Stop(SystemExit):
    """A task cannot go on; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(1)
        say(sentence)


def say(sentence: str) -> None:
    """One line on the terminal, told apart from the programs' own output."""
    print(f"==> {sentence}", file=sys.stderr)


def tool(name: str) -> str:
    """The path of a command inside .venv."""
    return str(VENV / ("Scripts" if WINDOWS else "bin") / (name + (".exe" if WINDOWS else "")))


def run(command: Sequence[str], extra: Mapping[str, str] | None = None) -> int:
    """Run in the checkout, shown first; its exit status."""
    say(shlex.join(command))
    return subprocess.run(command, cwd=ROOT, env=environment(extra), check=False).returncode


def need(command: Sequence[str], sentence: str) -> None:
    """Run; stop with the sentence if it fails."""
    if run(command) != 0:
        raise Stop(sentence)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Ours for child programs: UTF-8 everywhere, no stray PYTHONPATH, and what was compiled is kept for the next."""
    kept = {name: text for name, text in os.environ.items() if name not in NOT_OURS}
    return {**kept, "PYTHONUTF8": "1", **(extra or {})}
