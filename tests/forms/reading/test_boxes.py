"""A box is judged by the paper about each stroke: a shadow is no signature, and what is written is no shadow."""

from collections import Counter
from collections.abc import Iterable
from itertools import product

import paper
import pytest
import scanned
from scanned import Printed
from shaded import (
    BLACK,
    BLUE,
    PALE_RED,
    PENCIL,
    RED,
    SEAL_BLUE,
    Light,
    Pen,
    Scanner,
    box_read,
    dust,
    name,
    seal,
    thumb,
)

from forms.reading import ink

SCANNERS = (Scanner(150, 40), Scanner(200, 40, 10), Scanner(200, 75), Scanner(300, 75, 12, 0.8))
SHADOWS = tuple(
    Light(edge=edge, depth=depth, penumbra=penumbra)
    for edge, depth, penumbra in product((0, 20, 45, 90, 135, 200, 270), (0.1, 0.2, 0.35, 0.6), (0.5, 1.5, 5))
)
BANDS = tuple(
    Light(edge=edge, depth=depth, penumbra=0.8, band=wide)
    for edge, depth, wide in product((0, 30, 90), (0.2, 0.4), (2, 5, 9))
)
FOLDS = tuple(Light(crease=edge, crease_depth=depth) for edge, depth in product((0, 35, 90, 120), (0.15, 0.3, 0.5)))
EVEN = (
    Light(), Light(slope=0.2), Light(slope=0.5), Light(moire=0.05), Light(moire=0.12), Light(cast=(0.8, 0.78, 0.7)),
    Light(cast=(0.6, 0.62, 0.66)),
)  # fmt: skip
PENS: dict[str, Pen] = {
    "ballpoint": name(BLUE, 0.4), "fine": name(BLACK, 0.3), "felt": name(BLACK, 1.3), "pencil": name(PENCIL, 0.5),
    "pale pencil": name((165, 165, 165), 0.5), "initials": name(BLUE, 0.35, 8, 4),
    "over the rules": name(BLUE, 0.4, 22, 8, across=True), "red seal": seal(RED), "pale seal": seal(PALE_RED),
    "round seal": seal(RED, 16, round_=True), "filled seal": seal(RED, 12, filled=True),
    "pale filled seal": seal(PALE_RED, 12, filled=True), "blue seal": seal(SEAL_BLUE), "thumb": thumb,
}  # fmt: skip
UNDER = (
    Light(), Light(cast=(0.8, 0.78, 0.7)), Light(edge=30, depth=0.35), Light(edge=100, depth=0.6, penumbra=2),
    Light(slope=0.4), Light(cast=(0.5, 0.5, 0.52)),
)  # fmt: skip

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sheet() -> Printed:
    return scanned.printed(next(form for form in paper.FORMS if form.kind.code == "rework_record"))


def judged(sheet: Printed, pen: Pen | None, lights: Iterable[Light], stride: int = 5) -> Counter[str]:
    """Each light over another box and another scanner."""
    boxes, found = sheet.geometry[0]["boxes"], Counter[str]()
    for at, light in enumerate(lights):
        box = boxes[at * stride % len(boxes)]
        found[ink(box_read(sheet, box, pen, light, SCANNERS[at % len(SCANNERS)], at), box).verdict] += 1
    return found


@pytest.mark.parametrize(("lights", "sure"), [(SHADOWS, 0.7), (BANDS, 0.4), (FOLDS, 0.3), (EVEN, 0.7)])
def test_what_only_falls_on_the_paper_is_never_a_signature(
    sheet: Printed, lights: tuple[Light, ...], sure: float
) -> None:
    found = judged(sheet, None, lights)
    assert found["signed"] == 0, found
    assert found["empty"] >= sure * len(lights), found


@pytest.mark.parametrize("pen", PENS)
def test_what_is_written_or_sealed_is_seen_in_any_light(sheet: Printed, pen: str) -> None:
    found = judged(sheet, PENS[pen], UNDER)
    assert found["empty"] == 0, found
    assert found["signed"] >= len(UNDER) - 1, found


def test_one_straight_line_through_a_box_is_left_to_a_person(sheet: Printed) -> None:
    assert judged(sheet, None, [Light(crease=edge, crease_depth=0.5) for edge in (0, 90)])["signed"] == 0
    assert judged(sheet, name(BLACK, 0.5, high=0.01), [Light()])["unclear"] == 1


def test_nothing_is_sure_in_a_picture_that_was_hardly_lit(sheet: Printed) -> None:
    dark = (0.22, 0.21, 0.2)
    shadows = tuple(Light(edge=edge, depth=depth, cast=dark) for edge, depth in product((0, 45, 90), (0.2, 0.5)))
    assert set(judged(sheet, None, (Light(cast=dark), *shadows))) == {"unclear"}
    assert set(judged(sheet, PENS["ballpoint"], (Light(cast=dark),))) == {"unclear"}


@pytest.mark.parametrize("size", [0.2, 0.35, 0.5])
def test_dust_on_the_glass_is_no_signature_even_fifteen_specks_in_a_box(sheet: Printed, size: float) -> None:
    found = judged(sheet, dust(size), (Light(),) * 8)
    assert found["signed"] == 0, found
