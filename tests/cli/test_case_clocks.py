"""case clock, rules ladder: clocks started by hand, paused and resumed from the terminal as in the window."""

import os

import cases
import factory
import pytest
from terminal import Terminal

from qcdesk.services.basics import opening
from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

REFUSED, USAGE = 1, 2


@pytest.fixture
def case(both: Terminal) -> str:
    desk = opening.open_desk(both.home, factory.shelf().kinds, os.environ.get("QCDESK_DATABASE"))
    number = records.get(desk, cases.registered(desk)).number
    desk.close()
    return str(number)


def clock(rows: list[dict[str, str]], code: str) -> dict[str, str]:
    return next(row for row in reversed(rows) if row["rule"] == code)


def test_over_authority_is_started_and_met_by_hand(both: Terminal, case: str) -> None:
    """E1.4 S1:105"""
    both.done("case", "clock", "start", case, "REPORT-1WD", "--reason", "客户要求赔偿三万", by="sales")
    said = both.done("case", "clock", "met", case, "report-1wd", "--reason", "已当面报告", "--json", by="sales").json
    assert clock(said["clocks"], "REPORT-1WD")["reason"] == "人工开始：客户要求赔偿三万；已办到：已当面报告"
    assert "stopped_at" not in clock(said["clocks"], "DIRECTOR-24H")
    desk = opening.open_desk(both.home, factory.shelf().kinds, os.environ.get("QCDESK_DATABASE"))
    assert verifying.verify(desk) == []
    desk.close()


def test_case_shows_what_is_overdue_and_whom_to_tell_as_the_list_does(both: Terminal) -> None:
    """E3.7 E3.9: a serious case a rung higher; what is done in time, and a case at its end, is not late."""
    desk = opening.open_desk(both.home, factory.shelf().kinds, os.environ.get("QCDESK_DATABASE"))
    late = cases.received(cases.at(desk, "2026-01-05T09:00"), received_at="2026-01-05T09:00")
    told_of = cases.received(cases.at(desk, "2026-01-05T09:00"), received_at="2026-01-05T09:00")
    call = {"way": "电话", "said": "已告知客户正在分析", "at": "2026-01-05 10:00"}
    casework.add(factory.seat(desk, "sales"), told_of, "contacts", call)
    fresh = cases.received(desk)
    desk.close()
    told = both.done("case", "show", late)
    first = next(line for line in told.out.splitlines() if "（FIRST-24H，" in line)
    assert first.endswith("【逾期】报告到 总经理")
    assert "【逾期】" in both.done("case", "list", "--overdue").out
    rows = both.done("case", "show", late, "--json").json["clocks"]
    assert {(row["overdue"], row["tell"]) for row in rows if row["rule"] == "FIRST-24H"} == {(True, "总经理")}
    assert "逾期" not in both.done("case", "show", fresh).out.partition("提示：")[0]
    first = next(line for line in both.done("case", "show", told_of).out.splitlines() if "（FIRST-24H，" in line)
    assert "了结" in first
    assert "逾期" not in first


def test_case_is_paused_until_a_day_and_resumed(both: Terminal, case: str) -> None:
    """E3.3"""
    paused = both.done("case", "clock", "pause", case, "--until", "2027-03-01T10:00", "--reason", "等样品", "--json",
                       by="qcmgr").json  # fmt: skip
    assert paused["pauses"][0]["ended"] == "2027-03-01T10:00"
    both.done("case", "clock", "resume", case, by="qc")


@pytest.mark.parametrize(("words", "by", "status", "sentence"), [
    (("pause", "{}", "--reason", "忙不过来"), "prod", REFUSED, "暂停和恢复计时要由"),
    (("pause", "{}", "--until", "2027-10-01T10:00", "--reason", "忙不过来"), "qc", REFUSED, "品管最多暂停 7 天"),
    (("resume", "{}"), "qcmgr", REFUSED, "时限没有暂停"),
    (("start", "{}", "--reason", "急件"), "qc", USAGE, "请写明时限的代号"),
    (("start", "{}", "MONTHLY-REGION", "--reason", "急件"), "qc", REFUSED, "不是能手工开始的时限"),
    (("start", "{}", "HANDLE-1WD"), "qc", REFUSED, "原因"),
    (("met", "{}", "FIRST-24H", "--reason", "早回了"), "qc", REFUSED, "不在这里记"),
    (("met", "{}", "DIRECTOR-24H", "--reason", "早回了"), "qc", REFUSED, "没有在计时"),
])  # fmt: skip
def test_wrong_way_with_a_clock_is_refused(
    both: Terminal, case: str, words: tuple[str, ...], by: str, status: int, sentence: str
) -> None:
    answer = both("case", "clock", *(word.format(case) for word in words), by=by)
    assert (answer.status, sentence in answer.error) == (status, True), answer.error


def test_ladder_is_shown_and_changed(both: Terminal) -> None:
    """E3.7: whom what is overdue is told to is the factory's own."""
    assert "超期 3 天以上  报告到 品管主管、生产经理" in both.done("rules", "ladder").out
    told = both.done("rules", "ladder", "--rung", "0=客服课", "--rung", "2=厂长", "--pause-days", 3, "--reason",
                     "组织调整", "--json", by="qcmgr").json  # fmt: skip
    assert told == {"rungs": [{"days": 0, "tell": "客服课"}, {"days": 2, "tell": "厂长"}], "pause_days": 3}
    assert both("rules", "ladder", "--rung", "厂长", "--reason", "试行", by="qcmgr").status == USAGE
    assert both("rules", "ladder", "--pause-days", 9, "--reason", "试行", by="qc").status == REFUSED
