"""qcdesk --draw-pages: the program called again to draw a PDF, which is nobody's command."""

import subprocess
import sys
from collections.abc import Callable

from handmade_pdf import of_page, stream
from terminal import Answer

from forms.apart import DRAW_PAGES, bounds, messages

GOOD = of_page(stream(b"0 0 300 400 re f"))


def test_program_draws_when_it_is_called_so() -> None:
    head = messages.HEAD
    order = head.pack(messages.Order.FILE, bounds.MEMORY, len(GOOD)) + GOOD + head.pack(messages.Order.GREY, 0, 0)
    command = [sys.executable, "-m", "ui.cli.main", DRAW_PAGES]
    done = subprocess.run(command, input=order, capture_output=True, check=True)
    said = [head.unpack(done.stdout[at : at + head.size]) for at in (0, head.size, 2 * head.size)]
    width, height = said[2][1:]
    assert [answer for answer, _, _ in said] == [messages.Answer.READY, messages.Answer.OPENED, messages.Answer.PICTURE]
    assert len(done.stdout) == 3 * head.size + width * height
    assert done.stderr == b""


def test_nobody_is_told_of_that_way_to_call_it(in_process: Callable[..., Answer]) -> None:
    assert DRAW_PAGES not in in_process(["--help"]).out
