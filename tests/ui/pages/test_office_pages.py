"""表单, 基础资料, 系统: what the office keeps about itself."""

import factory
import hands
import pytest
from PySide6.QtWidgets import QPushButton

from qcdesk.errors import Refused
from qcdesk.pin import NOT_SO
from qcdesk.services.basics import masters, office, office_seal, people, pins


def test_every_form_has_a_card_that_begins_a_sheet(seated, qtbot) -> None:
    window = seated("qc")
    page = window.shell.go("forms")
    for kind in window.session.shelf.kinds.current:
        assert page.findChild(QPushButton, f"blank_{kind.code}") is not None
    hands.click(page, "new_seal_ledger")
    assert window.shell.record.keeper.record.kind.code == "seal_ledger"


def test_a_customer_is_added_with_a_sentence_for_what_is_missing(seated, qtbot) -> None:
    page = seated("qc").shell.go("masters")
    sheet = page.sheet()
    hands.click(sheet, "add")
    sheet.form.editors["code"].setText("XC")
    hands.click(sheet, "save")
    assert sheet.form._faults["name"].text() == "必须填写"
    sheet.form.editors["name"].setText("新客户车业")
    hands.click(sheet, "save")
    assert [row["name"] for row in masters.rows(sheet._session.desk, "customer")] == ["新客户车业"]
    assert sheet.heading.text() == "修改客户"


def test_an_entry_is_found_by_initials_changed_and_retired(seated, qtbot) -> None:
    window = seated("qc")
    masters.save(window.session.desk, "product", None, {"code": "P1", "name": "镁合金脚踏", "family": "脚踏类"})
    page = window.shell.go("masters")
    page.tabs.setCurrentIndex(1)
    sheet = page.sheet()
    sheet.filter.setText("mhj")
    assert sheet.listing.rows.rowCount() == 1
    sheet.listing.selectRow(0)
    sheet.form.editors["model"].setText("FP-890")
    hands.click(sheet, "save")
    hands.click(sheet, "retire")
    kept = masters.rows(window.session.desk, "product")[0]
    assert (kept["model"], kept["active"]) == ("FP-890", False)


def test_a_person_is_added_given_roles_and_unlocked(seated, qtbot) -> None:
    window = seated("admin")
    sheet = window.shell.go("system").sheet("people")
    hands.click(sheet, "add")
    sheet.name.setText("新同事")
    sheet.login.setText("new")
    sheet.pin.setText("246810")
    hands.click(sheet, "save")
    assert "至少要给一个角色" in sheet.fault.text()
    sheet.roles["qc"].setChecked(True)
    hands.click(sheet, "save")
    assert people.get(window.session.desk, "new").roles == ("qc",)


def test_a_locked_person_is_let_in_again(seated, qtbot) -> None:
    window = seated("admin")
    desk = window.session.desk
    for _ in range(pins.TRIES):
        with pytest.raises(Refused):
            pins.prove(desk, "qc", "000000")
    sheet = window.shell.go("system").sheet("people")
    sheet.refresh()
    pick(sheet, "qc")
    hands.click(sheet, "unlock")
    assert not people.get(desk, "qc").locked


def test_who_was_locked_from_another_pc_is_shown_so_on_coming_back(seated) -> None:
    """What is being typed beside somebody else stays."""
    window = seated("admin")
    sheet = window.shell.go("system").sheet("people")
    pick(sheet, "eng")
    sheet.name.setText("改到一半")
    for login, typed, unlocks in (("qc", "改到一半", False), ("eng", sheet.person.name, True)):
        window.shell.go("workbench")
        for _ in range(pins.TRIES):
            with pytest.raises(Refused):
                pins.prove(window.session.desk, login, "000000")
        window.shell.go("system")
        assert next(person.locked for person in sheet.listing.rows.rows if person.login == login)
        assert (sheet.name.text(), sheet.findChild(QPushButton, "unlock").isVisible()) == (typed, unlocks)


def pick(sheet, login: str) -> None:
    sheet.listing.selectRow(next(at for at, one in enumerate(sheet.listing.rows.rows) if one.login == login))


def test_nobody_is_retired_without_being_asked_about(seated, in_dialog, qtbot) -> None:
    window = seated("admin")
    sheet = window.shell.go("system").sheet("people")
    row = next(at for at, person in enumerate(sheet.listing.rows.rows) if person.login == "qc")
    sheet.listing.selectRow(row)
    place = sheet.findChild(QPushButton, "retire").pos()
    in_dialog(lambda dialog: dialog.reject())
    hands.click(sheet, "retire")
    assert people.get(window.session.desk, "qc").active
    in_dialog(lambda dialog: hands.click(dialog, "yes"))
    hands.click(sheet, "retire")
    assert not people.get(window.session.desk, "qc").active
    assert sheet.findChild(QPushButton, "retire").pos() == place
    hands.click(sheet, "retire")
    assert people.get(window.session.desk, "qc").active


