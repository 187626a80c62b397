"""What the watched folder could not take in stays told until somebody has seen it, also after a restart."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import hands
import pytest
from scanned_office import Office

from ui import refused_files
from ui.pages.scans import watching
from ui.pages.scans.strip import told
from ui.watched_folder import files


@pytest.fixture
def look(page: Any, folder: Path) -> Callable[[], None]:
    """As the watcher does with all that stands in the folder."""

    def take() -> None:
        now = files(folder)
        watching._take_new(page.session.desk, folder, now, now)
        page._tell_all()

    return take


def test_broken_file_is_told_until_it_was_seen_and_not_told_anew(page: Any, folder: Path, look: Any) -> None:
    assert not page.refused.isVisible()
    (folder / "坏.pdf").write_bytes("这是一段文字".encode())
    look()
    assert page.refused.said.text().startswith("监视文件夹有 1 个文件没有收进来：“坏.pdf”")
    assert not page.refused.every.isVisible()
    assert "没收进来 1 个文件" in told(page.session.desk)
    page.said.say("别的话")
    page._tell_all()
    assert page.refused.isVisible()
    hands.click(page, "refused_seen")
    assert not page.refused.isVisible()
    look()
    assert not page.refused.isVisible()
    (folder / "坏.pdf").write_bytes("这是另一段文字".encode())
    look()
    assert page.refused.isVisible()


def test_all_of_several_are_told_in_full(page: Any, folder: Path, look: Any, in_dialog: Any) -> None:
    for name in ("甲", "乙"):
        (folder / f"{name}.pdf").write_bytes(b"text")
    look()
    said: list[str] = []
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(page, "every_refused")
    assert "“甲.pdf”" in said[0]
    assert "“乙.pdf”" in said[0]


def test_file_that_was_replaced_or_taken_away_is_told_no_more(
    page: Any, folder: Path, look: Any, office: Office
) -> None:
    (folder / "a.jpg").write_bytes(b"text")
    (folder / "b.jpg").write_bytes(b"text")
    look()
    assert len(refused_files.listed(page.session.desk)) == 2
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    (folder / "b.jpg").unlink()
    look()
    assert refused_files.listed(page.session.desk) == []
    assert not page.refused.isVisible()


def test_what_one_pc_has_told_another_one_that_watches_the_same_folder_tells_too(
    page: Any, folder: Path, tmp_path: Path
) -> None:
    here, there = page.session.desk, replace(page.session.desk, home=tmp_path / "另一台电脑")
    there.home.mkdir()
    path = folder / "坏.pdf"
    path.write_bytes("这是一段文字".encode())
    told = [refused_files.note(desk, path, files(folder)[path], "“坏.pdf”损坏") for desk in (here, here, there)]
    assert told == [True, False, True]
    refused_files.see(here)
    assert [len(refused_files.listed(desk)) for desk in (here, there)] == [0, 1]
