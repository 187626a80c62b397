"""Notes that deliver a case and those that do not; which goods may leave."""

from dataclasses import replace

import trying
from trying import COMPLAINT, FIELD, NOW, OURS, facts, note, sheet

from qcdesk.cases.facts import CaseFacts, SheetFact, SheetFacts, WorkFact


def goods(nature: str = "返工品", **line: str) -> SheetFact:
    """A delivery note of one such line."""
    return note(lines=[{"qty": 260, "recv": 260, **line}], nature=nature)


def unchecked(nature: str, state: str = "signed_for") -> SheetFact:
    """A note of goods that left before the re-inspection."""
    return replace(note(state, nature=nature), unchecked=True)


CASE = "《客诉与异常案件》TS-202611-001"


def out(nature: str, *ways: str, rechecked: bool = False, in_house: bool = False) -> SheetFacts:
    """A note on its way for a case of which `ways` were decided."""
    return SheetFacts({"nature": nature}, work=WorkFact(rechecked, CASE, "待重检", CASE, ways, in_house))


REFUSED = sheet("field_rework", "approved", over=True, refused=True)


def back(kind: str) -> SheetFact:
    """Goods that the customer sent back."""
    return sheet("return_application", "received", kind=kind)


SHUT: trying.Wrong = {
    "delivery_stands": [
        (CaseFacts(COMPLAINT, (note("void", over=True),), signed=frozenset({"delivered"})), "还没有开出《送货单》"),
        (CaseFacts({**COMPLAINT, "delivered_qty": 520, "counted_qty": 520}, (note(), note("void", over=True)),
                   signed=frozenset({"delivered"})), "送货 260、点收 260，“送货数量”“客户点收数量”填的是 520、520"),
    ],
    "quantities_agree": [
        (facts(note(), delivered_qty=0, counted_qty=0), "送货 260、点收 260，“送货数量”“客户点收数量”填的是 0、0"),
        (facts(note(), note(sent=2, counted=2), delivered_qty=260, counted_qty=260), "送货 262、点收 262"),
        (facts(note(counted=258), delivered_qty=260), "填的是 260、（空）"),
        (facts(note(counted=0), delivered_qty=260, counted_qty=0), "客户点收 0，货没有送到"),
    ],
    "rework_may_leave": [
        (SheetFacts({"nature": "返工品"}, work=WorkFact(rechecked=False)),
         "请先退回到草稿，“客诉/返工单号”填重检合格的返工单编号（FG-）或案件编号"),
        (out("返工品"), f"{CASE}现在是“待重检”，返工品要先重检合格才能送货"),
        (out("返工品", "返工", "补货"), "返工品要先重检合格才能送货；不是返工品的，请先退回到草稿，再改“送货性质”"),
        (out("换货", "报废重做"), f"{CASE}现在是“待重检”，重做的货要先重检合格才能送货"),
        (out("换货", "报废重做"), "不是重做的，要先退回对策加选“换货”"),
        (out("补货", "报废重做", "换货"), "重做的货要先重检合格才能送货"),
    ],
    "nature_fits_the_ways": [
        (out("换货", "返工", "挑选"),
         "《客诉与异常案件》TS-202611-001的处理方式是“返工、挑选”，没有“换货”，“送货性质”不能是“换货”；请先退回到草稿，送返工品的改为“返工品”"),
        (out("补货", "外派返工/返修", rechecked=True), "确是补货的要先退回对策，在处理方式里加选“补货”"),
        (out("正常订单", "返工"), "的货要重检合格才能送，它的送货单不能是“正常订单”"),
        (out("补货", "换货"), "没有“补货”，“送货性质”不能是“补货”；请先退回到草稿，再改“送货性质”，确是补货的"),
        (out("换货", "仅答复客户"), "处理方式是“仅答复客户”，没有“换货”"),
        (out("返工品", "补货"), "没有返工、返修、挑选、外派或重做，“送货性质”不能是“返工品”"),
        (out("换货", "返工", in_house=True), "送返工品的改为“返工品”，重检合格后再送（"),
    ],
    "delivered_in_time": [
        (facts(note(), sheet("rework_record", "rechecked", recheck=[{"recheck_date": "2026-11-21"}])),
         "日期 2026-11-20 早于返工重检的 2026-11-21"),
        (CaseFacts(COMPLAINT, (note(recv_date="2026-11-23"),), now=NOW), "签收日期 2026-11-23 还没有到"),
    ],
    "delivery_noted": [
        (facts(), "还没有开出《送货单》"),
        (facts(sheet("delivery_note", "draft")), "《送货单》"),
        (facts(sheet("delivery_note", "void", over=True)), "《送货单》"),
        (facts(note("dispatched")), "《delivery_note》还没有客户签收和点收数量"),
        (facts(note(customer="环岭"), customer="青榆"), "还没有开出《送货单》，《delivery_note》的客户是“环岭”"),
        (facts(goods(desc="塑料脚踏 FP-610"), **OURS),
         "产品是“塑料脚踏 FP-610”，不是本案的“铝脚踏”（零件请写明本案的批号）"),
        (facts(goods(desc="铝脚踏", lot="L261108"), **OURS), "批号是“L261108”，不是本案的“L261101”"),
        (facts(note(), received_at="2026-11-21T09:00"), "《delivery_note》的日期 2026-11-20 早于受理日期 2026-11-21"),
        (facts(note(nature="正常订单")), "送货性质是“正常订单”，不是本案的返工、换货或补货"),
        (facts(note(nature="换货"), disposition=["返工"]),
         "《delivery_note》的送货性质是“换货”，本案的处理方式是“返工”，没有“换货”，不算本案的送货"),
        (facts(note(nature="补货"), disposition=["换货"]), "没有“补货”，不算本案的送货"),
        (facts(note(), disposition=["补货"]), "没有返工、返修、挑选、外派或重做，不算本案的送货"),
        (facts(unchecked("返工品", "issued"), **FIELD), "就送出了，重检合格后请再做“送货”，或作废后重开"),
        (facts(unchecked("返工品", "dispatched"), **FIELD),
         "《delivery_note》的货在本案重检合格以前就送出了，请退回到“已开单”"),
        (facts(unchecked("返工品"), **FIELD), "就送出了，请退回到“送货中”、再退回到“已开单”，重检合格后再“送货”"),
        (facts(unchecked("返工品", "approved"), **FIELD), "就送出了，回单已归档，不能退回，请由跟单作废后重开"),
        (facts(unchecked("补货"), disposition=["报废重做"]), "货在本案重检合格以前就送出了"),
        (facts(note(nature="换货"), REFUSED, **FIELD), "没有“换货”"),
        (facts(note(nature="换货"), REFUSED, back("退货"), **FIELD), "没有“换货”"),
        (facts(note(nature="换货"), back("换货"), **FIELD), "没有“换货”"),
        (facts(note(nature="换货"), REFUSED, back("换货"), disposition=["返工"]), "处理方式是“返工”，没有“换货”"),
        (facts(note(earlier=True)), "退回重新处理以后还没有开出新的《送货单》"),
        (facts(note(), disposition=["返工", "补货"]), "“补货”还没有送货性质为“补货”的《送货单》"),
        (facts(note(nature="补货"), disposition=["返工", "补货"]), "“返工”还没有送货性质为“返工品”的《送货单》"),
        (facts(note(nature="补货"), note(date="2026-11-19"), disposition=["返工", "补货"],
               received_at="2026-11-20T08:00"),
         "“返工”还没有送货性质为“返工品”的《送货单》；《delivery_note》的日期 2026-11-19 早于受理日期 2026-11-20"),
        (facts(note(nature="补货"), disposition=["返修", "挑选", "补货", "换货"]),
         "“返修、挑选”还没有送货性质为“返工品”的《送货单》；“换货”还没有送货性质为“换货”的《送货单》"),
    ],
}  # fmt: skip

