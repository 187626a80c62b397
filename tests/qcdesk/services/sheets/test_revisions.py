"""What stood before a 改版 can always be read as it stood, and is never taken for what stands now."""

import factory
import pytest
import tamper
from drafts import put

from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.sheets import records, revisions
from qcdesk.services.trail import verifying

WHY = "封存数量写错：柜里是 3 个，不是 2 个"


@pytest.fixture
def label(desk: Desk) -> int:
    return factory.signed_label(desk)


def revise(desk: Desk, record: int, why: str = WHY) -> None:
    factory.take(desk, record, "revise", "pmgr", why)


def approved_anew(desk: Desk, record: int, **changes: object) -> int:
    revise(desk, record)
    put(desk, record, "qc", **changes)
    return factory.walk(desk, record, *factory.CHAIN)


def test_every_version_stands_as_it_was_saved(desk: Desk) -> None:
    label = factory.draft(desk, "seal_label", factory.label(), by="qc")
    seen = [records.get(desk, label)]
    for action in factory.CHAIN:
        factory.take(desk, label, action)
        seen.append(records.get(desk, label))
    for then in seen:
        assert revisions.at_version(desk, label, then.version) == then


def test_what_was_sent_back_stands_with_the_signatures_of_then(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit", "review")
    reviewed = records.get(desk, label)
    factory.take(desk, label, "return", "pmgr", "封存数量写错，柜里是 3 个")
    assert records.get(desk, label).signatures == ()
    assert revisions.at_version(desk, label, reviewed.version) == reviewed


def test_a_version_that_never_was_is_refused(desk: Desk, label: int) -> None:
    with pytest.raises(NotFound, match="没有第 9 版的内容"):
        revisions.at_version(desk, label, 9)


def test_old_edition_stands_with_its_signatures_and_says_that_it_is_replaced(desk: Desk, label: int) -> None:
    first = records.get(desk, label)
    approved_anew(desk, label, seal_qty=3)
    old, new = revisions.view(desk, label, 0), revisions.view(desk, label, 1)
    assert old.superseded
    assert not new.superseded
    assert (old.amended, new.amended) == (0, 1)
    assert (old.values, old.signatures, old.number) == (first.values, first.signatures, first.number)
    assert all(item.sound for item in old.signatures)
    assert new == records.get(desk, label)
    assert new.values["seal_qty"] == 3


def test_each_replaced_edition_is_listed_with_who_approved_and_who_replaced_it_why(desk: Desk, label: int) -> None:
    approved_anew(desk, label, seal_qty=3)
    revise(desk, label, "存放位置改到 B 柜")
    first, second = revisions.listed(desk, label)
    assert (first.label, first.version, first.reason) == ("原单", 4, WHY)
    assert (second.label, second.version, second.reason) == ("改版 1", 9, "存放位置改到 B 柜")
    approver = factory.seat(desk, "pmgr").person.name
    assert {first.approved_by, first.replaced_by, second.approved_by, second.replaced_by} == {approver}
    assert first.approved_at <= first.replaced_at <= second.approved_at <= second.replaced_at


def test_a_sheet_never_amended_has_no_old_edition(desk: Desk, label: int) -> None:
    assert revisions.listed(desk, label) == ()
    assert revisions.view(desk, label, 0) == records.get(desk, label)
    with pytest.raises(NotFound, match="没有改版 1，它没有改过版，只有 0（原单）"):
        revisions.view(desk, label, 1)


def test_an_edition_beyond_the_last_is_refused_with_those_there_are(desk: Desk, label: int) -> None:
    approved_anew(desk, label, seal_qty=3)
    with pytest.raises(NotFound, match="没有改版 2，有的是 0（原单）到 1"):
        revisions.view(desk, label, 2)


def test_an_old_signature_that_other_hands_changed_reads_so(desk: Desk, label: int) -> None:
    approved_anew(desk, label, seal_qty=3)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE signature SET name = ? WHERE record_id = ? AND slot = 'approved'", "别人", label)
        old = revisions.view(desk, label, 0)
        assert [item.slot for item in old.signatures if not item.sound] == ["approved"]


def test_an_old_edition_whose_trail_was_rewritten_is_not_shown(desk: Desk, label: int) -> None:
    approved_anew(desk, label, seal_qty=3)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE event SET detail = REPLACE(detail, '牙纹', '划痕') WHERE record_id = ?", label)
        with pytest.raises(Damaged, match="第 4 版的经过被程序以外的手改过"):
            revisions.view(desk, label, 0)


def test_how_often_a_sheet_was_amended_is_held_against_its_trail(desk: Desk, label: int) -> None:
    approved_anew(desk, label, seal_qty=3)
    assert verifying.verify(desk) == []
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE record SET amended = 0 WHERE id = ?", label)
        assert any("改版次数被改过：应为“1”，现在是“0”" in said for said in intruder.findings())
