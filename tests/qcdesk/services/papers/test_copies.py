"""Numbered copies: registered when printed, followed until they lie in their box, never taken for another."""

from concurrent.futures import ThreadPoolExecutor

import factory
import papers
import pytest
from refusals import refusal
from tamper import behind_the_back

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused, Stale
from qcdesk.services.papers import copies, copy_list, unsigned
from qcdesk.services.papers.copy_list import ARCHIVED, BACK, PRINTED, SENT, CopyView
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying


@pytest.fixture
def label(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def printed(desk: Desk, record: int) -> CopyView:
    qc = factory.seat(desk, "qc")
    return copies.register(qc, records.get(qc, record), 1, {"pages": []}, "zh")


def test_each_print_is_a_copy_of_its_own_and_later_ones_are_reprints(desk: Desk, label: int) -> None:
    first, second = printed(desk, label), printed(desk, label)
    assert [(one.position, one.reprint, one.remark) for one in (first, second)] == [
        (1, False, "第1份"), (2, True, "第2份 重印"),
    ]  # fmt: skip
    assert (first.state, first.printed_by, first.why_stale) == (PRINTED, factory.seat(desk, "qc").person.name, "")
    assert verifying.verify(desk) == []


def test_a_draft_and_a_void_sheet_make_no_copy(desk: Desk) -> None:
    draft = factory.draft(desk, "seal_label", factory.label(), by="qc")
    assert "不编份" in refusal(lambda: printed(desk, draft))
    factory.take(desk, draft, "void", "qc", reason="重复开单")
    assert "已作废，不编份" in refusal(lambda: printed(desk, draft))


def test_a_sheet_changed_since_it_was_laid_out_is_not_printed_as_a_copy(desk: Desk, label: int) -> None:
    qc, seen = factory.seat(desk, "qc"), records.get(desk, label)
    factory.take(desk, label, "return", "qcmgr", reason="数量不对")
    with pytest.raises(Stale, match="请重新打开再打印"):
        copies.register(qc, seen, 1, {}, "zh")
    assert copy_list.of_record(desk, label) == []


def test_short_code_names_copy_and_page_and_a_slip_or_foreign_paper_is_refused(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    short = copy.code.short(1)
    found = copy_list.by_short_code(desk, short.lower().replace("-", " "))
    assert (found.copy.id, found.page) == (copy.id, 1)
    wrong = short[:-1] + ("A" if short[-1] != "A" else "B")
    assert "校验对不上" in refusal(lambda: copy_list.by_short_code(desk, wrong))
    assert "只有 1 页" in refusal(lambda: copy_list.by_short_code(desk, copy.code.short(2)))
    assert "不是打印份的短码" in refusal(lambda: copy_list.by_short_code(desk, "YP-202611-001"))


def test_a_copy_goes_out_comes_back_and_lies_in_its_box(desk: Desk, label: int) -> None:
    qc, copy = factory.seat(desk, "qc"), printed(desk, label)
    copies.move(qc, [copy.id], "send", {"holder": "王样六"})
    assert {who: [one.id for one in out] for who, out in copy_list.chased(desk).items()} == {"王样六": [copy.id]}
    copies.move(qc, [copy.id], "back", {})
    assert copy_list.get(desk, copy.id).state == BACK
    assert copy_list.chased(desk) == {}
    copies.move(qc, [copy.id], "archive", {"place": "2026 品质盒 03"})
    done = copy_list.get(desk, copy.id)
    assert (done.state, done.place, done.state_label) == (ARCHIVED, "2026 品质盒 03", "已归档")
    assert "不能送签：要拿出来，点“借出”" in refusal(lambda: copies.move(qc, [copy.id], "send", {"holder": "王样六"}))
    copies.move(qc, [copy.id], "take_out", {"holder": "外审员", "reason": "年度审核"})
    lent = copy_list.get(desk, copy.id)
    assert (lent.state, lent.state_label, lent.todo) == (SENT, "已借出", "请归还")
    assert verifying.verify(desk) == []


@pytest.mark.parametrize(
    ("act", "word"),
    [("send", "交给谁"), ("archive", "归档盒和位置"), ("lose", "怎么丢的、找过哪里"), ("spoil", "为什么作废")],
)
def test_what_must_be_said_is_asked_for(desk: Desk, label: int, act: str, word: str) -> None:
    copy = printed(desk, label)
    said = refusal(lambda: copies.move(factory.seat(desk, "qc"), [copy.id], act, {"holder": "  "}))
    assert said.endswith(f"要写明“{word}”")


def test_several_move_together_or_not_at_all(desk: Desk, label: int) -> None:
    qc, first, second = factory.seat(desk, "qc"), printed(desk, label), printed(desk, label)
    copies.move(qc, [second.id], "lose", {"reason": "车间地上找不到"})
    with pytest.raises(Refused, match="第 2 份已遗失"):
        copies.move(qc, [first.id, second.id], "send", {"holder": "王样六"})
    assert copy_list.get(desk, first.id).state == PRINTED


@pytest.mark.parametrize(
    ("before", "stands"),
    [
        ((), PRINTED), ((("send", {"holder": "王样六"}),), PRINTED), ((("back", {}),), BACK),
        ((("archive", {"place": "盒 3"}),), BACK), ((("back", {}), ("send", {"holder": "审核人"})), PRINTED),
        ((("archive", {"place": "盒 3"}), ("take_out", {"holder": "外审员", "reason": "年审"})), BACK),
    ],
)  # fmt: skip
def test_a_lost_copy_that_is_found_is_back_if_it_had_come_back_else_at_hand(
    desk: Desk, label: int, before: tuple[tuple[str, dict[str, str]], ...], stands: str
) -> None:
    qc, copy = factory.seat(desk, "qc"), printed(desk, label)
    for act, said in (*before, ("lose", {"reason": "车间找不到"})):
        copies.move(qc, [copy.id], act, said)
    assert "“在哪里找到的”至少写两个字" in refusal(lambda: copies.move(qc, [copy.id], "find", {"reason": "。"}))
    copies.move(qc, [copy.id], "find", {"reason": "在二车间工具柜里"})
    assert copy_list.get(desk, copy.id).state == stands
    assert "不能找回：只有“已遗失”的" in refusal(lambda: copies.move(qc, [copy.id], "find", {"reason": "又找到一次"}))
    told = [line.sentence for line in history.told(desk, label)]
    assert "第 1 份 找回：在二车间工具柜里" in told
    assert verifying.verify(desk) == []


def test_copies_lost_together_are_found_together_each_as_it_stood(desk: Desk, label: int) -> None:
    qc, first, second = factory.seat(desk, "qc"), printed(desk, label), printed(desk, label)
    copies.move(qc, [second.id], "back", {})
    for act in ("lose", "find"):
        copies.move(qc, [first.id, second.id], act, {"reason": "随箱子搬走，又搬回来了"})
    assert [copy_list.get(desk, one.id).state for one in (first, second)] == [PRINTED, BACK]


def test_a_copy_of_what_was_changed_since_says_so(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    assert copy_list.get(desk, copy.id).why_stale == ""
    factory.take(desk, label, "return", "qcmgr", reason="数量不对")
    qc = factory.seat(desk, "qc")
    records.save(qc, label, records.get(qc, label).version, {"location": "品管样品柜 C-09"})
    assert copy_list.get(desk, copy.id).why_stale == "印出以后内容改过，纸上的不是现在的内容"


def test_a_copy_of_a_sheet_sent_back_since_says_so_although_nothing_was_changed(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    factory.take(desk, label, "return", "qcmgr", reason="数量不对")
    found = copy_list.get(desk, copy.id)
    assert found.why_stale == "印出以后，单子退回过，签名都失效了"
    assert found.stale.todo == "请收回，重新打印再签"
    factory.take(desk, label, "submit", "qc")
    assert printed(desk, label).why_stale == ""


def test_a_copy_of_a_void_sheet_is_to_be_fetched_and_not_signed(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    factory.take(desk, label, "void", "qc", reason="重复开单")
    found = copy_list.get(desk, copy.id)
    assert (found.why_stale, found.stale.todo) == ("单子已作废", "请收回，不用再签")


def test_a_copy_out_of_a_sheet_approved_meanwhile_is_to_be_fetched_and_sent_to_nobody(desk: Desk, label: int) -> None:
    qc, copy = factory.seat(desk, "qc"), printed(desk, label)
    copies.move(qc, [copy.id], "send", {"holder": "王样六"})
    factory.walk(desk, label, "review")
    assert copy_list.get(desk, copy.id).waited_for
    factory.walk(desk, label, "approve")
    found = copy_list.get(desk, copy.id)
    assert (found.waited_for, found.why_stale, found.why_done) == (False, "", "单子已核准，没有要签的了")
    assert found.todo == "请收回，不用再签"
    assert copy_list.listed(desk)[0].todo == found.todo
    for act in ("", "back"):
        if act:
            copies.move(qc, [copy.id], act, {})
        assert "不用送签：单子已核准" in refusal(lambda: copies.move(qc, [copy.id], "send", {"holder": "王样六"}))
    assert copy_list.get(desk, copy.id).todo == ""


def test_a_copy_with_a_box_left_for_ink_is_waited_for_although_its_sheet_is_approved(desk: Desk) -> None:
    record = papers.submitted(desk)
    copy = papers.printed(desk, record, *papers.REWORK_SLOTS)
    chain = papers.printed(desk, record, "prepared", "reviewed", "approved")
    factory.walk(desk, record, "review", "approve")
    copies.move(factory.seat(desk, "qc"), [copy.id], "send", {"holder": "二车间"})
    assert copy_list.get(desk, copy.id).waited_for
    assert copy_list.get(desk, chain.id).settled


def test_a_sheet_that_the_customer_has_still_to_sign_is_not_settled(desk: Desk) -> None:
    kind = desk.catalogue.newest("field_rework")
    assert not unsigned.settled(kind, {}, {"pages": []}, set())
    assert unsigned.settled(kind, {"customer_sign": "例客户 11-20"}, {"pages": []}, set())


def test_a_copy_of_the_edition_before_needs_no_new_print_once_the_next_one_is_approved(desk: Desk) -> None:
    record = papers.submitted(desk)
    copy = papers.printed(desk, record, "prepared", "reviewed", "approved")
    factory.walk(desk, record, "review", "approve")
    factory.take(desk, record, "revise", records.get(desk, record).signature("approved").person, reason="数量点错")
    assert copy_list.get(desk, copy.id).todo == "请收回，重新打印再签"
    factory.walk(desk, record, "submit", "review", "approve")
    assert copy_list.get(desk, copy.id).todo == "请收回，不用再签"


@pytest.mark.parametrize(("act", "said", "why"), [
    ("", {}, "不能借出：归档以后才能借出"), ("send", {"holder": "王样六"}, "不能借出：纸回来了，先点“签回”"),
    ("lose", {"reason": "车间找不到"}, "不能借出：纸找到了，先点“找回”"),
    ("spoil", {"reason": "印花了"}, "不能借出：作废了的纸不再用"),
])  # fmt: skip
def test_what_is_nothing_for_a_copy_says_what_may_be_done(
    desk: Desk, label: int, act: str, said: dict[str, str], why: str
) -> None:
    qc, copy = factory.seat(desk, "qc"), printed(desk, label)
    if act:
        copies.move(qc, [copy.id], act, said)
    assert why in refusal(lambda: copies.move(qc, [copy.id], "take_out", {"holder": "外审员", "reason": "年度审核"}))


def test_list_is_by_state_and_by_words(desk: Desk, label: int) -> None:
    qc, first, second = factory.seat(desk, "qc"), printed(desk, label), printed(desk, label)
    copies.move(qc, [second.id], "send", {"holder": "财务卫样十"})
    assert [one.id for one in copy_list.listed(desk)] == [first.id, second.id]
    assert [one.id for one in copy_list.listed(desk, states=[SENT])] == [second.id]
    assert [one.id for one in copy_list.listed(desk, states=[PRINTED])] == [first.id]
    assert [one.id for one in copy_list.listed(desk, text="卫样十")] == [second.id]
    assert copy_list.listed(desk, text="100%") == []


def test_printers_at_the_same_moment_get_different_numbers(server_desk: tuple[Desk, str]) -> None:
    desk, url = server_desk
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")

    def once(_: int) -> int:
        other = factory.reopen(desk, url)
        try:
            return printed(other, label).position
        finally:
            other.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(once, range(8))) == list(range(1, 9))
    assert verifying.verify(desk) == []


def test_copy_unknown_is_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="没有序号为 7 的打印份"):
        copy_list.get(desk, 7)


@pytest.mark.parametrize(
    "done",
    ["UPDATE copy SET digest = 'f'", "UPDATE copy SET boxes = '{}'", "DELETE FROM copy", "DELETE FROM copy_move"],
)
def test_verify_names_a_copy_that_other_hands_touched(desk: Desk, label: int, done: str) -> None:
    copy = printed(desk, label)
    copies.move(factory.seat(desk, "qc"), [copy.id], "send", {"holder": "王样六"})
    with behind_the_back(desk) as intruder:
        intruder.sql(done)
        assert any(finding.startswith("打印份") for finding in intruder.findings())
