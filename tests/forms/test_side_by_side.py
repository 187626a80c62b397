"""Several sheets in one picture: what is filed by hand shows the boxes of its own sheet, or none at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import factory
import pytest
import scanned
from PIL import Image, ImageStat
from refusals import refusal
from scanned import Way

from forms import filing, pdf, printing
from qcdesk.desk import Desk
from qcdesk.services.papers import copy_list, inked, placing, probable, scan_list, scans, waiting_ink
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.scan_list import ScanView

SLOTS = ("prod_sign", "reviewed", "approved")


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path) -> Desk:
    return factory.copy_of(desk_template, tmp_path / "home")


def printed(desk: Desk, record: int) -> tuple[CopyView, Image.Image]:
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), record)
    return made.copies[0], scanned.rendered(pdf.to_bytes(made.sheets, made.gallery))[0]


def rework(desk: Desk) -> int:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return record


def inky(copy: CopyView, page: Image.Image) -> Image.Image:
    """The boxes filled with ink, so that nobody takes them for empty ones."""
    picture = page.copy()
    for box in copy.page_boxes[0]["boxes"]:
        if box["slot"] in SLOTS:
            x, y, w, h = (round(box[side] / 100 * scanned.DOTS) for side in "xywh")
            picture.paste(60, (x + w // 4, y + h // 4, x + 3 * w // 4, y + 3 * h // 4))
    return picture


def beside(*sides: Image.Image, over: int = 0) -> Image.Image:
    """On one glass from left to right, the later ones lying `over` the earlier by so many dots."""
    wide = sides[0].width - over
    table = Image.new("L", (wide * len(sides) + over, sides[0].height), 255)
    for at, side in enumerate(sides):
        table.paste(side, (at * wide, 0))
    return table


def taken(desk: Desk, table: Image.Image, turn: int = 0) -> ScanView:
    content = scanned.jpeg(scanned.scan(table, Way(tilt=1, noise=8, turn=turn)))
    (page,) = filing.take_bytes(factory.seat(desk, "qc"), content, "两张.jpg").pages
    return page


def filed(desk: Desk, page: ScanView, copy: CopyView) -> ScanView:
    scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "对着纸看过")
    return scan_list.get(desk, page.id)


def shades(desk: Desk, page: ScanView) -> list[float]:
    """How bright each box is that may be full of ink."""
    cut = filing.crops(desk, page)
    return [ImageStat.Stat(cut[slot].convert("L")).mean[0] for slot in SLOTS]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("same", [False, True])
def test_page_with_two_sheets_shows_the_boxes_of_the_one_that_it_is_filed_to(
    desk: Desk, same: bool, swapped: bool
) -> None:
    """Of two records, or two copies of one."""
    record = rework(desk)
    (full, page), (empty, other) = printed(desk, record), printed(desk, record if same else rework(desk))
    sides = [inky(full, page), other]
    seen = taken(desk, beside(*(sides[::-1] if swapped else sides)), turn=2 if swapped else 0)
    assert seen.flag == placing.SEVERAL
    bright = shades(desk, filed(desk, seen, empty))
    assert {box.verdict for box in inked.proposed(desk, empty.id).boxes} == {"unjudged"}
    picture, straight = filing.laid(desk, scan_list.get(desk, seen.id), 50)
    assert (straight, picture.height > picture.width) == (True, True)
    scans.undo(factory.seat(desk, "qc"), seen.id, "归错了")
    dark = shades(desk, filed(desk, seen, full))
    assert all(one > two + 20 for one, two in zip(bright, dark, strict=True)), (bright, dark)
    assert waiting_ink.waiting(desk) == {}


def test_sheet_that_lies_below_another_shows_the_whole_page_and_no_boxes(desk: Desk) -> None:
    """Its second mark and its lower frame are covered: what lies over them are the boxes of the other."""
    (full, page), (below, other) = printed(desk, rework(desk)), printed(desk, rework(desk))
    table = other.copy()
    table.paste(inky(full, page).crop((0, 400, page.width, page.height)), (0, 400))
    table = beside(table, inky(full, page))
    seen = filed(desk, taken(desk, table), below)
    assert filing.crops(desk, seen) == {}
    picture, straight = filing.laid(desk, seen, 50)
    assert (straight, picture.width > picture.height) == (False, True)
    assert {box.verdict for box in inked.proposed(desk, below.id).boxes} == {"unjudged"}


@pytest.mark.parametrize("at", [0, 1])
def test_page_glued_of_two_sheets_shows_the_boxes_of_neither(desk: Desk, at: int) -> None:
    record = rework(desk)
    (one, upper), (other, lower) = printed(desk, record), printed(desk, record)
    glued = inky(one, upper)
    glued.paste(lower.crop((0, 1700, lower.width, lower.height)), (0, 1700))
    seen = filed(desk, taken(desk, glued), (one, other)[at])
    assert filing.crops(desk, seen) == {}
    assert filing.laid(desk, seen, 50)[1] is False
    assert {box.verdict for box in inked.proposed(desk, (one, other)[at].id).boxes} == {"unjudged"}


def test_original_beside_its_own_photocopy_is_filed_shows_the_boxes_of_neither_and_waits(desk: Desk) -> None:
    copy, page = printed(desk, rework(desk))
    seen = taken(desk, beside(inky(copy, page), page))
    assert (seen.copy and seen.copy.id, seen.flag) == (copy.id, "")
    assert filing.crops(desk, seen) == {}
    assert {box.verdict for box in inked.proposed(desk, copy.id).boxes} == {"unjudged"}
    assert waiting_ink.waiting(desk) == {}
    assert set(SLOTS) <= set(waiting_ink.unjudged(desk)[copy.id, 1]), "somebody has to look at the page"


def stranger() -> Image.Image:
    return scanned.printed(scanned.HEADED[3]).pages[0]


@pytest.mark.parametrize("order", [lambda both: both, reversed])
def test_ours_beside_another_office_s_is_offered_alone_and_filed_to_nothing_else(
    desk: Desk, order: Callable[[list[Image.Image]], list[Image.Image]]
) -> None:
    (copy, page), (absent, _) = printed(desk, rework(desk)), printed(desk, rework(desk))
    seen = taken(desk, beside(*order([inky(copy, page), stranger()])))
    assert (seen.flag, "别的办公室的单" in seen.why) == (placing.SEVERAL, True)
    assert [(one.copy.id, one.page) for one in probable.likely(desk, seen)] == [(copy.id, 1)]
    said = refusal(lambda: filed(desk, seen, absent))
    assert said == (
        f"图上的码是{copy.named}第 1 页，没有{absent.named}第 1 页的码，不能归到那里。"
        "要收那一张，请把它单独扫描；这一页归到码上的单，或放在一边"
    )
    assert copy_list.get(desk, absent.id).state == copy_list.PRINTED
    assert all(shade < 215 for shade in shades(desk, filed(desk, seen, copy)))


def test_two_sheets_of_another_office_are_filed_to_nothing(desk: Desk) -> None:
    (copy, _), other = printed(desk, rework(desk)), scanned.printed(scanned.HEADED[7], 5).pages[0]
    seen = taken(desk, beside(stranger(), other))
    assert (seen.flag, probable.likely(desk, seen)) == (placing.FOREIGN, [])
    assert refusal(lambda: filed(desk, seen, copy)) == scans.FOREIGN_STAYS


def test_page_that_was_filed_to_what_is_not_on_it_by_an_earlier_program_shows_no_boxes(desk: Desk) -> None:
    (_, page), (absent, _) = printed(desk, rework(desk)), printed(desk, rework(desk))
    seen = taken(desk, page)
    wrong = replace(seen, copy=absent, act=scan_list.FILE)
    assert len(filing.crops(desk, seen)) > 1
    assert (filing.crops(desk, wrong), wrong.boxes, len(seen.boxes) > 1) == ({}, [], True)
    assert filing.laid(desk, wrong, 50)[1] is False
