"""What other hands changed is neither written over nor signed, and verify goes on naming it."""

import io

import factory
import pytest
import tamper
import trail
from PIL import Image
from refusals import refusal

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.basics import office, people, pins
from qcdesk.services.sheets import attaching, records
from qcdesk.store import chain
from qcdesk.store.models import Event

OTHER_HANDS = "被程序以外的手改过，不能再改或签名。请在“系统 → 核对数据”里查明（或运行 qcdesk verify），并从备份恢复"
LOCKED = "不能改：这张单已审核"
"""Where other hands made it stand, it may not be changed at all."""

NO_LONGER_SIGNED = "签后有改动"

CHANGES = [
    ("payload = replace(payload, 'A-03', 'A-04')", "内容被改过"),
    ("state = 'reviewed'", "状态被改过"),
    ("number = 'YP-202611-099'", "编号被改过"),
    ("number = ''", "编号被改过"),
    ("version = 7", "版本被改过"),
]


def stored(desk: Desk) -> list[tuple[object, ...]]:
    return desk.store.sql("SELECT state, number, version, payload FROM record WHERE id = 1")


def steps_tried(desk: Desk) -> list[str]:
    """The sentence that refuses each of the steps that lead on, back or out from where the sheet seems to stand."""
    view = records.get(desk, 1)
    steps = view.kind.workflow.from_state(view.state)
    return [refusal(lambda s=step: factory.take(desk, 1, s.action, s.role, reason="试一试")) for step in steps]


@pytest.mark.parametrize(("change", "named"), CHANGES)
def test_draft_that_other_hands_changed_is_neither_saved_nor_signed(desk: Desk, change: str, named: str) -> None:
    factory.draft(desk, "seal_label", factory.label(), by="qc")
    desk.store.sql(f"UPDATE record SET {change} WHERE id = 1")
    before, version = stored(desk), records.get(desk, 1).version
    told = refusal(lambda: records.save(factory.seat(desk, "qc"), 1, version, {"seal_qty": 9}))
    assert OTHER_HANDS in told or LOCKED in told
    refusals = steps_tried(desk)
    assert refusals
    assert all(OTHER_HANDS in sentence for sentence in refusals)
    assert stored(desk) == before
    assert any(named in finding for finding in trail.findings(desk))


@pytest.mark.parametrize(("change", "named"), [*CHANGES, ("number = NULL", "编号被改过")])
def test_signed_sheet_that_other_hands_changed_goes_no_further(desk: Desk, change: str, named: str) -> None:
    factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    desk.store.sql(f"UPDATE record SET {change} WHERE id = 1")
    before, version = stored(desk), records.get(desk, 1).version
    refusal(lambda: records.save(factory.seat(desk, "qc"), 1, version, {"seal_qty": 9}))
    refusals = steps_tried(desk)
    assert refusals
    assert all(OTHER_HANDS in sentence or NO_LONGER_SIGNED in sentence for sentence in refusals)
    assert stored(desk) == before
    assert any(named in finding for finding in trail.findings(desk))


def test_open_cell_of_a_signed_sheet_cannot_carry_a_change_in(desk: Desk) -> None:
    """The description is signed, the grade is not: saving the grade must not make the other change look like ours."""
    factory.walk(desk, factory.draft(desk, values=factory.anomaly(severity=None)), "submit")
    desk.store.sql("UPDATE record SET payload = replace(payload, 'B261017', 'B261018') WHERE id = 1")
    assert OTHER_HANDS in refusal(lambda: records.save(factory.seat(desk, "qc"), 1, 2, {"severity": "严重"}))
    assert any("内容被改过" in finding for finding in trail.findings(desk))


def test_change_written_into_the_last_event_too_is_contradicted_by_the_replay(desk: Desk) -> None:
    factory.draft(desk, "seal_label", factory.label(), by="qc")
    records.save(factory.seat(desk, "qc"), 1, 1, {"location": "B-01"})
    with tamper.behind_the_back(desk) as intruder:
        launder(intruder, '"seal_qty":2', '"seal_qty":1')
        last = desk.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]
        said = intruder.findings()
    contradiction = f"事件 {last.seq}：写下的内容与所记的改动对不上，有程序以外的改动混了进去"
    assert contradiction in said
    assert not any("内容被改过" in finding for finding in said)


def launder(intruder: tamper.Intruder, old: str, new: str) -> None:
    """Changes the payload, and makes the last event and the head attest the changed one."""
    before = str(intruder.sql("SELECT payload FROM record WHERE id = 1")[0][0])
    after = before.replace(old, new)
    assert after != before
    event = intruder.desk.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]
    event.detail = event.detail.replace(canonical.digest(before), canonical.digest(after))
    own = chain.hash_of(chain.as_said(event))
    intruder.sql("UPDATE record SET payload = ? WHERE id = 1", after)
    intruder.sql("UPDATE event SET detail = ?, hash = ? WHERE seq = ?", event.detail, own, event.seq)
    intruder.sql("UPDATE head SET hash = ?", own)


