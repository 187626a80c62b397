"""Photos in a cell: upright, in order, side by side, no larger than needed; a broken file is said, not fatal."""

import io
from itertools import pairwise

import openpyxl
import paper
import pytest
import sheets
from pictures import picture
from PIL import Image

from forms import pdf, xlsx, xlsx_sheet
from forms.fit import SERIF
from forms.lay import lay
from forms.photos import MOST_PIXELS, Gallery, scaled
from forms.sheet import LaidCell, LaidSheet

ANOMALY = paper.SHELF.newest("qc_anomaly")


def hung(*files: bytes) -> tuple[LaidSheet, Gallery]:
    store = {f"{number:064x}": file for number, file in enumerate(files)}
    gallery = Gallery(store.__getitem__)
    entries = [{"sha256": name, "name": f"断口{number}.jpg"} for number, name in enumerate(store)]
    values = ANOMALY.kind.parse({"description": "见图", "description_photos": entries})
    return lay(ANOMALY, paper.record(ANOMALY, values), paper.OFFICE, gallery=gallery), gallery


def test_four_photos_stand_side_by_side_under_the_words() -> None:
    sheet, gallery = hung(*[picture(1600, 1200)] * 4)
    cell = sheet.cell("description")
    assert cell is not None
    shots = cell.pictures
    assert len(shots) == 4
    assert len({(round(s.y, 3), round(s.h, 3)) for s in shots}) == 1
    assert 20 <= shots[0].h <= 30
    for one, two in pairwise(shots):
        assert one.x + one.w < two.x
    assert all(cell.x < s.x and s.x + s.w < cell.x + cell.w and s.y + s.h < cell.y + cell.h for s in shots)
    assert [word.text[:2] for word in cell.words[1:]] == ["图一", "图二", "图三", "图四"]
    assert pdf.to_bytes([sheet], gallery).count(b"/DCTDecode") == 1


def test_panoramas_stay_inside_their_cell() -> None:
    sheet, _ = hung(*[picture(4000, 500)] * 4)
    cell = sheet.cell("description")
    assert cell is not None
    assert all(s.x + s.w <= cell.x + cell.w for s in cell.pictures)


def test_camera_orientation_is_followed() -> None:
    gallery = Gallery({"a": picture(400, 300, orientation=6)}.__getitem__)
    assert gallery.size("a") == (300, 400)
    shot = gallery.jpeg("a", 30, 40)
    assert shot is not None
    with Image.open(io.BytesIO(shot)) as image:
        assert image.height > image.width
        assert image.getexif().get(0x0112) in (None, 1)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1"])
def test_any_mode_becomes_a_jpeg_on_white(mode: str) -> None:
    with Image.open(io.BytesIO(scaled(picture(50, 50, "PNG", mode), (20, 20)))) as image:
        assert (image.format, max(image.size)) == ("JPEG", 20)


def test_pictures_are_cut_to_the_dots_that_can_be_printed() -> None:
    gallery = Gallery({"a": picture(4000, 3000)}.__getitem__)
    shot = gallery.jpeg("a", 40, 30)
    assert shot is not None
    with Image.open(io.BytesIO(shot)) as image:
        assert image.size == (315, 236)
    assert gallery.jpeg("a", 40, 30) is shot


def named(*names: str) -> LaidCell:
    entries = [{"sha256": f"{number:064x}", "name": name} for number, name in enumerate(names)]
    values = ANOMALY.kind.parse({"description_photos": entries})
    sheet = lay(ANOMALY, paper.record(ANOMALY, values), paper.OFFICE, gallery=Gallery(lambda name: picture(40, 30)))
    cell = sheet.cell("description")
    assert cell is not None
    return cell


def test_file_names_go_on_to_a_second_line_rather_than_be_cut() -> None:
    names = ["reflector-amber-2026-11-05-line-3.jpg", "IMG_20261103_101112.jpg", "断口.jpg"]
    cell = named(*names)
    text = "".join(word.text for word in cell.words)
    assert all(name in text.replace(" ", "") for name in names)
    for word in cell.words:
        shot = min(cell.pictures, key=lambda one: abs(one.x - word.x))
        assert SERIF.width(word.text, word.size) <= shot.w + 0.01
        assert shot.y + shot.h < word.y < cell.y + cell.h


