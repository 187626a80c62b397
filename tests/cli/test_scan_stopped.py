"""A long scan tells how far it is; Ctrl+C stops it after its page, and the same call again takes in the rest."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import factory
import pytest
import scanned
from PIL import Image
from terminal import Terminal

from forms import filing
from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.services.papers.scans import Taken
from ui.cli import interrupting, speaking, watching
from ui.cli.progress_line import NOW_AND_THEN, ProgressLine
from ui.watched_folder import MEMORY

ROOT = Path(__file__).resolve().parents[2]
Press = Callable[[str, int], None]


def pages(count: int, first: int = 0) -> bytes:
    """No two of them alike."""
    made = []
    for number in range(first, first + count):
        made.append(Image.new("L", (400, 560), 255))
        made[-1].paste(0, (100, 100, 110 + number, 200))
    return scanned.as_pdf(made)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("一.pdf", "二.pdf", "三.pdf")]
    for at, path in enumerate(made):
        path.write_bytes(pages(3, at * 10))
    return made


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """Ctrl+C while that page of that file is read."""
    whole = filing.take_file

    def arm(name: str, page: int) -> None:
        def take(desk: object, path: Path, progress: Callable[[filing.Reading], bool]) -> object:
            def told(so_far: filing.Reading) -> bool:
                if (path.name, so_far.page) == (name, page):
                    signal.raise_signal(signal.SIGINT)
                return progress(so_far)

            return whole(desk, path, told)  # type: ignore[arg-type]

        monkeypatch.setattr(filing, "take_file", take)

    return arm


def scanned_pages(terminal: Terminal) -> list[tuple[str, int]]:
    found = terminal.done("scans", "list", "--json").json["scans"]
    return sorted((one["file"], one["page"]) for one in found)


def test_stopped_scan_says_what_is_filed_and_the_next_one_takes_the_rest(
    terminal: Terminal, files: list[Path], press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    press("二.pdf", 2)
    stopped = terminal("scan", *files, by="qc")
    assert stopped.status == interrupting.INTERRUPTED
    assert stopped.error == (
        "读到第 2 页停下了，“二.pdf”没有收进来；前面 1 个文件已经收好（3 页，归入 0 页）；后面 1 个文件没有读。"
        "再运行一次同样的命令就接着收，已经收进来的不会收第二遍\n"
    )
    assert scanned_pages(terminal) == [("一.pdf", 1), ("一.pdf", 2), ("一.pdf", 3)]
    monkeypatch.undo()
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)
    again = terminal("scan", *files, by="qc")
    assert "“一.pdf”" in again.out
    assert "是同一个文件，没有再收" in again.out
    assert scanned_pages(terminal) == [(path.name, page) for path in sorted(files) for page in (1, 2, 3)]


def test_stopped_scan_tells_it_in_json(terminal: Terminal, files: list[Path], press: Press) -> None:
    press("一.pdf", 1)
    told = terminal("scan", *files, "--json", by="qc").json
    assert (told["stopped"], [one["file"] for one in told["files"]]) == (True, ["一.pdf"])
    assert scanned_pages(terminal) == []


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, BaseException], None]:
    """What happens as that file is taken."""
    whole = filing.take_file

    def arm(name: str, error: BaseException) -> None:
        def take(desk: Desk, path: Path, progress: filing.Progress) -> Taken:
            if path.name == name:
                raise error
            return whole(desk, path, progress)

        monkeypatch.setattr(filing, "take_file", take)

    return arm


def test_what_was_taken_in_before_the_machine_failed_is_told(
    terminal: Terminal, files: list[Path], breaks: Callable[[str, BaseException], None]
) -> None:
    breaks("二.pdf", Unavailable("磁盘已满"))
    answer = terminal("scan", *files, by="qc")
    assert answer.status == 3
    assert [line.split("  ")[:2] for line in answer.out.splitlines()] == [["一.pdf", f"第 {at} 页"] for at in (1, 2, 3)]
    assert answer.error == (
        "“二.pdf”没有收进来；前面 1 个文件已经收好（3 页，归入 0 页）；后面 1 个文件没有读。"
        "再运行一次同样的命令就接着收，已经收进来的不会收第二遍\n磁盘已满\n"
    )
    told = terminal("scan", *files, "--json", by="qc")
    assert told.status == 3
    assert (told.json["stopped"], [one["file"] for one in told.json["files"]]) == (True, ["一.pdf"])


def test_single_file_that_the_machine_cannot_take_is_one_sentence(
    terminal: Terminal, files: list[Path], breaks: Callable[[str, BaseException], None]
) -> None:
    breaks("一.pdf", Unavailable("磁盘已满"))
    assert terminal("scan", files[0], by="qc").sentence == "磁盘已满"


def test_second_ctrl_c_loses_no_word_of_what_was_taken_in(
    terminal: Terminal, files: list[Path], breaks: Callable[[str, BaseException], None]
) -> None:
    breaks("二.pdf", KeyboardInterrupt())
    answer = terminal("scan", *files, by="qc")
    assert (answer.status, "一.pdf  第 3 页" in answer.out) == (interrupting.INTERRUPTED, True)
    told = terminal("scan", *files, "--json", by="qc").json
    assert (told["stopped"], [one["file"] for one in told["files"]]) == (True, ["一.pdf"])


def test_words_that_cannot_be_written_stop_no_file(
    terminal: Terminal, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: str) -> None:
        raise Unavailable("结果写不出来：磁盘已满。")

    with monkeypatch.context() as patched:
        patched.setattr(speaking, "say_now", full)
        answer = terminal("scan", *files, by="qc")
    assert (answer.status, answer.sentence) == (3, "结果写不出来：磁盘已满。")
    assert len(scanned_pages(terminal)) == 9


def test_watcher_remembers_each_file_before_it_reads_the_next(
    terminal: Terminal, files: list[Path], breaks: Callable[[str, BaseException], None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(watching, "STILL", 0.0)
    monkeypatch.setattr(watching, "EVERY", 0.01)
    breaks("三.pdf", KeyboardInterrupt())
    assert terminal("scan", "--watch", tmp_path, by="qc").status == interrupting.INTERRUPTED
    stored = json.loads((terminal.home / MEMORY).read_text())
    assert list(stored[str(tmp_path)]) == ["一.pdf"]


def test_watcher_that_is_started_again_says_nothing_of_a_file_that_was_refused_as_it_stands(
    terminal: Terminal, files: list[Path], breaks: Callable[[str, BaseException], None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(watching, "STILL", 0.0)
    monkeypatch.setattr(watching, "EVERY", 0.01)
    breaks("一.pdf", KeyboardInterrupt())
    (tmp_path / "0001.pdf").write_bytes("这是一段文字".encode())
    told = [terminal("scan", "--watch", tmp_path, "--json", by="qc") for _ in range(2)]
    assert ["0001.pdf" in one.error for one in told] == [True, False]
    assert ["0001.pdf" in one.out for one in told] == [True, False]
    assert "0001.pdf" in terminal("scans", "list").out


def test_second_ctrl_c_ends_the_call_as_ever() -> None:
    with pytest.raises(KeyboardInterrupt), interrupting.asked_first() as stop:  # noqa: PT012 - two presses
        signal.raise_signal(signal.SIGINT)
        assert stop.asked
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_call_in_the_background_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupting.asked_first() as stop:
            signal.raise_signal(signal.SIGINT)
            assert not stop.asked
    finally:
        signal.signal(signal.SIGINT, before)


def test_terminal_shows_one_line_that_is_renewed_and_gone_at_the_end(terminal: Terminal, files: list[Path]) -> None:
    command = [sys.executable, "-m", "ui.cli.main", "--home", str(terminal.home), "--as", "qc", "scan", str(files[0])]
    ours, theirs = pty.openpty()
    around = {**os.environ, "QCDESK_PIN": factory.PIN, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    said = told_on(ours)
    assert running.wait(timeout=60) == 1
    assert "第 1/3 页，认得 0 页，要看 1 页  一.pdf" in said
    assert "\n" not in said
    assert said.endswith("\r")
    assert said.split("\r")[-2].strip() == ""


def told_on(descriptor: int) -> str:
    found, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if select.select([descriptor], [], [], 1)[0]:
                found += os.read(descriptor, 4096)
        except OSError:
            break
    os.close(descriptor)
    return found.decode()


def test_log_gets_a_line_now_and_then(capfd: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    line = ProgressLine(0, lambda: now[0])
    for second in range(40):
        now[0] = float(second)
        line.say(f"第 {second} 页")
    line.clear()
    assert capfd.readouterr().err.splitlines() == [f"第 {NOW_AND_THEN:.0f} 页", f"第 {NOW_AND_THEN * 2:.0f} 页"]


def test_line_is_cut_to_the_terminal_by_columns(capfd: pytest.CaptureFixture[str]) -> None:
    speaking.renew("第 1 页 签回.pdf", 12)
    assert capfd.readouterr().err == "\r第 1 页 签 \r"
