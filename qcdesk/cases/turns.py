"""Who fills in a block of this very case: of cause and countermeasure those to whom the chosen cause goes (E0.3)."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.gates import GATES
from qcdesk.kinds import Block, Kind
from qcdesk.workflow import Step

ANALYSE = "analyse"
BRANCH = "branch_"
"""How the gates begin that tell the four causes apart."""


def roles(kind: Kind, block: Block, values: Mapping[str, Json]) -> tuple[str, ...]:
    """The block's own, without those whose every step that completes it belongs to another cause."""
    facts = CaseFacts(values)
    own = dict.fromkeys((block.role, *block.also))
    shut = [role for role in own if _is_of_another_cause(kind, block, role, facts)]
    return tuple(role for role in own if role not in shut) or tuple(own)


def _is_of_another_cause(kind: Kind, block: Block, role: str, facts: CaseFacts) -> bool:
    steps = [step for step in kind.workflow.steps if step.role == role and block.name in step.completes]
    return bool(steps) and all(_is_shut(step, facts) for step in steps)


def analysts(kind: Kind, values: Mapping[str, Json]) -> tuple[str, ...]:
    """Those to whom the chosen cause goes."""
    steps = [step for step in kind.workflow.named(ANALYSE) if not _is_shut(step, CaseFacts(values))]
    return tuple(dict.fromkeys(step.role for step in steps))


def why_not(kind: Kind, block: Block, role: str, values: Mapping[str, Json]) -> str:
    """The sentence of the branch, with its rule, that keeps a role of the block from it; empty where nothing does."""
    facts = CaseFacts(values)
    steps = [step for step in kind.workflow.steps if step.role == role and block.name in step.completes]
    return next(filter(None, (_said(step, facts) for step in steps)), "")


def _is_shut(step: Step, facts: CaseFacts) -> bool:
    """Whether the step belongs to another cause than the chosen one."""
    return bool(_said(step, facts))


def _said(step: Step, facts: CaseFacts) -> str:
    branches = (GATES[name].sentence(facts) for name in step.gates if name.startswith(BRANCH))
    return next(filter(None, branches), "")
