"""keep: due, held and disposed of from the terminal, by two people with their own PINs."""

import datetime as days
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import cases
import factory
import pictures
import pytest
import sheets
from terminal import Terminal

from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import attaching, records

LATER = days.datetime(2027, 1, 4, 1, tzinfo=days.UTC)


@pytest.fixture
def number(desk: Desk, set_clock: Callable[[days.datetime], None]) -> str:
    """An approved 异常单 of 2023, four years later."""
    then = cases.at(desk, "2023-03-05 10:00")
    made = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    set_clock(LATER)
    return str(records.get(desk, made).number)


def test_disposal_takes_two_people(both: Terminal, number: str, tmp_path: Path) -> None:
    assert f"{number}  产品品质异常反馈处理表" in both.done("keep").out
    assert both("keep", "dispose", number, by="gm").sentence.endswith("要先由品管主管（品质部经理）提出")
    proposed = both("keep", "propose", number, "--reason", "保存期满，碎纸", by="qcmgr")
    assert (proposed.status, "待核准处置" in proposed.out) == (0, True)
    assert "  王样六 2027-01-04 09:00 提出，保存期满，碎纸  " in both.done("keep").out
    assert "要由总经理签名" in both("keep", "dispose", number, by="qcmgr").sentence
    path = tmp_path / "销毁.pdf"
    said = both("--json", "keep", "dispose", "--due", "-o", path, by="gm")
    assert (said.status, [one["state"] for one in said.json]) == (0, ["disposed"])
    words, _ = sheets.pdf_text(path)
    for part in (number, "记录销毁清单", "销毁人", "监销人", "2026-12-31"):
        assert part in words
    assert "已处置" in both.done("show", number).out
    clean, counted, disposed = both.done("verify").out.splitlines()
    assert clean == "核对完毕：事件链、内容、签名、附件都相符"
    assert counted.startswith("核对了 1 条记录、")
    assert disposed == "1 条记录已按保存期处置（没有照片和扫描件要销毁）"
    marked = tmp_path / "单.pdf"
    both.done("print", number, "--plain", "-o", marked)
    assert "已处置" in sheets.pdf_text(marked)[0]


def test_list_to_be_destroyed_by_names_nothing_that_nobody_proposed(
    both: Terminal, number: str, tmp_path: Path
) -> None:
    path = tmp_path / "清单.pdf"

    def listed(*asked: str) -> str:
        assert both("keep", *asked, "-o", path, by="qcmgr").status == 0
        return sheets.pdf_text(path)[0]

    assert both("keep", "-o", path).sentence.startswith("这一步要知道是谁")
    due = listed()
    assert ("记录到期清单" in due, "销毁人" in due, number in due) == (True, False, True)
    both.done("keep", "hold", number, "--reason", "客户审计", by="gm")
    held = listed()
    assert ("记录保存清单" in held, "销毁人" in held, "保全中" in held) == (True, False, True)
    both.done("keep", "release", number, "--reason", "审计完", by="gm")
    assert "记录销毁清单" in listed("propose", number, "--reason", "保存期满，碎纸")
    assert both("keep", "dispose", number, by="gm").status == 0
    assert "记录销毁清单" in listed()
    assert "王样六提出，何例八 2027-01-04 核准：保存期满，碎纸" in both.done("keep").out


def test_disposal_that_takes_files_says_where_else_they_lie(
    both: Terminal, desk: Desk, set_clock: Callable[[days.datetime], None]
) -> None:
    then = cases.at(desk, "2023-03-05 10:00")
    photo = attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(90, 60), "断口.jpg")
    made = factory.draft(then, values=factory.anomaly(description_photos=[photo]))
    number = records.get(then, factory.walk(then, made, *factory.ANOMALY_WAY)).number
    set_clock(LATER)
    assert both("keep", "propose", number, "--reason", "保存期满，碎纸", by="qcmgr").status == 0
    disposed = both("keep", "dispose", number, by="gm")
    assert (disposed.status, disposed.out.splitlines()[-1]) == (
        0, "1 张照片从程序里删掉了；以前做的备份、存出去的归档包和 PDF 里还有这些照片和扫描件，要另外销毁。",
    )  # fmt: skip
    assert both.done("verify", "--json").json["disposed"] == {"records": 1, "files": 1}
    assert "（1 个照片和扫描件由两人签字销毁，不算缺失）" in both.done("verify").out


def test_held_says_why_and_until_it_is_released(both: Terminal, number: str) -> None:
    assert both("keep", "propose", number, "--reason", "碎纸", by="qcmgr").status == 0
    assert both("keep", "hold", number, "--reason", "客户审计", by="gm").status == 0
    assert "保全中  保全：" in both.done("keep").out
    assert "客户审计" in both("keep", "propose", number, "--reason", "碎纸", by="qcmgr").sentence
    assert "到期" in both.done("keep", "release", number, "--reason", "审计完", by="gm").out


