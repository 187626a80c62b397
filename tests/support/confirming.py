"""A page of 扫描归档 on which signatures wait to be confirmed: its boxes, ticked and signed."""

from typing import Any

import factory
import hands

from qcdesk.services.sheets import records
from qcdesk.views import RecordView


def confirming(window: Any) -> Any:
    page = window.shell.go("scans")
    hands.click(page, "scans_confirm")
    return page


def row(page: Any, slot: str) -> Any:
    return next(line for line in page.confirm.rows if line.box.slot == slot)


def tick(page: Any, *slots: str) -> None:
    for slot in slots:
        hands.click(row(page, slot), f"seen_{slot}")


def sign(dialog: Any) -> None:
    dialog._pin.setText(factory.PIN)
    hands.click(dialog, "sign")


def sheet(page: Any, record: int) -> RecordView:
    return records.get(page.session.desk, record)


def signatures(page: Any, record: int) -> list[tuple[str, str, str, str]]:
    found = sheet(page, record).signatures
    return [(one.slot, one.person, one.mode, one.verified_by or "") for one in found if one.mode == "ink"]
