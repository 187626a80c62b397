"""Whether the customer agrees with this round's answer: by what was ticked in a contact, or by his own signature."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.cases import choices
from qcdesk.cases.facts import CaseFacts

AGREEMENT_RECORDED = "请在联系记录里记下客户的答复，并在“客户意见”选“同意”"


def last_answer(facts: CaseFacts) -> Mapping[str, Json]:
    """The latest contact since the reply in which the customer agreed or did not; empty where he has not said.

    What he says in an appeal against a 结案 is for the examination and takes nothing from what was closed."""
    replied = facts.text("replied_at")
    decided = [
        row for row in facts.rows("contacts")
        if row.get("decision") in (choices.AGREES, choices.DISAGREES)
        and replied and str(row.get("at") or "") >= replied and row not in facts.since_appeal
    ]  # fmt: skip
    return sorted(decided, key=lambda row: str(row["at"]))[-1] if decided else {}


def signed(facts: CaseFacts) -> bool:
    """A sheet of this round that the customer signed is named among his words (E2.8)."""
    opinion = facts.text("customer_opinion")
    sheets = (sheet for sheet in facts.sheets if sheet.customer_signed and not sheet.earlier and not sheet.refused)
    return any(sheet.number and sheet.number in opinion for sheet in sheets)


def lacking(facts: CaseFacts) -> str:
    """What there is not yet of the customer's agreement."""
    answer = last_answer(facts)
    if answer.get("decision") == choices.AGREES or (not answer and signed(facts)):
        return ""
    if answer:
        at = str(answer["at"]).replace("T", " ")
        return (f"联系记录里客户最后的答复（{at}）是“不同意”，要由高层处理到客户同意，不能关闭；"
                f"客户后来同意了的，{AGREEMENT_RECORDED}")  # fmt: skip
    return f"没有回复以后客户同意的依据：{AGREEMENT_RECORDED}，或在“客户建议或意见”写明客户签字的单号"
