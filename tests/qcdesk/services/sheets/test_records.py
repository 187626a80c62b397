"""Records made, changed, copied, and shared by two people without losing a word of either."""

from typing import Any
from unittest import mock

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, NotFound, Refused, Stale
from qcdesk.services.basics import people
from qcdesk.services.sheets import records
from qcdesk.services.sheets.records import Move
from qcdesk.services.trail import verifying
from qcdesk.store.models import Line, Working


def rows_of(desk: Desk, record: int) -> list[tuple[str, int]]:
    found = desk.store.rows(Line.select().where(Line.record == record).order_by(Line.field, Line.position))
    return [(row.field, row.position) for row in found]


def test_draft_is_kept_as_given_and_has_no_number(desk: Desk) -> None:
    values = factory.anomaly()
    view = records.get(desk, factory.draft(desk, values=values))
    assert {name: view.values[name] for name in values} == values
    assert (view.number, view.state_label, view.version, view.created_by) == (None, "草稿", 1, "merch")
    assert view.title == f"《产品品质异常反馈处理表》草稿 {view.id}"


def test_nobody_makes_a_draft(desk: Desk) -> None:
    with pytest.raises(Refused, match="请先登录"):
        records.create(desk, "seal_label", {})


def test_draft_that_does_not_fit_is_not_made(desk: Desk) -> None:
    with pytest.raises(Invalid):
        factory.draft(desk, "seal_label", {"seal_qty": "许多"}, by="qc")
    assert desk.store.sql("SELECT COUNT(*) FROM record") == [(0,)]
    assert desk.store.sql("SELECT COUNT(*) FROM event WHERE record_id IS NOT NULL") == [(0,)]


def test_rows_of_a_table_follow_every_save(desk: Desk) -> None:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    assert rows_of(desk, record) == [*[("exec_lines", n) for n in (1, 2, 3, 4)], ("recheck", 1), ("recheck", 2)]
    records.save(factory.seat(desk, "prod"), record, 1, {"exec_lines": [{"process": "拆片"}], "recheck": None})
    assert rows_of(desk, record) == [("exec_lines", 1)]
    assert verifying.verify(desk) == []


def test_saving_nothing_new_writes_nothing(desk: Desk) -> None:
    record = factory.draft(desk)
    before = desk.store.sql("SELECT COUNT(*) FROM event")
    assert records.save(factory.seat(desk, "merch"), record, 1, {"lot_qty": "1,200"}).event is None
    assert (records.get(desk, record).version, desk.store.sql("SELECT COUNT(*) FROM event")) == (1, before)


def test_second_of_two_people_is_told_who_came_first_and_loses_nothing(desk: Desk) -> None:
    record = factory.draft(desk)
    first, second = factory.seat(desk, "merch"), factory.seat(desk, "merchlead")
    typed = {"order_no": "HL-26-0918", "description": "客户补充：右脚也有一支。"}
    records.keep_working(second, record, 1, typed)
    records.save(first, record, 1, {"lot_qty": 1300})
    with pytest.raises(Stale) as told:
        records.save(second, record, 1, typed)
    assert (told.value.by, told.value.sentence) == (
        "陈样二",
        f"陈样二在 {told.value.at} 先改了这张单，您的改动还没有保存。请先看他改了什么，再保存您的。",
    )
    assert records.last_change(desk, record, 1) == {"lot_qty": {"from": 1200, "to": 1300}}
    kept = records.working(second, record)
    assert (kept.version, kept.typed) == (1, typed)
    records.save(second, record, 2, typed)
    view = records.get(desk, record)
    assert (view.values["lot_qty"], view.values["order_no"]) == (1300, "HL-26-0918")
    assert records.working(second, record) is None
    assert verifying.verify(desk) == []


def write_too_late(desk: Desk, record: int) -> None:
    with records.changing(desk, record) as held:
        kind, values = records.kind_of(desk, held.row), records.payload_of(held.row)
        desk.store.sql("UPDATE record SET version = 2")
        records.write_version(desk, held, kind, {**values, "lot_no": "B261099"}, Move("saved", {}))


def test_change_that_slips_in_after_the_reading_is_not_written_over(desk: Desk) -> None:
    record = factory.draft(desk)
    with pytest.raises(Stale, match="先改了这张单"):
        write_too_late(factory.seat(desk, "merch"), record)
    assert records.get(desk, record).version == 1
    assert verifying.verify(desk) == []


def test_saving_a_draft_asks_a_server_twice_before_the_commit(server_desk: tuple[Desk, str]) -> None:
    desk, _ = server_desk
    record, merch = factory.draft(desk), factory.seat(desk, "merch")
    database = desk.store.database
    with (
        mock.patch.object(database.connection(), "pipeline", wraps=database.connection().pipeline) as begun,
        mock.patch.object(database, "execute_sql", wraps=database.execute_sql) as asked,
    ):
        records.save(merch, record, 1, {"lot_no": "B261099"})
    assert begun.call_count == 1
    assert [call.args[0].split()[0] for call in asked.call_args_list] == ["WITH"]
    assert verifying.verify(desk) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"department": "采购部"}, "您在采购部"), ({"roles": ["qc"]}, "提交以后由"), ({"active": False}, "已停用")],
)
def test_who_was_moved_since_he_signed_in_saves_as_who_he_is_now(
    desk: Desk, changed: dict[str, Any], told: str
) -> None:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly()), "submit", "found_check", "grade")
    before, version = factory.seat(desk, "duty"), records.get(desk, record).version
    people.change(factory.seat(desk, "admin"), "duty", **changed)
    with pytest.raises(Refused, match=told):
        records.save(before, record, version, {"cause": "热处理炉温偏低"})
    assert records.get(desk, record).version == version


