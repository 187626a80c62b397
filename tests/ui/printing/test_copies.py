"""Out of the window too a print is a numbered copy: one for each that comes out, none where nothing came out."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import cases
import factory
import hands
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from sheets import told

from forms.sheet import Page, Words
from qcdesk.errors import Unavailable
from qcdesk.services.cases import casework
from qcdesk.services.papers import copy_list
from qcdesk.services.sheets import search
from qcdesk.services.trail import history
from ui.printing import bundle, printer
from ui.printing import job as jobs
from ui.printing.actions import print_record
from ui.printing.job import Job
from ui.printing.preview import Preview
from ui.printing.printer import PrinterDialog
from ui.tasks import Cancelled

TASK = SimpleNamespace(report=lambda *_: None)


@pytest.fixture
def anomaly(session) -> int:
    rows = search.find(session.desk, search.Query(forms=("qc_anomaly",))).rows
    return next(row.id for row in rows if row.number)


@pytest.fixture
def job(session, anomaly) -> Job:
    return jobs.of_record(session.desk, session.shelf, anomaly, "zh")


@pytest.fixture
def out(monkeypatch) -> list[Page]:
    """The pages that reached the printer."""
    pages: list[Page] = []
    monkeypatch.setattr(printer, "run_off", lambda _, made, *__: pages.extend(made))
    return pages


def codes(session, record: int) -> list[str]:
    desk = session.desk
    return [one.code.short(page) for one in copy_list.of_record(desk, record)
            for page in range(1, one.pages + 1)]  # fmt: skip


def words_of(pages: Sequence[Page]) -> list[str]:
    return [item.text for page in pages for item in page.items if isinstance(item, Words)]


def test_each_copy_that_is_printed_has_its_own_number_on_it(session, job, anomaly, out) -> None:
    assert printer._printed(session, job, "一号机", 3, printer.EVERY, TASK)
    found = codes(session, anomaly)
    assert len(found) == len(out) == 3 * len(job.pages(job.laid(session.desk, session.shelf)))
    assert [code for code in found if any(code in word for word in words_of(out))] == found
    assert history.told(session.desk, anomaly)[-1].sentence.endswith("× 3 份")


def test_plain_print_is_no_copy(session, job, anomaly, out) -> None:
    assert not printer._printed(session, jobs.replace(job, plain=True), "一号机", 2, printer.EVERY, TASK)
    assert copy_list.of_record(session.desk, anomaly) == []


@pytest.mark.parametrize(("trouble", "reason"), [(Unavailable("没有纸"), "没有印成"), (Cancelled(), "打印中途停下")])
def test_print_that_failed_or_was_stopped_leaves_void_copies(
    session, job, anomaly, monkeypatch, trouble, reason
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(printer, "run_off", fail)
    with pytest.raises(type(trouble)):
        printer._printed(session, job, "一号机", 2, printer.EVERY, TASK)
    found = copy_list.of_record(session.desk, anomaly)
    assert [(one.state_label, one.reason) for one in found] == [("已作废", reason)] * 2


def test_pdf_is_a_copy_and_says_which(session, anomaly, monkeypatch, tmp_path, qtbot) -> None:
    parent, path, said, heard = QWidget(), tmp_path / "x.pdf", [], []
    qtbot.addWidget(parent)
    session.changed.connect(lambda change: heard.append(change.kinds))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(
        "ui.printing.to_file.said_where",
        lambda *words: (said.append([one.named for one in words[3]]), SimpleNamespace(open=lambda: None))[1],
    )
    print_record(parent, session, anomaly, "pdf")
    (copy,) = copy_list.of_record(session.desk, anomaly)
    assert (said, heard) == ([[copy.named]], [frozenset({"copies"})])
    assert codes(session, anomaly)[0] in told("pdftotext", path, "-")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.xlsx"), ""))
    print_record(parent, session, anomaly, "excel")
    assert len(copy_list.of_record(session.desk, anomaly)) == 1


def test_dialog_and_preview_say_which_copy_it_will_be_and_take_plain(session, job, anomaly, qtbot, out) -> None:
    dialog = PrinterDialog(None, session, job, ["一号机"], "一号机")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.becomes.text() == "打印或存成 PDF 后编为第 1 份"
    dialog.copies_box.setValue(2)
    assert dialog.becomes.text() == "打印或存成 PDF 后编为第 1–2 份"
    dialog.plain.click()
    assert dialog.becomes.text() == "印出来不编份"
    assert dialog.chosen_job.plain
    printer._printed(session, job, "一号机", 1, printer.EVERY, TASK)
    preview = Preview(None, session, job)
    qtbot.addWidget(preview)
    preview.show()
    assert preview.becomes.text() == "打印或存成 PDF 后编为第 2 份（重印）"
    preview.plain.click()
    assert preview.job.plain
    assert not PrinterDialog(None, session, job, ["一号机"], "一号机").plain.isChecked()


def test_draft_and_blank_sheet_speak_of_no_copy(session, qtbot) -> None:
    draft = factory.draft(session.desk, "qc_anomaly", factory.anomaly())
    for job in (jobs.of_record(session.desk, session.shelf, draft, "zh"), Job(session.shelf.newest("qc_anomaly"))):
        dialog = PrinterDialog(None, session, job, ["一号机"], "一号机")
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.plain.isVisible()


def test_bundle_numbers_the_sheets_that_left_their_draft(session, out) -> None:
    desk = session.desk
    case = cases.registered(desk, samples=4)
    sheet = cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", customer=cases.CUSTOMER)
    cases.sealed(desk, case, seal_qty=2, location="B-01")
    draft = casework.open_sheet(factory.seat(desk, "merch"), case, "rework_record").record
    job = bundle.of_case(desk, session.shelf, case, "zh")
    assert job.becomes(desk) == "打印或存成 PDF 后，其中 2 张单各编一份"
    printer._printed(session, job, "一号机", 2, printer.EVERY, TASK)
    made = {record: len(copy_list.of_record(desk, record)) for record in (case, *job.further)}
    label = next(one for one in job.further if one not in (sheet, draft))
    assert made == {case: 0, sheet: 2, label: 1, draft: 0}
    whole = job.laid(desk, session.shelf)
    printer._printed(session, job, "一号机", 1, (1, 1), TASK)
    assert job.on_paper(whole, (1, 1)) == {case: (1, 1)}
    assert len(copy_list.of_record(desk, sheet)) == 2


@pytest.fixture
def shown(session, monkeypatch, qtbot) -> QWidget:
    """A window that a printer stands beside."""
    monkeypatch.setattr(printer.QPrinterInfo, "availablePrinterNames", lambda: ["一号机"])
    monkeypatch.setattr(printer.QPrinterInfo, "defaultPrinterName", lambda: "一号机")
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_after_a_print_it_is_told_what_it_became_and_it_can_be_handed_on_at_once(
    session, anomaly, shown, out, in_dialog, qtbot
) -> None:
    said: list[str] = []

    def hand_on(dialog: QWidget) -> None:
        said.append(hands.words(dialog))
        hands.click(dialog, "send_copies")

    def to(dialog: Any) -> None:
        hands.commit("王样六", dialog.form.editors["holder"])
        hands.click(dialog, "do")

    in_dialog(lambda dialog: hands.click(dialog, "print"), hand_on, to)
    print_record(shown, session, anomaly, "printer")
    qtbot.waitUntil(lambda: bool(said) and copy_list.of_record(session.desk, anomaly)[0].state == copy_list.SENT)
    (copy,) = copy_list.of_record(session.desk, anomaly)
    assert f"编为 {copy.named}" in said[0]
    assert (copy.holder, len(out)) == ("王样六", copy.pages)


def test_plain_print_and_one_of_an_approved_sheet_are_told_and_ask_for_nobody(
    session, anomaly, shown, out, in_dialog, qtbot
) -> None:
    rows = search.find(session.desk, search.Query(forms=("seal_label",))).rows
    offered: list[bool] = []
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        offered.append(dialog.findChild(QWidget, "send_copies") is not None)
        said.append(dialog.windowTitle() + hands.words(dialog))
        hands.click(dialog, "ok")

    in_dialog(lambda dialog: (dialog.plain.click(), hands.click(dialog, "print")), look)
    print_record(shown, session, anomaly, "printer")
    qtbot.waitUntil(lambda: bool(offered))
    assert said[0].startswith("已送到打印机")
    assert factory.number(session.desk, anomaly) in said[0]
    assert copy_list.of_record(session.desk, anomaly) == []
    in_dialog(lambda dialog: hands.click(dialog, "print"), look)
    print_record(shown, session, rows[0].id, "printer")
    qtbot.waitUntil(lambda: len(offered) == 2)
    assert offered == [False, False]
