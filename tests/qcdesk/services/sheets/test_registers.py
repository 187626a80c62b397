"""Monthly registers: 3b from labels and custody, 5 and 13 from cases; drafts that a person looks over and submits."""

import cases
import factory
import pytest
from factory import seat
from months import NOVEMBER, lines, november

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.basics.pins import prove
from qcdesk.services.cases import casework
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records, registers


def test_every_label_of_the_month_is_a_line_with_where_its_pieces_are(desk: Desk) -> None:
    desk = november(desk)
    first = factory.signed_label(desk, seal_qty=3, seal_date="2026-11-02", location="A-01")
    factory.signed_label(desk, seal_qty=2, seal_date="2026-11-04", customer="北坡车料（样例）行", location="A-02")
    factory.signed_label(desk, seal_qty=2, seal_date="2026-10-04", valid_to="2027-10-04")
    qc = seat(desk, "qc")
    custody.move(qc, first, "lend", {"pieces": 2, "holder": "褚样八", "reason": "断口分析"})
    made = lines(desk, registers.begin(qc, "seal_ledger", NOVEMBER).record)
    assert [(row["sample_no"], row["status"], row["location"]) for row in made] == [
        ("YP-202611-001", "借出", "A-01"), ("YP-202611-002", "在库", "A-02"),
    ]  # fmt: skip
    assert made[0]["out"] == "2026-11-25 借出 褚样八"
    assert made[0]["sealed_by"] == "郑样五"
    assert made[0]["item"] == "碗件中轴组 68×124.5 mm BB-68-124.5"


def test_a_label_of_an_earlier_month_comes_back_when_it_is_moved(desk: Desk) -> None:
    desk = november(desk)
    old = factory.signed_label(desk, seal_qty=2, seal_date="2026-09-04", valid_to="2027-09-04")
    qc = seat(desk, "qc")
    witness = prove(qc, "qcmgr", factory.PIN)
    custody.move(qc, old, "dismantle", {"pieces": 1, "holder": "褚样八", "reason": "看铆点"}, witness)
    made = lines(desk, registers.begin(qc, "seal_ledger", NOVEMBER).record)
    assert [(row["status"], row["witness"]) for row in made] == [("拆机", "王样六")]


def test_returned_pieces_are_in_the_cabinet_again(desk: Desk) -> None:
    desk = november(desk)
    label = factory.signed_label(desk, seal_qty=2, seal_date="2026-11-04")
    qc = seat(desk, "qc")
    custody.move(qc, label, "lend", {"pieces": 1, "holder": "工程部", "due": "2026-11-26"})
    custody.move(qc, label, "give_back", {"pieces": 1, "holder": "工程部", "place": "A-05"})
    row = lines(desk, registers.begin(qc, "seal_ledger", NOVEMBER).record)[0]
    assert (row["status"], row["location"], row["back"]) == ("在库", "A-05", "2026-11-25")


def test_a_filled_register_goes_on_its_way(desk: Desk) -> None:
    desk = november(desk)
    factory.signed_label(desk, seal_date="2026-11-04")
    made = registers.begin(seat(desk, "qc"), "seal_ledger", NOVEMBER).record or 0
    factory.walk(desk, made, "submit", "review", "approve")
    assert records.get(desk, made).state == "approved"


def test_complaints_of_the_month_are_summed_up(desk: Desk) -> None:
    desk = november(desk)
    closed = cases.closed(desk)
    open_one = cases.received(desk, lot_qty=640, complaint_qty=40)
    cases.received(desk, case_kind="客户反馈")
    made = lines(desk, registers.begin(seat(desk, "merch"), "complaint_ledger", NOVEMBER).record)
    numbers = [records.get(desk, case).number for case in (closed, open_one)]
    assert [row["complaint_no"] for row in made] == numbers
    assert [(row["status"], row["car8d"], row["rate"]) for row in made] == [
        ("结案", "无", "0.15"), ("未结案", "无", "6.25"),
    ]  # fmt: skip
    assert made[0]["closed"] == "2026-11-25"
    assert made[0]["due"] == "2026-12-25"
    assert made[0]["severity"] == "严重"


