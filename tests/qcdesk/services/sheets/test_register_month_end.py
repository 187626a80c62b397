"""Register 3b printed later shows a month as it ended, not samples as they are now."""

import cases
import factory
from drafts import put
from factory import seat
from months import NOVEMBER, december, lines, november

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import prove
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records, registers


def test_a_register_printed_later_shows_samples_as_they_stood_when_the_month_ended(desk: Desk) -> None:
    then = november(desk)
    label = factory.signed_label(then, seal_qty=3, seal_date="2026-11-04", location="A-01")
    custody.move(seat(then, "qc"), label, "lend", {"pieces": 1, "holder": "褚样八", "due": "2026-12-05"})
    before = lines(then, registers.begin(seat(then, "qc"), "seal_ledger", NOVEMBER).record)
    now = seat(december(desk), "qc")
    custody.move(now, label, "give_back", {"pieces": 1, "holder": "褚样八", "place": "A-05"})
    custody.move(now, label, "dismantle", {"pieces": 2, "holder": "褚样八"}, prove(now, "qcmgr", factory.PIN))
    assert lines(now, registers.begin(now, "seal_ledger", NOVEMBER).record) == before
    assert (before[0]["status"], before[0]["location"], before[0].get("witness")) == ("借出", "A-01", None)
    row = lines(now, registers.begin(now, "seal_ledger", "2026-12").record)[0]
    assert (row["status"], row["location"], row["witness"]) == ("拆机", "A-05", "王样六")


def test_the_month_ends_at_the_midnight_of_the_office(desk: Desk) -> None:
    """Stamps are UTC: the last evening of the month in China has the same day, the first morning an earlier one."""
    label = factory.signed_label(november(desk), seal_qty=3, seal_date="2026-11-04")
    for moment, holder in (("2026-11-30 23:50", "褚样八"), ("2026-12-01 00:10", "卫样九")):
        custody.move(seat(cases.at(desk, moment), "qc"), label, "lend", {"pieces": 1, "holder": holder})
    now = seat(december(desk), "qc")
    told = [
        lines(now, registers.begin(now, "seal_ledger", month).record)[0]["out"] for month in (NOVEMBER, "2026-12")
    ]  # fmt: skip
    assert told == ["2026-11-30 借出 褚样八", "2026-11-30 借出 褚样八；2026-12-01 借出 卫样九"]


def test_a_void_label_stays_in_the_register_of_its_months(desk: Desk) -> None:
    """In the month it was sealed as it stood then, in the month it was made void as void, with who and why."""
    label = factory.signed_label(november(desk), seal_qty=2, seal_date="2026-11-04")
    other = factory.signed_label(november(desk), seal_qty=2, seal_date="2026-11-06")
    factory.take(november(desk), other, "void", reason="重复贴签")
    factory.take(december(desk), label, "void", reason="客户名称写错")
    now = seat(december(desk), "qc")
    told = lines(now, registers.begin(now, "seal_ledger", NOVEMBER).record)
    assert [(row.get("status"), row.get("out")) for row in told] == [
        ("在库", None), (None, "2026-11-25 标签作废 秦例五 重复贴签"),
    ]  # fmt: skip
    told = lines(now, registers.begin(now, "seal_ledger", "2026-12").record)
    assert [(row["sample_no"], row["out"]) for row in told] == [
        (records.get(desk, label).number, "2026-12-08 标签作废 秦例五 客户名称写错")
    ]


def test_a_label_sealed_on_the_last_day_and_signed_after_it_belongs_to_its_month(desk: Desk) -> None:
    made = factory.draft(cases.at(desk, "2026-11-30 18:00"), "seal_label", factory.label(seal_date="2026-11-30"), "qc")
    factory.walk(december(desk), made, *factory.CHAIN)
    now = seat(december(desk), "qc")
    row = lines(now, registers.begin(now, "seal_ledger", NOVEMBER).record)[0]
    assert (row["sample_no"], row["status"]) == (records.get(desk, made).number, "在库")


def corrected(desk: Desk, label: int, **changes: object) -> None:
    """Sent back, written anew and signed again."""
    factory.take(desk, label, "return", reason="写错")
    put(desk, label, "qc", **changes)
    factory.walk(desk, label, "submit")


def test_a_label_corrected_later_stands_in_the_earlier_register_as_it_was(desk: Desk) -> None:
    """Its quantity, place and defect of then; in the month of the correction as it says now."""
    then = november(desk)
    label = factory.draft(then, "seal_label", factory.label(seal_qty=3, seal_date="2026-11-04"), "qc")
    factory.walk(then, label, "submit")
    before = lines(then, registers.begin(seat(then, "qc"), "seal_ledger", NOVEMBER).record)
    corrected(december(desk), label, seal_qty=2, location="B-07", defect="中轴牙纹压伤")
    now = seat(december(desk), "qc")
    assert lines(now, registers.begin(now, "seal_ledger", NOVEMBER).record) == before
    assert (before[0]["qty"], custody.get(desk, label).pieces) == (3, 2)
    custody.move(now, label, "lend", {"pieces": 1, "holder": "褚样八"})
    row = lines(now, registers.begin(now, "seal_ledger", "2026-12").record)[0]
    assert (row["qty"], row["location"], row["defect"]) == (2, "B-07", "中轴牙纹压伤")


def test_a_label_dated_anew_stays_in_the_register_of_the_month_that_it_stood_in(desk: Desk) -> None:
    then = november(desk)
    label = factory.draft(then, "seal_label", factory.label(seal_date="2026-11-04"), "qc")
    factory.walk(then, label, "submit")
    corrected(december(desk), label, seal_date="2026-12-02")
    now = seat(december(desk), "qc")
    for month, day in ((NOVEMBER, "2026-11-04"), ("2026-12", "2026-12-02")):
        rows = lines(now, registers.begin(now, "seal_ledger", month).record)
        assert [row["seal_date"] for row in rows] == [day]


def test_who_still_has_a_piece_stands_before_what_was_done_last(desk: Desk) -> None:
    """The status says 借出: the register must say who has it, though another piece was taken apart since."""
    then = november(desk)
    label = factory.signed_label(then, seal_qty=4, seal_date="2026-11-04")
    custody.move(seat(then, "qc"), label, "lend", {"pieces": 1, "holder": "褚样八", "due": "2026-12-05"})
    later = seat(cases.at(desk, "2026-11-26 10:00"), "qc")
    custody.move(later, label, "dismantle", {"pieces": 1, "holder": "卫样九"}, prove(later, "qcmgr", factory.PIN))
    (row,) = lines(later, registers.begin(later, "seal_ledger", NOVEMBER).record)
    assert (row["status"], row["out"]) == ("借出", "2026-11-25 借出 褚样八；2026-11-26 拆机 卫样九；拆解件在柜 1 个")


def test_a_name_that_bears_the_number_is_not_followed_by_it(desk: Desk) -> None:
    then = november(desk)
    for name, number in (("尼龙脚踏 FP-610", "FP-610"), ("铝脚踏", "FP-873"), ("FP-610", "FP-610")):
        factory.signed_label(then, item_name=name, item_no=number, seal_date="2026-11-04")
    found = lines(then, registers.begin(seat(then, "qc"), "seal_ledger", NOVEMBER).record)
    assert [row["item"] for row in found] == ["尼龙脚踏 FP-610", "铝脚踏 FP-873", "FP-610"]
