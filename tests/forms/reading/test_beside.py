"""A large glass with a second sheet on it is told from one without, and from a table."""

import random

import pytest
import scanned
from PIL import Image
from scanned import Way

from forms import pdf
from forms.grid import Form
from forms.lay import lay
from forms.reading import has_more, pages, read, straightened

SHEET, OTHER = scanned.HEADED[0], scanned.HEADED[3]


def told(picture: Image.Image, form: Form, way: Way) -> bool:
    geometry = scanned.printed(form).geometry[0]
    (page,) = pages(scanned.jpeg(scanned.scan(picture, way), way.quality), "一.jpg")
    return has_more(straightened(read(page), geometry), geometry)


def unmarked(form: Form) -> Image.Image:
    sheet = lay(form, scanned.paper.record(form), scanned.paper.OFFICE, "zh")
    return scanned.rendered(pdf.to_bytes([sheet]))[0]


def side_by_side(*sheets: Image.Image) -> Image.Image:
    glass = Image.new("L", (sum(one.width for one in sheets), max(one.height for one in sheets)), 255)
    for at, one in enumerate(sheets):
        glass.paste(one, (sum(before.width for before in sheets[:at]), 0))
    return glass


@pytest.mark.parametrize("way", [Way(tilt=1, noise=10, paper=235), Way(dpi=150, turn=1, quality=40)], ids=str)
def test_unmarked_sheet_beside_a_marked_one_is_told(way: Way) -> None:
    own, other = scanned.printed(SHEET).pages[0], unmarked(OTHER)
    assert told(side_by_side(own, other), SHEET, way)
    assert told(side_by_side(other, own), SHEET, way)


def test_sheet_alone_on_a_large_glass_or_on_a_table_is_alone() -> None:
    own = scanned.printed(SHEET).pages[0]
    assert not told(side_by_side(own, Image.new("L", own.size, 255)), SHEET, Way(tilt=1, noise=10))
    assert not told(own, SHEET, Way(tilt=2, noise=10))
    table = Image.new("L", (own.width * 2, own.height * 3 // 2), 120)
    table.paste(own, (own.width // 3, own.height // 4))
    assert not told(table, SHEET, Way(tilt=2, table=120, shade=True))


@pytest.mark.parametrize("label", scanned.LABELS, ids=lambda label: label.kind.code)
def test_label_alone_on_the_glass_is_alone(label: Form) -> None:
    glass = scanned.on_glass([scanned.printed(label).pages[0]], random.Random(3))
    assert not told(glass, label, Way(dpi=300, tilt=1, noise=10))
