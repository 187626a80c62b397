"""The frozen program, and the proof that it stands alone."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import frozen_parts
import tasks_ratchet
import tasks_setup
import tasks_system
from workspace import BUILD, DIST, LINUX, OUT, WINDOWS, Stop, need, say, tool

PROGRAM = DIST / "qcdesk" / ("qcdesk.exe" if WINDOWS else "qcdesk")
# Whatever else the frozen program prints is a fault: a missing plugin, a font warning, a traceback.
EXPECTED = re.compile(r"\s*$|自检|self-test")
LONGEST = 300  # seconds


def freeze(_: list[str]) -> int:
    """Build dist/qcdesk, then start it with an empty environment."""
    tasks_setup.prepare(tasks_setup.DEVELOPMENT, tasks_system.FREEZE)
    shutil.rmtree(DIST / "qcdesk", ignore_errors=True)
    # Never PyInstaller's own default: its work folder would be ./build, where these scripts live.
    places = ["--workpath", str(DIST / "work"), "--distpath", str(DIST)]
    command = [tool("python"), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places]
    need([*command, str(BUILD / "qcdesk.spec")], "PyInstaller failed")
    strip_python(PROGRAM.parent)
    faults = [*missing_parts(PROGRAM.parent), *tasks_ratchet.weigh(megabytes(PROGRAM.parent))]
    for sentence in faults:
        say(sentence)
    return self_test(PROGRAM, OUT / "self-test.json") or int(bool(faults))


def strip_python(folder: Path) -> None:
    """Off with the debugging symbols of a Python built by hand; wheels' libraries are patched and may not bear it."""
    if LINUX:
        found = [*folder.glob("_internal/libpython*"), *folder.glob("_internal/python3.*/lib-dynload/*.so")]
        subprocess.run(["strip", "--strip-unneeded", *found], check=True)


def missing_parts(folder: Path) -> list[str]:
    """A sentence for each promised file that the frozen program lacks."""
    names = frozen_parts.absent(folder / "_internal", sys.platform)
    return [f"the frozen program lacks {name}" for name in names]


def megabytes(folder: Path) -> float:
    """Of the files; a link weighs nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def self_test(program: Path, report: Path) -> int:
    """0 when the program passes its own test, writes its report and prints no line that is not expected."""
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    command = [str(program), "--self-test", str(report)]
    say("env -i " + " ".join(command))
    began = time.monotonic()
    try:
        done = subprocess.run(command, env=bare(), capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        raise Stop(f"the frozen program did not end within {LONGEST} s") from None
    lines = (done.stdout + b"\n" + done.stderr).decode(errors="replace").splitlines()
    strange = [line for line in lines if not EXPECTED.match(line)]
    for line in strange:
        say(f"unexpected: {line}")
    if done.returncode:
        say(f"the self-test ended with {done.returncode}")
    if not readable(report):
        say(f"no report in {report}")
    passed = not done.returncode and not strange and readable(report)
    say(f"frozen program: {'passed' if passed else 'FAILED'} its self-test ({time.monotonic() - began:.1f} s)")
    return 0 if passed else 1


def bare() -> dict[str, str]:
    """As little as a program can be given: no HOME, no PATH, no screen."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if WINDOWS and name in os.environ}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}  # Qt complains of a plain C locale


def readable(report: Path) -> bool:
    """The report is JSON."""
    try:
        json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True
