"""Who submits which form: the sheets that a person begins stand first, the others name whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services import people
from qcdesk.workflow import DRAFT


def own_first(desk: Desk, kinds: Iterable[Kind]) -> list[tuple[Kind, str]]:
    """Each form with nothing, or with the words that say whose it is where the person cannot submit it."""
    labels = {role.code: str(role.label) for role in people.all_roles(desk)}
    told = [(kind, whose(kind, desk.person.roles, labels)) for kind in kinds]
    return sorted(told, key=lambda item: bool(item[1]))


def whose(kind: Kind, roles: Iterable[str], labels: Mapping[str, str]) -> str:
    makers = dict.fromkeys(
        step.role for step in kind.workflow.from_state(DRAFT) if step.role and not step.reason
    )
    if not makers or set(makers) & set(roles):
        return ""
    return f"由{'、'.join(labels.get(role, role) for role in makers)}编制"
