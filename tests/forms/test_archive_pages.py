"""Pages of scans and photos in the archive package: upright, in their order, whatever the files are."""

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import archives
import cases
import factory
import pictures
import pypdfium2
import pytest
import scanned
import sheets
from PIL import Image

from forms import archive_cover, archive_pictures, archive_scans, archiving, filing, pdf, printing, reading
from forms.paginate import paginate
from forms.sheet import Page, Picture, Words
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.keeping import package, zip_check
from qcdesk.services.keeping.package import Photo
from qcdesk.services.sheets import records
from qcdesk.views import RecordView

EXIF_ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, desk_template: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path_factory.mktemp("pages") / "home")
    yield factory.seat(made, "qc")
    made.close()


@pytest.fixture(scope="module")
def case(desk: Desk) -> archives.Filled:
    return archives.filled(desk)


@pytest.fixture(scope="module")
def view(desk: Desk, case: archives.Filled) -> RecordView:
    return records.get(desk, case.case)


def saved(desk: Desk, case: int, path: Path) -> Path:
    archiving.save(desk, factory.shelf(), package.of_case(desk, case), path)
    return path


def headings(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [mark.get_title().split()[0] for mark in document.get_toc()]


def stored(desk: Desk, view: RecordView, content: bytes, name: str = "断口.jpg", there: bool = True) -> Photo:
    return Photo(desk.attachments.put(content), name, view, "不良现象", "image/jpeg", there)


def shown(desk: Desk, photos: list[Photo], dpi: int = 200) -> tuple[list[Page], bytes]:
    """The pages, and the first picture of them as the PDF gets it."""
    pages, first = [], b""
    for page, gallery in archive_pictures.photo_pages(desk, photos, "TS-202611-001", dpi):
        pages.append(page)
        for item in page.items:
            if isinstance(item, Picture) and not first:
                first = gallery.jpeg(item.sha256, item.w, item.h) or b""
    return pages, first


def said(page: Page) -> str:
    return "".join(item.text for item in page.items if isinstance(item, Words))


def as_bytes(picture: Image.Image, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


def askew(desk: Desk, record: int, turn: float, name: str) -> str:
    """A numbered copy of the record, back from a scanner tilted and the wrong way up; gives its SHA-256."""
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), record)
    first, *rest = scanned.rendered(pdf.to_bytes(made.sheets, made.gallery))
    tilted = [page.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC).reduce(2)
              for page in (first, *rest)]  # fmt: skip
    content = scanned.as_pdf(tilted, dpi=150)
    filing.take_bytes(factory.seat(desk, "qc"), content, name)
    return hashlib.sha256(content).hexdigest()


def test_labels_stand_where_the_case_came_to_them(desk: Desk, tmp_path: Path) -> None:
    case = archives.filled(desk).case
    cases.sheet(desk, case, "rework_record", "rework_record-reflector", customer=cases.CUSTOMER)
    titles = headings(saved(desk, case, tmp_path / "卷宗.pdf"))
    order = [view.kind.title for view in package.of_case(desk, case).sheets]
    assert titles[2 : 2 + len(order)] == order
    assert order.index("不良样品封存标签") < order.index("返工/返修记录表")


@pytest.mark.parametrize("turn", [183.0, 87.0, -2.5])
def test_a_scan_stands_upright_in_the_package_and_as_it_came_in_the_zip(
    desk: Desk, turn: float, tmp_path: Path
) -> None:
    case = archives.filled(desk)
    name = f"斜着扫{turn}.pdf"
    sha256 = askew(desk, case.anomaly, turn, name)
    found = [scan for scan in package.of_case(desk, case.case).scans if scan.sha256 == sha256]
    assert found
    (page, gallery), *_ = archive_scans.scan_pages(desk, found)
    assert f"已按单子的边框摆正，原扫描见归档 ZIP：{name}，第 1 页" in said(page)
    (placed,) = [item for item in page.items if isinstance(item, Picture)]
    assert placed.w / placed.h == pytest.approx(210 / 297, abs=0.01)
    jpeg = gallery.jpeg(placed.sha256, placed.w, placed.h)
    assert jpeg is not None
    (picture,) = reading.pages(jpeg, "摆正.jpg")
    mark = reading.read(picture).main
    assert mark is not None
    (x0, y0), (x1, y1) = mark.corners[:2]
    assert x1 > x0
    assert abs(y1 - y0) / (x1 - x0) < 0.02
    with zipfile.ZipFile(saved(desk, case.case, tmp_path / "包.zip")) as opened:
        (file,) = [one for one in json.loads(opened.read("manifest.json"))["files"] if one.get("original") == name]
        assert opened.read(file["name"]) == desk.attachments.get(sha256)


