"""The process that draws a PDF: started by itself, ended whatever happens, and never believed."""

import errno
import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade_pdf import of_page, stream

from forms.apart import DRAW_PAGES, bounds, process
from forms.apart.messages import NO_MEMORY, Answer
from forms.apart.process import Apart, Ended, Late
from forms.reading import pages, pdf_pages
from qcdesk.errors import DeskError, Refused, Unavailable

GOOD = of_page(stream(b"0 0 300 400 re f"))
Child = Callable[[str], None]
LINUX = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what is open")


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Child:
    """Another program in the place of that which draws."""

    def put(work: str) -> None:
        lines = f"import sys, time\nfrom forms.apart.messages import *\n{SAYS}\n{work}"
        monkeypatch.setattr(process, "command", lambda: [sys.executable, "-S", "-c", lines])

    return put


SAYS = """
def say(*words, more=b""):
    sys.stdout.buffer.write(HEAD.pack(*words) + more)
    sys.stdout.buffer.flush()
def hear():
    return sys.stdin.buffer.read(HEAD.size)
"""
OPENED = f"say({Answer.READY}, 0, 0); hear(); say({Answer.OPENED}, 2, 0); hear()\n"


def running() -> set[str]:
    """The children of this process."""
    numbers = [path.name for path in Path("/proc").iterdir() if path.name.isdigit()]
    return {number for number in numbers if _parent(number) == os.getpid()}


def _parent(number: str) -> int:
    try:
        return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return 0


def opened() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@LINUX
@pytest.mark.parametrize("left", ["closed", "forgotten", "read to its end", "failed", "drawn again"])
def test_nothing_is_left_of_it(left: str, tmp_path: Path) -> None:
    file = tmp_path / "两页.pdf"
    file.write_bytes(GOOD if left != "failed" else b"%PDF-1.7 no")
    gc.collect()
    before = running(), opened(), threading.active_count()
    found = pages(file, file.name)
    if left == "failed":
        with pytest.raises(Refused):
            next(found)
    else:
        page = next(found)
        if left == "closed":
            found.close()  # type: ignore[attr-defined]
        elif left == "read to its end":
            assert list(found) == []
        del found
        gc.collect()
        if left == "drawn again":
            assert page.colour().mode == "RGB"
    _until(lambda: threading.active_count() <= before[2])
    assert (running(), opened()) == before[:2]


def _until(true: Callable[[], bool]) -> None:
    wait = threading.Event()
    for _ in range(100):
        if true():
            return
        wait.wait(0.02)
    raise AssertionError("it never came to that")


def test_page_is_drawn_again_in_its_colours_by_the_process_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    found = pages(GOOD, "好.pdf")
    page = next(found)
    with monkeypatch.context() as patched:
        patched.setattr(process, "command", lambda: ["/no/other"])
        assert page.colour().size == page.grey.size
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [["/no/such/program"], [sys.executable, "-c", ""]])
def test_program_that_cannot_be_started_is_the_machine_s_trouble(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "command", lambda: command)
    with pytest.raises(Unavailable, match=r"看 PDF 要另开一个小程序，开不起来.*请关掉别的程序再试一次"):
        next(pages(GOOD, "好.pdf"))