OPEN: trying.Right = {
    "delivery_stands": [facts(), CaseFacts({**COMPLAINT, "delivered_qty": 260, "counted_qty": 260}, (note(),),
                                           signed=frozenset({"delivered"}))],
    "delivery_noted": [facts(note(), received_at="2026-11-20T17:00"),
                       facts(goods(desc="铝脚踏 FP-873", lot="L261101"), **OURS),
                       facts(goods(desc="螺丝 M6", lot="L261101"), **OURS), facts(note()),
                       facts(goods(desc="螺丝 M6", order_no="QY-26-0871"), order_no="QY-26-0871", **OURS),
                       facts(goods(desc="铝脚踏 FP-873", lot="L261120", nature="换货"), **OURS),
                       facts(note("approved", over=True), note(earlier=True)),
                       facts(note(nature="补货"), disposition=["补货"]),
                       facts(note(), unchecked("补货"), disposition=["返工", "补货"]),
                       facts(note(nature="补货"), disposition=["报废重做", "补货"]),
                       facts(note(nature="换货"), disposition=["报废重做"]),
                       facts(goods(desc="铝脚踏", lot="L261120"), disposition=["报废重做"], **OURS),
                       facts(note(nature="换货"), REFUSED, back("换货"), **FIELD),
                       facts(note(), note(nature="换货"), disposition=["返工"])],
    "quantities_agree": [facts(note(counted=258), delivered_qty=260, counted_qty=258),
                         facts(note(), note(sent=2, counted=2), delivered_qty=262, counted_qty=262),
                         facts(note(), note(sent=2, counted=2, earlier=True), delivered_qty=260, counted_qty=260)],
    "rework_may_leave": [
        out("返工品", rechecked=True), SheetFacts({"nature": "返工品"}), out("补货"),
        out("补货", "返工", "补货"), out("补货", "报废重做", "补货"), out("换货", "报废重做", rechecked=True),
    ],
    "nature_fits_the_ways": [
        SheetFacts({"nature": "换货"}), out("换货"), out("换货", "返工", "换货"),
        out("正常订单"), out("正常订单", "补货"), out("正常订单", "返工", rechecked=True),
        out("返工品", "返工", "换货"), out("返工品", "外派返工/返修"), out("补货", "报废重做"),
        out("返工品", "报废重做"), out("返工品", "补货", rechecked=True),
    ],
    "delivered_in_time": [
        facts(note(), sheet("rework_record", "rechecked", recheck=[{"recheck_date": "2026-11-20"}])),
        facts(note(nature="补货"), sheet("rework_record", "rechecked", recheck=[{"recheck_date": "2026-11-21"}])),
        CaseFacts(COMPLAINT, (note(recv_date="2026-11-22"),), now=NOW),
    ],
}  # fmt: skip
