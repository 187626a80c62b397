"""Whatever is changed, removed, added or swapped behind the program's back, verify names it."""

import random
from collections.abc import Iterator
from pathlib import Path

import factory
import furnished
import pytest
import sheets
import tamper
from pictures import picture
from tamper import Intruder

from forms import printing
from qcdesk.desk import Desk
from qcdesk.services.sheets import attaching, lost, records
from qcdesk.services.trail import guard_names, row_names, verifying
from qcdesk.store.dialects import SQLITE

LABEL, ANOMALY, DRAFT = 1, 2, 3
TABLES = {
    "record": ("form", "revision", "number", "state", "version", "payload", "created_by", "created_at", "updated_by",
               "updated_at", "customer", "search"),
    "signature": ("record_id", "slot", "person", "name", "at", "meaning", "mode", "digest", "version", "event_seq"),
    "event": ("at", "person", "name", "pc", "action", "record_id", "from_state", "to_state", "reason", "detail", "prev",
              "hash"),
    "signature_end": ("event_seq",),
    "head": ("seq", "hash"),
    "person": ("login", "name", "department", "pin_hash"),
    "sequence": ("prefix", "period", "last"),
}  # fmt: skip
KEYS = {"event": "seq", "signature_end": "signature_id", "person": "login", "sequence": "prefix"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def signed_desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A label that is approved, an anomaly sheet that once went back, a draft with a photo."""
    with furnished.lasting(request, tmp_path_factory, fill) as desk:
        yield desk


def fill(desk: Desk) -> None:
    assert factory.signed_label(desk) == LABEL
    assert factory.draft(desk) == ANOMALY
    factory.walk(desk, ANOMALY, *factory.ANOMALY_WAY[:5])
    factory.take(desk, ANOMALY, "return", "qc", reason="原因没有附测量数据")
    factory.walk(desk, ANOMALY, *factory.ANOMALY_WAY[3:7])
    photo = attaching.add_bytes(factory.seat(desk, "merch"), picture(kind="PNG"), "断口.png")
    values = factory.anomaly(description_photos=[photo])
    assert factory.draft(desk, values=values) == DRAFT


@pytest.fixture
def intruder(signed_desk: Desk) -> Iterator[Intruder]:
    with tamper.behind_the_back(signed_desk) as made:
        yield made


def test_untouched_desk_is_clean(intruder: Intruder) -> None:
    assert intruder.findings() == []


MOVED = "UPDATE record SET payload = replace(payload, 'A-03', 'A-04') WHERE id = 1"
SINGLE = [
    ("payload of a signed sheet", MOVED, "内容被改过"),
    ("payload under a signature", MOVED, "签后有改动"),
    ("payload of a draft", "UPDATE record SET payload = replace(payload, 'B26', 'B25') WHERE id = 3", "内容被改过"),
    ("payload made no JSON", "UPDATE record SET payload = 'x' WHERE id = 1", "内容被改过"),
    ("number", "UPDATE record SET number = 'YP-202611-009' WHERE id = 1", "编号被改过：应为“YP-2"),
    ("number taken away", "UPDATE record SET number = NULL WHERE id = 1", "编号被改过"),
    ("state", "UPDATE record SET state = 'approved' WHERE id = 2", "状态被改过：应为“临时对策已审核”，现在是“已核准”"),
    ("version", "UPDATE record SET version = 9 WHERE id = 1", "版本被改过：应为“4”，现在是“9”"),
    ("form", "UPDATE record SET form = 'seal_ledger' WHERE id = 1", "表单和版次被改过"),
    ("revision", "UPDATE record SET revision = 'Z/9' WHERE id = 3", "表单和版次被改过"),
    ("maker", "UPDATE record SET created_by = 'gm' WHERE id = 1", "建立人和时间被改过"),
    ("last writer's time", "UPDATE record SET updated_at = '2020' WHERE id = 1", "修改人和时间被改过"),
    ("index", "UPDATE record SET customer = '别家' WHERE id = 1", "索引与内容不符，请运行 qcdesk reindex"),
    ("search text", "UPDATE record SET search = '' WHERE id = 1", "索引与内容不符"),
    ("signer", "UPDATE signature SET person = 'gm' WHERE id = 1",
     "郑样五的签名（封存人，编制）：被改过：签名人应为“郑样五（qc）”，现在是“何例八（gm）”"),
    ("signed name", "UPDATE signature SET name = '何例八' WHERE id = 2",
     "王样六的签名（品管审核，审核）：被改过：签的姓名应为“王样六”，现在是“何例八”"),
    ("signed time", "UPDATE signature SET at = '2026-01-01T00:00:00.000Z' WHERE id = 1",
     "，现在是“2026-01-01 08:00:00”"),
    ("meaning", "UPDATE signature SET meaning = '核准' WHERE id = 1",
     "的签名（封存人，编制）：被改过：含义应为“编制”，现在是“核准”"),
    ("mode", "UPDATE signature SET mode = 'ink' WHERE id = 1", "签的方式应为“PIN”，现在是“纸签”"),
    ("digest", "UPDATE signature SET digest = 'f' WHERE id = 1", "签后有改动，与所签内容不符"),
    ("slot", "UPDATE signature SET slot = 'approved' WHERE id = 1", "没有事件说起它"),
    ("signature's version", "UPDATE signature SET version = 7 WHERE id = 1", "被改过"),
    ("signature's event", "UPDATE signature SET event_seq = 1 WHERE id = 1", "没有事件说起它"),
    ("signature's record", "UPDATE signature SET record_id = 2 WHERE id = 1", "记录 YP-202611-001："),
    ("signature's id", "UPDATE signature SET id = 99 WHERE id = 1", "被改过"),
    ("signature removed", "DELETE FROM signature WHERE id = 2", "王样六的签名（品管审核，审核）被删掉了"),
    ("end's event", "UPDATE signature_end SET event_seq = 1", "签名的失效标记与事件不符"),
    ("end removed", "DELETE FROM signature_end", "签名的失效标记与事件不符"),
    ("end added", "INSERT INTO signature_end (signature_id, event_seq) VALUES (1, 5)", "签名的失效标记与事件不符"),
    ("event's person", "UPDATE event SET person = 'gm' WHERE seq = 4", "事件 4（"),
    ("event's time", "UPDATE event SET at = 'gestern' WHERE seq = 4", "事件 4（gestern"),
    ("event's reason", "UPDATE event SET reason = '另一个' WHERE reason IS NOT NULL", " YC-202611-001）：内容被改过"),
    ("event's detail", "UPDATE event SET detail = '{}' WHERE seq = 3", "事件 3（"),
    ("event's detail made no JSON", "UPDATE event SET detail = '[' WHERE seq = 3", "事件 3（"),
    ("event's detail of wrong types", """UPDATE event SET detail = '{"signed":5,"ended":[{}],"version":"x","payload":1}'
     WHERE seq = 3""", "事件 3（"),
    ("event's hash", "UPDATE event SET hash = 'f' WHERE seq = 3", "接不上前一条"),
    ("event of another record", "UPDATE event SET record_id = 2 WHERE seq = 3", "事件 3（"),
    ("first event removed", "DELETE FROM event WHERE seq = 1", "：从记录里被删掉了"),
    ("event in the middle removed", "DELETE FROM event WHERE seq = 4", "：从记录里被删掉了"),
    ("last event removed", "DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event)", "末尾的事件被删掉了"),
    ("all events removed", "DELETE FROM event", "末尾的事件被删掉了"),
    ("head's count", "UPDATE head SET seq = seq - 1", "末端标记与最后一条事件不符"),
    ("head's hash", "UPDATE head SET hash = 'f'", "末端标记与最后一条事件不符"),
    ("head removed", "DELETE FROM head", "末端标记不见了"),
    ("record removed", "DELETE FROM record WHERE id = 3", "记录 草稿 3：整条记录不见了"),
    ("attachment removed", "DELETE FROM attachment", "不见了，请从备份恢复"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "named"), [case[1:] for case in SINGLE], ids=[case[0] for case in SINGLE])
def test_single_change_is_named(intruder: Intruder, statement: str, named: str) -> None:
    intruder.sql(statement)
    findings = intruder.findings()
    assert findings
    assert any(named in finding for finding in findings), findings


def test_last_event_removed_with_its_mark_is_named(intruder: Intruder) -> None:
    """Whoever also turns back the head leaves a record whose version no event tells of."""
    intruder.sql("DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event WHERE record_id = 3)")
    intruder.sql("UPDATE head SET seq = (SELECT MAX(seq) FROM event)")
    intruder.sql("UPDATE head SET hash = (SELECT hash FROM event WHERE seq = (SELECT MAX(seq) FROM event))")
    assert "记录 草稿 3：没有任何事件说起它，不是程序写下的" in intruder.findings()


def test_row_added_is_named(intruder: Intruder) -> None:
    columns = "form, revision, number, state, version, payload, created_by, created_at, updated_by, updated_at, search"
    intruder.sql(
        f"INSERT INTO record (id, {columns}) SELECT 77, {columns.replace('number', 'NULL')} FROM record WHERE id = 3"
    )
    assert "记录 草稿 77：没有任何事件说起它，不是程序写下的" in intruder.findings()


def swap(intruder: Intruder, table: str, column: str, key: str, one: int, other: int) -> None:
    first, second = (intruder.sql(f"SELECT {column} FROM {table} WHERE {key} = ?", row)[0][0] for row in (one, other))
    intruder.sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", second, one)
    intruder.sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", first, other)


@pytest.mark.parametrize(
    ("table", "column", "key", "one", "other", "named"),
    [
        ("record", "payload", "id", 2, 3, "记录 草稿 3：内容被改过"),
        ("record", "state", "id", 1, 2, "状态被改过"),
        ("signature", "name", "id", 1, 2, "被改过"),
        ("signature", "slot", "id", 1, 2, "没有事件说起它"),
        ("event", "detail", "seq", 3, 4, "事件 3（"),
        ("event", "at", "seq", 2, 5, "内容被改过"),
    ],
)
def test_rows_swapped_are_named(
    intruder: Intruder, table: str, column: str, key: str, one: int, other: int, named: str
) -> None:
    swap(intruder, table, column, key, one, other)
    assert any(named in finding for finding in intruder.findings())


def test_ended_signature_cannot_change_places_with_a_live_one(intruder: Intruder) -> None:
    """Both are genuine; only their ids say which of them was ended."""
    ended = intruder.sql("SELECT MIN(signature_id) FROM signature_end")[0][0]
    slot = intruder.sql("SELECT slot FROM signature WHERE id = ?", ended)[0][0]
    live = intruder.sql("SELECT id FROM signature WHERE slot = ? AND id > ?", slot, ended)[0][0]
    for old, new in ((ended, 900), (live, ended), (900, live)):
        intruder.sql("UPDATE signature SET id = ? WHERE id = ?", new, old)
    assert sum("被改过" in finding for finding in intruder.findings()) == 2


def test_signature_copied_to_another_record_is_named_and_not_sound(intruder: Intruder, signed_desk: Desk) -> None:
    copied = "slot, person, name, at, meaning, mode, digest, version, event_seq"
    intruder.sql(f"INSERT INTO signature (id, record_id, {copied}) SELECT 50, 3, {copied} FROM signature WHERE id = 4")
    assert any("记录 草稿 3 陈样二的签名（填写人，编制）：没有事件说起它" in finding for finding in intruder.findings())
    assert [item.sound for item in records.get(signed_desk, DRAFT).signatures] == [False]


@pytest.mark.parametrize("table", ["event", "signature", "signature_end", "record", "person", "attachment"])
def test_guard_taken_away_is_named(signed_desk: Desk, table: str) -> None:
    with signed_desk.store.database.atomic() as transaction:
        if signed_desk.store.dialect is SQLITE:
            named = signed_desk.store.sql(
                "SELECT name FROM sqlite_master WHERE tbl_name = ? AND type = 'trigger'", (table,)
            )
            for row in named[:1]:
                signed_desk.store.sql(f"DROP TRIGGER {row[0]}")
        else:
            signed_desk.store.sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        findings = [str(item) for item in verifying.verify(signed_desk)]
        transaction.rollback()
    (said,) = findings
    assert said.startswith(f"{row_names.table(table)}：“{guard_names.KEPT[table]}”的防护被拿掉或改过")
    assert "；请查明是谁改的，再从备份恢复（触发器 " in said


def test_two_hundred_random_changes_are_all_found(intruder: Intruder) -> None:
    chance = random.Random(20261121)
    missed = []
    for _ in range(200 if intruder.in_file else 40):
        with intruder.desk.store.database.savepoint() as point:
            done = change_one_character(intruder, chance)
            if not intruder.findings():
                missed.append(done)
            point.rollback()
    assert missed == []


def change_one_character(intruder: Intruder, chance: random.Random) -> tuple[object, ...]:
    """In a random column of a random row; gives what was done."""
    while True:
        table = chance.choice(list(TABLES))
        column = chance.choice(TABLES[table])
        key = KEYS.get(table, "id")
        row, old = chance.choice(intruder.sql(f"SELECT {key}, {column} FROM {table} ORDER BY {key}"))
        if old is None or old == "":
            continue
        new = changed(old, chance)
        if (table, column) == ("record", "number") and intruder.sql("SELECT 1 FROM record WHERE number = ?", new):
            continue
        intruder.sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", new, row)
        return table, column, row, old, new


def changed(old: object, chance: random.Random) -> object:
    if isinstance(old, int):
        return old + chance.choice((-1, 1, 10))
    text = str(old)
    place = chance.randrange(len(text))
    other = chance.choice([char for char in 'a0",}断' if char != text[place]])
    return text[:place] + other + text[place + 1 :]


def test_changed_sheet_stays_readable_and_its_print_says_so(
    intruder: Intruder, signed_desk: Desk, tmp_path: Path
) -> None:
    intruder.sql(MOVED)
    assert [item.sound for item in records.get(signed_desk, LABEL).signatures] == [False] * 3
    words = printed(signed_desk, LABEL, tmp_path)
    assert "签后有改动" in words
    assert "郑样五" not in words


def test_whole_sheet_s_print_names_its_signers(signed_desk: Desk, tmp_path: Path) -> None:
    words = printed(signed_desk, LABEL, tmp_path)
    assert "郑样五" in words
    assert "签后有改动" not in words


@pytest.mark.parametrize("statement", [
    "DELETE FROM signature WHERE record_id = 1 AND slot = 'sealed_by'",
    "UPDATE signature SET slot = 'approved' WHERE record_id = 1 AND slot = 'sealed_by'",
    "UPDATE signature SET record_id = 2 WHERE record_id = 1 AND slot = 'sealed_by'",
    "INSERT INTO signature_end (signature_id, event_seq) SELECT id, 1 FROM signature WHERE record_id = 1"
    " AND slot = 'sealed_by'",
])  # fmt: skip
def test_box_of_a_signature_that_was_taken_away_says_so_in_print(
    intruder: Intruder, signed_desk: Desk, tmp_path: Path, statement: str
) -> None:
    intruder.sql(statement)
    words = printed(signed_desk, LABEL, tmp_path)
    assert "签后有改动" in words
    assert "郑样五" not in words


def test_signature_that_a_step_ended_is_not_lost(desk: Desk) -> None:
    label = factory.signed_label(desk)
    assert lost.lost(desk, records.get(desk, label)) == ()
    again = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    factory.take(desk, again, "return", "qcmgr", reason="写错")
    assert lost.lost(desk, records.get(desk, again)) == ()


def printed(desk: Desk, record: int, folder: Path) -> str:
    path = folder / "sheet.pdf"
    printing.save(printing.record_print(desk, factory.shelf(), record), path)
    return sheets.pdf_text(path)[0]


def test_name_smuggled_into_a_payload_spoils_the_signatures(intruder: Intruder, signed_desk: Desk) -> None:
    intruder.sql('UPDATE record SET payload = replace(payload, \'"lot_no":\', \'"smuggled":1,"lot_no":\') WHERE id = 2')
    assert not all(item.sound for item in records.get(signed_desk, ANOMALY).signatures)


def test_blank_behind_a_payload_spoils_the_signatures(intruder: Intruder, signed_desk: Desk) -> None:
    intruder.sql("UPDATE record SET payload = payload || ' ' WHERE id = 1")
    assert not any(item.sound for item in records.get(signed_desk, LABEL).signatures)


def test_print_of_a_changed_photo_names_no_signer(tmp_path: Path, local_desk: Desk) -> None:
    photo = attaching.add_bytes(factory.seat(local_desk, "merch"), picture(kind="PNG"), "断口.png")
    sheet = factory.walk(local_desk, factory.draft(local_desk, values=factory.anomaly(description_photos=[photo])),
                         "submit")  # fmt: skip
    signer = records.get(local_desk, sheet).signatures[0].name
    assert signer in printed(local_desk, sheet, tmp_path)
    sha256 = str(photo["sha256"])
    (local_desk.home / "attachments" / sha256[:2] / sha256).write_bytes(picture(kind="PNG") + b" ")
    words = printed(local_desk, sheet, tmp_path)
    assert "签后有改动" in words
    assert signer not in words


def test_changed_attachment_is_named(database_url: str, tmp_path: Path, desk: Desk) -> None:
    photo = attaching.add_bytes(factory.seat(desk, "merch"), picture(kind="PNG"), "断口.png")
    factory.draft(desk, values=factory.anomaly(description_photos=[photo]))
    sha256 = str(photo["sha256"])
    stored = desk.home / "attachments" / sha256[:2] / sha256
    if factory.server_of(database_url):
        desk.store.sql("UPDATE attachment_bytes SET content = content || '\\x00'::bytea")
    else:
        stored.write_bytes(stored.read_bytes() + b"\0")
    assert [str(item) for item in verifying.verify(desk)] == [
        f"附件“断口.png”：附件 {sha256[:12]} 已被改动或损坏，请从备份恢复"
    ]
    if factory.server_of(database_url):
        desk.store.sql("DELETE FROM attachment_bytes")
    else:
        stored.unlink()
    assert {str(item) for item in verifying.verify(desk)} == {
        f"记录 草稿 1：照片 {sha256[:12]} 不见了，请从备份恢复",
        f"附件“断口.png”：附件 {sha256[:12]} 不见了，请从备份恢复",
    }
