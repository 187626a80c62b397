"""qcdesk blank --numbered: sheets for the shop floor, each with a number that is reserved for it."""

import json
from pathlib import Path

import pytest
import sheets
from terminal import Terminal


def test_numbered_blanks_carry_their_number_and_short_code(both: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "空白.pdf"
    said = both.done("blank", "qc_anomaly", "--numbered", "--count", 3, "--to", "一车间", "-o", path, "--json", by="qc")
    made = said.json["sheets"]
    words = sheets.pdf_text(path)[0]
    assert all(one["number"] in words and one["code"] in words for one in made)
    assert "草稿" not in words
    assert [one["number"] for one in both.done("copies", "blanks", "--json").json["copies"]] == [
        one["number"] for one in made
    ]
    both.done("copies", "give-back", made[2]["code"], "--reason", "多印了", by="qc")
    assert both.done("copies", "blanks", "qc_anomaly").out.endswith("共 2 份在外\n")
    both.done("copies", "spoil", made[1]["code"], "--reason", "弄脏了", by="qc")
    assert [both.done("show", one["number"], "--json").json["state"] for one in made] == ["draft", "void", "void"]
    assert both.done("verify").status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["seal_label", "--to", "一车间"], "是标签"), (["qc_anomaly"], "要写明给谁用"),
        (["qc_anomaly", "--to", "一车间", "--count", "501"], "1 到 500 份"),
    ],
)  # fmt: skip
def test_what_cannot_be_numbered_is_told(terminal: Terminal, tmp_path: Path, words: list[str], sentence: str) -> None:
    assert sentence in terminal("blank", *words, "--numbered", "-o", tmp_path / "x.pdf", by="qc").sentence
    assert terminal.done("list", "--json").json["total"] == 0


def test_file_that_cannot_be_written_gives_the_numbers_back(terminal: Terminal) -> None:
    answer = terminal("blank", "qc_anomaly", "--numbered", "--to", "一车间", "-o", "/proc/x.pdf", by="qc")
    assert answer.status == 3
    (row,) = json.loads(terminal.done("list", "--json").out)["rows"]
    assert row["state"] == "void"
    assert terminal.done("verify").status == 0
