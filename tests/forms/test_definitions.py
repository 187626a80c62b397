"""What holds for every form, whoever wrote it."""

import re
from collections import Counter
from itertools import pairwise

import paper
import pytest
from graph import reached

import resources
from forms.grid import COLUMNS, Area, Band, Form, Sign, Table
from qcdesk.calculations import CALCULATIONS
from qcdesk.checks import CHECKS, DATED
from qcdesk.fields import Calc, Check, Choice, Lines, Multi, Photos
from qcdesk.kinds import OWN_BLOCKS, PROGRAM
from qcdesk.workflow import ANYONE, VOID, WHOLE_SHEET

pytestmark = pytest.mark.every_kind


ENGLISH = re.compile(r"[A-Z]{3,}( [A-Z]{3,})*")
"""A heading that is printed in both languages on every sheet."""


def test_every_field_has_one_place(form: Form) -> None:
    wanted = [f.name for f in form.kind.plain_fields if not isinstance(f, Photos) and f.name != OWN_BLOCKS]
    assert Counter(form.placed()) == Counter([*wanted, *(table.name for table in form.told)])


def test_what_is_told_is_no_value_of_the_kind(form: Form) -> None:
    assert [table.name for table in form.told if form.kind.has(table.name)] == []


def test_photos_hang_in_a_big_cell(form: Form) -> None:
    areas = {f"{cell.name}_photos" for cell in form.cells() if isinstance(cell, Area)}
    assert {field.name for field in form.kind.plain_fields if isinstance(field, Photos)} <= areas


def test_rows_are_24_wide(form: Form) -> None:
    assert [sum(cell.span for cell in row.cells) for row in form.rows] == [COLUMNS] * len(form.rows)


def test_tables_come_first_with_nothing_but_signatures_beside_them(form: Form) -> None:
    for row in form.rows:
        for at, cell in enumerate(row.cells):
            if isinstance(cell, Table):
                table = form.field(cell.name)
                assert isinstance(table, Lines)
                assert (at, sum(cell.widths)) == (0, pytest.approx(cell.span))
                assert len(cell.widths) == len(table.columns)
                assert all(isinstance(beside, Sign) for beside in row.cells[1:])


def test_signature_boxes_are_the_slots_on_paper(form: Form) -> None:
    assert Counter(form.signed()) == Counter(slot.name for slot in form.kind.required_slots)


def test_repeated_rows_name_a_repeated_block(form: Form) -> None:
    assert all(form.kind.block(row.each).each for row in form.rows if row.each)


def test_slots_cover_known_blocks(form: Form) -> None:
    blocks = {block.name for block in form.kind.blocks}
    assert {name for slot in form.kind.slots for name in slot.covers} <= blocks


def test_steps_name_known_slots_and_blocks(form: Form) -> None:
    slots = {slot.name for slot in form.kind.slots}
    blocks = {block.name for block in form.kind.blocks}
    for step in form.kind.workflow.steps:
        assert set(step.signs) | set(step.apart) <= slots, step
        assert set(step.clears) <= slots | {"*"}, step
        assert step.completes == WHOLE_SHEET or set(step.completes) <= blocks, step


def test_every_slot_is_signed_by_a_step(form: Form) -> None:
    signed = {name for step in form.kind.workflow.steps for name in step.signs}
    assert {slot.name for slot in form.kind.slots} == signed


def test_roles_are_known(form: Form) -> None:
    known = {role["code"] for role in resources.toml("starter/roles.toml")["role"]}
    kind = form.kind
    named = {*kind.workflow.roles(), *(b.role for b in kind.blocks), *(s.role for s in kind.slots)}
    assert named <= {*known, ANYONE, PROGRAM}


def test_every_state_is_reached_and_leads_on(form: Form) -> None:
    workflow = form.kind.workflow
    states = {state for step in workflow.steps for state in (*step.source, step.target)}
    assert reached(workflow.initial, workflow.steps) == states
    for state in states - set(workflow.final):
        assert set(workflow.final) - {VOID} <= reached(state, workflow.steps), f"{state} is a dead end"


