"""What stands against ticked boxes is told before a PIN is asked, in the very words in which it would be refused."""

from datetime import timedelta

import factory
import papers
import pytest
from papers import REWORK_SLOTS, back, confirmed, submitted

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, ink_ahead
from qcdesk.services.papers.copy_list import BLANK, CopyView
from qcdesk.services.papers.ink_asked import Mark
from qcdesk.services.sheets import records

CHAIN = (Mark("prepared", "prod"), Mark("reviewed", "qcmgr"), Mark("approved", "pmgr"))
BOXES = (Mark("issue_sign", "merch"), Mark("prod_sign", "prod"), Mark("qc_sign", "qcmgr"))


def told(desk: Desk, copy: CopyView, *marks: Mark, by: str = "qc", ready: bool = True) -> dict[str, str]:
    return ink_ahead.against(factory.seat(desk, by), copy.id, marks, ready)


def refused(desk: Desk, copy: CopyView, *marks: Mark, by: str = "qc") -> dict[str, str]:
    return {one.slot: one.said for one in confirmed(desk, copy, *marks, by=by) if not one.done}


def blank(desk: Desk, **values: object) -> CopyView:
    """A numbered blank sheet that came back signed in every box."""
    record = factory.draft(desk, "rework_record", {**factory.sample("rework_record-reflector"), **values})
    copy = papers.printed(desk, record, *REWORK_SLOTS, made=BLANK)
    papers.scanned(desk, papers.seen(desk, copy, **dict.fromkeys(REWORK_SLOTS, "signed")))
    return copy


def test_nothing_stands_against_a_whole_paper_that_can_be_taken_and_nothing_is_written_by_asking(desk: Desk) -> None:
    copy = blank(desk)
    before = desk.store.sql("SELECT COUNT(*) FROM event")
    assert told(desk, copy, *CHAIN, *BOXES) == {}
    assert desk.store.sql("SELECT COUNT(*) FROM event") == before
    assert refused(desk, copy, *CHAIN, *BOXES) == {}


def test_who_has_signed_an_earlier_box_of_the_same_go_is_shut_out_of_the_later_one(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "prod", roles=["prod", "qcmgr"])
    copy, marks = blank(desk), (CHAIN[0], Mark("reviewed", "prod"))
    ahead = told(desk, copy, *marks)
    assert list(ahead) == ["reviewed"]
    said = f"现在不能做“审核”：不能审核或核准自己签过的单（编制：{people.get(desk, 'prod').name}）"
    assert ahead["reviewed"].endswith(said)
    assert refused(desk, copy, *marks)["reviewed"].endswith(said)


def test_deputy_s_signature_shuts_out_whom_he_stood_for(desk: Desk) -> None:
    admin, today = factory.seat(desk, "admin"), desk.clock.today().isoformat()
    people.change(admin, "qcmgr", roles=["qcmgr", "pmgr"])
    deputies.name(factory.seat(desk, "qcmgr"), "qcmgr", "iqc", (today, today), Proof("qcmgr"), reason="出差")
    copy, marks = back(desk, submitted(desk)), (Mark("reviewed", "iqc"), Mark("approved", "qcmgr"))
    ahead = told(desk, copy, *marks)
    assert list(ahead) == ["approved"]
    assert f"（代{people.get(desk, 'qcmgr').name}）" in ahead["approved"]
    assert refused(desk, copy, *marks) == ahead


