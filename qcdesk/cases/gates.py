"""What must hold before a step of a case: named functions over the facts, each with the rule it stands for.

A function gives a sentence that says what is missing, or nothing; the rule's citation is put behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from qcdesk.cases import choices, proofs, times
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.lists import CORRECTIVE, GRUMBLE, IMPROVEMENT, PREVENTIVE, TAKES_IN

Holds = Callable[[CaseFacts], str]


@dataclass(frozen=True)
class Gate:
    """`rule` is the code in docs/rules.md, `cited` how the office calls it."""

    name: str
    rule: str
    cited: str
    holds: Holds

    def sentence(self, facts: CaseFacts) -> str:
        found = self.holds(facts)
        return f"{found}（{self.cited}）" if found and self.cited else found


def in_house(facts: CaseFacts) -> bool:
    return facts.text("case_kind") == choices.IN_HOUSE


def written_material(facts: CaseFacts) -> str:
    oral = facts.text("channel") in choices.ORAL
    if facts.values.get("written_on") or not (oral or facts.oral_before):
        return ""
    if not oral:
        now = facts.text("channel")
        return f"受理时是“{facts.oral_before}”，后来改成“{now}”：客户补了书面的，请填“书面资料收到”的时间"
    return "口头投诉还没有收到书面资料，请填“书面资料收到”的时间"


def read_back(facts: CaseFacts) -> str:
    if in_house(facts) or facts.values.get("read_back"):
        return ""
    return "还没有把记录向客户复述确认，请勾选“已复述确认”"


def graded(facts: CaseFacts) -> str:
    if facts.text("severity") or facts.text("grade"):
        return ""
    return "判定标准没有一条适用，请品管选定“客诉程度”"


def override_has_a_reason(facts: CaseFacts) -> str:
    computed, chosen = facts.text("grade"), facts.text("severity")
    if not chosen or computed == chosen or facts.values.get("override_reason"):
        return ""
    said = f"程序判定为“{computed}”" if computed else "判定标准没有一条适用"
    return f"{said}，您选的是“{chosen}”，请写明改判理由"


def is_feedback(facts: CaseFacts) -> str:
    return "" if facts.text("case_kind") == choices.FEEDBACK else "只有客户反馈才能升为客户投诉"


def merged_into_another(facts: CaseFacts) -> str:
    return "" if facts.values.get("merged_into") else "请先在“并入案件”里填另一案件的编号"


def never_registered(facts: CaseFacts) -> str:
    return "登记过的案件不能作废，请判定不成立或走完流程" if facts.rows("rounds") else ""


def a_wrong_entry(facts: CaseFacts) -> str:
    """What the customer has been spoken to about, or has sent pieces of, is no slip of the pen."""
    spoken, pieces = facts.rows("contacts"), any(sample.pieces for sample in facts.samples)
    found = [said for there, said in ((spoken, "与客户联系的记录"), (pieces, "封存的样品")) if there]
    told = f"案件里有{'和'.join(found)}，不是录入错误，不能作废" if found else ""
    return f"{told}，请判定不成立并答复，或走完流程" if told else ""


def nothing_merged_in(facts: CaseFacts) -> str:
    """Whoever was merged here has no other answer than that of this case."""
    numbers = [str(row.get("case")) for row in facts.rows("links") if row.get("how") == TAKES_IN]
    if not numbers:
        return ""
    return f"案件 {'、'.join(numbers)} 并在本案里，要先由品管主管对它“撤销合并”，否则没有人答复"


def not_answered_before(facts: CaseFacts) -> str:
    """A customer who comes back after an answer is no duplicate: he has his own case judged anew."""
    after = [row for row in facts.rows("rounds") if row.get("step") in (*AFTER_AN_ANSWER, APPEALED)]
    return "已经答复过客户、又退回或申诉的案件不能并入另一案件，要处理到客户同意" if after else ""


def never_answered(facts: CaseFacts) -> str:
    """Who was answered and did not agree goes to the top, not out (E0.8)."""
    if facts.closed_before:
        return "结过案的案件不能再判定不成立，要重新处理到客户同意；申诉查无新情况的，由总经理“维持原结案”"
    after = [row for row in facts.rows("rounds") if row.get("step") in AFTER_AN_ANSWER]
    return "已经回复过客户、退回来重新分析的案件不能再判定不成立，要处理到客户同意" if after else ""


def _branch(name: str) -> Holds:
    def holds(facts: CaseFacts) -> str:
        chosen = facts.text("branch")
        return "" if chosen == name else f"原因去向是“{chosen}”，不由这里分析"

    return holds


def minor_only(facts: CaseFacts) -> str:
    if facts.text("severity") == choices.MINOR and facts.text("grade") in (choices.MINOR, ""):
        return ""
    return "只有判为“一般”的案件才能简易处理"


def _consented(facts: CaseFacts, *ways: str) -> str:
    chosen = [way for way in facts.words("disposition") if way in ways]
    if not chosen or facts.values.get("consent") or in_house(facts):
        return ""
    return f"“{'、'.join(chosen)}”要客户同意，请勾选“客户同意返修/特采”"


def repair_has_consent(facts: CaseFacts) -> str:
    return _consented(facts, choices.REPAIR)


def concession_has_consent(facts: CaseFacts) -> str:
    return _consented(facts, choices.CONCESSION)


def goods_were_worked_on(facts: CaseFacts) -> str:
    return "" if proofs.worked_on(facts) else "处理方式里没有要重检的返工、返修、挑选或重做"


def no_goods_worked_on(facts: CaseFacts) -> str:
    found = proofs.worked_on(facts)
    return f"“{'、'.join(found)}”做完要先重检，再送货" if found else ""


def goods_are_sent(facts: CaseFacts) -> str:
    return "" if proofs.sent(facts) else "处理方式里没有要送货的补货、换货"


def no_goods_sent(facts: CaseFacts) -> str:
    found = proofs.sent(facts)
    return f"“{'、'.join(found)}”要开送货单、由客户点收，请用“处理完成，送货”" if found else ""


def disposition_fits(facts: CaseFacts) -> str:
    return proofs.fits_the_kind(facts.values, facts.words("disposition"))


def channel_fits_the_kind(facts: CaseFacts) -> str:
    found_here = facts.text("channel") == choices.FOUND_HERE
    if not facts.text("channel") or found_here == in_house(facts):
        return ""
    if in_house(facts):
        return f"厂内异常的“投诉方式”要选“{choices.FOUND_HERE}”"
    return f"“{choices.FOUND_HERE}”的只能是厂内异常，客户的案件请改选“投诉方式”"


def has_a_customer(facts: CaseFacts) -> str:
    return "厂内异常没有客户要回复，请用“转跟踪”或“入库”" if in_house(facts) else ""


def a_customer_appeals(facts: CaseFacts) -> str:
    return "厂内异常没有客户来申诉，要再查请由品管主管“重新打开”或“复议，重新判定”" if in_house(facts) else ""


def found_in_house(facts: CaseFacts) -> str:
    return "" if in_house(facts) else "客户的案件答复以后由业务“客户申诉，复审”，不由厂内复议"


def appeal_is_answered(facts: CaseFacts) -> str:
    if any(row.get("way") != GRUMBLE for row in facts.since_appeal):
        return ""
    return "维持原结案要先答复客户，请在“与客户联系”记下申诉以后的答复"


def in_house_only(facts: CaseFacts) -> str:
    return "" if in_house(facts) else "客户的案件要先回复客户，不能直接转跟踪"


def recheck_is_good(facts: CaseFacts) -> str:
    return "" if facts.text("recheck_result") == choices.GOOD else "“重检判定”要是“合格”，不合格请退回处理"


def count_difference_explained(facts: CaseFacts) -> str:
    sent, counted = facts.count("delivered_qty"), facts.count("counted_qty")
    if sent == counted or facts.values.get("count_difference"):
        return ""
    return f"送货 {sent}，客户点收 {counted}，请写明差异"


def customer_agreed(facts: CaseFacts) -> str:
    if facts.text("customer_decision") != choices.AGREES:
        return "客户还没有同意；不同意要转高层受理，不能关闭"
    if proofs.heard(facts):
        return ""
    return "没有客户同意的依据：请在“与客户联系”记下回复以后的联系，或在“客户建议或意见”写明客户签字的单号"


def customer_agreed_or_in_house(facts: CaseFacts) -> str:
    return "" if in_house(facts) else customer_agreed(facts)


def replied_to_customer(facts: CaseFacts) -> str:
    return "" if in_house(facts) or facts.values.get("replied_at") else "还没有把处理结果回复客户"


def effect_is_good(facts: CaseFacts) -> str:
    return "" if facts.text("effect") == choices.EFFECTIVE else "对策效果还没有写明有效；无效要退回重新分析"


def actions_closed(facts: CaseFacts) -> str:
    open_ones = [row for row in facts.rows("actions") if not row.get("done")]
    return f"还有 {len(open_ones)} 项措施没有完成：{_first(open_ones)}" if open_ones else ""


def actions_verified(facts: CaseFacts) -> str:
    """An improvement goes beyond the fault: it is done, but there is nothing that it could fail to stop."""
    this_round = facts.actions_of_this_round()
    failed = [row for row in this_round if row.get("kind") != IMPROVEMENT and row.get("result") == choices.BAD]
    if failed:
        return f"措施“{_first(failed)}”验证不合格，要用“跟踪无效，重新分析”退回，另立措施"
    not_yet = [row for row in facts.rows("actions") if row.get("kind") != IMPROVEMENT and not row.get("result")]
    return f"还有 {len(not_yet)} 项措施没有验证合格：{_first(not_yet)}" if not_yet else ""


def _first(rows: Sequence[Mapping[str, object]]) -> str:
    return str(rows[0].get("what") or "")[:30]


def sheets_finished(facts: CaseFacts) -> str:
    open_ones = [sheet.title for sheet in facts.sheets if not sheet.over]
    return f"还有单没有走完：{'、'.join(open_ones)}" if open_ones else ""


def sample_sealed(facts: CaseFacts) -> str:
    """What the customer gave is kept; what he never gave cannot be, and then it is said why."""
    kept = [sample for sample in facts.samples if sample.in_cabinet > 0]
    if any(not sample.strange and not sample.spent for sample in kept):
        return ""
    spent = "、".join(f"{sample.number}{sample.spent}" for sample in facts.samples if sample.spent)
    if spent:
        more = "，要封存这一轮的不良样品；客户没有再退样的，归档时在“未封存样品的原因”写明"
        return "" if facts.values.get("no_sample") else f"{spent}{more}"
    if kept:
        told = "；".join(f"{sample.number}的{sample.strange}" for sample in kept)
        return f"封存的不是本案的不良样品：{told}"
    if facts.count("samples"):
        return "不良样品还没有封存在品管样品柜（至少 1 PCS）"
    if in_house(facts) or facts.text("topic") in choices.WITHOUT_GOODS or facts.values.get("no_sample"):
        return ""
    return "没有封存不良样品，请封存，或归档时在“未封存样品的原因”写明（如客户未退样）"


def label_may_go(facts: CaseFacts) -> str:
    """A label is not made void while pieces of it are lent, nor when it is all that its case keeps."""
    label = facts.label
    if label is None:
        return ""
    if label.lent_to:
        return f"样品 {label.number} 还没归还：{label.lent_to}，收齐以后才能作废标签"
    if not label.only:
        return ""
    return f"品管样品柜至少要保留 1 PCS，{label.number} 是案件唯一的样品：请先另贴封存标签并签名，再作废这张"


def correction_is_listed(facts: CaseFacts) -> str:
    """Somebody does something against it, or says over a signature why not: a minor case by the short way, a misuse."""
    if any(row.get("kind") in (CORRECTIVE, PREVENTIVE) for row in facts.actions_of_this_round()):
        return ""
    short = "simplified" in facts.signed and facts.text("severity") == choices.MINOR
    may_do_without = short or facts.text("branch") == choices.MISUSE
    if may_do_without and facts.values.get("no_action"):
        return ""
    other = "，或在跟踪验证的“未立措施的理由”写明" if may_do_without else ""
    if facts.actions_before:
        return f"退回分析以后还没有一项新的或重新验证的纠正或预防措施，请在“措施”里加一行{other}"
    return f"还没有一项纠正或预防措施，请在“措施”里加一行{other}"


AFTER_AN_ANSWER = ("高层指派重新分析", "跟踪无效，重新分析", "重新打开")
"""Steps back to the analysis of a case that the customer was answered in."""
APPEALED = "客户申诉，复审"

CHART, FLOW = "客户投诉处理流程图", "Q4-QC-029 客户投诉处理流程图"

GATES: Mapping[str, Gate] = MappingProxyType(
    {
        gate.name: gate
        for gate in (
            Gate("written_material", "E0.1", f"{CHART}注（一）", written_material),
            Gate("read_back", "E1.3", "质量投诉处理程序：记录复述给客户一遍", read_back),
            Gate("graded", "E4.1", "判定程度标准", graded),
            Gate("override_has_a_reason", "E4.1", "判定程度标准：改判要写理由", override_has_a_reason),
            Gate("is_feedback", "E1.2", "客户投诉管理办法：抱怨升为投诉", is_feedback),
            Gate("merged_into_another", "E3.4", "公司产品投诉管理制度：集中处理、批量解决", merged_into_another),
            Gate("never_registered", "E0.1", f"{CHART}：处理表归档", never_registered),
            Gate("a_wrong_entry", "E3.9", "投诉管理制度：不成立委婉答复", a_wrong_entry),
            Gate("nothing_merged_in", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉", nothing_merged_in),
            Gate("not_answered_before", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉", not_answered_before),
            Gate("branch_assembly", "E0.3", f"{FLOW}之1", _branch(choices.ASSEMBLY)),
            Gate("branch_structure", "E0.3", f"{FLOW}之2", _branch(choices.STRUCTURE)),
            Gate("branch_material", "E0.3", f"{FLOW}之3", _branch(choices.MATERIAL)),
            Gate("branch_misuse", "E0.3", f"{FLOW}之4", _branch(choices.MISUSE)),
            Gate("minor_only", "E4.1", "判定程度标准：一般程度", minor_only),
            Gate("repair_has_consent", "E0.1", "返修要客户同意", repair_has_consent),
            Gate("concession_has_consent", "E0.1", "特采要客户同意", concession_has_consent),
            Gate("goods_were_worked_on", "E0.1", f"{CHART}：返工后重检", goods_were_worked_on),
            Gate("no_goods_worked_on", "E0.1", f"{CHART}：返工后重检", no_goods_worked_on),
            Gate("goods_are_sent", "E0.1", f"{CHART}：送货单", goods_are_sent),
            Gate("no_goods_sent", "E0.1", f"{CHART}：送货单", no_goods_sent),
            Gate("disposition_fits", "E0.1", f"{CHART}：分类", disposition_fits),
            Gate("channel_fits_the_kind", "E0.8", "投诉接口人受理：电话、上门、邮件信函", channel_fits_the_kind),
            Gate("intake_times_hold", "E0.1", f"{CHART}：先后次序", times.intake_times),
            Gate("reply_times_hold", "E0.1", f"{CHART}：先后次序", times.reply_times),
            Gate("never_answered", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉", never_answered),
            Gate("of_one_customer", "E3.4", "公司产品投诉管理制度：集中处理、批量解决", proofs.of_another_customer),
            Gate("delivery_stands", "E0.1", f"{CHART}：送货单", proofs.delivery_stands),
            Gate("handling_sheets_done", "E0.1", CHART, proofs.sheets_done),
            Gate("rework_rechecked", "E0.1", f"{CHART}：返工后重检", proofs.rework_rechecked),
            Gate("has_a_customer", "E0.1", f"{CHART}注（五）", has_a_customer),
            Gate("a_customer_appeals", "E3.9", "投诉管理制度：申诉", a_customer_appeals),
            Gate("appeal_is_answered", "E3.9", "投诉管理制度：申诉", appeal_is_answered),
            Gate("found_in_house", "E3.6", "投诉管理制度：复核机制", found_in_house),
            Gate("in_house_only", "E0.1", f"{CHART}注（五）", in_house_only),
            Gate("recheck_is_good", "E0.1", f"{CHART}：重检", recheck_is_good),
            Gate("delivery_noted", "E0.1", f"{CHART}：送货单", proofs.noted),
            Gate("quantities_agree", "E0.1", f"{CHART}：点收数量", proofs.quantities_agree),
            Gate("delivered_in_time", "E0.1", f"{CHART}：先后次序", proofs.delivered_in_time),
            Gate("count_difference_explained", "E0.1", f"{CHART}：点收数量", count_difference_explained),
            Gate("customer_agreed", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉", customer_agreed),
            Gate("customer_agreed_or_in_house", "E0.8", "投诉处理完成必须经过客户确认，才能关闭投诉",
                 customer_agreed_or_in_house),
            Gate("replied_to_customer", "E0.1", f"{CHART}注（五）", replied_to_customer),
            Gate("effect_is_good", "E0.3", f"{FLOW}：改善OK？", effect_is_good),
            Gate("actions_closed", "E3.9", "投诉管理制度：改善案督促与效果确认", actions_closed),
            Gate("actions_verified", "E3.9", "投诉管理制度：改善案督促与效果确认", actions_verified),
            Gate("correction_is_listed", "E3.9", "投诉管理制度：提出方案并实施", correction_is_listed),
            Gate("sheets_finished", "E0.1", f"{CHART}：处理表归档", sheets_finished),
            Gate("complaint_sheet_filed", "E0.1", f"{CHART}：处理表归档", proofs.filed),
            Gate("label_may_go", "E0.3", f"{FLOW}注1", label_may_go),
            Gate("sample_sealed", "E0.3", f"{FLOW}注1", sample_sealed),
        )
    }
)  # fmt: skip
