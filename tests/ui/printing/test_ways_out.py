"""Preview, files, blank sheets: every way out of the program, by hand."""

from collections.abc import Iterator
from types import SimpleNamespace

import hands
import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from sheets import told

from forms.sheet import Words
from qcdesk.services.sheets import search
from qcdesk.services.trail import history
from ui.dialogs.blank_sheets import BlankSheets
from ui.printing import job as jobs
from ui.printing import printer
from ui.printing.actions import print_record
from ui.printing.job import Job
from ui.printing.preview import Preview
from ui.printing.printer import NO_PRINTER, PrinterDialog

NARROW = 944
"""Of a window on a 1920 screen at 200 %."""


@pytest.fixture
def numbered(session):
    rows = search.find(session.desk, search.Query(forms=("seal_label",))).rows
    return rows[0]


@pytest.fixture
def parent(session, qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """What the save dialog was asked, and its answer."""
    asked = []

    def answer(parent, title, proposed, kinds):
        asked.append(proposed)
        return str(tmp_path / proposed.rpartition("/")[2].rpartition("\\")[2]), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


@pytest.fixture(autouse=True)
def nothing_left_open(qapp) -> Iterator[None]:
    """The sentence that says where a file lies does not wait to be read."""
    yield
    for dialog in qapp.topLevelWidgets():
        if dialog.objectName() == "saved":
            dialog.close()


def zoomed(dialog: Preview, percent: int) -> int:
    """How wide the page is at this size; 0 fits the width."""
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(percent))
    dialog.zoom.activated.emit(dialog.zoom.currentIndex())
    return dialog.paper._sheet.page.width()


