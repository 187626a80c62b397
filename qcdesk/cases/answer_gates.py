"""What must hold of the way the goods go and of the answer that the customer gets."""

from __future__ import annotations

from qcdesk.cases import agreeing, choices, proofs
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.lists import GRUMBLE


def _consented(facts: CaseFacts, *ways: str) -> str:
    chosen = [way for way in facts.words("disposition") if way in ways]
    if not chosen or facts.values.get("consent") or facts.in_house:
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


def stayed_at_the_customer(facts: CaseFacts) -> str:
    """Goods that were worked on where they were have no way to go."""
    moved = [way for way in (*proofs.worked_on(facts), *proofs.sent(facts)) if way != choices.FIELD]
    return f"“{'、'.join(moved)}”的货要开送货单、由客户点收，请用“重检合格，送货”" if moved else ""


def no_goods_sent(facts: CaseFacts) -> str:
    found = proofs.sent(facts)
    return f"“{'、'.join(found)}”要开送货单、由客户点收，请用“处理完成，送货”" if found else ""


def disposition_fits(facts: CaseFacts) -> str:
    return proofs.fits_the_kind(facts.values, facts.words("disposition"))


def has_a_customer(facts: CaseFacts) -> str:
    return "厂内异常没有客户要回复，请用“转跟踪”或“入库”" if facts.in_house else ""


def in_house_only(facts: CaseFacts) -> str:
    return "" if facts.in_house else "客户的案件要先回复客户，不能直接转跟踪"


def recheck_is_good(facts: CaseFacts) -> str:
    return "" if facts.text("recheck_result") == choices.GOOD else "“重检判定”要是“合格”，不合格请退回处理"


def count_difference_explained(facts: CaseFacts) -> str:
    sent, counted = facts.count("delivered_qty"), facts.count("counted_qty")
    if sent == counted or facts.values.get("count_difference"):
        return ""
    return f"送货 {_told(sent)}，客户点收 {_told(counted)}，请写明差异"


def _told(count: int | None) -> str:
    return "还没有填" if count is None else str(count)


def customer_agreed(facts: CaseFacts) -> str:
    decision, lacking = facts.text("customer_decision"), agreeing.lacking(facts)
    if decision == choices.AGREES:
        return lacking
    how = f"；同意了的，{agreeing.AGREEMENT_RECORDED}" if lacking and decision != choices.DISAGREES else ""
    return f"客户还没有同意；不同意要转高层受理，不能关闭{how}"


def customer_agreed_or_in_house(facts: CaseFacts) -> str:
    return "" if facts.in_house else customer_agreed(facts)


def replied_to_customer(facts: CaseFacts) -> str:
    return "" if facts.in_house or facts.values.get("replied_at") else "还没有把处理结果回复客户"


def appeal_is_answered(facts: CaseFacts) -> str:
    if any(row.get("way") != GRUMBLE for row in facts.since_appeal):
        return ""
    return "维持原结案要先答复客户，请在联系记录里记下申诉以后的答复"
