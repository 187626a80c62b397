"""The whole proof: checkers, tests on both databases and a private screen, the coverage ratchet."""

import os
import shutil
import subprocess
from pathlib import Path

import tasks_check
import tasks_ratchet
import tasks_setup
import tasks_system
from workspace import OUT, ROOT, environment, run, say, tool

COVERAGE = OUT / "coverage"
WATCHED = "QCDESK_WATCHED"
MOST_WORKERS = 8
"""Each has a server and a screen of its own, and a gigabyte at its height."""


def test(arguments: list[str]) -> int:
    """With arguments only pytest runs, and takes them."""
    tasks_setup.prepare(tasks_setup.DEVELOPMENT, tasks_system.TESTS)
    if arguments:
        return run([tool("python"), "-m", "pytest", *arguments])
    checked = tasks_check.verdict()
    tested = tests_with_coverage()
    if checked or tested:
        say("test: " + " and ".join(["checkers failed"] * bool(checked) + ["tests failed"] * bool(tested)))
        return 1
    return 0


def tests_with_coverage() -> int:
    """The ratchet speaks only of a run in which every test passed."""
    shutil.rmtree(COVERAGE, ignore_errors=True)
    seen, report = COVERAGE / "seen", COVERAGE / "coverage.json"
    seen.mkdir(parents=True)
    # A worker that dies is not replaced: the run would wait for ever for the tests it had in hand.
    options = ["-n", str(workers()), "--max-worker-restart=0", "--durations=10"]
    status = run([tool("python"), "-m", "pytest", *options], {WATCHED: str(seen)})
    return status or merged(seen, report) or tasks_ratchet.judge(report)


def merged(seen: Path, report: Path) -> int:
    """What each process of the tests has reached, as one report (tests/support/watching.py). Its table of every file
    would be the greater part of the log, and lies beside it."""
    parts, table = sorted(map(str, seen.glob("*.json"))), report.with_suffix(".txt")
    say(f"coverage of {len(parts)} processes, file by file: {table}")
    command = [tool("python"), "-m", "slipcover", "--json", "--out", str(report), "--merge", *parts]
    with table.open("wb") as out:
        return subprocess.run(command, cwd=ROOT, env=environment(), stdout=out, check=False).returncode


def workers() -> int:
    """One more than there are cores: some tests wait for a program, a clock or the server."""
    return min((os.cpu_count() or 1) + 1, MOST_WORKERS)
