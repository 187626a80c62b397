"""case, samples and new --case: a complaint from the terminal, from the first call to its end."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cases
import factory
import pytest
from terminal import Answer, Terminal

from qcdesk import paths
from qcdesk.clock import Clock
from qcdesk.services.basics import opening
from ui.cli.cases import DEEDS, LISTS

TODAY = f"{Clock().today()}"
Write = Callable[..., Path]
Ask = Callable[..., Answer]


@pytest.fixture
def number(both: Terminal, values: Write) -> str:
    """A small case that was just taken in."""
    given = {**cases.SPINDLE, **cases.SMALL, "samples": 2}
    return str(both.done("case", "new", "--values", values(**given), "--json", by="sales").json["number"])


def test_case_is_taken_in_and_told_back_at_once(both: Terminal, values: Write) -> None:
    """E0.2 E2.7: the number, the first responder and the deadlines, each with its counting."""
    words = both.done("case", "new", "--values", values(**cases.SPINDLE), by="sales").out
    assert words.startswith("TS-")
    assert "-001 已受理，首问责任人 林样一\n" in words
    assert "首次回复客户：" in words
    assert "到期（" in words
    said = both.done("case", "new", "--values", values(**cases.SPINDLE), "--json", by="sales").json
    assert (set(said), said["state"]) == ({"id", "number", "state", "clocks"}, "received")
    assert {"rule", "label", "due_at", "steps", "source"} <= set(said["clocks"][0])


def test_small_case_from_the_call_to_its_end(both: Terminal, values: Write, number: str) -> None:
    """E0.1 E4.1: values and step in one call; the sample sealed by `new --case`."""
    judged = both.done("case", "step", number, "register", "--values", values(**cases.SMALL_JUDGED), by="qc")
    assert judged.out == f"{number} 分析中\n"
    of_sample = (("seal_label-thread", "qc", "qcmgr"), ("qc_anomaly-spindle", "merch", "merchmgr"))
    for sample, prepared, reviewed in of_sample:
        form = sample.partition("-")[0]
        told = {name: value for name, value in factory.sample(sample).items() if name not in cases.LINKED}
        given = {**told, "seal_qty": 2} if form == "seal_label" else told
        sheet = both.done("new", form, "--case", number, "--values", values(**given), by=prepared)
        for action, by in (("submit", prepared), ("review", reviewed), ("approve", "pmgr")):
            both.done("step", sheet.out.strip(), action, by=by)
    for action in ("simplify", "handle_plain", "reply", "agree", "track", "archive", "close"):
        if action == "agree":
            heard = values(way="电话", said="收到", decision="同意")
            both.done("case", "add", number, "contacts", "--values", heard, by="sales")
        by, given = cases.given(action)
        filled = ("--values", values(**given)) if given else ()
        both.done("case", "step", number, action, *filled, by=by)
    said = both.done("case", "show", number, "--json").json
    assert (said["state"], said["stage"], said["till_closing"], said["lacks"]) == ("closed", "结案", [], [])
    assert [(item["form"], item["over"]) for item in said["sheets"]] == [("seal_label", True), ("qc_anomaly", True)]
    assert [(item["pieces"], item["in_cabinet"]) for item in said["samples"]] == [(2, 2)]
    assert both.done("verify").out.splitlines()[0] == "核对完毕：事件链、内容、签名、附件都相符"
    told = both.done("history", number).out
    assert "结案，待结案 → 已结案" in told


def test_shown_case_says_what_is_missing_and_by_which_rule(both: Terminal, number: str) -> None:
    """E0.1 E0.3: in words and for machines."""
    said = both.done("case", "show", number, "--json").json
    assert set(said) >= {"id", "number", "values", "state", "stage", "clocks", "sheets", "samples", "lacks",
                         "till_closing", "open_steps", "advice"}  # fmt: skip
    assert {"step": "登记判定", "sentence": "不良项目：必须填写"} in said["lacks"]
    assert any("Q4-QC-029" in sentence for sentence in said["till_closing"])
    words = both.done("case", "show", number).out
    for part in (
        "受理 → 【登记判定】 → 分析",
        "  时限：\n",
        "  结案还缺：\n",
        "才能关闭投诉",
        "  → register（登记判定，",
    ):
        assert part in words


def test_step_that_is_refused_leaves_nothing_behind(both: Terminal, values: Write, number: str) -> None:
    """E4.1: neither the values given with it."""
    given = {**cases.SMALL_JUDGED, "severity": "严重"}
    answer = both("case", "step", number, "register", "--values", values(**given), by="qc")
    assert (answer.status, "请写明改判理由" in answer.sentence) == (1, True)
    said = both.done("case", "show", number, "--json").json
    assert (said["state"], said["version"], "defect_codes" in said["values"]) == ("received", 2, False)
    early = both("case", "step", number, "close", by="qcmgr")
    assert (early.status, "不能做“结案”" in early.sentence) == (1, True)
    stale = both("case", "step", number, "void", "--reason", "录入错误", "--version", 1, by="qcmgr")
    assert (stale.status, "先改了这张单" in stale.sentence) == (1, True)


@pytest.mark.parametrize("name", ["grade", "clocks", "contacts", "rounds"])
def test_set_and_new_cannot_write_what_the_program_keeps(terminal: Terminal, values: Write, name: str) -> None:
    """E0.1"""
    given: dict[str, Any] = {name: "一般" if name == "grade" else [{}]}
    made = terminal.done("case", "new", "--values", values(**cases.SPINDLE), "--json", by="sales").json
    for words in (("set", made["number"]), ("new", "case"), ("case", "new")):
        wanted = {**cases.SPINDLE, **given} if words != ("set", made["number"]) else {name: None}
        if words[0] == "set" and name not in terminal.done("show", made["number"], "--json").json["values"]:
            continue
        answer = terminal(*words, "--values", values(**wanted), by="qcmgr")
        assert (answer.status, "由程序登记" in answer.sentence) == (1, True)


def test_list_filters_by_state_words_and_what_is_overdue(both: Terminal, values: Write, number: str) -> None:
    """E8.11: what was due long ago is in the list today."""
    old = {**cases.SPINDLE, "received_at": "2026-01-05 09:00"}
    late = both.done("case", "new", "--values", values(**old), "--json", by="sales").json["number"]
    rows = both.done("case", "list", "--overdue", "--json").json
    assert [(row["number"], row["overdue"], row["major"]) for row in rows["rows"]] == [(late, True, True)]
    assert "【重大】【逾期】" in both.done("case", "list", "--overdue").out
    assert both.done("case", "list", "--json").json["total"] == 2
    assert both.done("case", "list", "唛头", "--state", "待登记判定", "--open", "--json").json["total"] == 1
    assert both.done("case", "list", "--text", "没有的词", "--json").json["total"] == 0
    assert both.done("case", "list", "--state", "closed").out == "共 0 件\n"
    unknown = both("case", "list", "--state", "flying")
    assert (unknown.status, unknown.sentence.startswith("没有“flying”这种状态，可用的有：received（待登记判定）")) == (
        1,
        True,
    )
    assert both("case", "list", "--order", "colour").sentence.startswith("不能按“colour”排序，可用的有：number、state")


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--severity", "重大", "没有“重大”这种程度，可用的有：一般、批量、严重"),
        ("--kind", "投诉", "没有“投诉”这种案件类别，可用的有：客户投诉、客户反馈、厂内异常"),
        ("--state", "已关闭", "没有“已关闭”这种状态，可用的有：received（待登记判定）"),
        ("--order", "到期", "不能按“到期”排序，可用的有："),
    ],
)
def test_list_says_what_can_be_asked_for(terminal: Terminal, option: str, value: str, sentence: str) -> None:
    answer = terminal("case", "list", option, value)
    assert (answer.status, answer.sentence.startswith(sentence)) == (1, True)


def test_list_is_sorted_by_what_is_due_first_and_narrowed_by_kind(both: Terminal, values: Write) -> None:
    """E5: what nobody waits for stands last, whichever way round."""
    numbers = []
    for received in ("2026-11-10 09:00", "2026-11-03 09:00", "2026-11-17 09:00"):
        given = values(**cases.SPINDLE, received_at=received)
        numbers.append(both.done("case", "new", "--values", given, "--json", by="sales").json["number"])
    late, early, last = numbers
    feedback = values(**{**cases.SPINDLE, "case_kind": "客户反馈"})
    out = both.done("case", "new", "--values", feedback, "--json", by="sales").json["number"]
    both.done("case", "step", out, "void", "--reason", "录入错误", by="qcmgr")

    def listed(*words: str) -> list[str]:
        return [row["number"] for row in both.done("case", "list", *words, "--json").json["rows"]]

    assert listed("--order", "due") == [early, late, last, out]
    assert listed("--order=-due") == [last, late, early, out]
    assert listed("--order", "received", "--open") == [early, late, last]
    assert listed("--order=-number", "--kind", "客户投诉") == [last, early, late]
    assert listed("--kind", "客户反馈", "--kind", "厂内异常") == [out]


def test_contact_is_added_and_an_action_changed(both: Terminal, values: Write, number: str) -> None:
    """E0.2 E3.9"""
    added = both.done("case", "add", number, "contacts", "--values", values(way="电话", said="告知进展"), by="sales")
    assert added.out == f"{number} 联系记录：现有 1 行\n"
    clocks = both.done("case", "show", number, "--json").json["clocks"]
    assert [row["label"] for row in clocks if "stopped_at" in row] == ["首次回复客户"]
    action = {"kind": "纠正", "what": "模板加客户代号", "owner": "韩例二", "due": "2026-12-01"}
    both.done("case", "add", number, "actions", "--values", values(**action), by="qc")
    changed = both.done("case", "change", number, "actions", 1, "--values", values(done=TODAY), "--json", by="qc")
    assert changed.json["actions"] == [{**action, "done": TODAY}]
    told = both.done("history", number).out
    assert f"措施 第 1 行 完成：“” → “{TODAY}”" in told
    assert "措施 新增第 1 行：类别 纠正；措施 模板加客户代号；负责人 韩例二；期限 2026-12-01" in told
    wrong = both("case", "add", number, "colours", "--values", values(a=1), by="qc")
    assert (wrong.status, "案件没有“colours”这张表" in wrong.sentence) == (1, True)
    bare = both("case", "add", number, "actions", "--values", values(kind="纠正"), by="qc")
    assert "措施：必须填写" in bare.sentence
    gone = both("case", "change", number, "actions", 9, "--values", values(done=TODAY), by="qc")
    assert "没有第 9 行" in gone.sentence


def test_sheet_is_opened_linked_and_cases_are_related(both: Terminal, values: Write, number: str) -> None:
    """E0.1 E3.4"""
    opened = both.done("case", "open", number, "qc_anomaly", by="merch").out.strip()
    assert both.done("show", opened, "--json").json["values"]["customer"] == cases.CUSTOMER
    alone = both.done(
        "new", "seal_label", "--values", values(**factory.label(customer=cases.CUSTOMER)), by="qc"
    ).out.strip()
    assert both.done("case", "link", number, alone, by="qc").out == f"已连上：{alone}\n"
    assert f"放入案件 {number}" in both.done("history", alone).out
    other = both.done("case", "new", "--values", values(**cases.SPINDLE), "--json", by="sales").json["number"]
    both.done("case", "link", number, other, "--reason", "同一模板", by="qc")
    for one, mate in ((number, other), (other, number)):
        links = both.done("case", "show", one, "--json").json["values"]["links"]
        assert [(row["case"], row["why"]) for row in links] == [(mate, "同一模板")]
    taken = both("case", "link", other, alone, by="qc")
    assert taken.sentence == f"{alone} 已经属于案件 {number}"
    assert both("case", "show", alone).sentence.endswith("不是案件，案件编号形如 TS-202611-001")


def test_8d_is_shared_and_let_go_and_its_measures_are_taken(both: Terminal, values: Write, number: str) -> None:
    """E3.4 E3.9"""
    other = both.done("case", "new", "--values", values(**cases.SPINDLE), "--json", by="sales").json["number"]
    made = both.done("case", "open", other, "car_8d", by="qc").out.strip()
    given = {name: value for name, value in factory.sample("car_8d-spindle").items() if name not in cases.LINKED}
    both.done("set", made, "--values", values(**given), by="qc")
    both.done("step", made, "describe", by="qc")
    report = both.done("show", made, "--json").json["number"]
    assert "请写明理由" in both("case", "link", number, report, by="qc").sentence
    both.done("case", "link", number, report, "--reason", cases.HOLDS_HERE, by="qc")
    both.done("case", "take", number, by="qc")
    assert len(both.done("case", "show", number, "--json").json["values"]["actions"]) == 8
    assert "没有还没列入的措施" in both("case", "take", number, by="qc").sentence
    assert "取消共用要写明理由" in both("case", "unlink", number, report, by="qc").sentence
    assert "要由品管" in both("case", "unlink", number, report, "--reason", "看错编号", by="sales").sentence
    told = both.done("case", "unlink", number, report, "--reason", "看错编号", by="qc").out
    assert told == f"{number} 不再共用 {report}\n"
    left = both.done("case", "show", number, "--json").json
    assert not {"links", "actions"} & set(left["values"])
    assert "取消共用 8D" in both.done("history", number).out
    assert "没有共用" in both("case", "unlink", number, report, "--reason", "看错编号", by="qc").sentence


def test_step_is_taken_in_several_cases_of_one_problem(both: Terminal, values: Write) -> None:
    """E3.4: those that go, and the sentence of the one that does not."""
    lead, other, oral = (
        both.done("case", "new", "--values", values(**{**cases.SPINDLE, **changes}), "--json", by="sales").json[
            "number"
        ]
        for changes in ({}, {"customer": "环岭自行车（样例）有限公司"}, {"channel": "电话(须补书面)"})
    )
    for case in (lead, other, oral):
        both.done("case", "step", case, "register", "--values", values(**cases.JUDGED), by="qc")
    for mate in (other, oral):
        both.done("case", "link", lead, mate, "--reason", "同一炉芯轴", by="qc")
    by, given = cases.given("analyse")
    asked = ("case", "step", lead, "analyse", "--values", values(**given), "--together", f"{other}，{oral}")
    told = both(*asked, by=by)
    assert told.status == 1
    first, second, third = told.out.splitlines()
    assert (first, second) == (f"{lead} 待审查", f"{other} 待审查")
    assert third.startswith(f"{oral} 没有走：")
    assert "书面" in third
    assert f"与 {lead} 一起办" in both.done("history", other).out
    gone = both.done("case", "step", lead, "pass_review", "--together", other, "--json", by="qcmgr").json
    assert gone["together"] == [{"number": other, "refused": "", "state": "planning"}]
    strange = both("case", "step", lead, "reanalyse", "--together", "TS-209901-001", by="qcmgr")
    assert strange.status == 1


def test_samples_are_listed_moved_and_taken_apart_before_a_manager(
    both: Terminal, values: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E0.3 E8.6: the manager gives a PIN of his own."""
    desk = opening.open_desk(both.home, factory.shelf().kinds, os.environ.get("QCDESK_DATABASE"))
    label = factory.signed_label(desk, seal_qty=3)
    desk.close()
    held = both.done("samples", "--json").json
    assert [(item["id"], item["in_cabinet"]) for item in held] == [(label, 3)]
    number = held[0]["number"]
    both.done("samples", "lend", number, "--holder", "褚样八", "--due", "2026-12-01", "--reason", "测硬度", by="qc")
    both.done("samples", "give_back", number, "--holder", "褚样八", "--place", "B-02", by="qc")
    alone = both("samples", "dismantle", number, "--holder", "褚样八", by="qc")
    assert (alone.status, "之一在场并输入 PIN（Q4-QC-029 注2）" in alone.sentence) == (1, True)
    monkeypatch.setenv("QCDESK_WITNESS_PIN", "000000")
    wrong = both("samples", "dismantle", number, "--holder", "褚样八", "--witness", "engmgr", by="qc")
    assert (wrong.status, "PIN" in wrong.sentence) == (1, True)
    monkeypatch.setenv("QCDESK_WITNESS_PIN", factory.PIN)
    said = both.done(
        "samples", "dismantle", number, "--holder", "褚样八", "--witness", "engmgr", "--json", by="qc"
    ).json
    assert (said["in_cabinet"], [moved["label"] for moved in said["life"]]) == (2, ["借出", "归还", "拆机"])
    assert said["life"][2]["witness"] == "卫样九"
    last = both("samples", "send_back", number, "--pieces", 2, "--holder", "客户", by="qc")
    assert "至少要保留 1 PCS" in last.sentence
    assert "  拆机 1  褚样八  在场 卫样九\n" in both.done("samples", "show", number).out
    assert both.done("samples").out.endswith("共 1 份\n")
    assert both.done("verify").status == 0


