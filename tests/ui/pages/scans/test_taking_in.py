"""Files of scans brought to the window: chosen, dropped, again, hostile among good; the chips count what came."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import factory
import hands
import pytest
from PySide6.QtWidgets import QLabel

from qcdesk.services.papers import scan_list
from qcdesk.services.papers.scan_list import FILED, FLAGGED
from qcdesk.services.papers.scans import Came, Taken
from ui.pages.scans.taking_in import Haul, take

Files = dict[str, Path]


def chips(page: Any) -> list[str]:
    return [chip.text() for chip in page.chips.values()]


def test_chips_count_what_there_is_to_do(page: Any) -> None:
    assert chips(page) == ["待处理 1", "待确认签名 2", "已归入 2", "放一边 0", "全部 3"]
    assert page.show_only == "todo"
    hands.click(page, "scans_filed")
    assert [item.scan.name for item in page.listing.rows.rows] == ["签回-2.jpg", "签回-1.jpg"]
    assert [item.said for item in page.listing.rows.rows] == ["待确认 2", "待确认 2"]


def test_files_by_the_button_are_filed_and_told(page: Any, files: Files, choose: Callable[..., None]) -> None:
    choose(files["好"], files["又"])
    hands.click(page, "take_scans")
    assert chips(page)[2] == "已归入 4"
    assert page.said.text().startswith("归入 2 页，FG-202611-003 第 1 份1 页齐了")


def test_refused_file_is_told_and_stops_no_other(
    page: Any, files: Files, choose: Callable[..., None], in_dialog: Any
) -> None:
    told: list[str] = []
    choose(files["坏"], files["好"])
    in_dialog(lambda dialog: (told.append(f"{dialog.windowTitle()} {hands.words(dialog)}"), dialog.accept()))
    hands.click(page, "take_scans")
    assert "没有收进来的文件" in told[0]
    assert "“坏.jpg”" in told[0]
    assert chips(page)[2] == "已归入 3"


def test_same_file_again_is_told_and_not_filed_twice(page: Any, files: Files, choose: Callable[..., None]) -> None:
    choose(files["好"])
    hands.click(page, "take_scans")
    hands.click(page, "take_scans")
    assert page.said.text().endswith("是同一个文件，没有再收")
    assert chips(page)[4] == "全部 4"


def test_dialog_given_up_takes_in_nothing(page: Any, choose: Callable[..., None]) -> None:
    choose()
    hands.click(page, "take_scans")
    assert chips(page)[4] == "全部 3"


def test_what_was_filed_before_a_stop_is_shown(page: Any, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work ends without a result; what it had written is there."""
    from ui.pages.scans import page as module
    from ui.tasks import Task

    stopped = Task(lambda task: take(page.session.desk, [files["好"]], task))

    def begin(*_: object) -> Task:
        stopped.cancel()
        return stopped

    monkeypatch.setattr(module, "take_files", begin)
    monkeypatch.setattr(stopped, "report", lambda *_: None)
    page.take_in([files["好"]])
    stopped.run()
    assert chips(page)[4] == "全部 4"


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


def test_office_without_scans_says_how_they_come(seated: Any, page: Any) -> None:
    desk = page.session.desk
    for scan in scan_list.listed(desk):
        if scan.state == FLAGGED:
            hands.click(page, "scans_todo")
    page._show(())
    assert page.empty.title.text() == "还没有扫描件"
    assert "拖到窗口里" in page.empty.findChildren(QLabel)[-1].text()
    factory.seat(desk, "qc")
