"""The sheet is cut whole out of its picture, no finer than the picture has it."""

import pytest
import scanned
from scanned import Way

from forms.filing import sheet_or_page
from forms.reading import PageRead, pages, read, sheet, straightened


@pytest.fixture(scope="module")
def copy() -> scanned.Printed:
    return scanned.printed(scanned.HEADED[3])


@pytest.fixture(scope="module")
def found(copy: scanned.Printed) -> PageRead:
    (page,) = pages(scanned.jpeg(scanned.scan(copy.pages[0], Way(dpi=150, tilt=2, turn=2))), "倒着.jpg")
    return straightened(read(page), copy.geometry[0])


@pytest.mark.parametrize(("dpi", "seen"), [(75, 75), (600, 150)])
def test_a_sheet_is_as_fine_as_asked_and_no_finer_than_its_scan(
    copy: scanned.Printed, found: PageRead, dpi: int, seen: int
) -> None:
    cut = sheet(found, copy.geometry[0], dpi)
    assert cut.mode == "RGB"
    assert cut.width == pytest.approx(210 / 25.4 * seen, rel=0.01)
    assert cut.height == pytest.approx(297 / 25.4 * seen, rel=0.01)


def test_a_page_that_does_not_say_surely_how_it_lies_is_turned_and_not_cut(
    copy: scanned.Printed, found: PageRead
) -> None:
    assert found.sure
    assert sheet_or_page(found, copy.geometry[0], 75)[1]
    unsure = PageRead(found.page, found.main)
    picture, straight = sheet_or_page(unsure, copy.geometry[0], 75)
    assert (straight, picture.size) == (False, found.page.grey.size)
    (mark,) = [mark for mark in (read(type(found.page)("", 1, picture.convert("L"))).main,) if mark]
    assert mark.corners[1][0] > mark.corners[0][0]
