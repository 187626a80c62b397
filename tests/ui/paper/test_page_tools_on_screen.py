"""Around the sheet: zoom, history, copies, prints, the head."""

import factory
import hands
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolButton

from qcdesk.services.basics import office
from qcdesk.services.sheets import records

Key = Qt.Key


@pytest.mark.parametrize(("keys", "percent"), [(Key.Key_Plus, 110), (Key.Key_Minus, 90)])
def test_zoom_by_keys(show, session, keys, percent) -> None:
    page = show(factory.draft(session.desk))
    before = hands.cell(page, "customer").width()
    hands.press(keys, Qt.KeyboardModifier.ControlModifier)
    assert page.area.percent == percent
    assert hands.cell(page, "customer").width() == pytest.approx(before * percent / 100, abs=2)
    hands.press(Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.area.percent == 100


def test_zoom_by_wheel_and_box_within_limits(show, session) -> None:
    page = show(factory.draft(session.desk))
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.area.viewport(), wheel)
    assert page.area.percent == 110
    page.tools.zoomed.emit(200)
    assert page.area.percent == 200
    page.area.zoom_to(900)
    assert page.area.percent == 200
    page.area.fit_width()
    assert page.view.sheet_size().width() <= page.area.viewport().width()


def test_an_open_history_tells_of_a_file_once_it_is_written(show, session, qtbot, monkeypatch, tmp_path) -> None:
    page = show(factory.signed_label(session.desk))
    page.findChild(QToolButton, "tool_panel").click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "标签.pdf"), ""))
    page._use("pdf")

    def told() -> str:
        return " ".join(label.text() for label in page.panel.findChildren(type(page.refused.words)))

    qtbot.waitUntil(lambda: "导出 PDF" in told(), timeout=10_000)
    page.findChild(QDialog, "saved").accept()


def test_the_panel_tells_history_and_signatures(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    page = show(record)
    assert not page.panel.isVisible()
    page.findChild(QToolButton, "tool_panel").click()
    told = " ".join(label.text() for label in page.panel.findChildren(type(page.refused.words)))
    assert "新建草稿" in told
    assert "签名有效" in told


def test_copy_opens_a_new_draft(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk))
    with qtbot.waitSignal(page.open_record) as opened:
        page.tools.actions_by_name["copy"].trigger()
    copy, copied = (records.get(session.desk, record).values for record in (opened.args[0], page.record_id))
    assert opened.args[0] != page.record_id
    assert (copy["customer"], copy["product_name"]) == (copied["customer"], copied["product_name"])


def test_printing_saves_first(show, session, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("ui.printing.actions.print_record", lambda parent, session, record, what: asked.append(what))
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    for name in ("preview", "print", "pdf", "excel"):
        page.tools.actions_by_name[name].trigger()
    assert asked == ["preview", "printer", "pdf", "excel"]
    assert records.get(session.desk, page.record_id).values == {"customer": "环岭"}


def test_the_zoom_box_takes_any_size(show, session) -> None:
    page = show(factory.draft(session.desk))
    page.tools._chosen("133")
    assert page.area.percent == 133
    page.tools._chosen("适合宽度")
    assert page.view.sheet_size().width() <= page.area.viewport().width()
    page.resize(900, 700)
    QApplication.processEvents()
    assert page.view.sheet_size().width() <= page.area.viewport().width()


def test_the_head_follows_the_office(show, session) -> None:
    page = show(factory.draft(session.desk))
    session.tell(office.change_company(factory.seat(session.desk, "admin"), "环岭样例制造厂", ""))
    assert page.view.sheet.head[0].text == "环岭样例制造厂"


def test_the_head_follows_the_day_as_it_is_typed(show, session, monkeypatch) -> None:
    page = show(factory.draft(session.desk))
    renewed = []
    monkeypatch.setattr(page.view, "update", lambda *boxes: renewed.extend(boxes))
    page.filling.change("report_date", "2026-10-30")
    head = page.view.scale.rect(0, 0, 1, page.view.sheet.frame[1]).toAlignedRect()
    assert any(isinstance(box, QRect) and box.intersects(head.adjusted(0, 0, 0, -8)) for box in renewed)


def test_seal_is_closed_with_its_sentence_until_the_last_has_signed(show, session) -> None:
    label = factory.draft(session.desk, "seal_label", factory.label(), by="qc")
    page = show(label)
    seal = page.findChild(QToolButton, "tool_sealed")
    assert (seal.isEnabled(), seal.toolTip()) == (
        False,
        f"《不良样品封存标签》草稿 {label}还是草稿，签核走完以后才能盖章",
    )
    factory.walk(session.desk, label, *factory.CHAIN)
    signed = show(label).findChild(QToolButton, "tool_sealed")
    assert (signed.isEnabled(), signed.toolTip()) == (True, "盖章 PDF")