def test_services_follow_complaints_and_feedback(desk: Desk) -> None:
    """E2.8: 《售后服务跟踪表》 with its fields."""
    desk = november(desk)
    cases.received(desk, demand=["换货", "分析报告"], reply_by="2026-11-27T17:00")
    cases.received(desk, case_kind="客户反馈", topic="交付延误", description="交期后延")
    cases.received(desk, case_kind="厂内异常", channel="厂内发现")
    made = lines(desk, registers.begin(seat(desk, "sales"), "service_tracking", NOVEMBER).record)
    assert [(row["kind"], row.get("demand")) for row in made] == [("投诉", "分析报告、换货"), ("进度", None)]
    assert made[0]["promised"] == "2026-11-27T17:00"


def test_what_is_too_long_for_a_line_is_cut_with_an_ellipsis(desk: Desk) -> None:
    desk = november(desk)
    cases.received(desk, description="芯轴断裂，" * 100)
    row = lines(desk, registers.begin(seat(desk, "merch"), "complaint_ledger", NOVEMBER).record)[0]
    assert len(str(row["content"])) == 200
    assert str(row["content"]).endswith("…")


def test_a_month_in_which_nothing_happened_has_no_register(desk: Desk) -> None:
    for form in registers.REGISTERS:
        with pytest.raises(Refused, match="2025-02 没有"):
            registers.begin(seat(desk, "qc"), form, "2025-02")


def test_the_draft_of_the_month_is_found_and_written_anew(desk: Desk) -> None:
    desk = november(desk)
    qc = seat(desk, "qc")
    factory.signed_label(desk, seal_date="2026-11-04")
    made = registers.begin(qc, "seal_ledger", NOVEMBER).record
    other = registers.begin(qc, "seal_ledger", NOVEMBER).record
    factory.take(desk, other or 0, "submit")
    assert found(desk) == made
    factory.signed_label(desk, seal_date="2026-11-06")
    registers.renew(qc, made or 0)
    assert len(lines(desk, made)) == 2
    factory.take(desk, made or 0, "submit")
    assert found(desk) == other
    for one in (other, made):
        factory.take(desk, one or 0, "void", "qc", reason="重登")
    assert found(desk) is None


def found(desk: Desk, form: str = "seal_ledger") -> int | None:
    known = registers.of_month(desk, form, NOVEMBER)
    return known.id if known else None


def test_a_sheet_of_a_case_is_no_register_of_the_month(desk: Desk) -> None:
    desk = november(desk)
    sales = seat(desk, "sales")
    casework.open_sheet(sales, cases.registered(desk), "service_tracking")
    assert found(desk, "service_tracking") is None
    made = registers.begin(sales, "service_tracking", NOVEMBER).record
    assert found(desk, "service_tracking") == made


def test_what_is_no_register_or_no_month_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="不是登记表"):
        registers.begin(seat(desk, "qc"), "qc_anomaly")
    with pytest.raises(Refused, match="月份"):
        registers.begin(seat(desk, "qc"), "seal_ledger", "上个月")


def test_pieces_lent_are_wanted_back_by_the_first_of_their_days(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_qty=4)
    qc = seat(desk, "qc")
    custody.move(qc, label, "lend", {"pieces": 1, "holder": "褚样八", "due": "2026-12-01"})
    custody.move(qc, label, "lend", {"pieces": 1, "holder": "卫样九", "due": "2026-11-28"})
    assert custody.get(qc, label).lent_due == "2026-11-28"
    custody.move(qc, label, "give_back", {"pieces": 1, "holder": "卫样九"})
    assert (custody.get(qc, label).lent_due, custody.get(qc, label).lent_to) == ("2026-12-01", "褚样八 1 个")


def test_a_used_up_label_is_listed_only_when_asked_for(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_qty=1, seal_date="2025-01-04", valid_to="2026-01-04")
    custody.move(seat(desk, "qc"), label, "dispose", {"pieces": 1, "holder": "郑样五", "reason": "到期"})
    assert custody.listed(desk) == ()
    assert [sample.id for sample in custody.listed(desk, used_up=True)] == [label]
