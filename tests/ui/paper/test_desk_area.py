"""The desk under the sheet: strips above it come and go, the sheet stays where it is as long as all of it is seen."""

import factory
from PySide6.QtWidgets import QApplication

from ui.paper.entries import Spot


def test_a_short_sheet_is_not_left_hanging_over_the_edge_when_a_high_strip_goes(show, session) -> None:
    page = show(factory.draft(session.desk, "seal_label", factory.label(), by="qc"))
    page.resize(1170, 640)
    page.view.go_to(Spot("item_no"))
    page.refused.say("有人先改了这张单\n" * 14)
    settle()
    page.refused.hide()
    settle()
    bottom = page.view.mapTo(page.area, page.view.rect().bottomLeft()).y()
    assert 0 < bottom <= page.area.height()
    assert page.view.mapTo(page.area, page.view.rect().topLeft()).y() >= 0


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()
