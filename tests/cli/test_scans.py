"""Scans taken in from the terminal: a line a page, a status that says whether somebody has to look."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import factory
import pytest
import scanned
from PIL import Image
from scanned import Way
from terminal import Terminal

from forms import pdf, printing
from qcdesk.desk import Desk
from qcdesk.services.basics import opening
from qcdesk.services.papers.copy_list import CopyView
from ui import refused_files
from ui.watched_folder import files

ROOT = Path(__file__).resolve().parents[2]


def submitted(desk: Desk) -> int:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return record


def signed_scan(desk: Desk, path: Path, *slots: str) -> CopyView:
    """A copy printed, signed in these boxes and scanned into the file, its back too."""
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), submitted(desk))
    copy, drawn = made.copies[0], random.Random(5)
    picture = scanned.rendered(pdf.to_bytes(made.sheets, made.gallery))[0].copy()
    for box in copy.page_boxes[0]["boxes"]:
        if box["slot"] in slots:
            scanned.scrawl(picture, box, drawn)
    path.write_bytes(scanned.as_pdf([scanned.scan(picture, Way(tilt=1)), scanned.blank_back(Way(noise=6))]))
    return copy


def test_filed_pages_are_a_line_each_and_the_status_is_done(both: Terminal, desk: Desk, tmp_path: Path) -> None:
    copy = signed_scan(desk, tmp_path / "签回.pdf")
    assert both.done("scan", tmp_path / "签回.pdf", by="qc").out.splitlines() == [
        f"签回.pdf  第 1 页  已归入  归入 {copy.named}第 1 页", "签回.pdf  第 2 页  空白背面  空白页，已放在一边",
        f"    {copy.named} 1 页齐了，已转为“已签回”",
    ]  # fmt: skip
    again = both.done("scan", tmp_path / "签回.pdf", by="qc")
    assert "是同一个文件，没有再收" in again.out


def test_flagged_page_and_refused_file_are_told_and_the_status_is_one(terminal: Terminal, tmp_path: Path) -> None:
    picture = Image.new("L", (1654, 2339), 255)
    picture.paste(0, (400, 500, 1200, 700))
    (tmp_path / "单.jpg").write_bytes(scanned.jpeg(picture))
    (tmp_path / "空.pdf").touch()
    answer = terminal("scan", tmp_path / "空.pdf", tmp_path / "单.jpg", by="qc")
    assert answer.status == 1
    assert answer.error == "“空.pdf”是空文件（0 字节），请重新扫描或重新复制一次\n"
    assert answer.out.startswith("单.jpg  第 1 页  读不到码  读不到右上角和左下角的码")
    told = terminal("scan", tmp_path / "空.pdf", tmp_path / "单.jpg", "--json", by="qc")
    assert [sorted(one) for one in told.json["files"]] == [
        ["file", "refused"], ["before", "copies", "file", "pages", "sha256"],
    ]  # fmt: skip


def test_scan_asks_who_and_what(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("scan", by="qc").status == 2
    assert terminal("scan", tmp_path / "没有.pdf").status == 2
    nothing = terminal("scan", tmp_path / "没有.pdf", by="qc")
    assert (nothing.status, nothing.sentence) == (1, f"找不到文件“{tmp_path / '没有.pdf'}”")
    assert terminal("scan", "--watch", tmp_path / "没有", by="qc").sentence.endswith("不存在")


def test_flagged_page_is_shown_filed_taken_back_and_put_aside(both: Terminal, desk: Desk, tmp_path: Path) -> None:
    copy = signed_scan(desk, tmp_path / "有.pdf")
    picture = Image.new("L", (1654, 2339), 255)
    picture.paste(0, (400, 500, 1200, 700))
    (tmp_path / "单.jpg").write_bytes(scanned.jpeg(picture))
    both("scan", tmp_path / "单.jpg", by="qc")
    assert f"可能是 {copy.named}第 1 页" in both.done("scans", "show", 1).out
    filed = both.done("scans", "file", 1, f"{copy.number}/1", "--reason", "编号看得清", by="qc")
    assert f"归入 {copy.named}第 1 页" in filed.out
    assert both.done("scans", "undo", 1, "--reason", "认错了", by="qc").out.strip().startswith("1  单.jpg")
    assert both.done("scans", "list", "--state", "flagged").out.endswith("共 1 页\n")
    both.done("scans", "dismiss", 1, "--reason", "不是我们的单", by="qc")
    assert both.done("scans", "list", "--state", "flagged", "--json").json == {
        "total": 0, "scans": [], "refused": [],
    }  # fmt: skip
    assert "放在一边" in both.done("scans", "show", "1", "--json").json["sentence"]
    assert both("scans", "show", 9).sentence == "没有序号为 9 的扫描页"


def test_list_that_was_cut_says_how_many_there_are_and_how_to_see_them(both: Terminal, tmp_path: Path) -> None:
    for at in range(3):
        picture = Image.new("L", (827, 1169), 255)
        picture.paste(0, (200, 250 + 100 * at, 600, 350 + 100 * at))
        (tmp_path / f"车间{at}.jpg").write_bytes(scanned.jpeg(picture))
        both("scan", tmp_path / f"车间{at}.jpg", by="qc")
    both.done("scans", "dismiss", 1, "--reason", "不是我们的单", by="qc")
    flagged = ("scans", "list", "--state", "flagged")
    cut = both.done(*flagged, "--limit", "1").out.splitlines()
    assert (len(cut), cut[1]) == (2, "共 2 页，只列出最新的 1 页；要看全部请加 --limit 2")
    assert both.done(*flagged, "--limit", "2").out.splitlines()[-1] == "共 2 页"
    assert both.done("scans", "list", "车间", "--limit", "1", "--json").json["total"] == 3
    assert both.done(*flagged, "车间0").out == "共 0 页\n"


def test_why_a_likely_copy_cannot_take_the_page_is_told(both: Terminal, desk: Desk, tmp_path: Path) -> None:
    copy = signed_scan(desk, tmp_path / "一.pdf", "reviewed")
    (tmp_path / "二.pdf").write_bytes((tmp_path / "一.pdf").read_bytes() + b"\n")  # the same page in another file
    for name in ("一.pdf", "二.pdf"):
        both("scan", tmp_path / name, by="qc")
    against = f"{copy.named}第 1 页已经有扫描；要换成这一页，先把原来的放在一边"
    assert f"码上写的就是它；{against}\n" in both.done("scans", "show", 3).out
    assert [one["against"] for one in both.done("scans", "show", 3, "--json").json["likely"]] == [against]


def test_signatures_on_paper_are_listed_and_confirmed(both: Terminal, desk: Desk, tmp_path: Path) -> None:
    copy = signed_scan(desk, tmp_path / "签回.pdf", "reviewed", "approved")
    both.done("scan", tmp_path / "签回.pdf", by="qc")
    listed = both.done("scans", "confirm", copy.id).out
    assert "审核（reviewed）  有笔迹，该由品管主管（品质部经理）签：王样六（qcmgr）" in listed
    boxes = both.done("scans", "confirm", copy.id, "--json").json["boxes"]
    assert [one["slot"] for one in boxes if one["proposed"]] == ["reviewed", "approved"]
    done = both.done("scans", "confirm", copy.id, "--box", "approved=pmgr", "--box", "reviewed=qcmgr", by="qc")
    assert [line.split("：")[0] for line in done.out.splitlines()] == ["审核", "核准"]
    shown = both.done("show", copy.number, "--json").json
    assert shown["state"] == "approved"
    ink = next(one for one in shown["signatures"] if one["slot"] == "reviewed")
    assert (ink["mode"], ink["copy"], ink["scan"], ink["verified_by"]) == ("ink", copy.id, 1, "qc")
    assert "（纸签，" in both.done("show", copy.number).out
    assert both.done("verify").out.splitlines()[0] == "核对完毕：事件链、内容、签名、附件都相符"
    empty = both("scans", "confirm", copy.id, "--box", "prod_sign=qc", by="qc")
    assert (empty.status, "扫描上空白，说它已签要写明为什么" in empty.error) == (1, True)
    reason = ("--reason", "prod_sign=看过原件")
    assert both("scans", "confirm", copy.id, "--box", "reviewed=qcmgr", *reason, by="qc").status == 2
    assert both("scans", "confirm", copy.id, "--box", "prod_sign=qc", "--reason", "看过原件", by="qc").status == 2
    wrong = both("scans", "confirm", copy.id, "--box", "prod_sign=qc", *reason, by="qc")
    assert (wrong.status, "不能签" in wrong.error) == (1, True)
    assert both("scans", "confirm", copy.id, "--box", "审核", by="qc").status == 2

def test_page_that_nobody_judged_is_looked_at_from_the_terminal(both: Terminal, desk: Desk, tmp_path: Path) -> None:
    copy = signed_scan(desk, tmp_path / "签回.pdf")
    picture = Image.new("L", (1654, 2339), 255)
    picture.paste(0, (400, 500, 1200, 700))
    (tmp_path / "单.jpg").write_bytes(scanned.jpeg(picture))
    both("scan", tmp_path / "单.jpg", by="qc")
    both.done("scans", "file", 1, f"{copy.number}/1", "--reason", "码折住了", by="qc")
    assert "没有判读，该由" in both.done("scans", "confirm", f"{copy.number}/1").out
    assert both.done("scans", "look", 1, by="qc").out.rstrip().endswith("；郑样五看过，其余没签")
    assert both.done("scans", "show", 1, "--json").json["looked_by"] == "郑样五"
    assert both.done("scans", "look", 1, "--again", by="qc").out.rstrip().endswith("手工归入：码折住了）")
    assert "重新待看" in both.done("scans", "show", 1).out


def test_boxes_that_would_all_be_refused_are_told_before_the_pin(
    both: Terminal, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = signed_scan(desk, tmp_path / "签回.pdf", "reviewed", "approved")
    both.done("scan", tmp_path / "签回.pdf", by="qc")
    monkeypatch.setenv("QCDESK_PIN", "000000")
    marks = ("--box", "reviewed=qcmgr@2099-01-01", "--box", "approved=qc")
    told = both("scans", "confirm", copy.id, *marks, by="qc")
    assert (told.status, told.out) == (1, "")
    assert [line.split("：")[0] for line in told.error.splitlines()] == ["审核", "核准"]
    assert "2099-01-01 还没有到" in told.error
    one = both("scans", "confirm", copy.id, "--box", "reviewed=qcmgr", "--box", "approved=qc", by="qc")
    assert (one.status, "PIN" in one.sentence) == (1, True)
    assert both.done("show", copy.number, "--json").json["state"] == "submitted"


def heard_again() -> None:
    """Ctrl+C ends it even where the tests run in the background, which would have it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_watched_folder_takes_in_whole_files_and_moves_nothing(terminal: Terminal, tmp_path: Path) -> None:
    desk_in = opening.open_desk(terminal.home, factory.shelf().kinds)
    folder = tmp_path / "扫描仪"
    folder.mkdir()
    words = ["--home", str(terminal.home), "--as", "qc", "scan", "--watch", str(folder), "--json"]
    around = {**os.environ, "QCDESK_PIN": factory.PIN, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, "-m", "ui.cli.main", *words], cwd=tmp_path, env=around, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, preexec_fn=heard_again,  # noqa: PLW1509 - before any thread of the child
    )  # fmt: skip
    try:
        assert running.stderr is not None
        assert "守着" in running.stderr.readline()
        copy = signed_scan(desk_in, tmp_path / "签回.pdf")
        content = (tmp_path / "签回.pdf").read_bytes()
        with (folder / "签回.pdf").open("wb") as file:
            file.write(content[:5000])
            file.flush()
            time.sleep(1.5)
            file.write(content[5000:])
        (folder / "说明.txt").write_text("不是扫描件", encoding="utf-8")
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        assert [(page["copy"], page["state"]) for page in told["pages"]] == [(copy.id, "filed"), (None, "blank")]
        assert sorted(path.name for path in folder.iterdir()) == ["签回.pdf", "说明.txt"]
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
        desk_in.close()
    assert running.returncode == 130


def test_what_the_watched_folder_could_not_take_in_is_listed(both: Terminal, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(b"text")
    refused_files.note(desk, path, files(tmp_path)[path], "“坏.pdf”不是 PDF")
    assert "监视文件夹没有收进来：“坏.pdf”不是 PDF" in both.done("scans", "list").out
    path.unlink()
    assert "坏.pdf" not in both.done("scans", "list").out
