"""The page of a case: where it stands, what is next, what is told, and that nothing typed is lost."""

import cases
import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from ui.pages.cases.flow_line import AHEAD, DONE, HERE, OUT, PASSED, stations


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def desk_of(person):
    return person.window.session.desk


def test_a_case_opens_on_its_own_page_with_head_flow_and_steps(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("pemgr", case)
    assert page.objectName() == "page_case"
    number = records.get(desk_of(person), case).number
    assert page.title == number
    assert page.head.grade_chip.text() == "严重"
    assert page.head.state_chip.text() == "分析中"
    assert "青榆" in page.head.title.text()
    assert page.head.buttons["analyse"].objectName() == "step_analyse"
    assert "登记判定已完成" in page.head.flow.accessibleName()
    assert "分析现在在这里" in page.head.flow.accessibleName()


def test_a_closed_step_says_whose_it_is_or_what_is_missing(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("pemgr", case)
    assert page.head.buttons["analyse"].toolTip() == "还没有填：原因分析"
    assert page.head.buttons["decline"].toolTip().startswith("要由品管主管")
    page = person.at("merch", case)
    assert "生产工程部经理" in page.head.buttons["analyse"].toolTip()
    assert not page.head.buttons["analyse"].isEnabled()


def test_steps_of_other_kinds_of_case_are_not_offered(person) -> None:
    """A complaint is not promoted to one, a fault of the assembly not asked of the supplier, a serious one not cut
    short."""
    page = person.at("qcmgr", cases.registered(desk_of(person)))
    assert list(page.head.buttons) == ["analyse", "decline"]


def test_typing_opens_the_step_and_the_pin_takes_it(person, qtbot) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("pemgr", case)
    assert "原因分析：必须填写" in words(page.next.lacks)
    person.fill(page, cause="热处理硬度偏高，芯部 52 HRC")
    qtbot.waitUntil(page.head.buttons["analyse"].isEnabled)
    assert "没有缺的" in words(page.next.lacks)
    person.step(page, "analyse")
    found = records.get(desk_of(person), case)
    assert found.state == "review"
    assert found.values["cause"] == "热处理硬度偏高，芯部 52 HRC"
    assert found.signature("analysed").name == "蒋样十"
    assert page.head.state_chip.text() == "待审查"
    assert page.tab == "next"


def test_a_step_back_asks_for_its_reason_and_is_counted_on_the_flow(person) -> None:
    case = cases.registered(desk_of(person))
    cases.step(desk_of(person), case, "analyse", "pemgr", cause="热处理")
    page = person.at("qcmgr", case)
    person.step(page, "reject_review", "没有硬度数据")
    assert page.head.state_chip.text() == "分析中"
    assert [(one.label, one.back) for one in page.head.flow.stations if one.back] == [("审查", 1)]
    person.window.shell.record.go_to("history")
    listing = page.pages[-1].listing
    assert listing.rows.row(0).reason == "没有硬度数据"


def test_stages_passed_over_never_look_done(person) -> None:
    """A minor case that the quality manager simplifies skips the review; an in-house one has no customer."""
    desk = desk_of(person)
    case = cases.received(desk, description="外箱唛头印错 3 箱", product_name="外箱", product_family="其他",
                          lot_qty=2000, complaint_qty=3, case_kind="厂内异常", channel="厂内发现")  # fmt: skip
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "defect_codes": ["唛头写错"], "severity": "一般",
                                                 "override_reason": "只有三箱"})  # fmt: skip
    cases.step(desk, case, "simplify", "qcmgr", cause="抄错", plan="重贴", disposition=["仅答复客户"])
    how = {one.label: one.how for one in stations(records.get(desk, case))}
    assert how["登记判定"] == DONE
    assert how["对策"] == PASSED
    assert how["处理"] == HERE
    assert how["重检"] == AHEAD
    assert how["回复客户"] == OUT


def test_the_judgement_follows_what_is_typed_and_tells_its_clauses(person, qtbot) -> None:
    case = cases.received(desk_of(person), description="外观不良")
    page = person.at("qc", case)
    assert "判定标准没有一条适用" in page.next.judgement.sentence.text()
    assert not page.head.buttons["register"].isEnabled()
    person.fill(page, defect_codes="芯轴断裂", defect_qty="3")
    qtbot.waitUntil(lambda: page.next.judgement.sentence.text().startswith("严重程度"))
    told = words(page.next.judgement)
    assert "不良项目：芯轴断裂，列在“严重程度”" in told
    assert "S4:235-264" in told


