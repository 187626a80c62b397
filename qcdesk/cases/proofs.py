"""The sheets that prove what was done to goods (E0.1), and whether they say what the case says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qcdesk.calculations import rows
from qcdesk.canonical import Json
from qcdesk.cases import choices, same_goods
from qcdesk.cases.facts import CaseFacts, SheetFact, chosen
from qcdesk.cases.lists import CAR_8D
from qcdesk.guards import DECLINES
from qcdesk.workflow import VOID

WORKED_HERE = (choices.REWORK, choices.REPAIR, choices.SORT)
"""Goods of the customer's that are worked on here, and go back to him."""
REWORKED = (*WORKED_HERE, choices.FIELD, choices.REMAKE)
"""What is done to goods, and must be inspected again."""
SENT = (choices.RESUPPLY, choices.EXCHANGE)
"""What the customer is sent other goods for."""
OF_CUSTOMERS = (choices.RESUPPLY, choices.EXCHANGE, choices.RETURN, choices.ALLOWANCE)

NOT_RECHECKED, NOT_PASSED = ("draft", "issued", "produced"), ("再次返工", "报废重做")
"""States and final decisions of a rework record whose goods stay."""

NOTE, REWORK_RECORD, SCRAP = "delivery_note", "rework_record", "scrap_sheet"


@dataclass(frozen=True)
class Proof:
    """`kinds` are the values of the sheet's own `kind` that stand for the disposition; none given: any."""

    way: str
    form: str
    title: str
    kinds: tuple[str, ...] = ()


PROOFS = (
    Proof(choices.REWORK, REWORK_RECORD, "《返工/返修记录表》", ("返工", "改包装", "改镀/重做表面")),
    Proof(choices.REPAIR, REWORK_RECORD, "《返工/返修记录表》", ("返修",)),
    Proof(choices.SORT, REWORK_RECORD, "《返工/返修记录表》", ("挑选",)),
    Proof(choices.FIELD, "field_rework", "《外派返工/返修单》"),
    Proof(choices.REMAKE, SCRAP, "《报废单》"),
    Proof(choices.EXCHANGE, "return_application", "《产品退换货申请单》", ("换货",)),
    Proof(choices.RETURN, "return_application", "《产品退换货申请单》", ("退货",)),
)
"""Which sheet proves which disposition (E0.1); each way has one of its own."""

CARRIED_OUT: Mapping[str, tuple[str, ...]] = MappingProxyType({
    REWORK_RECORD: ("produced", "rechecked", "submitted", "reviewed", "approved"),
    "field_rework": ("reviewed", "approved"), SCRAP: ("sanctioned", "stored", "approved"),
    "return_application": ("received", "reviewed", "approved"), NOTE: ("signed_for", "approved"),
})  # fmt: skip
"""From which state on a sheet proves the work, before its own way is at an end."""

DONE_BY: Mapping[str, tuple[str, ...]] = MappingProxyType({
    REWORK_RECORD: ("produce", "submit"), "field_rework": ("report",), SCRAP: ("submit",),
    "return_application": ("receive",),
})  # fmt: skip
"""The steps that stand for the work itself; a sheet carried round on paper is submitted as a draft."""

UNSIGNED = "的重检结果写了还没有签，要走完签“重检”，或提交编制"

PROCESSED: Mapping[str, str] = MappingProxyType({
    "qc_anomaly": "《产品品质异常反馈处理表》", "inspection_report": "《客户投诉处理及检测报告》",
    CAR_8D: "《客户投诉纠正与预防报告》",
})  # fmt: skip
"""Any of them tells what was found out and done (E0.1, E0.7)."""
REGISTERED: Mapping[str, str] = MappingProxyType({
    "complaint_register": "《客户投诉登记反馈表》", "coordination_order": "《部门协调工单》",
})  # fmt: skip
"""Enough for what is minor (E1.1, E3.8)."""

CUSTOMER_SIGNS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "field_rework": ("", "customer_sign"), "service_tracking": ("lines", "cust"),
    "satisfaction_survey": ("", "cust_sign"),
})  # fmt: skip
"""Where the customer signs a result (E2.8), in a table of it or on the sheet; who signs for goods has counted them."""

