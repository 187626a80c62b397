"""The order of a case's times: nothing has happened before it came in, nor on a day that is still to come."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.cases import choices
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.lists import GRUMBLE
from qcdesk.errors import Fault

RECEIVED = ("received_at", "受理时间")


def _said(value: str) -> str:
    return value.replace("T", " ")


def _later(facts: CaseFacts, name: str, label: str) -> str:
    """A sentence when the moment is still to come."""
    value = facts.text(name)
    if not facts.now or value <= facts.now[: len(value)]:
        return ""
    return f"“{label}”{_said(value)} 还没有到（现在是 {_said(facts.now)}）"


def _before_receipt(facts: CaseFacts, name: str, label: str) -> str:
    value, received = facts.text(name), facts.text("received_at")
    if not value or not received or value >= received[: len(value)]:
        return ""
    return f"“{label}”{_said(value)} 早于受理时间 {_said(received)}"


def intake_times(facts: CaseFacts) -> str:
    return "；".join(_intake(facts).values())


def reply_times(facts: CaseFacts) -> str:
    return "；".join(_reply(facts).values())


def impossible(facts: CaseFacts) -> dict[str, str]:
    """By field, what cannot be as the times stand, for the cell in which it is to be mended."""
    return {**_intake(facts), **_reply(facts)}


def _intake(facts: CaseFacts) -> dict[str, str]:
    oral = facts.text("channel") in choices.ORAL
    shipped, received = facts.text("ship_date"), facts.text("received_at")
    written = ("written_on", "书面资料收到")
    late = f"“出货日期”{shipped} 晚于受理时间 {_said(received)}" if received and shipped > received[:10] else ""
    return _there({
        "received_at": _later(facts, *RECEIVED),
        "reply_by": _before_receipt(facts, "reply_by", "客户要求回复时间"),
        "written_on": _later(facts, *written) or (_before_receipt(facts, *written) if oral else ""),
        "ship_date": late,
    })  # fmt: skip


def _reply(facts: CaseFacts) -> dict[str, str]:
    asked = ("replied_at", "回复客户时间")
    early = _before_receipt(facts, *asked) or _before_delivery(facts, *asked) or _before_handling(facts, *asked)
    said = _later(facts, *asked) or early
    return _there({"replied_at": said})


def _there(said: Mapping[str, str]) -> dict[str, str]:
    return {name: sentence for name, sentence in said.items() if sentence}


def _before_handling(facts: CaseFacts, name: str, label: str) -> str:
    """What was not done yet when he was told is no result (note 五); what is signed already is not asked again."""
    value, ready = facts.text(name), facts.signed_at.get("handled", "")[:16]
    if not value or "replied" in facts.signed or "delivered" in facts.signed or value >= ready:
        return ""
    return f"“{label}”{_said(value)} 早于处理完成的 {_said(ready)}，那时还没有处理结果"


def _before_delivery(facts: CaseFacts, name: str, label: str) -> str:
    """Goods leave after they were made ready, and arrive on the day that the customer counted them."""
    value, ready = facts.text(name), facts.signed_at.get("handled", "")
    if not value or "delivered" not in facts.signed:
        return ""
    if value < ready:
        return f"“{label}”{_said(value)} 早于处理完成的 {_said(ready)}，货还没有送到"
    notes = [sheet for sheet in facts.of_form("delivery_note") if not sheet.earlier]
    counted = max((str(sheet.values.get("recv_date") or "") for sheet in notes), default="")
    return f"“{label}”{_said(value)} 早于客户点收的 {counted}" if value[:10] < counted else ""


def line_faults(name: str, row: Mapping[str, Json], received: str, now: str) -> list[Fault]:
    """What is impossible in one line of a list, each with its cell: an action verified before it was done."""
    if name == "contacts":
        return [*_to_come(name, row, now, ("at", "时间")), *_too_early(name, row, min(received, now)), *_grumbling(row)]
    if name == "actions":
        return [*_to_come(name, row, now[:10], ("done", "完成"), ("verified", "验证日期")),
                *_in_order(row, received[:10])]  # fmt: skip
    return _to_come(name, row, now[:10], ("on", "日期"))


def _to_come(name: str, row: Mapping[str, Json], now: str, *cells: tuple[str, str]) -> list[Fault]:
    return [
        Fault(f"{name}.{cell}", label, f"{_said(str(row[cell]))} 还没有到（现在是 {_said(now)}）")
        for cell, label in cells
        if row.get(cell) and str(row[cell]) > now
    ]  # fmt: skip


def _too_early(name: str, row: Mapping[str, Json], received: str) -> list[Fault]:
    """A contact of before the complaint is none about it, and meets none of its deadlines; of a clock that runs behind
    is what happens now."""
    at = str(row.get("at") or "")
    if not at or not received or at >= received:
        return []
    return [Fault(f"{name}.at", "时间", f"{_said(at)} 早于案件受理的 {_said(received)}")]


def _grumbling(row: Mapping[str, Json]) -> list[Fault]:
    if (row.get("way"), row.get("decision")) != (GRUMBLE, choices.AGREES):
        return []
    return [Fault("contacts.decision", "客户意见", "客户来抱怨的不是同意；后来同意了的，请另记一次联系")]


def _in_order(row: Mapping[str, Json], received: str) -> list[Fault]:
    done, verified = str(row.get("done") or ""), str(row.get("verified") or "")
    faults = []
    if done and done < received:
        faults.append(Fault("actions.done", "完成", f"{done} 早于案件受理的 {received}"))
    if verified and not done:
        faults.append(Fault("actions.verified", "验证日期", "措施还没有完成日期，不能验证"))
    elif verified and verified < done:
        faults.append(Fault("actions.verified", "验证日期", f"{verified} 早于措施完成的 {done}"))
    return faults
