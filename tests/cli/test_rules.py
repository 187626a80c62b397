"""rules, days: rules and the calendar are changed from the terminal as in the window, by who keeps them, with a PIN."""

from collections.abc import Callable
from pathlib import Path

import cases
import factory
import pytest
from terminal import Terminal

from qcdesk.services.basics import opening
from qcdesk.services.trail import verifying

Write = Callable[..., Path]
REFUSED, USAGE = 1, 2
LATER = "2050-06-06T10:00"
"""A Monday on which whatever is changed now holds."""


def rows(terminal: Terminal, code: str) -> list[dict[str, object]]:
    return [row for row in terminal.done("rules", "--json").json if row["code"] == code]


def test_figure_of_a_rule_is_changed_as_a_new_version_with_its_reason(both: Terminal) -> None:
    """E5: the factory's own figure names what it was quoted from."""
    told = both.done("rules", "set", "RESULT-7WD", "--duration", 6, "--unit", "working_days_saturday", "--reason",
                     "老板定的", by="qcmgr").out  # fmt: skip
    assert told.startswith("生效  RESULT-7WD")
    assert "6 个工作日（星期六照算）  本厂设定（原 S3:100）  第 2 版" in told
    first, second = rows(both, "RESULT-7WD")
    assert (first["in_force"], second["in_force"]) == (False, True)
    said = both.done("due", "--from", LATER, "--rule", "RESULT-7WD", "--json").json
    assert said["due"] == "2050-06-13T10:00"


def test_least_share_of_a_criterion_is_changed(terminal: Terminal, values: Write) -> None:
    """E4.1"""
    terminal.done("rules", "set", "r1", "--least", "25%", "--reason", "客户要求更严", by="qcmgr")
    terminal.done("rules", "set", "R3", "--consequence", "当天拜访并出 8D", "--reason", "原文件没写", by="admin")
    said = terminal.done("judge", "--values", values(lot_qty=100, defect_qty=25), "--json").json
    assert (said["grade"], said["clauses"][0]["version"]) == ("批量", 2)
    assert "处理要求：当天拜访并出 8D" in terminal.done("judge", "--values", values(defects=["芯轴断裂"])).out


def test_gap_that_a_changed_share_leaves_is_told_at_once_and_by_the_check(both: Terminal) -> None:
    """E4.1: 40 % for 批量 while 一般 ends at 30 %: at 35 % no criterion would hold."""
    told = both.done("rules", "set", "R1", "--least", "40%", "--reason", "客户同意放宽", by="qcmgr").out
    assert "注意  R0：" in told
    assert "30% 到 40% 之间没有一条标准，判不出程度" in told
    assert "注意  R1：起点是 40%，原文却写着“30%”" in told
    checked = both("rules", "check")
    assert (checked.status, checked.error) == (1, "规则里有 2 处要改正\n")
    assert "有错  R0：" in checked.out
    assert "有错  R1：" in checked.out
    mend = ("--reason", "一并改", "--least", "40%")
    assert "注意" not in both.done("rules", "set", "R0", *mend, by="qcmgr").out
    both.done("rules", "set", "R1", "--sentence", "40%比例以上的不良", *mend, by="qcmgr")
    assert both.done("rules", "check", "--json").json["ok"]


def test_other_row_of_an_event_is_chosen(both: Terminal) -> None:
    """E5: contradictions side by side, one in force."""
    both.done("rules", "choose", "RESULT-5WD", "--reason", "按 S3:48 办", by="qcmgr")
    assert rows(both, "RESULT-5WD")[-1]["in_force"]
    assert not any(row["in_force"] for row in rows(both, "RESULT-7WD"))
    assert both.done("rules", "check", "--json").json["ok"]


