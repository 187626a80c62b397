"""Who confirms ink that he has seen stands for it: who may, what he is told, and what is kept of what he saw."""

from concurrent.futures import ThreadPoolExecutor

import factory
import papers
import pytest
from papers import back, confirmed, only, signature, submitted
from refusals import refusal
from trail import findings, sentences

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import inked
from qcdesk.services.papers.copy_list import BLANK
from qcdesk.services.papers.inked import Mark, Outcome
from qcdesk.services.sheets import records, sign_history


def test_the_person_at_the_desk_stands_for_it_in_the_trail(desk: Desk) -> None:
    record = submitted(desk)
    confirmed(desk, back(desk, record), Mark("reviewed", "qcmgr"))
    assert records.get(desk, record).updated_at
    row = desk.store.sql("SELECT person, action FROM event ORDER BY seq DESC LIMIT 1")[0]
    assert row == ("qc", "review")


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
    for why in ("", "  ", "。"):
        refused = only(confirmed(desk, copy, Mark("reviewed", "qcmgr", why=why)))
        none = f"“reviewed”扫描上{told}，说它已签要写明为什么，例如：看过原件"
        said = "“reviewed”为什么说已签，至少写两个字" if why.strip() else none
        assert (refused.done, refused.said) == (False, said)
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
