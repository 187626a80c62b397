"""What a step does to the values of what it is taken on, beyond moving it on."""

from __future__ import annotations

from qcdesk.canonical import Values
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.services import case_effects
from qcdesk.views import RecordView
from qcdesk.workflow import Step


def after_step(desk: Desk, record: RecordView, step: Step, reason: str) -> Values:
    """The values as they stand once the step is taken."""
    values = dict(record.values)
    if record.kind.code == CASE:
        case_effects.work(desk, record, step, reason, values)
    return values
