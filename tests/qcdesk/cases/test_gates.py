"""Every gate of a case the wrong way round, with a sentence that cites its rule, and the right way round."""

from typing import Any

import pytest

from qcdesk.cases.facts import CaseFacts, LabelFact, SampleFact, SheetFact, WorkFact
from qcdesk.cases.gates import GATES

COMPLAINT = {"case_kind": "客户投诉"}
IN_HOUSE = {"case_kind": "厂内异常"}


def facts(*sheets: SheetFact, samples: tuple[SampleFact, ...] = (), **values: Any) -> CaseFacts:
    return CaseFacts({**COMPLAINT, **values}, sheets, samples)


def sheet(form: str, state: str, *, over: bool = False, refused: bool = False, earlier: bool = False,
          **values: Any) -> SheetFact:  # fmt: skip
    return SheetFact(7, form, f"《{form}》", state, over, refused, values, earlier)


def reworked(*, rechecked: bool, nature: str = "返工品") -> CaseFacts:
    """A delivery note that names a case."""
    return CaseFacts({"nature": nature}, work=WorkFact(rechecked, "《客诉与异常案件》TS-202611-001", "待重检"))


def note(state: str = "signed_for", sent: int = 260, counted: int = 260, **values: Any) -> SheetFact:
    """A delivery note of one line."""
    goods = [{"qty": sent, "recv": counted}]
    return sheet("delivery_note", state, **{"nature": "返工品", "date": "2026-11-20", "lines": goods, **values})


OURS = {"product_name": "铝脚踏", "lot_no": "L261101"}


def goods(nature: str = "返工品", **line: str) -> SheetFact:
    """A delivery note of one such line."""
    return note(lines=[{"qty": 260, "recv": 260, **line}], nature=nature)


def scrapped(**line: str) -> SheetFact:
    return sheet("scrap_sheet", "stored", lines=[{"qty": 3, **line}])


NOW = "2026-11-22T10:00"


def at_ten(**values: Any) -> CaseFacts:
    """A case that came in at nine, looked at an hour later."""
    return CaseFacts({**COMPLAINT, "received_at": "2026-11-22T09:00", **values}, now=NOW)


def signed(*slots: str, **values: Any) -> CaseFacts:
    return CaseFacts({**COMPLAINT, **values}, signed=frozenset(slots))


def action(**values: str) -> dict[str, str]:
    return {"kind": "纠正", "what": "回火炉加独立测温", "owner": "韩例二", "due": "2026-12-01", **values}


DONE = {"done": "2026-11-30", "result": "合格"}
AGREED = {"customer_decision": "同意", "replied_at": "2026-11-21T09:00"}
CALL = {"at": "2026-11-21T15:00", "way": "电话", "said": "收到答复，没有其他要求", "decision": "同意"}


def appealed(*contacts: dict[str, str]) -> CaseFacts:
    return CaseFacts(COMPLAINT, since_appeal=contacts)


def labelled(lent_to: str = "", *, only: bool = False) -> CaseFacts:
    return CaseFacts({}, label=LabelFact("YP-202611-001", lent_to, only))


SIGNED_SHEET = SheetFact(
    7,
    "field_rework",
    "《外派返工/返修单》WP-202611-001",
    "approved",
    over=True,
    number="WP-202611-001",
    customer_signed=True,
)
UNSIGNED = SheetFact(
    8, "field_rework", "《外派返工/返修单》WP-202611-001", "approved", over=True, number="WP-202611-001"
)
FIELD = {"disposition": ["外派返工/返修"]}
SPENT = "是重新打开以前封存的，其中 1 个已经移交、拆机、退还或销毁"
OLD = SampleFact("YP-202611-001", 2, 1, spent=SPENT)
ONE_LEFT, NONE_LEFT = (SampleFact("YP-202611-001", 2, left) for left in (1, 0))

TAKEN_IN = {"how": "并来", "case": "TS-202611-002", "why": "重复受理"}

