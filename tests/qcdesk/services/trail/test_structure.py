"""A table, column, index or trigger that is not as the program makes it is named, and nothing goes unread for it."""

import factory
import pytest
import tamper

from qcdesk.desk import Desk
from qcdesk.services.trail import row_names, verifying
from qcdesk.store.dialects import SQLITE

STRANGE = "不是程序建的，请查明是谁建的、做什么用，再请管理员删掉"
ALTERED = "请查明是谁改的，再从备份恢复"
AGAIN = "请查明是谁动的，再请管理员照原样建好"
MINE = f"数据表“记录”（record）：多了一个查找用的目录，会变慢，也可能有的单存不进去；{STRANGE}（索引 mine）"
OPEN = "的防护被拿掉或改过，这以后的改动没有挡住：先看其他各条有没有改动；" + ALTERED
DROPPED = ("line", "clock", "keeping", "hand", "filing", "sequence", "setting", "person_role", "signature_end", "head")


def found(desk: Desk, *statements: str) -> list[str]:
    """What verify says once all is done, which is undone again."""
    with desk.store.database.atomic() as transaction:
        for one in statements:
            desk.store.sql(one)
        said = [str(one) for one in verifying.verify(desk)]
        transaction.rollback()
    return said


@pytest.fixture
def signed(desk: Desk) -> Desk:
    factory.signed_label(desk)
    assert verifying.verify(desk) == []
    return desk


def test_a_dropped_table_is_named_with_what_else_was_altered(signed: Desk) -> None:
    altered = "UPDATE record SET payload = replace(payload, 'A-03', 'A-04') WHERE id = 1"
    for table in DROPPED:
        cascade = "" if signed.store.dialect is SQLITE else " CASCADE"
        with tamper.behind_the_back(signed) as intruder:
            intruder.sql(altered)
            intruder.sql(f"DROP TABLE {table}{cascade}")
            said = [str(one) for one in verifying.verify(signed)]
        assert f"{row_names.table(table)}：不见了，请从备份恢复" in said
        assert any(one.startswith("记录 YP-202611-001") and "内容被改过" in one for one in said), (table, said)


def test_a_renamed_table_is_named(signed: Desk) -> None:
    said = found(signed, "ALTER TABLE keeping RENAME TO kept_before")
    assert "数据表“保存与处置”（keeping）：不见了，请从备份恢复" in said
    assert signed.store.dialect is not SQLITE or f"数据表 kept_before：{STRANGE}" in said


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("ALTER TABLE record ADD COLUMN remark TEXT", f"数据表“记录”（record）：多了“remark”列，{STRANGE}"),
        ("DROP INDEX record_state",
         "数据表“记录”（record）：为了按状态列出记录快些而建的目录被拿掉了，单和签名没有少，只是会变慢；"
         f"{AGAIN}（索引 record_state：record (state, updated_at, id)）"),
        ("CREATE INDEX mine ON record (lot)", MINE),
        ("CREATE UNIQUE INDEX mine ON record (lot)", MINE),
    ],
)  # fmt: skip
def test_what_was_added_or_taken_is_named_once(signed: Desk, statement: str, sentence: str) -> None:
    assert found(signed, statement) == [sentence]


def test_an_index_of_other_columns_is_named(signed: Desk) -> None:
    said = found(signed, "DROP INDEX record_state", "CREATE INDEX record_state ON record (lot)")
    assert said == [
        "数据表“记录”（record）：为了按状态列出记录快些而建的目录被程序以外的手改过，会变慢，也可能有的单存不进去；"
        f"{AGAIN}（索引 record_state：record (state, updated_at, id)）"
    ]


def test_an_added_trigger_is_named(signed: Desk) -> None:
    lite = signed.store.dialect is SQLITE
    does = "BEGIN UPDATE record SET lot = ''; END" if lite else "FOR EACH ROW EXECUTE FUNCTION refuse_change('x')"
    said = found(signed, f"CREATE TRIGGER quiet AFTER UPDATE ON setting {does}")
    assert said == [
        "数据表“办公室设置”（setting）：多了一段在这张表写入时自己会动的程序，可能改掉别的内容；"
        f"{STRANGE}（触发器 quiet）"
    ]


