"""The step bar: the main way on stands open, every closed step can say why."""

import factory
import hands
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from qcdesk.services import approval, records
from ui.paper.step_bar import ways_shown


def shown(page) -> list[str]:
    return [step.action for step in page.steps.steps if button(page, step.action).isVisible()]


def button(page, action) -> QPushButton:
    return page.findChild(QPushButton, f"step_{action}")


def said(page) -> str:
    return page.findChild(QWidget, "step_sentence").text()


def checked(session) -> int:
    return factory.walk(session.desk, factory.draft(session.desk), "submit", "found_check")


def seated(session, login) -> None:
    session.desk = factory.seat(session.desk, login)


def test_the_way_within_one_department_waits_behind_more(show, session) -> None:
    record = checked(session)
    page = show(record)
    assert shown(page) == ["grade"]
    assert said(page).startswith("品管判定：要由")
    apart = next(step.action for step in page.steps.steps if step.action.startswith("analyse"))
    page.findChild(QWidget, "step_more").click()
    assert apart in shown(page)
    assert button(page, apart).toolTip() == button(page, apart).accessibleDescription() != ""


def test_whose_turn_it_is_sees_his_way_first(show, session) -> None:
    record = checked(session)
    seated(session, "qc")
    page = show(record)
    assert shown(page) == ["grade"]
    assert "品管判定" in said(page) or button(page, "grade").isEnabled()


def test_at_most_two_ways_stand_open(session) -> None:
    record = records.get(session.desk, factory.draft(session.desk, "rework_record", {}))
    steps = approval.open_steps(session.desk, record)
    everybodys = {step.role for step in steps}
    assert 1 <= len(ways_shown(steps, everybodys)) <= 2


def test_a_step_that_is_free_comes_before_one_that_is_shut(show, session) -> None:
    page = show(factory.draft(session.desk, "rework_record", factory.sample("rework_record-reflector")))
    assert shown(page)[0] == "issue"
    assert button(page, "issue").isEnabled()
    assert not page.findChild(QWidget, "step_sentence").isVisible()


def test_the_blank_behind_a_choice_is_wide_while_it_is_typed_in(show, session) -> None:
    page = show(factory.draft(session.desk))
    choice = hands.cell(page, "found_where")
    choice.toggle("制程")
    narrow = choice.detail.width()
    choice.detail.setFocus()
    QApplication.processEvents()
    assert choice.detail.width() >= 80
    assert choice.rect().contains(choice.detail.geometry())
    page.view.go_to_first()
    QApplication.processEvents()
    assert choice.detail.width() == narrow
