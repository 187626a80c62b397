"""forms, new, set, show, step, history, list: what each answers, in words and as JSON."""

from collections.abc import Callable
from pathlib import Path

import factory
import pytest
from terminal import Answer, Terminal

from ui.cli.commands import COMMANDS

Write = Callable[..., Path]
Ask = Callable[..., Answer]


def new_label(terminal: Terminal, values: Write, **changes: object) -> int:
    return int(terminal.done("new", "seal_label", "--values", values(**factory.label(**changes)), by="qc").out)


def test_forms_name_code_revision_title_and_boxes(terminal: Terminal) -> None:
    said = terminal.done("forms", "--json").json
    assert [form["code"] for form in said] == [kind.code for kind in factory.shelf().kinds.current if kind.sheet]
    assert set(said[0]) == {"code", "revision", "title", "slots"}
    ledger = next(form for form in said if form["code"] == "seal_ledger")
    assert ledger["slots"][0] == {"slot": "made", "label": "制表", "role": "qc"}
    assert "seal_label  A/0  不良样品封存标签  签名格：封存人、品管审核" in terminal.done("forms").out


def test_new_sheet_is_shown_changed_walked_and_told(both: Terminal, values: Write) -> None:
    record = new_label(both, values)
    assert both.done("set", record, "--values", values(location="B-01"), by="qc").out == ("已保存，版本 2\n")
    taken = both.done("step", record, "submit", "--version", 2, "--json", by="qc").json
    number = both.done("show", record, "--json").json["number"]
    assert taken == {
        "id": record, "number": number, "state": "submitted",
        "version": 3,
    }  # fmt: skip
    assert both.done("step", number, "review", by="qcmgr").out == f"《不良样品封存标签》{number} 已审核\n"
    both.done("step", number, "return", "--reason", "数量不对", by="pmgr")
    told = both.done("history", number, "--json").json
    assert [item["what"].partition("，")[0] for item in told] == [
        "新建草稿", "修改了 1 处", "提交（编制）", "审核", "退回",
    ]  # fmt: skip
    assert set(told[0]) == {"seq", "at", "who", "pc", "what", "reason", "changes", "clock", "scan"}
    words = both.done("history", number).out
    assert "  原因：数量不对" in words
    assert "    存放区：“品管样品柜 A-03” → “B-01”" in words


def test_shape_of_a_shown_sheet(both: Terminal, values: Write) -> None:
    record = new_label(both, values)
    both.done("step", record, "submit", by="qc")
    said = both.done("show", record, "--json", by="qcmgr").json
    assert set(said) >= {"id", "number", "form", "revision", "state", "version", "values", "faults", "signatures",
                         "open_steps"}  # fmt: skip
    assert (said["form"], said["revision"], said["state"], said["version"]) == ("seal_label", "A/0", "submitted", 2)
    assert said["values"] == factory.label()
    signature = said["signatures"][0]
    assert set(signature) >= {"slot", "label", "person", "name", "at", "meaning", "mode", "digest"}
    assert (signature["slot"], signature["person"], signature["name"], signature["meaning"], signature["mode"]) == (
        "sealed_by", "qc", "郑样五", "编制", "pin",
    )  # fmt: skip
    assert len(signature["digest"]) == 64
    assert said["open_steps"][0] == {
        "action": "review", "label": "审核", "role": "qcmgr", "allowed": True, "reason": "",
    }  # fmt: skip


def test_faults_of_a_draft_are_listed(terminal: Terminal, values: Write) -> None:
    record = new_label(terminal, values, customer=None, valid_to="2020-01-01")
    faults = terminal.done("show", record, "--json").json["faults"]
    assert faults == [
        {"field": "customer", "label": "客户", "sentence": "必须填写", "row": None},
        {"field": "valid_to", "label": "保存至", "sentence": "保存至 2020-01-01 早于封存日期 2026-11-04", "row": None},
    ]


def test_shown_sheet_reads_in_words(terminal: Terminal, values: Write) -> None:
    path = values(**factory.sample("rework_record-reflector"))
    record = int(terminal.done("new", "返工/返修记录表", "--values", path, by="prod").out)
    words = terminal.done("show", record).out
    assert words.startswith(f"《返工/返修记录表》草稿 {record}（A/0）  草稿  版本 1\n")
    assert "  客户：环岭自行车（样例）有限公司\n" in words
    assert "\n    1. 日期 2026-11-05；工序 拆片；投入数 163；合格数 161；" in words
    assert "  → issue（开单，跟单员）：请先登录" in words


