"""What the terminal says while this PC's clock stands behind the trail."""

from datetime import datetime, timedelta

import pytest
from terminal import Terminal

from qcdesk.clock import Clock

HERE = datetime(2026, 11, 22, 1, 10).astimezone()
YESTERDAY = "比最近一条记录"


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(Clock, "now", lambda _: moment)


@pytest.fixture
def behind(both: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Something was written today; the clock was then set to yesterday."""
    set_clock(monkeypatch, HERE)
    both.done("new", "seal_label", by="qc")
    set_clock(monkeypatch, HERE - timedelta(days=1))
    return both


def test_a_command_that_writes_says_it_beside_its_answer(behind: Terminal) -> None:
    answer = behind("new", "seal_label", by="qc")
    assert (answer.status, answer.out) == (0, "2\n")
    assert "早 1 天，两个时钟有一个不对。请先校准时钟再登记" in answer.error
    assert "时间对不上：比它前面的记录" in behind.done("history", 2).out
    assert behind.done("history", 2, "--json").json[0]["clock"].startswith("时间对不上")


def test_doctor_reports_it_and_takes_the_word_of_who_is_answerable(behind: Terminal) -> None:
    assert f"{YESTERDAY}（" in dict(behind.done("doctor", "--json").json)["电脑时钟"]
    assert "要由品管主管（品质部经理）或系统管理员确认" in behind("doctor", "--clock-is-right", by="sales").error
    assert "和记录对得上" in behind.done("doctor", "--clock-is-right", by="qcmgr").out
    assert behind("new", "seal_label", by="qc").error == ""


def test_a_clock_that_goes_on_is_said_to_be_right(both: Terminal) -> None:
    assert dict(both.done("doctor", "--json").json)["电脑时钟"].endswith("和记录对得上")
