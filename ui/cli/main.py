"""Where both faces start: `qcdesk` alone opens the window, with a sub-command it answers in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from qcdesk.errors import DeskError, Unavailable

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one call; the exit status is 0 done, 1 refused or found wanting, 2 usage, 3 environment."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(given)
    except DeskError as error:
        return _told(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE


def window() -> int:
    return main([*sys.argv[1:]])


def _run(given: list[str]) -> int:
    if opens_window(given):
        return _open_window(given)
    from ui.cli import commands

    return commands.run(given)


def opens_window(given: Sequence[str]) -> bool:
    """No sub-command, at most a home or the self-test."""
    rest = list(given)
    while rest:
        word = rest.pop(0)
        if word in ("--home", "--self-test") and rest:
            rest.pop(0)
        elif not word.startswith(("--home=", "--self-test=")):
            return False
    return True


def _option(given: Sequence[str], name: str) -> str | None:
    for at, word in enumerate(given):
        if word == name and at + 1 < len(given):
            return given[at + 1]
        if word.startswith(name + "="):
            return word.partition("=")[2]
    return None


def _open_window(given: Sequence[str]) -> int:
    from qcdesk import paths

    report = _option(given, "--self-test")
    if report is not None:
        from ui import selftest

        return selftest.run(report)
    from ui import app

    return app.run(paths.home_folder(_option(given, "--home")), paths.server_url())


def _told(error: DeskError) -> int:
    from ui.cli.context import Misused

    print(error.sentence, file=sys.stderr)
    if isinstance(error, Misused):
        return USAGE
    return ENVIRONMENT if isinstance(error, Unavailable) else REFUSED


if __name__ == "__main__":
    sys.exit(main())
