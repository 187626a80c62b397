"""The strip above a sheet says where its paper is from the moment that it is printed, until nobody need sign it."""

from typing import Any

import factory
import hands
import papers
import pytest
import scanned_office

from qcdesk.desk import Desk
from qcdesk.services.papers import copies, copy_list
from qcdesk.services.papers.copy_list import CopyView

pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture
def signed(session: Any) -> CopyView:
    """A sheet on its way, printed."""
    return papers.printed(session.desk, scanned_office.rework(session.desk), "prod_sign")


def test_printed_paper_is_found_above_its_sheet_and_handed_on_from_there(
    show: Any, session: Any, signed: CopyView, in_dialog: Any
) -> None:
    page = show(signed.record)
    assert page.copies.strip.words.text().startswith("第 1 份　已打印")

    def to(dialog: Any) -> None:
        hands.commit("王样六", dialog.form.editors["holder"])
        hands.click(dialog, "do")

    in_dialog(to)
    hands.click(page.copies.strip, "send_copy")
    assert copy_list.get(session.desk, signed.id).holder == "王样六"
    assert page.copies.strip.words.text().startswith("第 1 份　送签中 · 王样六")
    assert not page.copies.sends.isVisible()


def test_of_several_papers_those_that_are_with_somebody_come_first_and_no_more_than_three(
    show: Any, session: Any, signed: CopyView
) -> None:
    desk: Desk = factory.seat(session.desk, "qc")
    for _ in range(3):
        papers.printed(desk, signed.record, "prod_sign")
    copies.move(desk, [signed.id], "send", {"holder": "王样六"})
    page = show(signed.record)
    said = page.copies.strip.words.text().split("；")
    assert (said[0].startswith("第 1 份　送签中 · 王样六"), len(said), said[-1]) == (True, 4, "等 4 份")
    assert not page.copies.sends.isVisible()


def test_print_of_an_approved_sheet_waits_for_nobody(show: Any, session: Any) -> None:
    made = papers.printed(session.desk, factory.signed_label(session.desk), "approved")
    page = show(made.record)
    assert not page.copies.strip.isVisible()
