"""What belongs to a case besides the sheets that were opened in it, named by its number alone."""

from __future__ import annotations

from qcdesk.cases.kind import CASE
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import case_facts, casework
from qcdesk.services.sheets import records
from qcdesk.views import RecordView

SHARED = "car_8d"


def connect(desk: Desk, which: int | str, other: int | str, why: str) -> Change:
    """A sheet goes into the case; another case is named as one of the same problem; another's 8D is shared (E3.4)."""
    case, found = casework.get(desk, which), records.get(desk, other)
    if found.kind.code == CASE:
        if not why.strip():
            raise Refused("与另一案件相连要写理由")
        return casework.relate(desk, case.id, found.id, why)
    if found.kind.code == SHARED and records.row_of(desk, found.id).case not in (None, case.id):
        return casework.share_8d(desk, found.id, [case.id], why)
    return casework.link(desk, case.id, found.id)


def sheets(desk: Desk, case: int) -> list[tuple[RecordView, bool]]:
    """The case's sheets, oldest first; True beside an 8D that is another case's and serves this one too."""
    found = [records.get(desk, fact.id) for fact in case_facts.sheets(desk, case)]
    return [(view, records.row_of(desk, view.id).case != case) for view in found]
