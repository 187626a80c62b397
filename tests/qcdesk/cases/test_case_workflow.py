"""The way of a case, looked at as a graph: nobody gets stuck, nothing signed survives a step back."""

import factory
import pytest
from graph import reached

import resources
from qcdesk.cases import happenings, states
from qcdesk.cases.gates import GATES, SHEET_GATES
from qcdesk.cases.kind import CASE, WRITTEN
from qcdesk.cases.lists import KEPT_BY, RUNNING
from qcdesk.services.cases.case_effects import ANSWERS, EFFECTS
from qcdesk.workflow import DRAFT, VOID

KIND = factory.shelf().kinds.newest(CASE)
STEPS = KIND.workflow.steps
FORWARD = [step for step in STEPS if not step.goes_back and step.target not in (VOID, *step.source)]
RULES = resources.toml("starter/deadlines.toml")["deadline"]
ROLES = {role["code"] for role in resources.toml("starter/roles.toml")["role"]}
TOLD = happenings.told() | set(happenings.BY_HAND)


def test_every_state_is_reached_and_labelled() -> None:
    """E0.1 E0.3"""
    named = {state for step in STEPS for state in (*step.source, step.target)}
    assert reached(DRAFT, STEPS) == named
    assert named - {DRAFT, VOID} == {state for state, _ in states.LABELS}


def test_every_state_leads_to_an_end() -> None:
    for state in reached(DRAFT, STEPS):
        assert reached(state, STEPS) & set(states.ENDS), state


def test_every_state_stands_on_the_drawn_flow_once() -> None:
    placed = [state for stage in states.STAGES for state in stage.states]
    assert sorted(placed) == sorted({DRAFT, *(state for state, _ in states.LABELS)})


def test_every_gate_of_a_step_is_known_and_used() -> None:
    kinds = factory.shelf().kinds.kinds
    assert {name for kind in kinds for step in kind.workflow.steps for name in step.gates} == {*GATES, *SHEET_GATES}


def test_closing_asks_for_everything_that_must_be_seen_to() -> None:
    """E0.1 E0.3 E0.8 E3.9"""
    close = next(step for step in STEPS if step.action == "close")
    assert {"correction_is_listed", "actions_closed", "actions_verified", "effect_is_good",
            "customer_agreed_or_in_house", "sheets_finished", "replied_to_customer", "sample_sealed"
            } <= set(close.gates)  # fmt: skip


@pytest.mark.parametrize("end", states.ENDS)
def test_no_end_is_reached_with_sheets_open(end: str) -> None:
    """E0.1: 处理表归档 before whichever end."""
    for step in STEPS:
        if step.target == end:
            assert "sheets_finished" in step.gates, step.action


@pytest.mark.parametrize("gate", ["repair_has_consent", "concession_has_consent", "written_material"])
def test_nothing_is_handled_past_written_material_and_consent(gate: str) -> None:
    """E0.1: on every way from registration to handling, the short one too."""
    free = [step for step in FORWARD if gate not in step.gates]
    assert "handling" not in reached("analysis", free)


def test_nothing_is_closed_past_registration_or_the_customer() -> None:
    """E0.8 E4.1: take the step away, and its case cannot end by 结案."""
    for needed in (("register",), ("agree", "handle_in_house", "recheck_stored"), ("track",), ("archive",)):
        free = [step for step in STEPS if step.action not in needed]
        assert "closed" not in reached(DRAFT, free), needed


def test_step_back_clears_whatever_is_signed_again_on_the_way_forward() -> None:
    for back in [step for step in STEPS if step.goes_back]:
        ahead = reached(back.target, FORWARD)
        again = {
            slot for step in FORWARD for slot in step.signs
            if ahead & set(step.source) and reached(step.target, FORWARD) & set(back.source)
        }  # fmt: skip
        assert again <= set(back.clears), (back.action, again - set(back.clears))


def test_every_slot_is_signed_by_a_step_and_every_answer_is_a_field() -> None:
    assert {slot for step in STEPS for slot in step.signs} == {slot.name for slot in KIND.slots}
    assert set(ANSWERS) <= {slot.name for slot in KIND.slots}
    assert all(KIND.has(name) for names in ANSWERS.values() for name in names)


def test_steps_back_and_out_want_a_reason_and_roles_are_known() -> None:
    assert all(step.reason for step in STEPS if step.goes_back or step.target in (VOID, states.MERGED, states.DECLINED))
    assert set(KIND.workflow.roles()) - {""} <= ROLES
    assert {role for block in KIND.blocks for role in (block.role, *block.also)} - {"program"} <= ROLES


