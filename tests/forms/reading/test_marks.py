"""The second mark is found where it stands, whatever else is stuck beside it."""

import pytest
import scanned
import zxingcpp
from papers import SUPPLIERS
from PIL import Image
from scanned import Way

from forms import code
from forms.reading import marks, pages
from qcdesk import copy_codes


def sticker(side: int) -> Image.Image:
    made = zxingcpp.create_barcode(SUPPLIERS, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=8, add_quiet_zones=True))
    return picture.convert("L").resize((side, side))


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("away", [-12.0, 12.0])
def test_a_label_s_code_beside_the_second_mark_is_not_taken_for_it(dpi: int, away: float) -> None:
    """Above or to the right: 12 mm from its centre, within where it is looked for."""
    copy = scanned.printed(scanned.HEADED[3])
    x, y, side = (value / 100 for value in copy.geometry[0]["second"])
    centre = x + side / 2, y + side / 2
    picture, wide = copy.pages[0].copy(), round(side * scanned.DOTS)
    spot = (centre[0] - side / 2, centre[1] + away) if away < 0 else (centre[0] + away - side / 2, centre[1])
    picture.paste(sticker(wide), (round(spot[0] * scanned.DOTS), round((spot[1] - side / 2) * scanned.DOTS)))
    (page,) = pages(scanned.jpeg(scanned.scan(picture, Way(dpi=dpi)), 40), "扫描.jpg")
    dots = dpi / 25.4
    found = marks.second(page.grey, (centre[0] * dots, centre[1] * dots), 16 * dots)
    assert found is not None
    assert found.text == copy.code.compact(1)


def test_nothing_is_looked_for_beyond_the_edge_of_the_picture() -> None:
    assert marks.second(Image.new("L", (300, 300), 255), (-50.0, -50.0), 40.0) is None


@pytest.mark.parametrize("copy_id", [1, 517, 32**4 - 1, 32**4, 10**9])
@pytest.mark.parametrize("page", [1, 12, 240, 9999])
def test_the_second_mark_of_any_number_is_square_and_reads(copy_id: int, page: int) -> None:
    text = copy_codes.CopyCode("7K3M9Q", 1234, 0, 2, copy_id, "a" * 64, scanned.PRINTED_AT).compact(page)
    matrix = code.small_matrix(text)
    assert len(matrix) == len(matrix[0])
    assert len(matrix) == 14 or (len(matrix) == 16 and len(text) > 10)
    drawn = Image.frombytes("L", (len(matrix),) * 2, bytes(0 if dark else 255 for row in matrix for dark in row))
    wide = Image.new("L", (len(matrix) + 4,) * 2, 255)
    wide.paste(drawn, (2, 2))
    found = marks.thorough(wide.resize((wide.width * 6,) * 2, Image.Resampling.NEAREST))
    assert [mark.text for mark in found] == [text]
    assert found[0].says == copy_codes.parse_short(text)
