"""Where the answer cannot be written: a sentence and a status, never a crash report; the deed itself is done."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import factory
import pytest
from terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
UNSAID = "结果写不出来：{}。命令本身已经执行完，请换一个地方输出再看。\n"


def ask(terminal: Terminal, *words: str, **streams: Any) -> tuple[int, str]:
    """Status and what stands on standard error."""
    command = [sys.executable, "-m", "ui.cli.main", "--home", str(terminal.home), *words]
    around = {**os.environ, "QCDESK_PIN": factory.PIN}
    done = subprocess.run(command, cwd=ROOT, env=around, stderr=subprocess.PIPE, check=False, **streams)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("words", [("forms",), ("show", "1"), ("list", "--json"), ("--help",)], ids=" ".join)
def test_full_output_is_told_in_a_sentence(terminal: Terminal, words: tuple[str, ...]) -> None:
    terminal.done("new", "seal_label", by="qc")
    with Path("/dev/full").open("wb") as full:
        assert ask(terminal, *words, stdout=full) == (3, UNSAID.format("磁盘已满"))
    assert not (terminal.home / "crash").exists()


def test_what_was_asked_for_is_done_all_the_same(terminal: Terminal) -> None:
    with Path("/dev/full").open("wb") as full:
        assert ask(terminal, "--as", "qc", "new", "seal_label", stdout=full)[0] == 3
    assert terminal.done("list", "--json").json["total"] == 1


def test_closed_output_is_told(terminal: Terminal) -> None:
    closed = {"preexec_fn": lambda: os.close(1)}
    assert ask(terminal, "forms", **closed) == (3, UNSAID.format("标准输出是关着的"))
    assert ask(terminal, "show", "99", **closed) == (1, "没有编号或序号为“99”的记录\n")


def test_reader_who_has_gone_is_told_nothing_and_the_status_stands(terminal: Terminal) -> None:
    terminal.done("new", "seal_label", by="qc")
    read, write = os.pipe()
    os.close(read)
    try:
        assert ask(terminal, "forms", stdout=write) == (0, "")
        (terminal.home / "qcdesk.db").write_bytes(b"")
        assert ask(terminal, "forms", stdout=write) == (0, "")
        assert ask(terminal, "list", stdout=write)[0] == 3
    finally:
        os.close(write)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_refusal_that_nobody_can_read_is_still_one(terminal: Terminal, unbuffered: str) -> None:
    """Also what is left in the buffer of a stream that is full must not change the status."""
    command = [sys.executable, "-m", "ui.cli.main", "--home", str(terminal.home), "show", "99"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run(command, cwd=ROOT, stderr=full, env=environment, check=False).returncode == 1
    assert not (terminal.home / "crash").exists()
