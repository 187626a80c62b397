"""Every field takes back what it gives, up to its limit, and refuses what cannot be printed."""

import paper
import pytest

from forms.grid import Form
from qcdesk.errors import Invalid
from qcdesk.fields import Field, Lines, Text, Unfit
from qcdesk.fields.printable import is_printable


def written(form: Form) -> list[Field]:
    fields = [*form.kind.plain_fields]
    for table in form.kind.plain_fields:
        fields.extend(table.columns if isinstance(table, Lines) else ())
    return [field for field in fields if not field.filled_by_program]


def test_longest_value_is_taken_back(form: Form) -> None:
    for field in written(form):
        longest = field.longest()
        assert field.parse(longest) == longest, field.name


def test_longest_value_survives_an_editor(form: Form) -> None:
    for field in written(form):
        if isinstance(field, Lines) or field.type in ("choice", "check", "photo", "multi"):
            continue
        longest = field.longest()
        assert field.parse(field.typed(longest)) == longest, field.name


def test_nothing_is_kept_as_none_and_shown_as_empty(form: Form) -> None:
    for field in written(form):
        assert field.parse(None) is None, field.name
        assert field.show(None) == "", field.name


def test_a_field_at_its_limit_refuses_one_more(form: Form) -> None:
    for field in written(form):
        if isinstance(field, Text):
            with pytest.raises(Unfit, match="最多"):
                field.parse("限" * (field.limit + 1))


UNPRINTABLE = {"𠮷": "字库", "😀": "字库", "\u202e": "控制符", "\u200f": "控制符", "\x00": "控制符", "\ud800": "残缺"}


@pytest.mark.parametrize("char", UNPRINTABLE, ids=[f"U+{ord(char):04X}" for char in UNPRINTABLE])
def test_unprintable_characters_are_refused_with_a_sentence(form: Form, char: str) -> None:
    for field in written(form):
        if isinstance(field, Text):
            with pytest.raises(Unfit, match=UNPRINTABLE[char]):
                field.parse(f"样{char}例")


def test_whole_sheet_at_its_limits_is_taken(form: Form) -> None:
    values, _ = paper.limits(form.kind)
    kept = form.kind.parse(values)
    assert {name: value for name, value in kept.items() if not form.kind.field(name).filled_by_program} == values


def test_unknown_field_is_named(form: Form) -> None:
    with pytest.raises(Invalid, match="没有“没有这栏”这个栏位"):
        form.kind.parse({"没有这栏": 1})


def test_samples_are_complete(form: Form) -> None:
    values = paper.sample(form)
    blocks = tuple(block.name for block in form.kind.blocks)
    linked = {field.name for field in form.kind.plain_fields if field.type == "link"}
    assert [f.field for f in form.kind.missing(values, blocks) if f.field not in linked] == []


def test_rare_han_of_the_faces_is_printable() -> None:
    assert is_printable("䶮")
    assert not is_printable("𠮷")
