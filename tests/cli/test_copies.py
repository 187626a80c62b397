"""qcdesk copies: where each numbered print is, by number, by short code, by person."""

from collections.abc import Callable
from pathlib import Path

import factory
import pytest
from terminal import Terminal


@pytest.fixture
def label(both: Terminal, values: Callable[..., Path], tmp_path: Path) -> str:
    """The number of a label printed twice."""
    record = both.done("new", "seal_label", "--values", values(**factory.label()), by="qc").out.strip()
    both.done("step", record, "submit", by="qc")
    for _ in range(2):
        both.done("print", record, "-o", tmp_path / "a.pdf", by="qc")
    return str(both.done("show", record, "--json").json["number"])


def test_copy_of_a_sheet_sent_back_is_told_to_be_fetched(both: Terminal, label: str) -> None:
    both.done("copies", "send", f"{label}/1", "--to", "王样六", by="qc")
    both.done("step", label, "return", "--reason", "数量不对", by="qcmgr")
    said = "印出以后，单子退回过，签名都失效了，请收回，重新打印再签"
    assert said in both.done("copies", "list", "--by-person").out
    first, _ = both.done("copies", "show", label, "--json").json["copies"]
    assert f"{first['stale']}，{first['recall']}" == said


def test_copies_go_out_and_come_back_by_number_and_by_short_code(both: Terminal, label: str) -> None:
    first, second = both.done("copies", "show", label, "--json").json["copies"]
    assert (first["position"], second["reprint"], first["state"]) == (1, True, "printed")
    both.done("copies", "send", f"{label}/1", second["code"], "--to", "王样六", by="qc")
    (person,) = both.done("copies", "list", "--by-person", "--json").json["people"]
    assert (person["who"], len(person["copies"]), person["late"]) == ("王样六", 2, False)
    both.done("copies", "back", first["code"].lower(), by="qc")
    both.done("copies", "archive", f"{label}/1", "--place", "2026 品质盒 03", by="qc")
    assert "已归档  2026 品质盒 03" in both.done("copies", "show", f"{label}/1").out
    assert both.done("copies", "list", "--state", "sent").out.endswith("共 1 份\n")
    both.done("copies", "take-out", f"{label}/1", "--to", "外审员", "--reason", "年度审核", by="qc")
    both.done("copies", "lose", f"{label}/2", "--reason", "车间地上找不到", by="qc")
    assert both("copies", "find", f"{label}/2", by="qc").status == 2
    assert "已打印" in both.done("copies", "find", f"{label}/2", "--reason", "在工具柜里", by="qc").out
    assert "没有第 9 份" in both("copies", "show", f"{label}/9").sentence
    assert both.done("verify").status == 0


def test_step_back_or_out_names_the_papers_that_are_about(both: Terminal, label: str) -> None:
    both.done("copies", "send", f"{label}/1", "--to", "王样六", by="qc")
    both.done("copies", "lose", f"{label}/2", "--reason", "找不到", by="qc")
    out = both.done("step", label, "void", "--reason", "重复开单", by="qc").out
    assert out.endswith("还有纸在外面：第 1 份（送签中，王样六）。请收回，不用再签。\n")


def test_copies_are_found_by_customer_and_by_who_has_them(both: Terminal, label: str) -> None:
    both.done("copies", "send", f"{label}/1", "--to", "财务卫样十", by="qc")
    assert "1 份" in both.done("copies", "list", "卫样十").out
    customer = factory.label()["customer"]
    assert both.done("copies", "list", customer).out.endswith("共 2 份\n")
    assert both.done("copies", "list", "没有这个").out == "共 0 份\n"
    *_, cut = both.done("copies", "list", customer, "--limit", "1").out.splitlines()
    assert cut == "共 2 份，只列出停得最久的 1 份；要看全部请加 --limit 2"


def test_move_needs_its_words_and_a_person(both: Terminal, label: str) -> None:
    assert both("copies", "send", f"{label}/1", by="qc").status == 2
    assert both("copies", "back", f"{label}/1").status == 2
    early = both("copies", "take-out", f"{label}/1", "--to", "甲", "--reason", "外审", by="qc")
    assert "不能借出：归档以后才能借出" in early.sentence
