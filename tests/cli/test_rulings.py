"""judge, due, rules: the office's rules answer in the terminal, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import factory
import pytest
from terminal import Answer, Terminal

from qcdesk.services.basics import opening
from qcdesk.services.rules import rulebook
from qcdesk.store.models import Rule

Write = Callable[..., Path]
Ask = Callable[..., Answer]
REFUSED, USAGE = 1, 2


def judged(terminal: Terminal, values: Write, **given: object) -> dict[str, object]:
    return dict(terminal.done("judge", "--values", values(**given), "--json").json)


def test_grade_comes_with_clauses_and_what_would_change_it(both: Terminal, values: Write) -> None:
    """E4.1 S4:235-264"""
    said = judged(both, values, family="脚踏类", defects=["短装"], lot_qty=100, defect_qty=26, unusable_lot=False,
                  affects_function=False, description="少了 4 副", customer="北坡车料（样例）行",
                  received_at="2026-11-20T10:00")  # fmt: skip
    assert (said["grade"], said["silent"], said["earlier"]) == ("一般", False, [])
    assert [clause["code"] for clause in said["clauses"]] == ["R0"]
    assert set(said["clauses"][0]) >= {"code", "sentence", "source", "inputs"}
    assert "不良数再多 4 个（达到 30 个，30%）即为批量" in said["changes"]


def test_silent_rules_say_so(terminal: Terminal, values: Write) -> None:
    said = judged(terminal, values, defects=["喷漆流挂"])
    assert (said["grade"], said["silent"], said["clauses"], said["unknown"]) == ("", True, [], ["喷漆流挂"])
    words = terminal.done("judge", "--values", values(defects=["喷漆流挂"])).out
    assert words.startswith("判定标准没有一条适用，请品管判定")
    assert "不良项目里没有“喷漆流挂”" in words


def test_words_name_the_sentence_and_the_source(terminal: Terminal, values: Write) -> None:
    words = terminal.done("judge", "--values", values(family="脚踏类", description="芯轴断裂 12 支")).out
    assert words.startswith("严重程度（按 R3）\n  R3 严重：带来不良影响")
    assert "（S4:235-264）" in words


def test_values_from_standard_input(own_process: Ask, terminal: Terminal) -> None:
    given = json.dumps({"defects": ["芯轴断裂"]}).encode()
    answer = own_process(["--home", str(terminal.home), "judge", "--values", "-", "--json"], give=given)
    assert (answer.status, answer.json["grade"]) == (0, "严重")


def test_bad_values_are_all_named(terminal: Terminal, values: Write) -> None:
    answer = terminal("judge", "--values", values(lot_qty="许多", colour="红", defects=[1]))
    assert answer.status == REFUSED
    assert answer.sentence == "colour：没有这个栏位；不良项目：这里要填一列文字；批量：要填 0 或更大的整数"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"family": "脚踏"}, "产品族：“脚踏”不能选，可选：脚踏类、碗件中轴类、其他"),
        ({"lot_qty": -5}, "批量：要填 0 或更大的整数"),
        ({"lot_qty": 10, "defect_qty": 20}, "不良数：20 比批量 10 还多，请核对"),
        ({"lot_qty": "两千", "defect_qty": 3.5}, "批量：要填 0 或更大的整数；不良数：要填 0 或更大的整数"),
        ({"lot_qty": 0}, "批量：要从 1 起；不知道就留空"),
        ({"lot_qty": 600, "complaint_qty": 700}, "投诉数量：700 比批量 600 还多，请核对"),
        ({"unusable_lot": "也许"}, "整批无法上线/需全检或调换：只能填“是”或“否”"),
        ({"received_at": "2026-W47-1"}, "受理时间：要填日期，例如 2026-09-30"),
        ({"": 1}, "（没有名称）：没有这个栏位"),
    ],
)
def test_what_cannot_be_judged_is_said_in_one_sentence(terminal: Terminal, values: Write, given: dict[str, object],
                                                       sentence: str) -> None:  # fmt: skip
    answer = terminal("judge", "--values", values(**given))
    assert (answer.status, answer.out) == (REFUSED, "")
    assert answer.sentence.startswith(sentence)


@pytest.mark.parametrize("given", [{}, {"customer": "北坡车料（样例）行", "description": "  ", "defects": [""]}])
def test_nothing_to_judge_is_silence(terminal: Terminal, values: Write, given: dict[str, object]) -> None:
    said = judged(terminal, values, **given)
    assert (said["grade"], said["silent"], said["clauses"], said["earlier"]) == ("", True, [], [])
    words = terminal.done("judge", "--values", values(**given)).out
    assert "没有可以判定的内容：请给出不良项目、问题描述、数量，或勾选两项之一" in words


@pytest.mark.parametrize(
    ("lot", "defective"), [("2,000", "６００"), (1000.0, "300支"), ("1000 PCS", 300), ("500付", "150 副")]
)
def test_quantities_written_as_text_are_taken(
    terminal: Terminal, values: Write, lot: object, defective: object
) -> None:
    assert judged(terminal, values, lot_qty=lot, defect_qty=defective)["grade"] == "批量"


def test_minute_whose_rules_judged_is_said(terminal: Terminal, values: Write) -> None:
    """E4.1 E5: criteria and defect items of when it came in; of a day the end."""
    for given, at in (("2026-11-20T10:00", "2026-11-20T10:00"), ("2026-11-20", "2026-11-20T23:59")):
        asked = values(description="芯轴断裂", received_at=given)
        assert terminal.done("judge", "--values", asked, "--json").json["judged_by"] == at
        assert f"按 {at.replace('T', ' ')} 生效的判定标准和不良项目表" in terminal.done("judge", "--values", asked).out


def test_where_no_problem_is_known_none_is_said_to_come_again(terminal: Terminal, values: Write) -> None:
    """E4.1 S4:264"""
    unknown = judged(terminal, values, defects=["喷漆流挂"])
    assert not any("本月再发生" in words for words in unknown["changes"])
    assert "本月再发生 2 次即为严重" in judged(terminal, values, defects=["短装"])["changes"]


def test_denied_defect_is_told_and_not_counted(terminal: Terminal, values: Write) -> None:
    """E4.1"""
    said = judged(terminal, values, description="唛头写错 3 箱，没有芯轴断裂")
    assert (said["grade"], said["denied"]) == ("一般", ["没有芯轴断裂"])
    assert (
        "“没有芯轴断裂”说的是没有，不算" in terminal.done("judge", "--values", values(description="没有芯轴断裂")).out
    )


def test_due_time_comes_with_its_counting(both: Terminal) -> None:
    """E8.1 S2:64"""
    said = both.done("due", "--from", "2026-11-20T10:00", "--rule", "PERSON-2WD-SAT", "--json").json
    assert (said["due"], said["rule"], said["source"]) == ("2026-11-23T10:00", "PERSON-2WD-SAT", "S2:64")
    assert said["steps"] == ["五10:00", "六", "一10:00"]
    assert (said["provisional"], said["in_force"], said["latest"]) == (False, True, None)


def test_due_time_over_the_national_day_is_told_day_by_day(terminal: Terminal) -> None:
    words = terminal.done("due", "--from", "2026-09-30T15:00", "--rule", "VISIT-2WD").out
    assert words.startswith("现场拜访客户：2026-10-09 15:00\n  按 VISIT-2WD（S1:94）：2个工作日内现场拜访\n")
    assert "三15:00 → 四 → 五15:00" in words
    assert "10月1日（四）国庆节，不计" in words


def test_provisional_and_not_in_force_are_said(terminal: Terminal) -> None:
    words = terminal.done("due", "--from", "2026-12-31T15:00+08:00", "--rule", "FIRST-1WD").out
    assert "（这一条没有生效）" in words
    assert "放假安排未全部公布，到期时间是暂定的" in words
    assert "，最迟 2027-01-06 15:00" in words


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("due", "--from", "2026-11-20T10:00", "--rule", "NO"), REFUSED, "没有代号为“NO”的时限，可用的有：FIRST-24H"),
        (("due", "--from", "2026-11-20", "--rule", "REPEAT-3M"), REFUSED, "数的是当月的次数，没有到期时间"),
        (("due", "--from", "2026-11-20", "--rule", "COORD-CALL"), REFUSED, "请先由本厂填写"),
        (("due", "--from", "9999-12-31T23:00", "--rule", "FIRST-24H"), REFUSED, "超出了日历"),
        (("due", "--from", "0001-01-01T00:00+14:00", "--rule", "FIRST-24H"), REFUSED, "超出了日历"),
        (("due", "--from", "2026-02-30", "--rule", "FIRST-24H"), USAGE, "--from 要填时间，例如 2026-09-30T15:00"),
        (("due", "--rule", "FIRST-24H"), USAGE, "还缺：--from"),
        (("due", "--from", "2026-11-20"), USAGE, "还缺：--rule"),
        (("due", "--from", "", "--rule", "FIRST-24H"), USAGE, "--from 要填时间，例如 2026-09-30T15:00，不能是 空的"),
        (("due", "--from", "2026-W47", "--rule", "FIRST-24H"), USAGE, "--from 要填时间"),
        (("due", "--from", "2026-11-20", "--rule", "r1"), REFUSED, "“r1”是判定客诉程度的标准，不是时限"),
        (("judge",), USAGE, "还缺：--values"),
        (("rules", "dance"), USAGE, "动作 不能是 dance，可选："),
        (("rules", "--on", "明天"), USAGE, "--on 要填日期，例如 2026-09-30"),
    ],
)
def test_ruling_that_cannot_be_given_is_refused_with_what_is_wrong(
    terminal: Terminal, words: tuple[str, ...], status: int, sentence: str
) -> None:
    answer = terminal(*words)
    assert answer.status == status
    assert sentence in answer.sentence


def test_every_rule_is_listed_with_source_validity_and_whether_it_holds(both: Terminal) -> None:
    """E5"""
    said = both.done("rules", "list", "--json").json
    assert len(said) == 57
    assert all(row["source"] and {"valid_from", "valid_to", "in_force", "version"} <= set(row) for row in said)
    held = {row["code"]: row["in_force"] for row in said}
    assert held["RESULT-7WD"]
    assert not held["RESULT-5WD"]
    words = both.done("rules").out
    assert "生效  R1                   批量程度  30%  S4:235-264  第 1 版 一直  30%比例以上的不良" in words
    assert "空白，待本厂填写" in words


def test_check_tells_contradictions_and_blanks_and_fails_only_for_what_is_wrong(terminal: Terminal) -> None:
    """E5"""
    said = terminal.done("rules", "check", "--json").json
    assert said["ok"]
    assert not any(one["wrong"] for one in said["remarks"])
    assert "各文件说法不一（RESULT-7WD、RESULT-5WD），生效的是 RESULT-7WD" in terminal.done("rules", "check").out


def test_check_fails_for_a_test_nobody_knows(terminal: Terminal, values: Write) -> None:
    desk = opening.open_desk(terminal.home, factory.shelf().kinds)
    content = '{"code":"R9","grade":"一般","sentence":"看着办","test":"by_feeling"}'
    desk.store.run(Rule.insert(kind="criterion", code="R9", version=1, content=content, valid_from="",
                               made_by="qcmgr", made_at="2026-11-20"))  # fmt: skip
    desk.close()
    answer = terminal("rules", "check")
    assert (answer.status, answer.error) == (REFUSED, "规则里有 1 处要改正\n")
    assert "有错  R9：第 1 版读不出来：判定方法：“by_feeling”不认识" in answer.out
    assert terminal("judge", "--values", values()).sentence.startswith("规则读不出来")


def test_rules_of_another_day(terminal: Terminal) -> None:
    desk = opening.open_desk(terminal.home, factory.shelf().kinds)
    rulebook.change(factory.seat(desk, "qcmgr"), "deadline", "CAUSE-1W", {"active": False}, None, "暂停")
    desk.close()
    first, second = (row for row in terminal.done("rules", "--json").json if row["code"] == "CAUSE-1W")
    assert (first["in_force"], second["in_force"]) == (False, False)
    before = terminal.done("rules", "list", "--on", "2020-01-01", "--json").json
    assert next(row for row in before if row["code"] == "CAUSE-1W")["in_force"]
