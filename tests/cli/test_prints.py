"""print and blank: files that are whole or not there, and photos of every kind."""

import io
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import factory
import pytest
import sheets
from PIL import Image
from terminal import Terminal

from qcdesk.store.files import PARTIAL

Write = Callable[..., Path]


@pytest.fixture
def record(terminal: Terminal, values: Write) -> str:
    return terminal.done("new", "seal_label", "--values", values(**factory.label()), by="qc").out.strip()


def test_prints_stand_in_the_trail(terminal: Terminal, record: str, tmp_path: Path) -> None:
    terminal.done("print", record, "-o", tmp_path / "a.pdf", "--lang", "zh-en", by="qc")
    assert terminal.done("history", record, "--json").json[-1]["what"] == "导出 PDF"
    assert "Defect" in sheets.pdf_text(tmp_path / "a.pdf")[0]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (3, 3)])
def test_as_many_blank_sheets_are_written_as_asked_for(
    terminal: Terminal, tmp_path: Path, count: int, pages: int
) -> None:
    path = tmp_path / "blank.pdf"
    assert terminal.done("blank", "返工/返修记录表", "-o", path, "--count", count, "--json").json["pages"] == pages
    words, found = sheets.pdf_text(path)
    assert found == pages
    assert words.count("返工/返修记录表") >= pages


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["blank", "seal_label", "--count", "0", "-o", "x.pdf"], "空白表一次可以打 1 到 500 份"),
        (["blank", "seal_label", "--count", "501", "-o", "x.pdf"], "空白表一次可以打 1 到 500 份"),
        (["blank", "seal_label", "-o", "x.docx"], "输出文件要以 .pdf 或 .xlsx 结尾"),
        (["blank", "seal_label", "-o", "nowhere/x.pdf"], "文件夹“nowhere”不存在"),
        (["print", "1", "-o", "x"], "输出文件要以 .pdf 或 .xlsx 结尾"),
    ],
)
def test_what_cannot_be_printed(terminal: Terminal, record: str, words: list[str], sentence: str) -> None:
    answer = terminal(*words)
    assert (answer.status, answer.sentence) == (1, sentence)


def test_workbook_is_written_without_a_word_of_pages(terminal: Terminal, record: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert terminal.done("print", record, "-o", path, by="qc").out.strip() == f"已写入“{path}”"
    assert terminal.done("blank", "seal_label", "-o", path, "--json").json == {"file": str(path)}
    assert terminal.done("history", record, "--json").json[-1]["what"] == "导出 Excel"
    pdf = tmp_path / "a.pdf"
    assert terminal.done("print", record, "-o", pdf).out.strip() == f"已写入“{pdf}”，1 页"


def test_file_that_cannot_be_made_is_named_as_it_was_wanted(terminal: Terminal, record: str) -> None:
    answer = terminal("print", record, "-o", "/proc/x.pdf")
    assert answer.status == 3
    assert "“/proc/x.pdf”" in answer.sentence
    assert "partial" not in answer.sentence


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond some kilobytes: a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.xlsx"])
def test_full_disk_leaves_the_old_file(terminal: Terminal, record: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    with no_room():
        answer = terminal("print", record, "-o", path)
    assert answer.status == 3
    assert "太大，磁盘或文件系统不允许" in answer.sentence or "磁盘已满" in answer.sentence
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir() if "partial" in item.name] == []


def test_folder_that_takes_no_files_leaves_the_old_one(
    terminal: Terminal, record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")

    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / f".sheet.pdf-k2{PARTIAL}"))

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    answer = terminal("print", record, "-o", path)
    assert (answer.status, answer.sentence) == (3, f"没有权限写“{path}”，请换一个文件夹或检查权限。")
    assert path.read_bytes() == b"old"