def test_a_grade_given_by_hand_is_told_with_its_reason(person) -> None:
    desk = desk_of(person)
    case = cases.received(desk, description="外观不良")
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "defect_codes": ["其他"], "severity": "一般",
                                                 "override_reason": "只是外观，客户可以接受"})  # fmt: skip
    page = person.at("qc", case)
    assert "没有一条适用，由品管判定" in words(page.next.judgement)
    assert "品管判为“一般”：只是外观，客户可以接受" in words(page.next.judgement)


def test_an_override_needs_its_reason(person, qtbot) -> None:
    case = cases.received(desk_of(person))
    page = person.at("qc", case)
    person.fill(
        page, defect_codes="芯轴断裂", nature="质量问题", branch="加工装配不良", duty_dept="装配", severity="一般"
    )
    page._show_steps()
    assert "请写明改判理由" in words(page.next.lacks)
    person.fill(page, override_reason="客户自行拆装所致")
    person.step(page, "register")
    found = records.get(desk_of(person), case).values
    assert (found["severity"], found["grade"]) == ("一般", "严重")


def test_what_does_not_fit_is_told_in_its_field_and_f8_goes_there(person, qtbot) -> None:
    case = cases.received(desk_of(person))
    page = person.at("qc", case)
    person.fill(page, defect_qty="三个")
    assert page.next.findChild(QLabel, "fault_defect_qty").text().startswith("“三个”不是数字")
    page._next_fault()
    assert hands.focused().objectName() == "defect_qty"
    person.fill(page, defect_qty="3")
    page._show_steps()
    page._next_fault()
    assert hands.focused().objectName() == "defect_codes"


