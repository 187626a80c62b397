"""A chosen number brings along what its record knows, and what does not fit it is told in the cells."""

import factory
import hands
from PySide6.QtCore import Qt

from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, linking, records
from ui.paper.entries import Spot

CONTROL = Qt.KeyboardModifier.ControlModifier


def anomaly(session) -> str:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    return factory.number(session.desk, record)


def linked(page, number) -> None:
    page.view.go_to(Spot("anomaly_no"))
    hands.commit(number)
    hands.press(Qt.Key.Key_Tab)


def told(page) -> list[str]:
    return [misfit.sentence for misfit in page.keeper.entries.misfits()]


def test_a_chosen_number_fills_the_cells_that_are_empty(show, session) -> None:
    number = anomaly(session)
    source = records.get(session.desk, number).values
    page = show(factory.draft(session.desk, "rework_record", {"model_spec": "9/16-20T"}))
    linked(page, number)
    shown = page.keeper.entries.values()
    assert (shown["customer"], shown["lot_no"]) == (source["customer"], source["lot_no"])
    assert shown["model_spec"] == "9/16-20T"
    assert hands.cell(page, "customer").text() == source["customer"]
    assert told(page) == []


def test_a_label_that_is_named_in_a_line_fills_the_line(show, session, qtbot) -> None:
    number = factory.number(session.desk, factory.signed_label(session.desk))
    label = factory.label()
    page = show(factory.draft(session.desk, "seal_ledger", {}, by="qc"))
    page.view.go_to(Spot("lines", 0, "location"))
    hands.commit("临时架")
    page.view.go_to(Spot("lines", 0, "sample_no"))
    hands.commit(number)
    hands.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(page.keeper.entries.value("lines")[0]) > 4)
    line = page.keeper.entries.value("lines")[0]
    assert (line["customer"], line["defect"], line["qty"]) == (label["customer"], label["defect"], label["seal_qty"])
    assert (line["location"], line["status"]) == ("临时架", "在库")
    page.filling.undo()
    assert page.keeper.entries.value("lines") == [{"sample_no": number, "location": "临时架"}]


def test_what_was_carried_over_is_one_step_of_undo(show, session) -> None:
    number = anomaly(session)
    page = show(factory.draft(session.desk, "rework_record", {}))
    linked(page, number)
    filled = page.keeper.entries.values()
    page.filling.undo()
    assert page.keeper.entries.values() == {"anomaly_no": number}
    assert hands.cell(page, "customer").text() == ""
    page.filling.redo()
    assert page.keeper.entries.values() == filled


def test_another_customer_is_advice_and_leaves_the_way_open(show, session) -> None:
    number = anomaly(session)
    values = {**factory.sample("rework_record-reflector"), "customer": "别的客户"}
    page = show(factory.draft(session.desk, "rework_record", values))
    linked(page, number)
    assert any(said.startswith(f"{number} 的客户是") and said.endswith("请核对") for said in told(page))
    assert hands.cell(page, "customer").fault
    assert page.faults.isVisible()
    assert "处要核对" in page.faults.words.text()
    page._show_steps()
    assert page.steps.main.allowed


def test_a_number_of_nothing_is_told_once_the_cell_is_left(show, session) -> None:
    page = show(factory.draft(session.desk, "rework_record", {}))
    page.view.go_to(Spot("anomaly_no"))
    hands.commit("YC-2026")
    assert told(page) == []
    hands.press(Qt.Key.Key_Tab)
    assert told(page) == ["没有编号为“YC-2026”的单，请从列出的编号里选，或删去"]


def test_a_label_that_names_no_complaint_is_advised_of_it_until_it_does(show, session) -> None:
    page = show(factory.draft(session.desk, "seal_label", factory.label(complaint_no=None), by="qc"))
    assert told(page) == [linking.OF_WHAT["seal_label"][1]]
    page.view.go_to(Spot("complaint_no"))
    hands.commit("HL-1104")
    hands.press(Qt.Key.Key_Tab)
    assert told(page) == []


def test_a_label_that_is_signed_is_advised_of_its_number_no_more(show, session) -> None:
    record = factory.draft(session.desk, "seal_label", factory.label(complaint_no=None), by="qc")
    page = show(record)
    assert hands.cell(page, "complaint_no").toolTip() == linking.OF_WHAT["seal_label"][1]
    session.tell(approval.take(factory.seat(session.desk, "qc"), record, "submit", Proof("qc")))
    assert told(page) == []
    assert linking.OF_WHAT["seal_label"][1] not in hands.cell(page, "complaint_no").toolTip()
