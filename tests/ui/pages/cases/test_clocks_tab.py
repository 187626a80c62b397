"""The clocks of a case: each is one calm line, and is paused, put off, waived, started and met there."""

import cases
import hands

from qcdesk.services.sheets import records


def choose(tab, label: str) -> None:
    lines = tab.listing.rows.rows
    tab.listing.selectRow(next(at for at, line in enumerate(lines) if line[1]["label"] == label))


def clock(person, case: int, label: str) -> dict[str, str]:
    return next(one for one in records.get(person.desk, case).values["clocks"] if one["label"] == label)


def test_clocks_are_paused_resumed_and_put_off_on_the_page(person, qtbot) -> None:
    case = cases.registered(person.desk)
    page = person.at("qcmgr", case)
    tab = person.tab(page, "clocks")
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
    tab = person.tab(page, "clocks")
    assert not tab.extend_button.isEnabled()
    assert "品管主管" in tab.extend_button.toolTip()


def test_a_deadline_is_one_calm_line_and_told_in_full_below_when_it_is_chosen(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("qcmgr", case)
    tab = person.tab(page, "clocks")
    assert [column.title for column in tab.listing.rows.columns] == ["事项", "到期", "剩余", "状态"]
    choose(tab, "责任人及时回复")
    said = hands.words(tab.detail)
    assert "“星期六需要计算在两个工作日内" in said
    assert said.count("S2:64") == 1
    assert said.count(clock(person, case, "责任人及时回复")["steps"]) == 1
    choose(tab, "首次回复客户")
    assert "S2:64" not in hands.words(tab.detail)


def test_clock_that_only_the_office_knows_of_is_started_and_met_on_the_page(person) -> None:
    """E1.4 E4.3"""
    case = cases.registered(person.desk)
    page = person.at("sales", case)
    tab = person.tab(page, "clocks")
    assert not tab.pause_button.isEnabled()
    person.line(tab.start_button, rule="超权限投诉上报主管：1 个工作日，REPORT-1WD", reason="客户要求赔偿三万")
    assert clock(person, case, "超权限投诉上报主管")["reason"] == "人工开始：客户要求赔偿三万"
    choose(tab, "超权限投诉上报主管")
    person.line(tab.met_button, reason="已当面报告")
    assert "stopped_at" in clock(person, case, "超权限投诉上报主管")
    choose(tab, "首次回复客户")
    person.line(tab.met_button, reason="早就回了")
    assert "不在这里记" in person.refused
