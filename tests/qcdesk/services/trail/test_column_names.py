"""Every column, index and guard that verify may name has a name of the office's, and no two have the same."""

import re
from collections import Counter

import pytest

from qcdesk.services.trail import captions, guard_names, structure_made
from qcdesk.services.trail.column_names import BESIDE, REFERRING
from qcdesk.store.dialects import POSTGRESQL, SQLITE
from qcdesk.store.migrations import guarded

COLUMNS = {
    (table, one.name)
    for lite in (True, False) for table, columns in structure_made.made(lite).tables.items() for one in columns
}  # fmt: skip
TABLES = sorted({table for table, _ in COLUMNS})


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_name_of_its_own_in_chinese(table: str) -> None:
    names = {name: captions.label(table, name) for owner, name in COLUMNS if owner == table}
    assert {name: label for name, label in names.items() if not re.search("[\u4e00-\u9fff]", label)} == {}
    assert [label for label, count in Counter(names.values()).items() if count > 1] == []


def test_no_name_is_kept_for_a_column_that_is_not_there() -> None:
    named = {(table, column) for table, columns in BESIDE.items() for column in columns}
    assert named - COLUMNS == set()
    assert set(REFERRING) - {column for _, column in COLUMNS} == set()


def test_a_column_is_told_by_both_names_and_a_strange_one_by_its_own() -> None:
    assert captions.column("record", "state") == "“状态”（state）列"
    assert captions.column("copy_move", "copy_id") == "“哪一份”（copy_id）列"
    assert captions.column("record", "remark") == "“remark”列"


def test_every_index_and_every_guarded_table_says_what_it_is_for_and_no_two_say_the_same() -> None:
    assert guard_names.SOUGHT.keys() == structure_made.made(True).indexes.keys()
    assert guard_names.KEPT.keys() == guarded(SQLITE).keys() == guarded(POSTGRESQL).keys()
    for said in (guard_names.SOUGHT, guard_names.KEPT):
        assert [one for one, count in Counter(said.values()).items() if count > 1] == []
        assert {name: words for name, words in said.items() if re.search("[a-z]", words)} == {}
