"""A signature in ink that was seen at the desk weighs as much as one by PIN: the same steps, the same checks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import factory
import papers
import pytest
from refusals import refusal
from tamper import behind_the_back
from trail import findings, sentences

from qcdesk import canonical
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, copy_list, inked, scan_list, scans
from qcdesk.services.papers.copy_list import BLANK, CopyView
from qcdesk.services.papers.ink_boxes import InkBox
from qcdesk.services.papers.inked import Mark, Outcome
from qcdesk.services.sheets import lost, records, revisions, sign_history
from qcdesk.views import SignatureView

WAY = ("issue_sign", "prod_sign", "qc_sign", "prepared", "reviewed", "approved")


def rework(desk: Desk, *actions: str) -> int:
    return factory.walk(desk, factory.draft(desk, "rework_record", factory.sample("rework_record-reflector")), *actions)


def submitted(desk: Desk) -> int:
    """Straight to 审核, its blocks' boxes left for ink."""
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return record


def back(desk: Desk, record: int, *slots: str, **seen: str) -> CopyView:
    """Printed, signed on paper and scanned; seen signed in every box where nothing else is said."""
    copy = papers.printed(desk, record, *(slots or WAY))
    seen = seen or dict.fromkeys(slots or WAY, "signed")
    papers.scanned(desk, papers.seen(desk, copy, **seen), content=f"%PDF {copy.id}".encode())
    return copy_list.get(desk, copy.id)


def confirmed(desk: Desk, copy: CopyView, *marks: Mark, by: str = "qc") -> list[Outcome]:
    return inked.confirm(factory.seat(desk, by), copy.id, marks, Proof(by))


def only(outcomes: list[Outcome]) -> Outcome:
    assert len(outcomes) == 1
    return outcomes[0]


def signature(desk: Desk, record: int, slot: str) -> SignatureView:
    found = records.get(desk, record).signature(slot)
    assert found is not None
    return found


def box(desk: Desk, copy: CopyView, slot: str) -> InkBox:
    return next(one for one in inked.proposed(desk, copy.id).boxes if one.slot == slot)


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


def test_the_person_at_the_desk_stands_for_it_in_the_trail(desk: Desk) -> None:
    record = submitted(desk)
    confirmed(desk, back(desk, record), Mark("reviewed", "qcmgr"))
    assert records.get(desk, record).updated_at
    row = desk.store.sql("SELECT person, action FROM event ORDER BY seq DESC LIMIT 1")[0]
    assert row == ("qc", "review")


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
    assert "已停用" in only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).said
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


