"""Locked out at the command line, and the way in again."""

from collections.abc import Callable

import factory
import pytest
from terminal import Answer, Terminal

Ask = Callable[..., Answer]
NEW_PIN = "135790"


def lock(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, login: str) -> Answer:
    """Five wrong PINs; gives the answer to the last."""
    monkeypatch.setenv("QCDESK_PIN", "000000")
    answers = [terminal("new", "seal_label", by=login) for _ in range(5)]
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)
    return answers[-1]


def test_locked_administrator_is_led_out_by_rescue(both: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    told = lock(both, monkeypatch, "admin")
    assert (told.status, told.sentence.endswith("运行 qcdesk user rescue admin")) == (1, True)
    assert "已锁定" in both("user", "unlock", "qc", by="admin").sentence
    assert both.done("user", "rescue", "admin", "--new-pin", NEW_PIN).out.endswith("：已完成\n")
    assert "PIN 不对" in both("user", "unlock", "qc", by="admin").sentence
    monkeypatch.setenv("QCDESK_PIN", NEW_PIN)
    both.done("user", "unlock", "qc", by="admin")
    assert both.done("verify", "--json").json["ok"] is True


def test_rescue_takes_the_pin_from_the_environment_too(both: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(both, monkeypatch, "admin")
    monkeypatch.setenv("QCDESK_PIN", NEW_PIN)
    both.done("user", "rescue", "ADMIN")
    both.done("user", "unlock", "QC", by="ADMIN")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["qc", "--new-pin", NEW_PIN], 1, "郑样五不是系统管理员，请由系统管理员解锁或改 PIN"),
        (["nobody", "--new-pin", NEW_PIN], 1, "没有“nobody”这个登录名"),
        (["admin", "--new-pin", "12"], 1, "PIN 要 6 到 32 位数字或字母"),
        (["--new-pin", NEW_PIN], 2, "请写明登录名，例如 qcdesk user unlock qc --as admin"),
    ],
)
def test_whom_rescue_does_not_lead_out(
    both: Terminal, monkeypatch: pytest.MonkeyPatch, words: list[str], status: int, sentence: str
) -> None:
    lock(both, monkeypatch, "qc")
    answer = both("user", "rescue", *words)
    assert (answer.status, answer.sentence) == (status, sentence)
    assert "已锁定" in both("new", "seal_label", by="qc").sentence


@pytest.mark.parametrize("words", [["reindex"], ["print", "1", "-o", "x.pdf"]], ids=lambda words: words[0])
def test_deed_in_a_person_s_name_needs_that_person_s_pin(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    terminal.done("new", "seal_label", by="qc")
    monkeypatch.setenv("QCDESK_PIN", "000000")
    answer = terminal(*words, by="qc")
    assert (answer.status, answer.sentence) == (1, "PIN 不对，还可以再试 4 次")


def test_nobody_s_print_and_reindex_need_no_pin(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    terminal.done("new", "seal_label", by="qc")
    monkeypatch.delenv("QCDESK_PIN")
    terminal.done("print", 1, "-o", f"{tmp_path}/sheet.pdf")
    terminal.done("reindex")
    assert terminal.done("history", 1, "--json").json[-1]["who"] == "QCDesk"
