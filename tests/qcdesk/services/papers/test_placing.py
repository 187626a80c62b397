"""A page is filed by what all its codes say together, and flagged where they say too little or too much."""

from dataclasses import replace

import factory
import papers
import pytest
import tamper
from papers import flag

from qcdesk import copy_codes
from qcdesk.desk import Desk
from qcdesk.services.papers import copies, placing, scan_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.scan_list import FILED


def test_sheet_of_another_office_is_flagged(desk: Desk, copy: CopyView) -> None:
    theirs = replace(copy.code, office="0" * 6)
    name, why = flag(papers.scanned(desk, Seen(1, (theirs.text(1, 1),))))
    assert (name, why) == (placing.FOREIGN, "这是别的办公室印的单（代号 000000），这里没有它")


@pytest.mark.parametrize(
    ("made_up", "told"),
    [
        ({"record": 4711}, "没有登记过"), ({"position": 9}, "没有登记过"), ({"digest": "0" * 64}, "印出时的不一样"),
        ({"amended": 3}, "印出时的不一样"),
    ],
)  # fmt: skip
def test_code_that_fits_no_copy_is_flagged(desk: Desk, copy: CopyView, made_up: dict, told: str) -> None:
    code = replace(copy.code, **made_up)
    name, why = flag(papers.scanned(desk, Seen(1, (code.text(1, 1),))))
    assert (name, told in why) == (placing.MADE_UP, True), why


@pytest.mark.parametrize("mark", ["main", "second"])
@pytest.mark.parametrize(("statement", "told"), [
    ("DELETE FROM copy WHERE position = 1", "是本办公室印的（事件 {event}，{when}），它的登记被程序以外的手删掉了"),
    ("UPDATE copy SET digest = 'f' || digest", "的登记被程序以外的手改过：登记的内容不是当时单上的内容"),
])  # fmt: skip
def test_paper_whose_copy_other_hands_took_out_or_changed_is_evidence(
    desk: Desk, copy: CopyView, statement: str, told: str, mark: str
) -> None:
    papers.printed(desk, copy.record)
    text = copy.code.text(1, 1) if mark == "main" else copy.code.compact(1)
    ((event,),) = desk.store.sql("SELECT event_seq FROM copy WHERE id = ?", (copy.id,))
    said = told.format(event=event, when=f"{desk.clock.local(copy.printed_at)} {copy.printed_by}")
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(statement)
        name, why = flag(papers.scanned(desk, Seen(1, (text,))))
    assert (name, why) == (placing.MADE_UP, f"{copy.named}{said}。{placing.EVIDENCE}")


def test_page_number_out_of_range_is_flagged(desk: Desk, copy: CopyView) -> None:
    code = copy.code
    assert flag(papers.scanned(desk, Seen(1, (code.text(2, 3),)))) == (
        placing.RANGE, f"码上是第 2 页共 3 页，{copy.named}只有 1 页",
    )  # fmt: skip


def test_unknown_and_unreadable_codes_are_flagged(desk: Desk, copy: CopyView) -> None:
    taken = papers.scanned(desk, Seen(1, ("https://example.com/p/610",)), Seen(2))
    assert flag(taken, 1) == (placing.UNKNOWN, "码的内容是“https://example.com/p/610”，不是本程序印的单")
    assert flag(taken, 2)[0] == placing.UNREADABLE
    assert scan_list.counted(desk)[scan_list.FLAGGED] == 2


def test_two_sheets_on_one_page_are_flagged_and_both_named_in_one_order(desk: Desk, anomaly: int) -> None:
    one, other = (papers.printed(desk, anomaly) for _ in range(2))
    (main, second), (other_main, other_second) = (
        (sheet.code.text(1, 1), sheet.code.compact(1)) for sheet in (one, other)
    )  # fmt: skip
    for said, *codes in (
        (placing.STACKED, main, other_main), (placing.STACKED, other_main, main),
        (placing.STACKED, other_second, second), (placing.TORN, main, other_second), (placing.TORN, other_main, second),
    ):  # fmt: skip
        told = flag(papers.scanned(desk, Seen(1, tuple(codes)), content="".join(codes).encode()))
        assert told == (placing.SEVERAL, said.format(f"{one.named}第 1 页、{other.named}第 1 页")), codes


def test_what_lies_beside_a_sheet_and_is_none_of_ours_is_told_as_that(desk: Desk, copy: CopyView) -> None:
    theirs, main = replace(copy.code, office="0" * 6), copy.code.text(1, 1)
    for codes, beside in (
        ((theirs.text(1, 1), main), "别的办公室的单"), ((theirs.text(1, 1), copy.code.compact(1)), "别的办公室的单"),
        ((main, replace(copy.code, position=9).text(1, 1)), "对不上的码"), ((main, "QD1.?"), "读出来不成立的码"),
    ):  # fmt: skip
        name, why = flag(papers.scanned(desk, Seen(1, codes), content="".join(codes).encode()))
        assert (name, f"：{copy.named}第 1 页、{beside}。" in why) == (placing.SEVERAL, True), why


