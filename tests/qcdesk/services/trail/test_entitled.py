"""Who signed must have been entitled to when he did: as the trail had told by then, not as the tables say today."""

from datetime import timedelta

import factory
import pytest
import tamper
import trail

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, deputyships, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import records
from qcdesk.services.times import working_days
from qcdesk.services.trail import verifying
from qcdesk.store import chain
from qcdesk.store.models import Event

LATER = 3
"""Days until the deputy signs."""


def named(desk: Desk, first: int, last: int, scope: tuple[str, ...] = ()) -> int:
    """`iqc` signs for `qcmgr` on these days from today."""
    today = desk.clock.today()
    days = ((today + timedelta(days=first)).isoformat(), (today + timedelta(days=last)).isoformat())
    deputies.name(factory.seat(desk, "qcmgr"), "qcmgr", "iqc", days, Proof("qcmgr"), scope=scope, reason="出差")
    return deputyships.listed(desk)[0].id


def submitted(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def signed_by_deputy(desk: Desk) -> int:
    record = submitted(desk)
    named(desk, 0, 7, ("seal_label",))
    factory.take(desk, record, "review", "iqc")
    return record


ROWS = [
    ("UPDATE deputy SET last_day = '2026-11-01'", "被改过：最后一天应为"),
    ("UPDATE deputy SET first_day = '2027-01-01'", "：被改过：第一天应为“"),
    ("UPDATE deputy SET scope = '[\"qc_anomaly\"]'", "现在是“产品品质异常反馈处理表”"),
    ("UPDATE deputy SET principal = 'pmgr'", "被代理人应为“王样六（qcmgr）”，现在是“秦例五（pmgr）”"),
    ("DELETE FROM deputy", "：被删掉了"),
    ("UPDATE signature SET deputy_for = NULL WHERE deputy_for IS NOT NULL", "的签名（品管审核，审核）：被改过"),
    ("UPDATE signature SET deputy_for = 'pmgr' WHERE deputy_for IS NOT NULL", "的签名（品管审核，审核）：被改过"),
    ("UPDATE signature SET deputy_for = 'qcmgr' WHERE deputy_for IS NULL", "：被改过"),
]


@pytest.mark.parametrize(("statement", "named_so"), ROWS)
def test_a_changed_deputyship_or_principal_is_named(desk: Desk, statement: str, named_so: str) -> None:
    signed_by_deputy(desk)
    assert trail.findings(desk) == []
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        found = intruder.findings()
    assert any(named_so in one for one in found), found


def test_an_end_that_was_moved_is_named(desk: Desk) -> None:
    signed_by_deputy(desk)
    deputies.end(factory.seat(desk, "qcmgr"), 1, "提前回来", Proof("qcmgr"))
    assert trail.findings(desk) == []
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE deputy_end SET at = '2026-01-01T00:00:00.000Z'")
        found = intruder.findings()
    assert any(one.startswith("职责代理的终止 ") and "时间应为" in one for one in found), found


BORROWED = [
    ("UPDATE deputy SET last_day = '2099-01-01'", "UPDATE deputy SET last_day = ?", "last_day", "代理却只从"),
    ("UPDATE deputy SET scope = '[]'", "UPDATE deputy SET scope = ?", "scope",
     "代理却不含不良样品封存标签，只含"),
    ("UPDATE deputy SET principal = 'qcmgr'", "UPDATE deputy SET principal = ?", "principal",
     "代王样六（qcmgr）签，王样六（qcmgr）那时没有指定"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "restore", "column", "said"), BORROWED)
def test_a_deputyship_borrowed_for_one_signature_and_put_back_is_named(
    desk: Desk, change: str, restore: str, column: str, said: str
) -> None:
    """Nothing that stands in the tables is wrong any more: the trail alone knows."""
    record = submitted(desk)
    today = desk.clock.today()
    whose = "pmgr" if column == "principal" else "qcmgr"
    days = (today.isoformat(), (today + timedelta(days=0 if column == "last_day" else 30)).isoformat())
    deputies.name(factory.seat(desk, whose), whose, "iqc", days, Proof(whose),
                  scope=("qc_anomaly",) if column == "scope" else ())  # fmt: skip
    later = desk.at(Clock(desk.clock.now() + timedelta(days=LATER)))
    with tamper.behind_the_back(later) as intruder:
        before = intruder.sql(f"SELECT {column} FROM deputy")[0][0]
        intruder.sql(change)
        factory.take(later, record, "review", "iqc")
        intruder.sql(restore, before)
        found = intruder.findings()
    assert len(found) == 1, found
    assert said in found[0]
    assert f"记录 {factory.number(desk, record)} " in found[0]


def test_an_end_taken_out_for_one_signature_and_put_back_is_named(desk: Desk) -> None:
    record, number = submitted(desk), named(desk, 0, 7)
    deputies.end(factory.seat(desk, "qcmgr"), number, "提前回来", Proof("qcmgr"))
    with tamper.behind_the_back(desk) as intruder:
        names = "id, person, name, at, event_seq, deputy_id, reason"
        kept = intruder.sql(f"SELECT {names} FROM deputy_end")[0]
        intruder.sql("DELETE FROM deputy_end")
        factory.take(desk, record, "review", "iqc")
        intruder.sql(f"INSERT INTO deputy_end ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", *kept)
        found = intruder.findings()
    assert len(found) == 1, found
    assert "第 1 号代理那时已终止" in found[0]


@pytest.mark.parametrize(
    ("lend", "take_back", "said"),
    [
        ("INSERT INTO person_role (login, role) VALUES ('iqc', 'qcmgr')",
         "DELETE FROM person_role WHERE login = 'iqc' AND role = 'qcmgr'",
         "（iqc）那时没有这一步的角色“品管主管（品质部经理）”"),
        ("UPDATE person SET active = TRUE WHERE login = 'iqc'", "UPDATE person SET active = FALSE WHERE login = 'iqc'",
         "（iqc）那时不是在用的人员"),
    ],
)  # fmt: skip
def test_a_role_or_an_office_lent_for_one_signature_and_taken_back_is_named(
    desk: Desk, lend: str, take_back: str, said: str
) -> None:
    record = submitted(desk)
    if "active" in lend:
        people.change(factory.seat(desk, "admin"), "iqc", roles=["iqc", "qcmgr"], active=False)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(lend)
        factory.take(desk, record, "review", "iqc")
        intruder.sql(take_back)
        found = intruder.findings()
    assert len(found) == 1, found
    assert said in found[0]


def test_a_deputyship_rewritten_in_the_trail_and_the_whole_chain_after_it_contradicts_its_signature(desk: Desk) -> None:
    record = signed_by_deputy(desk)
    today = desk.clock.today()
    over = (today + timedelta(days=7)).isoformat()
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE deputy SET last_day = first_day, first_day = ?", "2026-01-01")
        intruder.sql("UPDATE deputy SET last_day = ?", "2026-01-02")
        rechained(intruder, f'"first_day":"{today}","id":1,"last_day":"{over}"',
                  '"first_day":"2026-01-01","id":1,"last_day":"2026-01-02"')  # fmt: skip
        found = intruder.findings()
    assert len(found) == 1, found
    assert f"记录 {factory.number(desk, record)} " in found[0]
    assert "代王样六（qcmgr）签，代理却只从 2026-01-01 到 2026-01-02" in found[0]


def rechained(intruder: tamper.Intruder, old: str, new: str) -> None:
    """Changes what events say, and hashes the whole chain anew up to its head, as its owner could."""
    prev, changed = verifying.START, 0
    for event in intruder.desk.store.rows(Event.select().order_by(Event.seq)):
        changed += old in event.detail
        event.detail, event.prev = event.detail.replace(old, new), prev
        prev = chain.hash_of(chain.as_said(event))
        intruder.sql("UPDATE event SET detail = ?, prev = ?, hash = ? WHERE seq = ?", event.detail, event.prev, prev,
                     event.seq)  # fmt: skip
    assert changed
    intruder.sql("UPDATE head SET hash = ?", prev)


@pytest.mark.parametrize("roles", [["eng"], ["iqc", "eng"]])
def test_what_was_signed_in_a_role_that_was_taken_away_later_stays_valid(desk: Desk, roles: list[str]) -> None:
    record = signed_by_deputy(desk)
    admin = factory.seat(desk, "admin")
    for login in ("iqc", "qcmgr", "qc"):
        people.change(admin, login, roles=roles)
    assert all(one.sound for one in records.get(desk, record).signatures)
    assert trail.findings(desk) == []


def test_the_office_may_have_set_its_clock_to_another_zone_since(desk: Desk) -> None:
    evening = desk.at(Clock(desk.clock.now().replace(hour=15, minute=30)))
    record = submitted(evening)
    named(evening, 0, 0)
    factory.take(evening, record, "review", "iqc")
    working_days.set_hours(factory.seat(evening, "admin"), ["08:00-17:00"], False, "Asia/Tokyo")
    assert trail.findings(evening) == []
