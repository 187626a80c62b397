"""A form that is one more file among the definitions works from the draft to the printed sheet."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sheets
from terminal import Terminal

from forms import definitions, registry

FOLDER = Path(__file__).resolve().parents[1] / "data" / "forms"
Write = Callable[..., Path]


@pytest.fixture
def with_tiny_form(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(definitions, "__path__", [*definitions.__path__, str(FOLDER)])
    yield
    sys.modules.pop(f"{definitions.__name__}.tiny_check", None)


@pytest.mark.usefixtures("with_tiny_form")
def test_one_file_is_a_form(both: Terminal, tmp_path: Path, values: Write) -> None:
    assert registry.load().kinds.current[-1].code == "tiny_check"
    assert "tiny_check  A/0  首件小检查表  签名格：编制、审核、核准" in both.done("forms").out
    given = values(check_date="2026/11/21", pieces="５", verdict="合格", remark="首件三件尺寸合格，外观良好。")
    record = both.done("new", "首件小检查表", "--values", given, by="qc").out.strip()
    for action, role in (("submit", "qc"), ("review", "qcmgr"), ("approve", "pmgr")):
        both.done("step", record, action, by=role)
    said = both.done("show", record, "--json").json
    assert said["number"].startswith("XJ-2")
    assert said["state"] == "approved"
    for name, read in (("sheet.pdf", sheets.pdf_text), ("sheet.xlsx", sheets.xlsx_text)):
        both.done("print", record, "--plain", "-o", tmp_path / name)
        words, pages = read(tmp_path / name)
        assert pages == 1
        assert all(
            text in words
            for text in ("首件小检查表", "2026-11-21", "首件三件尺寸合格，外观良好。", "郑样五", said["number"])
        )
    assert both.done("blank", "tiny_check", "-o", tmp_path / "blank.pdf", "--count", 2, "--json").json["pages"] == 2
    assert both.done("list", "首件", "--form", "tiny_check", "--json").json["total"] == 1
    assert both.done("list", "sjxjcb", "--json").json["total"] == 1
    assert both.done("verify").status == 0


def test_record_of_a_form_that_is_gone_is_told(
    terminal: Terminal, values: Write, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("with_tiny_form")
    terminal.done("new", "tiny_check", "--values", values(pieces=5), by="qc")
    monkeypatch = request.getfixturevalue("monkeypatch")
    monkeypatch.undo()
    answer = terminal("show", 1)
    assert answer.status == 1
    assert answer.sentence == "程序里没有表单“tiny_check@A/0”，可能由更新的版本建立，请更新 QCDesk"
    assert "tiny_check@A/0  draft" in terminal.done("list").out
    assert "无法核对" in terminal("verify").out