def test_a_few_words_beside_photos_are_as_large_as_elsewhere() -> None:
    entries = [{"sha256": "0" * 64, "name": "a.jpg"}]
    sizes = []
    for photos in ([], entries):
        values = ANOMALY.kind.parse({"description": "断口呈贝壳纹。\n客户已停线。", "description_photos": photos})
        sheet = lay(ANOMALY, paper.record(ANOMALY, values), paper.OFFICE, gallery=Gallery(lambda name: picture(40, 30)))
        sizes.append(sheet.cell("description").words[0].size)
    assert sizes[0] == sizes[1]


def test_endless_file_names_are_shortened_beneath_their_photo() -> None:
    cell = named(*["很长的文件名" * 20] * 4)
    assert len(cell.words) == 8
    assert sum(word.text.startswith("图") for word in cell.words) == 4
    assert sum(word.text.endswith("…") for word in cell.words) == 4


@pytest.mark.parametrize("file", [b"", b"not a picture", picture(40, 30)[:200], picture(900, 900)[:-400]])
def test_a_broken_photo_is_said_on_the_sheet(file: bytes) -> None:
    sheet, gallery = hung(file, picture(40, 30))
    assert "照片读不出" in paper.pdf_text(pdf.to_bytes([sheet], gallery))
    xlsx.to_bytes([sheet], gallery)


def test_a_lost_photo_is_said_on_the_sheet() -> None:
    values = ANOMALY.kind.parse({"description_photos": [{"sha256": "0" * 64, "name": "a.jpg"}]})
    sheet = lay(ANOMALY, paper.record(ANOMALY, values), paper.OFFICE)
    assert "照片读不出" in paper.pdf_text(pdf.to_bytes([sheet]))


def test_a_picture_of_too_many_pixels_is_not_decoded() -> None:
    side = int(MOST_PIXELS**0.5) + 10
    gallery = Gallery({"a": picture(side, side, "PNG", "1")}.__getitem__)
    assert gallery.size("a") is None
    assert gallery.jpeg("a", 10, 10) is None


def test_photos_go_on_over_pages_with_their_captions() -> None:
    entries = [{"sha256": f"{number:064x}", "name": f"n{number}.jpg"} for number in range(4)]
    gallery = Gallery(lambda name: picture(1600, 1200))
    for length in (3000, 3300, 3600, 3900):
        values = ANOMALY.kind.parse({"description": "高" * length, "description_photos": entries})
        file = pdf.to_bytes([lay(ANOMALY, paper.record(ANOMALY, values), paper.OFFICE, gallery=gallery)], gallery)
        with_caption = [text for text in sheets.pdf_pages(file) if "图一" in text]
        assert len(with_caption) == 1
        assert all(name in with_caption[0] for name in ("图二", "图三", "图四"))


def test_workbook_holds_the_photos() -> None:
    sheet, gallery = hung(*[picture(1600, 1200)] * 4)
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet], gallery))).active
    anchors = [image.anchor._from for image in worksheet._images]
    assert len({anchor.row for anchor in anchors}) == 1
    assert [anchor.col for anchor in anchors] == sorted(anchor.col for anchor in anchors)


def test_logo_is_printed() -> None:
    from dataclasses import replace

    office = replace(paper.OFFICE, logo=picture(400, 100, "PNG", "RGBA"))
    gallery = Gallery()
    sheet = lay(ANOMALY, paper.record(ANOMALY), office, gallery=gallery)
    assert b"/DCTDecode" in pdf.to_bytes([sheet], gallery)
    assert len(openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet], gallery))).active._images) == 1
    broken = replace(paper.OFFICE, logo=b"no picture")
    assert pdf.to_bytes([lay(ANOMALY, paper.record(ANOMALY), broken)])


def test_workbook_says_beneath_the_photos_what_paper_says() -> None:
    sheet, gallery = hung(picture(1600, 1200), b"not a picture")
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet], gallery))).active
    said = next(cell for row in worksheet.iter_rows() for cell in row if "图一" in str(cell.value))
    assert said.value == "图一 断口0.jpg　图二 断口1.jpg（照片读不出）"
    (image,) = worksheet._images
    assert image.anchor._from.row + 2 == said.row
    high = image.anchor._from.rowOff + image.anchor.ext.height
    assert high / xlsx_sheet.EMU <= worksheet.row_dimensions[said.row - 1].height * 25.4 / 72 + 0.01
    between = worksheet.cell(said.row - 1, said.column).border.bottom, said.border.top
    assert not any(side and side.style for side in between)
