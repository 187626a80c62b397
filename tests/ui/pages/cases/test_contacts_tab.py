"""The list of contacts: the customer's decision is asked for, proposed by nobody, and seen at a glance."""

import cases
import halfway
import hands

from qcdesk.services.sheets import records
from ui.pages.cases.chips import Chips
from ui.pages.cases.columns import LATE
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
