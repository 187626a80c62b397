"""Two approvers sign at the same moment from two processes: one order, one signature a box, nothing lost."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

APPROVER = Path(factory.__file__).with_name("approver.py")
SHEETS = 8
SECOND = "pmgr2"
RETIRE = 0
"""In the place of a sheet: the person is to retire the approver."""


@pytest.fixture
def waiting(desk: Desk) -> list[int]:
    """Labels that lack nothing but 核准, and a second person who may approve them."""
    people.add(factory.seat(desk, "admin"), SECOND, "生产副经理", "生产部", ["pmgr"], factory.PIN)
    return [
        factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit", "review")
        for _ in range(SHEETS)
    ]


def at_once(desk: Desk, url: str, *queues: tuple[str, Sequence[int]]) -> list[dict[int, str]]:
    """What each was told of each of its sheets; all begin together, and none ends before all have begun."""
    command = [sys.executable, str(APPROVER), str(desk.home), url]
    running = [
        subprocess.Popen([*command, login, *map(str, sheets)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
        for login, sheets in queues
    ]  # fmt: skip
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told, spans = [], []
    for one in running:
        out, error = one.communicate(timeout=120)
        assert (one.returncode, error) == (0, "")
        *lines, during = out.splitlines()
        spans.append([float(moment) for moment in during.split()[1:]])
        told.append({int(record): said for record, _, said in (line.partition(" ") for line in lines)})
    assert max(began for began, _ in spans) < min(ended for _, ended in spans), "one came after the other"
    return told


def approvals(desk: Desk) -> list[tuple[int, int, str]]:
    """Sequence, record and person of each approval, in the order of the chain."""
    found = desk.store.sql("SELECT seq, record_id, person FROM event WHERE action = 'approve' ORDER BY seq")
    return [(int(seq), int(record), str(person)) for seq, record, person in found]


@pytest.mark.slow
def test_of_two_who_approve_the_same_sheets_one_signs_each_and_the_other_is_told(
    desk: Desk, database_url: str, waiting: list[int]
) -> None:
    one, other = at_once(desk, database_url, ("pmgr", waiting), (SECOND, waiting))
    assert set(one) == set(other) == set(waiting)
    for record in waiting:
        signed = [told[record] == "signed" for told in (one, other)]
        assert signed.count(True) == 1, (one[record], other[record])
        refused = (one, other)[signed.index(False)][record]
        assert "已核准" in refused or "先改了这张单" in refused
        assert [item.slot for item in records.get(desk, record).signatures].count("sealed_by") == 1
    assert sorted(record for _, record, _ in approvals(desk)) == waiting
    assert verifying.verify(desk) == []


@pytest.mark.slow
def test_two_who_approve_different_sheets_both_sign_all_in_one_order(
    desk: Desk, database_url: str, waiting: list[int]
) -> None:
    one, other = at_once(desk, database_url, ("pmgr", waiting[::2]), (SECOND, waiting[1::2]))
    assert set({**one, **other}.values()) == {"signed"}
    found = approvals(desk)
    assert sorted(record for _, record, _ in found) == waiting
    assert {person for _, _, person in found} == {"pmgr", SECOND}
    sequences = [seq for (seq,) in desk.store.sql("SELECT seq FROM event ORDER BY seq")]
    assert sequences == list(range(1, len(sequences) + 1))
    assert all(item.sound for record in waiting for item in records.get(desk, record).signatures)
    assert verifying.verify(desk) == []


@pytest.mark.slow
def test_of_whom_the_office_retires_while_he_signs_nothing_is_signed_after_it(
    desk: Desk, database_url: str, waiting: list[int]
) -> None:
    """The administrator in one process, the approver in another: every signature stands before the retirement."""
    one, other = at_once(desk, database_url, ("pmgr", waiting), ("admin", [RETIRE]))
    assert other == {RETIRE: "signed"}
    (left,) = desk.store.sql("SELECT MAX(seq) FROM event WHERE action = 'person_changed'")[0]
    assert all(seq < left for seq, _, _ in approvals(desk))
    signed = {record for record, said in one.items() if said == "signed"}
    assert {record for _, record, _ in approvals(desk)} == signed
    assert all("停用" in said for said in one.values() if said != "signed")
    assert all(item.sound for record in waiting for item in records.get(desk, record).signatures)
    assert verifying.verify(desk) == []
