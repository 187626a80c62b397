"""Whoever signed, when and as what can be read: on paper and in the workbook, whatever their name."""

import io
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import paper

from forms import xlsx
from forms.grid import Form
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import REST, SIGN, LaidSheet
from forms.xlsx_height import LEADING, heights, lines_at, size_of
from forms.xlsx_page import LABEL_ZOOM
from forms.xlsx_value import text_of
from qcdesk.kinds import Kind, plain_name
from qcdesk.views import UNDATED

READABLE = 6.0
"""Points."""


def longest_meaning(kind: Kind, slot: str) -> str:
    said = [step.signed_as for step in kind.workflow.steps if plain_name(slot) in step.signs]
    return max(said, key=len, default="核准")


def signed_by(form: Form, name: str, lang: str) -> LaidSheet:
    """Its sample, signed everywhere by one person, each time with the longest words that box can get."""
    record = paper.record(form)
    signatures = tuple(
        replace(item, name=name, meaning=longest_meaning(form.kind, item.slot)) for item in record.signatures
    )
    return lay(form, replace(record, signatures=signatures), paper.OFFICE, lang)


def sizes_on_paper(sheet: LaidSheet) -> Iterator[float]:
    for cell in sheet.cells():
        if cell.kind in (SIGN, REST):
            yield from (word.size for word in cell.words)


def sizes_in_the_workbook(sheet: LaidSheet) -> Iterator[float]:
    zoom = 1 if sheet.form.paper.head else LABEL_ZOOM
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([sheet]))).active
    names = {item.name for item in sheet.record.signatures}
    for row in worksheet.iter_rows():
        yield from (cell.font.sz / zoom for cell in row if any(name in str(cell.value) for name in names))


def test_a_signature_of_a_long_name_can_be_read(form: Form, lang: str) -> None:
    sheets = [signed_by(form, name, lang) for name in ("欧阳明月", "欧阳明月（代上官婉儿）")]
    assert all(min(sizes_on_paper(sheet), default=READABLE) >= READABLE for sheet in sheets)
    assert min(sizes_in_the_workbook(sheets[-1]), default=READABLE) >= READABLE


def test_long_names_take_no_second_page(form: Form, lang: str) -> None:
    pages = len(paginate(paper.laid(form, lang=lang)))
    assert len(paginate(signed_by(form, "欧阳明月", lang))) == pages


def test_that_no_date_was_written_is_said_unbroken(form: Form, lang: str) -> None:
    record = paper.record(form)
    inked = tuple(replace(item, name="欧阳明月", mode="ink", verified_by="qc", verifier="上官婉儿", undated=True)
                  for item in record.signatures)  # fmt: skip
    for cell in lay(form, replace(record, signatures=inked), paper.OFFICE, lang).cells():
        said = cell.kind in (SIGN, REST) and UNDATED in cell.text
        assert not said or any(UNDATED in word.text for word in cell.words), cell.name


def test_rows_of_the_workbook_hold_their_words_in_any_face(form: Form, lang: str) -> None:
    """Office programs that lack the face set lines up to 1.45 of the size apart, and letters wider."""
    for sheet in (paper.blank_sheet(form, lang), signed_by(form, "欧阳明月", lang)):
        tall = heights(sheet)
        for row, height, under in zip(sheet.rows, tall, (*tall[1:], 0.0), strict=True):
            assert height >= 0.3 * row.height
            for cell in (cell for cell in row.cells if (cell.words or cell.label_words) and not cell.pictures):
                room = height + under if cell.deep else height
                size = size_of(cell, room)
                lines = lines_at(text_of(cell), size, cell.w)
                assert lines * size * LEADING * 25.4 / 72 <= room + 0.1, cell.text
