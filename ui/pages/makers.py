"""The office's forms as the window offers them: in groups, each with what it is for and who begins it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import resources
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.basics import people
from qcdesk.workflow import DRAFT

OTHERS = "其他"


@dataclass(frozen=True)
class Offer:
    """`whose` says who submits it, and is empty where the person at the desk does."""

    kind: Kind
    whose: str
    purpose: str


@dataclass(frozen=True)
class Group:
    title: str
    kinds: tuple[Kind, ...]


def groups(kinds: Iterable[Kind]) -> list[Group]:
    """As starter/groups.toml has them; what is not named there stands last."""
    left = {kind.code: kind for kind in kinds}
    found = [
        Group(str(item["title"]), tuple(left.pop(code) for code in item["forms"] if code in left))
        for item in resources.toml("starter/groups.toml")["group"]
    ]
    found.append(Group(OTHERS, tuple(left.values())))
    return [group for group in found if group.kinds]


def offers(desk: Desk, kinds: Iterable[Kind]) -> list[tuple[str, list[Offer]]]:
    """Each group's title and its forms."""
    labels = {role.code: str(role.label) for role in people.all_roles(desk)}
    told = _purposes()
    return [
        (group.title, [Offer(kind, whose(kind, desk.person.roles, labels), told.get(kind.code) or _by_fields(kind))
                       for kind in group.kinds])
        for group in groups(kinds)
    ]  # fmt: skip


def own(desk: Desk, kinds: Iterable[Kind]) -> list[Kind]:
    """The forms that the person at the desk submits."""
    return [offer.kind for _, offered in offers(desk, kinds) for offer in offered if not offer.whose]


def whose(kind: Kind, roles: Iterable[str], labels: Mapping[str, str]) -> str:
    makers = dict.fromkeys(step.role for step in kind.workflow.from_state(DRAFT) if step.role and not step.reason)
    if not makers or set(makers) & set(roles):
        return ""
    return f"由{'、'.join(labels.get(role, role) for role in makers)}编制"


def _purposes() -> dict[str, str]:
    told: dict[str, str] = {}
    for item in resources.toml("starter/groups.toml")["group"]:
        told.update(item["forms"])
    return told


def _by_fields(kind: Kind) -> str:
    """For a form that nobody has described."""
    labels = [item.label.rstrip("：") for item in kind.plain_fields if item.label][:6]
    return f"填写{'、'.join(labels)}等 {len(kind.plain_fields)} 项。"
