"""Every version of a rule with who made it, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.rules import wording
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.rows import DEADLINE
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.store.models import Event, Rule

FROM_DOCUMENTS = "随程序"


@dataclass(frozen=True)
class Version:
    """`by` and `at` are empty for rows that came with the program; `at` is local."""

    row: Criterion | DeadlineRule
    by: str
    at: str
    reason: str


def told(desk: Desk, kind: str, codes: tuple[str, ...]) -> tuple[Version, ...]:
    """The versions of these rows, newest first; those of one deed in the order of their codes."""
    stored = {
        (row.code, row.version): row
        for row in desk.store.rows(Rule.select().where((Rule.kind == kind) & Rule.code.in_(codes)))
    }
    reasons = _reasons(desk, kind)
    rows: list[Criterion | DeadlineRule] = [
        *(rulebook.deadlines(desk) if kind == DEADLINE else rulebook.criteria(desk))
    ]
    wanted = [row for row in rows if row.code in codes]
    return tuple(
        _version(desk, row, stored.get((row.code, row.version)), reasons)
        for row in sorted(wanted, key=lambda row: (-row.version, codes.index(row.code)))
    )


def _version(desk: Desk, row: Criterion | DeadlineRule, stored: Rule | None,
             reasons: Mapping[tuple[str, int], str]) -> Version:  # fmt: skip
    if stored is None or (row.version == 1 and not wording.is_own(row)):
        return Version(row, FROM_DOCUMENTS, "", "")
    by = records.person_name(desk, stored.made_by)
    return Version(row, by, desk.clock.local(stored.made_at), reasons.get((row.code, row.version), ""))


def _reasons(desk: Desk, kind: str) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for event in desk.store.rows(Event.select().where(Event.action == "rule_changed")):
        said = canonical.load(event.detail)
        version = said.get("version")
        if said.get("kind") == kind and isinstance(version, int):
            found[str(said.get("rule")), version] = event.reason or ""
    return found
