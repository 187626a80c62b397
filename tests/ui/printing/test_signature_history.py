"""签核历程 is chosen in the preview, and the choice is remembered for each person."""

from dataclasses import replace

import cases
import factory
from sheets import pdf_pages, squeezed

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from qcdesk.services.trail import history
from ui.printing import bundle, choices
from ui.printing import job as jobs
from ui.printing.preview import Preview


def test_the_choice_is_drawn_at_once_and_remembered_for_the_person_alone(session) -> None:
    record = 1
    made = jobs.of_record(session.desk, session.shelf, record, "zh")
    dialog = Preview(None, session, made)
    before = len(dialog.leaves)
    dialog.signatures.setCurrentIndex(dialog.signatures.findData("with"))
    dialog._tell_signatures()
    assert len(dialog.leaves) == before + 1
    dialog.signatures.setCurrentIndex(dialog.signatures.findData("alone"))
    dialog._tell_signatures()
    assert len(dialog.leaves) == 1
    assert dialog.becomes.text() == ""
    dialog.done(0)
    assert choices.signatures(session, "preview") == "alone"
    assert choices.signatures(session, "printer") == "none"
    session.desk = factory.seat(session.desk, "qc")
    assert choices.signatures(session, "preview") == "none"


def pages(session, job: jobs.Job) -> list[str]:
    return [squeezed(page) for page in pdf_pages(job.pdf(job.laid(session.desk, session.shelf)))]


def test_every_signed_sheet_of_a_bundle_is_followed_by_its_history(session) -> None:
    desk = session.desk = factory.seat(session.desk, "qc")
    case = cases.registered(desk, samples=4)
    signed = cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", customer=cases.CUSTOMER)
    label = cases.sealed(desk, case, seal_qty=2)
    draft = casework.open_sheet(factory.seat(desk, "merch"), case, "rework_record").record
    made = replace(bundle.of_case(desk, session.shelf, case, "zh"), signatures="with")
    told = [page for page in pages(session, made) if "签核历程" in page]
    named = [records.get(desk, one).number for one in (case, signed, label)]
    assert [one for one in named if not any(f"编号{one}" in page for page in told)] == []
    assert len(told) == 3
    laid = made.laid(desk, session.shelf)
    made.note(desk, laid, "pdf")
    assert all("导出 PDF" in history.told(desk, one)[-1].sentence for one in (case, signed, label, draft))
    assert len(made.pages(laid)) == len(pages(session, made))


def test_a_bundle_of_histories_alone_is_no_copy_and_stands_in_the_trail_of_the_case(session) -> None:
    desk = session.desk = factory.seat(session.desk, "qc")
    case = cases.registered(desk, samples=4)
    sheet = cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", customer=cases.CUSTOMER)
    made = replace(bundle.of_case(desk, session.shelf, case, "zh"), signatures="alone")
    laid = made.laid(desk, session.shelf)
    assert all("签核历程" in page for page in pages(session, made))
    assert made.becomes(desk) == ""
    assert made.numbered(desk, laid) == [laid]
    before = len(history.told(desk, sheet))
    made.note(desk, laid, "pdf")
    assert "导出 PDF" in history.told(desk, case)[-1].sentence
    assert len(history.told(desk, sheet)) == before


def test_an_old_edition_is_printed_with_its_history_too(session) -> None:
    desk = session.desk = factory.seat(session.desk, "pmgr")
    label = factory.signed_label(desk, seal_qty=2)
    factory.take(desk, label, "revise", "pmgr", "数量点错")
    old = replace(jobs.of_edition(desk, session.shelf, label, "zh", 0), signatures="with")
    sheet, page = pages(session, old)
    assert "已被替代" in sheet
    assert "签核历程" in page
    assert "数量点错" in page
    preview = Preview(None, session, old)
    assert preview._signable
    preview.done(0)


def test_labels_together_on_a4_have_one_history_behind_them(session) -> None:
    desk = session.desk = factory.seat(session.desk, "pmgr")
    label = factory.signed_label(desk, seal_qty=2)
    job = replace(jobs.of_record(desk, session.shelf, label, "zh"), together=True, count=8, signatures="with")
    first, second = pages(session, job)
    assert first.count("签核历程") == 0
    assert second.count("签核历程") == 1
    laid = job.laid(desk, session.shelf)
    assert [(page.width, page.height) for page in job.pages(laid)] == [(210, 297)] * 2
    alone = replace(job, signatures="alone")
    assert len(pages(session, alone)) == len(alone.pages(alone.laid(desk, session.shelf))) == 1


def test_a_draft_has_no_history_behind_it(session) -> None:
    desk = session.desk = factory.seat(session.desk, "qc")
    draft = factory.draft(desk)
    job = replace(jobs.of_record(desk, session.shelf, draft, "zh"), signatures="with")
    assert not any("签核历程" in page for page in pages(session, job))