def test_guards_taken_away_stand_above_what_is_added_and_what_is_only_slower(signed: Desk) -> None:
    lite = signed.store.dialect is SQLITE
    guard = ("signature_no_update", "") if lite else ("signature_no_change", " ON signature")
    said = found(signed, "DROP INDEX event_record", "CREATE INDEX mine ON record (lot)",
                 "ALTER TABLE record ADD COLUMN remark TEXT", f"DROP TRIGGER {''.join(guard)}")  # fmt: skip
    assert said[:3] == [
        f"数据表“签名”（signature）：“签名签下就不能改、不能删”{OPEN}（触发器 {guard[0]}）",
        f"数据表“记录”（record）：多了“remark”列，{STRANGE}", MINE,
    ]  # fmt: skip
    assert (len(said), "只是会变慢" in said[3]) == (4, True)


def test_bytes_in_place_of_words_and_a_third_truth_are_named(signed: Desk) -> None:
    if signed.store.dialect is not SQLITE:
        return
    said = found(signed, "UPDATE record SET state = CAST(state AS BLOB) WHERE id = 1",
                 "UPDATE person SET active = 5 WHERE login = 'qc'")  # fmt: skip
    assert sorted(said) == [
        "人员 qc（数据表 person：qc）：“在职”（active）列被程序以外的手改过：只会是 0 或 1",
        "记录 1（数据表 record：1）：“状态”（state）列被程序以外的手改过：应是文字，现在是一串字节",
    ]


