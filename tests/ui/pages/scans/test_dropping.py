"""Scans let go anywhere on the window are taken in, from whatever page or sheet is open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hands
import pytest
from dropping import COPY, drop, hover, leave, let_go, of_files
from PySide6.QtGui import QDragMoveEvent
from scanned_office import Office

from qcdesk.services.papers import scan_list


@pytest.fixture
def shell(seated: Callable[[str], Any]) -> Any:
    return seated("qc").shell


def count(shell: Any) -> int:
    return len(scan_list.listed(shell.session.desk))


@pytest.mark.parametrize("where", ["workbench", "records", "papers", "scans"])
def test_scans_are_taken_in_from_any_page(shell: Any, files: dict[str, Path], where: str) -> None:
    shell.go(where)
    assert drop(shell, files["好"], files["又"])
    assert (shell.here, count(shell)) == ("scans", 5)
    assert shell.pages["scans"].said.text().startswith("归入 2 页")
    assert shell.pages["scans"].chips["every"].text() == "全部 5 页"


def test_what_hovers_is_told_what_becomes_of_it_and_the_file_manager_keeps_its_own(
    shell: Any, files: dict[str, Path]
) -> None:
    mime = of_files(files["好"])
    assert not shell.sign.isVisible()
    assert [hover(shell, mime), hover(shell, mime, QDragMoveEvent)] == [COPY, COPY]
    assert (shell.sign.isVisible(), shell.sign.says) == (True, "松手就收进扫描归档")
    assert shell.sign.geometry() == shell.rect()
    leave(shell)
    assert not shell.sign.isVisible()
    hover(shell, mime)
    assert (let_go(shell, mime), shell.sign.isVisible(), files["好"].exists()) == (COPY, False, True)
    assert (shell.here, count(shell)) == ("scans", 4)


def test_what_is_no_scan_hovers_without_a_word(shell: Any, tmp_path: Path) -> None:
    assert hover(shell, of_files(tmp_path / "a.docx")) is None
    assert not shell.sign.isVisible()


def test_scans_are_taken_in_from_an_open_sheet_too(shell: Any, files: dict[str, Path], office: Office) -> None:
    page = shell.open_record(office.rework.record)
    assert drop(page.area.viewport(), files["好"])
    assert (shell.here, shell.record, count(shell)) == ("scans", None, 4)


def test_what_is_no_scan_among_them_is_told(shell: Any, files: dict[str, Path], in_dialog: Any) -> None:
    text = files["好"].with_name("说明.txt")
    text.write_text("不是扫描件", encoding="utf-8")
    told: list[str] = []
    in_dialog(lambda dialog: (told.append(hands.words(dialog)), dialog.accept()))
    assert drop(shell, text, files["好"])
    assert "“说明.txt”" in told[0]
    assert count(shell) == 4


def test_drop_without_any_scan_is_left_to_others(shell: Any, tmp_path: Path) -> None:
    shell.go("workbench")
    (tmp_path / "a.docx").write_bytes(b"PK")
    assert not drop(shell, tmp_path / "a.docx")
    assert not drop(shell, tmp_path)
    assert not drop(shell)
    assert shell.here == "workbench"