def test_number_table_turned_back_gives_no_number_twice(desk: Desk) -> None:
    number = records.get(desk, factory.signed_label(desk)).number
    second = factory.draft(desk, "seal_label", factory.label(), by="qc")
    desk.store.sql("UPDATE sequence SET last = 0")
    said = refusal(lambda: factory.take(desk, second, "submit"))
    assert (
        said == f"编号 {number} 已经用过，编号表被程序以外的手改过。请在“系统 → 核对数据”里查明（或运行 qcdesk verify）"
    )
    assert records.get(desk, second).number is None
    assert trail.findings(desk) == [f"编号表 {str(number)[:-4]}：应到 1 号，现在是 0 号"]


def test_number_table_turned_on_leaves_a_gap_that_is_named_for_ever(desk: Desk) -> None:
    number = factory.number(desk, factory.signed_label(desk))
    desk.store.sql("UPDATE sequence SET last = 8")
    assert trail.findings(desk) == [f"编号表 {number[:-4]}：应到 1 号，现在是 8 号"]
    factory.signed_label(desk)
    told = trail.findings(desk)
    assert len(told) == 1
    assert told[0].endswith(f"：编号 {number[:-4]} 从 1 号跳到 9 号，编号表被程序以外的手改过")


PEOPLE = [
    ("UPDATE person SET name = '何例八' WHERE login = 'qc'", "姓名应为“郑样五”，现在是“何例八”"),
    ("UPDATE person SET department = '' WHERE login = 'qc'", "部门应为“品管部”，现在是空的"),
    ("UPDATE person SET active = FALSE WHERE login = 'qc'", "在职应为“是”，现在是“不是”"),
    ("INSERT INTO person_role VALUES ('qc', 'pmgr')", "角色应为“品管员”，现在是“生产经理、品管员”"),
    ("DELETE FROM person_role WHERE login = 'qc'", "角色应为“品管员”，现在是空的"),
    ("UPDATE person SET pin_hash = 'x' WHERE login = 'qc'", "人员 郑样五（qc）：PIN 被程序以外的手换过"),
    ("DELETE FROM person WHERE login = 'qc'", "人员 郑样五（qc）：不见了"),
    (
        "INSERT INTO person (login, name, department, pin_hash, active, failed, search) "
        "SELECT 'ghost', name, department, pin_hash, active, failed, search FROM person WHERE login = 'qc'",
        "人员 ghost：没有任何事件说起他，不是程序加的",
    ),
]


@pytest.mark.parametrize(("statement", "named"), PEOPLE)
def test_person_whom_other_hands_changed_is_named(desk: Desk, statement: str, named: str) -> None:
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        assert intruder.findings() == [named if "人员" in named else f"人员 郑样五（qc）：被程序以外的手改过：{named}"]


def test_person_changed_in_the_program_is_not_named(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    people.change(admin, "qc", name="郑改名", department="品质部", roles=["qc", "qcmgr"])
    people.change(admin, "merch", active=False)
    pins.set_pin(factory.seat(desk, "qc"), "qc", "135790")
    pins.set_pin(admin, "qc", "975310")
    assert trail.findings(desk) == []


@pytest.mark.parametrize("value", ["{", "[]", ""])
def test_damaged_settings_are_named_and_stop_nobody(desk: Desk, value: str) -> None:
    desk.store.sql(f"UPDATE setting SET value = '{value}' WHERE key = 'company'")
    assert trail.findings(desk) == ["办公室设置 公司：内容已损坏"]
    assert office.view(desk).company == ""
    office.change_company(factory.seat(desk, "admin"), "样例车料厂", "")
    assert trail.findings(desk) == []


@pytest.mark.parametrize("column", ["payload", "search", "number", "state"])
def test_bytes_in_the_place_of_text_are_named(local_desk: Desk, column: str) -> None:
    factory.draft(local_desk)
    local_desk.store.sql(f"UPDATE record SET {column} = x'FF00FE' WHERE id = 1")
    told = trail.findings(local_desk)
    assert told
    assert all(finding.startswith(("记录 草稿 1", "记录 1（数据表")) for finding in told)


def test_folder_in_the_place_of_an_attachment_is_named(local_desk: Desk) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), "white").save(buffer, "PNG")
    photo = attaching.add_bytes(factory.seat(local_desk, "merch"), buffer.getvalue(), "断口.png")
    factory.draft(local_desk, values=factory.anomaly(description_photos=[photo]))
    sha256 = str(photo["sha256"])
    path = local_desk.home / "attachments" / sha256[:2] / sha256
    path.unlink()
    path.mkdir()
    told = trail.findings(local_desk)
    assert told[0] == f"记录 草稿 1：照片 {sha256[:12]} 不见了，请从备份恢复"
    assert told[1].startswith(f"附件“断口.png”：附件 {sha256[:12]} 读不出来：")
    assert len(told) == 2


def test_guards_that_refuse_nothing_any_more_are_named(server_desk: tuple[Desk, str]) -> None:
    desk, _ = server_desk
    body = "BEGIN RETURN COALESCE(NEW, OLD); END"
    desk.store.sql(f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    (said,) = trail.findings(desk)
    assert said.startswith("数据库：“写下就不能改、不能删”的防护都被换成了不起作用的")