def test_every_state_has_a_label(form: Form) -> None:
    workflow = form.kind.workflow
    assert all(workflow.label(state) for step in workflow.steps for state in (*step.source, step.target))


def test_every_step_back_clears_what_follows(form: Form) -> None:
    """Signatures given between where it goes back to and where it starts from do not stay."""
    workflow = form.kind.workflow
    onward = tuple(step for step in workflow.steps if not step.goes_back and step.target not in (VOID, *step.source))
    for step in workflow.steps:
        if step.target == VOID:
            continue
        again = reached(step.target, onward)
        goes_back = [source for source in step.source if source in again]
        between = {
            slot for one in onward for slot in one.signs
            if set(one.source) & again and any(source in reached(one.target, onward) for source in goes_back)
        }  # fmt: skip
        assert step.clears == ("*",) or between <= set(step.clears), f"{step.action} keeps {between - set(step.clears)}"


def test_every_label_has_an_english_twin(form: Form) -> None:
    kind = form.kind
    fields = [*kind.plain_fields, *form.told]
    for table in tuple(fields):
        fields.extend(table.columns if isinstance(table, Lines) else ())
    bare = [field.name for field in fields if not field.en]
    bare += [slot.name for slot in kind.slots if not slot.en]
    bare += [cell.zh for cell in form.cells() if isinstance(cell, Band) and not cell.en and not ENGLISH.search(cell.zh)]
    bare += [zh for zh, en in form.notes if not en]
    assert bare == []
    assert kind.en


def test_every_option_has_an_english_twin(form: Form) -> None:
    options = [o for f in form.kind.plain_fields if isinstance(f, Choice | Multi) for o in f.options]
    assert [zh for zh, en in options if not en] == []


def test_options_differ(form: Form) -> None:
    for field in form.kind.plain_fields:
        if isinstance(field, Choice | Multi):
            assert len({zh for zh, _ in field.options}) == len(field.options), field.name


def test_names_differ(form: Form) -> None:
    kind = form.kind
    for names in ([f.name for f in kind.plain_fields], [s.name for s in kind.slots], [b.name for b in kind.blocks]):
        assert [name for name, count in Counter(names).items() if count > 1] == []
        assert all(name.isidentifier() and name.islower() for name in names)


def test_calculations_and_checks_are_known(form: Form) -> None:
    assert {field.how for field in form.kind.plain_fields if isinstance(field, Calc)} <= set(CALCULATIONS)
    assert set(form.kind.checks) <= set(CHECKS) | set(DATED)


def test_checks_hold_on_an_empty_sheet(form: Form) -> None:
    assert form.kind.unsound({}) == []


def test_prefixes_and_titles_differ() -> None:
    newest = paper.SHELF.kinds.current
    for values in ([kind.prefix for kind in newest], [kind.title for kind in newest], [kind.code for kind in newest]):
        assert len(set(values)) == len(values)


def test_file_is_named_after_its_form(form: Form) -> None:
    assert resources.path("").parent.joinpath("forms", "definitions", f"{form.kind.code}.py").exists()


def test_revisions_of_one_form_keep_its_code_and_differ() -> None:
    editions = [kind.edition for kind in paper.SHELF.kinds.kinds]
    assert len(set(editions)) == len(editions)
    assert all(one <= two for one, two in pairwise(kind.code for kind in paper.SHELF.kinds.kinds))


def test_printed_words_are_in_the_faces(form: Form) -> None:
    from qcdesk.fields.printable import is_printable

    texts = [zh + en for zh, en in form.notes] + [form.kind.title + form.kind.en]
    texts += [field.label + field.en for field in form.kind.plain_fields]
    texts += [
        zh + en
        for f in form.kind.plain_fields
        if isinstance(f, Choice | Multi | Check)
        for zh, en in getattr(f, "options", ())
    ]
    assert [char for char in "".join(texts) if not is_printable(char)] == []
