"""Whom what is overdue is told to, and how long QC may pause: the starter's rows until the factory sets its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import resources
from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.cases import choices
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, Refused, Stale
from qcdesk.services.basics import office, typing_in
from qcdesk.services.rules.rulebook import require_keeper
from qcdesk.services.trail import events, standing
from qcdesk.store.models import Event

SETTING = "escalation"
MOST_DAYS, MOST_RUNGS, MOST_NAME = 366, 9, 40
DAYS, TELL, PAUSE = "超过几天", "报告到", "最多暂停几天"
BETWEEN = f"天数要在 0 到 {MOST_DAYS} 之间"


@dataclass(frozen=True)
class Rung:
    """`tell` is told of what is overdue by more than `days`."""

    days: int
    tell: str


@dataclass(frozen=True)
class Escalation:
    """`rungs` from the lowest; `pause_days` is what QC may pause the clocks of one case in all."""

    rungs: tuple[Rung, ...]
    pause_days: int

    def level(self, due_at: str, now: str, severity: str) -> str:
        """Who is to be told; of a 严重 case the next higher at once (E3.7)."""
        past = datetime.fromisoformat(now) - datetime.fromisoformat(due_at)
        passed = sum(past > timedelta(days=rung.days) for rung in self.rungs)
        if not passed:
            return ""
        return self.rungs[min(passed + (severity == choices.SERIOUS), len(self.rungs)) - 1].tell


def of(desk: Desk) -> Escalation:
    said: Mapping[str, Any] = {**resources.toml("starter/deadlines.toml")[SETTING], **office.setting(desk, SETTING)}
    rungs = sorted((int(row["days"]), str(row["tell"])) for row in said["rung"])
    return Escalation(tuple(Rung(*one) for one in rungs), int(said["pause_days"]))


def change(desk: Desk, rungs: Sequence[Rung], pause_days: int, reason: str, held: Escalation | None = None) -> Change:
    """By 品管主管 or the administrator, with a reason; `held` is the ladder that was seen when it was changed. Raises
    Invalid for what makes no ladder, Stale where somebody else has changed it meanwhile."""
    require_keeper(desk)
    _require_fit(rungs, pause_days)
    if not typing_in.says(reason):
        raise Refused(typing_in.lacking("原因", reason, "改规则要写原因"))
    said: dict[str, Json] = {"rung": [{"days": one.days, "tell": one.tell.strip()} for one in rungs],
                             "pause_days": pause_days}  # fmt: skip
    with desk.store.write():
        if held is not None and held != of(desk):
            raise _stale(desk)
        old = office.setting(desk, SETTING)
        office.put_setting(desk, SETTING, said)
        detail = {"key": SETTING, standing.STANDS: standing.after(desk, "setting", SETTING),
                  "changes": canonical.differences(old, said)}  # fmt: skip
        return touched("office", event=events.note(desk, "setting_changed", reason=reason.strip(), detail=detail))


def _stale(desk: Desk) -> Stale:
    last = desk.store.first(
        Event.select()
        .where(Event.action == "setting_changed", Event.detail.contains(f'"key":"{SETTING}"'))
        .order_by(Event.seq.desc())
    )
    who, at = (last.name, desk.clock.local(last.at)) if last else ("别人", "")
    told = f"{who}{f'在 {at} ' if at else ''}先改了报告级别，您的改动还没有保存。请先看新的级别，再改"
    return Stale(told, who, at)


def _require_fit(rungs: Sequence[Rung], pause_days: int) -> None:
    faults = [*_faults(rungs)]
    if not 0 <= pause_days <= MOST_DAYS:
        faults.append(Fault("pause_days", PAUSE, BETWEEN))
    if faults:
        raise Invalid(faults)


def _faults(rungs: Sequence[Rung]) -> Iterator[Fault]:
    """Each names its rung, counted from 1."""
    if not 0 < len(rungs) <= MOST_RUNGS:
        yield Fault("days", "报告级别", f"报告级别要有 1 到 {MOST_RUNGS} 级")
    for at, rung in enumerate(rungs, start=1):
        if not 0 <= rung.days <= MOST_DAYS:
            yield Fault("days", DAYS, BETWEEN, at)
        elif at > 1 and rung.days <= rungs[at - 2].days:
            yield Fault("days", DAYS, "天数从小到大，不能重复", at)
        if not (0 < len(rung.tell.strip()) <= MOST_NAME and rung.tell.isprintable()):
            yield Fault("tell", TELL, f"报告给谁要写明，最多 {MOST_NAME} 字", at)
