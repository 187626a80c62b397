"""A table, column, index or trigger that is not as the program makes it is named, and nothing goes unread for it."""

import factory
import pytest
import tamper

from qcdesk.desk import Desk
from qcdesk.services.trail import verifying
from qcdesk.store.dialects import SQLITE

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
        assert f"数据表 {table}：不见了" in said
        assert any(one.startswith("记录 1") and "内容被改过" in one for one in said), (table, said)


def test_a_renamed_table_is_named(signed: Desk) -> None:
    said = found(signed, "ALTER TABLE keeping RENAME TO kept_before")
    assert "数据表 keeping：不见了" in said
    assert signed.store.dialect is not SQLITE or "数据表 kept_before：不是程序建的" in said


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("ALTER TABLE record ADD COLUMN remark TEXT", "数据表 record：多了 remark 列，不是程序建的"),
        ("DROP INDEX record_state", "数据表 record：索引 record_state 被拿掉了"),
        ("CREATE INDEX mine ON record (lot)", "数据表 record：多了索引 mine，不是程序建的"),
        ("CREATE UNIQUE INDEX mine ON record (lot)", "数据表 record：多了索引 mine，不是程序建的"),
    ],
)
def test_what_was_added_or_taken_is_named_once(signed: Desk, statement: str, sentence: str) -> None:
    assert found(signed, statement) == [sentence]


def test_an_index_of_other_columns_is_named(signed: Desk) -> None:
    said = found(signed, "DROP INDEX record_state", "CREATE INDEX record_state ON record (lot)")
    assert said == ["数据表 record：索引 record_state 被程序以外的手改过"]


def test_an_added_trigger_is_named(signed: Desk) -> None:
    lite = signed.store.dialect is SQLITE
    does = "BEGIN UPDATE record SET lot = ''; END" if lite else "FOR EACH ROW EXECUTE FUNCTION refuse_change('x')"
    said = found(signed, f"CREATE TRIGGER quiet AFTER UPDATE ON setting {does}")
    assert said == ["数据表 setting：多了触发器 quiet，不是程序建的"]


def test_bytes_in_place_of_words_and_a_third_truth_are_named(signed: Desk) -> None:
    if signed.store.dialect is not SQLITE:
        return
    said = found(signed, "UPDATE record SET state = CAST(state AS BLOB) WHERE id = 1",
                 "UPDATE person SET active = 5 WHERE login = 'qc'")  # fmt: skip
    assert sorted(said) == [
        "人员 qc（数据表 person：qc）：active 列被程序以外的手改过：只会是 0 或 1",
        "记录 1（数据表 record：1）：state 列被程序以外的手改过：应是文字，现在是一串字节",
    ]