CUSTOMER_REFUSES: Mapping[str, tuple[str, str]] = MappingProxyType({"field_rework": ("customer_opinion", DECLINES)})
"""Where the customer says that he will not have the work, and in which word."""

FORMS = tuple(CARRIED_OUT)
"""The forms that prove what was done to goods."""
READ = tuple(dict.fromkeys((*FORMS, *PROCESSED, *REGISTERED, *CUSTOMER_SIGNS)))
"""The forms whose contents a gate reads."""


def worked_on(facts: CaseFacts) -> list[str]:
    return [way for way in facts.words("disposition") if way in REWORKED]


def sent(facts: CaseFacts) -> list[str]:
    return [way for way in facts.words("disposition") if way in SENT]


def carried_out(sheet: SheetFact) -> bool:
    return sheet.over or sheet.state in CARRIED_OUT.get(sheet.form, ())


def of_another_customer(facts: CaseFacts) -> str:
    """What was done for one customer proves nothing to another."""
    if facts.text("case_kind") == choices.IN_HOUSE:
        return ""
    found = ((sheet, same_goods.of_customer(facts.values, sheet.values)) for sheet in facts.of_form(*FORMS))
    return "；".join(f"{sheet.title}的{said}" for sheet, said in found if said)


def sheets_done(facts: CaseFacts) -> str:
    """Every chosen way has a finished sheet of its own, and goods that a customer refused on site are back."""
    ways = facts.words("disposition")
    lacking = [_lacking(facts, proof) for proof in PROOFS if proof.way in ways and not _proved(facts, proof)]
    return "；".join([*lacking, *_not_recalled(facts)])


def _of_before(sheet: SheetFact, way: str) -> bool:
    """Work that failed its re-inspection, or did not satisfy the customer, is done anew; what came back stays."""
    return sheet.worked if way in REWORKED else sheet.returned


def _fitting(facts: CaseFacts, proof: Proof) -> list[SheetFact]:
    """Carried out, of the right kind: whether of these goods and of this round is another question."""
    done = [sheet for sheet in facts.of_form(proof.form) if carried_out(sheet)]
    return [sheet for sheet in done if not proof.kinds or chosen(sheet.values, "kind") in proof.kinds]


def _proved(facts: CaseFacts, proof: Proof) -> bool:
    return any(
        not _of_before(sheet, proof.way) and not _of_other_goods(facts, sheet) for sheet in _fitting(facts, proof)
    )


def _of_other_goods(facts: CaseFacts, sheet: SheetFact) -> str:
    return same_goods.strange(facts.values, sheet.values) or _of_another_time(facts, sheet)


def _of_another_time(facts: CaseFacts, sheet: SheetFact) -> str:
    """What was worked on before the case came in was worked on for another."""
    received, done = facts.text("received_at")[:10], max(days(sheet), default="")
    early = done and done < received
    return f"返工日期 {done} 早于受理日期 {received}" if early else ""


def _lacking(facts: CaseFacts, proof: Proof) -> str:
    kinds = f"（类别要选“{'”或“'.join(proof.kinds)}”）" if proof.kinds else ""
    found = _fitting(facts, proof)
    strange = [f"{sheet.title}的{_of_other_goods(facts, sheet)}" for sheet in found if _of_other_goods(facts, sheet)]
    old = [sheet.title for sheet in found if _of_before(sheet, proof.way)]
    why = f"，{'；'.join(strange)}" if strange else f"，{'、'.join(old)}是退回重新处理以前做的" if old else ""
    return f"“{proof.way}”还没有完成的{proof.title}{kinds}{why}"


def _not_recalled(facts: CaseFacts) -> list[str]:
    """Goods that the customer would not have reworked on site come back (layout 7's second note)."""
    refused = _refused(facts)
    if not refused or _back(facts):
        return []
    return [f"客户不接受{'、'.join(refused)}，要回收产品，还没有点收的《产品退换货申请单》"]


