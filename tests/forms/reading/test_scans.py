"""Prints signed, scanned and read again: the page is known, the boxes are judged, nothing is ever read wrong."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import scanned
from scanned import Printed, Way

from forms.reading import PageRead, ScannedPage, crop, has_more, ink, is_untouched, pages, read, straightened

SCANS = 200
RIGHT = 0.99
FOLDS = (None, None, None, 0, 1, 2, 3)
LABEL_FOLDS = (None, None, 0, 3)
"""A label has one code; a corner bent over it is told as unreadable."""


def ways(count: int, seed: int) -> Iterator[tuple[Printed, Way]]:
    """Every form in turn, each scanned in another way; one in six with a phone, every third in two languages; labels,
    which are small, with 200 dpi or more."""
    drawn = random.Random(seed)
    for at in range(count):
        form = scanned.paper.FORMS[at % len(scanned.paper.FORMS)]
        number = 1 + at % len(scanned.paper.FORMS)
        phone, small = at % 6 == 5, form in scanned.LABELS
        dpi = (150, 200, 300)[at // 3 % 3] if not small else 300 if phone else (200, 300)[at // 3 % 2]
        way = Way(
            dpi=dpi, tilt=drawn.uniform(-5, 5), turn=(0, 0, 2, 1, 3)[at % 5],
            keystone=0.035 if phone else 0.0, shade=phone, table=drawn.choice((60, 120, 180)) if phone else 255,
            fold=drawn.choice(LABEL_FOLDS if small else FOLDS),
            fold_size=drawn.uniform(3, 6) if small else drawn.uniform(14, 24), noise=drawn.choice((0, 10, 20)),
            paper=drawn.choice((255, 235, 205)), ink=drawn.choice((10, 40)), quality=drawn.choice((40, 40, 75)),
            blur=drawn.uniform(0.4, 0.8), seed=seed + at,
        )  # fmt: skip
        yield scanned.printed(form, number, "zh-en" if number % 3 == 0 else "zh"), way


def verdict_of(found: PageRead, copy: Printed, page: int) -> str:
    """Of the page: right, wrong, or flagged as not known."""
    code, short = found.code, found.short
    if code is not None:
        wanted = copy.code.record, copy.code.position, page, copy.code.office
        return "right" if (code.record, code.position, code.page, code.office) == wanted else "wrong"
    if short is not None:
        return "right" if (short.copy_id, short.page) == (copy.code.copy_id, page) else "wrong"
    return "flagged"


def signed_at_random(copy: Printed, drawn: random.Random) -> tuple[Any, set[int]]:
    """The first page with about half of its boxes signed, and which."""
    picture, signed = copy.pages[0].copy(), set()
    for at, box in enumerate(copy.geometry[0]["boxes"]):
        if drawn.random() < 0.5:
            scanned.scrawl(picture, box, drawn)
            signed.add(at)
    return picture, signed


def lying(copy: Printed, picture: Any, way: Way) -> tuple[Any, Way]:
    """A label lies on the scanner's glass, its own corner folded, or is photographed from near by."""
    if copy.sheet.form in scanned.HEADED or way.keystone:
        return picture, way
    bent = scanned.folded(picture, way.fold, way.fold_size, way.table) if way.fold is not None else picture
    return scanned.on_glass([bent], random.Random(way.seed)), replace(way, fold=None)


def page_of(copy_picture: Any, way: Way) -> ScannedPage:
    (page,) = pages(scanned.jpeg(scanned.scan(copy_picture, way), way.quality), "扫描.jpg")
    return page


