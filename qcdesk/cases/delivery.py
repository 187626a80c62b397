"""Delivery notes: which may leave, which of them deliver a case, and what they say was sent and counted (E0.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from qcdesk.calculations import rows, whole
from qcdesk.canonical import Values
from qcdesk.cases import choices, same_goods
from qcdesk.cases.facts import CaseFacts, SheetFact, SheetFacts, WorkFact, chosen
from qcdesk.cases.proofs import NOTE, REWORK_RECORD, REWORKED, SENT, WORKED_HERE, carried_out, days, sent, ways

REWORKED_GOODS, REGULAR = "返工品", "正常订单"
"""Natures of a note beside 换货 and 补货; what is sent of an order is no answer to a complaint."""

COMES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType({
    REWORKED_GOODS: REWORKED,
    choices.EXCHANGE: (choices.EXCHANGE, choices.REMAKE), choices.RESUPPLY: (choices.RESUPPLY, choices.REMAKE),
})  # fmt: skip
"""The ways by which goods of a nature come about: what was scrapped and made anew goes out as any of the three."""

TO_DRAFT = "请先退回到草稿"
ANOTHER_NATURE = f"{TO_DRAFT}，再改“送货性质”"
"""What the note is for is signed when it is issued: from there on its cell is locked."""

SEND_ANEW: Mapping[str, str] = MappingProxyType({
    "issued": "重检合格后请再做“送货”，或作废后重开",
    "signed_for": "请退回到“送货中”、再退回到“已开单”，重检合格后再“送货”，或作废后重开",
    "approved": "回单已归档，不能退回，请由跟单作废后重开",
})  # fmt: skip
BACK_FIRST = "请退回到“已开单”，重检合格后再“送货”，或作废后重开"
"""The way that a note on its way has, and those that others have where they stand."""


def _unfit(nature: str, decided: Sequence[str]) -> str:
    """Nothing while nothing is decided."""
    if not decided or nature not in COMES_OF or set(COMES_OF[nature]) & set(decided):
        return ""
    lacking = "没有返工、返修、挑选、外派或重做" if nature == REWORKED_GOODS else f"没有“{nature}”"
    return f"处理方式是“{'、'.join(decided)}”，{lacking}"


def _worked_on(nature: str, decided: Sequence[str]) -> bool:
    """Goods of a way of their own come out of the store; others were worked on or made anew."""
    remade = nature in COMES_OF and nature not in decided and choices.REMAKE in decided
    return nature == REWORKED_GOODS or remade


def nature_fits_the_ways(facts: SheetFacts) -> str:
    """What a note is for must be among what its case does with the goods."""
    nature, work = chosen(facts.values, "nature"), facts.work
    if work is not None and nature == REGULAR and work.case and not work.rechecked and set(work.ways) & set(REWORKED):
        return f"{work.case}的货要重检合格才能送，它的送货单不能是“{REGULAR}”；是别的订单的货，请作废后另开不带客诉号的"
    if work is None or (nature == REWORKED_GOODS and work.rechecked):
        return ""
    unfit = _unfit(nature, work.ways)
    if not unfit:
        return ""
    return f"{work.case}的{unfit}，“送货性质”不能是“{nature}”；{_instead(nature, work)}"


def _instead(nature: str, work: WorkFact) -> str:
    if nature == REWORKED_GOODS:
        return f"{ANOTHER_NATURE}，确是返工的要先退回对策，在处理方式里加选"
    reworked = set(work.ways) & set(REWORKED)
    rework = f"{TO_DRAFT}，送返工品的改为“{REWORKED_GOODS}”，重检合格后再送"
    change = rework if reworked else ANOTHER_NATURE
    return change if work.in_house else f"{change}，确是{nature}的要先退回对策，在处理方式里加选“{nature}”"


def rework_may_leave(facts: SheetFacts) -> str:
    """Goods worked on are not put on their way before the re-inspection of the number that they travel under."""
    work, nature = facts.work, chosen(facts.values, "nature")
    if work is None or work.rechecked or not _worked_on(nature, work.ways) or _unfit(nature, work.ways):
        return ""
    if not work.title:
        return f"返工品要先重检合格才能送货：{TO_DRAFT}，“客诉/返工单号”填重检合格的返工单编号（FG-）或案件编号"
    if nature != REWORKED_GOODS:
        return f"{work.title}现在是“{work.state}”，重做的货要先重检合格才能送货；不是重做的，要先退回对策加选“{nature}”"
    return f"{work.title}现在是“{work.state}”，返工品要先重检合格才能送货；不是返工品的，{ANOTHER_NATURE}"


def notes(facts: CaseFacts) -> tuple[SheetFact, ...]:
    """The delivery notes of this round: what went out before the case came back is not sent again by its note.
    What other customers were sent, other goods, or goods of a nature that is none of the case's ways, is no delivery
    of this case's."""
    return tuple(sheet for sheet in _issued(facts) if not sheet.earlier and not _misdirected(facts, sheet))


def _issued(facts: CaseFacts) -> tuple[SheetFact, ...]:
    return tuple(sheet for sheet in facts.of_form(NOTE) if sheet.state != "draft")


def _misdirected(facts: CaseFacts, sheet: SheetFact) -> str:
    nature, decided = chosen(sheet.values, "nature"), ways(facts)
    if nature == REGULAR:
        return f"送货性质是“{REGULAR}”，不是本案的返工、换货或补货"
    unfit = _unfit(nature, decided)
    if unfit:
        return f"送货性质是“{nature}”，本案的{unfit}，不算本案的送货"
    if sheet.unchecked and _worked_on(nature, decided):
        return f"货在本案重检合格以前就送出了，{SEND_ANEW.get(sheet.state, BACK_FIRST)}"
    out, received = str(sheet.values.get("date") or ""), facts.text("received_at")[:10]
    if out and out < received:
        return f"日期 {out} 早于受理日期 {received}"
    fresh = nature in SENT or choices.REMAKE in decided
    told = same_goods.strange(facts.values, sheet.values, fresh=fresh)
    return same_goods.of_customer(facts.values, sheet.values) or told