def test_blank_is_filled_and_switched_on(terminal: Terminal) -> None:
    """E3.8: the blanks are the factory's."""
    terminal.done("rules", "set", "COORD-CALL", "--duration", 30, "--unit", "clock_minutes", "--active", "是",
                  "--reason", "客服部定", by="qcmgr")  # fmt: skip
    said = terminal.done("due", "--from", LATER, "--rule", "COORD-CALL", "--json").json
    assert (said["due"], said["in_force"]) == ("2050-06-06T10:30", True)


SET = ("rules", "set", "RESULT-7WD", "--duration", 6)


@pytest.mark.parametrize(
    ("words", "by", "status", "sentence"),
    [
        ((*SET, "--reason", "快些"), "", USAGE, "请加 --as 登录名"),
        ((*SET, "--reason", "快些"), "merch", REFUSED, "规则和工作日历要由品管主管或系统管理员改"),
        (SET, "qcmgr", USAGE, "改规则要写原因"),
        (("rules", "set", "--duration", 6), "qcmgr", USAGE, "请写明规则的代号"),
        (("rules", "set", "NO-1", "--duration", 6, "--reason", "x"), "qcmgr", REFUSED, "没有代号为“NO-1”的规则"),
        (("rules", "set", "RESULT-7WD", "--reason", "x"), "qcmgr", USAGE, "请写明要改什么"),
        (("rules", "set", "RESULT-7WD", "--least", "3", "--reason", "x"), "qcmgr", USAGE, "里没有“起点数”"),
        (("rules", "set", "R1", "--least", "许多", "--reason", "x"), "qcmgr", REFUSED, "起点数：要填数，例如 0.30"),
        (("rules", "set", "RESULT-7WD", "--duration", 7, "--reason", "x"), "qcmgr", REFUSED, "RESULT-7WD：没有改动"),
        ((*SET, "--reason", "x", "--from", "2020-01-01"), "qcmgr", REFUSED, "生效日不能早于今天"),
        ((*SET, "--reason", "x", "--unit", "moons"), "qcmgr", USAGE, "--unit 不能是 moons，可选："),
        (("rules", "choose", "RESULT-7WD", "--reason", "x"), "qcmgr", REFUSED, "已经启用"),
        (("rules", "choose", "R1", "--reason", "x"), "qcmgr", REFUSED, "没有代号为“R1”的时限"),
        (("rules", "rates"), "", USAGE, "请写明月份，例如 qcdesk rules rates --month 2026-11"),
        (("rules", "rates", "--month", "2026-13"), "", REFUSED, "月份要写成 2026-11，不能是 2026-13"),
        (("days", "set", "2026-12-05"), "qcmgr", USAGE, "请写明日期和安排"),
        (("days", "set", "12月5日", "--kind", "off"), "qcmgr", USAGE, "要填日期，例如 2026-09-30，不能是 12月5日"),
        (("days", "set", "2026-12-05", "--kind", "off"), "", USAGE, "请加 --as 登录名"),
        (("days", "set", "2026-12-05", "--kind", "off"), "merch", REFUSED, "品管主管或系统管理员"),
        (("days", "set", "2026-12-05", "--kind", "law"), "qcmgr", REFUSED, "2026-12-05 没有本厂自己的安排"),
        (("days", "set", "1900-01-01", "--kind", "off"), "qcmgr", REFUSED, "不在 1990 到 2200 年之间"),
        (("days", "import"), "qcmgr", USAGE, "请写明文件"),
        (("days", "import", "没有.txt"), "qcmgr", REFUSED, "“没有.txt”读不出来"),
        (("days", "--year", 999), "", REFUSED, "只能看 1990 到 2200 年"),
    ],
)  # fmt: skip
def test_refusals_change_nothing(terminal: Terminal, words: tuple[object, ...], by: str, status: int,
                                 sentence: str) -> None:  # fmt: skip
    answer = terminal(*words, by=by)
    assert (answer.status, sentence in answer.sentence) == (status, True), answer
    assert len(terminal.done("rules", "--json").json) == 57


