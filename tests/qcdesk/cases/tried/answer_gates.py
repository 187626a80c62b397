"""The gates of handling, reply and agreement."""

import trying
from trying import CALL, COMPLAINT, FIELD, IN_HOUSE, facts

from qcdesk.cases.facts import CaseFacts, SheetFact

AGREED = {"customer_decision": "同意", "replied_at": "2026-11-21T09:00"}


def appealed(*contacts: dict[str, str]) -> CaseFacts:
    return CaseFacts(COMPLAINT, since_appeal=contacts)


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

SHUT: trying.Wrong = {
    "repair_has_consent": [(facts(disposition=["返工", "返修"]), "“返修”要客户同意")],
    "concession_has_consent": [(facts(disposition=["特采"]), "“特采”要客户同意")],
    "goods_were_worked_on": [(facts(disposition=["补货"]), "处理方式里没有要重检的")],
    "no_goods_worked_on": [(facts(disposition=["返工", "报废重做", "补货"]), "“返工、报废重做”做完要先重检，再送货")],
    "goods_are_sent": [(facts(disposition=["退货"]), "没有要送货的补货、换货")],
    "stayed_at_the_customer": [
        (facts(disposition=["外派返工/返修", "返工"]), "“返工”的货要开送货单"),
        (facts(disposition=["外派返工/返修", "换货"]), "“换货”的货要开送货单、由客户点收，请用“重检合格，送货”"),
    ],
    "no_goods_sent": [(facts(disposition=["补货"]), "“补货”要开送货单、由客户点收")],
    "disposition_fits": [
        (facts(disposition=["仅答复客户", "返工"]), "选了“仅答复客户”就不能再选“返工”"),
        (facts(disposition=["返工", "换货"], **IN_HOUSE), "厂内异常没有客户，不能选“换货”"),
    ],
    "has_a_customer": [(facts(**IN_HOUSE), "厂内异常没有客户要回复")],
    "appeal_is_answered": [
        (appealed(), "维持原结案要先答复客户"), (appealed({**CALL, "way": "客户抱怨"}), "维持原结案要先答复客户"),
    ],
    "in_house_only": [(facts(), "客户的案件要先回复客户")],
    "recheck_is_good": [(facts(), "“重检判定”要是“合格”"), (facts(recheck_result="不合格"), "不合格请退回处理")],
    "count_difference_explained": [(facts(delivered_qty=260, counted_qty=258), "送货 260，客户点收 258，请写明差异")],
    "customer_agreed": [(facts(), "不能关闭；同意了的，请在联系记录里记下客户的答复，并在“客户意见”选“同意”"),
                        (facts(customer_decision="不同意"), "客户还没有同意；不同意要转高层受理，不能关闭"),
                        (facts(**AGREED), "请在联系记录里记下客户的答复，并在“客户意见”选“同意”"),
                        (facts(contacts=[{**CALL, "at": "2026-11-20T09:00"}], **AGREED), "没有回复以后客户同意的依据"),
                        (facts(UNSIGNED, customer_opinion="见 WP-202611-001", **AGREED), "客户同意的依据"),
                        (facts(customer_opinion="客户已签字", **AGREED), "写明客户签字的单号")],
    "customer_agreed_or_in_house": [(facts(customer_decision="不同意"), "不同意要转高层受理，不能关闭")],
    "replied_to_customer": [(facts(), "还没有把处理结果回复客户")],
}  # fmt: skip

OPEN: trying.Right = {
    "repair_has_consent": [facts(disposition=["返修"], consent=True), facts(disposition=["返工"]),
                           facts(disposition=["返修"], **IN_HOUSE)],
    "concession_has_consent": [facts(disposition=["特采"], consent=True), facts(disposition=["返修"])],
    "goods_were_worked_on": [facts(disposition=["挑选"]), facts(**FIELD)],
    "no_goods_worked_on": [facts(disposition=["补货", "折让/赔偿"]), facts()],
    "has_a_customer": [facts(), facts(case_kind="客户反馈")],
    "appeal_is_answered": [appealed(CALL)],
    "in_house_only": [facts(**IN_HOUSE)],
    "recheck_is_good": [facts(recheck_result="合格")],
    "goods_are_sent": [facts(disposition=["补货"]), facts(disposition=["换货", "折让/赔偿"])],
    "stayed_at_the_customer": [facts(**FIELD)],
    "no_goods_sent": [facts(disposition=["退货"]), facts()],
    "disposition_fits": [facts(disposition=["仅答复客户"]), facts(disposition=["返工", "换货"]),
                         facts(disposition=["返工"], **IN_HOUSE)],
    "count_difference_explained": [facts(delivered_qty=260, counted_qty=260),
                                   facts(delivered_qty=260, counted_qty=258, count_difference="破箱少 2 付，补送")],
    "customer_agreed": [facts(contacts=[CALL], **AGREED),
                        facts(SIGNED_SHEET, customer_opinion="见 WP-202611-001 客户签认栏", **AGREED)],
    "customer_agreed_or_in_house": [facts(contacts=[CALL], **AGREED), facts(**IN_HOUSE)],
    "replied_to_customer": [facts(replied_at="2026-11-26T16:00"), facts(**IN_HOUSE)],
}  # fmt: skip
