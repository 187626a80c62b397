"""Each finding tells since when: the latest event that proves it was still right."""

import factory
import pytest
import tamper

from qcdesk.desk import Desk
from qcdesk.services.papers import copies
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying
from qcdesk.services.trail.testimony import Moment
from qcdesk.services.trail.verifying import Finding


def findings(desk: Desk, statement: str) -> list[Finding]:
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        return verifying.verify(desk)


def since(desk: Desk, statement: str, where: str) -> Moment | None:
    return next(found.since for found in findings(desk, statement) if found.where.startswith(where))


def event_of(desk: Desk, condition: str) -> int:
    return int(desk.store.sql(f"SELECT MAX(seq) FROM event WHERE {condition}")[0][0])


def tells(words: str) -> str:
    return f"replace(detail, '{words}', '') <> detail"


@pytest.mark.parametrize(("statement", "where", "condition"), [
    ("UPDATE record SET payload = replace(payload, 'B26', 'B25') WHERE id = 2", "记录 YC-202611-001", "record_id = 2"),
    ("UPDATE signature SET name = '何例八' WHERE record_id = 2", "记录 YC-202611-001", "record_id = 2"),
    ("DELETE FROM record WHERE id = 3", "记录 草稿 3", "record_id = 3"),
    ("UPDATE person SET name = '别人' WHERE login = 'gm'", "人员 何例八（gm）",
     "action = 'person_added' AND " + tells('"person":"gm"')),
    ("UPDATE sequence SET last = 9 WHERE prefix = 'YP'", "编号表 YP", tells('"drawn":["YP"')),
    ("UPDATE copy SET digest = 'f' WHERE id = 2", "打印份 YP-202611-001 第 2 份", "action = 'copy_made'"),
    ("DELETE FROM filing WHERE id = 1", "扫描页的归档 扫描 001.png 第 1 页", "action = 'filed'"),
    ("UPDATE calendar_day SET kind = 'work' WHERE day = '2026-11-23'", "工作日历 2026-11-23", tells('["2026-11-23"')),
    ("UPDATE customer SET name = '别家' WHERE id = 1", "客户 环岭自行车（样例）", tells('"customer 1"')),
    ("UPDATE custody SET pieces = 9 WHERE id = 2", "样品保管记录 YP-202611-001",
     "seq = (SELECT event_seq FROM custody WHERE id = 2)"),
    ("UPDATE event SET reason = 'x' WHERE seq = 30", "事件 30", "seq = 29"),
    ("DELETE FROM event WHERE seq IN (30, 31)", "事件 30–31", "seq = 29"),
])  # fmt: skip
def test_since_is_the_last_event_that_attests_the_old_value(
    full_desk: Desk, statement: str, where: str, condition: str
) -> None:
    moment = since(full_desk, statement, where)
    assert moment is not None
    assert moment.seq == event_of(full_desk, condition)


def test_a_copy_printed_later_proves_the_record_until_then(desk: Desk) -> None:
    """Nothing is printed for signature of a record that other hands have changed."""
    label = factory.signed_label(desk)
    qc = factory.seat(desk, "qc")
    copies.register(qc, records.get(qc, label), 1, {"pages": []}, "zh")
    moment = since(desk, "UPDATE record SET payload = replace(payload, 'A-03', 'A-04')", "记录 YP-202611-001")
    assert moment is not None
    assert moment.seq == event_of(desk, "action = 'copy_made'")
    assert moment.words.endswith(qc.person.name)


def test_what_was_verified_and_right_was_changed_later(desk: Desk) -> None:
    """Even a forged row, of which no event tells, is not older than the last verification that found nothing."""
    label = factory.signed_label(desk)
    forged = (
        "INSERT INTO deputy SELECT 9, 'gm', 'prod', '2026-11-01', '2026-12-01', '[]', '', 'gm', 'x', 'x', 1 FROM head"
    )
    assert since(desk, forged, "职责代理 ") is None
    verifying.note(factory.seat(desk, "qcmgr"), verifying.verify(desk))
    unsigned = f"DELETE FROM signature WHERE record_id = {label}"
    for statement, where in ((forged, "职责代理 "), (unsigned, "记录 YP-202611-001")):
        moment = since(desk, statement, where)
        assert moment is not None
        assert moment.seq == event_of(desk, "action = 'verified'")
    assert verifying.verify(desk) == []


def test_a_verification_that_found_something_proves_nothing(desk: Desk) -> None:
    factory.signed_label(desk)
    qcmgr = factory.seat(desk, "qcmgr")
    verifying.note(qcmgr, [Finding("记录 1", "内容被改过")])
    assert findings(desk, "UPDATE sequence SET last = 9")[0].since != Moment(event_of(desk, "1 = 1"), "")
    moment = since(desk, "UPDATE sequence SET last = 9", "编号表")
    assert moment is not None
    assert moment.seq < event_of(desk, "action = 'verified'")