def test_a_scan_whose_sheet_is_not_known_is_shown_as_it_lies(desk: Desk, case: archives.Filled) -> None:
    (page, _), *_ = archive_scans.scan_pages(desk, package.of_case(desk, case.case).scans)
    assert "摆正" not in said(page)
    assert "原扫描见归档 ZIP" in said(page)


def test_a_scan_that_cannot_be_read_any_more_has_its_page(
    desk: Desk, case: archives.Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans = package.of_case(desk, case.case).scans
    monkeypatch.setattr(type(desk.attachments), "get", lambda *_: b"%PDF-1.4 nothing behind it")
    pages = [said(page) for page, _ in archive_scans.scan_pages(desk, scans)]
    assert [("（这一页读不出来）" in page, page.count("归档 ZIP")) for page in pages] == [(True, 1)] * 2


def test_the_cover_and_the_history_count_no_pages_of_their_own(desk: Desk, case: archives.Filled) -> None:
    found = package.of_case(desk, case.case)
    entries = [archive_cover.Entry("产品品质异常反馈处理表", f"YC-{at}", "已核准", at) for at in range(90)]
    for sheet in (archive_cover.cover(desk, found, entries), archive_cover.told(desk, found)):
        pages = paginate(sheet)
        assert not [page for page in pages if "共" in said(page) and "页　共" in said(page)]
    assert len(paginate(archive_cover.cover(desk, found, entries))) > 1


def test_the_manifest_says_the_same_of_the_same_case_a_day_later(
    desk: Desk, case: archives.Filled, tmp_path: Path
) -> None:
    """Long after its deadlines have passed."""

    def hashes(path: Path, days: int) -> dict[str, str]:
        later = desk.at(Clock(datetime.now(desk.clock.zone) + timedelta(days=days)))
        saved(factory.seat(later, "qc"), case.case, path)
        with zipfile.ZipFile(path) as opened:
            files = json.loads(opened.read("manifest.json"))["files"]
        return {file["name"]: file["sha256"] for file in files if "/" in file["name"]}

    first = hashes(tmp_path / "1.zip", 100)
    second = hashes(tmp_path / "2.zip", 101)
    assert first == second
    assert {name.partition("/")[0] for name in first} == {"sheets", "records", "scans", "photos"}
    with zipfile.ZipFile(tmp_path / "2.zip") as opened:
        books = [name for name in opened.namelist() if name.endswith(".xlsx")]
        for name in books:
            assert sheets.xlsx_text(io.BytesIO(opened.read(name)))[1] == 1


@pytest.mark.parametrize("content", [b"no picture at all", b"\xff\xd8\xff\xe0 broken", b""])
def test_a_broken_photo_has_its_place_that_says_so(desk: Desk, view: RecordView, content: bytes) -> None:
    for dpi in (200, 80):
        (page,), jpeg = shown(desk, [stored(desk, view, content)], dpi)
        assert jpeg == b""
        assert "这张照片读不出来，原件在归档 ZIP 里" in said(page)
        assert "断口.jpg" in said(page)


def test_a_lost_photo_is_not_said_to_be_unreadable(desk: Desk, view: RecordView) -> None:
    (page,), _ = shown(desk, [stored(desk, view, pictures.picture(70, 50), there=False)])
    assert "文件不见了" in said(page)
    gone = Photo("0" * 64, "不在.jpg", view, "不良现象")
    for dpi in (200, 80):
        (page,), _ = shown(desk, [gone], dpi)
        assert "文件不见了" in said(page), "listed as there, and nothing of it can be in the ZIP"
        assert "归档 ZIP" not in said(page)


def test_a_photo_torn_off_in_the_middle_leaves_the_rest_of_its_page(desk: Desk, view: RecordView) -> None:
    noise = Image.frombytes("RGB", (300, 200), random.Random(3).randbytes(300 * 200 * 3))
    torn = as_bytes(noise, "JPEG", quality=95)[:4000]
    pages, jpeg = shown(desk, [stored(desk, view, torn), stored(desk, view, pictures.picture(81, 60), "好的.jpg")])
    assert len(pages) == 1
    assert Image.open(io.BytesIO(jpeg)).size[0] >= 81
    assert "好的.jpg" in said(pages[0])


def test_what_is_clear_in_a_picture_is_printed_on_white(desk: Desk, view: RecordView) -> None:
    clear = Image.new("RGBA", (400, 300), (200, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (0, 0, 200, 300))
    for dpi in (200, 80):
        _, jpeg = shown(desk, [stored(desk, view, as_bytes(clear, "PNG"), "透明.png")], dpi)
        made = Image.open(io.BytesIO(jpeg)).convert("RGB")
        red, white = made.getpixel((made.width // 4, made.height // 2)), made.getpixel((made.width * 3 // 4, 5))
        assert red[0] > 180
        assert red[1] < 40
        assert min(white) > 245


def test_a_photo_stands_as_the_camera_was_held(desk: Desk, view: RecordView) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste((0, 0, 200), (0, 0, 60, 200))
    turned = picture.getexif()
    turned[EXIF_ORIENTATION] = 6
    (page,), jpeg = shown(desk, [stored(desk, view, as_bytes(picture, "JPEG", exif=turned), "手机.jpg")])
    (placed,) = [item for item in page.items if isinstance(item, Picture)]
    assert placed.h == pytest.approx(placed.w * 2, rel=0.02)
    made = Image.open(io.BytesIO(jpeg)).convert("RGB")
    assert made.getpixel((made.width // 2, 5))[2] > made.getpixel((made.width // 2, 5))[0] + 100
    assert min(made.getpixel((made.width // 2, made.height - 5))) > 240


def test_two_hundred_photos_take_a_hundred_pages_one_at_a_time(desk: Desk, view: RecordView) -> None:
    photos = [stored(desk, view, pictures.picture(40 + at % 50, 30 + at // 50), f"{at}.jpg") for at in range(200)]
    assert len(archive_pictures.once_each(photos)) == 200
    pages = list(archive_pictures.photo_pages(desk, photos, "TS-202611-001"))
    assert len(pages) == archive_pictures.photo_page_count(photos) == 100
    assert "200. " in said(pages[-1][0])
    assert max(len(gallery._sizes) for _, gallery in pages) <= 2


def test_a_case_without_a_picture_has_no_page_for_them(desk: Desk, tmp_path: Path) -> None:
    bare = cases.registered(desk, samples=1)
    assert list(archive_pictures.photo_pages(desk, [], "")) == []
    titles = headings(saved(desk, bare, tmp_path / "卷宗.pdf"))
    assert not {"照片", "签名单扫描件"} & set(titles)


def test_a_very_long_name_ends_with_dots_on_its_line(desk: Desk, view: RecordView) -> None:
    long = "很长的照片名字" * 40 + ".jpg"
    (page,), _ = shown(desk, [stored(desk, view, pictures.picture(90, 60), long)])
    (line,) = [item for item in page.items if isinstance(item, Words) and "很长" in item.text]
    assert line.text.endswith("…")
    assert line.x + archive_pictures.SERIF.width(line.text, line.size) <= 210 - archive_pictures.MARGIN + 0.1


def test_one_picture_on_twenty_records_names_eight_and_counts_the_rest(desk: Desk, view: RecordView) -> None:
    photo = stored(desk, view, pictures.picture(95, 60))
    (page,), _ = shown(desk, [photo] * 20)
    assert "另有 12 处，见清单" in said(page)
    assert said(page).count("不良现象") == 8


def remade(path: Path, made: Path, drop: str = "", added: str = "", cut: int = 0) -> Path:
    """The package by other hands."""
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(made, "w") as other:
        for info in given.infolist():
            if info.filename != drop:
                other.writestr(info, given.read(info.filename))
        if added:
            other.writestr(added, b"one more")
    if cut:
        made.write_bytes(made.read_bytes()[:-cut])
    return made


def test_whatever_other_hands_did_to_the_zip_has_its_own_sentence(
    desk: Desk, case: archives.Filled, tmp_path: Path
) -> None:
    path, made = saved(desk, case.case, tmp_path / "包.zip"), tmp_path / "改.zip"
    with zipfile.ZipFile(path) as opened:
        record = next(name for name in opened.namelist() if name.startswith("records/"))
    assert zip_check.check(remade(path, made)).findings == ()
    (lost,) = zip_check.check(remade(path, made, drop="events.jsonl")).findings
    assert lost == "events.jsonl：不见了（案件和各单的经过，每行一个事件）"
    (lost,) = zip_check.check(remade(path, made, drop=record)).findings
    assert lost.startswith(f"{record}：不见了")
    (more,) = zip_check.check(remade(path, made, added="photos/9999.jpg")).findings
    assert more == "photos/9999.jpg：清单里没有，是后来加进去的"
    for broken in (remade(path, made, drop="manifest.json"), remade(path, made, cut=made.stat().st_size // 2)):
        with pytest.raises(Refused, match=r"没有清单|已经损坏"):
            zip_check.check(broken)
