"""At the page of a case: the step of several cases of one problem, ticked beside the PIN and told case by case."""

import cases
import factory
import hands
import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records

OTHERS = ("环岭自行车（样例）有限公司", "风行单车（样例）厂")
CAUSE = cases.WAY["analyse"][1]["cause"]


@pytest.fixture
def lead(person) -> int:
    return cases.registered(person.desk)


@pytest.fixture
def mates(person, lead) -> tuple[int, int]:
    """Another customer's of the same batch, and one that still owes its written material."""
    desk = person.desk
    found = (
        cases.registered(desk, customer=OTHERS[0]),
        cases.registered(desk, customer=OTHERS[1], channel="电话(须补书面)"),
    )
    for case in found:
        casework.relate(factory.seat(desk, "qc"), lead, case, "同一热处理炉同一周的芯轴")
    return found


def ready(person, lead: int):
    page = person.at("duty", lead)
    person.fill(page, cause=CAUSE)
    page._show_steps()
    return page


def tick(dialog: QWidget, person, case: int) -> QCheckBox:
    return dialog.findChild(QCheckBox, f"together_{factory.number(person.desk, case)}")


def test_ticked_cases_go_along_by_one_pin_and_what_became_of_each_is_told(
    person, qtbot, in_dialog, lead, mates
) -> None:
    """E3.4: none is ticked before the person does it."""
    page, told = ready(person, lead), []

    def sign(dialog: QWidget) -> None:
        open_one, shut = (tick(dialog, person, case) for case in mates)
        assert not open_one.isChecked()
        assert OTHERS[0] in open_one.text()
        assert "L261101" in open_one.text()
        assert not shut.isEnabled()
        assert "书面" in hands.words(dialog)
        assert "照这一件填：原因分析" in hands.words(dialog)
        open_one.setChecked(True)
        person.sign(dialog)

    def read(dialog: QWidget) -> None:
        told.append(hands.words(dialog))
        dialog.accept()

    in_dialog(sign, read)
    qtbot.mouseClick(page.head.buttons["analyse"], hands.LEFT)
    assert "另外 1 件也走了这一步。" in told[0]
    assert f"{factory.number(person.desk, mates[0])} 现在“待审查”" in told[0]
    assert [cases.state(person.desk, case) for case in (lead, *mates)] == ["review", "review", "analysis"]
    assert records.get(person.desk, mates[0]).values["cause"] == CAUSE


def test_nothing_goes_along_that_was_not_ticked(person, qtbot, in_dialog, lead, mates) -> None:
    page = ready(person, lead)
    in_dialog(person.sign)
    qtbot.mouseClick(page.head.buttons["analyse"], hands.LEFT)
    assert [cases.state(person.desk, case) for case in (lead, *mates)] == ["review", "analysis", "analysis"]


def test_all_ticks_those_that_can_go(person, qtbot, in_dialog, lead, mates) -> None:
    third = cases.registered(person.desk, customer=OTHERS[1])
    casework.relate(factory.seat(person.desk, "qc"), lead, third, "同一热处理炉同一周的芯轴")
    page, ticked = ready(person, lead), []

    def look(dialog: QWidget) -> None:
        hands.click(dialog, "together_all")
        ticked.extend(tick(dialog, person, case).isChecked() for case in (*mates, third))
        dialog.reject()

    in_dialog(look)
    qtbot.mouseClick(page.head.buttons["analyse"], hands.LEFT)
    assert ticked == [True, False, True]
    assert cases.state(person.desk, lead) == "analysis"


def test_case_without_such_mates_is_asked_for_the_pin_alone(person, qtbot, in_dialog, lead) -> None:
    page, seen = ready(person, lead), []

    def look(dialog: QWidget) -> None:
        seen.extend((dialog.findChild(QWidget, "together"), dialog.findChild(QPushButton, "together_all")))
        dialog.reject()

    in_dialog(look)
    qtbot.mouseClick(page.head.buttons["analyse"], hands.LEFT)
    assert seen == [None, None]
