"""A delivery note is for what its case does with the goods, and leaves after the re-inspection, by whichever route."""

from collections.abc import Callable

import cases
import factory
import halfway
import pytest
from drafts import drafted, put

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import advising, casework
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

Opened = Callable[[Desk, int, str], int]
REWORK_ONLY = (
    r"处理方式是“返工”，没有“{}”，“送货性质”不能是“{}”；请先退回到草稿，送返工品的改为“返工品”，重检合格后再送.*分类"
)
NO_DELIVERY = r"还没有开出《送货单》，.*的送货性质是“换货”，本案的处理方式是“返工”，没有“换货”，不算本案的送货"


def alone(desk: Desk, nature: str, number: str | None = None) -> int:
    """A note that stands in no case, issued."""
    goods = factory.sample("delivery_note-exchange")["lines"]
    lines = [{**goods[0], "desc": "铝脚踏", "lot": "L261101"}, *goods[1:]]
    given = {"customer": cases.CUSTOMER, "nature": nature, "complaint_no": number, "lines": lines,
             "date": cases.today(desk), "recv_date": cases.today(desk)}  # fmt: skip
    return factory.walk(desk, drafted(desk, "delivery_note-exchange", "wh", **given), "issue")


def opened_there(desk: Desk, case: int, nature: str) -> int:
    return cases.delivery(desk, case, "issue", nature=nature)


def naming_the_case(desk: Desk, case: int, nature: str) -> int:
    return alone(desk, nature, records.get(desk, case).number)


def naming_its_rework(desk: Desk, case: int, nature: str) -> int:
    return alone(desk, nature, records.get(desk, reworked(desk, case)).number)


def put_there(desk: Desk, case: int, nature: str) -> int:
    note = alone(desk, nature)
    casework.link(factory.seat(desk, "wh"), case, note)
    return note


ROUTES = [opened_there, naming_the_case, naming_its_rework, put_there]


def reworked(desk: Desk, case: int) -> int:
    return cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck")


def rechecked(desk: Desk, case: int) -> int:
    """As far as the delivery."""
    reworked(desk, case)
    return cases.walk(desk, case, "handle", "recheck_passed")


@pytest.mark.parametrize("opened", ROUTES)
@pytest.mark.parametrize("nature", ["换货", "补货"])
def test_rework_does_not_leave_as_something_else(desk: Desk, opened: Opened, nature: str) -> None:
    """E0.1: 返工 → 重检 → 送货单, whatever the note calls the goods."""
    case = halfway.handling("返工")(desk)
    note = opened(desk, case, nature)
    with pytest.raises(Refused, match=REWORK_ONLY.format(nature, nature)):
        factory.take(desk, note, "dispatch")
    assert (records.get(desk, note).state, verifying.verify(desk)) == ("issued", [])


@pytest.mark.parametrize("opened", [opened_there, naming_the_case])
def test_goods_that_nobody_reworks_leave_as_no_rework(desk: Desk, opened: Opened) -> None:
    """E0.1"""
    case = halfway.handling("补货")(desk)
    note = opened(desk, case, "返工品")
    with pytest.raises(Refused, match=r"处理方式是“补货”，没有返工、返修、挑选、外派或重做，“送货性质”不能是“返工品”"):
        factory.take(desk, note, "dispatch")


def left_before_the_plan(desk: Desk, case: int) -> None:
    cases.delivery(desk, case, nature="换货")


def left_alone_and_put_there(desk: Desk, case: int) -> None:
    note = factory.walk(desk, alone(desk, "换货"), *cases.NOTE_WAY[1:])
    casework.link(factory.seat(desk, "wh"), case, note)


@pytest.mark.parametrize("left", [left_before_the_plan, left_alone_and_put_there])
def test_exchange_that_left_unasked_delivers_no_rework(desk: Desk, left: Callable[[Desk, int], None]) -> None:
    """E0.1: nobody could know then; what is known now decides what the note proves."""
    case = halfway.reviewed(desk)
    left(desk, case)
    cases.step(desk, case, "plan", "duty", plan="照附页", disposition=["返工"])
    cases.walk(desk, case, "pass_plan")
    rechecked(desk, case)
    with pytest.raises(Refused, match=NO_DELIVERY):
        cases.walk(desk, case, "deliver")
    cases.delivery(desk, case)
    cases.walk(desk, case, "deliver", "reply")
    assert verifying.verify(desk) == []


