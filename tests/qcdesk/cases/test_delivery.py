"""What the notes of a case send is held to what its rework found good, and added up for the gate that asks for it."""

from dataclasses import replace
from typing import Any

import pytest
from trying import facts, note, sheet

from qcdesk.cases import delivery
from qcdesk.cases.facts import CaseFacts, SheetFact


def record(*good: int, **changes: Any) -> SheetFact:
    """A rework record with these counts of good pieces, a line each."""
    lines = [{"qty_in": count + 3, "qty_ok": count, "qty_ng": 2, "qty_scrap": 1} for count in good]
    return replace(sheet("rework_record", "rechecked", exec_lines=lines), number="FG-202611-001", **changes)


def test_more_sent_than_the_rework_found_good_is_told_with_both_figures() -> None:
    """E0.1"""
    found = facts(note(sent=500), record(297, 200), disposition=["返工"])
    told = delivery.more_than_passed(found)
    assert "送返工品 500，" in told
    assert "《返工/返修记录表》FG-202611-001 的合格数 497 多 3" in told


@pytest.mark.parametrize(
    "found",
    [
        facts(note(sent=497), record(497), disposition=["返工"]),
        facts(note("draft", sent=500), record(497), disposition=["返工"]),
        facts(note("void", sent=500), record(497), disposition=["返工"]),
        facts(note(sent=500, nature="补货"), record(497), disposition=["返工", "补货"]),
        facts(note(sent=500, earlier=True), record(497), disposition=["返工"]),
        facts(
            note(sent=500), record(497, state="produced"), note(sent=1, nature="换货"), disposition=["外派返工/返修"]
        ),
        facts(note(sent=500), disposition=["返工"]),
    ],
)
def test_what_the_rework_found_good_may_leave(found: CaseFacts) -> None:
    assert delivery.more_than_passed(found) == ""


def test_counted_notes_are_added_up_with_the_words_of_their_differences() -> None:
    """E0.1: what the gate will ask for; a note that nobody has counted says nothing yet."""
    lines = [{"qty": 260, "recv": 258, "remark": "破箱少 2 付"}, {"qty": 40, "recv": 40, "remark": "另附螺丝"}]
    first, second = (
        replace(one, number=f"SH-{at}") for at, one in enumerate((note(lines=lines), note(sent=5, counted=5)))
    )
    found = facts(first, second, note("dispatched", sent=9))
    assert delivery.as_counted(found) == (
        "SH-0、SH-1", {"delivered_qty": 305, "counted_qty": 303, "count_difference": "破箱少 2 付"},
    )  # fmt: skip
    assert delivery.as_counted(facts(note()))[1] == {"delivered_qty": 260, "counted_qty": 260}
    assert delivery.as_counted(facts(note("dispatched"))) == ("", {})


def test_what_the_notes_say_passes_the_gate_that_asks_for_it() -> None:
    notes = (note(counted=258), note(sent=2, counted=2))
    values = delivery.as_counted(facts(*notes))[1]
    assert delivery.quantities_agree(facts(*notes, **values)) == ""