def test_the_last_administrator_cannot_leave(seated, in_dialog, qtbot) -> None:
    window = seated("admin")
    sheet = window.shell.go("system").sheet("people")
    row = next(at for at, person in enumerate(sheet.listing.rows.rows) if person.login == "admin")
    sheet.listing.selectRow(row)
    in_dialog(lambda dialog: hands.click(dialog, "yes"))
    hands.click(sheet, "retire")
    assert "至少要有一位" in sheet.fault.text()
    assert people.get(window.session.desk, "admin").active


def test_the_company_and_a_forms_foot_are_the_offices(seated, qtbot) -> None:
    window = seated("admin")
    page = window.shell.go("system")
    sheet = page.sheet("office")
    sheet.company.setText("好样车料")
    hands.click(sheet, "save")
    assert office.view(window.session.desk).company == "好样车料"
    seal = office_seal.current(window.session.desk)
    assert (seal and seal.subject) == "好样车料"
    foot = page.sheet("documents")
    foot.forms.setCurrentRow(1)
    foot.lines["document_no"].setText("QC-900")
    hands.click(foot, "save")
    assert office.view(window.session.desk).document(foot.code()).document_no == "QC-900"


def test_only_an_administrator_changes_the_foot(seated, qtbot) -> None:
    foot = seated("qc").shell.go("system").sheet("documents")
    foot.lines["document_no"].setText("QC-901")
    hands.click(foot, "save")
    assert "系统管理员" in foot.fault.text()


def test_verification_finds_nothing_on_a_clean_desk_and_names_what_was_changed(seated, qtbot) -> None:
    window = seated("admin")
    sheet = window.shell.go("system").sheet("verify")
    hands.click(sheet, "verify")
    assert sheet.said.text() == "全部相符"
    window.session.desk.store.sql("UPDATE record SET payload = '{}' WHERE id = 1")
    hands.click(sheet, "verify")
    assert any("内容被改过" in item.what for item in sheet.listing.rows.rows)


def test_about_tells_the_version_and_whose_work_it_is(seated) -> None:
    from PySide6.QtWidgets import QLabel, QPlainTextEdit

    import qcdesk

    sheet = seated("qc").shell.go("system").sheet("about")
    sheet.refresh()
    assert any(qcdesk.__version__ in label.text() for label in sheet.findChildren(QLabel))
    assert "PySide6" in sheet.findChild(QPlainTextEdit, "notice").toPlainText()


def test_ones_own_pin_needs_the_old_one(seated, in_dialog, qtbot) -> None:
    window = seated("qc")

    def change(dialog) -> None:
        dialog.old.setText("wrong1")
        dialog.new.setText("135790")
        dialog.again.setText("135791")
        hands.click(dialog, "save")
        assert "不一样" in dialog.fault.text()
        dialog.again.setText("135790")
        hands.click(dialog, "save")
        assert "PIN 不对" in dialog.fault.text()
        dialog.old.setText(factory.PIN)
        in_dialog(known)
        hands.click(dialog, "save")

    def known(dialog) -> None:
        said.append(hands.words(dialog))
        hands.click(dialog, "ok")

    said: list[str] = []
    in_dialog(lambda dialog: (rules.append(hands.words(dialog)), change(dialog)))
    rules: list[str] = []
    window.set_pin()
    assert NOT_SO in rules[0]
    assert "PIN 已改" in said[0]
    assert pins.prove(window.session.desk, "qc", "135790").login == "qc"


def test_an_administrator_gives_his_own_pin_before_he_sets_anothers(seated, in_dialog) -> None:
    window = seated("admin")
    sheet = window.shell.go("system").sheet("people")
    pick(sheet, "qc")

    def change(dialog) -> None:
        for field in (dialog.new, dialog.again):
            field.setText("135790")
        hands.click(dialog, "save")
        assert "PIN 不对" in dialog.fault.text()
        assert dialog.old.hasFocus()
        dialog.old.setText(factory.PIN)
        in_dialog(lambda told: hands.click(told, "ok"))
        hands.click(dialog, "save")

    in_dialog(change)
    hands.click(sheet, "set_pin")
    assert pins.prove(window.session.desk, "qc", "135790").login == "qc"


def test_others_than_administrators_look_on_at_the_people(seated) -> None:
    sheet = seated("qc").shell.go("system").sheet("people")
    assert not sheet.findChild(QPushButton, "save").isVisible()
    assert not sheet.findChild(QPushButton, "add").isVisible()
    assert "系统管理员" in sheet._about.text()


def test_a_lone_administrator_is_led_to_the_people(seated, qtbot) -> None:
    window = seated("admin")
    desk = window.session.desk
    page = window.shell.go("workbench")
    assert not page._alone.isVisible()
    for person in people.listed(desk, active_only=True):
        if person.login != "admin":
            people.change(desk, person.login, active=False)
    page.refresh()
    assert page._alone.isVisible()
    hands.click(page, "add_people")
    assert window.shell.here == "system"
