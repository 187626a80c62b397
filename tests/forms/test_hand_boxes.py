"""The signer's own signature or seal stands in its box beside his name and the time, over nothing, however small."""

import io
from dataclasses import replace

import openpyxl
import paper
import pytest
from PIL import Image, ImageDraw

from forms import xlsx
from forms.fit import SERIF
from forms.grid import Form
from forms.lay import lay
from forms.paginate import paginate
from forms.photos import Gallery
from forms.sheet import REST, SIGN, LaidCell, LaidSheet, Picture, Words
from forms.xlsx_height import above, across, heights, lines_at, size_of
from forms.xlsx_value import text_of

SHAPES = {"signature": (560, 200), "seal": (200, 200), "flourish": (600, 70)}


def drawn(size: tuple[int, int]) -> bytes:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((8, 8, size[0] - 8, size[1] - 8), fill=(20, 30, 90, 255), width=9)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def signed(
    form: Form, shape: str, lang: str = "zh", name: str = "欧阳明月", principal: str = ""
) -> tuple[LaidSheet, Gallery]:
    gallery = Gallery()
    hand = gallery.adopt(drawn(SHAPES[shape]))
    record = paper.record(form)
    signatures = tuple(
        replace(item, name=name, picture=hand, deputy_for="gm" if principal else "", deputy_name=principal)
        for item in record.signatures
    )
    return lay(form, replace(record, signatures=signatures), paper.OFFICE, lang, gallery), gallery


def boxes(sheet: LaidSheet) -> list[LaidCell]:
    return [cell for cell in sheet.cells() if cell.kind in (SIGN, REST) and cell.text]


def extent(word: Words) -> tuple[float, float, float, float]:
    high = word.size * 25.4 / 72
    return word.x, word.y - 0.88 * high, word.x + SERIF.width(word.text, word.size), word.y + 0.12 * high


def overlap(one: tuple[float, float, float, float], picture: Picture) -> bool:
    left, top, right, bottom = one
    clear_of = right <= picture.x + 0.01 or picture.x + picture.w <= left + 0.01
    return not (clear_of or bottom <= picture.y + 0.3 or picture.y + picture.h <= top + 0.3)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_box_has_the_picture_beside_its_words_and_over_nothing(form: Form, lang: str, shape: str) -> None:
    for principal in ("", "上官婉儿"):
        sheet, _ = signed(form, shape, lang, principal=principal)
        for cell in boxes(sheet):
            if cell.pictures:
                picture = cell.pictures[0]
                assert not [word.text for word in (*cell.words, *cell.label_words) if overlap(extent(word), picture)]
                assert cell.x <= picture.x
                assert picture.x + picture.w <= cell.x + cell.w + 0.01
                assert cell.y <= picture.y
                assert picture.y + picture.h <= cell.y + cell.h + 0.01
            assert "欧阳明月" in cell.text or "2026" in cell.text
        slots = {cell.name for cell in boxes(sheet)}
        assert {cell.name for cell in boxes(sheet) if cell.pictures} == slots or not form.paper.head


@pytest.mark.parametrize("shape", ["signature", "seal"])
def test_pictures_take_no_second_page(form: Form, lang: str, shape: str) -> None:
    assert len(paginate(signed(form, shape, lang)[0])) == len(paginate(paper.laid(form, lang=lang)))


def test_the_workbook_keeps_words_and_picture_apart_in_any_face(form: Form, lang: str) -> None:
    sheet, gallery = signed(form, "signature", lang)
    for row, height in zip(sheet.rows, heights(sheet), strict=True):
        for cell in row.cells:
            if cell.kind in (SIGN, REST) and cell.pictures:
                size = size_of(cell, height)
                high = lines_at(text_of(cell), size, across(cell)) * size * 1.45 * 25.4 / 72
                assert high + above(cell) <= height + 0.15, cell.text
    book = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet], gallery)))
    hung = sum(len(cell.pictures) for cell in boxes(sheet))
    assert len(book.active._images) >= hung