def test_a_paper_that_no_longer_holds_beside_another_is_told_with_it(desk: Desk, copy: CopyView) -> None:
    other = papers.printed(desk, copy.record)
    copies.move(factory.seat(desk, "qc"), [copy.id], "lose", {"reason": "找不到了"})
    name, why = flag(papers.scanned(desk, Seen(1, (copy.code.text(1, 1), other.code.compact(1)))))
    assert (name, f"{copy.named}第 1 页、{other.named}第 1 页" in why) == (placing.SEVERAL, True)


def test_short_code_alone_files_only_a_copy_that_is_waited_for(desk: Desk, copy: CopyView) -> None:
    short = Seen(1, (copy.code.compact(1),))
    clerk = factory.seat(desk, "qc")
    copies.move(clerk, [copy.id], "archive", {"place": "盒 3"})
    assert flag(papers.scanned(desk, short))[0] == placing.UNSURE
    copies.move(clerk, [copy.id], "take_out", {"holder": "王样六", "reason": "补签"})
    assert papers.scanned(desk, short, content=b"%PDF-1.4 later").pages[0].state == FILED
    strange = Seen(1, (replace(copy.code, office="ZZZZZZ").compact(1),))
    assert flag(papers.scanned(desk, strange, content=b"%PDF-1.4 other"))[0] == placing.MADE_UP


def test_scanned_number_of_a_label_is_never_filed_by_itself(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    number = Seen(1, (factory.number(desk, label),))
    for copies_out, proposed in ((0, None), (1, 1), (2, None)):
        page = papers.scanned(desk, number, content=b"%PDF-1.4 " + bytes([48 + copies_out])).pages[0]
        assert page.flag == placing.LABEL
        assert (page.copy, page.said.get("copy")) == (None, proposed)
        papers.printed(desk, label, marked=False)


@pytest.mark.parametrize("broken", ["QD1.{office}.1.0.1.0.1.ABCDEF12", "qd1.{office}.1.0.1.1.1.abcdef12", "QD1.?"])
def test_a_main_mark_that_says_nothing_possible_is_not_passed_over_for_the_short_code(
    desk: Desk, copy: CopyView, broken: str
) -> None:
    code = copy.code
    seen = Seen(1, (code.compact(1), broken.format(office=code.office)))
    assert flag(papers.scanned(desk, seen))[0] == placing.MADE_UP


def test_a_second_mark_of_another_office_contradicts_the_first(desk: Desk, copy: CopyView) -> None:
    strange = replace(copy.code, office="AAAAAA").compact(1)
    assert flag(papers.scanned(desk, Seen(1, (copy.code.text(1, 1), strange))))[0] == placing.SEVERAL
    mine = Seen(1, (copy.code.text(1, 1), copy.code.compact(1)))
    assert papers.scanned(desk, mine, content=b"%PDF-1.4 own").pages[0].state == FILED


def test_a_supplier_s_code_beside_both_marks_is_passed_over(desk: Desk, copy: CopyView) -> None:
    assert copy_codes.parse_short(papers.SUPPLIERS)
    seen = Seen(1, (copy.code.text(1, 1), copy.code.compact(1), papers.SUPPLIERS))
    assert papers.scanned(desk, seen).pages[0].state == FILED


def test_a_strange_code_in_the_place_of_the_second_mark_is_looked_at(desk: Desk, copy: CopyView) -> None:
    """It may be a sticker over our mark, or another office's sheet under ours: nobody guesses."""
    name, why = flag(papers.scanned(desk, Seen(1, (copy.code.text(1, 1), papers.SUPPLIERS))))
    assert (name, f"右上角的码是{copy.named}第 1 页，左下角的却不是这里印的" in why) == (placing.BESIDE, True)


def test_the_second_mark_of_a_real_other_copy_is_never_passed_over(desk: Desk, copy: CopyView) -> None:
    other = papers.printed(desk, copy.record)
    seen = Seen(1, (copy.code.text(1, 1), copy.code.compact(1), other.code.compact(1)))
    assert flag(papers.scanned(desk, seen))[0] == placing.SEVERAL


@pytest.mark.parametrize("old", ["00011K7", "0001K7", "QD1.{office}.1.0.1.1.1.ABCDEF12"])
def test_marks_of_the_program_before_its_release_file_nothing(desk: Desk, copy: CopyView, old: str) -> None:
    text = old.format(office=copy.office)
    alone = flag(papers.scanned(desk, Seen(1, (text,))))[0]
    assert alone in (placing.UNKNOWN, placing.MADE_UP)
    beside = papers.scanned(desk, Seen(1, (copy.code.text(1, 1), text)), content=b"%PDF-1.4 b").pages[0]
    assert beside.copy is None if text.startswith("QD1") else beside.copy is not None


def test_a_page_without_codes_says_that_drafts_and_void_prints_bear_none(desk: Desk) -> None:
    assert "“草稿”或“作废”的纸本来没有码" in flag(papers.scanned(desk, Seen(1)))[1]
