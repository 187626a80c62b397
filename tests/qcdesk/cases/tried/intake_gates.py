"""The gates of what comes in."""

import trying
from trying import CALL, COMPLAINT, IN_HOUSE, NONE_LEFT, NOW, facts

from qcdesk.cases.facts import CaseFacts

GRUMBLED = "同一问题 48 小时内抱怨 2 次（2 次以上），按投诉处理"
TAKEN_IN = {"how": "并来", "case": "TS-202611-002", "why": "重复受理"}

SHUT: trying.Wrong = {
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
        (facts(contacts=[{"way": "电话", "said": "已登记"}]), "案件里有联系记录，不是录入错误，不能作废"),
        (facts(samples=(NONE_LEFT,)), "案件里有封存的样品，不是录入错误，不能作废"),
    ],
    "nothing_merged_in": [(facts(links=[TAKEN_IN]), "案件 TS-202611-002 并在本案里，要先由品管主管对它“撤销合并”")],
    "not_answered_before": [
        (facts(rounds=[{"step": "客户申诉，复审"}]), "已经答复过客户、又退回或申诉的案件不能并入另一案件"),
        (facts(rounds=[{"step": "高层指派重新分析"}]), "不能并入另一案件"),
    ],
    "never_registered": [(facts(rounds=[{"step": "客户申诉，复审"}]), "登记过的案件不能作废")],
    "minor_only": [
        (facts(severity="严重", grade="严重"), "只有判为“一般”的案件才能简易处理"),
        (facts(severity="一般", grade="严重"), "只有判为“一般”"),
        (facts(), "只有判为“一般”"),
    ],
    "never_answered": [
        (facts(rounds=[{"step": "高层指派重新分析"}]), "已经回复过客户、退回来重新分析的案件不能再判定不成立"),
        (CaseFacts(COMPLAINT, closed_before=True), "结过案的案件不能再判定不成立"),
    ],
    "channel_fits_the_kind": [
        (facts(channel="电话(须补书面)", **IN_HOUSE), "厂内异常的“投诉方式”要选“厂内发现”"),
        (facts(channel="厂内发现"), "“厂内发现”的只能是厂内异常"),
    ],
    "promoted_where_it_must": [
        (facts(case_kind="客户反馈", channel="政府部门转来"), "“政府部门转来”的为升级投诉，不能按客户反馈办"),
        (facts(case_kind="客户反馈", importance="重点客户"), "重点客户的任何不满都按投诉处理"),
        (CaseFacts({**COMPLAINT, "case_kind": "客户反馈"}, grumbled=GRUMBLED), f"{GRUMBLED}，不能按客户反馈办"),
    ],
    "nature_fits_the_branch": [
        (facts(nature="使用/保存不当", branch="加工装配不良"), "“原因去向”要选“用户使用不当”"),
        (facts(nature="质量问题", branch="用户使用不当"), "“问题界定”不能是“质量问题”"),
    ],
    "doubtful_goods_are_seen": [(facts(nature="难以界定-退厂鉴定"), "难以界定的要退回公司界定")],
    "appeal_in_time": [(CaseFacts(COMPLAINT, now=NOW, appeal_until="2026-11-20 10:00，S3:293"), "申诉期限已过")],
    "a_customer_appeals": [(facts(**IN_HOUSE), "厂内异常没有客户来申诉")],
    "found_in_house": [(facts(), "客户的案件答复以后由业务“客户申诉，复审”")],
}  # fmt: skip

OPEN: trying.Right = {
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
    "minor_only": [facts(severity="一般", grade="一般"), facts(severity="一般")],
    "a_customer_appeals": [facts(), facts(case_kind="客户反馈")],
    "found_in_house": [facts(**IN_HOUSE)],
    "never_answered": [facts(), facts(rounds=[{"step": "审查退回"}, {"step": "客户申诉，复审"}])],
    "channel_fits_the_kind": [facts(channel="邮件"), facts(channel="厂内发现", **IN_HOUSE), facts()],
    "promoted_where_it_must": [
        facts(importance="重点客户"), facts(case_kind="客户反馈", importance="一般客户"),
        CaseFacts(COMPLAINT, grumbled=GRUMBLED),
    ],
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
