"""samples places: the office's list of places in the cabinet, from the terminal."""

import pytest
from terminal import Terminal

SET = ("samples", "places", "--set")


def test_the_list_is_written_and_told_and_cleared(both: Terminal) -> None:
    said = both.done(*SET, "A-02", "品管样品柜 B-01", "A-01", "ａ－０２", by="qc")
    assert said.out == "样品柜位置现有 3 个：A-01、A-02、品管样品柜 B-01\n"
    assert both.done("samples", "places").out == "样品柜位置 3 个：\nA-01\nA-02\n品管样品柜 B-01\n"
    assert both.done("samples", "places", "--json").json["listed"] == ["A-01", "A-02", "品管样品柜 B-01"]
    assert both.done(*SET, by="admin").out == "样品柜位置清单已清空\n"
    assert both.done("samples", "places", "--json").json == {"listed": [], "in_use": []}
    assert both.done("samples", "places").out.startswith("样品柜位置还没有登记过")
    assert both.done("verify").out.startswith("核对完毕")


def test_a_place_outside_the_cabinet_is_refused_and_nothing_changes(both: Terminal) -> None:
    both.done(*SET, "A-01", by="qcmgr")
    refused = both(*SET, "A-01", "返工区 R-2", by="qcmgr")
    assert (refused.status, "“返工区 R-2”不是品管样品柜里的位置" in refused.sentence) == (1, True)
    assert both.done("samples", "places", "--json").json["listed"] == ["A-01"]


def test_who_has_no_say_is_refused_before_his_pin(both: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QCDESK_PIN", "000000")
    refused = both(*SET, "A-01", by="merch")
    assert (refused.status, refused.sentence) == (1, "样品柜的位置由品管来定，请由品管或系统管理员改")
    assert "PIN" in both(*SET, "A-01", by="qc").sentence
    assert "请加 --as" in both(*SET, "A-01").sentence


@pytest.mark.parametrize("words", [("samples", "places", "A-01"), ("samples", "list", "--set", "A-01")])
def test_a_call_that_means_something_else_is_told_how(terminal: Terminal, words: tuple[str, ...]) -> None:
    answer = terminal(*words, by="qc")
    assert (answer.status, "qcdesk samples places --set A-01 A-02" in answer.sentence) == (2, True)
