"""Files whose names are no UTF-8, or would steer the terminal: taken in like any other, named without harm."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import scanned
from PIL import Image
from terminal import Answer, Terminal

from qcdesk.desk import Desk

NAMES = {b"\xff\xd0.jpg": "��.jpg", b"\x1b[2J\x1b]0;x\x07.jpg": "�[2J�]0;x�.jpg",
         "反\u202egpj.exe.jpg".encode(): "反�gpj.exe.jpg", b"a\nb.jpg": "a�b.jpg"}  # fmt: skip


def unreadable() -> bytes:
    picture = Image.new("L", (827, 1169), 255)
    picture.paste(0, (200, 250, 600, 350))
    return scanned.jpeg(picture)


@pytest.mark.parametrize(("raw", "shown"), NAMES.items(), ids=["bytes", "escape", "right_to_left", "newline"])
def test_file_is_taken_in_whatever_its_name(both: Terminal, desk: Desk, tmp_path: Path, raw: bytes, shown: str) -> None:
    path = tmp_path / os.fsdecode(raw)
    path.write_bytes(unreadable())
    answer = both("scan", path, by="qc")
    assert (answer.status, answer.error) == (1, "")
    assert answer.out.startswith(f"{shown}  第 1 页  读不到码")
    assert both.done("scans", "list", "--json").json["scans"][0]["file"] == shown
    assert desk.store.sql("SELECT name FROM attachment") == [(shown,)]
    assert both("check", path).out.count("\x1b") == 0
    assert both.done("verify").status == 0


def test_nothing_that_a_call_says_steers_the_terminal(
    own_process: Callable[..., Answer], in_process: Callable[..., Answer], terminal: Terminal
) -> None:
    """The first two are programs of their own, whose streams nobody has prepared."""
    home, bad = ["--home", str(terminal.home), "--as", "qc"], os.fsdecode(b"\x1b[2J\xff\xe2\x80\xae.pdf")
    calls = (["scan", bad], ["check", bad], ["show", bad], ["list", bad], [bad], ["copies", "show", bad],
             ["scan", "--watch", bad], ["print", bad, "-o", bad], ["new", "seal_label", "--values", bad],
             ["history", bad], ["check-archive", bad], ["scans", "list", bad], ["check-pdf", bad])  # fmt: skip
    for at, words in enumerate(calls):
        answer = (own_process if at < 2 else in_process)([*home, *words])
        assert answer.status in (0, 1, 2), (words, answer)
        assert not set("\x1b\u202e") & set(answer.out + answer.error), words
    assert not (terminal.home / "crash").exists()
