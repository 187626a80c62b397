"""What the terminal says while this PC's clock stands behind the trail."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import cases
import pytest
from terminal import Terminal

from qcdesk.clock import CHINA

HERE = datetime(2026, 11, 22, 1, 10, tzinfo=CHINA)
SetClock = Callable[[datetime], None]
YESTERDAY = "比最近一条记录"


@pytest.fixture
def behind(both: Terminal, set_clock: SetClock) -> Terminal:
    """Something was written today; the clock was then set to yesterday."""
    set_clock(HERE)
    both.done("new", "seal_label", by="qc")
    set_clock(HERE - timedelta(days=1))
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


def test_receipt_of_a_wrong_clock_is_put_right_by_who_answers_for_it(
    behind: Terminal, set_clock: SetClock, values: Callable[..., Path]
) -> None:
    assert behind("case", "new", "--values", values(**cases.SPINDLE), by="sales").status == 0
    set_clock(HERE + timedelta(minutes=5))
    words = ("case", "received", "TS-202611-001", "--at", "2026-11-22T01:10", "--reason", "前台电脑的时钟慢一天")
    assert "更正受理时间要由品管主管" in behind(*words, by="qc").sentence
    answer = behind.done(*words, by="qcmgr")
    assert answer.out.startswith("TS-202611-001 受理时间改为 2026-11-22 01:10，时限已重算\n")
    assert "更正受理时间  原因：前台电脑的时钟慢一天" in behind.done("history", "TS-202611-001").out
