"""Blank sheets with reserved numbers, from the window's dialog: drawn when they go to paper, not in the preview."""

from types import SimpleNamespace
from typing import Any

import hands
import pytest
from PySide6.QtWidgets import QFileDialog
from sheets import told

from qcdesk.errors import Unavailable
from qcdesk.services.papers import blanks
from qcdesk.services.sheets import records
from ui.dialogs.blank_sheets import BlankSheets
from ui.printing import printer
from ui.printing.preview import Preview

TASK = SimpleNamespace(report=lambda *_: None)


@pytest.fixture
def dialog(session: Any, qtbot: Any) -> Any:
    made = BlankSheets(None, session, session.shelf.kinds.newest("rework_record"))
    qtbot.addWidget(made)
    made.show()
    made.count.setValue(3)
    made.numbered.click()
    made.whom.editors["to_whom"].put("一车间装配线")
    return made


def test_numbers_are_drawn_when_the_file_is_written(
    session: Any, dialog: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, qtbot: Any
) -> None:
    path = tmp_path / "空白.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr("ui.printing.to_file.said_where", lambda *_: SimpleNamespace(open=lambda: None))
    preview = Preview(None, session, dialog.job())
    qtbot.addWidget(preview)
    preview.show()
    assert preview.becomes.text() == "打印或存成 PDF 时预留 3 个编号，一车间装配线领用"
    assert blanks.out(session.desk) == []
    hands.click(dialog, "save_pdf")
    words = told("pdftotext", path, "-")
    made = blanks.out(session.desk)
    assert len(made) == 3
    assert all(one.number in words for one in made)


def test_each_sheet_that_is_printed_has_a_number_and_a_failed_print_gives_them_back(
    session: Any, dialog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[Any] = []
    monkeypatch.setattr(printer, "run_off", lambda _, made, *__: pages.extend(made))
    dialog.count.setValue(1)
    printer._printed(session, dialog.job(), "一号机", 2, printer.EVERY, TASK)
    assert (len(pages), len(blanks.out(session.desk))) == (2, 2)

    def fail(*_: object) -> None:
        raise Unavailable("没有纸")

    monkeypatch.setattr(printer, "run_off", fail)
    with pytest.raises(Unavailable):
        printer._printed(session, dialog.job(), "一号机", 1, printer.EVERY, TASK)
    found = blanks.out(session.desk)
    assert len(found) == 2
    assert records.get(session.desk, found[-1].record + 1).state == "void"


def test_dialog_says_as_many_numbers_as_it_reserves(session: Any, dialog: Any, qtbot: Any) -> None:
    asked = printer.PrinterDialog(None, session, dialog.job(), ["一号机"], "一号机")
    qtbot.addWidget(asked)
    for copies in (3, 5):
        asked.copies_box.setValue(copies)
        assert asked.becomes.text() == f"打印或存成 PDF 时预留 {copies} 个编号，一车间装配线领用"


def test_it_must_be_said_for_whom(session: Any, dialog: Any) -> None:
    dialog.whom.editors["to_whom"].put("")
    hands.click(dialog, "save_pdf")
    assert "给谁用" in dialog.fault.text()
    assert blanks.out(session.desk) == []


def test_label_is_not_offered_a_number(session: Any, qtbot: Any) -> None:
    made = BlankSheets(None, session, session.shelf.kinds.newest("seal_label"))
    qtbot.addWidget(made)
    made.show()
    assert not made.numbered.isVisible()
