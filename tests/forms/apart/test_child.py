"""What the process that draws answers, asked here without one: coverage does not look on in the other."""

import io
import sys
from pathlib import Path

import pytest
from handmade_pdf import of, of_page, stream
from PIL import Image

from forms.apart import bounds, child, document, drawing, limits, shortage
from forms.apart.messages import HEAD, NO_MEMORY, Answer, Order

GOOD = of_page(stream(b"1 0 0 rg 0 0 300 400 re f"))
Said = list[tuple[int, int, int]]


KEEP_TO = limits.keep_to


@pytest.fixture(autouse=True)
def kept_to(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The limits are for a process of its own, not for this one."""
    asked: list[int] = []
    monkeypatch.setattr(limits, "keep_to", asked.append)
    return asked


def answers(*orders: bytes) -> io.BytesIO:
    said = io.BytesIO()
    child.serve(io.BytesIO(b"".join(orders)), said)
    said.seek(0)
    return said


def file(data: bytes) -> bytes:
    return HEAD.pack(Order.FILE, bounds.MEMORY, len(data)) + data


def heads(said: io.BytesIO) -> Said:
    """Of answers without pictures."""
    whole = said.read()
    return [HEAD.unpack(whole[at : at + HEAD.size]) for at in range(0, len(whole), HEAD.size)]


def test_page_is_drawn_in_grey_and_in_its_colours(kept_to: list[int]) -> None:
    said = answers(file(GOOD), HEAD.pack(Order.GREY, 0, 0), HEAD.pack(Order.COLOUR, 0, 0))
    assert HEAD.unpack(said.read(HEAD.size)) == (Answer.READY, 0, 0)
    assert HEAD.unpack(said.read(HEAD.size)) == (Answer.OPENED, 1, 0)
    found = []
    for mode, channels in (("L", 1), ("BGR", 3)):
        answer, width, height = HEAD.unpack(said.read(HEAD.size))
        assert (answer, width, height) == (Answer.PICTURE, 1653, 2339)
        pixels = said.read(width * height * channels)
        found.append(Image.frombytes("L" if mode == "L" else "RGB", (width, height), pixels, "raw", mode))
    assert [picture.getpixel((10, 2300)) for picture in found] == [76, (255, 0, 0)]
    assert said.read() == b""
    assert kept_to == [bounds.MEMORY]


def test_file_may_be_told_by_its_place(tmp_path: Path) -> None:
    place = tmp_path / "好.pdf"
    place.write_bytes(GOOD)
    told = str(place).encode()
    said = answers(HEAD.pack(Order.PATH, bounds.MEMORY, len(told)), told)
    assert heads(said)[1] == (Answer.OPENED, 1, 0)
    gone = answers(HEAD.pack(Order.PATH, bounds.MEMORY, 9), b"/not/here")
    assert heads(gone)[1] == (Answer.BROKEN, 0, 0)


def test_nobody_asks_anything() -> None:
    assert heads(answers()) == [(Answer.READY, 0, 0)]


def test_what_cannot_be_opened_is_not_asked_for_pages() -> None:
    said = answers(file(b"%PDF-1.7 nothing"), HEAD.pack(Order.GREY, 0, 0))
    assert heads(said)[1:] == [(Answer.BROKEN, 0, 0)]


def test_page_that_is_not_there_is_broken_and_the_next_is_drawn() -> None:
    lost = of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[9 0 R 3 0 R]>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>"])  # fmt: skip
    said = answers(file(lost), HEAD.pack(Order.GREY, 0, 0), HEAD.pack(Order.GREY, 1, 0))
    whole = said.read()
    kinds = [HEAD.unpack(whole[at : at + HEAD.size])[0] for at in range(0, 4 * HEAD.size, HEAD.size)]
    assert kinds == [Answer.READY, Answer.OPENED, Answer.BROKEN, Answer.PICTURE]


def test_file_or_page_for_which_memory_was_refused_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document.Document(GOOD)
    monkeypatch.setattr(shortage, "met", lambda: True)
    for work in (lambda: whole.draw(0, grey=True), lambda: document.Document(GOOD)):
        with pytest.raises(document.Refusal) as caught:
            work()
        assert caught.value.answer == Answer.HUNGRY


def test_what_was_given_up_for_want_of_memory_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, failed = document.Document(GOOD), int(drawing.pdfium.FPDF_RENDER_FAILED)
    monkeypatch.setattr(drawing.pdfium, "FPDF_RenderPageBitmap_Start", lambda *_: failed)
    monkeypatch.setattr(shortage, "met", lambda: True)
    for work in (lambda: whole.draw(0, grey=True), lambda: document.Document(b"%PDF-1.7 nothing")):
        with pytest.raises(document.Refusal) as caught:
            work()
        assert caught.value.answer == Answer.HUNGRY


def test_process_without_memory_says_so_by_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(limits, "leave_the_keyboard", lambda: None)
    for serve, status in ((hungry, NO_MEMORY), (lambda *_: None, 0)):
        monkeypatch.setattr(child, "serve", serve)
        assert child.run() == status


@pytest.mark.parametrize("box", [b"0 0 14400 14400", b"0 0 90000 .001", b"0 0 .001 90000000"])
def test_page_of_any_size_is_no_larger_than_what_is_worked_with(box: bytes) -> None:
    page = of_page(stream(b"0 0 1 1 re f")).replace(b"0 0 595 842", box)
    picture = document.Document(page).draw(0, grey=True)
    assert 0 < picture.width * picture.height <= bounds.WORKING_PIXELS
    assert len(picture.pixels) == picture.width * picture.height


def test_page_that_could_not_be_drawn_is_broken_and_not_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = int(drawing.pdfium.FPDF_RENDER_FAILED)
    monkeypatch.setattr(drawing.pdfium, "FPDF_RenderPageBitmap_Start", lambda *_: failed)
    assert heads(answers(file(GOOD), HEAD.pack(Order.GREY, 0, 0)))[2] == (Answer.BROKEN, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="there a Job object does it")
def test_limit_is_never_wider_than_what_was_allowed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    set_to: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", set_to.__setitem__)
    for hard, wanted in ((resource.RLIM_INFINITY, 900), (700, 700)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, hard=hard: (hard, hard))
        KEEP_TO(900)
        assert set_to == {resource.RLIMIT_AS: (wanted, wanted), resource.RLIMIT_CORE: (0, 0)}


@pytest.mark.skipif(sys.platform == "win32", reason="there a Job object does it")
def test_system_that_knows_no_such_limit_hinders_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    tried = []

    def refuse(kind: int, _: tuple[int, int]) -> None:
        tried.append(kind)
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    KEEP_TO(900)
    assert tried == [resource.RLIMIT_AS, resource.RLIMIT_CORE]
