"""The watched folder: what grows waits, what is whole is taken in once, and a folder that is gone troubles nobody."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hands
import pytest
from scanned_office import Office

from forms import filing
from qcdesk.desk import Desk
from qcdesk.errors import Refused, Unavailable
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.scans import Taken
from ui import refused_files, tasks
from ui.pages.scans import watching
from ui.pages.scans.watching import FolderWatch, WatchButton
from ui.session import Session
from ui.watched_folder import Memory, files

Tell = Callable[[], list[str]]


@pytest.fixture
def watch(session: Session, folder: Path) -> Iterator[FolderWatch]:
    """Looks when it is told to."""
    button = WatchButton(session)
    button._watch(str(folder))
    made = FolderWatch(session, session)
    made._timer.stop()
    made.said = []
    made.told.connect(made.said.append)
    yield made
    button.deleteLater()


def count(watch: FolderWatch) -> int:
    return len(scan_list.listed(watch._session.desk))


def look(watch: FolderWatch, times: int = 2) -> None:
    for _ in range(times):
        watch.look()


def test_file_waits_while_it_grows_and_is_taken_in_when_whole(watch: Any, folder: Path, office: Office) -> None:
    path, content = folder / "a.JPG", office.fresh[0].scan
    for part in (0, len(content) // 3, len(content) // 2):
        path.write_bytes(content[:part])
        look(watch, 1)
    path.write_bytes(content)
    look(watch, 1)
    assert (count(watch), watch.said) == (3, [])
    look(watch, 1)
    assert count(watch) == 4
    assert watch.said == ["监视文件夹：归入 1 页，FG-202611-003 第 1 份 1 页齐了，已转为“已签回”"]
    assert path.exists()


def test_empty_file_that_the_scanner_has_only_begun_is_no_fault(watch: Any, folder: Path) -> None:
    (folder / "a.pdf").touch()
    look(watch, 3)
    assert watch.said == []


def test_same_scan_is_not_taken_in_twice_nor_told_again(watch: Any, folder: Path, office: Office) -> None:
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    look(watch, 4)
    (folder / "b.jpg").write_bytes(office.fresh[0].scan)
    changes: list[object] = []
    watch._session.changed.connect(changes.append)
    look(watch, 4)
    assert (count(watch), len(watch.said), changes) == (4, 1, [])


def refused(watch: FolderWatch) -> list[str]:
    """Those that the strip above the scanned pages tells."""
    return [one.path.name for one in refused_files.listed(watch._session.desk)]


def test_file_that_is_no_scan_is_told_in_one_place_and_stops_no_other(watch: Any, folder: Path, office: Office) -> None:
    (folder / "a.pdf").write_bytes("这是一段文字".encode())
    (folder / "b.jpg").write_bytes(office.fresh[0].scan)
    (folder / "c.txt").write_text("不看", encoding="utf-8")
    look(watch, 4)
    assert count(watch) == 4
    assert refused(watch) == ["a.pdf"]
    assert watch.said == ["监视文件夹：归入 1 页，FG-202611-003 第 1 份 1 页齐了，已转为“已签回”"]


def test_file_that_is_no_scan_is_told_beside_the_pages_where_nothing_can_be_kept(
    watch: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused_files, "_write", lambda *_: None)
    (folder / "a.pdf").write_bytes("这是一段文字".encode())
    look(watch)
    assert (len(watch.said), "“a.pdf”" in watch.said[0]) == (1, True)


def started_later(watch: FolderWatch) -> Any:
    again: Any = FolderWatch(watch._session, watch._session)
    again._timer.stop()
    again.said = []
    again.told.connect(again.said.append)
    return again


def test_what_was_told_is_not_told_by_a_window_started_later_until_the_file_is_changed(
    watch: Any, folder: Path
) -> None:
    (folder / "a.pdf").write_bytes("这是一段文字".encode())
    look(watch)
    assert refused(watch) == ["a.pdf"]
    refused_files.see(watch._session.desk)
    again = started_later(watch)
    look(again)
    assert refused(again) == []
    (folder / "b.pdf").write_bytes("这也是一段文字".encode())
    (folder / "a.pdf").write_bytes("这是另一段文字".encode())
    look(again)
    assert (refused(again), watch.said, again.said) == (["a.pdf", "b.pdf"], [], [])


def test_file_that_can_be_read_at_a_later_start_is_taken_in_and_told_no_more(
    watch: Any, folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that stammered: nothing is the matter with the file."""
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)

    def stammers(*_: object) -> None:
        raise Refused("“a.jpg”读不出来：输入输出错误")

    with monkeypatch.context() as patched:
        patched.setattr("forms.filing.take_file", stammers)
        look(watch)
    assert refused(watch) == ["a.jpg"]
    again = started_later(watch)
    look(again)
    assert (count(again), refused_files.listed(again._session.desk)) == (4, [])


