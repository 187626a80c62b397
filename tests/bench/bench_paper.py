"""Paper: each form filled, laid and printed, against its boxes drawn straight on a canvas, and against LibreOffice."""

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import paper
from harness import Case
from reportlab.pdfgen.canvas import Canvas

from forms import pdf, xlsx
from forms.faces import FILES, POINT
from forms.grid import Form
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import Fill, Page, Rule, Words

DOT = 1 / POINT
OFFICE_SUITE = shutil.which("soffice")


def cases(folder: Path) -> Iterator[Case]:
    """Warm: the faces are loaded, one sheet of the form was printed before."""
    pdf.faces()
    for form in paper.FORMS:
        yield against_straight(form)
    for form in paper.FORMS:
        yield against_office_suite(form, folder)
    yield five_hundred()
    yield five_hundred_blanks()


def printed(form: Form) -> bytes:
    """From the saved values to the PDF's bytes."""
    return pdf.to_bytes([lay(form, paper.record(form), paper.OFFICE)])


def against_straight(form: Form) -> Case:
    record = paper.record(form)
    pages = paginate(lay(form, record, paper.OFFICE))
    return Case(
        f"PDF of {form.kind.code}, against its boxes drawn straight",
        lambda: pdf.to_bytes([lay(form, record, paper.OFFICE)]),
        lambda: straight(pages),
        reach=1.3,
    )


def straight(pages: Sequence[Page]) -> bytes:
    """The same words and rules with the canvas's own calls, one by one."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1)
    for page in pages:
        canvas.setPageSize((page.width * DOT, page.height * DOT))
        for item in page.items:
            stroke(canvas, page.height, item)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def stroke(canvas: Canvas, height: float, item: object) -> None:
    if isinstance(item, Words):
        canvas.setFont(FILES[item.face], item.size)
        canvas.setFillGray(item.shade)
        canvas.drawString(item.x * DOT, (height - item.y) * DOT, item.text, charSpace=item.spacing)
    elif isinstance(item, Rule):
        canvas.setLineWidth(item.width)
        canvas.line(item.x1 * DOT, (height - item.y1) * DOT, item.x2 * DOT, (height - item.y2) * DOT)
    elif isinstance(item, Fill):
        canvas.setFillGray(item.shade)
        canvas.rect(item.x * DOT, (height - item.y - item.h) * DOT, item.w * DOT, item.h * DOT, stroke=0, fill=1)


def against_office_suite(form: Form, folder: Path) -> Case:
    workbook = folder / f"{form.kind.code}.xlsx"
    xlsx.write([paper.laid(form)], workbook)
    return Case(
        f"PDF of {form.kind.code}, against LibreOffice converting the same sheet",
        lambda: printed(form),
        lambda: convert(workbook, folder),
        reach=1 / 8,
        rounds=3,
        missing="" if OFFICE_SUITE else "LibreOffice is not installed",
    )


def convert(workbook: Path, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE_SUITE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)


def five_hundred() -> Case:
    """Records that differ in number; the peer draws boxes that are already laid."""
    form = paper.SHELF.newest("qc_anomaly")
    values = dict(paper.record(form).values)
    records = [paper.record(form, {**values, "order_no": f"HL-26-{number:04d}"}) for number in range(500)]
    pages = [page for record in records for page in paginate(lay(form, record, paper.OFFICE))]
    return Case(
        "500 sheets as one PDF, against their boxes drawn straight",
        lambda: pdf.to_bytes(lay(form, record, paper.OFFICE) for record in records),
        lambda: straight(pages),
        reach=1.3,
        rounds=3,
    )


def five_hundred_blanks() -> Case:
    form = paper.SHELF.newest("qc_anomaly")
    sheet = paper.blank_sheet(form)
    one = paginate(sheet) * 500
    return Case(
        "500 blank sheets as one PDF, against their boxes drawn straight",
        lambda: pdf.to_bytes([sheet] * 500),
        lambda: straight(one),
        reach=1.0,
        rounds=3,
    )
