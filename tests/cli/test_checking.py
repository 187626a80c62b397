"""check: a paper held against its record from the terminal; 0 only where every paper is the same."""

from pathlib import Path

import factory
import pytest
from terminal import Terminal

from forms.sealing import sealed
from qcdesk.desk import Desk
from qcdesk.services.basics import office
from qcdesk.services.papers import copies, copy_list
from qcdesk.services.sheets import records


@pytest.fixture
def paper(desk: Desk, both: Terminal, tmp_path: Path) -> Path:
    """The first copy of an approved sheet, as a file."""
    sheet = factory.draft(desk, "internal_contact", factory.sample("internal_contact-spindle"))
    workflow = records.get(desk, sheet).kind.workflow
    while workflow.from_state(records.get(desk, sheet).state)[0].leads_on:
        factory.take(desk, sheet, workflow.from_state(records.get(desk, sheet).state)[0].action)
    path = tmp_path / "联络单.pdf"
    both.done("print", sheet, "-o", path, by="qc")
    return path


def short_code(desk: Desk) -> str:
    return copy_list.of_record(desk, 1)[0].code.short(1)


def test_typed_codes_and_the_file_itself_are_checked(both: Terminal, paper: Path, desk: Desk) -> None:
    code, anchor = short_code(desk), records.get(desk, 1).anchor
    for asked in ((code,), (anchor,), (code, "--chain", anchor), (paper,)):
        said = both.done("check", *asked).out
        assert "【码一致】" in said
    found = both.done("check", paper, code, "--json").json
    assert (found["ok"], [one["verdict"] for one in found["papers"]]) == (True, ["same", "same"])
    assert {one["standing"] for one in found["papers"][0]["signatures"]} == {"valid"}


def test_sealed_pdf_is_checked_by_its_seals(both: Terminal, paper: Path, desk: Desk, tmp_path: Path) -> None:
    office.change_company(factory.seat(desk, "admin"), "样例车料制造有限公司", "")
    content = sealed.seal(factory.seat(desk, "qc"), factory.shelf(), 1).content
    (tmp_path / "盖章.pdf").write_bytes(content)
    done = both("check", tmp_path / "盖章.pdf")
    assert (done.status, "【盖章 PDF，完好】" in done.out, "文件完好" in done.out) == (0, True, True)
    (tmp_path / "盖章.pdf").write_bytes(content + b" ")
    done = both("check", tmp_path / "盖章.pdf")
    assert (done.status, "【盖章 PDF，盖章后改动过】" in done.out) == (1, True)


def test_anything_but_the_same_ends_with_one(both: Terminal, paper: Path, desk: Desk) -> None:
    code = short_code(desk)
    copies.move(factory.seat(desk, "qc"), [1], "spoil", {"reason": "卡纸"})
    done = both("check", code, "IL-202611-001")
    assert done.status == 1
    assert "【已作废】" in done.out
    assert "【查不到】" in done.out
    wrong = both("check", code, "--chain", "链 1·AAAAAAAAAAAA")
    assert (wrong.status, "【与记录对不上】" in wrong.out) == (1, True)


@pytest.mark.parametrize(("name", "content", "says"), [
    ("空.pdf", b"", "是空文件"), ("坏.pdf", b"%PDF-1.7 nothing", "坏"),
    ("字.png", "不是图".encode(), "不是图片也不是 PDF"),
])  # fmt: skip
def test_file_that_is_none_is_told_beside_what_was_checked(
    both: Terminal, paper: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = both("check", tmp_path / name, paper)
    assert (done.status, says in done.error, "【码一致】" in done.out) == (1, True, True)


def test_chain_goes_with_one_code_alone(both: Terminal, paper: Path) -> None:
    assert both("check", paper, "--chain", "1·AAAAAAAAAAAA").status == 2
    assert both("check", paper.with_name("不在.pdf")).status == 1


def test_nothing_is_no_file(both: Terminal, paper: Path) -> None:
    done = both("check", "")
    assert (done.status, "【查不到】还没有输入" in done.out) == (1, True)
