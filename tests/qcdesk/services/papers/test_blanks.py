"""Blank numbered sheets: a number and a paper each, keyed in later or given back, every number explained."""

from datetime import timedelta

import factory
import pytest
from refusals import refusal

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.papers import blanks, chasing, copy_list
from qcdesk.services.papers.blanks import Laid, Reserved
from qcdesk.services.sheets import records, search
from qcdesk.services.trail import history, verifying

LAID = Laid(1, {"pages": []}, "zh")


def reserved(desk: Desk, count: int = 3, whom: str = "一车间装配线") -> list[Reserved]:
    return blanks.reserve(factory.seat(desk, "qc"), "qc_anomaly", count, whom, LAID)


def test_each_sheet_has_a_number_of_its_own_and_the_trail_says_for_whom(desk: Desk) -> None:
    made = reserved(desk)
    assert [one.record.number[-3:] for one in made] == ["001", "002", "003"]
    assert {(one.record.state, one.copy.made, one.copy.position) for one in made} == {("draft", "blank", 1)}
    number = made[0].record.number
    told = [line.sentence for line in history.told(desk, number)]
    assert told == ["新建草稿", f"预留编号 {number}，一车间装配线领用", "空白编号单，编为第 1 份",
                    "第 1 份 领用：一车间装配线"]
    assert [one.number for one in blanks.out(desk)] == [one.record.number for one in made]
    assert blanks.out(desk, "rework_record") == []
    assert verifying.verify(desk) == []


def test_sheet_is_keyed_in_under_its_number_and_goes_on(desk: Desk) -> None:
    first = reserved(desk)[0]
    merch = factory.seat(desk, "merch")
    records.save(merch, first.record.id, first.record.version, factory.led_somewhere(
        desk, "qc_anomaly", factory.anomaly()))  # fmt: skip
    factory.take(desk, first.record.id, "submit")
    assert factory.number(desk, first.record.id) == first.record.number
    assert len(blanks.out(desk)) == 2
    assert copy_list.get(desk, first.copy.id).why_stale == ""
    assert "不是没用过的空白单" in refusal(lambda: blanks.give_back(merch, [first.copy.id], "没用上"))
    assert verifying.verify(desk) == []


def test_blank_that_was_keyed_in_and_then_made_void_was_never_out_for_signature(desk: Desk) -> None:
    first = reserved(desk)[0]
    records.save(factory.seat(desk, "merch"), first.record.id, first.record.version, factory.led_somewhere(
        desk, "qc_anomaly", factory.anomaly()))  # fmt: skip
    factory.take(desk, first.record.id, "void", "merch", reason="重复开单")
    found = copy_list.get(desk, first.copy.id)
    assert (found.state_label, found.todo) == ("已领用", "请收回，不用再签")


def test_unused_sheets_are_given_back_void_and_their_numbers_stay_used(desk: Desk) -> None:
    made = reserved(desk)
    blanks.give_back(factory.seat(desk, "qc"), [one.copy.id for one in made[1:]], "多印了")
    record = records.get(desk, made[2].record.number or "")
    assert (record.state, copy_list.get(desk, made[2].copy.id).state_label) == ("void", "已作废")
    assert any(line.reason == "空白编号单没有用：多印了" for line in history.told(desk, record.id))
    assert len(blanks.out(desk)) == 1
    assert reserved(desk, 1)[0].record.number.endswith("004")
    assert verifying.verify(desk) == []


def test_others_do_not_give_back_what_they_may_not_make_void(desk: Desk) -> None:
    made = reserved(desk, 1)
    assert "由预留的人" in refusal(lambda: blanks.give_back(factory.seat(desk, "wh"), [made[0].copy.id], "没用上"))
    for typed, told in (("", "要写明“原因”"), ("。", "原因至少写两个字")):
        qc = factory.seat(desk, "qc")
        assert told in refusal(lambda qc=qc, typed=typed: blanks.give_back(qc, [made[0].copy.id], typed))


@pytest.mark.parametrize(
    ("form", "count", "whom", "sentence"),
    [
        ("qc_anomaly", 0, "一车间", "1 到 500 份"), ("qc_anomaly", 501, "一车间", "1 到 500 份"),
        ("qc_anomaly", 1, "  ", "要写明给谁用"), ("case", 1, "一车间", "不预留编号"),
    ],
)  # fmt: skip
def test_what_cannot_be_reserved_is_told_and_leaves_nothing(
    desk: Desk, form: str, count: int, whom: str, sentence: str
) -> None:
    assert sentence in refusal(lambda: blanks.reserve(factory.seat(desk, "qc"), form, count, whom, LAID))
    assert search.find(desk, search.Query()).total == 0


def test_sheets_handed_out_are_no_drafts_that_wait_for_whoever_printed_them(desk: Desk) -> None:
    made = reserved(desk)
    qc = factory.seat(desk, "qc")
    assert search.my_drafts(qc) == ()
    assert search.counts(qc)["drafts"] == 0
    records.save(qc, made[0].record.id, made[0].record.version, {"defect_qty": 3})
    assert [row.number for row in search.my_drafts(qc)] == [made[0].record.number]


def test_sheet_is_with_whom_it_was_printed_for_and_is_found_by_his_name(desk: Desk) -> None:
    (one,) = reserved(desk, 1)
    assert (one.copy.state, one.copy.state_label, one.copy.holder) == ("sent", "已领用", "一车间装配线")
    assert [copy.id for copy in copy_list.listed(desk, text="装配线")] == [one.copy.id]
    later = desk.at(Clock(desk.clock.now() + timedelta(days=9)))
    (chased,) = chasing.people(later)
    assert (chased.who, chased.days, chased.late) == ("一车间装配线", 9, False)
    assert verifying.verify(desk) == []
