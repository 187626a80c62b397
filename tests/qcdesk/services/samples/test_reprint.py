"""A label on paper names a place; once its pieces stand elsewhere the paper is wrong until it is printed again."""

from pathlib import Path

import cases
import factory
import sheets
from drafts import put
from sealing import moved, put_out, qc

from forms import printing
from qcdesk.desk import Desk
from qcdesk.services.samples import custody, reprint
from qcdesk.services.sheets import records, register_of_samples


def stale(desk: Desk, label: int) -> str:
    return reprint.why(desk, records.get(desk, label))


def test_a_label_is_stale_from_its_move_until_it_is_printed_again(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_qty=2, location="A-01")
    put_out(desk, label)
    assert stale(desk, label) == ""
    moved(desk, label, "B-02")
    assert stale(desk, label) == "位置已变，标签要重印：纸上写的是 A-01，现在在 B-02"
    put_out(desk, label, "pdf")
    assert stale(desk, label) == ""
    moved(desk, label, "A-01")
    assert "纸上写的是 B-02，现在在 A-01" in stale(desk, label)


def test_a_label_that_was_never_printed_or_moved_back_is_not_stale(local_desk: Desk) -> None:
    never, back = (factory.signed_label(local_desk, seal_qty=2, location="A-01") for _ in range(2))
    moved(local_desk, never, "B-02")
    put_out(local_desk, back)
    moved(local_desk, back, "B-02")
    moved(local_desk, back, "A-01")
    assert (stale(local_desk, never), stale(local_desk, back)) == ("", "")


def test_pieces_that_came_back_to_another_place_make_the_label_stale(local_desk: Desk) -> None:
    label = factory.signed_label(local_desk, seal_qty=2, location="A-01")
    put_out(local_desk, label)
    custody.move(qc(local_desk), label, "lend", {"pieces": 1, "holder": "褚样八"})
    assert stale(local_desk, label) == ""
    custody.move(qc(local_desk), label, "give_back", {"pieces": 1, "holder": "褚样八", "place": "A-05"})
    assert "现在在 A-05" in stale(local_desk, label)


def test_a_label_of_which_nothing_is_left_need_not_be_printed(local_desk: Desk) -> None:
    label = factory.signed_label(local_desk, seal_qty=1, location="A-01", seal_date="2025-01-04", valid_to="2026-01-04")
    put_out(local_desk, label)
    moved(local_desk, label, "B-02")
    custody.move(qc(local_desk), label, "dispose", {"pieces": 1, "holder": "郑样五", "reason": "粉碎"})
    assert stale(local_desk, label) == ""


def test_a_label_that_holds_no_more_is_not_printed_again(local_desk: Desk) -> None:
    given = factory.label(seal_qty=2, location="A-01")
    back, void = (
        factory.walk(local_desk, factory.draft(local_desk, "seal_label", given, "qc"), "submit") for _ in range(2)
    )
    for label, action in ((back, "return"), (void, "void")):
        put_out(local_desk, label)
        moved(local_desk, label, "B-02")
        factory.take(local_desk, label, action, reason="客户名称写错")
    assert (stale(local_desk, back), stale(local_desk, void)) == ("", "")


def test_a_new_print_names_the_place_where_the_pieces_are(local_desk: Desk, tmp_path: Path) -> None:
    """Layout 3a, 存放区; what was signed stays as it was."""
    label = factory.signed_label(local_desk, seal_qty=2, location="A-01")
    moved(local_desk, label, "B-02")
    path = tmp_path / "标签.pdf"
    printing.save(printing.record_print(local_desk, factory.shelf(), label), path)
    words, _ = sheets.pdf_text(path)
    assert "B-02" in words
    assert "A-01" not in words
    assert records.get(local_desk, label).values["location"] == "A-01"


def test_a_label_that_is_corrected_after_a_move_stands_where_it_says(desk: Desk) -> None:
    """What was said last counts, on the label, in print and in the register."""
    november = cases.at(desk, "2026-11-20 10:00")
    given = factory.label(seal_qty=2, location="A-01", seal_date="2026-11-04")
    label = factory.walk(november, factory.draft(november, "seal_label", given, "qc"), "submit")
    put_out(november, label)
    moved(november, label, "B-02")
    factory.take(november, label, "return", reason="位置写错")
    put(november, label, "qc", location="C-03")
    factory.take(november, label, "submit")
    assert custody.get(november, label).place == "C-03"
    assert "纸上写的是 A-01，现在在 C-03" in stale(november, label)
    assert register_of_samples.line(november, label)["location"] == "C-03"
    moved(november, label, "B-04")
    assert custody.get(november, label).place == "B-04"
