"""A page whose boxes nobody judged waits until they are signed, or until somebody says that nothing else is."""

from dataclasses import replace

import factory
import papers
import pytest
from papers import REWORK_SLOTS, confirmed
from refusals import refusal
from tamper import behind_the_back
from trail import findings, sentences

from qcdesk.desk import Desk
from qcdesk.services.keeping.scanned import scanned
from qcdesk.services.papers import copies, ink_boxes, looked, scan_list, scans, waiting_ink
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.inked import Mark
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.sheets import records

WHY = "看过原件"


@pytest.fixture
def paper(desk: Desk) -> CopyView:
    """A 返工返修记录表 on the shop floor."""
    return papers.printed(desk, papers.submitted(desk), *REWORK_SLOTS)


@pytest.fixture
def page(desk: Desk, paper: CopyView) -> ScanView:
    """Its scan, whose code was folded away, filed by hand."""
    folded = papers.scanned(desk, Seen(1)).pages[0]
    scans.file(factory.seat(desk, "qc"), folded.id, paper.id, 1, "折角，编号和内容都对")
    return scan_list.get(desk, folded.id)


def left(copy: CopyView, *slots: str) -> dict[tuple[int, int], tuple[str, ...]]:
    return {(copy.id, 1): slots} if slots else {}


def test_page_filed_by_hand_waits_with_every_box_that_may_be_signed(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    signed = {one.slot for one in records.get(desk, paper.record).signatures}
    open_ = [slot for slot in REWORK_SLOTS if slot not in signed]
    assert (waiting_ink.waiting(desk), waiting_ink.unjudged(desk)) == ({}, left(paper, *open_))
    assert {box.verdict for box in ink_boxes.proposed(desk, paper.id).boxes} == {ink_boxes.UNJUDGED}
    (silent,) = confirmed(desk, paper, Mark("prod_sign", "prod"))
    assert silent.said == "“prod_sign”扫描上没有判读，说它已签要写明为什么，例如：看过原件"
    done = confirmed(desk, paper, Mark("prod_sign", "prod", why=WHY), Mark("reviewed", "qcmgr", why=WHY))
    assert [one.said for one in done if not one.done] == []
    open_ = [slot for slot in open_ if slot not in ("prod_sign", "reviewed")]
    assert waiting_ink.unjudged(desk) == left(paper, *open_)
    assert (scan_list.get(desk, page.id).judged, findings(desk)) == (False, [])


def test_it_waits_no_more_once_somebody_has_looked_and_again_when_he_takes_that_back(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    clerk, waited = factory.seat(desk, "qc"), waiting_ink.unjudged(desk)
    assert refusal(lambda: looked.again(clerk, page.id)).endswith("没有人记过“看过了”，没有什么可以撤回")
    looked.look(clerk, page.id)
    seen = scan_list.get(desk, page.id)
    assert (waiting_ink.unjudged(desk), seen.looked_by) == ({}, clerk.person.name)
    archived = scanned(desk, [records.get(desk, paper.record)])
    assert [(one.id, one.position, one.sheet_page) for one in archived] == [(page.id, paper.position, 1)]
    filed = f"归入 {paper.named}第 1 页（{clerk.person.name}手工归入：折角，编号和内容都对）"
    assert seen.sentence == f"{filed}；{clerk.person.name}看过，其余没签"
    assert refusal(lambda: looked.look(clerk, page.id)).endswith(f"{clerk.person.name}已经看过，不用再记")
    looked.again(clerk, page.id)
    assert (waiting_ink.unjudged(desk), scan_list.get(desk, page.id).sentence) == (waited, filed)
    assert sentences(desk, paper.record)[-2:] == [
        "扫描页看过，其余没签：“扫描_20261122.pdf”第 1 页（第 1 份第 1 页）",
        "扫描页重新待看：“扫描_20261122.pdf”第 1 页（第 1 份第 1 页）",
    ]
    assert [one.sentence for one in scan_list.decisions(desk, page.id)][1:] == [
        f"看过 {paper.named}第 1 页，其余没签", f"重新待看 {paper.named}第 1 页",
    ]  # fmt: skip
    assert findings(desk) == []


def test_who_looked_at_a_page_moved_it_nowhere_and_has_looked_at_no_other_sheet(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    """What is taken back is still the filing; filed elsewhere, the page is another sheet."""
    clerk, other = factory.seat(desk, "qc"), papers.printed(desk, paper.record, *REWORK_SLOTS)
    looked.look(clerk, page.id)
    scans.undo(clerk, page.id, "归错了份")
    assert scan_list.get(desk, page.id).looked_by == ""
    assert refusal(lambda: looked.look(clerk, page.id)).endswith("还没有归入，先归到它的那一份再看签名")
    scans.file(clerk, page.id, other.id, 1, "是第二份")
    assert set(waiting_ink.unjudged(desk)) == {(other.id, 1)}
    looked.look(clerk, page.id)
    scans.dismiss(clerk, page.id, "扫糊了")
    scans.file(clerk, page.id, other.id, 1, "还是用它")
    assert set(waiting_ink.unjudged(desk)) == {(other.id, 1)}


def test_page_that_its_codes_filed_but_that_could_not_be_straightened_waits_too(desk: Desk, paper: CopyView) -> None:
    page = papers.scanned(desk, papers.seen(desk, paper)).pages[0]
    assert set(waiting_ink.unjudged(desk)) == {(paper.id, 1)}
    looked.look(factory.seat(desk, "qc"), page.id)
    assert waiting_ink.unjudged(desk) == {}


def test_archived_changed_or_fully_signed_sheets_ask_nobody_to_look(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    clerk = factory.seat(desk, "qc")
    copies.move(clerk, [paper.id], "archive", {"place": "品管部 A-03 盒"})
    assert waiting_ink.unjudged(desk) == {}
    copies.move(clerk, [paper.id], "take_out", {"holder": "王样六", "reason": "核对"})
    assert waiting_ink.unjudged(desk) != {}
    factory.take(desk, paper.record, "return", reason="数量不对")
    assert waiting_ink.unjudged(desk) == {}


def changed(desk: Desk, paper: CopyView) -> None:
    """After the scan came somebody writes another quantity."""
    factory.take(desk, paper.record, "return", reason="数量不对")
    version = records.get(desk, paper.record).version
    records.save(factory.seat(desk, "prod"), paper.record, version, {"rework_qty": 7})


def test_page_whose_sheet_was_changed_stays_until_somebody_says_that_he_has_looked(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    """Nothing on it can be confirmed any more, and nobody knows whether it was signed."""
    changed(desk, paper)
    clerk, place = factory.seat(desk, "qc"), (paper.id, 1)
    found = waiting_ink.to_look_at(desk)
    assert (found.inked, found.unknown, set(found.in_vain), found.pages) == ({}, {}, {place}, {place})
    looked.look(clerk, page.id)
    assert waiting_ink.to_look_at(desk).pages == frozenset()
    looked.again(clerk, page.id)
    assert set(waiting_ink.to_look_at(desk).in_vain) == {place}
    copies.move(clerk, [paper.id], "spoil", {"reason": "改过了"})
    assert waiting_ink.to_look_at(desk).pages == frozenset()


def test_who_looked_at_a_paper_that_can_be_confirmed_no_more_has_not_said_that_it_is_unsigned(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    clerk = factory.seat(desk, "qc")
    assert "请重新点开这一页" in refusal(lambda: looked.look(clerk, page.id, vain=True))
    changed(desk, paper)
    assert "请重新点开这一页" in refusal(lambda: looked.look(clerk, page.id, vain=False))
    looked.look(clerk, page.id, vain=True)
    assert scan_list.get(desk, page.id).sentence.endswith(f"；{clerk.person.name}看过，纸上签的不能再确认")
    assert sentences(desk, paper.record)[-1] == (
        "扫描页看过，纸上签的不能再确认：“扫描_20261122.pdf”第 1 页（第 1 份第 1 页）"
    )
    told = scan_list.decisions(desk, page.id)[-1]
    assert told.sentence == f"看过 {paper.named}第 1 页，纸上签的不能再确认"
    assert refusal(lambda: looked.look(clerk, page.id)).endswith("已经看过，不用再记")
    assert findings(desk) == []
    with behind_the_back(desk) as intruder:
        intruder.sql("UPDATE filing SET act = 'look' WHERE act = 'look_in_vain'")
        assert any("应为“看过，纸上签的不能再确认”，现在是“看过，其余没签”" in said for said in intruder.findings())


def test_a_paper_that_can_be_confirmed_after_all_is_looked_at_once_more(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    """What other hands had written into its record was put right."""
    clerk, waited = factory.seat(desk, "qc"), waiting_ink.to_look_at(desk)
    with behind_the_back(desk) as intruder:
        [(payload,)] = intruder.sql("SELECT payload FROM record WHERE id = ?", paper.record)
        intruder.sql("UPDATE record SET payload = ? WHERE id = ?", '{"rework_qty":7}', paper.record)
        looked.look(clerk, page.id)
        assert waiting_ink.to_look_at(desk).pages == frozenset()
        intruder.sql("UPDATE record SET payload = ? WHERE id = ?", payload, paper.record)
        assert waiting_ink.to_look_at(desk) == waited
        looked.look(clerk, page.id)
        assert waiting_ink.to_look_at(desk).pages == frozenset()
        assert scan_list.get(desk, page.id).looked_said == "其余没签"


def test_what_was_confirmed_before_the_sheet_went_back_is_nothing_to_look_for(
    desk: Desk, paper: CopyView, page: ScanView
) -> None:
    confirmed(desk, paper, Mark("prod_sign", "prod", why=WHY))
    [left_then] = waiting_ink.unjudged(desk).values()
    changed(desk, paper)
    [shut] = waiting_ink.to_look_at(desk).in_vain.values()
    assert "prod_sign" not in {*left_then, *shut}
    assert set(left_then) < set(shut)
    asked = looked.left(desk, scan_list.get(desk, page.id), ink_boxes.proposed(desk, paper.id))
    assert tuple(sorted(box.slot for box in asked)) == shut


def test_box_seen_unclearly_waits_until_it_is_confirmed_or_somebody_has_looked(desk: Desk, paper: CopyView) -> None:
    seen = papers.seen(desk, paper, prod_sign="signed", reviewed="unclear", approved="empty")
    page, clerk = papers.scanned(desk, seen).pages[0], factory.seat(desk, "qc")
    found = waiting_ink.to_look_at(desk)
    assert (found.inked, found.unknown) == (left(paper, "prod_sign"), left(paper, "reviewed"))
    assert refusal(lambda: looked.look(clerk, page.id)) == (
        "“扫描_20261122.pdf”第 1 页的“prod_sign”有笔迹，还没有确认：先确认这些签名，再说其余没签"
    )
    done = confirmed(desk, paper, Mark("prod_sign", "prod"))
    looked.look(clerk, page.id)
    assert waiting_ink.to_look_at(desk).pages == frozenset()
    looked.again(clerk, page.id)
    assert waiting_ink.to_look_at(desk).unknown == left(paper, "reviewed")
    done += confirmed(desk, paper, Mark("reviewed", "qcmgr", why=WHY))
    assert [one.said for one in done if not one.done] == []
    assert waiting_ink.to_look_at(desk).pages == frozenset()
    assert findings(desk) == []


def test_page_with_ink_that_can_be_confirmed_no_more_is_looked_at_for_its_other_boxes(
    desk: Desk, paper: CopyView
) -> None:
    page = papers.scanned(desk, papers.seen(desk, paper, prod_sign="signed", reviewed="unclear")).pages[0]
    changed(desk, paper)
    looked.look(factory.seat(desk, "qc"), page.id)
    assert waiting_ink.to_look_at(desk).in_vain == left(paper, "prod_sign")
    assert sentences(desk, paper.record)[-1].startswith("扫描页看过，纸上签的不能再确认：")


def test_nothing_is_said_of_a_paper_that_is_given_up(desk: Desk, paper: CopyView, page: ScanView) -> None:
    clerk = factory.seat(desk, "qc")
    copies.move(clerk, [paper.id], "lose", {"reason": "找不到"})
    assert refusal(lambda: looked.look(clerk, page.id)).startswith(f"{paper.named}已报遗失")
    copies.move(clerk, [paper.id], "find", {"reason": "夹在别的单里"})
    looked.look(clerk, page.id)
    assert waiting_ink.to_look_at(desk).pages == frozenset()


def test_of_two_scans_of_one_page_the_boxes_of_both_wait(desk: Desk, paper: CopyView) -> None:
    """As other hands may have filed them."""
    papers.scanned(desk, papers.seen(desk, paper, reviewed="unclear", prod_sign="empty"))
    again = papers.seen(desk, paper, reviewed="empty", prod_sign="unclear")
    twice = papers.scanned(desk, again, content=b"%PDF-1.4 twice").pages[0]
    assert waiting_ink.unjudged(desk) == left(paper, "reviewed")
    with behind_the_back(desk) as intruder:
        intruder.sql("UPDATE scan SET flag = '', copy_id = ?, sheet_page = 1 WHERE id = ?", paper.id, twice.id)
        assert waiting_ink.unjudged(desk) == left(paper, "prod_sign", "reviewed")


def test_nobody_looks_at_what_is_signed_or_shows_ink_alone(desk: Desk, paper: CopyView) -> None:
    clerk, slots = factory.seat(desk, "qc"), dict.fromkeys(REWORK_SLOTS, "empty")
    seen = papers.seen(desk, paper, **{**slots, "prod_sign": "unclear"})
    page = papers.scanned(desk, seen).pages[0]
    confirmed(desk, paper, Mark("prod_sign", "prod", why=WHY))
    assert refusal(lambda: looked.look(clerk, page.id)).endswith("的签名格都签了、确认过了，没有还要看的")
    other = papers.back(desk, papers.submitted(desk), "prod_sign")
    changed(desk, other)
    [ink] = scan_list.of_copy(desk, other.id)
    assert refusal(lambda: looked.look(clerk, ink.id)).endswith(
        "有笔迹的不能再确认，这一份作废或归档，或重签的确认了，就不再列着"
    )


def test_box_signed_on_screen_is_none_to_look_for(desk: Desk, anomaly: int) -> None:
    copy = papers.printed(desk, anomaly, "prepared", "reviewed")
    page = papers.scanned(desk, papers.seen(desk, copy)).pages[0]
    assert waiting_ink.unjudged(desk) == left(copy, "reviewed")
    with behind_the_back(desk) as intruder:
        intruder.sql("UPDATE scan SET said = ? WHERE id = ?", "{", page.id)
        assert waiting_ink.unjudged(desk) == {}


def test_page_that_was_judged_or_bears_no_box_is_not_said_to_be_looked_at(desk: Desk, anomaly: int) -> None:
    clerk, copy = factory.seat(desk, "qc"), papers.printed(desk, anomaly, "reviewed", pages=2)
    front, back = papers.scanned(
        desk, papers.seen(desk, copy), papers.seen(desk, copy, 2, at=2, reviewed="empty")
    ).pages
    assert waiting_ink.unjudged(desk) == {}
    assert refusal(lambda: looked.look(clerk, front.id)) == f"{copy.named}第 1 页上没有签名格"
    assert "判读过：空白的当作没签" in refusal(lambda: looked.look(clerk, back.id))
    other = papers.printed(desk, anomaly, "reviewed")
    drawn = replace(papers.seen(desk, other), untouched=True)
    kept = papers.scanned(desk, drawn, content=b"%PDF drawn").pages[0]
    scans.file(clerk, kept.id, other.id, 1, "和单子一起留底")
    assert waiting_ink.unjudged(desk) == {}
    assert "没有在纸上签过" in refusal(lambda: looked.look(clerk, kept.id))
