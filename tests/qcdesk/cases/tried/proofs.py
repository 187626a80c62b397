"""What proves the work on goods, and what proves nothing."""

import trying
from trying import FIELD, IN_HOUSE, OURS, facts, sheet

from qcdesk.cases.facts import SheetFact


def scrapped(**line: str) -> SheetFact:
    return sheet("scrap_sheet", "stored", lines=[{"qty": 3, **line}])


SHUT: trying.Wrong = {
    "handling_sheets_done": [
        (facts(disposition=["返工"]), "“返工”还没有完成的《返工/返修记录表》"),
        (facts(sheet("rework_record", "issued"), disposition=["返工"]), "《返工/返修记录表》"),
        (facts(sheet("rework_record", "void", over=True), disposition=["返工"]), "《返工/返修记录表》"),
        (facts(sheet("field_rework", "dispatched"), **FIELD), "《外派返工/返修单》"),
        (facts(sheet("field_rework", "approved", over=True, exec_lines=[{"work_date": "2026-11-07"}]),
               received_at="2026-11-22T09:00", **FIELD), "返工日期 2026-11-07 早于受理日期 2026-11-22"),
        (facts(sheet("rework_record", "rechecked", kind="返工", recheck=[{"recheck_date": "2026-11-13"}]),
               received_at="2026-11-22T09:00", disposition=["返工"]), "返工日期 2026-11-13 早于受理日期 2026-11-22"),
        (facts(sheet("rework_record", "approved", over=True), **FIELD), "《外派返工/返修单》"),
        (facts(sheet("scrap_sheet", "submitted"), disposition=["报废重做"]), "《报废单》"),
        (facts(scrapped(name="中轴 BB-68"), disposition=["报废重做"], **OURS), "产品是“中轴 BB-68”，不是本案"),
        (facts(sheet("return_application", "submitted"), disposition=["退货"]), "《产品退换货申请单》"),
        (facts(sheet("field_rework", "approved", over=True, refused=True), **FIELD), "要回收产品"),
        (facts(sheet("field_rework", "approved", over=True), disposition=["换货", "外派返工/返修"]), "“换货”"),
        (facts(sheet("rework_record", "approved", over=True, kind="返工"), disposition=["返工", "返修"]),
         "“返修”还没有完成的《返工/返修记录表》（类别要选“返修”）"),
        (facts(sheet("field_rework", "reviewed"), disposition=["返工"]), "“返工”还没有完成的《返工/返修记录表》"),
        (facts(sheet("return_application", "received", kind="换货"), disposition=["退货"]), "类别要选“退货”"),
    ],
    "of_one_customer": [
        (facts(sheet("rework_record", "approved", over=True, customer="环岭"), customer="青榆"),
         "《rework_record》的客户是“环岭”，不是本案的“青榆”"),
    ],
    "rework_rechecked": [
        (facts(sheet("rework_record", "produced")), "《rework_record》还没有写重检结果"),
        (facts(sheet("rework_record", "draft", recheck=[{"recheck_result": "合格"}])),
         "《rework_record》的重检结果写了还没有签，要走完签“重检”，或提交编制"),
        (facts(sheet("rework_record", "rechecked", final="再次返工")), "最终处理是“再次返工”，不能判重检合格"),
    ],
    "complaint_sheet_filed": [
        (facts(severity="一般"), "案卷里还没有走完的处理表（《产品品质异常反馈处理表》、"),
        (facts(sheet("complaint_register", "submitted"), severity="一般"), "、《部门协调工单》任一张），请在案件里开"),
        (facts(sheet("complaint_register", "approved", over=True), severity="严重"), "还没有走完的处理表"),
        (facts(sheet("qc_anomaly", "void", over=True), severity="严重"), "还没有走完的处理表"),
    ],
}  # fmt: skip

OPEN: trying.Right = {
    "handling_sheets_done": [
        facts(disposition=["补货"]), facts(sheet("rework_record", "rechecked", kind="返工"), disposition=["返工"]),
        facts(sheet("rework_record", "rechecked", kind="改包装"), disposition=["返工"]),
        facts(sheet("rework_record", "rechecked", kind="返工"), sheet("rework_record", "produced", kind="返修"),
              disposition=["返工", "返修"]),
        facts(sheet("field_rework", "reviewed"), **FIELD),
        facts(sheet("scrap_sheet", "stored"), disposition=["报废重做"]),
        facts(scrapped(name="芯轴 SP-873", lot="L261101"), disposition=["报废重做"], **OURS),
        facts(scrapped(name="铝脚踏 FP-873"), disposition=["报废重做"], **OURS),
        facts(sheet("return_application", "received", kind="换货"), disposition=["换货"]),
        facts(sheet("field_rework", "approved", over=True, refused=True), sheet("return_application", "received"),
              **FIELD),
    ],
    "of_one_customer": [
        facts(sheet("rework_record", "approved", over=True, customer="青榆"), customer="青榆"),
        facts(sheet("rework_record", "void", over=True, customer="环岭"), customer="青榆"),
        facts(sheet("car_8d", "approved", over=True, customer="环岭"), customer="青榆"),
        facts(sheet("rework_record", "approved", customer="环岭"), customer="青榆", **IN_HOUSE),
    ],
    "rework_rechecked": [facts(sheet("rework_record", "rechecked", final="合格入库送货")), facts(),
                         facts(sheet("rework_record", "void", over=True))],
    "complaint_sheet_filed": [
        facts(sheet("complaint_register", "approved", over=True), severity="一般"),
        facts(sheet("car_8d", "approved", over=True), severity="严重"),
    ],
}  # fmt: skip