def test_list_filters_by_words_form_and_state(both: Terminal, values: Write) -> None:
    for place in ("A-01", "A-02"):
        new_label(both, values, location=place)
    both.done("step", 1, "submit", by="qc")
    said = both.done("list", "A-02", "--json").json
    assert (said["total"], [row["id"] for row in said["rows"]]) == (1, [2])
    assert both.done("list", "--state", "submitted", "--form", "不良样品封存标签", "--json").json["total"] == 1
    assert both.done("list", "--limit", 1).out.endswith("\n共 2 条，只列出前面的 1 条；要看全部请加 --limit 2\n")
    assert both.done("list", "--limit", 1, "--offset", 1).out.endswith("\n共 2 条，这里是第 2 到第 2 条\n")
    assert both.done("list", "--offset", 5).out == "共 2 条，跳过 5 条后面没有了\n"
    assert both.done("list", "%", "--json").json["total"] == 0


def test_list_refuses_a_state_that_no_form_knows(terminal: Terminal) -> None:
    answer = terminal("list", "--state", "nope", "--form", "seal_label")
    assert (answer.status, answer.sentence) == (1, (
        "没有“nope”这种状态，可用的有：draft（草稿）、submitted（已编制）、reviewed（已审核）、approved（已核准）、void（已作废）"
    ))  # fmt: skip
    of_any = terminal("list", "--state", "draft", "--state", "nope").sentence
    assert of_any.startswith("没有“nope”这种状态，可用的有：")
    assert "closed（已结案）" in of_any


def test_values_from_standard_input(own_process: Ask, terminal: Terminal) -> None:
    given = '\ufeff{"item_no": "BB-68", "seal_qty": "２"}'.encode()
    made = own_process(["--home", str(terminal.home), "--as", "qc", "new", "seal_label", "--values", "-"], give=given)
    assert (made.status, made.error) == (0, "")
    assert terminal.done("show", made.out.strip(), "--json").json["values"] == {"item_no": "BB-68", "seal_qty": 2}


def test_options_may_stand_before_and_behind_the_sub_command(
    terminal: Terminal, in_process: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = str(terminal.home)
    calls = [
        ["--home", home, "--json", "list"],
        ["list", "--home", home, "--json"],
        ["list", "--json", f"--home={home}"],
        ["--json", "list", "--home", home],
    ]
    assert {in_process(words).out for words in calls} == {'{\n "total": 0,\n "rows": []\n}\n'}
    monkeypatch.setenv("QCDESK_HOME", home)
    assert in_process(["--json", "list"]).status == 0


def test_every_sub_command_of_the_design_is_there() -> None:
    wanted = "init forms new set show step history print blank list user verify reindex doctor"
    assert set(wanted.split()) <= {command.name for command in COMMANDS}


def test_change_that_changes_nothing_says_so(both: Terminal, values: Write) -> None:
    record = new_label(both, values)
    path = values(location=factory.label()["location"], seal_qty=str(factory.label()["seal_qty"]))
    answer = both.done("set", record, "--values", path, by="qc")
    assert answer.out.startswith("没有改动，仍是版本 ")
    assert both.done("set", record, "--values", path, "--json", by="qc").json["id"] == record


def test_sheet_is_found_by_its_number_in_lower_case(both: Terminal, values: Write) -> None:
    record = new_label(both, values)
    both.done("step", record, "submit", by="qc")
    number = both.done("show", record, "--json").json["number"]
    assert both.done("show", number.lower(), "--json").json["id"] == record
    assert both.done("step", number.lower(), "review", by="qcmgr").out == f"《不良样品封存标签》{number} 已审核\n"
    assert both.done("history", number.lower()).out == both.done("history", record).out


def test_step_of_several_departments_is_refused_with_how_it_is_called_of_those_still_to_take_it(
    terminal: Terminal, values: Write
) -> None:
    both = ["加工", "采购部"]
    given = factory.anomaly(duty_dept=both, own_blocks=both)
    given |= {f"{name}@采购部": given[name] for name in ("cause", "cause_class")}
    record = terminal.done("new", "qc_anomaly", "--values", values(**given), "--json", by="merch").json["id"]
    for action, by in (("submit", "merch"), ("found_check", "merchlead"), ("grade", "qc"), ("analyse", "duty")):
        terminal.done("step", record, action, by=by)
    refused = terminal("step", record, "analyse", by="duty")
    assert refused.status != 0
    assert "步骤写成 analyse@采购部（原因分析（采购部））" in refused.error
    terminal.done("step", record, "analyse@采购部", by="duty")
    shown = terminal.done("show", record).out
    assert "[分析人（加工）]" in shown
    assert "[分析人（采购部）]" in shown
