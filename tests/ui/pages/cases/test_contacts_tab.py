"""The list of contacts: the customer's decision is asked for, proposed by nobody, and seen at a glance."""

import cases
import halfway
import hands
from PySide6.QtCore import Qt

from qcdesk.services.sheets import records
from qcdesk.services.times import clocks
from ui.pages.cases.chips import Chips
from ui.pages.cases.columns import LATE
from ui.pages.cases.editors import LineEditor
from ui.pages.columns import TONE
from ui.style.tokens import DONE

DECISION = 4


def test_customers_decision_is_ticked_by_hand_and_shown_in_the_list(person, in_dialog, qtbot) -> None:
    """E0.8"""
    desk = person.desk
    case = halfway.confirming(desk)
    page = person.at("sales", case)
    card = person.tab(page, "contacts").card
    begun: list[object] = []
    in_dialog(lambda dialog: (begun.append(dialog.findChild(Chips, "decision").value()), dialog.reject()))
    qtbot.mouseClick(card.add_button, hands.LEFT)
    assert begun in ([None], [""])
    person.line(card.add_button, way="电话", said="客户不同意，没有其他要求", decision="不同意")
    person.line(card.add_button, way="电话", said="经理去过以后客户说可以", decision="同意")
    person.line(card.add_button, way="邮件", said="寄出检验记录")
    shown = [card.listing.rows.index(at, DECISION) for at in range(card.listing.rows.rowCount())][-3:]
    assert [cell.data() for cell in shown] == ["不同意", "同意", ""]
    assert [cell.data(TONE) for cell in shown] == [LATE, DONE, None]
    page = person.at("sales", case)
    person.fill(page, customer_decision="同意")
    person.step(page, "agree")
    assert records.get(desk, case).state == "tracking"
    assert cases.value(desk, case, "contacts")[-1].get("decision") is None


def test_whom_and_when_are_proposed_where_the_cell_is_empty(person, in_dialog, qtbot) -> None:
    """By keyboard: down and Enter take the first; who tabs on takes nothing."""
    page = person.at("sales", halfway.confirming(person.desk))
    offered: list[object] = []

    def look(dialog) -> None:
        whom, at = dialog.findChild(LineEditor, "whom"), dialog.findChild(LineEditor, "at")
        whom.setFocus(Qt.FocusReason.TabFocusReason)
        popup = whom.proposals._completer.popup()
        offered.append([popup.model().index(row, 0).data() for row in range(popup.model().rowCount())])
        qtbot.keyClick(whom, Qt.Key.Key_Tab)
        offered.append((popup.isVisible(), whom.text()))
        whom.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        offered.append(whom.text())
        at.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(at, Qt.Key.Key_F4)
        offered.append(at.proposals._completer.popup().model().index(0, 0).data())
        dialog.reject()

    in_dialog(look)
    qtbot.mouseClick(person.tab(page, "contacts").card.add_button, hands.LEFT)
    assert offered[:3] == [["林样"], (False, ""), "林样"]
    assert offered[3] == clocks.now(person.desk).replace("T", " ")


def test_time_of_the_reply_proposes_now(person, qtbot) -> None:
    desk = person.desk
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain")
    editor = person.at("sales", case).next.forms["reply"].editors["replied_at"]
    assert [one.hint for one in editor.proposals._propose("")] == ["现在"]
    assert editor.offers
