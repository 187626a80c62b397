"""Pages reached and read again by keyboard: Tab stops at what can be used, F5 shows what others have done."""

import cases
import factory
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from qcdesk.services.sheets import records

PAGES = ("workbench", "cases", "forms", "signing", "samples", "records", "masters", "system")
STOPS = 40


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_from_one_thing_that_can_be_used_to_the_next(seated, name) -> None:
    window = seated("qcmgr")
    window.shell.go(name)
    window.activateWindow()
    QApplication.processEvents()
    seen = []
    for _ in range(STOPS):
        at = QApplication.focusWidget() or window
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert not [one for one in seen if isinstance(one, QScrollArea)]
    assert len(set(seen)) > 3


def test_a_figure_of_the_workbench_leads_on_by_enter(seated) -> None:
    window = seated("qcmgr")
    bench = window.shell.go("workbench")
    card = bench.figures["waiting"].parentWidget()
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert window.shell.here == "signing"


def test_f5_shows_what_another_desk_has_done(seated) -> None:
    window = seated("qcmgr")
    page = window.shell.go("cases")
    before = page.model.total
    cases.received(window.session.desk)
    assert page.model.total == before
    window.shell.renew()
    assert page.model.total == before + 1


def test_f5_on_a_case_takes_in_what_another_has_saved_and_keeps_what_is_typed(seated) -> None:
    window = seated("qcmgr")
    desk = window.session.desk
    case = cases.received(desk)
    page = window.shell.open_record(case)
    page.keeper.entries.put("lot_no", "B261120-01")
    page.keeper.touch()
    version = records.get(desk, case).version
    records.save(factory.seat(desk, "sales"), case, version, {"contact": "周样"})
    window.shell.renew()
    assert page.keeper.record.version == version + 1
    assert page.keeper.entries.typed("lot_no") == "B261120-01"
