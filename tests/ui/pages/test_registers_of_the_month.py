"""表单: a register fills itself from the month, and is opened."""

import cases
import hands
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from qcdesk.services.sheets import registers


def test_a_register_is_filled_for_a_month_from_its_card(seated, in_dialog, qtbot) -> None:
    window = seated("merch")
    cases.received(window.session.desk)
    page = window.shell.go("forms")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    offered = [one for one in page.findChildren(QPushButton) if one.objectName().startswith("month_")]
    shown = {one.objectName().removeprefix("month_"): one for one in offered if not one.isHidden()}
    assert set(shown) == set(registers.REGISTERS)
    month = registers.this_month(window.session.desk)

    def fill(dialog) -> None:
        assert dialog.month.text() == month
        hands.click(dialog, "fill")
        if dialog.isVisible():
            dialog.reject()

    in_dialog(fill)
    shown["complaint_ledger"].click()
    record = window.shell.record.keeper.record
    assert (record.kind.code, record.values["year_month"], len(record.values["lines"])) == (
        "complaint_ledger", month, 1,
    )  # fmt: skip
