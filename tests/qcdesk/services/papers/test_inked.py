"""A signature in ink that was seen at the desk weighs as much as one by PIN: the same steps, the same checks."""

from datetime import timedelta

import factory
import papers
import pytest
from papers import REWORK_SLOTS, back, box, confirmed, only, signature, submitted
from refusals import refusal
from tamper import behind_the_back
from trail import findings, sentences

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, copy_list, inked, scan_list, scans
from qcdesk.services.papers.copy_list import BLANK
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import lost, records, revisions


def rework(desk: Desk, *actions: str) -> int:
    return factory.walk(desk, factory.draft(desk, "rework_record", factory.sample("rework_record-reflector")), *actions)


def test_boxes_seen_signed_are_proposed_and_empty_ones_are_not(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed="signed", approved="empty", qc_sign="unclear", prepared="signed")
    told = inked.proposed(desk, copy.id)
    assert [one.slot for one in told.boxes if one.proposed] == ["reviewed"]
    assert (told.why_not, told.missing) == ("", ())
    assert (box(desk, copy, "reviewed").step_label, box(desk, copy, "reviewed").role_label) == (
        "审核",
        "品管主管（品质部经理）",
    )
    assert [one.login for one in box(desk, copy, "reviewed").candidates] == ["qcmgr"]
    prepared = box(desk, copy, "prepared")
    assert prepared.signature is not None
    assert (prepared.signature.mode, prepared.candidates) == ("pin", ())


def test_review_and_approval_on_one_paper_are_taken_in_their_order(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed="signed", approved="signed")
    done = confirmed(desk, copy, Mark("approved", "pmgr"), Mark("reviewed", "qcmgr"))
    assert [(one.slot, one.done) for one in done] == [("reviewed", True), ("approved", True)]
    view = records.get(desk, record)
    assert (view.state, signature(desk, record, "approved").person) == ("approved", "pmgr")
    found = signature(desk, record, "reviewed")
    assert (found.mode, found.name, found.copy, found.verified_by, found.verifier) == (
        "ink", people.get(desk, "qcmgr").name, copy.id, "qc", people.get(desk, "qc").name,
    )  # fmt: skip
    assert found.scan == scan_list.of_copy(desk, copy.id)[0].id
    assert found.sound
    assert sentences(desk, record)[-1] == (
        f"核准，已审核 → 已核准，{people.get(desk, 'pmgr').name}在纸上签（第 1 份第 1 页）"
    )
    assert copy_list.get(desk, copy.id).why_stale == ""
    assert findings(desk) == []


def test_box_behind_a_step_that_its_paper_does_not_bear_is_shut_until_that_is_done(desk: Desk) -> None:
    record = submitted(desk)
    alone, both = back(desk, record, "approved"), back(desk, record)
    said = "单子现在是“已编制”，前面还有不在这张纸上签的步骤，做完了再来确认"
    assert (box(desk, alone, "approved").why, box(desk, both, "approved").why) == (said, "")
    factory.take(desk, record, "review", "qcmgr")
    assert box(desk, alone, "approved").why == ""


def test_sheet_carried_round_on_paper_is_reviewed_and_approved_in_one_go_past_the_steps_it_does_not_bear(
    desk: Desk, anomaly: int
) -> None:
    copy = back(desk, anomaly, "filled_check", "reviewed", "approved")
    assert (records.get(desk, anomaly).state, box(desk, copy, "approved").why) == ("submitted", "")
    done = confirmed(desk, copy, Mark("reviewed", "merchmgr"), Mark("approved", "pmgr"))
    assert [(one.slot, one.done) for one in done] == [("reviewed", True), ("approved", True)]
    assert records.get(desk, anomaly).state == "approved"


def test_box_beyond_a_step_that_the_paper_does_not_bear_is_shut_on_the_sheet_s_long_way(
    desk: Desk, anomaly: int
) -> None:
    copy = back(desk, anomaly, "filled_check", "reviewed", "approved")
    factory.take(desk, anomaly, "found_check", "merchlead")
    said = "单子现在是“发现部门已审核”，前面还有不在这张纸上签的步骤，做完了再来确认"
    assert [box(desk, copy, slot).why for slot in ("reviewed", "approved")] == [said, said]


