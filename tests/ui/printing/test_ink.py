"""The printer's painter: words stay words, everything stands where the PDF has it, labels share a sheet."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from forms import pdf, preview
from qcdesk.services import search
from ui.printing import job as jobs
from ui.printing.impose import places
from ui.printing.ink import page_range, printer_for_file, run_off
from ui.printing.job import Job

SMALL = 250_000
SAME = 0.03
"""Of the page: how much may differ between two renderers' edges."""


@pytest.fixture
def anomaly(session) -> Job:
    row = search.find(session.desk, search.Query(forms=("qc_anomaly",), states=("submitted",), limit=1)).rows
    rows = row or search.find(session.desk, search.Query(forms=("qc_anomaly",), limit=9)).rows
    numbered = next(item for item in rows if item.number)
    return jobs.of_record(session.desk, session.shelf, numbered.id, "zh")


@pytest.fixture
def label(session) -> Job:
    row = search.find(session.desk, search.Query(forms=("seal_label",))).rows[0]
    return jobs.of_record(session.desk, session.shelf, row.id, "zh")


def printed(session, job: Job, path: Path) -> Path:
    made = job.laid(session.desk, session.shelf)
    run_off(printer_for_file(str(path)), job.pages(made), made.gallery)
    return path


def words_in(path: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()


def grey(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


@pytest.mark.parametrize("lang", ["zh", "zh-en"])
def test_a_printed_sheet_has_words_no_bitmap_and_is_small(session, anomaly, tmp_path, lang) -> None:
    path = printed(session, anomaly.spoken(lang), tmp_path / "sheet.pdf")
    words = words_in(path)
    assert anomaly.number in words
    assert "不良率" in words
    assert path.stat().st_size < SMALL
    images = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, check=True).stdout.decode()
    assert len(images.splitlines()) == 2
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout.decode()
    assert "QCDeskSerif" in fonts
    assert "TrueType" in fonts


def test_printer_and_pdf_give_the_same_picture(session, anomaly, tmp_path) -> None:
    made = anomaly.laid(session.desk, session.shelf)
    path = printed(session, anomaly, tmp_path / "sheet.pdf")
    ours, theirs = (
        grey(next(iter(preview.pictures(content, 50))))
        for content in (path.read_bytes(), pdf.to_bytes(made.sheets, made.gallery))
    )
    assert ours.size == theirs.size
    off = ImageChops.difference(ours, theirs).point(lambda value: 255 if value > 96 else 0)
    share = off.histogram()[255] / (ours.width * ours.height)
    assert share < SAME


def test_a_photo_is_printed_as_a_picture(session, tmp_path) -> None:
    import resources
    from qcdesk.services import attaching, records

    photo = attaching.add_file(session.desk, resources.path("sample/photos/carton-torn.jpg"))
    values = {"customer": "照片厂", "description": "见照片", "description_photos": [photo]}
    record = records.create(session.desk, "qc_anomaly", values).record
    job = jobs.of_record(session.desk, session.shelf, record, "zh")
    path = printed(session, job, tmp_path / "photo.pdf")
    images = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, check=True).stdout.decode()
    assert len(images.splitlines()) > 2
    assert job.file_name.startswith(f"草稿{record}")


def test_labels_stand_four_by_two_on_a4(session, label, tmp_path) -> None:
    from dataclasses import replace

    corners = list(places(70, 39, 8))
    assert len(corners) == 8
    assert all(0 < x < 210 - 70 and 0 < y < 297 - 39 for x, y in corners)
    sheet = replace(label, together=True, count=10)
    made = sheet.laid(session.desk, session.shelf)
    pages = sheet.pages(made)
    assert [(page.width, page.height) for page in pages] == [(210, 297)] * 2
    content = jobs.pdf_of(sheet, made)
    assert preview.page_count(content) == 2
    (tmp_path / "labels.pdf").write_bytes(content)
    assert words_in(tmp_path / "labels.pdf").count(label.number) == 10


def test_a_single_label_has_its_own_paper(session, label, tmp_path) -> None:
    path = printed(session, label, tmp_path / "label.pdf")
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    size = next(line for line in info.splitlines() if line.startswith("Page size"))
    wide, high = (float(word) for word in size.split() if word.replace(".", "").isdigit())
    assert (wide, high) == pytest.approx((70 / 25.4 * 72, 39 / 25.4 * 72), abs=1.5)


def test_the_name_of_a_file_says_number_and_form(session, anomaly) -> None:
    assert anomaly.file_name == f"{anomaly.number}-产品品质异常反馈处理表"
    rework = session.shelf.newest("rework_record")
    assert Job(rework).file_name == "空白-返工-返修记录表"


def test_only_the_pages_asked_for_are_printed() -> None:
    pages = tuple("abcde")
    assert page_range(pages, 2, 3) == ("b", "c")
    assert page_range(pages, 1, 99) == pages
    assert page_range(pages, 9, 12) == ()