def _refused(facts: CaseFacts) -> list[str]:
    return [sheet.title for sheet in facts.of_form("field_rework") if sheet.refused and not sheet.worked]


def _back(facts: CaseFacts) -> list[SheetFact]:
    return [sheet for sheet in facts.of_form("return_application") if carried_out(sheet) and not sheet.returned]


def ways(facts: CaseFacts) -> tuple[str, ...]:
    """The 处理方式, and the exchange that was agreed with the recall where the customer would not have the work."""
    chosen_ways = facts.words("disposition")
    exchanged = any(chosen(sheet.values, "kind") == choices.EXCHANGE for sheet in _back(facts))
    recalled = choices.FIELD in chosen_ways and exchanged and bool(_refused(facts))
    return (*chosen_ways, choices.EXCHANGE) if recalled and choices.EXCHANGE not in chosen_ways else chosen_ways


def rework_rechecked(facts: CaseFacts) -> str:
    """The case's re-inspection may not say other than the sheets that it sums up."""
    for sheet in facts.of_form(REWORK_RECORD):
        if sheet.worked and sheet.state not in NOT_RECHECKED:
            continue
        if sheet.state in NOT_RECHECKED:
            rechecked = any(row.get("recheck_result") for row in rows(sheet.values, "recheck"))
            return f"{sheet.title}{UNSIGNED if rechecked else '还没有写重检结果'}"
        final = chosen(sheet.values, "final")
        if final in NOT_PASSED:
            return f"{sheet.title}的最终处理是“{final}”，不能判重检合格"
    return ""


def passed_recheck(state: str, values: Mapping[str, Json]) -> bool:
    """Of a rework record, whether its blocks were signed here or on the paper that was typed in."""
    return state not in (*NOT_RECHECKED, VOID) and chosen(values, "final") not in (*NOT_PASSED, "")


def days(sheet: SheetFact) -> Iterator[str]:
    for table, column in (("exec_lines", "work_date"), ("recheck", "recheck_date")):
        yield from (str(row[column]) for row in rows(sheet.values, table) if row.get(column))


def refused_by_the_customer(form: str, values: Mapping[str, Json]) -> bool:
    cell, word = CUSTOMER_REFUSES.get(form, ("", ""))
    return bool(cell) and chosen(values, cell) == word


def signed_by_the_customer(form: str, values: Mapping[str, Json]) -> bool:
    table, cell = CUSTOMER_SIGNS.get(form, ("", ""))
    found = rows(values, table) if table else (values,)
    return bool(cell) and any(row.get(cell) for row in found)


def filed(facts: CaseFacts) -> str:
    """处理表归档: a minor complaint by its registration at least, others by what was found out about them; another
    customer's sheet, or one of other goods, tells nothing of this case."""
    minor = facts.text("severity") == choices.MINOR
    wanted = {**PROCESSED, **REGISTERED} if minor else PROCESSED
    done = [sheet for sheet in facts.of_form(*wanted) if sheet.finished]
    strange = [_stranger(facts, sheet) for sheet in done]
    if not all(strange):
        return ""
    told = f"，{done[0].title}的{strange[0]}" if done else ""
    return f"案卷里还没有走完的处理表（{'、'.join(wanted.values())}任一张）{told}，请在案件里开一张，程序会带入内容"


def _stranger(facts: CaseFacts, sheet: SheetFact) -> str:
    if sheet.shared:
        return sheet.foreign
    case, said = facts.values, sheet.values
    return same_goods.of_customer(case, said) or same_goods.strange(case, said) or same_goods.of_part(case, said)


def fits_the_kind(values: Mapping[str, Json], ways: tuple[str, ...]) -> str:
    """Ways that shut each other out, or that need a customer where there is none."""
    if choices.ANSWER in ways and len(ways) > 1:
        others = "、".join(way for way in ways if way != choices.ANSWER)
        return f"选了“{choices.ANSWER}”就不能再选“{others}”"
    wrong = [way for way in ways if way in OF_CUSTOMERS] if values.get("case_kind") == choices.IN_HOUSE else []
    return f"厂内异常没有客户，不能选“{'、'.join(wrong)}”" if wrong else ""
