"""What the steps of a case leave in it: the judgement, the rounds, the clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices
from qcdesk.desk import Desk
from qcdesk.services import clocks, judging
from qcdesk.views import RecordView
from qcdesk.workflow import Step

Effect = Callable[[Desk, RecordView, Values], None]


def work(desk: Desk, record: RecordView, step: Step, reason: str, values: Values) -> None:
    """Changes `values` in place, for `step` taken on the case as `record` shows it."""
    effect = EFFECTS.get(step.action)
    if effect is not None:
        effect(desk, record, values)
    if step.goes_back:
        _note_round(desk, step, reason, values)
    clocks.after_step(desk, values, step)


def _note_round(desk: Desk, step: Step, reason: str, values: Values) -> None:
    """Every way back is counted: 审查 N 回, 重检不合格, 跟踪无效."""
    rounds = values.get("rounds")
    told = rounds if isinstance(rounds, list) else []
    row: Json = {"step": step.label, "at": clocks.now(desk), "reason": reason, "by": desk.person.name}
    values["rounds"] = [*told, row]


def _judge(desk: Desk, record: RecordView, values: Values) -> None:
    values.update(judging.judged(desk, record))
    values.setdefault("severity", values.get("grade"))


def _promote(desk: Desk, record: RecordView, values: Values) -> None:
    values["case_kind"] = choices.COMPLAINT


EFFECTS: Mapping[str, Effect] = MappingProxyType({"register": _judge, "promote": _promote})
