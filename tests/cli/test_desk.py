"""init, user, verify, reindex, doctor: the desk as a whole."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import factory
import pytest
from terminal import Answer, Terminal

from qcdesk import paths
from qcdesk.services.basics import people
from qcdesk.services.demo import sample_factory

Ask = Callable[..., Answer]


def test_new_office_has_one_administrator(in_process: Ask, tmp_path: Path) -> None:
    home = ["--home", str(tmp_path / "home")]
    made = in_process([*home, "init", "--as", "chief", "--json"])
    assert (made.status, made.json) == (0, {"home": str(tmp_path / "home"), "login": "chief"})
    listed = in_process([*home, "user", "--json"]).json
    assert [(item["login"], item["roles"]) for item in listed] == [("chief", ["admin"])]
    again = in_process([*home, "init"])
    assert (again.status, again.sentence) == (1, f"“{tmp_path / 'home'}”里已经有 QCDesk 的数据，没有改动它")
    assert in_process([*home, "verify"]).status == 0


def test_new_office_says_that_the_pin_becomes_the_administrator_s(
    in_process: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.delenv("QCDESK_PIN")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or factory.PIN)
    made = in_process(["--home", str(tmp_path / "home"), "init", "--as", "chief"])
    assert asked == ["给系统管理员 chief 定一个 PIN（6 到 32 位数字或字母，以后用它登录和签名）："]
    assert made.out == f"已建在“{tmp_path / 'home'}”，系统管理员的登录名是 chief，PIN 是刚才给出的那一个\n"
    assert "他的 PIN 就是这时输入的（或 QCDESK_PIN 给出的）那一个" in in_process(["init", "--help"]).out
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)
    assert in_process(["--home", str(tmp_path / "home"), "--as", "chief", "user", "unlock", "chief"]).status == 0


def test_new_office_wants_a_fit_pin_before_anything_is_made(
    in_process: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QCDESK_PIN", "123")
    answer = in_process(["--home", str(tmp_path / "home"), "init"])
    assert (answer.status, answer.sentence) == (1, "PIN 要 6 到 32 位数字或字母")
    assert not (tmp_path / "home").exists()


def test_login_that_cannot_be_leaves_no_half_made_office(in_process: Ask, tmp_path: Path) -> None:
    answer = in_process(["--home", str(tmp_path / "home"), "init", "--as", "Chief"])
    assert (answer.status, "登录名只能用小写字母" in answer.sentence) == (1, True)
    assert not (tmp_path / "home").exists()
    assert in_process(["--home", str(tmp_path / "home"), "init", "--as", "chief"]).status == 0


def test_making_an_office_that_was_cut_off_is_taken_up_again(
    in_process: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = ["--home", str(tmp_path / "home")]
    monkeypatch.setattr(people, "add", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert in_process([*home, "init"]).status == 130
    monkeypatch.undo()
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)
    assert in_process([*home, "init"]).status == 0
    assert in_process([*home, "verify"]).status == 0


def test_new_office_with_a_name_has_its_seal_from_the_start(in_process: Ask, tmp_path: Path) -> None:
    home = ["--home", str(tmp_path / "home")]
    refused = in_process([*home, "init", "--company", "永\u202e达"])
    assert (refused.status, (tmp_path / "home").exists()) == (1, False)
    assert in_process([*home, "init", "--as", "chief", "--company", "永达车料厂"]).status == 0
    seal = in_process([*home, "seal", "--json"]).json
    assert [one["subject"] for one in seal["certificates"]] == ["永达车料厂"]
    assert seal["can_seal"]
    assert in_process([*home, "verify"]).status == 0


@pytest.mark.slow
def test_sample_factory_is_built_listed_and_found_unaltered(
    in_process: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_factory, "hashed", lambda pin, known: factory.pin_hash())
    home = ["--home", str(tmp_path / "home")]
    named = in_process([*home, "init", "--demo", "--company", "样例踏板厂"])
    assert named.sentence == "样例工厂有它自己的公司名称，--demo 不和 --company 一起写"
    made = in_process([*home, "init", "--demo"])
    assert (made.status, made.out) == (0, f"样例工厂已建在“{tmp_path / 'home'}”，有 106 张单、26 个案件\n")
    assert in_process([*home, "list", "--json", "--limit", "5"]).json["total"] == 106 + 26
    assert in_process([*home, "seal", "--json"]).json["can_seal"]
    assert in_process([*home, "verify"]).status == 0


def test_people_are_added_changed_and_retired(both: Terminal) -> None:
    both.done("user", "add", "chen", "--name", "陈新人", "--roles", "qc，qcmgr", "--new-pin", "135790", by="admin")
    both.done("user", "change", "chen", "--department", "品管部", "--roles", "qc", by="admin")
    line = next(line for line in both.done("user").out.splitlines() if line.startswith("chen"))
    assert line == "chen        陈新人  品管部  品管员"
    both.done("user", "retire", "chen", by="admin")
    assert "陈新人  品管部  品管员（已停用）" in both.done("user", "list").out
    both.done("user", "restore", "chen", by="admin")
    both.done("user", "pin", "chen", "--new-pin", "975310", by="admin")
    assert {"code": "qc", "label": "品管员"}.items() <= both.done("user", "roles", "--json").json[4].items()


@pytest.mark.parametrize(
    ("words", "by", "status", "sentence"),
    [
        (["unlock"], "admin", 2, "请写明登录名，例如 qcdesk user unlock qc --as admin"),
        (["add", "chen"], "admin", 2, "加人要给 --name、--roles 和 --new-pin"),
        (["pin", "qc"], "admin", 2, "改 PIN 要给 --new-pin"),
        (["unlock", "qc"], "qc", 1, "要由系统管理员操作"),
        (["unlock", "nobody"], "admin", 1, "没有“nobody”这个登录名"),
        (["change", "qc", "--roles", "boss"], "admin", 1, "没有“boss”这个角色，可用的有：admin、"),
        (["retire", "admin"], "admin", 1, "至少要有一位在用的系统管理员"),
        (["pin", "qc", "--new-pin", "12"], "admin", 1, "PIN 要 6 到 32 位数字或字母"),
    ],
)
def test_what_cannot_be_done_to_people(
    terminal: Terminal, words: list[str], by: str, status: int, sentence: str
) -> None:
    answer = terminal("user", *words, by=by)
    assert answer.status == status
    assert answer.sentence.startswith(sentence)


def test_verify_names_what_was_changed_and_exits_1(terminal: Terminal, tmp_path: Path) -> None:
    terminal.done("new", "qc_anomaly", "--values", factory.SAMPLES / "qc_anomaly-spindle.json", by="merch")
    terminal.done("step", 1, "submit", by="merch")
    with sqlite3.connect(terminal.home / paths.DATABASE) as other:
        other.execute("UPDATE record SET payload = replace(payload, 'B261017', 'B261018')")
    other.close()
    answer = terminal("verify")
    assert (answer.status, answer.error) == (1, "核对发现 4 处不符\n")
    assert "记录 YC-202611-001：" in answer.out
    assert "内容被改过" in answer.out
    assert "陈样二的签名（编制）：签后有改动，与所签内容不符" in answer.out
    said = terminal("verify", "--json")
    assert (said.status, said.json["ok"], len(said.json["findings"])) == (1, False, 4)
    assert set(said.json["findings"][0]) == {"where", "what", "since", "since_words"}
    assert said.json["findings"][0]["since"] == 23
    assert answer.out.count("什么时候起：在事件 23（") == 4
    assert "（签后有改动）" in terminal.done("show", 1).out
    refused = terminal("step", 1, "found_check", by="merchlead")
    assert (refused.status, "签后有改动：填写人 陈样二、编制 陈样二的签名已不符" in refused.sentence) == (1, True)


def test_verify_of_a_clean_desk(both: Terminal) -> None:
    assert both.done("verify", "--json").json == {
        "ok": True, "findings": [], "disposed": {"records": 0, "files": 0}, "strays": [],
    }  # fmt: skip
    assert both.done("verify").out.splitlines()[0] == "核对完毕：事件链、内容、签名、附件都相符"


def test_reindex_mends_an_index_that_other_hands_emptied(terminal: Terminal) -> None:
    terminal.done("new", "qc_anomaly", "--values", factory.SAMPLES / "qc_anomaly-spindle.json", by="merch")
    with sqlite3.connect(terminal.home / paths.DATABASE) as other:
        other.execute("UPDATE record SET search = ''")
    other.close()
    assert terminal("verify").status == 1
    assert terminal.done("reindex", "--json").json == {"records": 1, "differed": 1, "damaged": []}
    assert terminal.done("reindex").out == "重建了 1 条记录的索引，其中 0 条原来不符\n"
    assert terminal.done("verify").status == 0


def test_reindex_names_what_is_damaged_and_exits_1(terminal: Terminal) -> None:
    terminal.done("new", "qc_anomaly", "--values", factory.SAMPLES / "qc_anomaly-spindle.json", by="merch")
    with sqlite3.connect(terminal.home / paths.DATABASE) as other:
        other.execute("UPDATE record SET payload = '{'")
    other.close()
    answer = terminal("reindex")
    assert (answer.status, answer.error) == (1, "内容已损坏、没有动的：1\n")
    assert terminal("reindex", "--json").json == {"records": 1, "differed": 0, "damaged": ["1"]}
    assert (
        "的内容已损坏，请在“系统 → 核对数据”里查明（或运行 qcdesk verify），并从备份恢复"
        in terminal("show", 1).sentence
    )


def test_doctor_tells_program_system_and_data(both: Terminal) -> None:
    said = both.done("doctor", "--json").json
    assert {"程序版本", "Python", "系统", "数据文件夹", "数据库", "结构版本", "表单", "记录数", "事件数"} <= set(said)
    assert f"数据文件夹：{both.home}\n" in both.done("doctor").out


def test_terminal_closed_early_is_no_fault(own_process: Ask, terminal: Terminal) -> None:
    import os
    import subprocess
    import sys

    root = Path(__file__).resolve().parents[2]
    words = [sys.executable, "-m", "ui.cli.main", "--home", str(terminal.home), "user", "roles"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    piped = subprocess.Popen(words, cwd=root, env=buffered, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert piped.stdout is not None
    piped.stdout.close()
    assert piped.stderr is not None
    error = piped.stderr.read()
    piped.stderr.close()
    assert (piped.wait(), error) == (0, b"")


def test_own_process_works_from_any_folder(own_process: Ask, terminal: Terminal) -> None:
    answer = own_process(["forms"], env={"QCDESK_HOME": str(terminal.home), "LC_ALL": "C", "PYTHONIOENCODING": None})
    assert (answer.status, answer.error) == (0, "")
    assert answer.out.count("\n") == sum(kind.sheet for kind in factory.shelf().kinds.current)
