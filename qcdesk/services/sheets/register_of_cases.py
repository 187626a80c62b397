"""客户投诉汇总表 and 售后服务跟踪表: the month's cases, a line each, as far as they have come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qcdesk.calculations import percent, whole
from qcdesk.calculations import rows as lines_of
from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, lists, served, states
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D
from qcdesk.desk import Desk
from qcdesk.services.overview.case_list import unresolved_rules
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks, pausing
from qcdesk.store.models import Record
from qcdesk.workflow import DRAFT, VOID

CASES = "SELECT * FROM record WHERE form = ? AND state NOT IN (?, ?) AND substr(day, 1, 7) = ? ORDER BY day, id"
ENDINGS = """SELECT record_id, at FROM signature WHERE slot IN ('closed', 'declined_told') AND record_id IN ({})
AND id NOT IN (SELECT signature_id FROM signature_end)"""
REPORTS = f"SELECT case_id, number FROM record WHERE form = '{CAR_8D}' AND state <> 'void' AND {{}}"


def complaints(desk: Desk, month: str) -> list[dict[str, Json]]:
    """客户投诉 alone: a 反馈 is followed up in the other register."""
    found = [row for row in _cases(desk, month) if row[1].get("case_kind") == choices.COMPLAINT]
    ids = [row.id for row, _ in found]
    ended, reports, rules = _ended(desk, ids), _reported(desk, found), unresolved_rules(desk)
    return [
        {**_complaint(row, values, clocks.now(desk)), "due": _due(values, rules),
         "closed": ended.get(row.id) if row.state in states.ENDS else None,
         "car8d": "有" if row.id in reports else "无"}
        for row, values in found
    ]  # fmt: skip


def services(desk: Desk, month: str) -> list[dict[str, Json]]:
    """What customers asked for, 投诉 and 反馈 alike."""
    return [served.line(values) for _, values in _cases(desk, month) if values.get("case_kind") != choices.IN_HOUSE]


def _cases(desk: Desk, month: str) -> list[tuple[Record, Values]]:
    found = desk.store.found(Record, CASES, CASE, DRAFT, VOID, month)
    return [(row, records.payload_of(row)) for row in found]


def _ended(desk: Desk, cases: Sequence[int]) -> dict[int, str]:
    """The local days of 结案."""
    return {row[0]: desk.clock.local(row[1])[:10] for row in _of(desk, ENDINGS, cases)}


def _reported(desk: Desk, cases: Sequence[tuple[Record, Values]]) -> set[int]:
    """With an 8D of their own, or one that they share; a void one is none."""
    shared = {row.id: [line["case"] for line in lines_of(values, "links") if line.get("how") == lists.SHARED_8D]
              for row, values in cases}  # fmt: skip
    own = {case for case, _ in _of(desk, REPORTS.format("case_id IN ({})"), [*shared])}
    named = sorted({str(number) for numbers in shared.values() for number in numbers})
    stand = {number for _, number in _of(desk, REPORTS.format("number IN ({})"), named)}
    return own | {case for case, numbers in shared.items() if stand.intersection(numbers)}


def _of(desk: Desk, wanted: str, asked: Sequence[int | str]) -> list[tuple[Any, ...]]:
    return desk.store.sql(wanted.format(", ".join("?" * len(asked))), tuple(asked)) if asked else []


def _complaint(row: Record, values: Values, now: str) -> dict[str, Json]:
    shipped, faulty = whole(values.get("lot_qty")), whole(values.get("complaint_qty"))
    ratio = f"{percent(faulty, shipped)}" if shipped and faulty is not None and faulty <= shipped else None
    return {
        "complaint_no": row.number, "complaint_date": row.day, "customer": row.customer,
        "product": " ".join(str(values[name]) for name in ("product_name", "model_spec") if values.get(name)),
        "lot_no": row.lot, "ship_qty": shipped, "complaint_qty": faulty, "rate": ratio,
        "content": values.get("description"), "defect_class": _first(values.get("defect_codes")),
        "severity": values.get("severity"), "duty_dept": served.joined(values.get("duty_dept")),
        "cause": values.get("cause") or _nothing_found(row), "interim": _measures(values, lists.INTERIM),
        "perm": _measures(values, lists.CORRECTIVE, lists.PREVENTIVE) or values.get("plan") or _nothing_found(row),
        "status": _status(row, values, now),
    }  # fmt: skip


def _status(row: Record, values: Values, now: str) -> str:
    if row.state in (states.CLOSED, states.UNFOUNDED):
        return "结案"
    if row.state in states.ENDS:
        return "关闭"
    return "未结案" if pausing.running(values, now) is None else "暂停"


def _nothing_found(row: Record) -> str | None:
    """A complaint that was declined is closed without cause and measures: the register says so."""
    return "判定不成立，已答复客户" if row.state == states.UNFOUNDED else None


def _due(values: Values, rules: frozenset[str]) -> Json:
    """By the month within which a complaint must be resolved (S0:172); a register has no other day for 结案."""
    found = [str(clock["due_at"])[:10] for clock in lines_of(values, "clocks") if clock.get("rule") in rules]
    return found[-1] if found else None


def _measures(values: Mapping[str, Json], *kinds: str) -> str:
    return "；".join(str(row.get("what")) for row in lines_of(values, "actions") if row.get("kind") in kinds)


def _first(value: Json) -> Json:
    return value[0] if isinstance(value, list) and value else value
