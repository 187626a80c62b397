"""A sheet wider than the desk opens as wide as the desk, until somebody chooses another size."""

import factory
from PySide6.QtWidgets import QApplication


def test_the_register_opens_without_scrolling_sideways(show, session) -> None:
    page = show(factory.draft(session.desk, "seal_ledger", factory.sample("seal_ledger-2026-11")))
    assert page.area.percent < 100
    assert page.area.horizontalScrollBar().maximum() == 0
    page.resize(1600, 900)
    QApplication.processEvents()
    assert page.area.percent == 100


def test_a_chosen_size_stays_when_the_window_changes(show, session) -> None:
    page = show(factory.draft(session.desk, "seal_ledger", factory.sample("seal_ledger-2026-11")))
    page.area.zoom_to(150)
    page.resize(1300, 900)
    QApplication.processEvents()
    assert page.area.percent == 150
