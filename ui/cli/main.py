"""Where both faces start: `qcdesk` alone opens the window, with a sub-command it answers in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from forms.apart import DRAW_PAGES
from qcdesk.errors import DeskError, Unavailable

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one call; the exit status is 0 done, 1 refused or found wanting, 2 usage, 3 environment."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [DRAW_PAGES]:
        from forms.apart import child

        return child.run()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(given)
    except DeskError as error:
        return _told(error)
    except KeyboardInterrupt:
        from ui.cli.interrupting import INTERRUPTED

        return INTERRUPTED
    except BrokenPipeError:
        return DONE


def window() -> int:
    return main([*sys.argv[1:]])


def _run(given: list[str]) -> int:
    if opens_window(given):
        return _open_window(given)
    from ui.cli import commands, speaking

    try:
        with speaking.at_the_end():
            return commands.run(given)
    except (DeskError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - the outermost call of the terminal
        return _crashed(error, given)


def _crashed(error: Exception, given: Sequence[str]) -> int:
    """A fault of the program: one sentence here, everything else in a report beside the data."""
    from qcdesk import paths
    from ui import crash
    from ui.cli import speaking

    text = crash.report_text(type(error), error, error.__traceback__)
    report = crash.CrashPath(paths.home_folder(_option(given, "--home"))).keep(text)
    where = f"报告已写在：{report}" if report else "报告没有写成"
    speaking.tell(f"程序出错了（{type(error).__name__}: {error}）。{_meaning(given)}{where}")
    return ENVIRONMENT


def _meaning(given: Sequence[str]) -> str:
    """What has not been looked through to its end is not called safe."""
    if "verify" in given:
        return "核对没有做完，不能说数据没有被改动；请保留原文件，从备份恢复后再核对。"
    return "已经保存的单子和签名都是安全的。"


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
    from ui.cli import speaking
    from ui.cli.context import Misused

    speaking.tell(error.sentence)
    if isinstance(error, Misused):
        return USAGE
    return ENVIRONMENT if isinstance(error, Unavailable) else REFUSED


if __name__ == "__main__":
    sys.exit(main())
