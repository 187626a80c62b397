"""The gates before the end."""

import trying
from trying import COMPLAINT, IN_HOUSE, NONE_LEFT, ONE_LEFT, facts, sheet, signed

from qcdesk.cases.facts import CaseFacts, LabelFact, SampleFact, SheetFacts


def action(**values: str) -> dict[str, str]:
    return {"kind": "纠正", "what": "回火炉加独立测温", "owner": "韩例二", "due": "2026-12-01", **values}


DONE = {"done": "2026-11-30", "result": "合格"}


def labelled(lent_to: str = "", *, only: bool = False) -> SheetFacts:
    return SheetFacts({}, label=LabelFact("YP-202611-001", lent_to, only))


SPENT = "是重新打开以前封存的，其中 1 个已经移交、拆机、退还或销毁"


OLD = SampleFact("YP-202611-001", 2, 1, spent=SPENT)

SHUT: trying.Wrong = {
    "correction_is_listed": [
        (facts(), "还没有一项纠正或预防措施，请在“措施”里加一行（投诉管理制度"),
        (facts(actions=[action(kind="临时"), action(kind="改善")]), "还没有一项纠正或预防措施"),
        (facts(severity="一般", no_action="不必"), "请在“措施”里加一行（"),
        (signed("simplified", severity="一般"), "或在跟踪验证的“未立措施的理由”写明"),
        (signed("simplified", severity="批量", no_action="不必"), "请在“措施”里加一行（"),
    ],
    "effect_is_good": [(facts(), "对策效果还没有写明有效"), (facts(effect="无效"), "无效要退回重新分析")],
    "actions_closed": [
        (facts(actions=[action(**DONE), action()]), "还有 1 项措施没有完成：回火炉加独立测温"),
        (facts(actions=[action(kind="改善")]), "还有 1 项措施没有完成"),
    ],
    "actions_verified": [
        (facts(actions=[action(done="2026-11-30")]), "还有 1 项措施没有验证合格"),
        (facts(actions=[action(done="2026-11-30", result="不合格")]), "“回火炉加独立测温”验证不合格"),
    ],
    "sheets_finished": [(facts(sheet("car_8d", "analysed")), "还有单没有走完：《car_8d》")],
    "photo_taken": [
        (facts(nature="质量问题", topic="产品质量"), "还没有产品质量问题照片，请加在“补充照片”里"),
        (facts(nature="质量问题", no_sample="客户未退样"), "或归档时在“没有照片的原因”写明"),
    ],
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

OPEN: trying.Right = {
    "correction_is_listed": [
        facts(actions=[action()]), facts(actions=[action(kind="预防")]),
        signed("simplified", severity="一般", no_action="偶然抄错，已提醒本人"),
        facts(branch="用户使用不当", no_action="已向客户说明用法"),
    ],
    "effect_is_good": [facts(effect="有效")],
    "actions_closed": [facts(), facts(actions=[action(**DONE)])],
    "actions_verified": [facts(), facts(actions=[action(**DONE)]), facts(actions=[action(kind="改善")])],
    "sheets_finished": [
        facts(), facts(sheet("car_8d", "approved", over=True), sheet("rework_record", "void", over=True)),
    ],
    "sample_sealed": [facts(no_sample="客户未退样"), facts(topic="服务态度"), facts(**IN_HOUSE),
                      CaseFacts({**COMPLAINT, "samples": 2}, samples=(NONE_LEFT, ONE_LEFT)),
                      facts(samples=(ONE_LEFT,)), facts(samples=(OLD, ONE_LEFT)),
                      facts(samples=(OLD,), no_sample="客户没有再退样")],
    "photo_taken": [
        CaseFacts({**COMPLAINT, "nature": "质量问题"}, photographed=True),
        facts(nature="质量问题", no_photo="客户总装线不许拍照"), facts(nature="质量问题", topic="服务态度"),
        facts(nature="使用/保存不当"), facts(nature="服务/交付问题"), facts(nature="质量问题", **IN_HOUSE),
    ],
    "label_may_go": [SheetFacts({}), labelled()],
}  # fmt: skip