def test_witness_pin_is_asked_for_and_samples_are_named(terminal: Terminal, own_process: Ask) -> None:
    desk = factory.copy_of(terminal.home / paths.DATABASE, terminal.home / "other")
    label = factory.signed_label(desk)
    desk.close()
    home = str(terminal.home / "other")
    words = [
        "--home",
        home,
        "--as",
        "qc",
        "samples",
        "dismantle",
        str(label),
        "--holder",
        "褚样八",
        "--witness",
        "engmgr",
    ]
    answer = own_process(words, env={"QCDESK_WITNESS_PIN": None})
    assert (answer.status, answer.sentence.startswith("要输入在场人的 PIN")) == (2, True)
    bare = terminal("samples", "lend", by="qc")
    assert (bare.status, bare.sentence) == (2, "请写明样品编号，例如 qcdesk samples show YP-202611-001")


def test_sheet_opened_with_values_that_do_not_fit_is_not_opened(both: Terminal, values: Write, number: str) -> None:
    answer = both("new", "seal_label", "--case", number, "--values", values(colour="红"), by="qc")
    assert (answer.status, "没有“colour”这个栏位" in answer.sentence) == (1, True)
    assert both.done("case", "show", number, "--json").json["sheets"] == []
    assert "没有" in both("new", "seal_label", "--case", "TS-202611-099", by="qc").sentence


@pytest.mark.parametrize("deed", [deed.name for deed in DEEDS])
def test_help_of_every_deed_is_chinese(in_process: Ask, deed: str) -> None:
    answer = in_process(["case", deed, "--help"])
    assert (answer.status, answer.error) == (0, "")
    assert f"用法：qcdesk case {deed}" in answer.out


def test_lists_of_the_help_are_those_of_the_case() -> None:
    from qcdesk.services.cases import casework

    assert tuple(LISTS) == casework.KEPT_LISTS


def test_call_of_case_that_cannot_be_understood(in_process: Ask) -> None:
    for words, sentence in ((["case"], "还缺：动作"), (["case", "dance"], "动作 不能是 dance"),
                            (["case", "show"], "还缺：案件"), (["case", "new"], "还缺：--values")):  # fmt: skip
        answer = in_process(words)
        assert (answer.status, sentence in answer.sentence) == (2, True), answer
