"""Pages without a code: only the empty back of a sheet is put aside, whatever may be written on is listed."""

from collections import Counter
from itertools import islice

import backs
import pytest
import scanned
from backs import Page
from PIL import Image

from forms.reading.blanks import is_blank

SURE_OF_BACKS = 0.95
UNSEEN = "print of 5%"
"""Twelve greys: not told from what shows through once the grain of the page is coarser than this."""

FINE_GRAIN = 12
EVERY = 5
"""Of the written pages, which come in six ways each: all sorts and all ways are among them."""


def blank(page: Page) -> bool:
    _, picture, way = page
    (read,) = scanned_pages(scanned.jpeg(scanned.scan(picture, way), way.quality))
    return is_blank(read)


def scanned_pages(data: bytes) -> list[Image.Image]:
    from forms.reading import pages

    return [page.grey for page in pages(data, "背面.jpg")]


@pytest.mark.slow
def test_backs_with_print_showing_through_holes_folds_and_edges_are_blank() -> None:
    seen = Counter((name, blank((name, picture, way))) for name, picture, way in backs.true_backs())
    assert sum(count for (_, told), count in seen.items() if told) >= SURE_OF_BACKS * seen.total(), seen


@pytest.mark.slow
def test_no_page_that_bears_anything_is_put_aside_as_blank() -> None:
    called = [
        (page[0], page[2])
        for page in islice(backs.written(), 0, None, EVERY)
        if not (page[0] == UNSEEN and page[2].noise > FINE_GRAIN) and blank(page)
    ]
    assert called == []


WAY = backs.WAYS[0]


@pytest.mark.parametrize("make", [backs.white, lambda: backs.punched(backs.shown_through(0, 0.08))])
def test_an_empty_back_is_blank(make: object) -> None:
    assert callable(make)
    assert blank(("", make(), WAY))


@pytest.mark.parametrize("part", [0.06, 0.15])
def test_a_pale_print_is_not_blank(part: float) -> None:
    assert not blank(("", backs.faint(backs.front(1), part), WAY))


@pytest.mark.parametrize("shade", [215, 150])
def test_one_line_of_small_pencil_writing_is_not_blank(shade: int) -> None:
    drawn = backs.random.Random(shade)
    assert not blank(("", backs.pencilled(backs.white(), shade, 0.4, 3.5, drawn), WAY))


@pytest.mark.parametrize("grey", [0, 120])
def test_a_black_or_grey_picture_is_not_blank(grey: int) -> None:
    assert not is_blank(Image.new("L", (1240, 1754), grey))


def test_a_page_whose_grain_could_hide_a_stroke_is_not_blank() -> None:
    noisy = Image.effect_noise((1240, 1754), 60).point([min(255, 90 + value) for value in range(256)])
    assert not is_blank(noisy)


def test_a_desk_is_not_blank() -> None:
    assert not blank(("", backs.desk(1), WAY))


@pytest.mark.parametrize("size", [(1, 1), (9, 2), (40, 3000)])
def test_a_snippet_is_not_the_back_of_a_sheet(size: tuple[int, int]) -> None:
    assert not is_blank(Image.new("L", size, 255))