def test_rework_that_left_before_its_recheck_under_another_number_delivers_nothing(desk: Desk) -> None:
    """E0.1: 重检, then 送货; sent back and put on its way anew it delivers."""
    case = halfway.handling("返工")(desk)
    other = factory.draft(desk, "rework_record", {**factory.sample("rework_record-reflector"), "final": "合格入库送货"})
    passed = factory.walk(desk, other, *factory.CHAIN)
    note = factory.walk(desk, alone(desk, "返工品", records.get(desk, passed).number), "dispatch")
    casework.link(factory.seat(desk, "wh"), case, note)
    rechecked(desk, case)
    with pytest.raises(
        Refused, match="货在本案重检合格以前就送出了，请退回到“已开单”，重检合格后再“送货”，或作废后重开"
    ):
        cases.walk(desk, case, "deliver")
    factory.take(desk, note, "return", reason="重检以前送出")
    factory.walk(desk, note, *cases.NOTE_WAY[1:])
    cases.walk(desk, case, "deliver")
    assert cases.state(desk, case) == "reply"


def record_of(desk: Desk, case: int, *actions: str) -> int:
    """The case's rework record, as far as these steps."""
    return cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", *actions,
                       final="合格入库送货")  # fmt: skip


def under(desk: Desk, record: int, nature: str = "返工品") -> int:
    """A note that stands in no case, under the number of a rework record, through its whole way."""
    return factory.walk(desk, alone(desk, nature, records.get(desk, record).number), *cases.NOTE_WAY[1:])


def test_rework_that_left_under_the_case_s_own_passed_record_delivers_it(desk: Desk) -> None:
    """E0.1: the record's re-inspection came first; the case's own only sums it up."""
    case = halfway.handling("返工")(desk)
    note = under(desk, record_of(desk, case, "recheck"))
    cases.walk(desk, case, "handle", "recheck_passed")
    casework.link(factory.seat(desk, "wh"), case, note)
    cases.walk(desk, case, "deliver")
    assert (cases.state(desk, case), verifying.verify(desk)) == ("reply", [])


def sent_back_and_rechecked_anew(desk: Desk, case: int, record: int) -> None:
    cases.walk(desk, case, "handle")
    cases.step(desk, case, "recheck_failed", "qc", "拉力不够", recheck_result="不合格")
    record_of(desk, case, "recheck")


def with_the_record_put_right(desk: Desk, case: int, record: int) -> None:
    factory.take(desk, record, "return", "qcmgr", reason="重检数量写错")
    factory.walk(desk, record, "recheck")


@pytest.mark.parametrize(
    ("since", "delivers"), [(sent_back_and_rechecked_anew, False), (with_the_record_put_right, True)]
)
def test_what_left_under_a_record_counts_for_the_round_of_its_work(
    desk: Desk, since: Callable[[Desk, int, int], None], delivers: bool
) -> None:
    """E0.1: a sheet put right is no re-inspection that failed."""
    case = halfway.handling("返工")(desk)
    record = record_of(desk, case, "recheck")
    note = under(desk, record)
    since(desk, case, record)
    cases.walk(desk, case, "handle", "recheck_passed")
    casework.link(factory.seat(desk, "wh"), case, note)
    if delivers:
        cases.walk(desk, case, "deliver")
        return
    with pytest.raises(Refused, match="本案重检合格以前就送出了，回单已归档，不能退回，请由跟单作废后重开"):
        cases.walk(desk, case, "deliver")
    factory.take(desk, note, "void", "merch", reason="重检以前送出")
    cases.delivery(desk, case)
    cases.walk(desk, case, "deliver")


def test_remade_goods_that_left_before_their_record_s_recheck_deliver_nothing(desk: Desk) -> None:
    """E0.1: a record of no case yet tells of no way; the exchange went out unasked."""
    case = halfway.handling("报废重做")(desk)
    cases.sheet(desk, case, "scrap_sheet", "scrap_sheet-spindle", "submit", "examine", "confirm", "approve", by="prod")
    given = {**factory.sample("rework_record-reflector"), "final": "合格入库送货", "customer": cases.CUSTOMER,
             "product_name": "铝脚踏", "lot_no": "L261101"}  # fmt: skip
    record = factory.walk(desk, factory.draft(desk, "rework_record", given), "issue", "produce")
    note = under(desk, record, "换货")
    factory.walk(desk, record, "recheck")
    casework.link(factory.seat(desk, "merch"), case, record)
    cases.walk(desk, case, "handle", "recheck_passed")
    casework.link(factory.seat(desk, "wh"), case, note)
    with pytest.raises(Refused, match="货在本案重检合格以前就送出了"):
        cases.walk(desk, case, "deliver")


