"""What can be found wrong without running anything: style, types, import contracts."""

import time

import tasks_setup
from workspace import ROOT, run, say, tool


def check(_: list[str]) -> int:
    """Every checker runs, so that one run names everything."""
    tasks_setup.prepare(tasks_setup.DEVELOPMENT)
    return verdict()


def verdict() -> int:
    """0 when every checker is content."""
    checkers = {
        "ruff": [tool("ruff"), "check", "."],
        "mypy": [tool("mypy")],
        "import contracts": [tool("lint-imports"), "--no-logo"],
    }
    (ROOT / "out").mkdir(exist_ok=True)
    failed = []
    for name, command in checkers.items():
        began = time.monotonic()
        if run(command) != 0:
            failed.append(name)
        say(f"{name}: {'wrong' if name in failed else 'fine'} ({time.monotonic() - began:.1f} s)")
    if failed:
        say("check failed: " + ", ".join(failed))
    return 1 if failed else 0
