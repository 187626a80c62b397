"""放进已有的单，或与另一案件相连: the number is chosen from a list instead of being known by heart."""

import cases
import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

OTHERS = "环岭自行车（样例）有限公司"


@pytest.fixture
def report(person) -> int:
    return cases.report(person.desk, cases.registered(person.desk, customer=OTHERS))


@pytest.fixture
def case(person, report) -> int:
    return cases.registered(person.desk)


def proposed(dialog: QWidget) -> list[tuple[str, str]]:
    model = dialog.findChild(QWidget, "record").proposals._model
    return [(model.item(at).text(), str(model.item(at).data(Qt.ItemDataRole.UserRole + 1)))
            for at in range(model.rowCount())]  # fmt: skip


@pytest.mark.parametrize("keys", [(Qt.Key.Key_F4,), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)])
def test_list_opens_on_the_empty_cell_with_8ds_and_cases_alike(person, qtbot, in_dialog, case, report, keys) -> None:
    """E3.4"""
    tab, seen = person.tab(person.at("qc", case), "sheets"), []

    def look(dialog: QWidget) -> None:
        cell = dialog.findChild(QWidget, "record")
        cell.setFocus()
        qtbot.keyClick(cell, *keys)
        assert cell.proposals.is_open
        seen.extend(proposed(dialog))
        cell.proposals.close()
        dialog.reject()

    in_dialog(look)
    qtbot.mouseClick(tab.connect_button, hands.LEFT)
    assert [number for number, _ in seen] == [factory.number(person.desk, report), "TS-202611-001"]
    assert seen[0][1].startswith(f"8D　{OTHERS}　铝脚踏")


def test_typing_finds_them_by_customer_and_any_other_number_behind_them(person, qtbot, in_dialog, case, report) -> None:
    tab, seen = person.tab(person.at("qc", case), "sheets"), []
    alone = factory.number(person.desk, factory.signed_label(person.desk))

    def look(dialog: QWidget) -> None:
        cell = dialog.findChild(QWidget, "record")
        cell.setFocus()
        seen.clear()
        for text in ("hlzxc", alone):
            cell.setText(text)
            cell.proposals.show_all()
            seen.append([number for number, _ in proposed(dialog)])
        cell.proposals.close()
        dialog.reject()

    in_dialog(look)
    qtbot.mouseClick(tab.connect_button, hands.LEFT)
    assert seen[0][0] == factory.number(person.desk, report)
