"""From where a case was sent back, and how often, as its trail tells: one step may lead back from several stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qcdesk.cases import states
from qcdesk.desk import Desk
from qcdesk.views import RecordView

LEFT = """SELECT from_state FROM event WHERE record_id = ? AND from_state <> to_state AND to_state <> ?
AND action IN ({actions})"""


def by_state(desk: Desk, case: RecordView) -> Mapping[str, int]:
    """What a customer refused goes up first, and back from there."""
    if not case.values.get("rounds"):
        return {}
    actions = sorted({step.action for step in case.kind.workflow.steps if step.goes_back})
    asked = LEFT.format(actions=", ".join("?" * len(actions)))
    return Counter(str(state) for (state,) in desk.store.sql(asked, (case.id, states.ESCALATED, *actions)))
