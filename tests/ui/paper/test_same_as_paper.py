"""The screen shows the sheet that comes out of the printer: the same words and lines in the same places."""

import io

import factory
import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QBuffer, QIODevice

from forms import pdf, preview, printing
from ui.paper.scale import MARGIN

INK = 150
NEAR = 5
"""Pixels of a square within which a stroke may stand elsewhere; odd."""

FORMS = [
    "qc_anomaly-spindle", "rework_record-reflector", "seal_label-thread", "seal_ledger-2026-11",
    "return_application-spindle", "delivery_note-exchange", "hold_tag-cup", "scrap_sheet-spindle",
    "coordination_order-missing", "service_tracking-2026-11", "complaint_ledger-2026-11",
    "satisfaction_survey-qingyu", "satisfaction_summary-2026-2", "satisfaction_analysis-2026-2",
    "car_8d-spindle", "complaint_register-spindle", "field_rework-spindle", "inspection_report-spindle",
    "internal_contact-spindle",
]  # fmt: skip


def ink(image: Image.Image) -> Image.Image:
    return image.convert("L").point(lambda level: 255 if level < INK else 0)


def share_missing(wanted: Image.Image, found: Image.Image) -> float:
    """The part of the wanted ink that has no ink near it."""
    missing = ImageChops.subtract(wanted, found.filter(ImageFilter.MaxFilter(NEAR)))
    return missing.histogram()[255] / max(1, wanted.histogram()[255])


def on_paper(session, record: int) -> Image.Image:
    made = printing.record_print(session.desk, session.shelf, record)
    page = next(iter(preview.pictures(pdf.to_bytes(made.sheets, made.gallery), dpi=96)))
    return Image.open(io.BytesIO(page))


def on_screen(page) -> Image.Image:
    page.area.zoom_to(100)
    page.setFocus()
    grabbed = page.view.grab(page.view.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    grabbed.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


@pytest.mark.parametrize("sample", FORMS)
def test_screen_and_paper_have_the_same_ink(show, session, sample) -> None:
    code = sample.split("-")[0]
    record = factory.draft(session.desk, code, factory.sample(sample))
    factory.take(session.desk, record, session.shelf.kinds.newest(code).workflow.from_state("draft")[0].action)
    page = show(record)
    paper, screen = ink(on_paper(session, record)), ink(on_screen(page))
    assert abs(paper.width - screen.width) <= 1
    size = (min(paper.width, screen.width), min(paper.height, screen.height))
    paper, screen = paper.crop((0, 0, *size)), screen.crop((0, 0, *size))
    assert share_missing(paper, screen) < 0.02
    assert share_missing(screen, paper) < 0.02
