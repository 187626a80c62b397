"""Files of scans brought to the window: chosen, dropped, again, hostile among good; the chips count what came."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import factory
import hands
import papers
import pytest
import scanned
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from scanned_office import Office

from forms import filing
from forms.filing import Reading
from qcdesk.services.papers import scan_list, scans
from qcdesk.services.papers.scan_list import FILED, FLAGGED
from qcdesk.services.papers.scans import Came, Taken
from ui import tasks
from ui.pages.scans.taking_in import Haul, _read_on, dropped, take
from ui.pages.scans.work import Found
from ui.style import tokens
from ui.style.dress import face

Files = dict[str, Path]


def chips(page: Any) -> list[str]:
    return [chip.text() for chip in page.chips.values()]


def test_chips_count_what_there_is_to_do(page: Any) -> None:
    assert chips(page) == ["待处理 1 页", "待确认签名 2 页", "已归入 2 页", "放一边 0 页", "全部 3 页"]
    assert page.show_only == "todo"
    hands.click(page, "scans_filed")
    assert [item.scan.name for item in page.listing.rows.rows] == ["签回-2.jpg", "签回-1.jpg"]
    assert [item.said for item in page.listing.rows.rows] == ["待确认 2 格", "待确认 2 格"]


def test_files_by_the_button_are_filed_and_told(page: Any, files: Files, choose: Callable[..., None]) -> None:
    choose(files["好"], files["又"])
    hands.click(page, "take_scans")
    assert chips(page)[2] == "已归入 4 页"
    assert page.said.text().startswith("归入 2 页，FG-202611-003 第 1 份 1 页齐了")


def test_refused_file_is_told_and_stops_no_other(
    page: Any, files: Files, choose: Callable[..., None], in_dialog: Any
) -> None:
    told: list[str] = []
    choose(files["坏"], files["好"])
    in_dialog(lambda dialog: (told.append(f"{dialog.windowTitle()} {hands.words(dialog)}"), dialog.accept()))
    hands.click(page, "take_scans")
    assert "没有收进来的文件" in told[0]
    assert "“坏.jpg”" in told[0]
    assert chips(page)[2] == "已归入 3 页"


def test_same_file_again_is_told_and_not_filed_twice(page: Any, files: Files, choose: Callable[..., None]) -> None:
    choose(files["好"])
    hands.click(page, "take_scans")
    hands.click(page, "take_scans")
    assert page.said.text().endswith("是同一个文件，没有再收")
    assert chips(page)[4] == "全部 4 页"


def test_dialog_given_up_takes_in_nothing(page: Any, choose: Callable[..., None]) -> None:
    choose()
    hands.click(page, "take_scans")
    assert chips(page)[4] == "全部 3 页"


def test_dropped_file_is_found_whatever_the_bytes_of_its_name(page: Any, files: Files, tmp_path: Path) -> None:
    """Qt makes them marks in its own words, and keeps them in the address."""
    path = tmp_path / os.fsdecode(b"\xff %41.jpg")
    path.write_bytes(files["好"].read_bytes())
    mime = QMimeData()
    mime.setUrls([QUrl.fromEncoded(b"file://" + quote(os.fsencode(path)).encode())])
    assert dropped(mime) == [path]
    haul = take(page.session.desk, [path])
    assert [taken.name for taken in haul.new] == ["\ufffd %41.jpg"]


def test_progress_names_file_and_page_and_never_runs_backwards(page: Any, files: Files) -> None:
    seen: list[tuple[float, str]] = []
    # Of a page that takes long the figures come again, of the first there are none.
    task: Any = SimpleNamespace(report=lambda at, of, words: seen.append((at / of, words)) if of else None)
    for name, count in (("三页.pdf", 3), ("两页.pdf", 2)):
        (files["坏"].parent / name).write_bytes(scanned.as_pdf([Image.new("L", (400, 560), 255)] * count))
    take(page.session.desk, [files["好"], files["坏"].parent / "三页.pdf", files["又"]], task)
    assert list(dict.fromkeys(words for _, words in seen)) == [
        "第 1/3 个文件，第 1/1 页", "第 2/3 个文件，第 1/3 页", "第 2/3 个文件，第 2/3 页", "第 2/3 个文件，第 3/3 页",
        "第 3/3 个文件，第 1/1 页",
    ]  # fmt: skip
    how_far = [share for share, _ in seen]
    assert (how_far, how_far[-1]) == (sorted(how_far), 1)
    seen.clear()
    take(page.session.desk, [files["坏"].parent / "两页.pdf"], task)
    assert seen == [(0.5, "第 1/2 页"), (1, "第 2/2 页")]


def test_progress_stands_where_it_was_while_a_later_file_is_opened() -> None:
    seen: list[tuple[int, int, str]] = []
    task: Any = SimpleNamespace(report=lambda *figures: seen.append(figures))
    for at, so_far in ((1, Reading()), (4, Reading(3, 3)), (5, Reading()), (5, Reading(1, 2))):
        assert _read_on(task, at, 10, so_far)
    assert seen == [
        (0, 0, "第 1/10 个文件，正在打开"), (12, 30, "第 4/10 个文件，第 3/3 页"), (4, 10, "第 5/10 个文件，正在打开"),
        (9, 20, "第 5/10 个文件，第 1/2 页"),
    ]  # fmt: skip


@pytest.mark.parametrize("before", [(), ("好",)])
def test_a_stop_is_said_and_what_was_filed_before_it_is_shown(
    page: Any, files: Files, monkeypatch: pytest.MonkeyPatch, qapp: Any, qtbot: Any, before: tuple[str, ...]
) -> None:
    """The button is clicked while the last file but one is being read."""
    reading, go, whole = threading.Event(), threading.Event(), filing.take_file

    def slowly(desk: Any, path: Path, progress: Any) -> Taken:
        if path == files["又"]:
            reading.set()
            assert go.wait(10)
        return whole(desk, path, progress)

    monkeypatch.setattr(filing, "take_file", slowly)
    page.said.say("已确认：审核 李样二")
    qapp.setProperty(tasks.RUNNER, None)
    page.take_in([*(files[name] for name in before), files["又"], files["坏"]])
    qtbot.waitUntil(lambda: reading.is_set() and qapp.activeModalWidget() is not None)
    hands.click(qapp.activeModalWidget(), "cancel")
    go.set()
    stopped = "已停止：“又.jpg”等 2 个文件没有收进来，一页也没有归入"
    came = "；停止以前：归入 1 页，FG-202611-003 第 1 份 1 页齐了，已转为“已签回”" if before else ""
    qtbot.waitUntil(lambda: page.said.text() == stopped + came)
    qtbot.waitUntil(lambda: chips(page)[4] == f"全部 {3 + len(before)} 页")


def test_what_came_of_files_is_said_in_a_few_words(page: Any) -> None:
    desk = page.session.desk
    (one, two), (lost,) = scan_list.listed(desk, states=[FILED]), scan_list.listed(desk, states=[FLAGGED])
    assert two.copy is not None
    came = Came(two.copy, (2,), False)
    haul = Haul([Taken("a", "a.pdf", (one, two, lost), (came,)), Taken("b", "b.pdf", (lost,), before="收过了")])
    assert haul.said == f"归入 2 页，1 页要您看，{two.copy.named}还缺第 2 页"
    assert haul.whole == f"{haul.said}；收过了"
    assert Haul([Taken("b", "b.pdf", (), before="甲"), Taken("c", "c.pdf", (), before="乙")]).whole.startswith(
        "2 个文件"
    )
    assert Haul().whole == ""
    assert Haul(left=[Path("2000页.pdf")]).whole == "已停止：“2000页.pdf”没有收进来，一页也没有归入"


def test_office_without_scans_says_how_they_come(seated: Any, page: Any) -> None:
    desk = page.session.desk
    for scan in scan_list.listed(desk):
        if scan.state == FLAGGED:
            hands.click(page, "scans_todo")
    page._show(Found((), dict.fromkeys(page.chips, 0)))
    assert page.empty.title.text() == "还没有扫描件"
    assert "拖到窗口里" in page.empty.findChildren(QLabel)[-1].text()
    factory.seat(desk, "qc")


def test_what_was_brought_is_shown_and_what_somebody_must_look_at_first(
    page: Any, choose: Any, files: dict[str, Path], office: Office, tmp_path: Path
) -> None:
    hands.click(page, "scans_every")
    choose(files["好"])
    hands.click(page, "take_scans")
    assert page.current().scan.name == "好.jpg"
    strange = tmp_path / "怪.jpg"
    strange.write_bytes(office.stranger + b"\n")
    page.filter.setText("签回")
    choose(files["又"], strange)
    hands.click(page, "take_scans")
    assert (page.show_only, page.filter.text(), page.current().scan.name) == ("todo", "", "怪.jpg")
    assert page.heading.text().startswith("“怪.jpg”第 1 页")
    choose(files["好"])
    hands.click(page, "take_scans")
    assert (page.show_only, page.current().scan.name) == ("filed", "好.jpg")


def test_page_number_has_a_column_that_is_never_cut(page: Any) -> None:
    long = papers.printed(page.session.desk, 1, pages=120)
    brought = [papers.seen(page.session.desk, long, at, at) for at in (1, 2, 118)]
    scans.take_in(page.session.desk, b"%PDF-1.4 long", "很长的扫描文件名.pdf", "application/pdf", brought)
    page._tell_all()
    hands.click(page, "scans_every")
    assert [item.page for item in page.listing.rows.rows][:3] == ["118/120", "2/120", "1/120"]
    for width in (1366, 911):
        page.window_.resize(width, 700)
        QApplication.processEvents()
        at = next(at for at, column in enumerate(page.listing.rows.columns) if column.title == "页")
        assert not page.listing.isColumnHidden(at)
        needed = QFontMetrics(face(tokens.TEXT)).horizontalAdvance("118/120") + 20
        assert page.listing.columnWidth(at) >= needed, width