def test_the_way_out_of_a_wrong_nature_is_the_draft(desk: Desk) -> None:
    """E0.1: the cell is locked by who issued the note, and the refusal says how it opens."""
    case = halfway.handling("返工")(desk)
    note = cases.delivery(desk, case, "issue", nature="换货")
    with pytest.raises(Refused, match="请先退回到草稿，送返工品的改为“返工品”"):
        factory.take(desk, note, "dispatch")
    with pytest.raises(Refused, match="“送货性质”不能改"):
        put(desk, note, "wh", nature="返工品")
    factory.take(desk, note, "return", reason="送货性质选错")
    put(desk, note, "wh", nature="返工品")
    rechecked(desk, case)
    factory.walk(desk, note, *cases.NOTE_WAY)
    cases.walk(desk, case, "deliver")


@pytest.mark.parametrize("nature", ["换货", "补货", "返工品"])
def test_remade_goods_leave_after_their_recheck_as_whatever_they_are_called(desk: Desk, nature: str) -> None:
    """E0.1: 报废重做 → 重检 → 送货."""
    case = halfway.handling("报废重做")(desk)
    cases.sheet(desk, case, "scrap_sheet", "scrap_sheet-spindle", "submit", "examine", "confirm", "approve", by="prod")
    note = cases.delivery(desk, case, "issue", nature=nature)
    for action in ("", "handle"):
        cases.walk(desk, case, *filter(None, [action]))
        with pytest.raises(Refused, match=r"现在是.*要先重检合格才能送货.*返工后重检"):
            factory.take(desk, note, "dispatch")
    cases.walk(desk, case, "recheck_passed")
    factory.walk(desk, note, *cases.NOTE_WAY[1:])
    cases.walk(desk, case, "deliver")
    assert cases.state(desk, case) == "reply"


def test_each_note_of_a_case_with_two_ways_goes_by_its_nature(desk: Desk) -> None:
    """E0.1: what is sent from the store waits for no re-inspection, what was reworked does."""
    case = halfway.handling("返工", "补货")(desk)
    cases.delivery(desk, case, nature="补货")
    note = cases.delivery(desk, case, "issue")
    with pytest.raises(Refused, match="返工品要先重检合格才能送货"):
        factory.take(desk, note, "dispatch")
    rechecked(desk, case)
    factory.walk(desk, note, *cases.NOTE_WAY[1:])
    cases.step(desk, case, "deliver", "wh", delivered_qty=1282, counted_qty=1278, count_difference="破箱少 4 付，补送")
    assert cases.state(desk, case) == "reply"


def test_what_was_reworked_is_delivered_too_where_goods_are_sent_besides(desk: Desk) -> None:
    """E0.1: the note of what is sent from the store is none of the reworked goods."""
    case = halfway.handling("返工", "补货")(desk)
    cases.delivery(desk, case, nature="补货")
    rechecked(desk, case)
    with pytest.raises(Refused, match="“返工”还没有送货性质为“返工品”的《送货单》"):
        cases.step(desk, case, "deliver", "wh", delivered_qty=641, counted_qty=639, count_difference="破箱少 2 付")


def test_delivery_whose_note_was_made_void_afterwards_is_answered_to_nobody(desk: Desk) -> None:
    """E0.1: what was counted is what the notes that stand say."""
    case = halfway.handling("返工")(desk)
    rechecked(desk, case)
    notes = [cases.delivery(desk, case) for _ in range(2)]
    cases.step(desk, case, "deliver", "wh", delivered_qty=1282, counted_qty=1278, count_difference="破箱少 4 付，补送")
    factory.take(desk, notes[0], "void", "merch", reason="开错")
    with pytest.raises(Refused, match="送货 641、点收 639，“送货数量”“客户点收数量”填的是 1282、1278，要与送货单一致"):
        cases.walk(desk, case, "reply")


def test_rework_whose_record_was_made_void_afterwards_is_not_passed(desk: Desk) -> None:
    """E0.1"""
    case = halfway.handling("返工")(desk)
    record = reworked(desk, case)
    cases.walk(desk, case, "handle")
    factory.take(desk, record, "void", "qcmgr", reason="记错批号")
    with pytest.raises(Refused, match="“返工”还没有完成的《返工/返修记录表》"):
        cases.walk(desk, case, "recheck_passed")


