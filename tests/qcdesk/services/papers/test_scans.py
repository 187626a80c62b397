"""Scanned pages file themselves where everything fits; whatever does not is flagged with its own sentence."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unittest import mock

import factory
import papers
import pytest
from papers import flag
from refusals import refusal
from tamper import behind_the_back
from trail import findings, sentences

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.papers import copies, copy_list, placing, scan_list, scans
from qcdesk.services.papers.copy_list import ARCHIVED, BACK, LOST, SENT, CopyView
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.scan_list import ASIDE, BLANK, FILED, FLAGGED
from qcdesk.services.sheets import records
from qcdesk.services.trail import kept_rows


def test_page_goes_to_its_copy_and_a_whole_copy_is_back(desk: Desk, copy: CopyView) -> None:
    copies.move(factory.seat(desk, "qc"), [copy.id], "send", {"holder": "王样六"})
    taken = papers.scanned(desk, papers.seen(desk, copy), Seen(2, blank=True))
    front, back = taken.pages
    assert (front.state, front.sentence) == (FILED, f"归入 {copy.named}第 1 页")
    assert (back.state, back.sentence) == (BLANK, "空白页，已放在一边")
    assert [came.sentence for came in taken.copies] == [f"{copy.named} 1 页齐了，已转为“已签回”"]
    assert copy_list.get(desk, copy.id).state == BACK
    assert taken.clean
    assert scan_list.counted(desk)[scan_list.FLAGGED] == 0
    assert sentences(desk, copy.record)[-2] == "扫描件“扫描_20261122.pdf”归入第 1 份第 1 页"
    assert findings(desk) == []


def test_file_is_kept_as_it_came(desk: Desk, copy: CopyView) -> None:
    taken = papers.scanned(desk, papers.seen(desk, copy), content=b"%PDF-1.7 the very bytes")
    assert desk.attachments.get(taken.file) == b"%PDF-1.7 the very bytes"


def test_missing_page_is_told_until_it_comes(desk: Desk, anomaly: int) -> None:
    copy = papers.printed(desk, anomaly, pages=3)
    first = papers.scanned(desk, papers.seen(desk, copy, 2), papers.seen(desk, copy, 1, at=2))
    assert [came.sentence for came in first.copies] == [f"{copy.named}还缺第 3 页"]
    assert copy_list.get(desk, copy.id).state != BACK
    last = papers.scanned(desk, papers.seen(desk, copy, 3), content=b"%PDF-1.4 rest")
    assert [(came.missing, came.back) for came in last.copies] == [((), True)]
    assert [one.sheet_page for one in scan_list.of_copy(desk, copy.id)] == [1, 2, 3]


def test_copy_of_which_only_some_pages_were_printed_waits_for_those_alone(desk: Desk, anomaly: int) -> None:
    clerk = factory.seat(desk, "qc")
    where = {**papers.boxes("prepared", pages=3), "printed": [2, 2]}
    copy = copies.register(clerk, records.get(desk, anomaly), 3, where, "zh")
    assert papers.scanned(desk, papers.seen(desk, copy, 2)).copies[0].back


def test_same_file_again_is_told_and_nothing_is_filed(desk: Desk, copy: CopyView) -> None:
    first = papers.scanned(desk, papers.seen(desk, copy))
    again = papers.scanned(desk, papers.seen(desk, copy), name="又一次.pdf")
    assert "是同一个文件，没有再收" in again.before
    assert [page.id for page in again.pages] == [page.id for page in first.pages]
    assert desk.store.sql("SELECT COUNT(*) FROM scan")[0][0] == 1


def test_same_page_twice_is_flagged_within_a_file_and_later(desk: Desk, copy: CopyView) -> None:
    taken = papers.scanned(desk, papers.seen(desk, copy), papers.seen(desk, copy, at=2))
    assert flag(taken, 2) == (
        placing.TWICE,
        f"{copy.named}第 1 页已经有扫描（又扫了一次，或是复印件），这一页没有再归入；要换成这一页，先把原来的放在一边",
    )
    later = papers.scanned(desk, papers.seen(desk, copy), content=b"%PDF-1.4 again")
    assert flag(later)[0] == placing.TWICE
    assert sentences(desk, copy.record)[-1] == "扫描件“扫描_20261122.pdf”有一页没有归入：第 1 页（这页已有扫描）"


def test_sheet_changed_after_printing_is_flagged(desk: Desk, anomaly: int) -> None:
    copy = papers.printed(desk, anomaly)
    factory.take(desk, anomaly, "return", reason="数量不对")
    merch = factory.seat(desk, "merch")
    records.save(merch, anomaly, records.get(desk, anomaly).version, {"lot_qty": 77})
    name, why = flag(papers.scanned(desk, papers.seen(desk, copy)))
    assert (name, why) == (placing.CHANGED, f"{copy.named}印出以后内容改过，纸上的不是现在的内容，请重新打印再签")


def test_sheet_sent_back_after_printing_is_flagged_although_nothing_was_changed(desk: Desk, anomaly: int) -> None:
    copy = papers.printed(desk, anomaly)
    factory.take(desk, anomaly, "return", reason="数量不对")
    name, why = flag(papers.scanned(desk, papers.seen(desk, copy)))
    assert name == placing.RETURNED
    assert why.startswith(f"{copy.named}印出以后，单子退回过，签名都失效了，请重新打印再签")


def test_scan_of_an_older_edition_is_flagged(desk: Desk) -> None:
    label = factory.signed_label(desk)
    copy = papers.printed(desk, label)
    factory.take(desk, label, "revise", "pmgr", reason="数量写错")
    name, why = flag(papers.scanned(desk, papers.seen(desk, copy)))
    assert (name, "印出以后改版了：纸上是原单，现在是改版 1" in why) == (placing.CHANGED, True)


def test_paper_of_a_copy_given_up_or_a_void_sheet_is_flagged(desk: Desk, copy: CopyView) -> None:
    copies.move(factory.seat(desk, "qc"), [copy.id], "lose", {"reason": "车间找不到"})
    name, why = flag(papers.scanned(desk, papers.seen(desk, copy)))
    assert (name, why) == (
        placing.ENDED,
        f"{copy.named}已遗失（车间找不到），要用它请手工归入并写明原因；纸找到了，就在“纸上送签”里点“找回”",
    )
    other = papers.printed(desk, copy.record)
    factory.take(desk, copy.record, "void", "merch", reason="重复开单")
    assert flag(papers.scanned(desk, papers.seen(desk, other), content=b"%PDF-1.4 v"))[0] == placing.ENDED


def test_a_lost_copy_whose_scan_was_filed_by_hand_is_back_when_it_is_found(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    copies.move(clerk, [copy.id], "lose", {"reason": "车间找不到"})
    page = papers.scanned(desk, papers.seen(desk, copy)).pages[0]
    came = scans.file(clerk, page.id, copy.id, 1, "就是丢的那一份")
    assert (came.back, came.copy.state) == (False, LOST)
    copies.move(clerk, [copy.id], "find", {"reason": "夹在别的单里"})
    assert copy_list.get(desk, copy.id).state == BACK
    assert findings(desk) == []


def test_a_lost_copy_that_was_found_first_comes_back_with_its_scan(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    copies.move(clerk, [copy.id], "lose", {"reason": "车间找不到"})
    page = papers.scanned(desk, papers.seen(desk, copy)).pages[0]
    copies.move(clerk, [copy.id], "find", {"reason": "夹在别的单里"})
    assert scans.likely(desk, page)[0].copy.id == copy.id
    assert scans.file(clerk, page.id, copy.id, 1, "就是丢的那一份").back


def test_flagged_page_is_filed_by_hand_with_a_reason_and_taken_back(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    page = papers.scanned(desk, Seen(1)).pages[0]
    assert refusal(lambda: scans.file(clerk, page.id, copy.id, 1, " ")) == "要写明原因"
    for few in ("。", "对", "对。"):
        assert refusal(lambda few=few: scans.file(clerk, page.id, copy.id, 1, few)) == "原因至少写两个字"
    assert "没有第 2 页" in refusal(lambda: scans.file(clerk, page.id, copy.id, 2, "折角"))
    assert scans.file(clerk, page.id, copy.id, 1, "二维码折住了，编号看得清").back
    found = scan_list.get(desk, page.id)
    assert found.sentence == f"归入 {copy.named}第 1 页（{clerk.person.name}手工归入：二维码折住了，编号看得清）"
    assert "已经归入" in refusal(lambda: scans.file(clerk, page.id, copy.id, 1, "再来"))
    scans.undo(clerk, page.id, "看错了")
    assert scan_list.get(desk, page.id).state == FLAGGED
    assert "没有什么可以撤回" in refusal(lambda: scans.undo(clerk, page.id, "再撤"))
    assert [(one.said, one.reason) for one in scan_list.decisions(desk, page.id)] == [
        (f"手工归入 {copy.named}第 1 页", "二维码折住了，编号看得清"), ("撤回", "看错了"),
    ]  # fmt: skip
    assert sentences(desk, copy.record)[-2:] == [
        "撤回手工归入：“扫描_20261122.pdf”第 1 页（第 1 份第 1 页）",
        "第 1 份 签回作罢，回到“已打印”：“扫描_20261122.pdf”第 1 页撤回手工的决定：看错了",
    ]
    assert findings(desk) == []


def test_page_put_aside_makes_room_for_a_better_scan(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    poor = papers.scanned(desk, papers.seen(desk, copy)).pages[0]
    better = papers.scanned(desk, papers.seen(desk, copy), content=b"%PDF-1.4 better").pages[0]
    assert "先把原来的放在一边" in refusal(lambda: scans.file(clerk, better.id, copy.id, 1, "更清楚"))
    scans.dismiss(clerk, poor.id, "太模糊")
    assert scan_list.get(desk, poor.id).state == ASIDE
    scans.file(clerk, better.id, copy.id, 1, "更清楚")
    assert "已经有别的扫描" in refusal(lambda: scans.undo(clerk, poor.id, "还是这张"))
    assert [one.id for one in scan_list.of_copy(desk, copy.id)] == [better.id]
    assert [one.id for one in scan_list.listed(desk, states=[ASIDE])] == [poor.id]
    assert findings(desk) == []


def test_likely_copies_begin_with_what_the_paper_says(desk: Desk, anomaly: int) -> None:
    copy, other = papers.printed(desk, anomaly, pages=2), papers.printed(desk, anomaly)
    taken = papers.scanned(desk, papers.seen(desk, copy, 1), Seen(2))
    guesses = [(one.copy.id, one.page) for one in scans.likely(desk, taken.pages[1])]
    assert guesses == [(copy.id, 2), (other.id, 1)]
    strange = replace(other.code, digest="0" * 64)
    page = papers.scanned(desk, Seen(1, (strange.text(1, 1),)), content=b"%PDF-1.4 x").pages[0]
    assert scans.likely(desk, page)[0].copy.id == other.id


def test_list_is_by_state_and_words(desk: Desk, copy: CopyView) -> None:
    papers.scanned(desk, papers.seen(desk, copy), Seen(2), Seen(3, blank=True))
    assert [one.page for one in scan_list.listed(desk)] == [3, 2, 1]
    assert [one.page for one in scan_list.listed(desk, states=[FLAGGED])] == [2]
    assert [one.page for one in scan_list.listed(desk, states=[FILED, BLANK])] == [3, 1]
    assert scan_list.listed(desk, text="扫描_2025") == []
    assert [one.page for one in scan_list.of_record(desk, copy.record)] == [1]
    with pytest.raises(NotFound, match="没有序号为 99 的扫描页"):
        scan_list.get(desk, 99)


def test_archived_copy_stays_archived_when_its_scan_comes(desk: Desk, copy: CopyView) -> None:
    copies.move(factory.seat(desk, "qc"), [copy.id], "archive", {"place": "盒 3"})
    assert papers.scanned(desk, papers.seen(desk, copy)).copies[0].back is False
    assert copy_list.get(desk, copy.id).state == ARCHIVED


def test_file_of_many_pages_is_one_transaction(desk: Desk, anomaly: int) -> None:
    copy = papers.printed(desk, anomaly, pages=1200)
    pages = [papers.seen(desk, copy, at, at) for at in range(1, 1201)]
    with mock.patch.object(kept_rows, "AT_ONCE", 500):
        taken = papers.scanned(desk, *pages)
    assert (len(taken.pages), taken.copies[0].back) == (1200, True)
    assert findings(desk) == []


def test_nothing_is_half_filed_when_the_program_dies(desk: Desk, copy: CopyView) -> None:
    dying = mock.patch.object(scans.coming_back, "bring", side_effect=KeyboardInterrupt)
    with dying, pytest.raises(KeyboardInterrupt):
        papers.scanned(desk, papers.seen(desk, copy), Seen(2))
    assert desk.store.sql("SELECT COUNT(*) FROM scan")[0][0] == 0
    assert findings(desk) == []
    assert papers.scanned(desk, papers.seen(desk, copy)).copies[0].back


def test_file_too_big_is_refused(desk: Desk) -> None:
    with mock.patch.object(scans, "MOST_BYTES", 8 * 1024 * 1024):
        said = refusal(lambda: papers.scanned(desk, content=bytes(9 * 1024 * 1024)))
    assert said == "“扫描_20261122.pdf”有 9 MB，一个文件至多 8 MB，请分开扫描"


def test_two_who_scan_the_same_file_at_the_same_moment_file_it_once(desk: Desk, database_url: str) -> None:
    anomaly = factory.walk(desk, factory.draft(desk), "submit")
    copy = papers.printed(desk, anomaly)
    page = papers.seen(desk, copy)

    def once(_: int) -> bool:
        other = factory.reopen(desk, database_url)
        try:
            return bool(papers.scanned(other, page).before)
        finally:
            other.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(once, range(4))) == [False, True, True, True]
    assert desk.store.sql("SELECT COUNT(*) FROM scan")[0][0] == 1
    assert copy_list.get(desk, copy.id).state != SENT
    assert findings(desk) == []


@pytest.mark.parametrize(
    ("done", "named"),
    [
        ("UPDATE scan SET copy_id = NULL", "扫描页 扫描_20261122.pdf 第 1 页"),
        ("UPDATE scan SET sheet_page = 2 WHERE id = 1", "扫描页 扫描_20261122.pdf 第 1 页"),
        ("UPDATE scan SET said = '{}' WHERE id = 2", "扫描页 扫描_20261122.pdf 第 2 页"),
        ("DELETE FROM scan WHERE id = 2", "扫描页 扫描_20261122.pdf 第 2 页"),
        ("UPDATE filing SET act = 'dismiss'", "扫描页的归档 扫描_20261122.pdf 第 2 页"),
        ("DELETE FROM filing", "扫描页的归档 扫描_20261122.pdf 第 2 页"),
        ("UPDATE filing SET reason = '没有原因'", "扫描页的归档 扫描_20261122.pdf 第 2 页"),
        ("DELETE FROM attachment", "扫描件"),
    ],
)  # fmt: skip
def test_verify_names_a_scan_that_other_hands_touched(desk: Desk, copy: CopyView, done: str, named: str) -> None:
    other = papers.printed(desk, copy.record)
    page = papers.scanned(desk, papers.seen(desk, copy), Seen(2)).pages[1]
    scans.file(factory.seat(desk, "qc"), page.id, other.id, 1, "折角")
    with behind_the_back(desk) as intruder:
        intruder.sql(done)
        found = intruder.findings()
    assert any(finding.startswith(named) for finding in found), found


def test_verify_names_a_scanned_file_that_other_hands_changed(local_desk: Desk) -> None:
    anomaly = factory.walk(local_desk, factory.draft(local_desk), "submit")
    papers.scanned(local_desk, papers.seen(local_desk, papers.printed(local_desk, anomaly)))
    papers.kept_files(local_desk)[0].write_bytes(b"%PDF-1.4 forged")
    assert any("附件“扫描_20261122.pdf”" in one and "已被改动或损坏" in one for one in findings(local_desk))


def test_verify_names_scanned_bytes_that_other_hands_changed_on_a_server(server_desk: tuple[Desk, str]) -> None:
    desk, _ = server_desk
    anomaly = factory.walk(desk, factory.draft(desk), "submit")
    papers.scanned(desk, papers.seen(desk, papers.printed(desk, anomaly)))
    with behind_the_back(desk) as intruder:
        intruder.sql("UPDATE attachment_bytes SET content = 'forged'")
        assert any("附件“扫描_20261122.pdf”" in one for one in intruder.findings())
