"""Every sheet of a case in one go, from the case's page: one file, one preview, one print, each in its own trail."""

import re
from pathlib import Path
from types import SimpleNamespace

import cases
import factory
import hands
import openpyxl
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog
from sheets import told

from forms import archiving
from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from qcdesk.services.trail import history
from ui.printing import bundle, ink, printer
from ui.printing import job as jobs
from ui.printing.preview import Preview
from ui.printing.to_file import save


@pytest.fixture
def case(window) -> int:
    """With an 异常单, two labels, a draft, and a sheet that was made void."""
    desk = window.session.desk
    case = cases.registered(desk, samples=4)
    cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", customer=cases.CUSTOMER)
    for place in ("B-01", "B-02"):
        cases.sealed(desk, case, seal_qty=2, location=place)
    casework.open_sheet(factory.seat(desk, "merch"), case, "rework_record")
    gone = casework.open_sheet(factory.seat(desk, "merch"), case, "internal_contact").record
    factory.take(desk, gone, "void", reason="开错")
    return case


@pytest.fixture
def page(seated, case):
    return seated("qcmgr").shell.open_record(case)


def job_of(page) -> bundle.Bundle:
    session = page._session
    return bundle.of_case(session.desk, session.shelf, page.record_id, "zh")


def last_of(page, record: int) -> str:
    return history.told(page._session.desk, record)[-1].sentence


def test_all_sheets_of_a_case_are_saved_as_one_pdf(page, monkeypatch, tmp_path) -> None:
    path = tmp_path / "全部.pdf"
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *said: (asked.append(said[2]), (str(path), ""))[1])
    monkeypatch.setattr("ui.printing.to_file.said_where", lambda *_: SimpleNamespace(open=lambda: None))
    page.head.findChild(QAction, "all_pdf").trigger()
    desk, job = page._session.desk, job_of(page)
    number = records.get(desk, page.record_id).number
    assert asked[0].endswith(f"{number}-全部单子.pdf")
    text = told("pdftotext", "-layout", path, "-")
    sheets = [records.get(desk, record) for record in job.further]
    assert [sheet.kind.code for sheet in sheets] == ["qc_anomaly", "seal_label", "seal_label", "rework_record"]
    assert all(sheet.number in text for sheet in sheets if sheet.number)
    assert "返工/返修记录表" in text.replace(" ", "")
    assert [last_of(page, record) for record in (page.record_id, *job.further)] == ["导出 PDF"] * 5


def test_labels_stand_together_on_the_last_sheet_on_screen_and_on_paper(page, tmp_path, qtbot) -> None:
    session, job = page._session, job_of(page)
    made = job.laid(session.desk, session.shelf)
    content = tmp_path / "job.pdf"
    content.write_bytes(job.pdf(made))
    pages = job.pages(made)
    assert f"Pages:           {len(pages)}" in told("pdfinfo", content)
    last = told("pdftotext", "-f", str(len(pages)), content, "-")
    sheets = [records.get(session.desk, record) for record in job.further]
    labels = [sheet.number for sheet in sheets if sheet.kind.code == "seal_label"]
    assert all(number in last for number in labels)
    dialog = Preview(None, session, job)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.thumbs.count() == len(pages)
    assert not dialog.together.isVisible()


def test_each_page_is_printed_on_its_own_paper(page, tmp_path) -> None:
    session, job = page._session, job_of(page)
    made = job.laid(session.desk, session.shelf)
    wide = jobs.Job(session.shelf.newest("seal_ledger")).laid(session.desk, session.shelf)
    pages = (*job.pages(made), *jobs.Job(session.shelf.newest("seal_ledger")).pages(wide))
    file = tmp_path / "printed.pdf"
    ink.run_off(ink.printer_for_file(str(file)), pages, made.gallery)
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told("pdfinfo", "-l", "99", file))
    assert len(sizes) == len(pages)
    assert [float(across) > float(down) for across, down in sizes] == [one.width > one.height for one in pages]


def test_the_trail_of_each_sheet_tells_how_much_of_it_went_to_paper(page, monkeypatch) -> None:
    monkeypatch.setattr(printer, "run_off", lambda *_: None)
    session, job = page._session, job_of(page)
    task = SimpleNamespace(report=lambda *_: None)
    made = job.laid(session.desk, session.shelf)
    first = sum(records == (page.record_id,) for _, records in bundle._leaves(made))
    printer._printed(session, job, "一号机", 2, (1, first), task)
    assert last_of(page, page.record_id) == f"打印 {first} 页 × 2 份"
    assert not any("打印" in last_of(page, record) for record in job.further)
    printer._printed(session, job, "一号机", 1, jobs.EVERY, task)
    assert all(last_of(page, record).startswith("打印") for record in job.further)


def test_excel_takes_a_worksheet_for_each(page, monkeypatch, tmp_path) -> None:
    path = Path(tmp_path / "全部.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr("ui.printing.to_file.said_where", lambda *_: SimpleNamespace(open=lambda: None))
    save(page, page._session, job_of(page), "excel")
    assert len(openpyxl.load_workbook(path).worksheets) == 5


@pytest.mark.parametrize("seal", ["清单盖了办公室的章", "没有盖章：这台电脑上没有印章的口令"])
def test_whether_an_archive_package_was_sealed_is_said(page, monkeypatch, tmp_path, seal) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "卷.zip"), ""))
    monkeypatch.setattr(archiving, "save", lambda *_: archiving.Archived({}, "3 个文件", seal))
    page.head.findChild(QAction, "all_archive").trigger()
    saved = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "saved" and one.isVisible())
    assert f"{seal}。" in hands.words(saved)
    saved.accept()


OTHERS = "环岭自行车（样例）有限公司"


def sharing_case(page, customer: str) -> str:
    """The case shares an 8D of a case of this customer's; gives the number of the 8D."""
    desk = page._session.desk
    report = cases.report(desk, cases.registered(desk, customer=customer))
    casework.share_8d(factory.seat(desk, "qc"), report, [page.record_id], cases.HOLDS_HERE)
    return factory.number(desk, report)


def test_8d_of_another_customer_is_left_out_of_what_goes_to_the_customer_and_told(page, in_dialog) -> None:
    """E3.4"""
    number, told_of = sharing_case(page, OTHERS), []
    job, desk = job_of(page), page._session.desk
    assert number not in [records.get(desk, record).number for record in job.further]
    (sentence,) = job.left_out
    assert sentence.startswith(f"共用的 8D {number} 客户是“{OTHERS}”，不是本案的“{cases.CUSTOMER}”")

    def read(dialog) -> None:
        told_of.append(hands.words(dialog))
        dialog.accept()

    in_dialog(read, lambda preview: preview.reject())
    page.head.findChild(QAction, "all_preview").trigger()
    assert sentence in told_of[0]


def test_8d_of_another_case_of_the_same_customer_stays_in(page) -> None:
    """E3.4"""
    number = sharing_case(page, cases.CUSTOMER)
    job, desk = job_of(page), page._session.desk
    assert number in [records.get(desk, record).number for record in job.further]
    assert job.left_out == ()
