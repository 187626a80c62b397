"""What was taken in from a watched folder is not read again at the next start, and nothing is missed by that."""

import json
import os
from pathlib import Path

import pytest

from qcdesk.desk import Desk
from ui.session import Session
from ui.watched_folder import MEMORY, Memory, files


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that the desk knows."""
    found = {"a1"}
    monkeypatch.setattr("qcdesk.services.papers.scan_list.known_files", lambda _: frozenset(found))
    return found


def put(folder: Path, name: str = "a.pdf", content: bytes = b"%PDF-1") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def remember(desk: Desk, folder: Path, path: Path) -> None:
    now = files(folder)
    memory = Memory.of(desk, folder)
    memory.only(now)
    memory.keep(path, now[path], "a1")


def remembered(desk: Desk, folder: Path) -> list[str]:
    return [path.name for path in Memory.of(desk, folder).taken(desk, files(folder))]


def test_file_that_stands_as_it_stood_is_remembered(desk: Desk, folder: Path, known: set[str]) -> None:
    path = put(folder, os.fsdecode(b"\xff.pdf"))
    assert remembered(desk, folder) == []
    remember(desk, folder, path)
    assert remembered(desk, folder) == [path.name]
    assert remembered(desk, folder.parent) == []


def test_file_changed_or_put_back_is_read_again(desk: Desk, folder: Path, known: set[str]) -> None:
    """Also another one of the same size, with the old one's times."""
    path = put(folder)
    remember(desk, folder, path)
    stood = path.stat()
    path.unlink()
    put(folder, content=b"%PDF-2")
    os.utime(path, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    assert remembered(desk, folder) == []


def test_desk_that_no_longer_knows_the_bytes_gets_them_again(desk: Desk, folder: Path, known: set[str]) -> None:
    """A backup was restored."""
    remember(desk, folder, put(folder))
    known.clear()
    assert remembered(desk, folder) == []


def test_what_is_gone_is_forgotten_but_not_of_a_folder_that_is_away(desk: Desk, folder: Path, known: set[str]) -> None:
    first, second = put(folder), put(folder, "b.pdf")
    remember(desk, folder, first)
    remember(desk, folder, second)
    second.unlink()
    remember(desk, folder, first)
    stored = json.loads((desk.home / MEMORY).read_text())
    assert list(stored[str(folder)]) == ["a.pdf"]
    folder.rename(folder.parent / "别处")
    away = Memory.of(desk, folder)
    away.only(files(folder))
    away.keep(first, (1, 2, 3), "a1")
    (folder.parent / "别处").rename(folder)
    assert list(Memory.of(desk, folder).kept) == ["a.pdf"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', "null", '{"%s": {"a.pdf": [1, "2", 3, 4]}}'])
def test_memory_that_cannot_be_read_is_none(desk: Desk, folder: Path, known: set[str], text: str) -> None:
    path = put(folder)
    (desk.home / MEMORY).write_text(text.replace("%s", str(folder)), encoding="utf-8")
    assert remembered(desk, folder) == []
    remember(desk, folder, path)
    assert remembered(desk, folder) == ["a.pdf"]


def test_empty_files_others_and_folders_are_no_scans(folder: Path) -> None:
    put(folder, "空.pdf", b"")
    put(folder, "说明.txt")
    (folder / "x.pdf").mkdir()
    os.mkfifo(folder / "y.pdf")
    (folder / "z.pdf").symlink_to(folder / "没有.pdf")
    assert files(folder) == {}
    assert files(folder / "没有") == {}
