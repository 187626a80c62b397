"""Pictures are looked at before they are kept."""

import os
import struct
import zlib
from pathlib import Path

import factory
import pytest
from pictures import picture

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import attaching
from qcdesk.services.trail import verifying


def monstrous_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a hundred megapixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.fixture
def seated(desk: Desk) -> Desk:
    return factory.seat(desk, "qc")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"])
def test_picture_is_stored_once_and_known_by_its_content(seated: Desk, form: str) -> None:
    content = picture(kind=form)
    entry = attaching.add_bytes(seated, content, "断口.txt")
    assert attaching.add_bytes(seated, content, "又一次.jpg")["sha256"] == entry["sha256"]
    assert seated.attachments.get(str(entry["sha256"])) == content
    assert seated.store.sql("SELECT name, media, size, added_by FROM attachment") == [
        ("断口.txt", attaching.MEDIA[form], len(content), "qc")
    ]
    assert verifying.verify(seated) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0 half a JPEG", picture(40, 30)[:400], b"<svg xmlns='x'/>", b"PK\x03\x04"],
)
def test_what_is_no_picture_is_refused(seated: Desk, content: bytes) -> None:
    with pytest.raises(Refused, match=r"图一.*不是图片，或已损坏"):
        attaching.add_bytes(seated, content, "图一.jpg")
    assert seated.store.sql("SELECT COUNT(*) FROM attachment") == [(0,)]


def test_too_many_bytes_or_points_are_refused(seated: Desk, tmp_path: Path) -> None:
    big = tmp_path / "大图.jpg"
    big.write_bytes(picture() + bytes(21 * 1024 * 1024))
    with pytest.raises(Refused, match=r"照片“大图\.jpg”有 21 MB，超过 20 MB，请缩小后再加"):
        attaching.add_file(seated, big)
    with pytest.raises(Refused, match="超过 20 MB"):
        attaching.add_bytes(seated, big.read_bytes(), "大图.jpg")
    with pytest.raises(Refused, match=r"照片“海报\.png”有 10000×10000 点，太大了，请缩小到五千万点以内"):
        attaching.add_bytes(seated, monstrous_png(10_000, 10_000), "海报.png")
    with pytest.raises(Refused, match=r"照片“海报\.png”的点数太多，请缩小到五千万点以内"):
        attaching.add_bytes(seated, monstrous_png(60_000, 60_000), "海报.png")


def test_missing_file_and_folder_are_told(seated: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到照片文件“"):
        attaching.add_file(seated, tmp_path / "none.jpg")
    with pytest.raises(Refused, match="是文件夹，不是照片文件"):
        attaching.add_file(seated, tmp_path)


def test_what_never_ends_is_not_read(seated: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "断口.jpg")
    (tmp_path / "裂纹.jpg").symlink_to("/dev/zero")
    for name in ("断口.jpg", "裂纹.jpg"):
        with pytest.raises(Refused) as told:
            attaching.add_file(seated, tmp_path / name)
        assert told.value.sentence == f"“{tmp_path / name}”是设备或管道，不是照片文件"


def test_file_that_grows_while_it_is_read_is_cut_off(
    seated: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "断口.jpg"
    path.write_bytes(picture())
    monkeypatch.setattr(attaching, "MOST_BYTES", 40)
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result((0o100644, 0, 0, 1, 0, 0, 40, 0, 0, 0)))
    monkeypatch.setattr(attaching, "add_bytes", lambda _, content, name: {"size": len(content)})
    assert attaching.add_file(seated, path) == {"size": 41}


def test_files_named_in_values_are_stored_and_entries_kept(seated: Desk, tmp_path: Path) -> None:
    (tmp_path / "图一.jpg").write_bytes(picture())
    stored = attaching.add_bytes(seated, picture(kind="PNG"), "图二.png")
    raw = {"description_photos": ["图一.jpg", stored], "cause_photos@采购部": ["图一.jpg"], "lot_no": "B1"}
    taken = attaching.with_files_stored(seated, raw, tmp_path)
    assert [item["name"] for item in taken["description_photos"]] == ["图一.jpg", "图二.png"]  # type: ignore[attr-defined]
    assert taken["cause_photos@采购部"] == taken["description_photos"][:1]  # type: ignore[index]
    assert taken["lot_no"] == "B1"


@pytest.mark.parametrize("photo", [5, "", "  ", None, True, ["图一.jpg"]])
def test_photo_that_is_no_file_name_is_refused_before_any_is_stored(
    seated: Desk, tmp_path: Path, photo: object
) -> None:
    (tmp_path / "图一.jpg").write_bytes(picture())
    with pytest.raises(Refused) as told:
        attaching.with_files_stored(seated, {"cause_photos@采购部": ["图一.jpg", photo]}, tmp_path)
    assert told.value.sentence == "“cause_photos@采购部”第 2 张要写照片的文件名，例如 断口.jpg"
    assert seated.store.sql("SELECT COUNT(*) FROM attachment") == [(0,)]
    with pytest.raises(Refused, match="文件名里有不能用的字"):
        attaching.add_file(seated, tmp_path / "断\0口.jpg")