@LINUX
def test_system_that_grants_no_wider_pipe_hinders_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    asked = []

    def refuse(_: int, what: int, wide: int) -> int:
        asked.append((what, wide))
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    (page,) = pages(GOOD, "好.pdf")
    assert page.grey.getextrema() == (0, 255)
    assert asked == [(fcntl.F_SETPIPE_SZ, process.PIPE)] * 2


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "（没有权限读文件，请检查它的权限）"), (errno.ENOMEM, "（内存不够，或者开着的程序太多）")],
)
def test_why_it_cannot_be_started_is_told_in_chinese(number: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(subprocess, "Popen", fail)
    with pytest.raises(Unavailable) as caught:
        Apart(GOOD)
    assert said in caught.value.sentence
    assert os.strerror(number) not in caught.value.sentence


def test_machine_that_has_no_thread_left_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    with pytest.raises(Unavailable, match="内存不够，或者开着的程序太多"):
        Apart(GOOD)


def test_file_that_is_gone_is_not_told_as_damaged(tmp_path: Path) -> None:
    file = tmp_path / "好.pdf"
    file.write_bytes(GOOD)
    found = pdf_pages.pdf_pages(file, file.name)
    file.unlink()
    with pytest.raises(Refused) as caught:
        next(found)
    assert caught.value.sentence == f"“好.pdf”读不出来：找不到“{file}”。"


def test_program_that_never_says_that_it_is_there_is_not_waited_for(
    child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "START_SECONDS", 0.3)
    child("time.sleep(60)")
    with pytest.raises(Unavailable, match="没有回音"):
        Apart(GOOD)


def test_program_that_is_another_is_not_asked(child: Child) -> None:
    child(f"say({Answer.OPENED}, 1, 0); hear()")
    with pytest.raises(Unavailable, match="答非所问"):
        Apart(GOOD)


@pytest.mark.parametrize(
    "answer",
    [
        f"say({Answer.PICTURE}, 2**63, 2**63)",
        f"say({Answer.PICTURE}, {bounds.WORKING_PIXELS + 1}, 1)",
        f"say({Answer.PICTURE}, 0, 9)",
        f"say({Answer.PICTURE}, 9, 9, more=b'x' * 80)",
        "say(77, 1, 1)",
        "sys.stdout.buffer.write(b'half'); sys.stdout.flush()",
        "sys.exit(1)",
    ],
)
def test_answer_that_cannot_be_is_not_believed(child: Child, answer: str) -> None:
    child(OPENED + answer)
    with Apart(GOOD) as file:
        with pytest.raises(Ended):
            file.draw(0, grey=True)
        assert file.closed


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
@pytest.mark.parametrize(
    ("how", "said", "kind"),
    [
        ("os.kill(os.getpid(), signal.SIGABRT)", pdf_pages.too_hungry, Refused),
        (f"sys.exit({NO_MEMORY})", pdf_pages.too_hungry, Refused),
        ("os.kill(os.getpid(), signal.SIGSEGV)", pdf_pages.astray, Refused),
        ("raise ValueError", pdf_pages.astray, Refused),
        (f"say({Answer.PICTURE}, 0, 9); time.sleep(60)", pdf_pages.astray, Refused),
        ("os.kill(os.getpid(), signal.SIGKILL)", pdf_pages.ended, Unavailable),
        ("os.kill(os.getpid(), signal.SIGTERM)", pdf_pages.ended, Unavailable),
    ],
)  # fmt: skip
def test_every_end_of_it_has_its_own_sentence(
    how: str, said: Callable[[str, int], str], kind: type[DeskError], child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program ended is tried again: nothing is the matter with the file."""
    monkeypatch.setattr(process, "LOOK", 0.2)
    quiet = "import os, resource, signal; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    for page, before in ((0, f"say({Answer.READY}, 0, 0); hear()\n"), (1, OPENED)):
        child(quiet + before + how)
        with pytest.raises(kind) as told:
            next(pages(GOOD, "怪.pdf"))
        assert told.value.sentence == said("怪.pdf", page)


def test_picture_instead_of_a_file_that_was_opened_is_not_believed(child: Child) -> None:
    child(f"say({Answer.READY}, 0, 0); hear(); say({Answer.PICTURE}, 9, 9, more=bytes(81))")
    with pytest.raises(Ended):
        Apart(GOOD)


def test_file_is_not_pushed_for_ever_into_a_program_that_does_not_take_it(
    child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.3)
    child(f"say({Answer.READY}, 0, 0); time.sleep(60)")
    with pytest.raises(Late):
        Apart(bytes(4 * process.PIPE))


def test_two_files_at_once_are_two_processes() -> None:
    other = of_page(stream(b"0 0 595 842 re f"))
    one, two = pages(GOOD, "一.pdf"), pages(other, "二.pdf")
    first, second = next(one), next(two)
    assert (first.grey.getpixel((1000, 100)), second.grey.getpixel((1000, 100))) == (255, 0)
    assert first.colour().getextrema() != second.colour().getextrema()
    assert (list(one), list(two)) == ([], [])


@LINUX
def test_nothing_is_inherited_but_what_it_needs(child: Child, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QCDESK_PIN", "135790")
    monkeypatch.setenv("QCDESK_DATABASE", "postgresql://desk:secret@server/desk")
    told = tmp_path / "told"
    child(f"import os; open({str(told)!r}, 'w').write(repr((sorted(os.environ), sorted(os.listdir('/proc/self/fd')))))")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        with pytest.raises(Unavailable):
            Apart(GOOD)
    names, handles = eval(told.read_text())  # noqa: S307 - written above
    assert not [name for name in names if name.startswith("QCDESK")]
    assert set(handles) <= {"0", "1", "2", "3", "4"}  # the last two: what was written, and the list itself


def test_what_it_imports_is_little() -> None:
    work = "import sys, forms.apart.child; print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    heavy = ["PySide6", "peewee", "PIL", "zxingcpp", "reportlab", "openpyxl", "numpy", "forms.reading", "qcdesk"]
    done = subprocess.run([sys.executable, "-c", work, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_frozen_program_is_called_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, DRAW_PAGES]