def test_who_prepared_a_sheet_is_no_witness_of_its_approval(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    assert "不能由您见签" in only(confirmed(desk, copy, Mark("reviewed", "qcmgr"), by="prod")).said
    assert only(confirmed(desk, copy, Mark("reviewed", "qcmgr"), by="qcmgr")).done
    assert "不能由您见签" in only(confirmed(desk, copy, Mark("approved", "pmgr"), by="qcmgr")).said
    assert signature(desk, record, "reviewed").verified_by == "qcmgr"


def test_proof_is_that_of_the_person_at_the_desk(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    marks = [Mark("reviewed", "qcmgr")]
    assert "PIN 是别人的" in refusal(lambda: inked.confirm(factory.seat(desk, "qc"), copy.id, marks, Proof("qcmgr")))
    assert "没有选" in refusal(lambda: confirmed(desk, copy))
    assert "写了两次" in refusal(lambda: confirmed(desk, copy, *marks, *marks))


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
    copy = papers.printed(desk, submitted(desk), *WAY)
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


def test_scan_on_which_a_signature_was_seen_stays_where_it_is(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    confirmed(desk, copy, Mark("reviewed", "qcmgr"))
    scan = scan_list.of_copy(desk, copy.id)[0]
    assert "纸上签名的依据，不能挪动" in refusal(lambda: scans.dismiss(factory.seat(desk, "qc"), scan.id, "不要了"))


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
    copy = papers.printed(desk, record, *WAY, made=BLANK)
    papers.scanned(desk, papers.seen(desk, copy, **dict.fromkeys(WAY, "signed")))
    done = confirmed(desk, copy, Mark("issue_sign", "merch"), Mark("prod_sign", "prod"), Mark("qc_sign", "qcmgr"),
                     Mark("prepared", "prod"), Mark("reviewed", "qcmgr"), Mark("approved", "pmgr"))  # fmt: skip
    assert [(one.slot, one.done, one.said) for one in done if not one.done] == []
    assert records.get(desk, record).state == "approved"
    assert findings(desk) == []


def test_two_who_confirm_the_same_paper_at_the_same_moment_sign_it_once(desk: Desk, database_url: str) -> None:
    record = submitted(desk)
    copy = back(desk, record)

    def once(login: str) -> Outcome:
        other = factory.reopen(desk, database_url)
        try:
            return only(confirmed(other, copy, Mark("reviewed", "qcmgr"), by=login))
        finally:
            other.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(pool.map(once, ("qc", "iqc")), key=lambda one: not one.done)
    found = signature(desk, record, "reviewed")
    assert (first.done, second.done) == (True, False)
    assert second.said == (
        f"这一格已由{found.verifier}在 {desk.clock.local(found.at)} 先确认为{found.name}在纸上签过，以那一次为准，"
        "您的没有再记"
    )
    assert desk.store.sql("SELECT COUNT(*) FROM signature WHERE slot = 'reviewed'")[0][0] == 1
    assert findings(desk) == []


def test_who_signed_the_sheet_is_told_before_he_ticks_that_he_may_not_see_another_s_signature(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed="signed")
    maker = records.get(desk, record).signature("prepared")
    assert maker is not None
    told = inked.proposed(factory.seat(desk, maker.person), copy.id)
    reviewed = next(one for one in told.boxes if one.slot == "reviewed")
    assert "这一格不能由您见签" in reviewed.why
    assert not reviewed.proposed
    assert next(
        one for one in inked.proposed(factory.seat(desk, "qc"), copy.id).boxes if one.slot == "reviewed"
    ).proposed


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


def test_second_witness_is_told_whose_name_stands_and_the_rest_of_what_he_ticked_goes_through(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    assert only(confirmed(desk, copy, Mark("reviewed", "qcmgr"))).done
    both = confirmed(desk, copy, Mark("reviewed", "qcmgr"), Mark("approved", "pmgr"), by="iqc")
    assert {one.slot: one.done for one in both} == {"reviewed": False, "approved": True}
    assert any(f"已由{people.get(desk, 'qc').name}在" in one.said for one in both)
    assert [signature(desk, record, slot).verified_by for slot in ("reviewed", "approved")] == ["qc", "iqc"]


@pytest.mark.parametrize(("seen", "told"), [("empty", "空白"), ("unclear", "看不清")])
def test_box_that_the_scan_does_not_show_signed_is_confirmed_with_a_reason_only(
    desk: Desk, seen: str, told: str
) -> None:
    record = submitted(desk)
    copy = back(desk, record, reviewed=seen)
    for why in ("", "  "):
        refused = only(confirmed(desk, copy, Mark("reviewed", "qcmgr", why=why)))
        assert (refused.done, refused.said) == (
            False, f"“reviewed”扫描上{told}，说它已签要写明为什么，例如：看过原件",
        )  # fmt: skip
    assert only(confirmed(desk, copy, Mark("reviewed", "qcmgr", why="印泥太淡，看过原件"))).done
    said = f"扫描上{told}，确认的理由：印泥太淡，看过原件"
    assert said in sentences(desk, record)[-1]
    last = sign_history.of(desk, record)[-1]
    assert (last.seen_by, last.doubt) == (people.get(desk, "qc").name, said)
    assert findings(desk) == []


def test_what_the_scan_showed_is_kept_in_the_event_of_every_signature(desk: Desk) -> None:
    record = submitted(desk)
    confirmed(desk, back(desk, record, reviewed="signed"), Mark("reviewed", "qcmgr", why="不必写"))
    detail = canonical.load(desk.store.sql("SELECT detail FROM event ORDER BY seq DESC LIMIT 1")[0][0])
    assert detail["shown"] == {"reviewed": {"verdict": "signed", "share": 0}}
    assert sign_history.of(desk, record)[-1].doubt == ""


def test_reason_is_asked_for_every_box_that_a_step_signs(desk: Desk) -> None:
    record = factory.draft(desk, "qc_anomaly", factory.anomaly())
    copy = papers.printed(desk, record, "filled_by", "prepared", made=BLANK)
    papers.scanned(desk, papers.seen(desk, copy, filled_by="signed", prepared="empty"))
    marks = Mark("filled_by", "merch"), Mark("prepared", "merch", why="笔没有水，看过原件")
    assert "“prepared”扫描上空白" in only(confirmed(desk, copy, marks[0])).said
    assert [one.said for one in confirmed(desk, copy, *marks) if not one.done] == []
