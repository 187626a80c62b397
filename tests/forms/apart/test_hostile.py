"""PDFs made to harm end in a sentence, and neither the memory nor the time of the program is theirs."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest
from handmade_pdf import TWICE, of_page, stream, swollen

from forms.apart import bounds
from forms.reading import pages
from forms.reading.pdf_pages import astray, too_hungry, too_long
from qcdesk.errors import Refused

MEGABYTES = 200
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems tell less of memory")


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less is allowed than to an office, so that the end comes sooner."""
    monkeypatch.setattr(bounds, "MEMORY", MEGABYTES << 20)
    monkeypatch.setattr(bounds, "SECONDS", 0.5)


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        list(pages(data, "怪.pdf"))
    return caught.value.sentence


# What one of these does depends on the machine: it runs out of memory, or of time or of stack before that.
@LINUX
@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("kind", hostile.KINDS, ids=lambda kind: kind.__name__)
def test_what_wants_gigabytes_or_hours_is_refused(kind: Callable[[], bytes]) -> None:
    assert refused(kind()) in {say("怪.pdf", page) for say in (too_hungry, too_long, astray) for page in (0, 1)}


MEASURES = """
import resource, sys
from forms.reading import pages
from qcdesk.errors import Refused
def most():
    return int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
before = most()
try:
    list(pages(open(sys.argv[1], "rb").read(), "怪.pdf"))
except Refused as error:
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(error.sentence, taken, most() - before, before, sep="\\n")
"""


@LINUX
def test_process_that_draws_takes_no_more_memory_than_is_said(tmp_path: Path) -> None:
    """Asked in a program of its own: what counts is the most there ever was, and here much was before."""
    bomb = tmp_path / "怪.pdf"
    bomb.write_bytes(hostile.flate_bomb_as_contents())
    done = subprocess.run([sys.executable, "-c", MEASURES, bomb], capture_output=True, text=True, check=True)
    said, taken, grown, before = done.stdout.splitlines()
    assert said == too_hungry("怪.pdf", 1)
    assert int(before) < int(taken) <= bounds.MEMORY >> 10
    assert int(grown) < 20_000


@LINUX
@pytest.mark.usefixtures("little")
def test_good_page_is_drawn_within_the_same_small_bounds() -> None:
    (page,) = pages(of_page(stream(b"0 0 300 400 re f")), "好.pdf")
    assert page.grey.getextrema() == (0, 255)


def test_page_that_takes_too_long_is_given_up_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 1.5)
    said = refused(hostile.pattern_of_tiny_steps())
    assert said == "“怪.pdf”第 1 页画了 1.5 秒还没有画完，不像扫描件；请打印后扫描成图片再放进来"


def test_giant_picture_is_refused_by_its_size_however_deep_it_lies() -> None:
    assert "30000×30000 像素" in refused(hostile.giant_picture_whose_size_is_told_elsewhere())


@LINUX
def test_picture_that_could_not_be_decoded_is_no_blank_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium goes on without it."""
    monkeypatch.setattr(bounds, "MEMORY", 96 << 20)
    words = b"/Subtype/Image/Width 6000/Height 6000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    page = stream(b"q 595 0 0 842 0 0 cm /A Do Q"), b"/XObject<</A 5 0 R>>"
    assert refused(of_page(*page, stream(swollen(110, b"\x40"), words + TWICE))) == too_hungry("怪.pdf", 1)


def test_page_that_nobody_wants_any_more_is_given_up_in_its_middle() -> None:
    class Enough(Exception):
        pass

    def waiting() -> None:
        raise Enough

    with pytest.raises(Enough):
        next(pages(hostile.pattern_of_tiny_steps(), "怪.pdf", waiting=waiting))


def test_file_after_it_is_read_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.5)
    refused(hostile.pattern_of_tiny_steps())
    file = tmp_path / "好.pdf"
    file.write_bytes(of_page(stream(b"0 0 300 400 re f")))
    monkeypatch.undo()
    for source in (file, file.read_bytes()):
        (page,) = pages(source, "好.pdf")
        assert page.grey.getextrema() == (0, 255)
