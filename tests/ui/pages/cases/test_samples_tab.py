"""样品 of a case, and the workbench: whole pieces with those that were taken apart beside them."""

import cases
import factory
import pytest

from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody

APART = {"pieces": 1, "holder": "褚样八", "reason": "看断口"}


@pytest.fixture
def case(person) -> int:
    """With a label of three pieces, one of them taken apart and one lent."""
    made = cases.registered(person.desk, samples=2)
    label = cases.sealed(person.desk, made, seal_qty=3)
    desk = factory.seat(person.desk, "qc")
    custody.move(desk, label, "dismantle", APART, Proof("engmgr"))
    custody.move(desk, label, "lend", {"pieces": 1, "holder": "褚样八"})
    return made


def words(listing, row: int = 0) -> dict[str, str]:
    model = listing.rows
    return {column.title: column.text(model.rows[row]) for column in model.columns}


def test_the_samples_of_a_case_name_the_parts(person, case) -> None:
    """E0.3 note 2"""
    tab = person.tab(person.at("qc", case), "samples")
    assert words(tab.listing)["在柜"] == "1，拆 1"
    at = next(at for at, column in enumerate(tab.listing.rows.columns) if column.title == "在柜")
    text = words(tab.listing)["在柜"]
    assert tab.listing.fontMetrics().horizontalAdvance(text) + 16 <= tab.listing.columnWidth(at)


def test_the_workbench_names_the_parts_of_what_is_lent(person, case) -> None:
    person.window.seat("qc", factory.PIN)
    bench = person.window.shell.go("workbench")
    bench.refresh()
    (row,) = bench.cases.samples.listing.rows.rows
    assert row.dismantled == 1
    assert words(bench.cases.samples.listing)["在柜"] == "1，拆 1"
