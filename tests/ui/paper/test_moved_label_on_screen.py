"""The page of a signed label says when its last print names another place than that of its pieces."""

import factory
import pytest
from sealing import moved, put_out

from ui.paper.record_page import RecordPage

SAID = "位置已变，标签要重印：纸上写的是 A-01，现在在 B-02"


@pytest.fixture
def label(desk) -> int:
    """Of two pieces in A-01, printed."""
    made = factory.signed_label(desk, seal_qty=2, location="A-01")
    put_out(desk, made)
    return made


def told(page: RecordPage) -> str:
    return page.reprint.words.text() if page.reprint.isVisible() else ""


def test_a_label_whose_pieces_were_moved_says_so_until_it_is_printed_again(show, desk, label) -> None:
    moved(desk, label, "B-02")
    page = show(label)
    assert told(page) == SAID
    put_out(desk, label)
    page.worked()
    assert told(page) == ""


def test_a_move_is_told_on_the_page_that_stands_open(show, desk, session, label) -> None:
    page = show(label)
    assert told(page) == ""
    session.tell(moved(desk, label, "B-02"))
    assert told(page) == SAID


def test_the_strip_takes_nothing_from_what_is_said_beside_it(show, desk, label) -> None:
    """A label that was made void is not printed any more."""
    moved(desk, label, "B-02")
    page = show(label)
    factory.take(desk, label, "void", reason="客户名称写错")
    page.keeper.reload()
    assert (told(page), page.voided.isVisible()) == ("", True)


def test_other_sheets_and_labels_that_are_right_say_nothing(show, desk, label) -> None:
    assert told(show(label)) == ""
    assert told(show(factory.walk(desk, factory.draft(desk), "submit"))) == ""
