"""A paper is held against its record: one verdict, never a kinder one than the paper deserves."""

import factory
import papers
import pytest
import tamper
from drafts import put

from qcdesk import copy_codes
from qcdesk.desk import Desk
from qcdesk.services.papers import checking, copies
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_asked import Mark
from qcdesk.services.papers.verdicts import (
    AMENDED,
    BROKEN,
    CHANGED,
    ENDED,
    FOREIGN,
    IN_INK,
    IN_TRAIL,
    LAPSED,
    LATER,
    SAME,
    UNKNOWN,
    VALID,
    Checked,
)
from qcdesk.services.sheets import records

WHY = "封存数量写错：柜里是 3 个，不是 2 个"


@pytest.fixture
def label(desk: Desk) -> int:
    return factory.signed_label(desk)


def printed(desk: Desk, record: int) -> CopyView:
    qc = factory.seat(desk, "qc")
    return copies.register(qc, records.get(qc, record), 1, {"pages": []}, "zh")


def short(desk: Desk, copy: CopyView) -> str:
    return copy.code.short(1)


def told(found: Checked) -> tuple[str, str]:
    return found.verdict, found.sentence


def test_paper_of_what_the_record_still_says_is_the_same(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    found = checking.typed(desk, short(desk, copy).lower(), f"链 {records.get(desk, label).anchor}")
    assert told(found) == (
        SAME, "码对应 YP-202611-001 第 1 份，这一份印出以后记录没有改过；纸面上的字没有逐字比对，请与原样对照。",
    )  # fmt: skip
    assert (found.chain_fits, found.differences, found.pages) == (True, (), (1,))
    assert [one.standing for one in found.signed] == [VALID] * 3
    assert "已打印" in found.whereabouts


def test_without_a_typed_mark_the_sheet_says_which_one_must_stand_on_it(desk: Desk, label: int) -> None:
    found = checking.typed(desk, short(desk, printed(desk, label)))
    assert (found.verdict, found.chain_fits) == (SAME, None)
    assert f"“链 {records.get(desk, label).anchor}”" in found.chain


def test_text_of_the_code_is_taken_too(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    assert checking.typed(desk, copy.code.text(1, 1)).verdict == SAME


def test_code_of_a_label_typed_by_a_scanner_is_taken_as_its_short_code(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    assert checking.typed(desk, copy.code.label(copy.number, 1)).verdict == SAME
    assert checking.typed(desk, copy.code.label("YP-202611-777", 1)).verdict == UNKNOWN


def test_what_was_signed_since_is_told_and_no_reason_to_doubt_the_paper(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    copy = printed(desk, label)
    factory.walk(desk, label, "review", "approve")
    found = checking.typed(desk, short(desk, copy))
    assert found.verdict == SAME
    assert [one.standing for one in found.signed] == [VALID, LATER, LATER]
    assert "印出以后又签了" in found.sentence


def test_signature_in_ink_stands_on_its_own_copy_and_on_no_other(desk: Desk) -> None:
    record = papers.submitted(desk)
    copy, other = papers.back(desk, record), printed(desk, record)
    assert papers.only(papers.confirmed(desk, copy, Mark("reviewed", "qcmgr"))).done
    found = checking.typed(desk, short(desk, copy))
    assert (found.verdict, [one.standing for one in found.signed]) == (SAME, [VALID, IN_INK])
    assert found.signed[1].sentence.endswith("　纸上笔签　就签在这一份上")
    assert "印出以后又签了" not in found.sentence
    assert [one.standing for one in checking.typed(desk, short(desk, other)).signed] == [VALID, LATER]


def test_sheet_amended_since_is_the_old_one_and_says_what_differs(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    factory.take(desk, label, "revise", "pmgr", WHY)
    put(desk, label, "qc", location="B-01")
    factory.walk(desk, label, *factory.CHAIN)
    found = checking.typed(desk, short(desk, copy))
    assert told(found) == (AMENDED, "YP-202611-001 第 1 份印出以后改版了：纸上是原单，现在是改版 1。")
    changed = {one.label: (one.before, one.after) for one in found.differences}
    assert ("品管样品柜 A-03", "B-01") in changed.values()
    assert {one.standing for one in found.signed} == {LAPSED, LATER}


def test_sheet_changed_since_says_what_differs(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    copy = printed(desk, label)
    factory.take(desk, label, "return", "qcmgr", reason="位置写错")
    put(desk, label, "qc", location="B-01")
    found = checking.typed(desk, short(desk, copy))
    assert found.verdict == CHANGED
    assert [(one.before, one.after) for one in found.differences] == [("品管样品柜 A-03", "B-01")]


def test_sheet_sent_back_unchanged_bears_signatures_that_have_lapsed(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    copy = printed(desk, label)
    factory.take(desk, label, "return", "qcmgr", reason="再看一遍")
    found = checking.typed(desk, short(desk, copy))
    assert found.verdict == CHANGED
    assert "签名已失效" in found.sentence


def test_paper_of_a_void_sheet_and_a_spoiled_copy_have_ended(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    copies.move(factory.seat(desk, "qc"), [copy.id], "spoil", {"reason": "卡纸"})
    assert told(checking.typed(desk, short(desk, copy))) == (ENDED, "YP-202611-001 第 1 份已作废：卡纸。")
    other = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    second = printed(desk, other)
    factory.take(desk, other, "return", "qcmgr", reason="重复")
    factory.take(desk, other, "void", reason="重复开单")
    assert checking.typed(desk, short(desk, second)).verdict == ENDED


def test_lost_copy_that_turns_up_is_the_same_and_asks_to_be_put_right(desk: Desk, label: int) -> None:
    copy = printed(desk, label)
    copies.move(factory.seat(desk, "qc"), [copy.id], "lose", {"reason": "车间找不到"})
    found = checking.typed(desk, short(desk, copy))
    assert (found.verdict, "报过遗失" in found.sentence) == (SAME, True)


def test_paper_of_another_office_is_told_by_its_code(desk: Desk, label: int) -> None:
    ours = printed(desk, label).code
    text = ours.text(1, 1).replace(ours.office, "ZZZZZZ")
    assert checking.typed(desk, text).verdict == FOREIGN


@pytest.mark.parametrize(("text", "says"), [
    ("", "还没有输入"), ("YP-202611-001", "只凭单号核对不了纸"), ("0099-1-ZZZZ", "短码的校验对不上"),
    ("客户的单", "不是短码，也不是链码"), ("9" * 400, "不是短码，也不是链码"),
])  # fmt: skip
def test_what_names_no_paper_is_not_found_with_a_sentence(desk: Desk, label: int, text: str, says: str) -> None:
    printed(desk, label)
    found = checking.typed(desk, text)
    assert found.verdict == UNKNOWN
    assert says in found.sentence


def test_made_up_code_and_a_copy_that_is_not_there_are_not_found(desk: Desk, label: int) -> None:
    ours = printed(desk, label).code
    forged = ours.text(1, 1).replace(ours.digest[:8].upper(), "0" * 8)
    assert checking.typed(desk, forged).verdict == UNKNOWN
    strange = copy_codes.CopyCode(ours.office, 1, 0, 9, 999, ours.digest, ours.at)
    assert checking.typed(desk, strange.text(1, 1)).verdict == UNKNOWN
    assert checking.typed(desk, strange.short(1)).verdict == UNKNOWN


def test_chain_mark_alone_names_the_sheet(desk: Desk, label: int) -> None:
    found = checking.typed(desk, f"链 {records.get(desk, label).anchor}")
    assert (found.verdict, found.number, found.chain_fits) == (SAME, "YP-202611-001", True)


def test_chain_mark_of_an_edition_that_was_replaced_is_genuine_and_old(desk: Desk, label: int) -> None:
    anchor = records.get(desk, label).anchor
    factory.take(desk, label, "revise", "pmgr", WHY)
    found = checking.typed(desk, anchor)
    assert (found.verdict, found.chain_fits) == (AMENDED, True)
    assert "纸上是原单，现在是改版 1。" in found.sentence
    put(desk, label, "qc", location="B-01")
    found = checking.typed(desk, anchor)
    assert (found.verdict, [one.after for one in found.differences]) == (AMENDED, ["B-01"])


def test_mark_that_is_another_sheet_s_does_not_fit_the_paper(desk: Desk, label: int) -> None:
    other = factory.signed_label(desk)
    found = checking.typed(desk, short(desk, printed(desk, label)), records.get(desk, other).anchor)
    assert (found.verdict, found.chain_fits) == (BROKEN, False)
    assert found.advice.startswith("请先对着纸把链码再看一遍"), "a slip of the hand is no evidence"
    assert checking.typed(desk, "0001-1-AAAA", "链 12").verdict == UNKNOWN


def mark_of(desk: Desk, seq: object) -> str:
    return f"{seq}·{desk.store.sql('SELECT hash FROM event WHERE seq = ?', (seq,))[0][0][:12].upper()}"


def test_mark_of_an_event_that_wrote_no_sheet_says_what_it_is_and_what_came_since(desk: Desk, label: int) -> None:
    printed(desk, label)
    ((copied,),) = desk.store.sql("SELECT MAX(seq) FROM event WHERE action = 'copy_made'")
    found = checking.typed(desk, mark_of(desk, copied))
    assert (found.verdict, found.fits, found.record) == (IN_TRAIL, True, label)
    assert f"事件 {copied}（" in found.sentence
    assert "编为第 1 份" in found.sentence
    assert found.sentence.endswith("包里是哪个案件请看封面。这以后单子的内容没有改过。")
    assert "纸上的版本" not in dict(found.facts()), "nobody knows which paper it stands on"
    factory.take(desk, label, "revise", "pmgr", WHY)
    put(desk, label, "qc", location="B-01")
    found = checking.typed(desk, mark_of(desk, copied))
    assert (found.verdict, len(found.differences)) == (IN_TRAIL, 1)
    assert "内容改过" in found.sentence
    assert checking.typed(desk, mark_of(desk, 1)).sentence.endswith("的一条，不属于哪一张单。")


@pytest.mark.parametrize(("statement", "says"), [
    ("UPDATE record SET payload = replace(payload, 'A-03', 'A-04') WHERE id = 1", "被程序以外的手改过"),
    ("UPDATE record SET state = 'reviewed' WHERE id = 1", "被程序以外的手改过"),
    ("UPDATE signature SET name = '何例八' WHERE id = 2", "签后被改动过"),
    ("UPDATE copy SET digest = 'f' || digest", "登记的内容不是当时单上的内容"),
    ("UPDATE event SET hash = 'f' WHERE seq = (SELECT written FROM record WHERE id = 1)", "内容被改过"),
])  # fmt: skip
def test_record_that_other_hands_have_changed_is_never_the_same(
    desk: Desk, label: int, statement: str, says: str
) -> None:
    code, anchor = short(desk, printed(desk, label)), records.get(desk, label).anchor
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        found = checking.typed(desk, code, anchor)
        alone = checking.typed(desk, anchor)
    assert found.verdict == BROKEN
    assert says in found.sentence
    assert "copy" in statement or (alone.verdict == BROKEN and says in alone.sentence), "by the mark alone too"


@pytest.mark.parametrize("also", ["", "DELETE FROM record WHERE id = 1"])
def test_copy_that_was_taken_out_of_the_database_is_told_by_the_trail(desk: Desk, label: int, also: str) -> None:
    copy = printed(desk, label)
    anchor = records.get(desk, label).anchor
    ((made,),) = desk.store.sql("SELECT event_seq FROM copy")
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("DELETE FROM copy")
        for statement in filter(None, ["DELETE FROM signature", "DELETE FROM line", also] if also else []):
            intruder.sql(statement)
        found = [checking.typed(desk, code) for code in (short(desk, copy), copy.code.text(1, 1))]
        alone = checking.typed(desk, anchor)
    named = "序号 1 的单 第 1 份" if also else "YP-202611-001 第 1 份"
    for one in found:
        assert one.verdict == BROKEN
        assert one.sentence.startswith(f"{named}是本办公室印的（事件 {made}，")
        assert one.sentence.endswith("它的登记被程序以外的手删掉了。")
        assert dict(one.facts())["页"] == "第 1 页"
    assert (alone.verdict, "删掉" in alone.sentence) == ((BROKEN, True) if also else (SAME, False))


def test_signature_taken_out_of_the_database_is_missed_by_the_mark_alone(desk: Desk, label: int) -> None:
    anchor = records.get(desk, label).anchor
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("DELETE FROM signature WHERE id = 2")
        assert checking.typed(desk, anchor).verdict == BROKEN


def test_number_is_no_code_and_leads_to_its_sheet(desk: Desk, label: int) -> None:
    found = checking.typed(desk, "yp-202611-001")
    assert (found.verdict, found.record, found.number) == (UNKNOWN, label, "YP-202611-001")
    with tamper.behind_the_back(desk) as intruder:
        for statement, says in (
            ("UPDATE record SET payload = replace(payload, 'A-03', 'A-04')", "被程序以外的手改过"),
            ("UPDATE record SET payload = '{' || payload", "已损坏"),
        ):  # fmt: skip
            intruder.sql(statement)
            found = checking.typed(desk, "yp-202611-001")
            assert (found.verdict, says in found.sentence) == (BROKEN, True)


def test_pages_of_one_copy_are_told_together(desk: Desk, label: int) -> None:
    found = checking.typed(desk, short(desk, printed(desk, label)))
    strange = checking.typed(desk, "")
    assert checking.together([found, strange, found]) == [found, strange]
