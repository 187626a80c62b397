"""Steps that lead a case back from its handling, or judge it anew where it stands, taken in the window."""

import cases

from qcdesk.services.sheets import records
from ui.pages.cases.flow_line import stations
from ui.paper.kept_page import said_before

TILL_HANDLING = ("register", "analyse", "pass_review", "plan", "pass_plan")


def way(page, action: str):
    return next(one for one in page.ways if one.step.action == action)


def test_countermeasure_that_cannot_be_done_is_sent_back_and_the_flow_counts_it(person) -> None:
    """E0.1: what it ends is said before."""
    desk = person.desk
    case = cases.walk(desk, cases.received(desk), *TILL_HANDLING)
    page = person.at("merch", case)
    said = said_before(page.keeper.record, way(page, "replan").step)
    assert "退回到“制定对策”，将失效的签名：对策 " in said
    assert "对策审核 " in said
    person.step(page, "replan", "客户总装线不让人进场")
    assert records.get(desk, case).state == "planning"
    assert sent_back(page) == [("处理", 1)]


def sent_back(page) -> list[tuple[str, int]]:
    return [(one.label, one.back) for one in page.head.flow.stations if one.back]


def test_plan_changed_after_the_work_is_counted_at_the_stage_it_was_changed_at(person) -> None:
    """E0.1: one step leads back to the plan from re-inspection, from the delivery and from the answer."""
    desk = person.desk
    case = cases.handled(desk)
    page = person.at("merch", case)
    person.step(page, "replan_done", "客户另要补 10 付")
    assert sent_back(page) == [("重检", 1)]
    cases.walk(desk, case, "plan", "pass_plan", "handle", "recheck_on_site")
    page = person.at("merch", case)
    person.step(page, "replan_done", "客户又要补 5 付")
    assert sent_back(page) == [("重检", 1), ("回复客户", 1)]


def marked(desk, received: str, entered: str) -> int:
    return cases.small_on(desk, f"2026-11-{received}", f"2026-11-{entered}")


def test_case_judged_too_soon_is_judged_anew_on_its_own_page(person) -> None:
    """E4.1 S4:264: the case stays where it is and counts no way back."""
    desk = person.desk
    _, last, _ = (marked(desk, day, entered) for day, entered in (("02", "02"), ("20", "20"), ("10", "23")))
    page = person.at("qcmgr", last)
    assert "仍在“分析中”，将失效的签名：登记判定 " in said_before(page.keeper.record, way(page, "rejudge").step)
    person.step(page, "rejudge", "补录了 11-10 的一件")
    record = records.get(desk, last)
    assert (record.state, record.values["severity"]) == ("analysis", "严重")
    assert [one.how for one in stations(record, {})][:4] == ["已完成", "已完成", "现在在这里", "还没有到"]
    assert "rejudge" not in [one.step.action for one in page.ways]


def test_ways_that_would_change_nothing_have_no_button(person) -> None:
    """E4.1 S4:264: the month's first keeps its grade; one signature of the short way stands for its plan too."""
    desk = person.desk
    first, last, _ = (marked(desk, day, entered) for day, entered in (("02", "02"), ("20", "20"), ("10", "23")))
    short = cases.walk(desk, cases.small(desk, received_at="2026-10-05T10:00"), "simplify")
    pages = {case: person.at("qcmgr", case) for case in (first, last, short)}
    shown = {case: {"rejudge", "replan", "reanalyse"} & set(page.head.buttons) for case, page in pages.items()}
    assert shown == {first: set(), last: {"rejudge"}, short: {"reanalyse"}}
