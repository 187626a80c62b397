"""What must hold before a step of a case or of a sheet: named functions over the facts, each with the rule
it stands for.

A function gives a sentence that says what is missing, or nothing; the rule's citation is put behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from qcdesk.cases import answer_gates, choices, closing_gates, delivery, intake_gates, proofs, times, top_gates
from qcdesk.cases.facts import CaseFacts, SheetFacts

Facts = TypeVar("Facts", CaseFacts, SheetFacts)


@dataclass(frozen=True)
class Gate(Generic[Facts]):
    """`rule` is the code in docs/rules.md, `cited` how the office calls it."""

    name: str
    rule: str
    cited: str
    holds: Callable[[Facts], str]

    def sentence(self, facts: Facts) -> str:
        found = self.holds(facts)
        return f"{found}（{self.cited}）" if found and self.cited else found


def _branch(name: str) -> Callable[[CaseFacts], str]:
    def holds(facts: CaseFacts) -> str:
        chosen = facts.text("branch")
        return "" if chosen == name else f"原因去向是“{chosen}”，不由这里分析"

    return holds


GRADED = "投诉处理流程：严重投诉由高层受理、指派资源"
CHART, FLOW = "客户投诉处理流程图", "Q4-QC-029 客户投诉处理流程图"

GATES: Mapping[str, Gate[CaseFacts]] = MappingProxyType(
    {
        gate.name: gate
        for gate in (
            Gate("written_material", "E0.1", f"{CHART}注（一）", intake_gates.written_material),
            Gate("read_back", "E1.3", "质量投诉处理程序：记录复述给客户一遍", intake_gates.read_back),
            Gate("graded", "E4.1", "判定程度标准", intake_gates.graded),
            Gate("override_has_a_reason", "E4.1", "判定程度标准：改判要写理由", intake_gates.override_has_a_reason),
            Gate("is_feedback", "E1.2", "客户投诉管理办法：抱怨升为投诉", intake_gates.is_feedback),
            Gate("promoted_where_it_must", "E1.2", "客户投诉管理办法：重点客户、上级转来、重复抱怨的按投诉处理",
                 intake_gates.promoted_where_it_must),
            Gate("nature_fits_the_branch", "E1.3", "质量投诉处理程序：现场界定", intake_gates.nature_fits_the_branch),
            Gate("doubtful_goods_are_seen", "E1.1", "产品质量投诉处理制度：难以界定",
                 intake_gates.doubtful_goods_are_seen),
            Gate("appeal_in_time", "E3.9", "投诉管理制度：申诉", intake_gates.appeal_in_time),
            Gate("merged_into_another", "E3.4", "公司产品投诉管理制度：集中处理、批量解决",
                 intake_gates.merged_into_another),
            Gate("never_registered", "E0.1", f"{CHART}：处理表归档", intake_gates.never_registered),
            Gate("a_wrong_entry", "E3.9", "投诉管理制度：不成立委婉答复", intake_gates.a_wrong_entry),
            Gate("nothing_merged_in", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉",
                 intake_gates.nothing_merged_in),
            Gate("not_answered_before", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉",
                 intake_gates.not_answered_before),
            Gate("branch_assembly", "E0.3", f"{FLOW}之1", _branch(choices.ASSEMBLY)),
            Gate("branch_structure", "E0.3", f"{FLOW}之2", _branch(choices.STRUCTURE)),
            Gate("branch_material", "E0.3", f"{FLOW}之3", _branch(choices.MATERIAL)),
            Gate("branch_misuse", "E0.3", f"{FLOW}之4", _branch(choices.MISUSE)),
            Gate("minor_only", "E4.1", "判定程度标准：一般程度", intake_gates.minor_only),
            Gate("not_for_the_top", "E0.8", GRADED, top_gates.not_for_the_top),
            Gate("for_the_top", "E0.8", GRADED, top_gates.for_the_top),
            Gate("not_taken_on", "E0.8", GRADED, top_gates.not_taken_on),
            Gate("taken_on_by_the_top", "E0.8", GRADED, top_gates.taken_on),
            Gate("repair_has_consent", "E0.1", "返修要客户同意", answer_gates.repair_has_consent),
            Gate("concession_has_consent", "E0.1", "特采要客户同意", answer_gates.concession_has_consent),
            Gate("goods_were_worked_on", "E0.1", f"{CHART}：返工后重检", answer_gates.goods_were_worked_on),
            Gate("no_goods_worked_on", "E0.1", f"{CHART}：返工后重检", answer_gates.no_goods_worked_on),
            Gate("goods_are_sent", "E0.1", f"{CHART}：送货单", answer_gates.goods_are_sent),
            Gate("stayed_at_the_customer", "E0.1", f"{CHART}：外派返工/返修", answer_gates.stayed_at_the_customer),
            Gate("no_goods_sent", "E0.1", f"{CHART}：送货单", answer_gates.no_goods_sent),
            Gate("disposition_fits", "E0.1", f"{CHART}：分类", answer_gates.disposition_fits),
            Gate("channel_fits_the_kind", "E0.8", "投诉接口人受理：电话、上门、邮件信函",
                 intake_gates.channel_fits_the_kind),
            Gate("intake_times_hold", "E0.1", f"{CHART}：先后次序", times.intake_times),
            Gate("reply_times_hold", "E0.1", f"{CHART}：先后次序", times.reply_times),
            Gate("never_answered", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉", intake_gates.never_answered),
            Gate("of_one_customer", "E3.4", "公司产品投诉管理制度：集中处理、批量解决", proofs.of_another_customer),
            Gate("delivery_stands", "E0.1", f"{CHART}：送货单", delivery.delivery_stands),
            Gate("handling_sheets_done", "E0.1", CHART, proofs.sheets_done),
            Gate("rework_rechecked", "E0.1", f"{CHART}：返工后重检", proofs.rework_rechecked),
            Gate("has_a_customer", "E0.1", f"{CHART}注（五）", answer_gates.has_a_customer),
            Gate("a_customer_appeals", "E3.9", "投诉管理制度：申诉", intake_gates.a_customer_appeals),
            Gate("appeal_is_answered", "E3.9", "投诉管理制度：申诉", answer_gates.appeal_is_answered),
            Gate("found_in_house", "E3.6", "投诉管理制度：复核机制", intake_gates.found_in_house),
            Gate("in_house_only", "E0.1", f"{CHART}注（五）", answer_gates.in_house_only),
            Gate("recheck_is_good", "E0.1", f"{CHART}：重检", answer_gates.recheck_is_good),
            Gate("delivery_noted", "E0.1", f"{CHART}：送货单", delivery.noted),
            Gate("quantities_agree", "E0.1", f"{CHART}：点收数量", delivery.quantities_agree),
            Gate("delivered_in_time", "E0.1", f"{CHART}：先后次序", delivery.delivered_in_time),
            Gate("count_difference_explained", "E0.1", f"{CHART}：点收数量", answer_gates.count_difference_explained),
            Gate("customer_agreed", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉",
                 answer_gates.customer_agreed),
            Gate("customer_agreed_or_in_house", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉",
                 answer_gates.customer_agreed_or_in_house),
            Gate("replied_to_customer", "E0.1", f"{CHART}注（五）", answer_gates.replied_to_customer),
            Gate("effect_is_good", "E0.3", f"{FLOW}：改善OK？", closing_gates.effect_is_good),
            Gate("actions_closed", "E3.9", "投诉管理制度：改善案督促与效果确认", closing_gates.actions_closed),
            Gate("actions_verified", "E3.9", "投诉管理制度：改善案督促与效果确认", closing_gates.actions_verified),
            Gate("correction_is_listed", "E3.9", "投诉管理制度：提出方案并实施", closing_gates.correction_is_listed),
            Gate("sheets_finished", "E0.1", f"{CHART}：处理表归档", closing_gates.sheets_finished),
            Gate("complaint_sheet_filed", "E0.1", f"{CHART}：处理表归档", proofs.filed),
            Gate("photo_taken", "E1.1", "产品质量投诉处理制度：取得产品质量问题照片", closing_gates.photo_taken),
            Gate("sample_sealed", "E0.3", f"{FLOW}注1", closing_gates.sample_sealed),
        )
    }
)  # fmt: skip
"""Before a step of a case."""

SHEET_GATES: Mapping[str, Gate[SheetFacts]] = MappingProxyType(
    {
        gate.name: gate
        for gate in (
            Gate("nature_fits_the_ways", "E0.1", f"{CHART}：分类、送货单", delivery.nature_fits_the_ways),
            Gate("rework_may_leave", "E0.1", f"{CHART}：返工后重检", delivery.rework_may_leave),
            Gate("label_may_go", "E0.3", f"{FLOW}注1", closing_gates.label_may_go),
        )
    }
)
"""Before a step of a single sheet, whatever case it stands in."""
