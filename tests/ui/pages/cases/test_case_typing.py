"""What is typed into a case: it opens the step, is judged as it stands, and none of it is lost."""

import cases
import factory
import hands
from PySide6.QtWidgets import QLabel

from qcdesk.services.sheets import records


def test_typing_opens_the_step_and_the_pin_takes_it(person, qtbot) -> None:
    case = cases.registered(person.desk)
    page = person.at("pemgr", case)
    assert "原因分析：必须填写" in hands.words(page.next.lacks)
    person.fill(page, cause="热处理硬度偏高，芯部 52 HRC")
    qtbot.waitUntil(page.head.buttons["analyse"].isEnabled)
    assert "没有缺的" in hands.words(page.next.lacks)
    person.step(page, "analyse")
    found = records.get(person.desk, case)
    assert found.state == "review"
    assert found.values["cause"] == "热处理硬度偏高，芯部 52 HRC"
    assert found.signature("analysed").name == "蒋样十"
    assert page.head.state_chip.text() == "待审查"
    assert page.tab == "next"


def test_the_judgement_follows_what_is_typed_and_tells_its_clauses(person, qtbot) -> None:
    case = cases.received(person.desk, description="外观不良")
    page = person.at("qc", case)
    assert "判定标准没有一条适用" in page.next.judgement.sentence.text()
    assert not page.head.buttons["register"].isEnabled()
    person.fill(page, defect_codes="芯轴断裂", defect_qty="3")
    qtbot.waitUntil(lambda: page.next.judgement.sentence.text().startswith("严重程度"))
    told = hands.words(page.next.judgement)
    assert "不良项目：芯轴断裂，列在“严重程度”" in told
    assert "S4:235-264" in told


def test_a_grade_given_by_hand_is_told_with_its_reason(person) -> None:
    desk = person.desk
    case = cases.received(desk, description="外观不良")
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "defect_codes": ["其他"], "severity": "一般",
                                                 "override_reason": "只是外观，客户可以接受"})  # fmt: skip
    page = person.at("qc", case)
    assert "没有一条适用，由品管判定" in hands.words(page.next.judgement)
    assert "品管判为“一般”：只是外观，客户可以接受" in hands.words(page.next.judgement)


def test_an_override_needs_its_reason(person, qtbot) -> None:
    case = cases.received(person.desk)
    page = person.at("qc", case)
    person.fill(
        page, defect_codes="芯轴断裂", nature="质量问题", branch="加工装配不良", duty_dept="装配", severity="一般"
    )
    page._show_steps()
    assert "请写明改判理由" in hands.words(page.next.lacks)
    person.fill(page, override_reason="客户自行拆装所致")
    person.step(page, "register")
    found = records.get(person.desk, case).values
    assert (found["severity"], found["grade"]) == ("一般", "严重")


def test_what_does_not_fit_is_told_in_its_field_and_f8_goes_there(person, qtbot) -> None:
    case = cases.received(person.desk)
    page = person.at("qc", case)
    person.fill(page, defect_qty="三个")
    assert page.next.findChild(QLabel, "fault_defect_qty").text().startswith("“三个”不是数字")
    page._next_fault()
    assert hands.focused().objectName() == "defect_qty"
    person.fill(page, defect_qty="3")
    page._show_steps()
    page._next_fault()
    assert hands.focused().objectName() == "defect_codes"


def test_the_written_material_is_asked_for_first_until_it_is_there(person) -> None:
    case = cases.received(person.desk, channel="电话(须补书面)", received_at="2026-11-20T10:00")
    page = person.at("sales", case)
    order = list(page.next.forms)
    assert order.index("written") < order.index("product")
    person.fill(page, written_on="2026/11/20 11:00")
    assert page.save()
    assert list(page.next.forms)[-1] == "written"
    assert records.get(person.desk, case).values["written_on"] == "2026-11-20T11:00"


def test_another_persons_cells_are_closed_with_the_sentence(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("wh", case)
    editor = page.next.forms["cause"].editors["cause"]
    assert editor.isReadOnly()
    assert "填写" in editor.toolTip()


def test_typing_is_kept_when_one_leaves_in_a_hurry(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("pemgr", case)
    person.fill(page, cause="还没有写完")
    person.window.shell.leave_record()
    assert records.get(person.desk, case).values["cause"] == "还没有写完"


def test_what_cannot_be_saved_comes_back_as_typed(person) -> None:
    case = cases.received(person.desk)
    page = person.at("qc", case)
    person.fill(page, defect_qty="三个")
    page.keeper.keep()
    page = person.at("qc", case)
    assert page.next.findChild(QLabel, "fault_defect_qty").text()
    assert page.next.forms["judging"].editors["defect_qty"].value() == "三个"
    assert page.restored.isVisible()


def test_somebody_elses_change_is_told_field_by_field(person, qtbot) -> None:
    desk = person.desk
    case = cases.registered(desk)
    page = person.at("pemgr", case)
    person.fill(page, cause="我写的原因")
    other = factory.seat(desk, "duty")
    records.save(other, case, records.get(other, case).version, {"cause": "他写的原因"})
    assert not page.save()
    assert page.banner.isVisible()
    hands.click(page.banner, "keep_cause")
    assert page.save()
    assert records.get(desk, case).values["cause"] == "我写的原因"


def test_a_line_added_on_another_tab_leaves_the_typing_where_it_is(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("pemgr", case)
    person.fill(page, cause="还在写")
    card = person.tab(page, "contacts").card
    person.line(card.add_button, way="电话", said="告知正在分析")
    assert not page.banner.isVisible()
    assert card.listing.rows.rowCount() == 1
    assert page.next.forms["cause"].editors["cause"].value() == "还在写"
    assert page.save()
    found = records.get(person.desk, case).values
    assert (found["cause"], found["contacts"][0]["said"]) == ("还在写", "告知正在分析")
