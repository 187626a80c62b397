"""The running lists of a case: lines are added, done, verified and added up on their cards."""

import cases
import factory
import hands
from PySide6.QtWidgets import QLabel, QPushButton

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records


def test_actions_are_added_done_and_verified(person, qtbot) -> None:
    case = cases.registered(person.desk)
    page = person.at("qc", case)
    card = person.tab(page, "actions").card
    person.line(card.add_button, kind="临时", what="库存 1,200 支全检", owner="陈样二", due="2026-11-30")
    assert card.listing.rows.index(0, 4).data() == "进行中"
    person.line(card.findChild(QPushButton, "done_actions"), done=cases.today(person.desk), evidence="全检记录")
    person.line(card.findChild(QPushButton, "verify_actions"), method="抽 50 支", result="合格",
                verified=cases.today(person.desk))  # fmt: skip
    row = records.get(person.desk, case).values["actions"][0]
    assert (row["evidence"], row["result"], row["verifier"]) == ("全检记录", "合格", "郑样五")
    assert card.listing.rows.index(0, 4).data() == "验证合格"


def test_an_action_is_verified_only_once_it_is_done_by_quality_and_by_another_than_its_owner(person) -> None:
    case = cases.registered(person.desk)
    seat = factory.seat(person.desk, "qc")
    line = {"kind": "临时", "owner": "陈样二", "due": "2026-11-30"}
    casework.add(seat, case, "actions", {**line, "what": "库存 1,200 支全检"})
    done = {"done": cases.today(seat)}
    casework.add(seat, case, "actions", {**line, **done, "what": "在途 300 支退回"})
    casework.add(seat, case, "actions", {**line, **done, "what": "样品柜复检", "owner": seat.person.name})
    card = person.tab(person.at("qc", case), "actions").card
    verify = card.findChild(QPushButton, "verify_actions")
    said = []
    for at in range(3):
        card.listing.selectRow(at)
        said.append((verify.isEnabled(), verify.toolTip()))
    assert said == [
        (False, "这项措施还没有完成，请先登记完成日期"), (True, ""),
        (False, f"“{seat.person.name}”是这项措施的负责人，要由另一人验证"),
    ]  # fmt: skip
    verify = person.tab(person.at("merch", case), "actions").card.findChild(QPushButton, "verify_actions")
    assert (verify.isEnabled(), verify.toolTip()) == (False, "措施的结果要由品管验证后填写")


def test_contacts_are_called_the_same_on_tab_card_button_and_dialog(person, in_dialog, qtbot) -> None:
    page = person.at("sales", cases.registered(person.desk))
    tab = person.tab(page, "contacts")
    titles: list[str] = []
    in_dialog(lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject()))
    qtbot.mouseClick(tab.card.add_button, hands.LEFT)
    person.line(tab.card.add_button, way="电话", said="告知正在分析")
    in_dialog(lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject()))
    qtbot.mouseClick(tab.card.change_button, hands.LEFT)
    assert titles == ["记一次联系", "改联系记录"]
    assert tab.TITLE == "联系记录"
    assert "与客户联系" not in hands.words(tab)


def test_a_line_that_does_not_fit_keeps_its_dialog_open(person, in_dialog, qtbot) -> None:
    case = cases.registered(person.desk)
    page = person.at("sales", case)
    card = person.tab(page, "contacts").card
    seen: list[str] = []

    def answer(dialog) -> None:
        dialog.findChild(QPushButton, "save_line").click()
        seen.append(dialog.findChild(QLabel, "fault_said").text())
        dialog.reject()

    in_dialog(answer)
    qtbot.mouseClick(card.add_button, hands.LEFT)
    assert seen == ["必须填写"]
    person.line(card.add_button, way="电话", said="告知正在分析")
    clocks = records.get(person.desk, case).values["clocks"]
    assert clocks[0]["label"] == "首次回复客户"
    assert "stopped_at" in clocks[0]


def test_costs_are_added_up(person) -> None:
    desk = person.desk
    case = cases.registered(desk)
    for amount in ("350", "1200.50"):
        casework.add(factory.seat(desk, "merch"), case, "costs", {"item": "运费", "amount": amount, "hours": "2"})
    page = person.at("merch", case)
    assert person.tab(page, "costs").total.text() == "合计 1,550.50 元　工时 4 h"


def test_the_empty_list_of_measures_says_what_the_end_of_the_case_asks_for(person) -> None:
    page = person.at("qc", cases.registered(person.desk))
    told = hands.words(person.tab(page, "actions"))
    assert "改善也要完成，不用验证" in told
    assert "可以继续" not in told
