"""Every fault of a call: one clear Chinese sentence on standard error, the right exit status, nothing half done."""

import json
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import factory
import postgres
import pytest
from terminal import Answer, Terminal

from qcdesk import paths

Write = Callable[..., Path]
Ask = Callable[..., Answer]
REFUSED, USAGE, ENVIRONMENT = 1, 2, 3


def test_unknown_form_is_refused_with_those_there_are(terminal: Terminal) -> None:
    answer = terminal("new", "colour_card", by="qc")
    assert answer.status == REFUSED
    assert answer.sentence.startswith("没有“colour_card”这种表单，可用的有：")
    assert "qc_anomaly（产品品质异常反馈处理表）" in answer.sentence
    assert terminal("blank", "colour_card", "-o", "x.pdf").status == REFUSED
    assert terminal("list", "--form", "colour_card").status == REFUSED


def test_unknown_field_and_wrong_types_are_all_named(terminal: Terminal, values: Write) -> None:
    answer = terminal("new", "seal_label", "--values", values(colour="红", seal_qty="许多", seal_date=[1]), by="qc")
    assert answer.status == REFUSED
    assert answer.sentence == (
        "不良样品封存标签：没有“colour”这个栏位；数量：“许多”不是数字，这里要填数字；"
        "封存日期：这里要填日期，例如 2026-11-03"
    )
    assert terminal("list", "--json").json["total"] == 0


NOT_VALUES = [
    (b"{'a': 1}", "不是 JSON：第 1 行第 2 个字附近有错"),
    (b"", "不是 JSON：第 1 行第 1 个字附近有错"),
    (b"[1, 2]", "要是一个 JSON 对象：{栏位: 值}"),
    ('{"defect": "断裂"}'.encode("gbk"), "不是 UTF-8 编码的 JSON"),
    (b'{"a":' * 100_000, "嵌套太深，不是一张表单的内容"),
    (b'{"seal_qty": ' + b"9" * 5000 + b"}", "不是 JSON"),
    (b"PK\x03\x04\xff\xfe", "不是 UTF-8 编码的 JSON"),
]


@pytest.mark.parametrize(("content", "sentence"), NOT_VALUES)
def test_file_that_is_no_values(terminal: Terminal, tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "F.json"
    path.write_bytes(content)
    answer = terminal("new", "seal_label", "--values", path, by="qc")
    assert answer.status == REFUSED
    assert answer.sentence.startswith(f"文件“{path}”")
    assert sentence in answer.sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"seal_qty": float("nan")}, "数量：“nan”不是数字，这里要填数字"),
        ({"seal_qty": 10**300}, "数量：最多 12 位整数"),
        ({"defect": "断\ud800裂"}, "不良现象：第 2 个字是残缺的编码（U+D800）"),
        ({"defect": "断\x00裂"}, "不良现象：第 2 个字是看不见的控制符（U+0000）"),
        ({"\ud800": 1}, "没有“\\ud800”这个栏位"),
        ({"defect": {"a": 1}}, "不良现象：这里要填文字"),
        ({"sample_no@": 1, "customer@采购部": "x"}, "没有“customer@采购部”这个栏位"),
    ],
)
def test_values_no_sheet_can_hold(terminal: Terminal, tmp_path: Path, given: dict[str, object], sentence: str) -> None:
    path = tmp_path / "F.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    answer = terminal("new", "seal_label", "--values", path, by="qc")
    assert answer.status == REFUSED
    assert sentence in answer.sentence


def test_missing_file_and_folder(terminal: Terminal, tmp_path: Path) -> None:
    missing = terminal("new", "seal_label", "--values", tmp_path / "none.json", by="qc")
    assert (missing.status, missing.sentence) == (REFUSED, f"找不到文件“{tmp_path / 'none.json'}”")
    folder = terminal("new", "seal_label", "--values", tmp_path, by="qc")
    assert (folder.status, "是文件夹，不是文件" in folder.sentence) == (REFUSED, True)


@pytest.mark.parametrize(
    "words", [["show", "99"], ["history", "YC-202611-999"], ["print", "99", "-o", "x.pdf"], ["show", "\udcff"]]
)
def test_record_that_is_not_there(terminal: Terminal, words: list[str]) -> None:
    answer = terminal(*words)
    assert answer.status == REFUSED
    assert answer.sentence.startswith("没有编号或序号为“")