def test_typing_is_kept_for_each_person_and_renewed(desk: Desk) -> None:
    record = factory.draft(desk)
    merch, lead = factory.seat(desk, "merch"), factory.seat(desk, "merchlead")
    for text in ("一", "一二", "一二三"):
        records.keep_working(merch, record, 1, {"description": text})
    kept = records.working(merch, record)
    assert (kept.version, kept.typed) == (1, {"description": "一二三"})
    assert records.working(lead, record) is None
    assert len(desk.store.rows(Working.select())) == 1


def test_copy_tells_of_the_same_thing_with_neither_number_nor_signatures(desk: Desk) -> None:
    record = factory.signed_label(desk)
    source = records.get(desk, record).values
    copy = records.get(desk, records.copy_as_new(factory.seat(desk, "qc"), record).record or 0)
    assert {name: copy.values.get(name) for name in ("customer", "item_name", "defect")} == {
        name: source.get(name) for name in ("customer", "item_name", "defect")
    }
    assert copy.values["seal_date"] == desk.clock.today().isoformat()
    assert not {"complaint_no", "seal_qty"} & set(copy.values)
    assert (copy.number, copy.state, copy.signatures) == (None, "draft", ())
    assert verifying.verify(desk) == []


def test_copy_of_an_anomaly_leaves_what_belongs_to_the_old_one(desk: Desk) -> None:
    """Dates, counts, lot, photos and link are the old trouble's; so is what other departments wrote on the sheet."""
    record = factory.draft(desk, values=factory.anomaly())
    copy = records.get(desk, records.copy_as_new(factory.seat(desk, "merch"), record).record or 0)
    kind = copy.kind
    assert copy.values["report_date"] == desk.clock.today().isoformat()
    assert {kind.block_of(name).name for name in copy.values} == {"found"}
    assert {"customer", "product_name", "model_spec", "order_no", "description"} <= set(copy.values)
    assert not {"found_date", "lot_qty", "lot_no", "complaint_no", "description_photos"} & set(copy.values)


def test_record_is_found_by_id_and_by_number(desk: Desk) -> None:
    record = factory.signed_label(desk)
    number = records.get(desk, record).number
    assert records.get(desk, str(number)).id == records.get(desk, f" {record} ").id == record
    assert records.get(desk, f" {str(number).lower()}").id == record


@pytest.mark.parametrize("which", ["99", "YC-202611-999", "", "9" * 40, "１２", "'; DROP TABLE record; --", "断\x00裂"])
def test_record_that_is_not_there_is_told(desk: Desk, which: str) -> None:
    with pytest.raises(NotFound, match="没有编号或序号为“"):
        records.get(desk, which)


def test_damaged_payload_is_told_and_not_half_shown(local_desk: Desk) -> None:
    record = factory.draft(local_desk)
    local_desk.store.sql("UPDATE record SET payload = 'broken'")
    with pytest.raises(Refused, match="的内容已损坏，请在“系统 → 核对数据”里查明") as told:
        records.get(local_desk, record)
    assert str(told.value).endswith("（或运行 qcdesk verify），并从备份恢复")


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE record; --", '"><script>', "%s %(x)s ?", "\\' OR 1=1", "=cmd|' /C calc'!A0"]
)
def test_hostile_words_are_only_words(desk: Desk, text: str) -> None:
    record = factory.draft(desk, values=factory.anomaly(order_no=text, description=text))
    assert records.get(desk, record).values["description"] == text
    assert verifying.verify(desk) == []


def test_numbers_begin_anew_each_month_and_for_each_form(desk: Desk) -> None:
    from datetime import UTC, datetime

    from qcdesk.clock import Clock

    numbers = []
    for moment in (datetime(2026, 10, 30, 4, tzinfo=UTC), datetime(2026, 11, 2, 4, tzinfo=UTC)):
        at_desk = desk.at(Clock(moment))
        for _ in range(2):
            record = factory.walk(at_desk, factory.draft(at_desk, "seal_label", factory.label(), by="qc"), "submit")
            numbers.append(records.get(desk, record).number)
    anomaly = factory.walk(at_desk, factory.draft(at_desk), "submit")
    assert numbers == ["YP-202610-001", "YP-202610-002", "YP-202611-001", "YP-202611-002"]
    assert records.get(desk, anomaly).number == "YC-202611-001"


def test_refused_submit_uses_up_no_number(desk: Desk) -> None:
    bad = factory.draft(desk, "seal_label", factory.label(location=None), by="qc")
    with pytest.raises(Refused):
        factory.take(desk, bad, "submit")
    good = factory.signed_label(desk)
    assert factory.number(desk, good).endswith("-001")
