"""Every ladder there was: who set it, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import resources
from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.times.escalation import SETTING, Escalation, Rung
from qcdesk.store.models import Event

FROM_PROGRAM = "随程序"


@dataclass(frozen=True)
class Ladder:
    """`by` is FROM_PROGRAM for the one that came with the program, which has no `at`; `at` is local."""

    held: Escalation
    by: str
    at: str
    reason: str


def told(desk: Desk) -> tuple[Ladder, ...]:
    """Newest first; the last is what came with the program."""
    said: dict[str, Any] = dict(resources.toml("starter/deadlines.toml")[SETTING])
    found = [Ladder(_ladder(said), FROM_PROGRAM, "", "")]
    for event in desk.store.rows(Event.select().where(Event.action == "setting_changed").order_by(Event.seq)):
        changes = _changes(event)
        if changes:
            said.update({name: one["to"] for name, one in changes.items() if isinstance(one, dict)})
            found.append(Ladder(_ladder(said), event.name, desk.clock.local(event.at), event.reason or ""))
    return tuple(reversed(found))


def _changes(event: Event) -> Mapping[str, Json]:
    """What the event changed of the ladder; nothing where it is about another setting, or cannot be read."""
    try:
        said = canonical.load(event.detail)
    except ValueError:
        return {}
    changes = said.get("changes")
    return changes if said.get("key") == SETTING and isinstance(changes, dict) else {}


def _ladder(said: Mapping[str, Any]) -> Escalation:
    rungs = sorted((int(row["days"]), str(row["tell"])) for row in said["rung"])
    return Escalation(tuple(Rung(*one) for one in rungs), int(said["pause_days"]))