def test_day_beside_the_signature_is_what_is_printed(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    later = desk.at(Clock(desk.clock.now() + timedelta(days=3)))
    day = later.clock.today() - timedelta(days=1)
    done = only(confirmed(later, copy, Mark("reviewed", "qcmgr", f"{day} 14:30")))
    assert done.done
    assert signature(desk, record, "reviewed").at_local == f"{day} 14:30"
    assert f"纸上日期 {day} 14:30" in sentences(desk, record)[-1]


@pytest.mark.parametrize(
    ("day", "told"), [("2019-12-31", "早于打印的时间"), ("2099-01-01", "还没有到"), ("上周五", "要写成 2026-11-20")]
)
def test_day_that_cannot_be_is_refused(desk: Desk, day: str, told: str) -> None:
    copy = back(desk, submitted(desk))
    done = only(confirmed(desk, copy, Mark("reviewed", "qcmgr", day)))
    assert (done.done, told in done.said) == (False, True)


def test_signer_is_held_to_role_and_self_approval_as_by_pin(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    assert "要由品管主管（品质部经理）操作" in only(confirmed(desk, copy, Mark("reviewed", "merch"))).said
    people.change(factory.seat(desk, "admin"), "prod", roles=["prod", "qcmgr"])
    assert "不能审核或核准自己签过的单" in only(confirmed(desk, copy, Mark("reviewed", "prod"))).said
    assert "先要由品管主管（品质部经理）做“审核”" in only(confirmed(desk, copy, Mark("approved", "pmgr"))).said
    people.change(factory.seat(desk, "admin"), "qcmgr", active=False)
    assert "停用：写上纸上的日期" in only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).said
    assert records.get(desk, record).state == "submitted"


def test_deputy_s_ink_is_taken_as_for_whom_he_stands(desk: Desk) -> None:
    record, today = submitted(desk), desk.clock.today().isoformat()
    copy = back(desk, record, reviewed="signed")
    deputies.name(factory.seat(desk, "qcmgr"), "qcmgr", "iqc", (today, today), Proof("qcmgr"), reason="出差")
    assert [one.login for one in box(desk, copy, "reviewed").candidates] == ["qcmgr", "iqc"]
    assert only(confirmed(desk, copy, Mark("reviewed", "iqc"))).done
    found = signature(desk, record, "reviewed")
    assert (found.mode, found.person, found.deputy_for, found.sound) == ("ink", "iqc", "qcmgr", True)
    assert findings(desk) == []


def test_box_left_for_ink_is_confirmed_without_a_step(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    assert [one.login for one in box(desk, copy, "prod_sign").candidates] == ["prod"]
    done = only(confirmed(desk, copy, Mark("prod_sign", "prod")))
    assert done.done
    view = records.get(desk, record)
    found = signature(desk, record, "prod_sign")
    assert (view.state, found.mode, found.meaning, found.sound) == ("submitted", "ink", "执行完成", True)
    assert sentences(desk, record)[-1] == (
        f"确认纸上的签名（执行完成），{people.get(desk, 'prod').name}在纸上签（第 1 份第 1 页）"
    )
    assert "要由品管主管（品质部经理）签" in only(confirmed(desk, copy, Mark("qc_sign", "prod"))).said
    people.change(factory.seat(desk, "admin"), "prod", roles=["prod", "qcmgr"])
    assert "要由别人签" in only(confirmed(desk, copy, Mark("qc_sign", "prod"))).said
    assert only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).done
    assert findings(desk) == []


def test_box_whose_step_lies_ahead_waits_for_it(desk: Desk) -> None:
    record = rework(desk, "issue")
    copy = back(desk, record, qc_sign="signed", prod_sign="signed")
    done = only(confirmed(desk, copy, Mark("qc_sign", "qcmgr")))
    assert (done.done, "先要由生产主管做“执行完成”" in done.said) == (False, True), done.said
    both = confirmed(desk, copy, Mark("qc_sign", "qcmgr"), Mark("prod_sign", "prod"))
    assert [(one.slot, one.done) for one in both] == [("prod_sign", True), ("qc_sign", True)]
    assert records.get(desk, record).state == "rechecked"


def test_box_already_signed_is_left_as_it_is(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    assert "用 PIN 签过" in only(confirmed(desk, copy, Mark("prepared", "prod"))).said
    assert only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).done
    again = only(confirmed(desk, copy, Mark("reviewed", "qcmgr")))
    assert again.done
    assert desk.store.sql("SELECT COUNT(*) FROM signature WHERE slot = 'reviewed'")[0][0] == 1
    assert "没有这个签名格" in only(confirmed(desk, copy, Mark("customer", "qcmgr"))).said


def test_nothing_is_signed_for_a_sheet_changed_after_printing(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed="signed")
    factory.take(desk, record, "return", "qcmgr", reason="数量不对")
    prod = factory.seat(desk, "prod")
    records.save(prod, record, records.get(desk, record).version, {"rework_qty": 999})
    said = refusal(lambda: confirmed(desk, copy, Mark("reviewed", "qcmgr")))
    assert said == f"{copy.named}印出以后内容改过，纸上的不是现在的内容：纸上的签名签的不是现在的内容，请重新打印再签"
    assert inked.proposed(desk, copy.id).why_not == said


def test_nothing_is_signed_without_a_scan_of_its_page(desk: Desk) -> None:
    copy = papers.printed(desk, submitted(desk), *REWORK_SLOTS)
    assert "扫描还没有来" in only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).said
    assert box(desk, copy, "reviewed").why == "这一页的扫描还没有来"


