"""The office's forms in groups."""

from dataclasses import replace

import resources
from forms.registry import load
from ui.pages.makers import OTHERS, groups


def test_every_form_stands_in_one_group_and_has_its_purpose() -> None:
    rows = resources.toml("starter/groups.toml")["group"]
    named = [code for row in rows for code in row["forms"]]
    assert sorted(named) == sorted(kind.code for kind in load().kinds.current)
    assert all(told.endswith("。") and len(told) <= 45 for row in rows for told in row["forms"].values())


def test_a_form_that_no_group_names_stands_last() -> None:
    kinds = load().kinds.current
    added = groups([*kinds, replace(kinds[0], code="tiny")])
    assert added[-1].title == OTHERS
    assert [kind.code for kind in added[-1].kinds] == ["tiny"]
    assert OTHERS not in [group.title for group in groups(kinds)]
