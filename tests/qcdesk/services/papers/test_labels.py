"""Scanned labels go to the copy that their code names, and are flagged beside anything else."""

from dataclasses import replace

import factory
import papers
import pytest
from papers import flag

from qcdesk.desk import Desk
from qcdesk.services.papers import placing, probable
from qcdesk.services.papers.placing import Seen


@pytest.fixture
def label(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def test_label_with_its_short_code_goes_to_that_copy_alone(desk: Desk, label: int) -> None:
    one, other = papers.printed(desk, label), papers.printed(desk, label)
    said = other.code.label(other.number, 1)
    assert papers.scanned(desk, Seen(1, (said,))).pages[0].copy.id == other.id  # type: ignore[union-attr]
    wrong = {
        "number": one.code.label("YP-202611-777", 1), "slip": one.code.label(one.number, 1)[:-1] + "?",
        "office": replace(one.code, office="ZZZZZZ").label(one.number, 1),
    }  # fmt: skip
    for name, text in wrong.items():
        taken = papers.scanned(desk, Seen(1, (text,)), content=name.encode())
        assert flag(taken)[0] == (placing.UNKNOWN if name == "slip" else placing.MADE_UP), name
    itself, first = f"{other.named}第 1 页", f"{one.named}第 1 页"
    for beside, told in (
        (said, itself), (one.code.label(one.number, 1), f"{first}、{itself}"), (one.number, f"{itself}、{one.number}"),
    ):  # fmt: skip
        taken = papers.scanned(desk, Seen(1, (said, beside)), content=f"{said}{beside}".encode())
        assert flag(taken) == (placing.SEVERAL, placing.LABELS.format(told))


def test_label_on_a_sheet_is_not_passed_over(desk: Desk, label: int) -> None:
    copy = papers.printed(desk, factory.walk(desk, factory.draft(desk), "submit"))
    stuck = papers.printed(desk, label)
    for at, sheet in enumerate((copy.code.text(1, 1), copy.code.compact(1))):
        seen = Seen(1, (sheet, stuck.code.label(stuck.number, 1)))
        said = placing.STACKED.format(f"{copy.named}第 1 页、{stuck.named}第 1 页")
        assert flag(papers.scanned(desk, seen, content=b"%d" % at)) == (placing.SEVERAL, said)


def test_plain_labels_of_two_samples_are_named_by_their_numbers(desk: Desk, label: int) -> None:
    other = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    waiting = papers.printed(desk, label, marked=False)
    one, two = (factory.number(desk, record) for record in (label, other))
    (page,) = papers.scanned(desk, Seen(1, (two, one))).pages
    assert (page.flag, page.why) == (placing.SEVERAL, placing.LABELS.format(f"{one}、{two}"))
    assert probable.likely(desk, page)[0].copy.id == waiting.id