def test_void_copy_and_void_sheet_sign_nothing(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    copies.move(factory.seat(desk, "qc"), [copy.id], "spoil", {"reason": "签错格"})
    assert "已作废，上面的签名不算" in refusal(lambda: confirmed(desk, copy, Mark("reviewed", "qcmgr")))
    other = back(desk, record)
    factory.take(desk, record, "void", "prod", reason="重复开单")
    assert "已经作废，不能再认签名" in refusal(lambda: confirmed(desk, other, Mark("reviewed", "qcmgr")))


def test_paper_that_bears_taken_signatures_is_not_spoiled_until_they_ended(desk: Desk) -> None:
    record = submitted(desk)
    copy, qc = back(desk, record), factory.seat(desk, "qc")
    confirmed(desk, copy, Mark("reviewed", "qcmgr"))
    said = refusal(lambda: copies.move(qc, [copy.id], "spoil", {"reason": "卡纸"}))
    assert said.startswith(f"{copy.named}上王样六的签名已经认下，纸是它们的依据，不能作废；")
    factory.take(desk, record, "return", "pmgr", reason="重检数不对")
    copies.move(qc, [copy.id], "spoil", {"reason": "卡纸"})
    assert box(desk, copy, "reviewed").why == "这一份已作废，不能确认"


def test_scan_on_which_a_signature_was_seen_stays_where_it_is(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    confirmed(desk, copy, Mark("reviewed", "qcmgr"))
    scan = scan_list.of_copy(desk, copy.id)[0]
    said = refusal(lambda: scans.dismiss(factory.seat(desk, "qc"), scan.id, "不要了"))
    assert said.endswith("第 1 页是王样六纸上签名的依据，不能挪动；签名有错请在单上“退回”")
    factory.take(desk, copy.record, "approve", "pmgr")
    assert scans.attested(desk, scan).endswith("不能挪动；签名有错请在单上“改版”或“作废”")
    factory.take(desk, copy.record, "revise", "pmgr", reason="重检数量写错")
    assert scans.attested(desk, scan).endswith("不能挪动"), "its signature counts no more"


def test_return_ends_ink_as_it_ends_a_pin(desk: Desk) -> None:
    record = submitted(desk)
    confirmed(desk, back(desk, record), Mark("reviewed", "qcmgr"))
    factory.take(desk, record, "return", "pmgr", reason="重检数不对")
    assert records.get(desk, record).signatures == ()
    assert findings(desk) == []


def test_old_version_and_lost_signature_still_tell_of_ink(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    confirmed(desk, copy, Mark("reviewed", "qcmgr"))
    then = revisions.at_version(desk, record, records.get(desk, record).version).signature("reviewed")
    assert then is not None
    assert (then.mode, then.copy, then.verified_by, then.sound) == ("ink", copy.id, "qc", True)
    with behind_the_back(desk) as intruder:
        intruder.sql("DELETE FROM signature WHERE slot = 'reviewed'")
        gone = lost.lost(desk, records.get(desk, record))
        assert [(one.slot, one.mode, one.copy, one.sound) for one in gone] == [("reviewed", "ink", copy.id, False)]


@pytest.mark.parametrize("column", ["copy_id = NULL", "scan_id = NULL", "verified_by = 'prod'", "mode = 'pin'"])
def test_verify_names_ink_that_other_hands_touched(desk: Desk, column: str) -> None:
    record = submitted(desk)
    confirmed(desk, back(desk, record), Mark("reviewed", "qcmgr"))
    with behind_the_back(desk) as intruder:
        intruder.sql(f"UPDATE signature SET {column} WHERE slot = 'reviewed'")
        assert any("的签名（审核）" in one and "被改过" in one for one in intruder.findings())
        assert not signature(desk, record, "reviewed").sound


def test_blank_numbered_sheet_is_signed_from_its_paper(desk: Desk) -> None:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    copy = papers.printed(desk, record, *REWORK_SLOTS, made=BLANK)
    papers.scanned(desk, papers.seen(desk, copy, **dict.fromkeys(REWORK_SLOTS, "signed")))
    done = confirmed(desk, copy, Mark("issue_sign", "merch"), Mark("prod_sign", "prod"), Mark("qc_sign", "qcmgr"),
                     Mark("prepared", "prod"), Mark("reviewed", "qcmgr"), Mark("approved", "pmgr"))  # fmt: skip
    assert [(one.slot, one.done, one.said) for one in done if not one.done] == []
    assert records.get(desk, record).state == "approved"
    assert findings(desk) == []


def test_boxes_of_a_paper_that_is_no_longer_the_sheet_are_closed_from_the_start(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed="signed")
    factory.take(desk, record, "return", "qcmgr", reason="数量不对")
    owner = factory.seat(desk, "prod")
    records.save(owner, record, records.get(desk, record).version, {"lot_no": "C261099-01"})
    told = inked.proposed(desk, copy.id)
    assert "内容改过" in told.why_not
    assert {one.why for one in told.boxes if one.signature is None} == {"这一份不是单子现在的内容"}


def test_ink_from_before_a_return_is_not_taken_for_the_sheet_that_was_submitted_again(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed="signed")
    assert only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).done
    factory.take(desk, record, "return", "pmgr", reason="工时没有写")
    factory.take(desk, record, "submit", "prod")
    told = inked.proposed(desk, copy.id)
    assert "单子退回过" in told.why_not
    assert [one for one in told.boxes if one.proposed] == []
    with pytest.raises(Refused, match="请重新打印再签"):
        confirmed(desk, copy, Mark("reviewed", "qcmgr"))
