"""What verify finds is told in the office's words: which field, what it was, what it is, and since when for certain."""

import factory
import pytest
import tamper
import trail

from qcdesk.desk import Desk
from qcdesk.services.papers import copies
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying
from qcdesk.store import chain
from qcdesk.store.models import Event


def told(desk: Desk, statement: str) -> list[str]:
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        return intruder.findings()


@pytest.fixture
def rework(desk: Desk) -> Desk:
    """A rework record with a table of rows, not numbered yet."""
    factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    return desk


def test_content_names_the_last_writer_and_not_who_only_printed(desk: Desk) -> None:
    label = factory.signed_label(desk)
    approved = trail.last_event(desk)
    copies.register(factory.seat(desk, "merch"), records.get(desk, label), 1, {"pages": []}, "zh")
    (said, *_) = told(desk, "UPDATE record SET payload = replace(payload, 'A-03', 'A-04')")
    assert f"最后一次由程序写下的是事件 {approved.seq}（" in said
    assert approved.name in said
    assert said.endswith("：存放区应为“品管样品柜 A-03”，现在是“品管样品柜 A-04”")


def test_two_boxes_that_one_step_signed_are_told_apart(desk: Desk) -> None:
    factory.walk(desk, factory.draft(desk), "submit")
    said = told(desk, "UPDATE signature SET name = '何例八' WHERE record_id = 1")
    boxes = sorted(one.partition("：")[0].rpartition(" ")[2] for one in said)
    assert boxes == ["陈样二的签名（填写人，编制）", "陈样二的签名（编制）"]


def test_cell_of_a_table_is_named_by_row_and_column(rework: Desk) -> None:
    values = records.get(rework, 1).values
    table = next(name for name, value in values.items() if isinstance(value, list) and len(value) > 1)
    label = records.get(rework, 1).kind.field(table).label.rstrip("：")
    word = next(str(one) for one in values[table][1].values() if isinstance(one, str) and len(one) > 3)
    said = "".join(told(rework, f"UPDATE record SET payload = replace(payload, '{word}', '改成这样')"))
    assert f"{label} 第 2 行 " in said
    assert "现在是“改成这样”" in said


def test_blanks_between_the_values_are_no_change_of_value(rework: Desk) -> None:
    said = told(rework, "UPDATE record SET payload = replace(payload, ',\"', ', \"')")
    assert any("各栏的值没有变，变的是写法" in one for one in said)


def test_long_text_is_shown_where_it_differs(desk: Desk) -> None:
    long = "轴心松动，" * 60
    factory.draft(desk, values=factory.anomaly(description=f"{long}编号甲{long}"))
    (said, *_) = told(desk, "UPDATE record SET payload = replace(payload, '编号甲', '编号乙')")
    assert "编号甲" in said
    assert "编号乙" in said
    assert len(said) < 500


@pytest.mark.parametrize("change", ["payload = replace(payload, 'A-03', 'A-04')", "number = 'YP-202611-099'"])
def test_an_old_index_is_evidence_beside_a_changed_content(desk: Desk, change: str) -> None:
    factory.signed_label(desk)
    said = told(desk, f"UPDATE record SET {change}, customer = '别家' WHERE id = 1")
    assert any("是证据，查明以前请不要重建" in one for one in said)
    assert not any("请运行 qcdesk reindex" in one for one in said)


def test_event_put_behind_the_end_proves_nothing_and_tells_nothing(desk: Desk) -> None:
    """Nothing is heard of what the mark of the end does not reach and is not even chained right."""
    factory.signed_label(desk)
    last = trail.last_event(desk).seq
    columns = "at, person, name, pc, action, record_id, from_state, to_state, reason, detail"
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(f"INSERT INTO event (seq, {columns}, prev, hash) SELECT {last + 1}, {columns}, hash, hash "
                     f"FROM event WHERE seq = {last}")  # fmt: skip
        found = [one for one in verifying.verify(desk) if not one.where.startswith("数据表")]
    assert [one.where.partition("（")[0] for one in found] == [f"事件 {last + 1}", "事件链"]
    assert {one.since.seq for one in found if one.since} == {last}


def test_event_rewritten_with_its_own_hash_is_not_what_a_finding_rests_on(desk: Desk) -> None:
    """The one behind it was chained to what it said before."""
    factory.signed_label(desk)
    seq = trail.last_event(desk).seq - 1
    event = next(one for one in desk.store.rows(Event.select()) if one.seq == seq)
    event.reason = "另一个"
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE event SET reason = ?, hash = ? WHERE seq = ?", event.reason,
                     chain.hash_of(chain.as_said(event)), seq)  # fmt: skip
        found = [one for one in verifying.verify(desk) if not one.where.startswith("数据表")]
    assert found
    assert [one.since.seq for one in found if one.since] == [seq - 1] * len(found)


def test_people_copies_and_times_are_called_as_the_office_calls_them(desk: Desk) -> None:
    label = factory.signed_label(desk)
    qc = factory.seat(desk, "qc")
    copies.register(qc, records.get(qc, label), 1, {"pages": []}, "zh")
    (said,) = told(desk, "UPDATE copy SET person = 'gm', pages = 3")
    assert said.startswith("打印份 YP-202611-001 第 1 份（郑样五 20")
    assert said.endswith("：被改过：页数应为“1”，现在是“3”；登记人应为“郑样五（qc）”，现在是“何例八（gm）”")
    (said,) = told(desk, "UPDATE record SET created_by = 'gm'")
    assert "建立人和时间被改过：应为“郑样五（qc） 20" in said
    assert "Z”" not in said


def test_a_file_that_nobody_registered_is_told_beside_the_findings(desk: Desk) -> None:
    assert verifying.strays(desk) == []
    sha256 = desk.attachments.put(b"hello")
    assert verifying.strays(desk) == [sha256]
    assert verifying.verify(desk) == []
