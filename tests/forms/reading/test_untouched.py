"""A print that never was on paper is known by how it was drawn; no picture of paper is ever taken for one."""

import io

import pypdfium2
import pytest
import scanned
from PIL import Image
from scanned import Way

from forms import pdf
from forms.grid import Form
from forms.reading import is_untouched, pages, read
from ui.printing.impose import pdf_on_a4


def told(content: bytes) -> list[bool]:
    return [is_untouched(read(page)) for page in pages(content, "单.pdf")]


def turned(content: bytes, degrees: int) -> bytes:
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            page.set_rotation(degrees)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def test_print_of_every_form_is_known_whichever_way_it_is_turned(form: Form) -> None:
    content = pdf.to_bytes([scanned.copy_of(form)])
    assert set(told(content)) == {True}
    assert told(turned(content, 270))[0]


@pytest.mark.parametrize("label", scanned.LABELS, ids=lambda label: label.kind.code)
def test_label_laid_on_a4_is_known_as_well(label: Form) -> None:
    assert told(pdf_on_a4(pdf.to_bytes([scanned.copy_of(label)]), 8)) == [True]


def test_signature_drawn_with_a_pdf_pen_makes_no_paper_of_it() -> None:
    with pypdfium2.PdfDocument(pdf.to_bytes([scanned.copy_of(scanned.HEADED[0])])) as document:
        page, stroke = document[0], pypdfium2.raw.FPDFPageObj_CreateNewPath(100, 100)
        for x, y in ((140, 130), (180, 95), (230, 120)):
            pypdfium2.raw.FPDFPath_LineTo(stroke, x, y)
        pypdfium2.raw.FPDFPath_SetDrawMode(stroke, 0, True)
        pypdfium2.raw.FPDFPage_InsertObject(page.raw, stroke)
        page.gen_content()
        buffer = io.BytesIO()
        document.save(buffer)
    assert told(buffer.getvalue())[0]


@pytest.mark.parametrize("dpi", [200, 300, 400, 600])
@pytest.mark.parametrize("tilt", [0, 0.4])
def test_scan_of_one_bit_a_dot_is_paper_however_straight_it_lies(dpi: int, tilt: float) -> None:
    """Hard edges, no grain, not even the toner's: harder to tell from a drawing than any real machine makes it."""
    copy = scanned.printed(scanned.HEADED[0])
    hard = scanned.scan(copy.pages[0], Way(dpi=dpi, tilt=tilt)).point([255 * (value > 128) for value in range(256)])
    one_bit = hard.convert("1")
    for kind in ("PDF", "TIFF"):
        buffer = io.BytesIO()
        one_bit.save(buffer, kind, **({"compression": "group4"} if kind == "TIFF" else {"resolution": dpi}))
        assert told(buffer.getvalue()) == [False], kind


@pytest.mark.parametrize("sheet", [scanned.HEADED[0], *scanned.LABELS], ids=lambda sheet: sheet.kind.code)
@pytest.mark.parametrize("quality", [75, 95])
def test_cleanest_grey_scan_saved_as_pdf_is_paper(sheet: Form, quality: int) -> None:
    clean = scanned.scan(scanned.printed(sheet).pages[0], Way(blur=0.3, ink=0))
    assert told(scanned.as_pdf([clean], quality=quality)) == [False]
    assert told(scanned.jpeg(clean, quality)) == [False]


@pytest.mark.parametrize("dpi", [200, 300])
def test_picture_of_one_bit_with_something_grey_on_it_is_paper(dpi: int) -> None:
    """A photo on the sheet, or a stamp that was put in later."""
    copy = scanned.printed(scanned.HEADED[0])
    hard = scanned.scan(copy.pages[0], Way(dpi=dpi)).point([255 * (value > 128) for value in range(256)])
    wide, high = hard.size
    stamp = Image.linear_gradient("L").resize((wide // 5, high // 8))
    hard.paste(stamp, (wide * 3 // 5, high * 3 // 4))
    for kind in ("PNG", "TIFF"):
        buffer = io.BytesIO()
        hard.save(buffer, kind)
        assert told(buffer.getvalue()) == [False], kind
