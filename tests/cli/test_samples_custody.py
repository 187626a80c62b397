"""samples on the command line: the same rules as in the window, and the 到期清单 as a file."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import factory
import pytest
import sheets
from openpyxl import load_workbook
from terminal import Terminal

OLD = {"seal_date": "2025-01-04", "valid_to": "2026-01-04"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sealed(both: Terminal, values: Callable[..., Path]) -> Callable[..., str]:
    """A label through its signatures; gives its number."""

    def seal(**changes: object) -> str:
        path = values(**factory.label(**changes))
        record = both.done("new", "seal_label", "--values", path, by="qc").out.strip()
        for action, by in zip(factory.CHAIN, ("qc", "qcmgr", "pmgr"), strict=True):
            both.done("step", record, action, by=by)
        return str(both.done("show", record, "--json").json["number"])

    return seal


def test_the_last_piece_stays_whatever_is_called(both: Terminal, sealed: Callable[..., str]) -> None:
    """E0.3 note 1"""
    number = sealed(seal_qty=1)
    for words in (
        ("lend", "--holder", "褚样八"),
        ("send_back", "--holder", "客户"),
        ("hand_over", "--holder", "褚样八"),
    ):
        assert "这是最后一个" in both("samples", words[0], number, *words[1:], by="qc").sentence
    refused = both("samples", "move", number, "--place", "工程部", by="qc")
    assert "“工程部”不是品管样品柜里的位置" in refused.sentence
    assert both("samples", "move", number, by="qc").sentence == "存放位置：必须填写"
    both.done("samples", "move", number, "--place", "b-07", by="qc")
    assert both.done("samples", "show", number, "--json").json["place"] == "b-07"


def test_a_move_takes_all_pieces_unless_told(both: Terminal, sealed: Callable[..., str]) -> None:
    number = sealed(seal_qty=3)
    assert "要一起移位" in both("samples", "move", number, "--place", "B-07", "--pieces", 1, by="qc").sentence
    both.done("samples", "move", number, "--place", "B-07", by="qc")
    assert both.done("samples", "show", number, "--json").json["life"][0]["pieces"] == 3


def test_nothing_is_lent_until_a_day_that_is_past_or_in_no_pieces(both: Terminal, sealed: Callable[..., str]) -> None:
    number = sealed(seal_qty=3)
    lend = ("samples", "lend", number, "--holder", "褚样八")
    assert "已经过去" in both(*lend, "--due", "2025-01-01", by="qc").sentence
    assert "件数" in both(*lend, "--pieces", 0, by="qc").sentence
    assert both(*lend, "--pieces", "1.5", by="qc").status == 2
    assert both.done("samples", "show", number, "--json").json["life"] == []


def test_two_programs_at_once_do_not_lend_the_last_piece(
    both: Terminal, sealed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """E0.3 note 1"""
    number = sealed(seal_qty=2)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-m", "ui.cli.main", "--home", str(both.home), "--as", "qc", "samples", "lend", number,
               "--holder", "褚样八"]  # fmt: skip
    lenders = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    said = [lender.communicate(timeout=60)[1].decode() for lender in lenders]
    assert sorted(lender.returncode == 0 for lender in lenders) == [False, False, True], said
    assert sum("这是最后一个" in words for words in said) == 2
    assert both.done("samples", "show", number, "--json").json["in_cabinet"] == 1


def test_overdue_samples_are_told_and_written(both: Terminal, sealed: Callable[..., str], tmp_path: Path) -> None:
    free, lent = sealed(seal_qty=2, **OLD), sealed(seal_qty=2, **OLD)
    sealed(seal_qty=2, valid_to="2099-01-01")
    both.done("samples", "lend", lent, "--holder", "褚样八", by="qc")
    told = both.done("samples", "due", "--json").json
    assert [(item["number"], bool(item["kept_because"])) for item in told] == [(free, False), (lent, True)]
    assert both.done("samples", "due").out.endswith("到期 2 份\n")
    pdf, xlsx = tmp_path / "到期.pdf", tmp_path / "到期.xlsx"
    assert both.done("samples", "due", "-o", pdf, by="qc").out == f"已写入“{pdf}”，2 份\n"
    both.done("samples", "due", "-o", xlsx)
    words, pages = sheets.pdf_text(pdf)
    wanted: list[Any] = [free, lent, "2026-01-04", "到期样品清单", "还没归还：褚样八1", "经手人", "郑样五"]
    assert (pages, [text for text in wanted if sheets.squeezed(text) not in words]) == (1, [])
    assert [row[0].value for row in load_workbook(xlsx).active] == ["样品编号", free, lent]


def test_where_no_list_can_be_written_it_says_so(both: Terminal, tmp_path: Path) -> None:
    assert both("samples", "due", "-o", tmp_path / "到期.txt").sentence == "输出文件要以 .pdf 或 .xlsx 结尾"
    assert "不存在" in both("samples", "due", "-o", tmp_path / "无" / "到期.xlsx").sentence
    assert "-o 只用于到期清单" in both("samples", "list", "-o", tmp_path / "到期.pdf").sentence