def noted(facts: CaseFacts) -> str:
    issued = notes(facts)
    stray = [f"{sheet.title}的{why}" for sheet in _issued(facts)
             if not sheet.earlier and (why := _misdirected(facts, sheet))][:1]  # fmt: skip
    if not issued:
        again = any(sheet.earlier for sheet in facts.of_form(NOTE))
        told = "退回重新处理以后还没有开出新的《送货单》" if again else "还没有开出《送货单》"
        return "，".join([told, *stray])
    waiting = [sheet.title for sheet in issued if not carried_out(sheet)]
    if waiting:
        return f"{'、'.join(waiting)}还没有客户签收和点收数量"
    natures = {chosen(sheet.values, "nature") for sheet in issued}
    lacking = [f"“{way}”还没有送货性质为“{nature}”的《送货单》" for way, nature in _ways_out(facts)
               if nature not in natures]  # fmt: skip
    return "；".join([*lacking, *stray] if lacking else [])


def _ways_out(facts: CaseFacts) -> Iterator[tuple[str, str]]:
    """Each way whose goods leave here, and the nature under which they do."""
    here = [way for way in facts.words("disposition") if way in WORKED_HERE]
    if here:
        yield "、".join(here), REWORKED_GOODS
    yield from ((way, way) for way in sent(facts))


def delivery_stands(facts: CaseFacts) -> str:
    """A note that was made void afterwards proves no delivery any more, nor that so much was delivered."""
    return (noted(facts) or quantities_agree(facts)) if "delivered" in facts.signed else ""


def quantities_agree(facts: CaseFacts) -> str:
    """What is entered as delivered and counted is what the notes say, and something arrived."""
    told = _counted(facts)
    if not told:
        return ""
    wanted = _figures(told)
    given = (facts.count("delivered_qty"), facts.count("counted_qty"))
    if given != wanted:
        names = "、".join(sheet.title for sheet in told)
        return (f"{names}送货 {wanted[0]}、点收 {wanted[1]}，“送货数量”“客户点收数量”填的是"
                f" {_said(given[0])}、{_said(given[1])}，要与送货单一致")  # fmt: skip
    return "" if wanted[1] else "客户点收 0，货没有送到，不能算送货完成"


def as_counted(facts: CaseFacts) -> tuple[str, Values]:
    """The notes that the customer has counted, and what the case's own cells would take from them: each difference in
    the words of its line."""
    told = _counted(facts)
    if not told:
        return "", {}
    sent, counted = _figures(told)
    lines = [row for sheet in told for row in rows(sheet.values, "lines")]
    said = dict.fromkeys(str(row["remark"]) for row in lines if row.get("remark") and row.get("qty") != row.get("recv"))
    found: Values = {"delivered_qty": sent, "counted_qty": counted}
    if sent != counted and said:
        found["count_difference"] = "；".join(said)
    return "、".join(sheet.number or sheet.title for sheet in told), found


def _counted(facts: CaseFacts) -> list[SheetFact]:
    return [sheet for sheet in notes(facts) if carried_out(sheet)]


def _figures(told: list[SheetFact]) -> tuple[int, int]:
    return sum(_column(told, "qty")), sum(_column(told, "recv"))


def more_than_passed(facts: CaseFacts) -> str:
    """What leaves as reworked is what the rework found good; goods worked on elsewhere stand on no record of ours."""
    current = (sheet for sheet in _issued(facts) if not sheet.earlier)
    sent_back = [sheet for sheet in current if chosen(sheet.values, "nature") == REWORKED_GOODS]
    done = [sheet for sheet in facts.of_form(REWORK_RECORD) if carried_out(sheet) and not sheet.worked]
    if not sent_back or not done or {choices.FIELD, choices.REMAKE} & set(ways(facts)):
        return ""
    left, good = sum(_column(sent_back, "qty")), sum(_column(done, "qty_ok", "exec_lines"))
    if left <= good:
        return ""
    notes_, records_ = ("、".join(sheet.number or sheet.title for sheet in found) for found in (sent_back, done))
    return (f"《送货单》{notes_} 送返工品 {left}，比《返工/返修记录表》{records_} 的合格数 {good} 多 {left - good}，"
            "请核对：不良、报废的不能当返工品送出")  # fmt: skip


def _column(sheets: list[SheetFact], name: str, table: str = "lines") -> Iterator[int]:
    for sheet in sheets:
        for row in rows(sheet.values, table):
            yield whole(row.get(name)) or 0


def _said(value: int | None) -> str:
    return "（空）" if value is None else str(value)


def delivered_in_time(facts: CaseFacts) -> str:
    """Nothing is delivered before it was reworked, nor on a day that is still to come."""
    done = max((day for sheet in facts.of_form(REWORK_RECORD) for day in days(sheet)), default="")
    for sheet in notes(facts):
        out, counted = str(sheet.values.get("date") or ""), str(sheet.values.get("recv_date") or "")
        if chosen(sheet.values, "nature") == REWORKED_GOODS and out < done:
            return f"{sheet.title}的日期 {out} 早于返工重检的 {done}"
        if facts.now and counted > facts.now[:10]:
            return f"{sheet.title}的签收日期 {counted} 还没有到"
    return ""