DRAWN_UP = ("planned", "plan_passed", "simplified")


def test_nobody_passes_his_own_work() -> None:
    """E0.1: 审查 and 审 are by another than who wrote it."""
    apart = {step.action: step.apart for step in STEPS if step.apart}
    assert apart == {
        "simplify": ("registered",), "pass_review": ("analysed",), "pass_plan": ("planned",),
        "refer_plan": ("planned",), "take_on": DRAWN_UP, "take_on_late": DRAWN_UP,
        "recheck_passed": ("handled",), "recheck_on_site": ("handled",),
        "recheck_stored": ("handled",), "close": ("archived",),
    }  # fmt: skip


def test_happenings_are_of_steps_that_exist_and_of_ways_that_can_be_chosen() -> None:
    actions = {step.action for step in STEPS}
    assert set(happenings.BY_STEP) <= actions
    assert set(happenings.ENDS_ALL) <= actions
    assert set(EFFECTS) <= actions
    ways = {way for way, _ in KIND.field("contacts").column("way").options}
    assert set(happenings.BY_WAY) == ways


def clocked(row: dict[str, object]) -> bool:
    """Whether the row gives a clock, now or once its blank is filled."""
    return row["unit"] not in happenings.NO_CLOCKS and row["event"] not in happenings.OF_THE_MONTH


def test_every_happening_is_one_that_a_deadline_row_starts_or_stops_by() -> None:
    """E5"""
    rows = {row[side] for row in RULES for side in ("starts", "stops") if row.get(side)}
    assert rows >= TOLD, TOLD - rows


@pytest.mark.parametrize("row", [row for row in RULES if clocked(row)], ids=lambda row: row["code"])
def test_every_clock_has_a_start_and_a_stop_that_something_makes(row: dict[str, str]) -> None:
    """E5 E1.4 E3.8: a step, a sheet or a contact of the case, or the hand where only the office knows."""
    assert {row["starts"], row["stops"]} <= TOLD


def test_rows_that_are_no_clocks_of_a_case_are_not_in_force_as_such() -> None:
    """E1.4: 每月汇总 is of no case."""
    left = [row["code"] for row in RULES if not clocked(row) and row.get("active", True)]
    assert left == ["GRUMBLE-48H", "REPEAT-3M"], "told by the judgement, not by a clock"


def test_conditions_of_the_rows_are_known_or_started_by_hand() -> None:
    """E5"""
    unknown = {row.get("condition", "") for row in RULES} - set(happenings.CONDITIONS)
    assert unknown == set(happenings.ONLY_THE_OFFICE_KNOWS)
    assert all(happenings.may_start_by_hand(row["event"], row["unit"]) for row in RULES
               if row.get("condition") in unknown)  # fmt: skip


def test_sheets_that_tell_a_case_something_have_those_steps_and_cells() -> None:
    """E1.4 E3.8"""
    for (form, action), told in happenings.BY_SHEET.items():
        kind = factory.shelf().kinds.newest(form)
        assert action == "open" or kind.workflow.named(action), (form, action)
        assert all(kind.has(cell) for _, cell in told if cell), (form, action)


def test_merge_answers_nobody() -> None:
    """E3.4: the customer of a merged case is answered in the other one, or not at all."""
    assert "merge" not in happenings.BY_STEP
    assert "merge" in happenings.ENDS_ALL


def test_every_block_opens_where_a_step_completes_it_and_nowhere_else() -> None:
    """E0.1: what is answered later in the case is not answered beforehand."""
    for block in [block for block in KIND.blocks if block.opens and block is not WRITTEN]:
        needed = {state for step in STEPS if block.name in step.completes and step.action != "close"
                  for state in step.source}  # fmt: skip
        assert needed == set(block.opens), block.name


def test_written_material_may_come_until_the_analysis_rests_on_it() -> None:
    """E0.1 note 一: and it is not taken away again behind the analysis."""
    asking = {state for step in STEPS if "written_material" in step.gates for state in step.source}
    before = {DRAFT, states.RECEIVED}
    assert set(WRITTEN.opens) == before | (asking - {states.CLOSING, states.APPEALED})


def test_what_the_program_keeps_says_how_it_is_changed() -> None:
    assert {item.name for item in RUNNING.fields} == set(KEPT_BY)