def photo(folder: Path, name: str, size: tuple[int, int] = (640, 480), orientation: int = 1) -> str:
    """Left half red, right half blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.save(folder / name, "JPEG", exif=exif, quality=95)
    return name


def test_photos_come_from_files_beside_the_values(terminal: Terminal, tmp_path: Path, values: Write) -> None:
    names = [photo(tmp_path, f"图{number}.jpg") for number in range(1, 4)]
    path = values(**factory.anomaly(description_photos=names))
    record = terminal.done("new", "qc_anomaly", "--values", path, by="merch").out.strip()
    kept = terminal.done("show", record, "--json").json["values"]["description_photos"]
    assert [item["name"] for item in kept] == names
    terminal.done("print", record, "-o", tmp_path / "sheet.pdf")
    assert len(pictures(tmp_path / "sheet.pdf")) == 3


def test_photo_is_turned_as_the_camera_held_it(terminal: Terminal, tmp_path: Path, values: Write) -> None:
    """Orientation 6: the camera lay on its side, the red half belongs on top."""
    path = values(**factory.anomaly(description_photos=[photo(tmp_path, "turned.jpg", orientation=6)]))
    record = terminal.done("new", "qc_anomaly", "--values", path, by="merch").out.strip()
    terminal.done("print", record, "-o", tmp_path / "sheet.pdf")
    upright = pictures(tmp_path / "sheet.pdf")[0]
    width, height = upright.size
    assert height > width
    assert upright.getpixel((width // 2, height // 8))[0] > 200
    assert upright.getpixel((width // 2, height * 7 // 8))[2] > 200


def pictures(path: Path) -> list[Image.Image]:
    import pypdfium2
    from pypdfium2 import raw

    with pypdfium2.PdfDocument(path) as document:
        found = [item for page in document for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
        return [item.get_bitmap().to_pil().convert("RGB") for item in found]


def test_photos_that_are_none_are_refused_by_name(terminal: Terminal, tmp_path: Path, values: Write) -> None:
    (tmp_path / "notes.jpg").write_text("这不是图片")
    (tmp_path / "big.jpg").write_bytes(b"\xff\xd8" + bytes(21 * 1024 * 1024))
    buffer = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(buffer, "PNG")
    (tmp_path / "poster.png").write_bytes(buffer.getvalue())
    for name, sentence in (
        ("notes.jpg", "“notes.jpg”不是图片，或已损坏"), ("big.jpg", "照片“big.jpg”有 21 MB，超过 20 MB，请缩小后再加"),
        ("poster.png", "照片“poster.png”有 12000×9000 点，太大了"), ("none.jpg", "找不到照片文件“"),
    ):  # fmt: skip
        answer = terminal("new", "qc_anomaly", "--values", values(description_photos=[name]), by="merch")
        assert (answer.status, answer.sentence.startswith(sentence)) == (1, True)
    assert terminal.done("list", "--json").json["total"] == 0
    five = [photo(tmp_path, f"图{number}.jpg", (40, 30 + number)) for number in range(5)]
    answer = terminal("new", "qc_anomaly", "--values", values(description_photos=five), by="merch")
    assert (answer.status, answer.sentence) == (1, "不良照片：最多 4 张照片，现在有 5 张")


def test_pdf_of_a_submitted_sheet_is_a_numbered_copy_unless_plain(
    terminal: Terminal, record: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    terminal.done("step", record, "submit", by="qc")
    first = terminal.done("print", record, "-o", path, "--json", by="qc").json["copy"]
    assert (first["position"], first["reprint"]) == (1, False)
    words = terminal.done("print", record, "-o", path, by="qc").out
    assert "编为第 2 份（重印），短码 0002-1-" in words  # which a label's QR code says behind its number
    assert "copy" not in terminal.done("print", record, "-o", path, "--plain", "--json", by="qc").json
    terminal.done("print", record, "-o", tmp_path / "a.xlsx", by="qc")
    told = [line["what"] for line in terminal.done("history", record, "--json").json]
    assert [line for line in told if "份" in line] == ["编为第 1 份", "编为第 2 份（重印）"]
    assert terminal.done("verify").status == 0


def test_sheet_past_its_draft_is_not_printed_for_nobody(terminal: Terminal, record: str, tmp_path: Path) -> None:
    """As in the window it would be a numbered copy, and nobody would answer for it."""
    terminal.done("step", record, "submit", by="qc")
    path = tmp_path / "a.pdf"
    nobody = terminal("print", record, "-o", path)
    assert (nobody.status, path.exists()) == (2, False)
    assert "请加 --as 登录名；只是看看，请加 --plain" in nobody.sentence
    assert terminal.done("print", record, "-o", path, "--plain").out == f"已写入“{path}”，1 页\n"
    terminal.done("print", record, "-o", tmp_path / "a.xlsx")
    assert terminal.done("copies", "show", record, "--json").json == {"copies": []}


def test_copy_whose_file_cannot_be_written_is_void(terminal: Terminal, record: str) -> None:
    terminal.done("step", record, "submit", by="qc")
    assert terminal("print", record, "-o", "/proc/x.pdf", by="qc").status == 3
    assert terminal.done("history", record, "--json").json[-1]["what"] == "第 1 份 作废这份：没有印成"
