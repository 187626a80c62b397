"""系统 → 印章: the certificate, carrying its secret, and the check of a PDF that somebody brings."""

from pathlib import Path

import factory
import hands
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from forms.sealing import sealed
from qcdesk.services.basics import office, office_seal, seal_secret
from qcdesk.services.sheets import search
from ui.printing.actions import print_record


@pytest.fixture(autouse=True)
def this_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QCDESK_SECRETS", str(tmp_path / "secrets"))


@pytest.fixture
def page(seated):
    """An office with a name; the administrator is at the desk."""
    window = seated("admin")
    office.change_company(window.session.desk, "样例车料制造有限公司", "")
    return window.shell.go("system").sheet("seal")


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def label_of(session) -> int:
    (row,) = search.find(session.desk, search.Query(forms=("seal_label",))).rows
    return row.id


def give_pin(dialog) -> None:
    dialog._pin.setText(factory.PIN)
    hands.click(dialog, "sign")


def test_an_office_without_a_certificate_is_told_when_it_gets_one(page, qtbot) -> None:
    page.refresh()
    assert "第一次存盖章 PDF 时会自动做" in said(page)


def test_the_certificate_is_shown_and_renewed_with_a_pin(page, in_dialog, qtbot) -> None:
    office_seal.ready(page._session.desk)
    page.refresh()
    assert "可以盖章" in said(page)
    in_dialog(give_pin)
    hands.click(page, "renew_seal")
    assert len(office_seal.certificates(page._session.desk)) == 2
    assert "只用来核对" in said(page)
    office.change_company(page._session.desk, "改名后的车料厂", "")
    page.refresh()
    assert "公司名称现在是“改名后的车料厂”，要一致请换新证书" in said(page)


def test_the_secret_is_shown_and_taken_on_another_pc(page, in_dialog, monkeypatch, tmp_path, qtbot) -> None:
    desk = page._session.desk
    made = office_seal.ready(desk)
    secret = seal_secret.kept(made.fingerprint)
    shown = []
    in_dialog(give_pin, lambda dialog: (shown.append(said(dialog)), dialog.accept()))
    hands.click(page, "show_secret")
    assert secret in shown[0]
    monkeypatch.setenv("QCDESK_SECRETS", str(tmp_path / "other"))
    page.refresh()
    assert seal_secret.MISSING in said(page)

    def copy(dialog) -> None:
        dialog.typed.setText("7K3F")
        hands.click(dialog, "take")
        assert "印章口令是 28 个字母和数字" in said(dialog)
        dialog.typed.setText(secret)
        hands.click(dialog, "take")

    in_dialog(copy)
    hands.click(page, "take_secret")
    assert office_seal.can_seal(desk) == ""
    assert page.said.text() == "口令对了，这台电脑可以盖章了"


def test_the_certificate_is_saved_as_a_file(page, monkeypatch, tmp_path, qtbot) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "印章"), ""))
    hands.click(page, "export_seal")
    assert (tmp_path / "印章.cer").read_bytes() == office_seal.ready(page._session.desk).der


def test_only_the_administrator_has_the_buttons_that_change_it(seated, qtbot) -> None:
    page = seated("gm").shell.go("system").sheet("seal")
    page.refresh()
    assert not any(one.isEnabled() for one in page._guarded)


def test_a_pdf_that_somebody_brings_is_checked(page, monkeypatch, tmp_path, qtbot) -> None:
    session = page._session
    done = sealed.seal(session.desk, session.shelf, label_of(session))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "来件.pdf"), ""))
    sealed.write(done, tmp_path / "来件.pdf")
    hands.click(page, "check_pdf")
    assert page.checked.text().startswith("来件.pdf：文件完好")
    assert page.checked.property("look") == "good"
    (tmp_path / "来件.pdf").write_bytes(done.content + b"more")
    hands.click(page, "check_pdf")
    assert "盖章以后有人往文件里加了东西" in page.checked.text()
    (tmp_path / "来件.pdf").write_bytes(b"no")
    hands.click(page, "check_pdf")
    assert page.checked.text() == "“来件.pdf”不是 PDF 文件"
    assert page.checked.property("look") == "fault"


def test_a_sheet_is_saved_as_a_sealed_pdf(page, monkeypatch, tmp_path, qtbot) -> None:
    session = page._session
    asked = []

    def answer(_, __, proposed, kinds):
        asked.append(proposed)
        return str(tmp_path / "标签.pdf"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    print_record(page, session, label_of(session), "sealed")
    assert asked[0].endswith("-不良样品封存标签-盖章.pdf")
    assert (tmp_path / "标签.pdf").read_bytes().count(b"/ByteRange") == 3
    for dialog in page.window().findChildren(QWidget, "saved"):
        dialog.close()


def test_a_draft_is_refused_before_a_file_is_asked_for(page, in_dialog, monkeypatch, qtbot) -> None:
    session = page._session
    draft = factory.draft(session.desk)
    told = []
    in_dialog(lambda dialog: (told.append(said(dialog)), dialog.accept()))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked"))
    print_record(page, session, draft, "sealed")
    assert "还是草稿，签核走完以后才能盖章" in told[0]