def test_typing_is_kept_when_one_leaves_in_a_hurry(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("pemgr", case)
    person.fill(page, cause="还没有写完")
    person.window.shell.leave_record()
    assert records.get(desk_of(person), case).values["cause"] == "还没有写完"


def test_what_cannot_be_saved_comes_back_as_typed(person) -> None:
    case = cases.received(desk_of(person))
    page = person.at("qc", case)
    person.fill(page, defect_qty="三个")
    page.keeper.keep()
    page = person.at("qc", case)
    assert page.next.findChild(QLabel, "fault_defect_qty").text()
    assert page.next.forms["judging"].editors["defect_qty"].value() == "三个"
    assert page.restored.isVisible()


def test_somebody_elses_change_is_told_field_by_field(person, qtbot) -> None:
    desk = desk_of(person)
    case = cases.registered(desk)
    page = person.at("pemgr", case)
    person.fill(page, cause="我写的原因")
    other = factory.seat(desk, "eng")
    records.save(other, case, records.get(other, case).version, {"cause": "他写的原因"})
    assert not page.save()
    assert page.banner.isVisible()
    qtbot.mouseClick(page.banner.findChild(QPushButton, "keep_cause"), hands.LEFT)
    assert page.save()
    assert records.get(desk, case).values["cause"] == "我写的原因"


def test_a_line_added_on_another_tab_leaves_the_typing_where_it_is(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("pemgr", case)
    person.fill(page, cause="还在写")
    page.go_to("contacts")
    card = next(one for one in page.pages if one.NAME == "contacts").card
    person.line(card.add_button, way="电话", said="告知正在分析")
    assert not page.banner.isVisible()
    assert card.listing.rows.rowCount() == 1
    assert page.next.forms["cause"].editors["cause"].value() == "还在写"
    assert page.save()
    found = records.get(desk_of(person), case).values
    assert (found["cause"], found["contacts"][0]["said"]) == ("还在写", "告知正在分析")


def test_the_written_material_is_asked_for_first_until_it_is_there(person) -> None:
    case = cases.received(desk_of(person), channel="电话(须补书面)", received_at="2026-11-20T10:00")
    page = person.at("sales", case)
    order = list(page.next.forms)
    assert order.index("written") < order.index("product")
    person.fill(page, written_on="2026/11/20 11:00")
    assert page.save()
    assert list(page.next.forms)[-1] == "written"
    assert records.get(desk_of(person), case).values["written_on"] == "2026-11-20T11:00"


def test_another_persons_cells_are_closed_with_the_sentence(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("wh", case)
    editor = page.next.forms["cause"].editors["cause"]
    assert editor.isReadOnly()
    assert "填写" in editor.toolTip()


def test_a_sheet_is_opened_from_the_case_and_leads_back_to_its_tab(person, qtbot) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("qc", case)
    page.go_to("sheets")
    tab = next(one for one in page.pages if one.NAME == "sheets")
    tab.open_new("qc_anomaly")
    shell = person.window.shell
    assert shell.record.objectName() == "page_record"
    assert shell.record.keeper.record.values["customer"] == cases.CUSTOMER
    shell.leave_record()
    assert shell.record.objectName() == "page_case"
    assert shell.record.tab == "sheets"
    tab = next(one for one in shell.record.pages if one.NAME == "sheets")
    assert tab.listing.rows.rowCount() == 1
    qtbot.keyClick(tab.listing, hands.Qt.Key.Key_Return)
    assert shell.record.objectName() == "page_record"


def test_a_sheet_that_stood_alone_and_another_cases_8d_come_into_the_case_by_number(person) -> None:
    """E3.4; the times are those of the office's wall clock."""
    desk = desk_of(person)
    case, other = cases.registered(desk), cases.registered(desk, customer="环岭自行车（样例）有限公司")
    label = records.get(desk, factory.signed_label(desk, customer=cases.CUSTOMER))
    report = records.get(desk, cases.sheet(desk, other, "car_8d", "car_8d-spindle", "describe", by="qc"))
    page = person.at("qc", case)
    page.go_to("sheets")
    tab = next(one for one in page.pages if one.NAME == "sheets")
    person.line(tab.connect_button, record="TS-209901-009")
    assert "TS-209901-009" in person.refused
    for sheet in (label, report):
        person.line(tab.connect_button, record=sheet.number)
        assert not person.refused
    rows = [tab.listing.rows.row(at) for at in range(tab.listing.rows.rowCount())]
    assert [row.number for row in rows] == [label.number, report.number]
    assert [row.title.endswith("（共用）") for row in rows] == [False, True]
    assert rows[1].updated_at == desk.clock.local(report.updated_at)


def test_actions_are_added_done_and_verified(person, qtbot) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("qc", case)
    page.go_to("actions")
    card = next(one for one in page.pages if one.NAME == "actions").card
    person.line(card.add_button, kind="临时", what="库存 1,200 支全检", owner="陈样二", due="2026-11-30")
    assert card.listing.rows.index(0, 4).data() == "进行中"
    person.line(card.findChild(QPushButton, "done_actions"), done=cases.today(desk_of(person)), evidence="全检记录")
    person.line(card.findChild(QPushButton, "verify_actions"), method="抽 50 支", result="合格",
                verified=cases.today(desk_of(person)))  # fmt: skip
    row = records.get(desk_of(person), case).values["actions"][0]
    assert (row["evidence"], row["result"], row["verifier"]) == ("全检记录", "合格", "郑样五")
    assert card.listing.rows.index(0, 4).data() == "验证合格"


def actions_of(page):
    page.go_to("actions")
    return next(one for one in page.pages if one.NAME == "actions").card


def test_an_action_is_verified_only_once_it_is_done_by_quality_and_by_another_than_its_owner(person) -> None:
    case = cases.registered(desk_of(person))
    seat = factory.seat(desk_of(person), "qc")
    line = {"kind": "临时", "owner": "陈样二", "due": "2026-11-30"}
    casework.add(seat, case, "actions", {**line, "what": "库存 1,200 支全检"})
    done = {"done": cases.today(seat)}
    casework.add(seat, case, "actions", {**line, **done, "what": "在途 300 支退回"})
    casework.add(seat, case, "actions", {**line, **done, "what": "样品柜复检", "owner": seat.person.name})
    card = actions_of(person.at("qc", case))
    verify = card.findChild(QPushButton, "verify_actions")
    said = []
    for at in range(3):
        card.listing.selectRow(at)
        said.append((verify.isEnabled(), verify.toolTip()))
    assert said == [
        (False, "这项措施还没有完成，请先登记完成日期"), (True, ""),
        (False, f"“{seat.person.name}”是这项措施的负责人，要由另一人验证"),
    ]  # fmt: skip
    verify = actions_of(person.at("merch", case)).findChild(QPushButton, "verify_actions")
    assert (verify.isEnabled(), verify.toolTip()) == (False, "措施的结果要由品管验证后填写")


def test_contacts_are_called_the_same_on_tab_card_button_and_dialog(person, in_dialog, qtbot) -> None:
    page = person.at("sales", cases.registered(desk_of(person)))
    page.go_to("contacts")
    tab = next(one for one in page.pages if one.NAME == "contacts")
    titles: list[str] = []
    in_dialog(lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject()))
    qtbot.mouseClick(tab.card.add_button, hands.LEFT)
    person.line(tab.card.add_button, way="电话", said="告知正在分析")
    in_dialog(lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject()))
    qtbot.mouseClick(tab.card.change_button, hands.LEFT)
    assert titles == ["记一次联系", "改联系记录"]
    assert tab.TITLE == "联系记录"
    assert "与客户联系" not in words(tab)


def test_a_line_that_does_not_fit_keeps_its_dialog_open(person, in_dialog, qtbot) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("sales", case)
    page.go_to("contacts")
    card = next(one for one in page.pages if one.NAME == "contacts").card
    seen: list[str] = []

    def answer(dialog) -> None:
        dialog.findChild(QPushButton, "save_line").click()
        seen.append(dialog.findChild(QLabel, "fault_said").text())
        dialog.reject()

    in_dialog(answer)
    qtbot.mouseClick(card.add_button, hands.LEFT)
    assert seen == ["必须填写"]
    person.line(card.add_button, way="电话", said="告知正在分析")
    clocks = records.get(desk_of(person), case).values["clocks"]
    assert clocks[0]["label"] == "首次回复客户"
    assert "stopped_at" in clocks[0]


def choose(tab, label: str) -> None:
    lines = tab.listing.rows.rows
    tab.listing.selectRow(next(at for at, line in enumerate(lines) if line[1]["label"] == label))


def clock(person, case: int, label: str) -> dict[str, str]:
    return next(one for one in records.get(desk_of(person), case).values["clocks"] if one["label"] == label)


def test_clocks_are_paused_resumed_and_put_off_on_the_page(person, qtbot) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("qcmgr", case)
    page.go_to("clocks")
    tab = next(one for one in page.pages if one.NAME == "clocks")
    person.line(tab.pause_button, until="2027-03-01 10:00", reason="等客户寄样品")
    assert tab.banner.isVisible()
    assert "自动恢复" in tab.banner.text()
    stands = {line[1]["label"]: (tab._left(line), tab._state(line)) for line in tab.listing.rows.rows}
    assert stands["责任人及时回复"][1].startswith("已暂停至")
    assert stands["首次回复客户"][0].startswith("还有")
    assert stands["首次回复客户"][1] == "计时中", "promised to the customer"
    assert page.head.paused_chip.isVisible()
    qtbot.mouseClick(tab.pause_button, hands.LEFT)
    assert not tab.banner.isVisible()
    choose(tab, "到现场取样")
    person.line(tab.extend_button, due_at="2027-11-25 17:00", reason="客户放假")
    assert "最长 3个工作小时" in person.refused
    choose(tab, "首次回复客户")
    person.line(tab.extend_button, due_at="2027-11-25 17:00", reason="客户放假")
    assert not person.refused
    row = clock(person, case, "首次回复客户")
    assert (row["due_at"], row["reason"]) == ("2027-11-25T17:00", "客户放假")
    choose(tab, "首次回复客户")
    person.line(tab.waive_button, reason="客户说不用回")
    assert clock(person, case, "首次回复客户")["reason"].endswith("免除：客户说不用回")
    page = person.at("merch", case)
    page.go_to("clocks")
    tab = next(one for one in page.pages if one.NAME == "clocks")
    assert not tab.extend_button.isEnabled()
    assert "品管主管" in tab.extend_button.toolTip()


def test_a_deadline_is_one_calm_line_and_told_in_full_below_when_it_is_chosen(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("qcmgr", case)
    page.go_to("clocks")
    tab = next(one for one in page.pages if one.NAME == "clocks")
    assert [column.title for column in tab.listing.rows.columns] == ["事项", "到期", "剩余", "状态"]
    choose(tab, "责任人及时回复")
    said = words(tab.detail)
    assert "“星期六需要计算在两个工作日内" in said
    assert said.count("S2:64") == 1
    assert said.count(clock(person, case, "责任人及时回复")["steps"]) == 1
    choose(tab, "首次回复客户")
    assert "S2:64" not in words(tab.detail)


def test_clock_that_only_the_office_knows_of_is_started_and_met_on_the_page(person) -> None:
    """E1.4 E4.3"""
    case = cases.registered(desk_of(person))
    page = person.at("sales", case)
    page.go_to("clocks")
    tab = next(one for one in page.pages if one.NAME == "clocks")
    assert not tab.pause_button.isEnabled()
    person.line(tab.start_button, rule="超权限投诉上报主管：1 个工作日，REPORT-1WD", reason="客户要求赔偿三万")
    assert clock(person, case, "超权限投诉上报主管")["reason"] == "人工开始：客户要求赔偿三万"
    choose(tab, "超权限投诉上报主管")
    person.line(tab.met_button, reason="已当面报告")
    assert "stopped_at" in clock(person, case, "超权限投诉上报主管")
    choose(tab, "首次回复客户")
    person.line(tab.met_button, reason="早就回了")
    assert "不在这里记" in person.refused


def test_the_overview_tells_every_block_with_its_signature(person) -> None:
    case = cases.registered(desk_of(person))
    page = person.at("gm", case)
    page.go_to("overview")
    told = words(next(one for one in page.pages if one.NAME == "overview"))
    for part in ("受理", "登记判定：郑样五", "芯轴断裂", "加工装配不良", "0769-5550101"):
        assert part in told


def test_samples_of_the_case_begin_with_their_label(person, qtbot) -> None:
    case = cases.registered(desk_of(person), samples=2)
    page = person.at("qc", case)
    page.go_to("samples")
    tab = next(one for one in page.pages if one.NAME == "samples")
    assert tab.asked.text() == "客户提供了 2 个样品"
    qtbot.mouseClick(tab.seal_button, hands.LEFT)
    record = person.window.shell.record.keeper.record
    assert record.kind.code == "seal_label"


def test_costs_are_added_up(person) -> None:
    desk = desk_of(person)
    case = cases.registered(desk)
    for amount in ("350", "1200.50"):
        casework.add(factory.seat(desk, "merch"), case, "costs", {"item": "运费", "amount": amount, "hours": "2"})
    page = person.at("merch", case)
    page.go_to("costs")
    assert next(one for one in page.pages if one.NAME == "costs").total.text() == "合计 1,550.50 元　工时 4 h"


@pytest.mark.parametrize("login", ["sales", "qc", "gm"])
def test_every_tab_opens_for_everybody_and_keys_turn_them(person, qtbot, login) -> None:
    page = person.at(login, cases.registered(desk_of(person)))
    for one in page.pages:
        page.go_to(one.NAME)
        assert page.tab == one.NAME
    page._turn(1)
    assert page.tab == "next"
    page._turn(-1)
    assert page.tab == "history"


def test_the_history_sheet_of_the_case_is_previewed_as_it_prints(person, in_dialog) -> None:
    page = person.at("qc", cases.registered(desk_of(person)))
    seen: list[str] = []
    in_dialog(lambda dialog: (seen.append(type(dialog).__name__), dialog.reject()))
    page.head.printing.emit("preview")
    assert seen == ["Preview"]


def test_photos_hung_up_on_their_tab_are_saved_at_once(person, tmp_path) -> None:
    from PySide6.QtGui import QImage

    case = cases.registered(desk_of(person))
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    image.save(str(tmp_path / "断口.png"))
    page = person.at("pemgr", case)
    page.go_to("photos")
    rows = next(one for one in page.pages if one.NAME == "photos").rows
    assert rows["description_photos"].closed
    rows["cause_photos"].add([tmp_path / "断口.png"])
    assert [entry["name"] for entry in records.get(desk_of(person), case).values["cause_photos"]] == ["断口.png"]


def test_a_case_is_made_void_by_picking_one_of_the_two_reasons_that_count(person, in_dialog, qtbot) -> None:
    """E3.9"""
    case = cases.received(desk_of(person))
    page = person.at("qcmgr", case)
    picks = []

    def answer(dialog) -> None:
        picks.extend(pick.text() for pick in dialog.picks)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        person.sign(dialog, "客户选错了，另开一件")

    in_dialog(answer)
    page.head.buttons["void"].click()
    assert picks == ["录入错误", "测试"]
    assert records.get(desk_of(person), case).state == "void"


def test_a_draft_of_a_case_is_made_void_for_whatever_reason_is_typed(person, in_dialog) -> None:
    case = records.create(factory.seat(desk_of(person), "sales"), "case", cases.SPINDLE).record
    page = person.at("qcmgr", case)
    picks = [None]
    in_dialog(lambda dialog: (picks.extend(dialog.picks), person.sign(dialog, "不用了")))
    page.head.buttons["void"].click()
    assert picks == [None]
    assert records.get(desk_of(person), case).state == "void"
