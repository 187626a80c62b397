"""An amended sheet from the command line: the old edition is read and printed beside the new one, as replaced."""

from collections.abc import Callable
from pathlib import Path

import factory
import pytest
import sheets
from terminal import Terminal

Write = Callable[..., Path]
WHY = "封存数量写错：柜里是 3 个"


@pytest.fixture
def amended(both: Terminal, values: Write) -> str:
    """A 封存标签 whose first edition said 2 pieces, the second 3."""
    record = both.done("new", "seal_label", "--values", values(**factory.label(seal_qty=2)), by="qc").out.strip()
    walk(both, record)
    both.done("step", record, "revise", "--reason", WHY, by="pmgr")
    both.done("set", record, "--values", values(seal_qty=3), by="qc")
    walk(both, record)
    return record


def walk(terminal: Terminal, record: str) -> None:
    for action, by in zip(factory.CHAIN, ("qc", "qcmgr", "pmgr"), strict=True):
        terminal.done("step", record, action, by=by)


def test_old_edition_is_shown_with_why_it_was_replaced(both: Terminal, amended: str) -> None:
    old, new = (both.done("show", amended, "--edition", edition, "--json").json for edition in ("0", "1"))
    assert (old["values"]["seal_qty"], new["values"]["seal_qty"]) == (2, 3)
    assert (old["superseded"], new["superseded"]) == (True, False)
    assert old["open_steps"] == []
    assert [item["sound"] for item in old["signatures"]] == [True] * 3
    assert [one["reason"] for one in new["editions"]] == [WHY]
    assert "改版，原因：" + WHY in both.done("show", amended).out
    assert "原单  已被替代" in both.done("show", amended, "--edition", "0").out


def test_old_edition_is_printed_as_replaced_and_the_new_one_with_its_number(
    both: Terminal, amended: str, tmp_path: Path
) -> None:
    both.done("print", amended, "--edition", "0", "-o", tmp_path / "old.pdf", by="qc")
    both.done("print", amended, "-o", tmp_path / "new.pdf", by="qc")
    (old, _), (new, _) = (sheets.pdf_text(tmp_path / name) for name in ("old.pdf", "new.pdf"))
    assert "已被替代" in old
    assert "改版1" not in old
    assert "改版1" in new
    assert "已被替代" not in new
    said = [line["what"] for line in both.done("history", amended, "--json").json]
    assert "导出 PDF （已被替代的原单）" in said


def test_an_edition_that_never_was_is_refused(both: Terminal, amended: str) -> None:
    answer = both("show", amended, "--edition", "5")
    assert (answer.status, "没有改版 5，有的是 0（原单）到 1" in answer.sentence) == (1, True)


def test_an_old_edition_is_not_sealed(both: Terminal, amended: str, tmp_path: Path) -> None:
    answer = both("print", amended, "--edition", "0", "--sealed", "-o", tmp_path / "x.pdf")
    assert (answer.status, "不能和 --edition 一起用" in answer.sentence) == (2, True)


def test_a_reason_is_asked_for(both: Terminal, amended: str) -> None:
    assert "改版要写明原因" in both("step", amended, "revise", by="pmgr").sentence