@pytest.mark.slow
def test_two_hundred_scans_of_every_form_are_read_right_and_none_wrong() -> None:
    drawn = random.Random(4)
    seen: Counter[str] = Counter()
    judged: Counter[tuple[bool, str]] = Counter()
    for copy, way in ways(SCANS, seed=2026):
        picture, signed = signed_at_random(copy, drawn)
        found = straightened(read(page_of(*lying(copy, picture, way))), copy.geometry[0])
        seen[verdict_of(found, copy, 1)] += 1
        seen["taken for no paper"] += is_untouched(found)
        seen["more beside it"] += has_more(found, copy.geometry[0])
        if found.plane is not None:
            judged.update((at in signed, ink(found, box).verdict) for at, box in enumerate(copy.geometry[0]["boxes"]))
    assert seen["wrong"] == seen["taken for no paper"] == seen["more beside it"] == 0
    assert seen["right"] >= RIGHT * SCANS, seen
    assert judged[True, "empty"] == judged[False, "signed"] == 0, judged
    sure = judged[True, "signed"] + judged[False, "empty"]
    assert sure >= 0.97 * sum(judged.values()), judged


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_it_is_told_how_a_page_lies(turn: int) -> None:
    copy = scanned.printed(scanned.HEADED[0])
    found = read(page_of(copy.pages[0], Way(turn=turn, tilt=3)))
    assert found.turn == 90 * turn
    assert not found.blank
    assert not found.several


def back(paper: int, noise: int, seed: int) -> PageRead:
    way = Way(tilt=1, paper=paper, noise=noise, seed=seed)
    return read(page_of(scanned.Image.new("L", (2480, 3508), 255), way))


@pytest.mark.parametrize(("paper", "noise"), [(255, 0), (255, 25), (200, 0), (200, 15)])
def test_a_blank_back_is_blank_and_not_unreadable(paper: int, noise: int) -> None:
    for seed in range(3):
        found = back(paper, noise, seed)
        assert found.blank
        assert (found.code, found.short) == (None, None)


@pytest.mark.parametrize("paper", [235, 200])
def test_in_coarse_grain_on_grey_paper_a_back_is_left_to_a_person(paper: int) -> None:
    """White paper cuts half of the grain off; on grey paper a pencil could hide in what is left."""
    assert not back(paper, 20, seed=paper).blank


def test_a_written_page_without_a_code_is_not_blank() -> None:
    copy = scanned.printed(scanned.HEADED[3])
    cut = copy.pages[0].crop((0, 350, 2300, 3000))
    found = read(page_of(cut, Way()))
    assert (found.code, found.short, found.blank) == (None, None, False)


def test_two_sheets_and_their_backs_in_one_pdf_are_each_known() -> None:
    one, other = scanned.printed(scanned.HEADED[3]), scanned.printed(scanned.HEADED[7], 5)
    back = scanned.blank_back(Way(noise=10, seed=3))
    sides = [scanned.scan(one.pages[0], Way(tilt=2)), back, scanned.scan(other.pages[0], Way(turn=2)), back]
    found = [read(page) for page in pages(scanned.as_pdf(sides), "两张双面.pdf")]
    assert [item.page.number for item in found] == [1, 2, 3, 4]
    assert [item.blank for item in found] == [False, True, False, True]
    assert [verdict_of(found[0], one, 1), verdict_of(found[2], other, 1)] == ["right", "right"]


def test_a_page_with_two_sheets_on_it_says_so() -> None:
    """A copy of a copy, two sheets on one glass."""
    one, other = scanned.printed(scanned.HEADED[3]), scanned.printed(scanned.HEADED[7], 5)
    glass = scanned.Image.new("L", (4960, 3508), 255)
    glass.paste(one.pages[0], (0, 0))
    glass.paste(other.pages[0], (2480, 0))
    found = read(page_of(glass, Way(dpi=150)))
    assert found.several
    assert {mark.text for mark in (found.main, *found.others) if mark} == {one.code.text(1, 1), other.code.text(1, 1)}


def test_with_its_main_mark_folded_away_a_page_is_known_by_the_second() -> None:
    copy = scanned.printed(scanned.HEADED[5])
    found = straightened(read(page_of(copy.pages[0], Way(fold=1, fold_size=30, tilt=-2))), copy.geometry[0])
    assert found.code is None
    assert verdict_of(found, copy, 1) == "right"
    assert found.sure
    assert {ink(found, box).verdict for box in copy.geometry[0]["boxes"]} == {"empty"}


