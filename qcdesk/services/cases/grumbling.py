"""How often the customer grumbled about one problem, in the case and in others of his (rules.md E1.2, S1:86)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.rules import promotion
from qcdesk.rules.promotion import Contact, Promotion
from qcdesk.services.cases import amending, judging
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.sheets import records
from qcdesk.store.models import Record
from qcdesk.store.query import askable
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

GRUMBLED = "客户抱怨"
HOURS, TIMES = 48, 2
LOOKED_ROUND = timedelta(days=7)
"""Beyond any window that the office is likely to set; the window itself decides."""
OF_CUSTOMER = """SELECT * FROM record WHERE form = ? AND customer = ? AND state <> ? AND number IS NOT NULL AND id <> ?
AND day >= ? AND day < ? ORDER BY id"""


def promoted(desk: Desk, case: RecordView) -> Promotion:
    """What the contacts, the customer and the channel make of it. Taking it in was the first grumble."""
    values = case.values
    key = promotion.KEY_CUSTOMER if values.get("importance") == choices.IMPORTANCE[0][0] else ""
    channel = str(values.get("channel") or "")
    if channel in choices.PASSED_ON:
        return Promotion(promotion.RAISED, f"“{channel}”的投诉为升级投诉")
    hours, times = _window(desk)
    return promotion.promote(_contacts(desk, case), key, channel, hours=hours, times=times)


def repeated(desk: Desk, case: RecordView) -> str:
    """That the customer grumbled so often that his feedback is a complaint, and in which cases; empty where not."""
    hours, times = _window(desk)
    found = promotion.promote(_contacts(desk, case), hours=hours, times=times)
    return "" if found.kind == promotion.GRUMBLE else f"{found.sentence}{beside(desk, case)}"


def beside(desk: Desk, case: RecordView) -> str:
    """Which other cases of the customer tell of the problem, in words."""
    others = dict.fromkeys(number for number, _ in _other_grumbles(desk, case))
    return f"，连同 {'、'.join(others)}" if others else ""


def _window(desk: Desk) -> tuple[int, int]:
    rule = next((row for row in ruling.deadlines(desk, desk.clock.today()) if row.event == "grumbles"), None)
    return (HOURS, TIMES) if rule is None else (rule.amount or HOURS, rule.times or TIMES)


def _contacts(desk: Desk, case: RecordView) -> list[Contact]:
    """Those of other cases are about the same problem, or are not there."""
    others = [Contact(datetime.fromisoformat(at), "") for _, at in _other_grumbles(desk, case)]
    return [*_grumbles(desk, case, case.values), *others]


def _grumbles(desk: Desk, case: RecordView, values: Mapping[str, Json]) -> Iterator[Contact]:
    if values.get("received_at"):
        yield Contact(datetime.fromisoformat(str(values["received_at"])), "")
    for row in amending.rows_of(dict(values), "contacts"):
        if row.get("way") == GRUMBLED and row.get("at"):
            issue = _other_problem(desk, case, str(row.get("said") or ""))
            yield Contact(datetime.fromisoformat(str(row["at"])), issue)


def _other_problem(desk: Desk, case: RecordView, said: str) -> str:
    """The defect that the customer spoke of instead of the case's; empty where he named none, or the case's too."""
    family = str(case.values.get("product_family") or "")
    spoken = {one.item.item for one in rulebook.defects(desk).in_text(said, family)}
    mine = judging.items(desk, case) if spoken else frozenset()
    return "、".join(sorted(spoken)) if mine and not spoken & mine else ""


def _other_grumbles(desk: Desk, case: RecordView) -> list[tuple[str, str]]:
    """The same customer's of the same problem, taken in as cases of their own: the case's number and when."""
    customer, received = case.values.get("customer"), case.values.get("received_at")
    if not customer or not received:
        return []
    day = datetime.fromisoformat(str(received)).date()
    about = (day - LOOKED_ROUND).isoformat(), (day + LOOKED_ROUND + timedelta(days=1)).isoformat()
    found = desk.store.found(Record, OF_CUSTOMER, CASE, askable(str(customer)), VOID, case.id, *about)
    same = [(row, records.payload_of(row)) for row in found if _same_problem(desk, case, records.view(desk, row))]
    return [(str(row.number), at) for row, values in same for at in _moments(values)]


def _moments(values: Values) -> list[str]:
    again = [str(row["at"]) for row in amending.rows_of(values, "contacts")
             if row.get("way") == GRUMBLED and row.get("at")]  # fmt: skip
    return [str(values["received_at"]), *again] if values.get("received_at") else again


def _same_problem(desk: Desk, case: RecordView, other: RecordView) -> bool:
    """The same defect item; where one of them names none, the same product. What was found in house nobody said."""
    if other.values.get("case_kind") == choices.IN_HOUSE:
        return False
    mine, others = judging.items(desk, case), judging.items(desk, other)
    product = case.values.get("product_name")
    return bool(mine & others) if mine and others else bool(product) and product == other.values.get("product_name")
