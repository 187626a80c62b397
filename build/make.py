#!/usr/bin/env python3
"""One front for everything done with this checkout; needs only Python 3.11 or newer."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this very check is why the file parses on older Pythons
    sys.exit(
        "需要 Python 3.11 或更新版本，当前为 {0}.{1}。 / Python 3.11 or newer is needed, this is {0}.{1}.".format(
            *sys.version_info
        )
    )

import argparse
import importlib
from collections.abc import Sequence

# command -> (module with a function of that name, what it does, whether arguments after it are passed on)
TASKS = {
    "setup": ("tasks_setup", "make .venv with the locked dependencies and the system libraries Qt needs", False),
    "run": ("tasks_run", "open QCDesk on the sample factory (without a screen: do the main job into out/)", True),
    "test": ("tasks_test", "linters, types, contracts, tests, coverage ('-- ARGS': only pytest, with ARGS)", True),
    "check": ("tasks_check", "linters, types and import contracts only", False),
    "bench": ("tasks_run", "time QCDesk against bare libraries and print one table of ratios", True),
    "fonts": ("tasks_run", "rebuild the bundled font subsets in resources/fonts", True),
    "freeze": ("tasks_freeze", "build dist/qcdesk with PyInstaller and let it test itself", False),
    "lock": ("tasks_lock", "resolve pyproject.toml anew into build/requirements*.lock", False),
    "clean": ("tasks_run", "remove out/, dist/ and caches ('clean --all': .venv too)", True),
}


def parser() -> argparse.ArgumentParser:
    """The command line, one line a command."""
    lines = "\n".join(f"  {name:<8} {text}" for name, (_, text, _) in TASKS.items())
    front = argparse.ArgumentParser(
        prog="build/make.py",
        usage="python3 build/make.py COMMAND [ARGS]",
        description="commands:\n" + lines,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    front.add_argument("command", choices=TASKS, nargs="?", metavar="COMMAND", help="one of the above")
    front.add_argument("rest", nargs=argparse.REMAINDER, metavar="ARGS", help="passed on to run, test, bench, fonts")
    return front


def main(arguments: Sequence[str]) -> int:
    """Do one command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    front = parser()
    chosen = front.parse_args(arguments)
    if chosen.command is None:
        front.print_help()
        return 2
    module, _, passes_on = TASKS[chosen.command]
    rest = [word for position, word in enumerate(chosen.rest) if (position, word) != (0, "--")]
    if rest and not passes_on:
        front.error(f"{chosen.command} takes no arguments")
    task = getattr(importlib.import_module(module), chosen.command)
    return int(task(rest))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
