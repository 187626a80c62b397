"""退换货申请单, 送货单, 标识卡 and 报废单 along their tables, straight on and the wrong way round."""

import cases
import factory
import pytest
from drafts import approved, drafted, now, put

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

RETURN_WAY = ("submit", "judge", "solve", "agree", "receive", "review", "approve")
DELIVERY_WAY = ("issue", "dispatch", "sign_for", "file")
SCRAP_WAY = ("submit", "examine", "confirm", "approve", "store", "finish")
WAYS = (
    ("return_application-spindle", "sales", RETURN_WAY), ("delivery_note-exchange", "wh", DELIVERY_WAY),
    ("hold_tag-cup", "qc", ("hold", "release")), ("scrap_sheet-spindle", "prod", SCRAP_WAY),
)  # fmt: skip


OF_CUSTOMER = "KS-2026-118"


@pytest.mark.parametrize(("sample", "by", "way"), WAYS, ids=[way[0] for way in WAYS])
def test_whole_way_signs_every_box(desk: Desk, sample: str, by: str, way: tuple[str, ...]) -> None:
    record = factory.walk(desk, drafted(desk, sample, by), *way)
    view = approved(desk, record)
    assert {item.slot for item in view.signatures} == {slot.name for slot in view.kind.slots}


def test_goods_do_not_come_back_without_their_complaint(desk: Desk) -> None:
    """rules.md E0.7 5.1."""
    record = drafted(desk, "return_application-spindle", "sales", complaint_no=None)
    with pytest.raises(Refused, match="退货须与客诉单同行，缺一不可"):
        factory.take(desk, record, "submit")
    put(desk, record, "sales", complaint_no=OF_CUSTOMER)
    factory.take(desk, record, "submit")


def test_qc_cannot_judge_quality_while_the_customer_pays_the_freight(desk: Desk) -> None:
    record = drafted(desk, "return_application-spindle", "sales", freight="客户", verdict=None)
    factory.take(desk, record, "submit")
    put(desk, record, "qc", verdict="属质量问题")
    with pytest.raises(Refused, match="运费由公司承担"):
        factory.take(desk, record, "judge")
    factory.take(desk, record, "return", "qc", reason="运费改由本公司承担")
    put(desk, record, "sales", freight="本公司")
    factory.walk(desk, record, "submit", "judge")


def test_goods_are_not_counted_in_before_the_head_has_agreed(desk: Desk) -> None:
    record = factory.walk(desk, drafted(desk, "return_application-spindle", "sales"), *RETURN_WAY[:3])
    with pytest.raises(Refused, match=r"先要由.*做“主管核准”"):
        factory.take(desk, record, "receive", "wh")


def test_count_that_differs_and_is_not_explained_holds_the_sheet(desk: Desk) -> None:
    values = {"diff_reason": None, "recv_qty": None}
    record = factory.walk(desk, drafted(desk, "return_application-spindle", "sales", **values), *RETURN_WAY[:4])
    put(desk, record, "wh", recv_qty=579)
    with pytest.raises(Refused, match="点收数量与申请数量差 -2，请写明原因"):
        factory.take(desk, record, "receive")


def test_head_sends_a_return_back_to_be_judged_anew(desk: Desk) -> None:
    record = factory.walk(desk, drafted(desk, "return_application-spindle", "sales"), *RETURN_WAY[:3])
    factory.take(desk, record, "return", "merchmgr", reason="先送退厂鉴定")
    view = now(desk, record)
    assert (view.state, {item.slot for item in view.signatures}) == ("submitted", {"prepared"})
    put(desk, record, "qc", verdict="退厂鉴定")
    factory.walk(desk, record, *RETURN_WAY[1:])


def test_reworked_goods_are_not_delivered_without_the_number_they_were_passed_by(desk: Desk) -> None:
    record = drafted(desk, "delivery_note-exchange", "wh", nature="返工品", complaint_no=None)
    with pytest.raises(Refused, match="返工品经重检合格方可送货，请填“客诉/返工单号”"):
        factory.take(desk, record, "issue")


def test_reworked_goods_are_not_on_their_way_before_their_case_rechecked_them(desk: Desk) -> None:
    """E0.1: re-inspection before delivery, whoever fills in the note and whenever it is put into the case."""
    case = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review", "plan", "pass_plan")
    number = records.get(desk, case).number
    record = drafted(desk, "delivery_note-exchange", "wh", nature="返工品", complaint_no=number)
    factory.walk(desk, record, "issue")
    with pytest.raises(Refused, match=f"{number}现在是“处理中”，返工品要先重检合格才能送货"):
        factory.take(desk, record, "dispatch")
    cases.field_sheet(desk, case)
    cases.walk(desk, case, "handle", "recheck_passed")
    factory.walk(desk, record, "dispatch")


