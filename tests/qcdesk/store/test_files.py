"""Files are old or complete, never half; attachments are what they were."""

import errno
from pathlib import Path

import pytest

from qcdesk.errors import NotFound, Unavailable
from qcdesk.store import files, trouble
from qcdesk.store.attachments import FolderAttachments
from qcdesk.store.files import PARTIAL, replace_file


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(PARTIAL)]


def write_half(path: Path, trouble: Exception) -> None:
    with replace_file(path) as file:
        file.write(b"half")
        raise trouble


def test_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "YC-202611-001.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replace_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert (path.read_bytes(), path.stat().st_mode & 0o777, leftovers(tmp_path)) == (b"new", 0o640, [])


def test_interrupted_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_half(path, RuntimeError())
    assert (path.read_bytes(), leftovers(tmp_path)) == (b"old", [])


def test_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Unavailable, match="磁盘已满，文件没有写成，原来的文件没有动"):
        write_half(path, OSError(errno.ENOSPC, "No space left on device", str(path)))
    assert (path.read_bytes(), leftovers(tmp_path)) == (b"old", [])


def test_file_held_open_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use", str(path))

    monkeypatch.setattr(files.os, "replace", held)
    with pytest.raises(Unavailable, match="正被别的程序打开或不许改写"), replace_file(path) as file:
        file.write(b"new")
    assert (path.read_bytes(), leftovers(tmp_path)) == (b"old", [])


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到"), replace_file(tmp_path / "none" / "sheet.pdf"):
        pass


@pytest.mark.parametrize(
    "number", [*trouble.OS_SENTENCES, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EBADMSG, None]
)
def test_every_system_error_is_said_in_chinese(number: int | None) -> None:
    error = OSError(number, "Some English words", "sheet.pdf") if number else OSError("Some English words")
    said = trouble.os_sentence(error)
    assert "English" not in said
    assert any("\u4e00" <= char <= "\u9fff" for char in said)


def test_attachment_is_kept_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    kept = FolderAttachments(tmp_path / "attachments")
    sha256 = kept.put(b"picture")
    assert kept.put(b"picture") == sha256
    assert (kept.get(sha256), kept.holds(sha256), kept.holds("0" * 64)) == (b"picture", True, False)
    assert [path.name for path in (tmp_path / "attachments").rglob("*") if path.is_file()] == [sha256]


def test_attachment_that_changed_or_went_is_told(tmp_path: Path) -> None:
    kept = FolderAttachments(tmp_path)
    sha256 = kept.put(b"picture")
    (tmp_path / sha256[:2] / sha256).write_bytes(b"pictyre")
    with pytest.raises(NotFound, match="已被改动或损坏，请从备份恢复"):
        kept.get(sha256)
    with pytest.raises(NotFound, match="不见了，请从备份恢复"):
        kept.get("0" * 64)
