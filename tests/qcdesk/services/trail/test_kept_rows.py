"""What is only ever added to is told whole by the trail, and any other hand's change to it is found."""

import factory
import pytest
from tamper import behind_the_back

from qcdesk.desk import Desk
from qcdesk.services.trail import kept_rows, verifying

AWAY = {"principal": "qcmgr", "deputy": "qc", "first_day": "2026-11-20", "last_day": "2026-11-27", "scope": "[]",
        "reason": "出差"}  # fmt: skip


def added(desk: Desk) -> int:
    admin = factory.seat(desk, "admin")
    with admin.store.write():
        return kept_rows.append(admin, "deputy_named", [("deputy", AWAY)]).ids[0]


def test_added_rows_are_numbered_and_verify_finds_nothing(desk: Desk) -> None:
    assert (added(desk), added(desk)) == (1, 2)
    assert verifying.verify(desk) == []


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE deputy SET last_day = '2027-11-27' WHERE id = 1", "被改过"),
        ("DELETE FROM deputy WHERE id = 1", "被删掉了"),
        ("UPDATE deputy SET event_seq = 1 WHERE id = 1", "被改过"),
        (
            "INSERT INTO deputy SELECT 9, principal, 'prod', first_day, last_day, scope, reason, person, name, at, "
            "event_seq FROM deputy WHERE id = 1",
            "没有任何事件说起它",
        ),
    ],
)
def test_row_changed_removed_or_added_behind_the_back_is_named(desk: Desk, done: str, told: str) -> None:
    added(desk)
    with behind_the_back(desk) as intruder:
        intruder.sql(done)
        findings = intruder.findings()
    assert any(finding.startswith("职责代理 ") and told in finding for finding in findings), findings


def test_a_column_that_the_table_lacks_is_refused_before_anything_is_written(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    with pytest.raises(TypeError, match="deputy has no shoe"), admin.store.write():
        kept_rows.append(admin, "deputy_named", [("deputy", {**AWAY, "shoe": "42"})])
    assert desk.store.sql("SELECT COUNT(*) FROM deputy")[0][0] == 0
    assert verifying.verify(desk) == []