def test_the_preview_shows_every_page_and_changes_language(session, numbered, qtbot) -> None:
    anomaly = search.find(session.desk, search.Query(forms=("qc_anomaly",))).rows[0]
    dialog = Preview(None, session, jobs.of_record(session.desk, session.shelf, anomaly.id, "zh"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.thumbs.count() == len(dialog.leaves) >= 1
    assert dialog.count.text() == f"共 {len(dialog.leaves)} 页"
    before = dialog.leaves[0].png
    dialog.lang.setCurrentIndex(1)
    dialog.lang.activated.emit(1)
    assert dialog.leaves[0].png != before
    widths = [zoomed(dialog, percent) for percent in (100, 200)]
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)


def test_a_landscape_sheet_is_seen_whole_until_another_size_is_chosen(session, qtbot) -> None:
    dialog = Preview(None, session, Job(session.shelf.newest("seal_ledger")))
    qtbot.addWidget(dialog)
    dialog.resize(1120, 700)
    dialog.show()
    assert dialog.zoom.currentText() == "适合宽度"
    for wide in (1120, 900, 1300):
        dialog.resize(wide, 700)
        QApplication.processEvents()
        assert dialog.paper.horizontalScrollBar().maximum() == 0
        assert dialog.paper._sheet.page.width() > 0.85 * dialog.paper.width()
    assert zoomed(dialog, 200) > dialog.paper.width()
    assert zoomed(dialog, 0) < dialog.paper.width()


def test_a_label_put_on_a4_fills_the_sheet_and_says_so(session, numbered, qtbot) -> None:
    dialog = Preview(None, session, jobs.of_record(session.desk, session.shelf, numbered.id, "zh"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.job.count, dialog.count.text()) == (1, "共 1 页")
    dialog.together.click()
    assert (dialog.job.count, dialog.count.text()) == (8, "8 枚，1 张 A4")
    assert dialog.minimumSizeHint().width() <= NARROW
    made = dialog.job.laid(session.desk, session.shelf)
    (sheet,) = dialog.job.pages(made)
    said = [item.text for item in sheet.items if isinstance(item, Words)]
    assert said.count(numbered.number) == 8
    dialog.together.click()
    assert dialog.job.count == 1


def test_a_pdf_is_written_under_the_proposed_name_and_noted(session, numbered, parent, chosen, tmp_path, qtbot) -> None:
    print_record(parent, session, numbered.id, "pdf")
    path = tmp_path / f"{numbered.number}-不良样品封存标签.pdf"
    assert chosen[0].endswith(path.name)
    text = told("pdftotext", path, "-")
    assert numbered.number in text
    assert history.told(session.desk, numbered.id)[-1].sentence == "导出 PDF"


def test_an_excel_sheet_is_written(session, numbered, parent, chosen, tmp_path) -> None:
    print_record(parent, session, numbered.id, "excel")
    book = openpyxl.load_workbook(tmp_path / f"{numbered.number}-不良样品封存标签.xlsx")
    assert any(numbered.number in str(cell.value) for row in book.active.iter_rows() for cell in row)


def test_the_folder_is_remembered(session, numbered, parent, chosen, tmp_path) -> None:
    print_record(parent, session, numbered.id, "pdf")
    print_record(parent, session, numbered.id, "pdf")
    assert chosen[1].startswith(str(tmp_path))


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(session, numbered, parent, in_dialog, monkeypatch) -> None:
    lost = "/proc/没有/x.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (lost, ""))
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
    print_record(parent, session, numbered.id, "pdf")
    assert any("/proc" in words or "文件夹" in words for words in told)


def test_giving_the_save_dialog_up_writes_nothing(session, numbered, parent, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    print_record(parent, session, numbered.id, "pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_blank_sheets_are_made_in_any_number(session, parent, chosen, tmp_path, qtbot) -> None:
    dialog = BlankSheets(parent, session, session.shelf.kinds.newest("rework_record"))
    dialog.show()
    dialog.count.setValue(12)
    hands.click(dialog, "save_pdf")
    path = tmp_path / "空白-返工-返修记录表.pdf"
    info = told("pdfinfo", path)
    assert "Pages:           12" in info
    dialog.close()
    dialog.deleteLater()


def test_without_a_printer_it_says_what_to_do(session, numbered, parent, in_dialog, monkeypatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
    print_record(parent, session, numbered.id, "printer")
    assert NO_PRINTER in told


def test_the_trail_tells_how_much_went_to_paper(session, numbered, monkeypatch, qtbot) -> None:
    monkeypatch.setattr(printer, "run_off", lambda *_: None)
    job = jobs.of_record(session.desk, session.shelf, numbered.id, "zh")
    task = SimpleNamespace(report=lambda *_: None)
    printer._printed(session, job, "一号机", 2, printer.EVERY, task)
    assert history.told(session.desk, numbered.id)[-1].sentence == "打印 1 页 × 2 份"


def test_pages_are_written_as_people_write_them(session, numbered, qtbot) -> None:
    job = jobs.of_record(session.desk, session.shelf, numbered.id, "zh")
    dialog = PrinterDialog(None, session, job, ["一号机", "二号机"], "二号机")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.printer_name == "二号机"
    for words, pages in (("", (1, 100_000)), ("2", (2, 2)), ("1-3", (1, 3)), ("2—4", (2, 4))):
        dialog.range.setText(words)
        assert dialog.pages == pages
    dialog.range.setText("三")
    hands.click(dialog, "print")
    assert "页码写成" in dialog.fault.text()


def test_pages_that_are_not_there_are_refused_in_place(session, numbered, qtbot) -> None:
    job = jobs.of_record(session.desk, session.shelf, numbered.id, "zh")
    dialog = PrinterDialog(None, session, job, ["一号机", "二号机"], "二号机")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.range.placeholderText() == "只有 1 页"
    dialog.copies_box.setValue(3)
    dialog.range.setText("9")
    hands.click(dialog, "print")
    assert dialog.isVisible()
    assert dialog.fault.text() == "一共 1 页，没有第 9 页，请改页码"
    assert (dialog.range.text(), dialog.copies, dialog.printer_name) == ("9", 3, "二号机")
    dialog.range.setText("1")
    hands.click(dialog, "print")
    assert dialog.result() == PrinterDialog.DialogCode.Accepted


def test_the_number_of_pages_follows_the_number_of_labels(session, numbered, qtbot) -> None:
    job = jobs.of_record(session.desk, session.shelf, numbered.id, "zh")
    dialog = PrinterDialog(None, session, job, ["一号机"], "一号机")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.outcome.text() == "共 1 枚，每页 1 枚（70 × 39 mm）"
    dialog.together.click()
    assert dialog.outcome.text() == "共 8 枚，印 1 张 A4，印满"
    dialog.copies_box.setValue(10)
    assert dialog.outcome.text() == "共 10 枚，印 2 张 A4，最后一张空 6 格"
    assert dialog.range.placeholderText() == "全部 2 页，或 2、1-3"
    assert (dialog.chosen_job.count, dialog.chosen_job.together) == (10, True)
    dialog.range.setText("2-3")
    hands.click(dialog, "print")
    assert "一共 2 页" in dialog.fault.text()


def test_cards_go_four_to_a_sheet(session, parent, qtbot) -> None:
    dialog = BlankSheets(parent, session, session.shelf.kinds.newest("hold_tag"))
    dialog.show()
    assert dialog.together.text() == "拼在 A4 上，每张 4 枚（2 × 2）"
    dialog.together.click()
    assert dialog.outcome.text() == "共 4 枚，印 1 张 A4，印满"
    dialog.count.setValue(3)
    assert dialog.outcome.text() == "共 3 枚，印 1 张 A4，空 1 格"
    assert (dialog.job().count, dialog.job().together) == (3, True)
    dialog.close()
    dialog.deleteLater()