def test_day_of_the_factory_is_set_and_taken_back(both: Terminal) -> None:
    """E5"""
    ask = ("due", "--from", "2026-12-04T10:00", "--rule", "VISIT-2WD", "--json")
    assert both.done(*ask).json["due"] == "2026-12-08T10:00"
    said = both.done("days", "set", "2026-12-05", "--kind", "work", "--note", "赶货", by="qcmgr").out
    assert said == "2026-12-05（六）本厂上班  赶货\n"
    assert both.done(*ask).json["due"] == "2026-12-07T10:00"
    assert "2026-12-05（六）本厂上班  赶货" in both.done("days", "--year", 2026).out
    assert both.done("days", "set", "2026-12-05", "--kind", "law", by="qcmgr").out == "2026-12-05（六）周末\n"
    assert both.done(*ask).json["due"] == "2026-12-08T10:00"


NOTICE = "国庆节：2027年10月1日至7日放假，共7天。9月26日（星期日）上班。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_notice_is_taken_in_as_a_whole(terminal: Terminal, tmp_path: Path, encoding: str) -> None:
    """E8.2"""
    path = tmp_path / "放假通知.txt"
    path.write_bytes(NOTICE.encode(encoding))
    seen = terminal.done("days", "import", path, "--look").out
    assert "2027年10月1日至7日：放假 7 天  国庆节" in seen
    assert "已导入" not in seen
    assert not any(row["kind"].startswith("本厂") for row in terminal.done("days", "--year", 2027, "--json").json)
    assert terminal.done("days", "import", path, by="qcmgr").out.endswith("已导入\n")
    assert "2027-09-26（日）调休上班" in terminal.done("days", "--year", 2027).out
    year = terminal.done("days", "--year", 2027, "--json").json
    own = [row for row in year if row["kind"] in ("本厂放假", "调休上班")]
    assert [(row["day"], row["works"]) for row in (own[0], own[-1])] == [("2027-09-26", True), ("2027-10-07", False)]
    assert len(own) == 8


def test_notice_with_a_fault_is_taken_in_not_at_all(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "通知.csv"
    path.write_text("日期,安排,说明\n2027-10-01,放假,国庆\n2027-02-30,放假,", encoding="utf-8")
    answer = terminal("days", "import", path, by="qcmgr")
    assert answer.status == REFUSED
    assert answer.sentence.startswith("没有导入：")
    assert "“2027-02-30”不是日期" in answer.sentence
    assert terminal("days", "import", path, "--look").status == REFUSED
    assert not any(row["kind"].startswith("本厂") for row in terminal.done("days", "--year", 2027, "--json").json)


def test_rates_of_a_month_are_told_with_the_complaints_behind_them(terminal: Terminal) -> None:
    """E2.4 E8.3"""
    desk = opening.open_desk(terminal.home, factory.shelf().kinds)
    friday = cases.at(desk, "2026-11-20T10:00")
    case = cases.registered(friday, received_at="2026-11-20T10:00")
    cases.walk(cases.at(desk, "2026-11-23T11:00"), case, "analyse")
    number = cases.records.get(desk, case).number
    desk.close()
    words = terminal.done("rules", "rates", "--month", "2026-11").out
    assert f"及时回复率  装配  0/1 = 0%  没有做到：{number}\n" in words
    said = terminal.done("rules", "rates", "--month", "2026-11", "--json").json
    assert said["rates"][0] == {"name": "及时回复率", "of": "装配", "rate": "0%", "met": [], "missed": [number],
                                "open": []}  # fmt: skip
    assert "及时回复率  合计  0/0 = —" in terminal.done("rules", "rates", "--month", "2020-01").out


def test_changes_from_the_terminal_stand_in_the_trail(terminal: Terminal) -> None:
    terminal.done("rules", "choose", "RESULT-5WD", "--reason", "按 S3:48 办", by="qcmgr")
    terminal.done("days", "set", "2026-12-05", "--kind", "work", by="qcmgr")
    desk = opening.open_desk(terminal.home, factory.shelf().kinds)
    assert verifying.verify(desk) == []
    desk.close()
