"""扫描归档 opens on the list where something waits, and stays on the one that a person chose."""

from dataclasses import replace
from typing import Any

import factory
import hands
import pytest
import scanned_office
from scanned_office import Office

from qcdesk.change import touched
from qcdesk.services.papers import scan_list, scans


def bring(page: Any, content: bytes, name: str) -> None:
    """By another window, or the watched folder."""
    scanned_office.take(page.session.desk, content, name)
    page.session.changed.emit(touched("scans", "copies", "records"))


@pytest.fixture
def idle(page: Any) -> Any:
    """Nothing waited when it was opened."""
    for scan in scan_list.listed(page.session.desk):
        scans.dismiss(page.session.desk, scan.id, "不是这一批的")
    page.window_.seat("qcmgr", factory.PIN)
    page.window_.shell.go("scans")
    assert page.show_only == "every"
    return page


def test_what_comes_after_it_was_opened_empty_is_shown_where_it_waits(idle: Any, office: Office) -> None:
    bring(idle, office.stranger + b"\n", "又一张.jpg")
    assert (idle.show_only, idle.current().scan.name) == ("todo", "又一张.jpg")


def test_list_that_a_person_chose_stays(idle: Any, office: Office) -> None:
    hands.click(idle, "scans_every")
    bring(idle, office.stranger + b"\n", "又一张.jpg")
    assert idle.show_only == "every"


def test_coming_back_to_a_list_that_was_worked_off_leads_to_the_next_one(page: Any) -> None:
    desk = page.session.desk
    assert page.show_only == "todo"
    scans.dismiss(desk, page.current().scan.id, "不是我们的单")
    page.session.changed.emit(touched("scans"))
    assert page.show_only == "todo", "who is at it is told that nothing is left"
    page.window_.shell.go("forms")
    assert page.window_.shell.go("scans").show_only == "confirm"


def test_card_of_a_filed_page_says_that_another_sheet_lies_beside_it(page: Any) -> None:
    hands.click(page, "scans_confirm")
    scan = page.current().scan
    assert not page.filed.beside.isVisible()
    page.filed.show_page(replace(scan, said={**scan.said, scan_list.BESIDE: True}))
    assert page.filed.beside.isVisible()
    assert page.filed.beside.text() == scan_list.MORE
