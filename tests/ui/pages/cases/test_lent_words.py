"""At 下一步 of a case: what a case of the same problem has signed is taken over by one press, and given back."""

import cases
import factory
import hands
import pytest
from PySide6.QtWidgets import QPushButton

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records

OTHERS = "环岭自行车（样例）有限公司"
CAUSE = cases.WAY["analyse"][1]["cause"]


@pytest.fixture
def lead(person) -> int:
    return cases.walk(person.desk, cases.registered(person.desk, customer=OTHERS), "analyse")


@pytest.fixture
def case(person, lead) -> int:
    made = cases.registered(person.desk)
    casework.relate(factory.seat(person.desk, "qc"), made, lead, "同一热处理炉同一周的芯轴")
    return made


def press(page, name: str) -> QPushButton | None:
    return next((one for one in page.next.findChildren(QPushButton, name) if one.isVisible()), None)


def test_empty_analysis_is_filled_by_one_press_and_given_back_by_another(person, qtbot, case, lead) -> None:
    """E3.4"""
    page = person.at("duty", case)
    take = press(page, "lend_0")
    assert take.text() == f"照 {factory.number(person.desk, lead)} 填原因分析"
    assert OTHERS in hands.words(page.next.lent["cause"])
    qtbot.mouseClick(take, hands.LEFT)
    assert page.next.forms["cause"].editors["cause"].value() == CAUSE
    assert records.get(person.desk, case).values.get("cause") is None
    assert not records.get(person.desk, case).signature("analysed")
    qtbot.mouseClick(press(page, "give_back"), hands.LEFT)
    assert page.next.forms["cause"].editors["cause"].value() == ""
    assert press(page, "lend_0") is not None


def test_what_was_taken_and_written_over_is_not_taken_away_again(person, qtbot, case, lead) -> None:
    page = person.at("duty", case)
    qtbot.mouseClick(press(page, "lend_0"), hands.LEFT)
    person.fill(page, cause="本批 R 角漏加工")
    page._show_steps()
    assert press(page, "give_back") is None
    assert press(page, "lend_0") is None
    assert page.save()
    assert records.get(person.desk, case).values["cause"] == "本批 R 角漏加工"


def test_it_is_not_offered_where_words_stand_or_to_who_may_not_write_them(person, case, lead) -> None:
    """E3.4"""
    assert press(person.at("sales", case), "lend_0") is None
    page = person.at("duty", case)
    person.fill(page, cause="本批 R 角漏加工")
    page._show_steps()
    assert not page.next.lent["cause"].isVisible()


def test_case_of_its_own_problem_is_offered_nothing(person) -> None:
    page = person.at("duty", cases.registered(person.desk))
    assert not page.next.lent["cause"].isVisible()