def test_goods_whose_rework_was_signed_on_paper_are_delivered_under_its_number(desk: Desk) -> None:
    """Its recheck stands in the record, if not in a slot of its own; a number that is no rework's proves nothing."""
    rework = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="merch")
    view = records.get(desk, rework)
    records.save(factory.seat(desk, "merch"), rework, view.version, {"final": "合格入库送货"})
    for number, said in ((records.get(desk, factory.walk(desk, rework, *factory.CHAIN)).number, ""),
                         ("KS-778", "填重检合格的返工单编号")):  # fmt: skip
        record = factory.walk(
            desk, drafted(desk, "delivery_note-exchange", "wh", nature="返工品", complaint_no=number), "issue"
        )
        if said:
            with pytest.raises(Refused, match=said):
                factory.take(desk, record, "dispatch")
        else:
            factory.walk(desk, record, "dispatch")


def test_note_of_a_case_goes_by_its_case_whatever_number_it_names(desk: Desk) -> None:
    case = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review", "plan", "pass_plan")
    with pytest.raises(Refused, match="现在是“处理中”，返工品要先重检合格才能送货"):
        cases.sheet(desk, case, "delivery_note", "delivery_note-exchange", "issue", "dispatch", by="wh",
                    nature="返工品", complaint_no="KS-778")  # fmt: skip


def uncounted() -> dict[str, object]:
    lines = [{name: value for name, value in line.items() if name not in ("recv", "remark")}
             for line in factory.sample("delivery_note-exchange")["lines"]]  # fmt: skip
    return {"lines": lines, "received": None, "recv_date": None}


@pytest.mark.parametrize("change", [{"qty": 999}, {"lot": "OTHER"}, {"desc": "塑料脚踏 FP-610"}])
def test_goods_stand_from_the_first_signature_on_and_only_their_count_is_filled_in(
    desk: Desk, change: dict[str, object]
) -> None:
    record = factory.walk(desk, drafted(desk, "delivery_note-exchange", "wh", **uncounted()), "issue", "dispatch")
    first, *rest = now(desk, record).values["lines"]  # type: ignore[misc]
    with pytest.raises(Refused, match=r"“货物”已由.*签名，现在只能填“点收数量、备注”"):
        put(desk, record, "wh", lines=[{**first, **change}, *rest])  # type: ignore[dict-item]
    put(desk, record, "wh", lines=[{**first, "recv": 1, "remark": "少一箱"}, *rest])  # type: ignore[dict-item]
    assert verifying.verify(desk) == []


def test_delivery_is_signed_for_only_when_every_line_is_counted(desk: Desk) -> None:
    record = factory.walk(desk, drafted(desk, "delivery_note-exchange", "wh", **uncounted()), "issue", "dispatch")
    put(desk, record, "wh", received="何样工", recv_date="2026-11-13")
    with pytest.raises(Refused, match="第 1、2、3 行还没有填“点收数量”"):
        factory.take(desk, record, "sign_for")
    put(desk, record, "wh", lines=factory.sample("delivery_note-exchange")["lines"])
    factory.walk(desk, record, "sign_for", "file")
    assert all(item.sound for item in now(desk, record).signatures)


def test_card_is_not_taken_off_while_the_goods_wait(desk: Desk) -> None:
    record = factory.walk(desk, drafted(desk, "hold_tag-cup", "qc", status="待处理"), "hold")
    with pytest.raises(Refused, match="“状态”还是“待处理”"):
        factory.take(desk, record, "release")
    put(desk, record, "qc", status="返工")
    factory.take(desk, record, "release")
    with pytest.raises(Refused, match="“状态”不能改"):
        put(desk, record, "qc", status="报废")


def test_warehouse_does_not_take_scrap_that_nobody_has_approved(desk: Desk) -> None:
    record = factory.walk(desk, drafted(desk, "scrap_sheet-spindle", "prod"), *SCRAP_WAY[:3])
    with pytest.raises(Refused, match=r"先要由.*做“核准”"):
        factory.take(desk, record, "store", "wh")


def test_warehouse_hands_scrap_back_to_be_approved_anew(desk: Desk) -> None:
    record = factory.walk(desk, drafted(desk, "scrap_sheet-spindle", "prod"), *SCRAP_WAY[:4])
    factory.take(desk, record, "return", "wh", reason="实物少 1 支，请改数量")
    view = now(desk, record)
    assert (view.state, "approved" in {item.slot for item in view.signatures}) == ("confirmed", False)