def test_witness_who_signed_an_earlier_box_of_the_same_go_may_not_see_the_later_one(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    ahead = told(desk, copy, *CHAIN[1:], by="qcmgr")
    assert list(ahead) == ["approved"]
    assert "这一格不能由您见签" in ahead["approved"]
    assert refused(desk, copy, *CHAIN[1:], by="qcmgr") == ahead


@pytest.mark.parametrize(
    ("day", "said"), [("2019-12-31", "早于打印的时间"), ("2099-01-01", "还没有到"), ("上周五", "要写成 2026-11-20")]
)
def test_wrong_day_stands_against_its_own_box_alone_and_is_told_before_anybody_is_named(
    desk: Desk, day: str, said: str
) -> None:
    copy = back(desk, submitted(desk))
    ahead = told(desk, copy, Mark("reviewed", "qcmgr", day), CHAIN[2])
    assert list(ahead) == ["reviewed"]
    assert said in ahead["reviewed"]
    assert told(desk, copy, Mark("reviewed", "", day)) == ahead
    assert refused(desk, copy, Mark("reviewed", "qcmgr", day)) == ahead


def test_empty_cells_of_a_blank_sheet_stand_against_the_box_whose_step_asks_for_them(desk: Desk) -> None:
    copy = blank(desk, customer="", lot_no="")
    ahead = told(desk, copy, *CHAIN)
    assert next(iter(ahead)) == "prepared"
    assert ahead["prepared"].endswith("还没有填：客户、批号/箱号")
    assert refused(desk, copy, CHAIN[0]) == {"prepared": ahead["prepared"]}
    record = records.get(desk, copy.record)
    cells = {"customer": "北望角自行车", "lot_no": "C261099-01"}
    records.save(factory.seat(desk, "prod"), record.id, record.version, cells)
    assert told(desk, copy, *CHAIN) == {}


def test_box_before_its_turn_is_told_until_the_one_before_it_is_ticked_too(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    ahead = told(desk, copy, CHAIN[2])
    assert ahead["approved"].endswith("先要由品管主管（品质部经理）做“审核”")
    assert told(desk, copy, CHAIN[2], Mark("reviewed", "")) == {}
    assert refused(desk, copy, CHAIN[2]) == ahead


def test_box_after_one_that_is_refused_is_told_by_the_state_that_is_and_waits_for_it(desk: Desk) -> None:
    sample, later = factory.sample("rework_record-reflector"), ("recheck", "final")
    values = {name: value for name, value in sample.items() if name not in later}
    record = factory.draft(desk, "rework_record", values)
    factory.walk(desk, record, "issue", "produce")
    copy, marks = back(desk, record), (BOXES[2], CHAIN[1])
    ahead = told(desk, copy, *marks)
    assert "轮到" in ahead["qc_sign"]
    assert "现在是“生产已完成”，不能做“审核”：先要由" in ahead["reviewed"]
    assert refused(desk, copy, *marks) == ahead


def test_reason_is_asked_for_once_somebody_says_that_he_is_ready(desk: Desk) -> None:
    copy = back(desk, submitted(desk), reviewed="empty")
    mark = Mark("reviewed", "qcmgr")
    assert told(desk, copy, mark, ready=False) == {}
    ahead = told(desk, copy, mark)
    assert ahead == {"reviewed": "“reviewed”扫描上空白，说它已签要写明为什么，例如：看过原件"}
    assert refused(desk, copy, mark) == ahead


def test_two_boxes_that_one_step_signs_are_no_two_signatures(desk: Desk) -> None:
    record = factory.draft(desk, "qc_anomaly", factory.anomaly())
    copy = papers.printed(desk, record, "filled_by", "prepared", made=BLANK)
    papers.scanned(desk, papers.seen(desk, copy, filled_by="signed", prepared="signed"))
    both = Mark("filled_by", "merch"), Mark("prepared", "merch")
    assert told(desk, copy, *both) == {}
    assert refused(desk, copy, *both) == {}


def test_signer_who_has_left_is_asked_for_the_day_before_the_pin(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    people.change(factory.seat(desk, "admin"), "qcmgr", active=False)
    later = desk.at(Clock(desk.clock.now() + timedelta(days=1)))
    ahead = told(later, copy, Mark("reviewed", "qcmgr"))
    assert "停用：写上纸上的日期" in ahead["reviewed"]
    assert told(later, copy, Mark("reviewed", "qcmgr", desk.clock.today().isoformat())) == {}


def test_nothing_of_a_paper_that_counts_no_more_is_asked_about(desk: Desk) -> None:
    copy = back(desk, submitted(desk))
    copies.move(factory.seat(desk, "qc"), [copy.id], "spoil", {"reason": "印糊了"})
    with pytest.raises(Refused, match="已作废，上面的签名不算"):
        told(desk, copy, *CHAIN)


def test_step_that_leaves_the_other_ticked_boxes_their_turn_comes_before_the_one_that_shuts_them_out(
    desk: Desk, anomaly: int
) -> None:
    copy = back(desk, anomaly, "filled_check", "reviewed", "approved")
    marks = Mark("filled_check", "merchlead"), Mark("reviewed", "merchmgr"), Mark("approved", "pmgr")
    assert told(desk, copy, *marks) == {}
    assert refused(desk, copy, *marks) == {}
