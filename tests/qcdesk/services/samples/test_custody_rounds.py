"""Ways round the rules of custody: places, void labels, dates, fractions, one's own witness, two desks at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import cases
import factory
import pytest
from sealing import qc, sealed

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody, places
from qcdesk.services.sheets import records, ways_on
from qcdesk.services.trail import verifying

UNSEEN = "客户总装线不许拍照"


def test_a_place_outside_the_cabinet_is_no_move(desk: Desk) -> None:
    """E0.3 note 1: whoever takes pieces out says who has them; a change of place stays inside."""
    _, number = sealed(desk)
    for place in ("工程部", "工程部样品柜", "褚样八", "返工区 R-2", "客户", "品管", "样品柜借褚样八"):
        with pytest.raises(Refused, match=f"“{place}”不是品管样品柜里的位置.+Q4-QC-029 注1"):
            custody.move(qc(desk), number, "move", {"pieces": 2, "place": place})
    custody.move(qc(desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    with pytest.raises(Refused, match="“工程部”不是品管样品柜里的位置"):
        custody.move(qc(desk), number, "give_back", {"pieces": 1, "holder": "褚样八", "place": "工程部"})
    for place in ("a－02", "品管样品柜 A-03", "样品柜三层 2 格", "QC柜 3"):
        custody.move(qc(desk), number, "move", {"pieces": 1, "place": place})
    assert custody.get(desk, number).place == "QC柜 3"


def test_a_label_has_one_place_and_moves_whole(desk: Desk) -> None:
    _, number = sealed(desk, 3)
    for pieces in (1, 4):
        with pytest.raises(Refused, match="现有 3 个，要一起移位"):
            custody.move(qc(desk), number, "move", {"pieces": pieces, "place": "B-02"})
    custody.move(qc(desk), number, "move", {"pieces": 3, "place": "B-02"})
    assert custody.get(desk, number).place == "B-02"


def test_pieces_sealed_elsewhere_keep_nothing_until_they_are_moved_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E0.3 note 1: the piece that stays stays in the QC cabinet; labels of the time when nobody asked for the place."""
    monkeypatch.setattr(places, "misplaced", lambda *_: [])
    case, number = sealed(desk, 1)
    elsewhere = cases.sealed(desk, case, seal_qty=2, location="工程部实验室")
    sample = custody.get(desk, elsewhere)
    assert (sample.in_cabinet, sample.unsealed, sample.why) == (0, 2, "“工程部实验室”不在品管样品柜内")
    with pytest.raises(Refused, match="这是最后一个"):
        custody.move(qc(desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    with pytest.raises(Refused, match="不在品管样品柜内，不能借出；请先把样品移到柜内"):
        custody.move(qc(desk), elsewhere, "lend", {"pieces": 1, "holder": "褚样八"})
    custody.move(qc(desk), elsewhere, "move", {"pieces": 2, "place": "A-04"})
    custody.move(qc(desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    assert custody.get(desk, elsewhere).in_cabinet == 2


def test_a_void_label_stays_in_the_register_and_keeps_nothing(desk: Desk) -> None:
    """E0.3 note 1: a piece whose label is void is not gone, nor is it the one that stays."""
    case, number = sealed(desk)
    fresh = cases.sealed(desk, case, seal_qty=1)
    factory.take(desk, number, "void", reason="客户名称写错")
    sample = custody.get(desk, number)
    assert (sample.in_cabinet, sample.unsealed, sample.why) == (0, 2, "标签已作废")
    for act in ("lend", "move", "dispose"):
        with pytest.raises(Refused, match=r"标签已作废，不能.+；请先补贴封存标签并签名"):
            custody.move(qc(desk), number, act, {"pieces": 2, "holder": "褚样八", "place": "A-04"})
    with pytest.raises(Refused, match="这是最后一个"):
        custody.move(qc(desk), fresh, "lend", {"pieces": 1, "holder": "褚样八"})
    assert [one.id for one in custody.listed(desk)] == [fresh]
    assert number in [one.number for one in custody.listed(desk, used_up=True)]


def submitted(desk: Desk) -> int:
    case = cases.registered(desk, samples=2)
    return cases.sheet(desk, case, "seal_label", "seal_label-thread", "submit", by="qc", seal_qty=2)


def test_a_label_sent_back_keeps_nothing_until_it_is_signed_again(desk: Desk) -> None:
    label = submitted(desk)
    factory.take(desk, label, "return", reason="数量写错")
    assert [(one.why, one.unsealed) for one in custody.listed(desk)] == [("标签退回重填，还没有重签", 2)]
    with pytest.raises(Refused, match="还没有重签，不能借出"):
        custody.move(qc(desk), label, "lend", {"pieces": 1, "holder": "褚样八"})
    factory.take(desk, label, "submit")
    assert custody.get(desk, label).in_cabinet == 2


def test_lent_pieces_come_back_under_a_label_that_was_sent_back(desk: Desk) -> None:
    label = submitted(desk)
    custody.move(qc(desk), label, "lend", {"pieces": 1, "holder": "褚样八"})
    factory.take(desk, label, "return", reason="不良现象没写清")
    custody.move(qc(desk), label, "give_back", {"pieces": 1, "holder": "褚样八"})
    assert (custody.get(desk, label).lent, custody.get(desk, label).unsealed) == (0, 2)


def test_only_label_of_a_case_speaks_against_being_void(desk: Desk) -> None:
    """E0.3 note 1"""
    case, number = sealed(desk)
    label = custody.get(desk, number).id
    said = f"{number} 是案件唯一的样品：请先另贴封存标签并签名，再作废这张（Q4-QC-029 客户投诉处理流程图注1）"
    assert void(desk, label).reason.endswith(said)
    cases.sealed(desk, case, seal_qty=1)
    assert void(desk, label).allowed
    custody.move(qc(desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    assert "还没归还：褚样八 1 个，收齐以后才能作废标签" in void(desk, label).reason
    assert void(desk, factory.signed_label(desk)).allowed
    assert void(desk, factory.draft(desk, "seal_label", factory.label(), by="qc")).allowed


def void(desk: Desk, label: int) -> ways_on.OpenStep:
    """作废 as it stands open to whoever may take it."""
    found = records.get(desk, label)
    by = next(step.role for step in found.kind.workflow.from_state(found.state) if step.action == "void")
    return next(one for one in ways_on.open_steps(factory.seat(desk, by), found) if one.action == "void")


def test_a_day_that_is_past_is_no_day_to_bring_back(desk: Desk) -> None:
    desk = cases.at(desk, "2026-11-22T10:00")
    _, number = sealed(desk, 3, seal_date="2026-11-04", valid_to="2027-11-04")
    given = {"pieces": 1, "holder": "褚样八"}
    with pytest.raises(Refused, match="应归还的日期 2026-11-21 已经过去，今天是 2026-11-22"):
        custody.move(qc(desk), number, "lend", {**given, "due": "2026-11-21"})
    custody.move(qc(desk), number, "lend", {**given, "due": "2026-11-22"})
    with pytest.raises(Invalid, match="只有借出才有应归还的日期"):
        custody.move(qc(desk), number, "hand_over", {**given, "due": "2026-11-30"})
    tomorrow = factory.signed_label(desk, seal_qty=2, seal_date="2026-11-24", valid_to="2027-11-24")
    with pytest.raises(Refused, match="应归还的日期 2026-11-23 早于封存日期 2026-11-24"):
        custody.move(qc(desk), tomorrow, "lend", {**given, "due": "2026-11-23"})


@pytest.mark.parametrize("pieces", ["0", 0, "-1", -1, "1.5", 1.5, "½", "一", True, ""])
def test_pieces_are_counted_in_whole_ones(desk: Desk, pieces: object) -> None:
    _, number = sealed(desk, 3)
    with pytest.raises(Invalid, match="件数"):
        custody.move(qc(desk), number, "lend", {"pieces": pieces, "holder": "褚样八"})
    assert custody.life(desk, custody.get(desk, number).id) == ()


def test_who_takes_apart_is_not_his_own_witness_though_another_sits_at_the_desk(desk: Desk) -> None:
    """E0.3 note 2"""
    _, number = sealed(desk, 3)
    for holder in ("卫样九", "工程部 卫样九"):
        with pytest.raises(Refused, match="在场人不能是拆机的人自己"):
            custody.move(qc(desk), number, "dismantle", {"pieces": 1, "holder": holder}, Proof("engmgr"))


def test_a_keeper_who_left_the_office_moves_nothing_though_he_still_sits_there(desk: Desk) -> None:
    _, number = sealed(desk, 3)
    seated = qc(desk)
    people.change(factory.seat(desk, "admin"), "qc", roles=["merch"])
    with pytest.raises(Refused, match="样品由品管保管"):
        custody.move(seated, number, "lend", {"pieces": 1, "holder": "褚样八"})


def test_nothing_is_disposed_of_while_a_piece_is_lent(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_qty=3, seal_date="2025-01-04", valid_to="2026-01-04")
    custody.move(qc(desk), label, "lend", {"pieces": 1, "holder": "褚样八"})
    with pytest.raises(Refused, match="还没归还：褚样八 1 个，收齐以后才能销毁"):
        custody.move(qc(desk), label, "dispose", {"pieces": 2, "holder": "郑样五"})
    custody.move(qc(desk), label, "give_back", {"pieces": 1, "holder": "褚样八"})
    custody.move(qc(desk), label, "dispose", {"pieces": 3, "holder": "郑样五"})
    assert custody.listed(desk) == ()


def test_samples_of_a_merged_case_are_kept_until_the_other_is_closed(desk: Desk) -> None:
    """E3.4: the other case answers for the merged one."""
    open_case = cases.received(desk)
    merged = cases.received(desk)
    label = cases.sealed(desk, merged, seal_qty=1, seal_date="2025-01-04", valid_to="2026-01-04")
    number = records.get(desk, open_case).number
    cases.step(desk, merged, "merge", "qc", "同一问题", merged_into=number)
    with pytest.raises(Refused, match=f"案件 {number} 还没有结案"):
        custody.move(qc(desk), label, "dispose", {"pieces": 1, "holder": "郑样五"})
    with pytest.raises(Refused, match="这是最后一个"):
        custody.move(qc(desk), label, "send_back", {"pieces": 1, "holder": "客户"})


def test_two_desks_at_once_do_not_lend_the_last_piece(desk: Desk, database_url: str) -> None:
    """E0.3 note 1: each of them saw two pieces in the cabinet."""
    _, number = sealed(desk)
    desks = 4
    ready = threading.Barrier(desks)

    def lend(_: int) -> str:
        other = factory.reopen(desk, database_url)
        ready.wait()
        try:
            custody.move(qc(other), number, "lend", {"pieces": 1, "holder": "褚样八"})
        except Refused as refusal:
            return refusal.sentence
        finally:
            other.close()
        return ""

    with ThreadPoolExecutor(desks) as pool:
        said = list(pool.map(lend, range(desks)))
    assert (said.count(""), len([one for one in said if "这是最后一个" in one])) == (1, 3)
    assert (custody.get(desk, number).in_cabinet, verifying.verify(desk)) == (1, [])


def test_a_label_that_only_names_its_case_waits_for_it_too(desk: Desk) -> None:
    """A label written outside the case bears the number of the complaint all the same."""
    number = records.get(desk, cases.registered(desk)).number
    old = {"seal_date": "2025-01-04", "valid_to": "2026-01-04"}
    label = factory.signed_label(desk, complaint_no=number, **old)
    given = {"pieces": custody.get(desk, label).pieces, "holder": "郑样五"}
    with pytest.raises(Refused, match=f"案件 {number} 还没有结案"):
        custody.move(qc(desk), label, "dispose", given)
    foreign = factory.signed_label(desk, complaint_no="KS-2019-77", **old)
    custody.move(qc(desk), foreign, "dispose", given)


def test_a_closed_case_still_keeps_its_last_piece_and_an_opened_one_all_again(desk: Desk) -> None:
    """E0.3 note 1: until the day of the label is past nothing but disposal is open, and a reopened case shuts that."""
    case = cases.closed(desk)
    (sample,) = custody.of_case(desk, case)
    whole = {"pieces": sample.in_cabinet, "holder": "褚样八"}
    with pytest.raises(Refused, match="最多借出 1 个"):
        custody.move(qc(desk), sample.id, "lend", whole)
    later = cases.at(desk, "2029-01-04 10:00")
    cases.step(later, case, "reopen", "qcmgr", "客户再次投诉同一问题")
    with pytest.raises(Refused, match="还没有结案，样品不能销毁"):
        custody.move(qc(later), sample.id, "dispose", whole)


def test_the_only_label_of_a_case_is_not_made_void(desk: Desk) -> None:
    """E0.3 note 1"""
    case, number = sealed(desk)
    with pytest.raises(Refused, match="案件唯一的样品：请先另贴封存标签并签名"):
        factory.take(desk, number, "void", reason="客户名称写错")
    cases.sealed(desk, case, seal_qty=1)
    factory.take(desk, number, "void", reason="客户名称写错")
    assert records.get(desk, number).state == "void"


def test_pieces_of_before_the_reopening_do_not_prove_the_new_round(desk: Desk) -> None:
    """E0.3 note 1: part of them was sent back; the new round keeps its own, or says why it has none."""
    case = cases.closed(desk)
    label = next(one for one in custody.of_case(desk, case))
    custody.move(qc(desk), label.id, "send_back", {"pieces": 1, "holder": "青榆 林样"})
    archiving_again(desk, case)
    told = f"{label.number}是重新打开以前封存的，其中 1 个已经移交、拆机、退还或销毁，要封存这一轮的不良样品"
    with pytest.raises(Refused, match=told):
        cases.step(desk, case, "archive", "merch", archive_place="客诉柜 2026-12", no_sample=None, no_photo=UNSEEN)
    cases.sealed(desk, case, seal_qty=1)
    cases.step(desk, case, "archive", "merch", archive_place="客诉柜 2026-12", no_sample=None, no_photo=UNSEEN)
    assert cases.state(desk, case) == "closing"


def test_label_that_is_signed_anew_after_the_reopening_stays_the_old_one(desk: Desk) -> None:
    """E0.3 note 1"""
    case = cases.handled(desk)
    cases.sent(desk, case)
    label = cases.sheet(desk, case, "seal_label", "seal_label-thread", *factory.CHAIN[:2], by="qc")
    cases.walk(desk, case, "reply", *cases.TILL_END)
    custody.move(qc(desk), label, "send_back", {"pieces": 1, "holder": "青榆 林样"})
    archiving_again(desk, case)
    factory.take(desk, label, "return", reason="数量写错")
    factory.walk(desk, label, *factory.CHAIN[:2])
    with pytest.raises(Refused, match="是重新打开以前封存的"):
        cases.step(desk, case, "archive", "merch", archive_place="客诉柜 2026-12", no_sample=None, no_photo=UNSEEN)


def test_untouched_pieces_of_before_the_reopening_still_prove(desk: Desk) -> None:
    """E0.3 note 1: the piece is kept; and of those all gone by their day it is said why none is."""
    kept, gone = cases.closed(desk), cases.closed(desk)
    label = custody.of_case(desk, gone)[0]
    later = cases.at(desk, "2029-01-04 10:00")
    custody.move(qc(later), label.id, "dispose", {"pieces": label.pieces, "holder": "郑样五", "reason": "到期"})
    for case, why in ((kept, None), (gone, "客户没有再退样，首轮样品已到期销毁")):
        archiving_again(later, case)
        cases.step(later, case, "archive", "merch", archive_place="客诉柜 2026-12", no_sample=why, no_photo=UNSEEN)
        assert cases.state(desk, case) == "closing"


def archiving_again(desk: Desk, case: int) -> None:
    """Reopened, and by the short answer once more before 归档."""
    cases.step(desk, case, "reopen", "qcmgr", "客户再次投诉同一问题")
    cases.walk(desk, case, "analyse", "pass_review")
    cases.step(desk, case, "plan", "duty", plan="照前案对策", disposition=["仅答复客户"])
    cases.walk(desk, case, "pass_plan", "handle_plain", "reply", "agree")
    cases.corrected(desk, case)
    cases.walk(desk, case, "track")


def test_strangers_label_lets_no_last_piece_go(desk: Desk) -> None:
    """E0.3 note 1: another customer's piece in the cabinet keeps none of this complaint."""
    case, number = sealed(desk, 2)
    strange = factory.signed_label(desk, seal_qty=5)
    records.put_into_case(qc(desk), strange, case)
    for act in ("send_back", "hand_over", "lend"):
        with pytest.raises(Refused, match=r"至少要保留 1 PCS.*Q4-QC-029 注1"):
            custody.move(qc(desk), number, act, {"pieces": 2, "holder": "褚样八"})
    custody.move(qc(desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    with pytest.raises(Refused, match="这是最后一个"):
        custody.move(qc(desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    label = custody.as_label(desk, custody.get(desk, number).id)
    assert label is not None
    assert label.only
    factory.take(desk, strange, "void", "pmgr", reason="贴错案件")
    assert records.get(desk, strange).state == "void"