def test_deeds_need_a_person_and_the_pin(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = terminal("new", "seal_label")
    assert (nobody.status, nobody.sentence) == (USAGE, "这一步要知道是谁：请加 --as 登录名")
    stranger = terminal("new", "seal_label", by="nobody")
    assert (stranger.status, stranger.sentence) == (REFUSED, "没有“nobody”这个登录名")
    monkeypatch.setenv("QCDESK_PIN", "000000")
    wrong = [terminal("new", "seal_label", by="qc") for _ in range(5)]
    assert {answer.status for answer in wrong} == {REFUSED}
    assert wrong[0].sentence == "PIN 不对，还可以再试 4 次"
    assert wrong[4].sentence.endswith("已锁定。请系统管理员在“系统 → 人员”里解锁（或 qcdesk user unlock qc）")
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)
    assert "已锁定" in terminal("new", "seal_label", by="qc").sentence
    terminal.done("user", "unlock", "qc", by="admin")
    terminal.done("new", "seal_label", by="qc")


def test_pin_without_a_terminal_is_asked_for_in_a_sentence(own_process: Ask, terminal: Terminal) -> None:
    answer = own_process(
        ["--home", str(terminal.home), "--as", "qc", "new", "seal_label"], env={"QCDESK_PIN": None}
    )  # fmt: skip
    assert answer.status == USAGE
    assert answer.sentence == "要输入 PIN：请在终端里运行，或用环境变量 QCDESK_PIN 给出"


def test_wrong_step_is_refused_with_what_stands_against_it(terminal: Terminal, values: Write) -> None:
    record = terminal.done("new", "seal_label", "--values", values(**factory.label(location=None)), by="qc").out.strip()
    missing = terminal("step", record, "submit", by="qc")
    assert (missing.status, missing.sentence.rpartition("：")[2]) == (REFUSED, "存放区")
    terminal.done("set", record, "--values", values(location="B-01"), by="qc")
    early = terminal("step", record, "approve", by="pmgr")
    assert (early.status, "不能做“核准”" in early.sentence) == (REFUSED, True)
    stale = terminal("step", record, "submit", "--version", 1, by="qc")
    assert (stale.status, stale.sentence.startswith("郑样五在 ")) == (REFUSED, True)
    terminal.done("step", record, "submit", by="qc")
    locked = terminal("set", record, "--values", values(location="C-01"), by="qc")
    assert (locked.status, "已在" in locked.sentence) == (REFUSED, True)
    bare = terminal("step", record, "return", by="qcmgr")
    assert (bare.status, bare.sentence) == (REFUSED, "退回要写明原因")
    unknown = terminal("step", record, "bless", by="qcmgr")
    assert (unknown.status, "没有“bless”这一步" in unknown.sentence) == (REFUSED, True)


def test_second_writer_is_told(terminal: Terminal, values: Write) -> None:
    record = terminal.done("new", "seal_label", "--values", values(**factory.label()), by="qc").out.strip()
    terminal.done("set", record, "--values", values(location="B-01"), "--version", 1, by="qcmgr")
    answer = terminal("set", record, "--values", values(seal_qty=3), "--version", 1, by="qc")
    assert answer.status == REFUSED
    assert answer.sentence.startswith("王样六在 ")


@pytest.mark.parametrize("words", [["list"], ["verify"], ["show", "1"], ["init", "--demo"], ["init"]])
def test_home_that_cannot_be_a_folder(in_process: Ask, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "file").write_text("taken")
    answer = in_process(["--home", str(tmp_path / "file" / "home"), *words])
    assert answer.status == (ENVIRONMENT if words[0] == "init" else REFUSED)
    assert "不能写" in answer.sentence if words[0] == "init" else "请先运行 qcdesk init" in answer.sentence


def test_home_without_a_desk(in_process: Ask, tmp_path: Path) -> None:
    answer = in_process(["--home", str(tmp_path), "list"])
    assert (answer.status, "里还没有 QCDesk 的数据，请先运行 qcdesk init" in answer.sentence) == (REFUSED, True)
    assert list(tmp_path.iterdir()) == []


def spoil(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_newer_or_damaged_database(terminal: Terminal) -> None:
    path = terminal.home / paths.DATABASE
    spoil(path, "PRAGMA user_version = 99")
    newer = terminal("list")
    assert (newer.status, "由更新的 QCDesk 建立（结构版本 99" in newer.sentence) == (ENVIRONMENT, True)
    for content, sentence in ((b"", "是空的，可能被截断了"), (b"no database" * 500, "不是 QCDesk 的数据库，或已损坏")):
        path.write_bytes(content)
        answer = terminal("list")
        assert (answer.status, sentence in answer.sentence) == (ENVIRONMENT, True)


def test_locked_database_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, values: Write) -> None:
    monkeypatch.setattr("qcdesk.store.database.BUSY_SECONDS", 0)
    other = sqlite3.connect(terminal.home / paths.DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = terminal("new", "seal_label", "--values", values(**factory.label()), by="qc")
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    read = [terminal(*words) for words in (["list"], ["show", "1"], ["history", "1"], ["user"])]
    other.close()
    assert (answer.status, answer.sentence) == (ENVIRONMENT, "数据库正被别的程序占用，这次没有保存。请稍等再试。")
    assert {(one.status, one.sentence) for one in read} == {
        (ENVIRONMENT, "数据库正被别的程序占用，现在读不出来。请稍等再试。")
    }


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://qc@127.0.0.1:{port}/desk", "连不上数据库服务器"),
        ("postgresql://qc@no-such-host.invalid/desk", "连不上数据库服务器"),
        ("postgresql://qc@127.0.0.1:99999999/desk", "数据库地址写得不对"),
        ("mysql://office", "数据库地址要以 postgresql:// 开头"),
    ],
)
def test_server_that_does_not_answer(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, url: str, sentence: str
) -> None:
    monkeypatch.setenv("QCDESK_DATABASE", url.format(port=postgres.free_port()))
    for words in (["list"], ["verify"], ["init", "--demo"], ["doctor"]):
        answer = terminal(*words)
        assert answer.status == ENVIRONMENT
        assert answer.sentence.startswith(sentence)


