"""The satisfaction survey on screen: every item ticked, weighed and scored in cells without a label of their own."""

import factory
import hands
from PySide6.QtWidgets import QApplication

from qcdesk.calculations import SURVEYED
from ui.paper.entries import Spot


def opened(show, session, **values):
    sample = {**factory.sample("satisfaction_survey-qingyu"), **values}
    return show(factory.draft(session.desk, "satisfaction_survey", sample, by="sales"))


def test_every_item_has_its_four_cells(show, session) -> None:
    page = opened(show, session)
    for item in SURVEYED:
        for part in ("weight", "grade", "score", "why"):
            assert hands.cell(page, f"{item}_{part}").isVisible()


def test_grade_is_ticked_by_clicking(show, session, qtbot) -> None:
    page = opened(show, session, price_grade=None)
    cell = hands.cell(page, "price_grade")
    box = next(rect for rect, zh in cell._ticks if zh == "基本满意")
    qtbot.mouseClick(cell, hands.LEFT, pos=box.center().toPoint())
    assert page.keeper.entries.typed("price_grade") == "基本满意"


def test_total_follows_the_scores(show, session) -> None:
    page = opened(show, session, price_score=None)
    page.view.go_to(Spot("price_score"))
    hands.commit("90", hands.cell(page, "price_score"))
    page.view.go_to(Spot("opinion"))
    QApplication.processEvents()
    assert page.view.sheet.cell("price_score").text == "90"
    assert page.view.sheet.cell("total").text == "91.55"
