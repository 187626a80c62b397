"""Where the office is stands on the delivery note from its settings: nobody types it on every note."""

from dataclasses import replace

import paper
import sheets

from forms import pdf, xlsx
from forms.lay import lay
from forms.sheet import BAND
from qcdesk.views import OfficeView

FORM = paper.SHELF.newest("delivery_note")
CONTACT = "样例市样例区脚踏路 18 号　电话 0000-5550100　传真 0000-5550101"
OFFICE = OfficeView("样例车料厂", contact=CONTACT)


def test_the_note_says_where_the_office_is_on_paper_and_in_excel() -> None:
    sheet = lay(FORM, paper.record(FORM, paper.sample(FORM)), OFFICE)
    wanted = sheets.squeezed(CONTACT)
    assert wanted in paper.pdf_text(pdf.to_bytes([sheet]))
    assert wanted in paper.xlsx_text(xlsx.to_bytes([sheet]))


def test_it_stands_on_white_and_keeps_its_line_where_nothing_is_set() -> None:
    for office in (OFFICE, replace(OFFICE, contact="")):
        cell = next(cell for cell in lay(FORM, paper.record(FORM, {}), office).cells() if cell.name == "letterhead")
        assert (cell.kind, cell.shade, cell.text) == (BAND, 1.0, office.contact)
        assert cell.h >= 7