CLOSED: dict[str, list[tuple[CaseFacts, str]]] = {
    "written_material": [(facts(channel="电话(须补书面)"), "口头投诉还没有收到书面资料")],
    "read_back": [(facts(), "还没有把记录向客户复述确认"), (facts(read_back=False), "复述确认")],
    "graded": [(facts(), "请品管选定“客诉程度”")],
    "override_has_a_reason": [
        (facts(grade="严重", severity="一般"), "程序判定为“严重”，您选的是“一般”，请写明改判理由"),
        (facts(severity="一般"), "判定标准没有一条适用，您选的是“一般”，请写明改判理由"),
    ],
    "is_feedback": [(facts(), "只有客户反馈才能升为客户投诉")],
    "merged_into_another": [(facts(), "请先在“并入案件”里填另一案件的编号")],
    "a_wrong_entry": [
        (facts(contacts=[{"way": "电话", "said": "已登记"}]), "案件里有与客户联系的记录，不是录入错误，不能作废"),
        (facts(samples=(NONE_LEFT,)), "案件里有封存的样品，不是录入错误，不能作废"),
    ],
    "nothing_merged_in": [(facts(links=[TAKEN_IN]), "案件 TS-202611-002 并在本案里，要先由品管主管对它“撤销合并”")],
    "not_answered_before": [
        (facts(rounds=[{"step": "客户申诉，复审"}]), "已经答复过客户、又退回或申诉的案件不能并入另一案件"),
        (facts(rounds=[{"step": "高层指派重新分析"}]), "不能并入另一案件"),
    ],
    "never_registered": [(facts(rounds=[{"step": "客户申诉，复审"}]), "登记过的案件不能作废")],
    "branch_assembly": [(facts(branch="物料问题"), "原因去向是“物料问题”，不由这里分析"), (facts(), "不由这里分析")],
    "branch_structure": [(facts(branch="加工装配不良"), "不由这里分析")],
    "branch_material": [(facts(branch="用户使用不当"), "不由这里分析")],
    "branch_misuse": [(facts(branch="结构工艺不良"), "不由这里分析")],
    "minor_only": [
        (facts(severity="严重", grade="严重"), "只有判为“一般”的案件才能简易处理"),
        (facts(severity="一般", grade="严重"), "只有判为“一般”"),
        (facts(), "只有判为“一般”"),
    ],
    "repair_has_consent": [(facts(disposition=["返工", "返修"]), "“返修”要客户同意")],
    "concession_has_consent": [(facts(disposition=["特采"]), "“特采”要客户同意")],
    "goods_were_worked_on": [(facts(disposition=["补货"]), "处理方式里没有要重检的")],
    "no_goods_worked_on": [(facts(disposition=["返工", "报废重做", "补货"]), "“返工、报废重做”做完要先重检，再送货")],
    "handling_sheets_done": [
        (facts(disposition=["返工"]), "“返工”还没有完成的《返工/返修记录表》"),
        (facts(sheet("rework_record", "issued"), disposition=["返工"]), "《返工/返修记录表》"),
        (facts(sheet("rework_record", "void", over=True), disposition=["返工"]), "《返工/返修记录表》"),
        (facts(sheet("field_rework", "dispatched"), **FIELD), "《外派返工/返修单》"),
        (facts(sheet("field_rework", "approved", over=True, exec_lines=[{"work_date": "2026-11-07"}]),
               received_at="2026-11-22T09:00", **FIELD), "返工日期 2026-11-07 早于受理日期 2026-11-22"),
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
    "never_answered": [
        (facts(rounds=[{"step": "高层指派重新分析"}]), "已经回复过客户、退回来重新分析的案件不能再判定不成立"),
        (CaseFacts(COMPLAINT, closed_before=True), "结过案的案件不能再判定不成立"),
    ],
    "of_one_customer": [
        (facts(sheet("rework_record", "approved", over=True, customer="环岭"), customer="青榆"),
         "《rework_record》的客户是“环岭”，不是本案的“青榆”"),
    ],
    "delivery_stands": [
        (CaseFacts(COMPLAINT, (note("void", over=True),), signed=frozenset({"delivered"})), "还没有开出《送货单》"),
    ],
    "goods_are_sent": [(facts(disposition=["退货"]), "没有要送货的补货、换货")],
    "no_goods_sent": [(facts(disposition=["补货"]), "“补货”要开送货单、由客户点收")],
    "disposition_fits": [
        (facts(disposition=["仅答复客户", "返工"]), "选了“仅答复客户”就不能再选“返工”"),
        (facts(disposition=["返工", "换货"], **IN_HOUSE), "厂内异常没有客户，不能选“换货”"),
    ],
    "channel_fits_the_kind": [
        (facts(channel="电话(须补书面)", **IN_HOUSE), "厂内异常的“投诉方式”要选“厂内发现”"),
        (facts(channel="厂内发现"), "“厂内发现”的只能是厂内异常"),
    ],
    "intake_times_hold": [
        (CaseFacts({"received_at": "2026-11-22T10:01"}, now=NOW), "“受理时间”2026-11-22 10:01 还没有到"),
        (at_ten(reply_by="2026-11-22T08:59"), "“客户要求回复时间”2026-11-22 08:59 早于受理时间 2026-11-22 09:00"),
        (at_ten(written_on="2026-11-23T08:00"), "“书面资料收到”2026-11-23 08:00 还没有到"),
        (at_ten(channel="电话(须补书面)", written_on="2026-11-21T08:00"), "“书面资料收到”2026-11-21 08:00 早于受理"),
        (at_ten(ship_date="2026-11-23"), "“出货日期”2026-11-23 晚于受理时间"),
    ],
    "reply_times_hold": [
        (at_ten(replied_at="2026-11-22T08:00"), "“回复客户时间”2026-11-22 08:00 早于受理时间 2026-11-22 09:00"),
        (at_ten(replied_at="2026-11-22T10:01"), "“回复客户时间”2026-11-22 10:01 还没有到（现在是 2026-11-22 10:00）"),
    ],
    "rework_rechecked": [
        (facts(sheet("rework_record", "produced")), "《rework_record》还没有写重检结果"),
        (facts(sheet("rework_record", "draft", recheck=[{"recheck_result": "合格"}])),
         "《rework_record》的重检结果写了还没有签，要走完签“重检”，或提交编制"),
        (facts(sheet("rework_record", "rechecked", final="再次返工")), "最终处理是“再次返工”，不能判重检合格"),
    ],
    "quantities_agree": [
        (facts(note(), delivered_qty=0, counted_qty=0), "送货 260、点收 260，“送货数量”“客户点收数量”填的是 0、0"),
        (facts(note(), note(sent=2, counted=2), delivered_qty=260, counted_qty=260), "送货 262、点收 262"),
        (facts(note(counted=258), delivered_qty=260), "填的是 260、（空）"),
        (facts(note(counted=0), delivered_qty=260, counted_qty=0), "客户点收 0，货没有送到"),
    ],
    "rework_may_leave": [
        (CaseFacts({"nature": "返工品"}, work=WorkFact(rechecked=False)), "请填重检合格的返工单编号（FG-）或案件编号"),
        (reworked(rechecked=False), "《客诉与异常案件》TS-202611-001现在是“待重检”，返工品要先重检合格才能送货"),
    ],
    "delivered_in_time": [
        (facts(note(), sheet("rework_record", "rechecked", recheck=[{"recheck_date": "2026-11-21"}])),
         "日期 2026-11-20 早于返工重检的 2026-11-21"),
        (CaseFacts(COMPLAINT, (note(recv_date="2026-11-23"),), now=NOW), "签收日期 2026-11-23 还没有到"),
    ],
    "correction_is_listed": [
        (facts(), "还没有一项纠正或预防措施，请在“措施”里加一行（投诉管理制度"),
        (facts(actions=[action(kind="临时"), action(kind="改善")]), "还没有一项纠正或预防措施"),
        (facts(severity="一般", no_action="不必"), "请在“措施”里加一行（"),
        (signed("simplified", severity="一般"), "或在跟踪验证的“未立措施的理由”写明"),
        (signed("simplified", severity="批量", no_action="不必"), "请在“措施”里加一行（"),
    ],
    "promoted_where_it_must": [
        (facts(case_kind="客户反馈", channel="政府部门转来"), "“政府部门转来”的为升级投诉，不能按客户反馈办"),
        (facts(case_kind="客户反馈", importance="重点客户"), "重点客户的任何不满都按投诉处理"),
    ],
    "nature_fits_the_branch": [
        (facts(nature="使用/保存不当", branch="加工装配不良"), "“原因去向”要选“用户使用不当”"),
        (facts(nature="质量问题", branch="用户使用不当"), "“问题界定”不能是“质量问题”"),
    ],
    "doubtful_goods_are_seen": [(facts(nature="难以界定-退厂鉴定"), "难以界定的要退回公司界定")],
    "appeal_in_time": [(CaseFacts(COMPLAINT, now=NOW, appeal_until="2026-11-20 10:00，S3:293"), "申诉期限已过")],
    "has_a_customer": [(facts(**IN_HOUSE), "厂内异常没有客户要回复")],
    "a_customer_appeals": [(facts(**IN_HOUSE), "厂内异常没有客户来申诉")],
    "found_in_house": [(facts(), "客户的案件答复以后由业务“客户申诉，复审”")],
    "appeal_is_answered": [
        (appealed(), "维持原结案要先答复客户"), (appealed({**CALL, "way": "客户抱怨"}), "维持原结案要先答复客户"),
    ],
    "in_house_only": [(facts(), "客户的案件要先回复客户")],
    "recheck_is_good": [(facts(), "“重检判定”要是“合格”"), (facts(recheck_result="不合格"), "不合格请退回处理")],
    "delivery_noted": [
        (facts(), "还没有开出《送货单》"),
        (facts(sheet("delivery_note", "draft")), "《送货单》"),
        (facts(sheet("delivery_note", "void", over=True)), "《送货单》"),
        (facts(note("dispatched")), "《delivery_note》还没有客户签收和点收数量"),
        (facts(note(customer="环岭"), customer="青榆"), "还没有开出《送货单》，《delivery_note》的客户是“环岭”"),
        (facts(goods(desc="塑料脚踏 FP-610"), **OURS),
         "产品是“塑料脚踏 FP-610”，不是本案的“铝脚踏”（零件请写明本案的批号）"),
        (facts(goods(desc="铝脚踏", lot="L261108"), **OURS), "批号是“L261108”，不是本案的“L261101”"),
        (facts(note(nature="正常订单")), "送货性质是“正常订单”，不是本案的返工、换货或补货"),
        (facts(note(earlier=True)), "退回重新处理以后还没有开出新的《送货单》"),
        (facts(note(), disposition=["返工", "补货"]), "“补货”还没有送货性质为“补货”的《送货单》"),
    ],
    "count_difference_explained": [(facts(delivered_qty=260, counted_qty=258), "送货 260，客户点收 258，请写明差异")],
    "customer_agreed": [(facts(), "不能关闭；同意了的，请在联系记录里记下客户的答复，并在“客户意见”选“同意”"),
                        (facts(customer_decision="不同意"), "客户还没有同意；不同意要转高层受理，不能关闭"),
                        (facts(**AGREED), "请在联系记录里记下客户的答复，并在“客户意见”选“同意”"),
                        (facts(contacts=[{**CALL, "at": "2026-11-20T09:00"}], **AGREED), "没有回复以后客户同意的依据"),
                        (facts(UNSIGNED, customer_opinion="见 WP-202611-001", **AGREED), "客户同意的依据"),
                        (facts(customer_opinion="客户已签字", **AGREED), "写明客户签字的单号")],
    "customer_agreed_or_in_house": [(facts(customer_decision="不同意"), "不同意要转高层受理，不能关闭")],
    "replied_to_customer": [(facts(), "还没有把处理结果回复客户")],
    "effect_is_good": [(facts(), "对策效果还没有写明有效"), (facts(effect="无效"), "无效要退回重新分析")],
    "actions_closed": [
        (facts(actions=[action(**DONE), action()]), "还有 1 项措施没有完成：回火炉加独立测温"),
        (facts(actions=[action(kind="改善")]), "还有 1 项措施没有完成"),
    ],
    "actions_verified": [
        (facts(actions=[action(done="2026-11-30")]), "还有 1 项措施没有验证合格"),
        (facts(actions=[action(done="2026-11-30", result="不合格")]), "“回火炉加独立测温”验证不合格"),
    ],
    "complaint_sheet_filed": [
        (facts(severity="一般"), "案卷里还没有一张走完的《产品品质异常反馈处理表》、"),
        (facts(sheet("complaint_register", "submitted"), severity="一般"), "、《部门协调工单》，请在案件里开一张"),
        (facts(sheet("complaint_register", "approved", over=True), severity="严重"), "还没有一张走完的"),
        (facts(sheet("qc_anomaly", "void", over=True), severity="严重"), "还没有一张走完的"),
    ],
    "sheets_finished": [(facts(sheet("car_8d", "analysed")), "还有单没有走完：《car_8d》")],
    "sample_sealed": [
        (CaseFacts({**COMPLAINT, "samples": 2}), "不良样品还没有封存在品管样品柜（至少 1 PCS）"),
        (CaseFacts({**COMPLAINT, "samples": 2}, samples=(NONE_LEFT,)), "至少 1 PCS"),
        (CaseFacts({**COMPLAINT, "samples": 2, "no_sample": "忘了"}), "至少 1 PCS"),
        (facts(topic="产品质量"), "没有封存不良样品，请封存，或归档时在“未封存样品的原因”写明"),
        (facts(samples=(NONE_LEFT,)), "“未封存样品的原因”"),
        (facts(samples=(OLD,)), f"YP-202611-001{SPENT}，要封存这一轮的不良样品"),
    ],
    "label_may_go": [
        (labelled("褚样八 1"), "样品 YP-202611-001 还没归还：褚样八 1，收齐以后才能作废标签"),
        (labelled(only=True), "至少要保留 1 PCS，YP-202611-001 是案件唯一的样品"),
    ],
}  # fmt: skip

OPEN: dict[str, list[CaseFacts]] = {
    "written_material": [facts(channel="电话(须补书面)", written_on="2026-11-22T10:00"), facts(channel="邮件")],
    "read_back": [facts(read_back=True), facts(**IN_HOUSE)],
    "graded": [facts(grade="严重"), facts(severity="一般")],
    "override_has_a_reason": [
        facts(grade="严重", severity="一般", override_reason="样品为改装件"), facts(grade="严重", severity="严重"),
        facts(severity="批量", override_reason="整批外观不一致"), facts(grade="批量"),
    ],
    "is_feedback": [facts(case_kind="客户反馈")],
    "merged_into_another": [facts(merged_into="TS-202611-001")],
    "never_registered": [facts()],
    "a_wrong_entry": [facts()],
    "nothing_merged_in": [facts(), facts(links=[{**TAKEN_IN, "how": "同一问题"}])],
    "not_answered_before": [facts(), facts(rounds=[{"step": "升为客户投诉"}])],
    "branch_assembly": [facts(branch="加工装配不良")],
    "branch_structure": [facts(branch="结构工艺不良")],
    "branch_material": [facts(branch="物料问题")],
    "branch_misuse": [facts(branch="用户使用不当")],
    "minor_only": [facts(severity="一般", grade="一般"), facts(severity="一般")],
    "repair_has_consent": [facts(disposition=["返修"], consent=True), facts(disposition=["返工"]),
                           facts(disposition=["返修"], **IN_HOUSE)],
    "concession_has_consent": [facts(disposition=["特采"], consent=True), facts(disposition=["返修"])],
    "goods_were_worked_on": [facts(disposition=["挑选"]), facts(**FIELD)],
    "no_goods_worked_on": [facts(disposition=["补货", "折让/赔偿"]), facts()],
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
    "has_a_customer": [facts(), facts(case_kind="客户反馈")],
    "a_customer_appeals": [facts(), facts(case_kind="客户反馈")],
    "found_in_house": [facts(**IN_HOUSE)],
    "appeal_is_answered": [appealed(CALL)],
    "in_house_only": [facts(**IN_HOUSE)],
    "recheck_is_good": [facts(recheck_result="合格")],
    "never_answered": [facts(), facts(rounds=[{"step": "审查退回"}, {"step": "客户申诉，复审"}])],
    "of_one_customer": [
        facts(sheet("rework_record", "approved", over=True, customer="青榆"), customer="青榆"),
        facts(sheet("rework_record", "void", over=True, customer="环岭"), customer="青榆"),
        facts(sheet("car_8d", "approved", over=True, customer="环岭"), customer="青榆"),
        facts(sheet("rework_record", "approved", customer="环岭"), customer="青榆", **IN_HOUSE),
    ],
    "delivery_stands": [facts(), CaseFacts(COMPLAINT, (note(),), signed=frozenset({"delivered"}))],
    "goods_are_sent": [facts(disposition=["补货"]), facts(disposition=["换货", "折让/赔偿"])],
    "no_goods_sent": [facts(disposition=["退货"]), facts()],
    "disposition_fits": [facts(disposition=["仅答复客户"]), facts(disposition=["返工", "换货"]),
                         facts(disposition=["返工"], **IN_HOUSE)],
    "channel_fits_the_kind": [facts(channel="邮件"), facts(channel="厂内发现", **IN_HOUSE), facts()],
    "intake_times_hold": [
        at_ten(reply_by="2026-11-25T17:00", ship_date="2026-11-22", written_on="2026-11-21T08:00"),
        at_ten(channel="电话(须补书面)", written_on="2026-11-22T09:30"), at_ten(),
    ],
    "reply_times_hold": [at_ten(replied_at="2026-11-22T09:00"), at_ten(replied_at=NOW), at_ten()],
    "rework_rechecked": [facts(sheet("rework_record", "rechecked", final="合格入库送货")), facts(),
                         facts(sheet("rework_record", "void", over=True))],
    "delivery_noted": [facts(goods(desc="铝脚踏 FP-873", lot="L261101"), **OURS),
                       facts(goods(desc="螺丝 M6", lot="L261101"), **OURS), facts(note()),
                       facts(goods(desc="螺丝 M6", order_no="QY-26-0871"), order_no="QY-26-0871", **OURS),
                       facts(goods(desc="铝脚踏 FP-873", lot="L261120", nature="换货"), **OURS),
                       facts(note("approved", over=True), note(earlier=True)),
                       facts(note(nature="补货"), disposition=["补货"])],
    "quantities_agree": [facts(note(counted=258), delivered_qty=260, counted_qty=258),
                         facts(note(), note(sent=2, counted=2), delivered_qty=262, counted_qty=262),
                         facts(note(), note(sent=2, counted=2, earlier=True), delivered_qty=260, counted_qty=260)],
    "rework_may_leave": [
        reworked(rechecked=True), CaseFacts({"nature": "返工品"}), reworked(rechecked=False, nature="补货"),
    ],
    "delivered_in_time": [
        facts(note(), sheet("rework_record", "rechecked", recheck=[{"recheck_date": "2026-11-20"}])),
        facts(note(nature="补货"), sheet("rework_record", "rechecked", recheck=[{"recheck_date": "2026-11-21"}])),
        CaseFacts(COMPLAINT, (note(recv_date="2026-11-22"),), now=NOW),
    ],
    "correction_is_listed": [
        facts(actions=[action()]), facts(actions=[action(kind="预防")]),
        signed("simplified", severity="一般", no_action="偶然抄错，已提醒本人"),
        facts(branch="用户使用不当", no_action="已向客户说明用法"),
    ],
    "count_difference_explained": [facts(delivered_qty=260, counted_qty=260),
                                   facts(delivered_qty=260, counted_qty=258, count_difference="破箱少 2 付，补送")],
    "customer_agreed": [facts(contacts=[CALL], **AGREED),
                        facts(SIGNED_SHEET, customer_opinion="见 WP-202611-001 客户签认栏", **AGREED)],
    "customer_agreed_or_in_house": [facts(contacts=[CALL], **AGREED), facts(**IN_HOUSE)],
    "replied_to_customer": [facts(replied_at="2026-11-26T16:00"), facts(**IN_HOUSE)],
    "effect_is_good": [facts(effect="有效")],
    "actions_closed": [facts(), facts(actions=[action(**DONE)])],
    "actions_verified": [facts(), facts(actions=[action(**DONE)]), facts(actions=[action(kind="改善")])],
    "complaint_sheet_filed": [
        facts(sheet("complaint_register", "approved", over=True), severity="一般"),
        facts(sheet("car_8d", "approved", over=True), severity="严重"),
    ],
    "sheets_finished": [
        facts(), facts(sheet("car_8d", "approved", over=True), sheet("rework_record", "void", over=True)),
    ],
    "sample_sealed": [facts(no_sample="客户未退样"), facts(topic="服务态度"), facts(**IN_HOUSE),
                      CaseFacts({**COMPLAINT, "samples": 2}, samples=(NONE_LEFT, ONE_LEFT)),
                      facts(samples=(ONE_LEFT,)), facts(samples=(OLD, ONE_LEFT)),
                      facts(samples=(OLD,), no_sample="客户没有再退样")],
    "label_may_go": [CaseFacts({}), labelled()],
    "promoted_where_it_must": [facts(importance="重点客户"), facts(case_kind="客户反馈", importance="一般客户")],
    "nature_fits_the_branch": [
        facts(nature="使用/保存不当", branch="用户使用不当"), facts(nature="质量问题", branch="物料问题"),
        facts(nature="难以界定-退厂鉴定", branch="用户使用不当"),
    ],
    "doubtful_goods_are_seen": [
        facts(nature="质量问题"), CaseFacts({**COMPLAINT, "nature": "难以界定-退厂鉴定", "samples": 2}),
        facts(nature="难以界定-退厂鉴定", contacts=[{**CALL, "way": "现场拜访"}]),
    ],
    "appeal_in_time": [
        facts(), CaseFacts(COMPLAINT, now=NOW, appeal_until="2026-11-25 10:00，S3:293"),
    ],
}  # fmt: skip


def named(cases: dict[str, list[Any]]) -> list[Any]:
    return [pytest.param(name, one, id=f"{name}-{at}") for name, found in cases.items() for at, one in enumerate(found)]


def test_every_gate_is_tried_both_ways() -> None:
    assert set(GATES) == set(CLOSED) == set(OPEN)


@pytest.mark.parametrize(("name", "tried"), named(CLOSED))
def test_wrong_way_round_is_told_with_the_rule(name: str, tried: tuple[CaseFacts, str]) -> None:
    """E0.1 E0.3 E0.8 E1.2 E1.3 E3.4 E3.9 E4.1: the sentence names what is wrong and the rule."""
    gate, (given, sentence) = GATES[name], tried
    said = gate.sentence(given)
    assert sentence in said
    assert said.endswith(f"（{gate.cited}）")


@pytest.mark.parametrize(("name", "given"), named(OPEN))
def test_right_way_round_is_open(name: str, given: CaseFacts) -> None:
    assert GATES[name].sentence(given) == ""


@pytest.mark.parametrize("name", GATES)
def test_gate_cites_a_rule_by_code_and_by_name(name: str) -> None:
    gate = GATES[name]
    assert gate.rule.startswith("E")
    assert gate.cited