NUMBERS = "ALTER TABLE record DROP CONSTRAINT record_number_key"
SIGNER = "ALTER TABLE signature DROP CONSTRAINT signature_person_fkey"
KEY = "FOREIGN KEY (person) REFERENCES person(login)"
EVENT = f"“经过写下就不能改、不能删”{OPEN}（触发器 event_no_change）"
NOTHING = "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
MADE_BY_HAND = [
    (NUMBERS, [f"数据表“记录”（record）：“编号”不能重复的限制被拿掉了；{ALTERED}（约束 UNIQUE (number)）"]),
    (SIGNER, [f"数据表“签名”（signature）：“签名人”要在“人员”里有的限制被拿掉了；{ALTERED}（约束 {KEY}）"]),
    (f"{SIGNER} ;; ALTER TABLE signature ADD FOREIGN KEY (person) REFERENCES person (login) ON DELETE CASCADE",
     ["数据表“签名”（signature）：“签名人”要在“人员”里有的限制被改过：在“人员”里删掉一行，这张表里用到它的也会跟着删掉；"
      f"{ALTERED}（约束 {KEY} ON DELETE CASCADE）"]),
    (f"{SIGNER} ;; ALTER TABLE signature ADD FOREIGN KEY (person) REFERENCES person (login) ON DELETE SET NULL",
     ["数据表“签名”（signature）：“签名人”要在“人员”里有的限制被改过："
      f"在“人员”里删掉一行，这张表里用到它的“签名人”也会跟着清掉；{ALTERED}（约束 {KEY} ON DELETE SET NULL）"]),
    (f"{SIGNER} ;; ALTER TABLE signature ADD FOREIGN KEY (person) REFERENCES person (login) NOT VALID",
     [f"数据表“签名”（signature）：“签名人”要在“人员”里有的限制被改过；{ALTERED}（约束 {KEY} NOT VALID）"]),
    ("ALTER TABLE signature ADD FOREIGN KEY (person) REFERENCES person (login) ON UPDATE CASCADE ON DELETE CASCADE",
     ["数据表“签名”（signature）：多了“签名人”要在“人员”里有的限制，可能有的单存不进去，"
      "在“人员”里删掉一行，这张表里用到它的也会跟着删掉，在“人员”里改了，这张表里用到它的也会跟着改；"
      f"{STRANGE}（约束 {KEY} ON UPDATE CASCADE ON DELETE CASCADE）"]),
    ("ALTER TABLE head DROP CONSTRAINT head_id_check",
     [f"数据表“事件链的末端”（head）：能写哪些值的限制被拿掉了；{ALTERED}（约束 CHECK ((id = 1))）"]),
    ("ALTER TABLE saved_view DROP CONSTRAINT saved_view_pkey",
     ["数据表“常用筛选”（saved_view）：“谁的、哪一页、名称”不能重复的限制被拿掉了；"
      f"{ALTERED}（约束 PRIMARY KEY (person, page, name)）"]),
    ("ALTER TABLE event ADD CHECK (seq > 0)",
     ["数据表“事件”（event）：多了能写哪些值的限制，可能有的单存不进去；"
      f"{STRANGE}（约束 CHECK ((seq > 0))）"]),
    ("ALTER TABLE signature ALTER name DROP NOT NULL",
     [f"数据表“签名”（signature）：“签的姓名”（name）列的能不能空着被程序以外的手改过，{ALTERED}"]),
    ("ALTER TABLE deputy ALTER scope SET DEFAULT '[]'",
     [f"数据表“职责代理”（deputy）：“表单范围”（scope）列的默认值被程序以外的手改过，{ALTERED}"]),
    ("ALTER TABLE record ALTER id DROP IDENTITY",
     [f"数据表“记录”（record）：“序号”（id）列的默认值被程序以外的手改过，{ALTERED}"]),
    ("ALTER TABLE working ALTER base_version TYPE bigint",
     [f"数据表“没有保存的填写”（working）：“从第几版填起”（base_version）列的类型被程序以外的手改过，{ALTERED}"]),
    ("ALTER TABLE signature DISABLE TRIGGER ALL",
     [f"数据表“签名”（signature）：“签名签下就不能改、不能删”{OPEN}"
      "（触发器 signature_no_change、signature_no_truncate）",
      f"数据表“签名”（signature）：和别的表对得上的限制被关掉了；{ALTERED}（外键）"]),
    (f"{NOTHING} ;; DROP TRIGGER event_no_change ON event ;; CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE "
     "ON event FOR EACH ROW EXECUTE FUNCTION nothing()",
     [f"函数 nothing：{STRANGE}", f"数据表“事件”（event）：{EVENT}"]),
    ("DROP TRIGGER event_no_change ON event ;; CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE "
     "ON event FOR EACH ROW WHEN (false) EXECUTE FUNCTION refuse_change('event 只能追加')",
     [f"数据表“事件”（event）：{EVENT}"]),
    ("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
     ["数据库：“写下就不能改、不能删”的防护都被换成了不起作用的，这以后的改动没有挡住：先看其他各条有没有改动；"
      f"{ALTERED}（函数 refuse_change）"]),
    ("CREATE TABLE kept_before (id integer)", [f"数据表 kept_before：{STRANGE}"]),
    ("CREATE TABLE more () INHERITS (copy)",
     [f"数据表“打印份”（copy）：多了从它继承的表 more，{STRANGE}", f"数据表 more：{STRANGE}"]),
    ("CREATE VIEW people AS SELECT login FROM person", [f"视图 people：{STRANGE}"]),
    ("CREATE MATERIALIZED VIEW people AS SELECT login FROM person", [f"视图 people：{STRANGE}"]),
    ("CREATE SEQUENCE mine", [f"序列 mine：{STRANGE}"]),
    ("CREATE RULE quiet AS ON INSERT TO deputy_end DO INSTEAD NOTHING",
     [f"数据表“职责代理的终止”（deputy_end）：多了规则 quiet，{STRANGE}"]),
    ("ALTER TABLE deputy ENABLE ROW LEVEL SECURITY ;; CREATE POLICY partly ON deputy USING (id > 1)",
     [f"数据表“职责代理”（deputy）：多了行级策略 partly，{STRANGE}",
      "数据表“职责代理”（deputy）：行级安全被打开了，有的行会看不见，请查明是谁打开的，再请管理员关掉"]),
    ("CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END' ;; "
     "CREATE EVENT TRIGGER hidden ON ddl_command_end EXECUTE FUNCTION on_ddl()",
     [f"事件触发器 hidden：{STRANGE}", f"函数 on_ddl：{STRANGE}"]),
]  # fmt: skip


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_whatever_a_server_lacks_or_has_too_much_is_named(signed: Desk) -> None:
    said = [found(signed, *statement.split(" ;; ")) for statement, _ in MADE_BY_HAND]
    assert [sorted(one) for one in said] == [sorted(sentences) for _, sentences in MADE_BY_HAND]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_view_in_place_of_a_table_is_no_table(signed: Desk) -> None:
    said = found(signed, "ALTER TABLE filing RENAME TO other", "CREATE VIEW filing AS SELECT * FROM other")
    lost = "数据表“扫描页的归档”（filing）：不见了，请从备份恢复"
    assert {lost, f"视图 filing：{STRANGE}", f"数据表 other：{STRANGE}"} <= set(said)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_an_extension_brings_is_no_finding(signed: Desk) -> None:
    assert found(signed, NOTHING, "ALTER EXTENSION plpgsql ADD FUNCTION nothing()") == []


@pytest.mark.parametrize(("statement", "sentence"), [
    ("CREATE TABLE kept_before (id INTEGER)", f"数据表 kept_before：{STRANGE}"),
    ("CREATE VIEW people AS SELECT login FROM person", f"视图 people：{STRANGE}"),
])  # fmt: skip
def test_an_added_table_or_view_is_named(signed: Desk, statement: str, sentence: str) -> None:
    assert found(signed, statement) == [sentence]
