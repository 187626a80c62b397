"""archive and check-archive: a case's package from the terminal, and a broken one told by which file."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import archives
import factory
import pytest
from terminal import Terminal

from qcdesk.desk import Desk
from qcdesk.services.basics import opening
from qcdesk.services.sheets import records

Edit = Callable[[str, bytes], bytes | None]


@pytest.fixture
def number(desk: Desk) -> str:
    return str(records.get(desk, archives.filled(desk).case).number)


def rewritten(path: Path, edit: Edit, **more: bytes) -> Path:
    """The ZIP with entries changed, or left out where `edit` gives None."""
    made = path.with_name(f"改-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = edit(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return made


def test_package_is_written_and_holds_against_its_manifest(both: Terminal, number: str, tmp_path: Path) -> None:
    made = both.done("--json", "archive", number, "-o", tmp_path / "包.zip", by="qc").json
    assert (made["case"], made["closed"]) == (number, False)
    shutil.rmtree(both.home / "attachments", ignore_errors=True)
    said = both.done("check-archive", tmp_path / "包.zip").out
    assert made["manifest"] in said
    assert "个文件都与清单相符" in said


def test_package_is_checked_where_papers_are(both: Terminal, number: str, tmp_path: Path) -> None:
    both.done("archive", number, "-o", tmp_path / "包.zip", by="qc")
    said = both.done("check", tmp_path / "包.zip").out
    assert "【归档包，完好】" in said
    assert number in said
    other = rewritten(tmp_path / "包.zip", lambda name, content: content + b" " if name == "events.jsonl" else content)
    done = both("check", other)
    assert (done.status, "【归档包，对不上】" in done.out, "问题：events.jsonl：被改过" in done.out) == (1, True, True)
    assert both("check", tmp_path / "没有.zip").error.startswith("找不到文件")


def test_open_case_is_said_to_be_open(both: Terminal, number: str, tmp_path: Path) -> None:
    said = both.done("archive", number, "-o", tmp_path / "卷宗.pdf", by="qc").out
    assert "未结案" in said
    assert "还缺" in said


def test_wrong_ways_are_refused_with_a_sentence(both: Terminal, number: str, tmp_path: Path) -> None:
    assert both("archive", "TS-209901-001", "-o", tmp_path / "x.pdf").sentence.startswith("没有编号或序号为")
    assert both("archive", number, "-o", tmp_path / "x.doc").sentence == "归档包要以 .pdf 或 .zip 结尾"
    assert both("archive", number, "-o", tmp_path / "没有" / "x.pdf").sentence.endswith("不存在")
    assert both("check-archive", tmp_path / "没有.zip").sentence.startswith("找不到文件")
    (tmp_path / "不是.zip").write_bytes("不是压缩包".encode())
    assert both("check-archive", tmp_path / "不是.zip").sentence == "“不是.zip”不是归档 ZIP，或者已经损坏，打不开"
    with zipfile.ZipFile(tmp_path / "别的.zip", "w") as other:
        other.writestr("a.txt", "a")
    assert "没有清单 manifest.json" in both("check-archive", tmp_path / "别的.zip").sentence


@pytest.fixture
def packed(terminal: Terminal, tmp_path: Path) -> Path:
    desk = opening.open_desk(terminal.home, factory.shelf().kinds)
    case = archives.filled(desk).case
    desk.close()
    terminal.done("archive", case, "-o", tmp_path / "包.zip", by="qc")
    return tmp_path / "包.zip"


def test_each_change_to_a_zip_is_told_by_its_file(terminal: Terminal, packed: Path) -> None:
    path, torn = packed, packed.with_name("半截.zip")
    with zipfile.ZipFile(path) as opened:
        names = opened.namelist()
    sheet = next(name for name in names if name.startswith("sheets/"))
    payload = next(name for name in names if name.startswith("records/"))
    wrong: list[tuple[Edit, dict[str, bytes], str]] = [
        (lambda name, old: old + b" " if name == sheet else old, {}, f"{sheet}：被改过，应有"),
        (lambda name, old: old[:-1] + b"!" if name == sheet else old, {}, f"{sheet}：被改过，内容与清单的校验码不符"),
        (lambda name, old: None if name == sheet else old, {}, f"{sheet}：不见了"),
        (lambda name, old: old, {"extra.txt": b"1"}, "extra.txt：清单里没有，是后来加进去的"),
        (lambda name, old: old.replace("芯轴".encode(), "轴芯".encode()) if name == payload else old, {},
         f"{payload}：与经过里最后一次保存的内容不符"),
        (lambda name, old: old.replace(b"QC", b"QX", 1) if name == "events.jsonl" else old, {}, "events.jsonl："),
    ]  # fmt: skip
    for edit, more, sentence in wrong:
        answer = terminal("check-archive", rewritten(path, edit, **more))
        assert answer.status == 1
        assert sentence in answer.out
    cut = rewritten(path, lambda name, old: b"{" if name == "manifest.json" else old)
    assert "被改坏了" in terminal("check-archive", cut).sentence
    torn.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "打不开" in terminal("check-archive", torn).sentence
    spoilt = bytearray(path.read_bytes())
    at = spoilt.find(b"sheets/") + 200
    spoilt[at : at + 20] = b"\0" * 20
    torn.write_bytes(bytes(spoilt))
    assert "坏了，读不出来" in terminal("check-archive", torn).out