def test_what_the_machine_could_not_do_is_tried_again(
    watch: Any, folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.jpg").write_bytes(office.fresh[0].scan)

    def away(*_: object) -> None:
        raise Unavailable("数据库连不上")

    with monkeypatch.context() as patched:
        patched.setattr("forms.filing.take_file", away)
        look(watch, 2)
    assert watch.said == ["监视文件夹：数据库连不上"]
    look(watch, 1)
    assert count(watch) == 4


def test_folder_that_is_gone_is_quiet_and_goes_on_when_it_is_back(watch: Any, folder: Path, office: Office) -> None:
    folder.rmdir()
    look(watch)
    folder.mkdir()
    (folder / "b.jpg").write_bytes(office.fresh[0].scan)
    look(watch)
    assert (count(watch), len(watch.said)) == (4, 1)


def test_other_folder_starts_anew(watch: Any, folder: Path, office: Office, tmp_path: Path) -> None:
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    look(watch, 1)
    other = tmp_path / "新的"
    other.mkdir()
    (other / "b.jpg").write_bytes(office.fresh[1].scan)
    button = WatchButton(watch._session)
    button._watch(str(other))
    look(watch, 3)
    assert scan_list.listed(watch._session.desk)[0].name == "b.jpg"
    assert count(watch) == 4


def test_restarted_watcher_reads_no_old_file_again(
    watch: Any, folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    look(watch, 3)
    read: list[str] = []
    whole = filing.take_file
    monkeypatch.setattr(filing, "take_file", lambda desk, path, told: read.append(path.name) or whole(desk, path, told))
    again = started_later(watch)
    look(again, 3)
    assert read == []
    (folder / "b.jpg").write_bytes(office.fresh[1].scan)
    look(again, 3)
    assert read == ["b.jpg"]
    (folder / "a.jpg").write_bytes(office.fresh[1].scan)
    look(again, 3)
    assert (read, count(watch)) == (["b.jpg", "a.jpg"], 5)


def test_what_was_taken_in_is_remembered_before_the_next_is_read(
    watch: Any, folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, paper in zip("ab", office.fresh, strict=False):
        (folder / f"{name}.jpg").write_bytes(paper.scan)
    kept: list[list[str]] = []
    whole = filing.take_file

    def take(desk: Desk, path: Path, told: filing.Progress) -> Taken:
        kept.append([one.name for one in Memory.of(desk, folder).taken(desk, files(folder))])
        return whole(desk, path, told)

    monkeypatch.setattr(filing, "take_file", take)
    look(watch, 2)
    assert kept == [[], ["a.jpg"]]


def test_name_that_is_no_utf_8_is_taken_in_and_shown_with_a_mark(watch: Any, folder: Path, office: Office) -> None:
    (folder / os.fsdecode(b"\xff\x1b.jpg")).write_bytes(office.fresh[0].scan)
    look(watch, 3)
    assert scan_list.listed(watch._session.desk)[0].name == "\ufffd\ufffd.jpg"


def test_while_nobody_is_signed_in_nothing_is_taken_in(watch: Any, folder: Path, office: Office) -> None:
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    watch._session.sign_out()
    look(watch, 4)
    assert (count(watch), watch.said) == (3, [])


def test_while_one_file_is_read_the_next_waits(watch: Any, folder: Path, office: Office, qapp: Any) -> None:
    later: list[Any] = []
    qapp.setProperty(tasks.RUNNER, SimpleNamespace(start=later.append))
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    look(watch, 4)
    assert len(later) == 1
    later[0].run()
    assert count(watch) == 4


def test_button_sets_the_folder_names_it_and_ends_the_watching(
    page: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, in_dialog: Any
) -> None:
    button = page.findChild(WatchButton, "watch_folder")
    monkeypatch.setattr("ui.pages.scans.watching.QFileDialog.getExistingDirectory", lambda *_: "")
    hands.click(page, "watch_folder")
    assert watching.watched(page.session) is None
    monkeypatch.setattr("ui.pages.scans.watching.QFileDialog.getExistingDirectory", lambda *_: str(folder))
    hands.click(page, "watch_folder")
    assert (button.text(), button.toolTip()) == ("正在监视：扫描仪", str(folder))
    in_dialog(lambda dialog: dialog.reject())
    hands.click(page, "watch_folder")
    assert watching.watched(page.session) == folder
    in_dialog(lambda dialog: hands.click(dialog, "yes"))
    hands.click(page, "watch_folder")
    assert (watching.watched(page.session), button.text()) == (None, "监视文件夹…")


def test_page_hears_of_what_came_while_it_was_open(page: Any, folder: Path, office: Office, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: page.window().findChild(FolderWatch) is not None)
    page.arrive()
    watch = page.window().findChild(FolderWatch)
    page.findChild(WatchButton)._watch(str(folder))
    (folder / "a.jpg").write_bytes(office.fresh[0].scan)
    look(watch)
    assert page.said.text().startswith("监视文件夹：归入 1 页")
    assert page.chips["every"].text() == "全部 4 页"
