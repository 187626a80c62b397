"""Every form's life, looked at as a graph: nobody gets stuck, and nothing signed survives a step back."""

import factory
import graph
import pytest

import resources
from qcdesk.guards import GUARDS
from qcdesk.kinds import Kind
from qcdesk.workflow import VOID, Step

ROLES = {role["code"] for role in resources.toml("starter/roles.toml")["role"]}
KINDS = factory.shelf().kinds.current
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)


def forward(kind: Kind) -> list[Step]:
    return [step for step in kind.workflow.steps if not step.goes_back and step.target != VOID]


def reached(kind: Kind, start: str) -> set[str]:
    return graph.reached(start, forward(kind))


@every_kind
def test_every_state_is_reached(kind: Kind) -> None:
    named = {state for step in kind.workflow.steps for state in (*step.source, step.target)}
    assert reached(kind, kind.workflow.initial) | {VOID} == named


@every_kind
def test_every_state_leads_to_approval_or_is_final(kind: Kind) -> None:
    for state in reached(kind, kind.workflow.initial):
        assert "approved" in reached(kind, state), state


@every_kind
def test_every_open_state_can_be_sent_back_or_made_void(kind: Kind) -> None:
    for state in reached(kind, kind.workflow.initial) - {kind.workflow.initial, "approved"}:
        actions = {step.action for step in kind.workflow.from_state(state)}
        assert "void" in actions, state
        assert {"return", "send_back", "decline"} & actions, state


@every_kind
def test_roles_and_guards_are_known(kind: Kind) -> None:
    assert set(kind.workflow.roles()) <= ROLES
    assert {slot.role for slot in kind.slots} <= ROLES
    assert {block.role for block in kind.blocks} <= ROLES
    assert {step.guard for step in kind.workflow.steps if step.guard} <= set(GUARDS)


@every_kind
def test_every_slot_is_filled_by_a_step_of_its_own_role(kind: Kind) -> None:
    for slot in kind.slots:
        roles = {step.role for step in kind.workflow.steps if slot.name in step.signs}
        assert roles == {slot.role}, slot.name


@every_kind
def test_step_back_clears_whatever_is_signed_again_on_the_way_forward(kind: Kind) -> None:
    """Otherwise a step that is still to be taken would stand signed."""
    for back in [step for step in kind.workflow.steps if step.goes_back and "*" not in step.clears]:
        assert slots_between(kind, back.target, back.source) <= set(back.clears), back


def slots_between(kind: Kind, start: str, ends: tuple[str, ...]) -> set[str]:
    """The slots signed on any way forward from `start` to one of the `ends`."""
    ahead = reached(kind, start)
    on_the_way = [
        step for step in forward(kind)
        if ahead & set(step.source) and (reached(kind, step.target) & set(ends) or _some_have_signed(step, ends))
    ]  # fmt: skip
    return {slot for step in on_the_way for slot in step.signs}


def _some_have_signed(step: Step, ends: tuple[str, ...]) -> bool:
    """The sheet stays where it is until the last department has taken the step."""
    return step.each and bool(set(step.source) & set(ends))


@every_kind
def test_steps_out_or_back_want_a_reason(kind: Kind) -> None:
    assert all(step.reason for step in kind.workflow.steps if step.goes_back or step.target == VOID)


@every_kind
def test_checking_steps_keep_the_maker_apart(kind: Kind) -> None:
    for step in kind.workflow.steps:
        if step.action in ("review", "approve") or step.action.endswith("_check"):
            assert step.apart, step.action


@every_kind
def test_states_have_chinese_labels(kind: Kind) -> None:
    states = {state for step in kind.workflow.steps for state in (*step.source, step.target)}
    assert all(not kind.workflow.label(state).isascii() for state in states)


def test_unknown_state_is_shown_as_it_stands() -> None:
    assert KINDS[0].workflow.label("tampered") == "tampered"