@pytest.fixture
def typed(both: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The PIN is asked for, on the same stream as what is told before."""

    def asked(prompt: str) -> str:
        print(prompt, file=sys.stderr)
        return factory.PIN

    monkeypatch.delenv("QCDESK_PIN")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("getpass.getpass", asked)
    return both


def test_what_a_hold_lets_lapse_is_said_before_the_pin_is_asked_for(typed: Terminal, number: str) -> None:
    assert typed("keep", "propose", number, "--reason", "碎纸", by="qcmgr").status == 0
    held = typed("keep", "hold", number, "--reason", "客户审计", by="gm")
    lapsing, *rest = held.error.splitlines()
    assert lapsing.endswith(f"{number}，王样六 2027-01-04 提出的处置作罢，解除保全以后要重新提出")
    assert (rest, held.status) == (["何例八 的 PIN："], 0)
    typed("keep", "release", number, "--reason", "审计完", by="gm")
    again = typed("keep", "hold", number, "--reason", "客户审计", by="gm")
    assert again.error.splitlines() == ["何例八 的 PIN："]


def test_what_a_disposal_takes_is_said_before_either_of_the_two_pins(
    typed: Terminal, desk: Desk, set_clock: Callable[[days.datetime], None]
) -> None:
    then = cases.at(desk, "2023-03-05 10:00")
    photo = attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(90, 60), "断口.jpg")
    made = factory.draft(then, values=factory.anomaly(description_photos=[photo]))
    named = f"《产品品质异常反馈处理表》{records.get(then, factory.walk(then, made, *factory.ANOMALY_WAY)).number}"
    number = named.partition("》")[2]
    set_clock(LATER)
    total = "共 1 件，1 份记录；核准后 1 张照片会从程序里删掉，不能恢复；内容、签名和经过留着。"
    proposed = typed("keep", "propose", number, "--reason", "保存期满，碎纸", by="qcmgr")
    assert (proposed.status, proposed.error.splitlines()) == (
        0, [f"{named}：照片 断口.jpg", total, f"{gone.ELSEWHERE}。", "王样六 的 PIN："],
    )  # fmt: skip
    disposed = typed("keep", "dispose", number, by="gm")
    assert (disposed.status, disposed.error.splitlines()) == (0, [
        f"{named}：王样六 2027-01-04 09:00 提出，保存期满，碎纸；照片 断口.jpg", total, f"{gone.ELSEWHERE}。",
        "何例八 的 PIN：",
    ])  # fmt: skip


def test_reason_given_to_a_disposal_is_refused_before_the_pin_and_nothing_is_disposed_of(
    typed: Terminal, number: str
) -> None:
    assert typed("keep", "propose", number, "--reason", "保存期满，焚烧", by="qcmgr").status == 0
    again = typed("keep", "dispose", number, "--reason", "碎纸", by="gm")
    assert (again.status, "的 PIN：" in again.error) == (2, False)
    assert again.sentence.startswith("dispose 不写 --reason：方式和原因照提出时写的；")
    assert typed("keep", "list", "--reason", "碎纸").sentence == "list 不写 --reason：它只列出，什么也不改"
    assert typed("keep", "show", number, "--reason", "碎纸").sentence.startswith("show 不写 --reason：")
    assert "待核准处置" in typed.done("keep", "show", number).out


def test_what_is_refused_is_refused_before_anything_is_told_of_it(both: Terminal, number: str) -> None:
    assert both("keep", "propose", number, "--reason", "碎纸", by="gm").sentence.startswith("提出处置要由品管主管")
    assert both("keep", "propose", number, "--reason", "碎纸").sentence.startswith("这一步要知道是谁")
    assert both("keep", "propose", number, "--reason", "碎纸", by="qcmgr").status == 0
    assert "已经由王样六提出处置" in both("keep", "propose", number, "--reason", "碎纸", by="qcmgr").sentence


def test_wrong_ways_are_refused(both: Terminal, number: str) -> None:
    assert both("keep", "hold").sentence.startswith("请写明编号")
    assert both("keep", "list", number).sentence.endswith(f"qcdesk keep show {number}")
    assert both("keep", "hold", number, by="gm").sentence.startswith("保全和解除保全都要写原因")
    assert both("keep", "propose", number, by="qcmgr").sentence.startswith("请写明处置方式和原因")
    assert both("keep", "show", "YC-209901-001").sentence.startswith("没有编号")
    assert "没有待核准的处置" in both("keep", "withdraw", number, "--reason", "客户要求再留一年", by="gm").sentence
