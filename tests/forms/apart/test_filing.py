"""A scanned file whose drawing ends badly is not taken in, not by half, and the next one is."""

import threading
from pathlib import Path

import factory
import hostile
import pytest
import scanned
from handmade_pdf import of_page, stream
from PIL import Image
from refusals import refusal

from forms import filing, paper_check, reading
from forms.apart import bounds
from forms.apart.process import Apart
from forms.reading.pdf_pages import ended
from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.services.basics import opening
from qcdesk.services.papers import scan_list


def pages(*shades: int) -> bytes:
    return scanned.as_pdf([Image.new("L", (400, 560), shade) for shade in shades])


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path) -> Desk:
    return factory.seat(factory.copy_of(desk_template, tmp_path / "home"), "qc")


def files_of(desk: Desk) -> list[Path]:
    return [path for path in (desk.home / "attachments").rglob("*") if path.is_file()]


def test_process_that_dies_in_the_middle_leaves_nothing_filed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Apart.draw

    def killed(self: Apart, at: int, grey: bool) -> Image.Image:
        if at == 1:
            self._process.kill()
        return draw(self, at, grey)

    file = pages(60, 90, 120)
    with monkeypatch.context() as patched:
        patched.setattr(Apart, "draw", killed)
        with pytest.raises(Unavailable) as told:
            filing.take_bytes(desk, file, "三页.pdf")
    assert told.value.sentence == ended("三页.pdf", 2)
    assert (scan_list.listed(desk), files_of(desk)) == ([], [])
    assert len(filing.take_bytes(desk, file, "三页.pdf").pages) == 3
    assert len(files_of(desk)) == 1


def test_drawing_is_stopped_in_the_middle_of_a_page(desk: Desk) -> None:
    asked = []

    def stop(so_far: filing.Reading) -> bool:
        asked.append(so_far)
        return False

    said = refusal(lambda: filing.take_bytes(desk, hostile.pattern_of_tiny_steps(), "怪.pdf", stop))
    assert said == "读到第 1 页停下了，“怪.pdf”没有收进来"
    assert asked == [filing.Reading()]
    assert scan_list.listed(desk) == []


def test_checking_is_stopped_in_the_middle_of_a_page(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "怪.pdf"
    file.write_bytes(hostile.pattern_of_tiny_steps())
    told = []
    assert paper_check.of_file(desk, file, lambda at: bool(told.append(at))) == []
    assert told == [1]


def test_two_files_at_once_are_taken_in_both(desk: Desk, desk_template: Path) -> None:
    """One dropped while the watched folder's is being read."""
    other = factory.seat(opening.open_desk(desk.home, factory.shelf().kinds), "prod")
    done: dict[str, int] = {}

    def take(name: str, desk: Desk, content: bytes) -> None:
        done[name] = len(filing.take_bytes(desk, content, name).pages)
        desk.close()

    work = [("一.pdf", desk, pages(60, 90, 120)), ("二.pdf", other, pages(150, 180, 210, 240))]
    threads = [threading.Thread(target=take, args=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == {"一.pdf": 3, "二.pdf": 4}


def test_hostile_file_beside_a_good_one_does_not_hinder_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 1.5)
    found = reading.pages(hostile.forms_in_forms(), "怪.pdf")
    bad = threading.Thread(target=refusal, args=[lambda: next(found)])
    bad.start()
    assert len(filing.take_bytes(desk, of_page(stream(b"0 0 9 9 re f")), "好.pdf").pages) == 1
    bad.join()
