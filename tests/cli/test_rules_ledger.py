"""客户投诉汇总表: the month's complaints, printed on one page and as a spreadsheet."""

import os
from pathlib import Path

import cases
import factory
from openpyxl import load_workbook
from terminal import Terminal

from qcdesk.services.basics import opening
from qcdesk.services.sheets import records, registers


def test_ledger_of_a_month_is_one_page_and_a_spreadsheet(both: Terminal, tmp_path: Path) -> None:
    """E2.1: one sheet, one page; neither feedback nor another month's complaint stands in it."""
    desk = opening.open_desk(both.home, factory.shelf().kinds, os.environ.get("QCDESK_DATABASE"))
    november = cases.at(desk, "2025-11-25T10:00")
    numbers = []
    for day in ("2025-11-03T09:00", "2025-11-20T15:30"):
        case = cases.received(november, received_at=day)
        numbers.append(records.get(desk, case).number)
    cases.received(november, case_kind="客户反馈", received_at="2025-11-20T16:00")
    cases.received(november, received_at="2025-10-31T17:00")
    ledger = registers.begin(factory.seat(november, "merch"), "complaint_ledger", "2025-11").record
    desk.close()
    assert both.done("print", ledger, "-o", tmp_path / "台账.pdf", "--json", by="merch").json["pages"] == 1
    both.done("print", ledger, "-o", tmp_path / "台账.xlsx", by="merch")
    table = load_workbook(tmp_path / "台账.xlsx").active
    cells = {str(cell) for row in table.iter_rows(values_only=True) for cell in row}
    assert set(numbers) <= cells
    assert sum(cell.startswith(("TS-", "FK-")) for cell in cells) == len(numbers)