def test_server_that_knows_neither_database_nor_login(
    postgres_cluster: postgres.Cluster, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, sentence in (
        ("qcdesk@127.0.0.1:{}/none", "没有这个数据库"),
        ("nobody@127.0.0.1:{}/postgres", "用户名或口令"),
    ):
        monkeypatch.setenv("QCDESK_DATABASE", "postgresql://" + place.format(postgres_cluster.port))
        answer = terminal("list")
        assert (answer.status, sentence in answer.sentence) == (ENVIRONMENT, True)


def test_fault_of_the_program_itself_is_no_traceback(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("colour")

    monkeypatch.setattr("qcdesk.services.sheets.search.find", broken)
    answer = terminal("list")
    assert answer.status == ENVIRONMENT
    assert answer.sentence.startswith("程序出错了（KeyError: 'colour'）。已经保存的单子和签名都是安全的。报告已写在：")
    report = Path(answer.sentence.rpartition("：")[2])
    assert report.parent == terminal.home / "crash"
    assert "Traceback" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["list", "\udcff"], ["list", "--state", "\udcff"], ["forms", "--as", "\udcff"], ["list", "断\x00"]]
)
def test_bytes_that_are_no_text_harm_nothing(terminal: Terminal, words: list[str]) -> None:
    answer = terminal(*words)
    assert answer.status in (0, 1)
    assert "Traceback" not in answer.error


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('{"seal_qty": 2, "location": "A-03", "seal_qty": 3}', "seal_qty"),
        ('{"seal_qty": 2, "seal_qty": 2}', "seal_qty"),
        ('{"lines": [{"qty": 1, "qty": 2}]}', "qty"),
        ('{"\\u5e03": 1, "布": 2}', "布"),
    ],
)
def test_name_given_twice_is_refused(terminal: Terminal, tmp_path: Path, content: str, name: str) -> None:
    path = tmp_path / "F.json"
    path.write_text(content, encoding="utf-8")
    answer = terminal("new", "seal_label", "--values", path, by="qc")
    assert (answer.status, answer.sentence) == (REFUSED, f"“{name}”写了两次，请只留一个")


def test_photo_named_by_a_digest_that_was_never_stored(both: Terminal, values: Write) -> None:
    photo = {"sha256": "ab" * 32, "name": "断口.jpg"}
    answer = both("new", "qc_anomaly", "--values", values(description_photos=[photo]), by="merch")
    assert (answer.status, answer.sentence) == (REFUSED, "照片：“断口.jpg”不在附件库里，请重新添加")
    assert both.done("list", "--json").json["total"] == 0


@pytest.mark.parametrize("seen", [0, -1, 2, 99])
def test_version_that_never_was_is_stale(both: Terminal, values: Write, seen: int) -> None:
    record = both.done("new", "seal_label", "--values", values(**factory.label()), by="qc").out.strip()
    change = both("set", record, "--values", values(seal_qty=3), "--version", seen, by="qc")
    step = both("step", record, "submit", "--version", seen, by="qc")
    for answer, lost in ((change, "您的改动还没有保存"), (step, "这一步没有做。请看过改了什么，再做这一步。")):
        assert (answer.status, f"先改了这张单，{lost}" in answer.sentence) == (REFUSED, True)
    assert both.done("show", record, "--json").json["version"] == 1


@pytest.mark.parametrize("size", ["60000x60000", "20000x20000"])
def test_picture_of_too_many_points_says_so(terminal: Terminal, tmp_path: Path, values: Write, size: str) -> None:
    """A few hundred bytes that would fill the memory."""
    width, height = (int(side) for side in size.split("x"))
    head = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    (tmp_path / "海报.bmp").write_bytes(head + bytes(100))
    answer = terminal("new", "qc_anomaly", "--values", values(description_photos=["海报.bmp"]), by="merch")
    assert answer.status == REFUSED
    assert answer.sentence == "照片“海报.bmp”的点数太多，请缩小到五千万点以内"
