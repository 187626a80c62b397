"""What must hold before a case ends: measures done and effective, sheets at their end, samples sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdesk.cases import choices
from qcdesk.cases.facts import CaseFacts, SheetFacts
from qcdesk.cases.lists import CORRECTIVE, IMPROVEMENT, PREVENTIVE


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
    if facts.in_house or facts.text("topic") in choices.WITHOUT_GOODS or facts.values.get("no_sample"):
        return ""
    return "没有封存不良样品，请封存，或归档时在“未封存样品的原因”写明（如客户未退样）"


def photo_taken(facts: CaseFacts) -> str:
    """E1.1: 属质量问题必须取得产品质量问题照片, whoever is to blame; a service has nothing to be shown."""
    asked = facts.text("nature") == choices.QUALITY and facts.text("topic") not in choices.WITHOUT_GOODS
    if facts.in_house or not asked or facts.photographed or facts.values.get("no_photo"):
        return ""
    return "属质量问题，案件和它的单里还没有产品质量问题照片，请加在“补充照片”里，或归档时在“没有照片的原因”写明"


def label_may_go(facts: SheetFacts) -> str:
    """A label is not made void while pieces of it are lent, nor when it is all that its case keeps."""
    label = facts.label
    if label is None:
        return ""
    if label.lent_to:
        return f"样品 {label.number} 还没归还：{label.lent_to}，收齐以后才能作废标签"
    if not label.only:
        return ""
    return f"品管样品柜至少要保留 1 PCS，{label.number} 是案件唯一的样品：请先另贴封存标签并签名，再作废这张"


def may_do_without(facts: CaseFacts) -> bool:
    """Whether 未立措施的理由 counts at all."""
    short = "simplified" in facts.signed and facts.text("severity") == choices.MINOR
    return short or facts.text("branch") == choices.MISUSE


def correction_is_listed(facts: CaseFacts) -> str:
    """Somebody does something against it, or says over a signature why not: a minor case by the short way, a misuse."""
    if any(row.get("kind") in (CORRECTIVE, PREVENTIVE) for row in facts.actions_of_this_round()):
        return ""
    without = may_do_without(facts)
    if without and facts.values.get("no_action"):
        return ""
    other = "，或在跟踪验证的“未立措施的理由”写明" if without else ""
    if facts.actions_before:
        return f"退回分析以后还没有一项新的或重新验证的纠正或预防措施，请在“措施”里加一行{other}"
    return f"还没有一项纠正或预防措施，请在“措施”里加一行{other}"