def label(code: str = "seal_label") -> Printed:
    return scanned.printed(next(form for form in scanned.LABELS if form.kind.code == code))


def test_the_number_of_a_label_printed_plain_is_nobody_s_copy() -> None:
    sheet = replace(label().sheet, copy=None)
    (picture,) = scanned.rendered(scanned.pdf.to_bytes([sheet]))
    found = read(page_of(picture, Way(dpi=300)))
    assert (found.code, found.short) == (None, None)
    assert found.foreign == (sheet.record.number,)


@pytest.mark.parametrize("code", ["seal_label", "hold_tag"])
@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_numbered_label_is_known_and_lies_where_its_one_mark_says(code: str, turn: int) -> None:
    copy = label(code)
    glass = scanned.on_glass(copy.pages, random.Random(turn))
    found = straightened(read(page_of(glass, Way(dpi=200, turn=turn, tilt=2, noise=8))), copy.geometry[0])
    assert verdict_of(found, copy, 1) == "right"
    assert (found.turn, found.several, found.foreign) == (90 * turn, False, ())
    assert found.sure
    assert {ink(found, box).verdict for box in copy.geometry[0]["boxes"]} == {"empty"}


@pytest.mark.parametrize("code", ["seal_label", "hold_tag"])
def test_several_labels_on_one_glass_are_told(code: str) -> None:
    glass = scanned.on_glass(label(code).pages * 2, random.Random(3))
    found = read(page_of(glass, Way(dpi=300)))
    assert found.several
    assert {mark.text for mark in (found.main, found.second, *found.others) if mark} == {
        mark.text for mark in found.others
    }


def test_a_label_stuck_on_a_sheet_whose_main_mark_is_folded_away_is_not_all_there_is() -> None:
    sheet, stuck = scanned.printed(scanned.HEADED[3]), label()
    page = sheet.pages[0].copy()
    page.paste(stuck.pages[0], (900, 1500))
    found = read(page_of(page, Way(fold=1, fold_size=30)))
    assert verdict_of(found, sheet, 1) == "right"
    assert found.several


def test_every_page_of_a_sheet_is_known_as_that_page() -> None:
    form = scanned.paper.SHELF.newest("qc_anomaly")
    sheet = scanned.copy_of(form, values=scanned.paper.limits(form.kind)[0])
    geometry = scanned.boxes(sheet)
    pictures = scanned.rendered(scanned.pdf.to_bytes([sheet]))
    assert len(pictures) == len(geometry) > 1
    for number, picture in enumerate(pictures, start=1):
        found = straightened(read(page_of(picture, Way(dpi=150, tilt=number - 3))), geometry[number - 1])
        assert found.code is not None
        assert (found.code.page, found.code.pages) == (number, len(pictures))
        assert found.sure
        assert {ink(found, box).verdict for box in geometry[number - 1]["boxes"]} <= {"empty"}


def test_a_signature_box_is_cut_out_upright_in_grey_and_in_colour() -> None:
    copy = scanned.printed(scanned.HEADED[3])
    box = copy.geometry[0]["boxes"][0]
    found = straightened(read(page_of(copy.pages[0], Way(turn=2, tilt=4))), copy.geometry[0])
    for colour, mode in ((False, "L"), (True, "RGB")):
        part = crop(found, box, found.page.colour() if colour else None)
        assert part.mode == mode
        assert part.width / part.height == pytest.approx((box["w"] + 300) / (box["h"] + 300), rel=0.03)


def test_the_geometry_may_be_given_at_once() -> None:
    copy = scanned.printed(scanned.HEADED[3])
    page = page_of(copy.pages[0], Way(tilt=2))
    assert straightened(read(page), copy.geometry[0]).sure
    assert read(page).plane is None