def test_goods_recalled_for_exchange_are_exchanged(desk: Desk) -> None:
    """E0.1: the customer would not have the work on site; head and warehouse signed the exchange."""
    case = halfway.refused_on_site(desk)
    note = cases.delivery(desk, case, "issue", nature="换货")
    with pytest.raises(Refused, match="没有“换货”"):
        factory.take(desk, note, "dispatch")
    line = {**factory.sample("return_application-spindle")["lines"][0], "product": "铝脚踏", "lot": "L261101"}
    cases.sheet(desk, case, "return_application", "return_application-spindle", "submit", "judge", "solve", "agree",
                "receive", by="sales", kind="换货", lines=[line])  # fmt: skip
    factory.walk(desk, note, *cases.NOTE_WAY[1:])
    cases.walk(desk, case, "handle", "recheck_passed", "deliver")
    assert cases.state(desk, case) == "reply"


@pytest.mark.parametrize("nature", ["换货", "补货", "正常订单"])
@pytest.mark.parametrize("number", [None, "KS-778"])
def test_note_of_no_case_is_free(desk: Desk, nature: str, number: str | None) -> None:
    """E0.1: exchange of what nobody complained about."""
    note = factory.walk(desk, alone(desk, nature, number), *cases.NOTE_WAY[1:])
    assert records.get(desk, note).state == "approved"


def test_regular_order_is_no_cover_for_goods_that_wait_for_their_re_inspection(desk: Desk) -> None:
    """E0.1: under the case's number the goods are the case's."""
    case = halfway.handling("返工")(desk)
    note = cases.delivery(desk, case, "issue", nature="正常订单")
    with pytest.raises(Refused, match="它的送货单不能是“正常订单”；是别的订单的货，请作废后另开不带客诉号的"):
        factory.take(desk, note, "dispatch")


@pytest.mark.parametrize("back", ["replan", "reopen"])
def test_nothing_is_decided_again_until_the_new_plan_is_signed(desk: Desk, back: str) -> None:
    """E0.1: what was decided before the case came back binds no note of now."""
    case = cases.closed(desk) if back == "reopen" else halfway.handling("外派返工/返修")(desk)
    cases.step(desk, case, back, "qcmgr", "客户停线，先补 10 付")
    note = cases.delivery(desk, case, "issue", "dispatch", nature="补货")
    assert records.get(desk, note).state == "dispatched"


def test_in_house_rework_is_no_exchange(desk: Desk) -> None:
    """E0.1: there is no customer to exchange for, and no advice to plan it."""
    case = cases.small(desk, case_kind="厂内异常", channel="厂内发现", read_back=None)
    cases.step(desk, case, "simplify", "qcmgr", cause="混料", plan="挑选", disposition=["挑选"])
    note = cases.delivery(desk, case, "issue", nature="换货", customer=cases.CUSTOMER)
    with pytest.raises(
        Refused, match="请先退回到草稿，送返工品的改为“返工品”，重检合格后再送（客户投诉处理流程图：分类、送货单）"
    ):
        factory.take(desk, note, "dispatch")


def test_case_tells_that_more_was_sent_than_the_rework_found_good(desk: Desk) -> None:
    """E0.1: 500 sent of 497 good, 2 faulty and 1 scrapped."""
    case = halfway.handling("返工")(desk)
    day = cases.today(desk)
    line = {"work_date": day, "process": "换芯轴", "qty_in": 500, "qty_ok": 497, "qty_ng": 2, "qty_scrap": 1}
    made = cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck",
                       exec_lines=[line], final="合格入库送货")  # fmt: skip
    cases.walk(desk, case, "handle", "recheck_passed")
    assert not any("合格数" in said for said in advising.advice(desk, records.get(desk, case)))
    (goods, *_) = factory.sample("delivery_note-exchange")["lines"]
    sent = {
        **goods,
        "desc": "铝脚踏",
        "lot": "L261101",
        "qty": 500,
        "boxes": 5,
        "per_box": 100,
        "rest": None,
        "recv": None,
    }
    note = cases.delivery(desk, case, "issue", lines=[sent])
    numbers = [records.get(desk, one).number for one in (note, made)]
    told = f"《送货单》{numbers[0]} 送返工品 500，比《返工/返修记录表》{numbers[1]} 的合格数 497 多 3"
    assert any(said.startswith(told) for said in advising.advice(desk, records.get(desk, case)))
    factory.take(desk, note, "void", reason="数量开错")
    assert not any("合格数" in said for said in advising.advice(desk, records.get(desk, case)))
