"""Since when a sheet waits for somebody, and that one which other hands have broken hides none of the others."""

from datetime import UTC, datetime, timedelta

import cases
import factory
import pytest

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.basics import deputies
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework, for_the_top
from qcdesk.services.sheets import arrived, records, search
from qcdesk.services.sheets.search import DAMAGED, SHUT
from ui.pages import with_others

BEGAN = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)
ROUND = {"recheck_date": "2026-11-20", "recheck_sample": 20, "recheck_ng": 0, "recheck_result": "合格"}
NO_JSON = '{"rework_qty": 7'


def later(desk: Desk, hours: int) -> Desk:
    """So long after it began."""
    return desk.at(Clock(BEGAN + timedelta(hours=hours)))


def waits(desk: Desk, login: str) -> list[tuple[int, str]]:
    return [(item.row.id, item.since) for item in search.waiting(factory.seat(desk, login))]


def saved(desk: Desk, record: int, login: str, **values: object) -> None:
    records.save(factory.seat(desk, login), record, records.get(desk, record).version, values)


def produced(desk: Desk) -> int:
    """A rework record whose 重检 somebody has to fill in, since two hours after it began."""
    values = factory.sample("rework_record-reflector") | {"recheck": None, "final": None}
    record = factory.draft(later(desk, 0), "rework_record", values, by="prod")
    factory.take(later(desk, 1), record, "issue")
    return int(factory.take(later(desk, 2), record, "produce").record or 0)


def test_saving_a_cell_does_not_make_a_sheet_wait_anew(desk: Desk) -> None:
    record = produced(desk)
    came = [(record, "2027-03-01 11:30")]
    assert waits(desk, "qc") == came
    saved(later(desk, 30), record, "qc", recheck=[ROUND])
    assert waits(desk, "qc") == came
    saved(later(desk, 31), record, "qc", final="合格入库送货")
    assert waits(desk, "qcmgr") == came
    prod = factory.seat(desk, "prod")
    assert [(one.row.id, one.since) for one in with_others.read(prod, ()).rows] == came


def test_every_step_there_and_back_makes_it_wait_anew(desk: Desk) -> None:
    record = factory.draft(later(desk, 0), "seal_label", factory.label(), by="qc")
    for hours, action in enumerate(("submit", "return", "submit"), start=1):
        factory.take(later(desk, hours), record, action, reason="退回" if action == "return" else "")
    assert waits(desk, "qcmgr") == [(record, "2027-03-01 12:30")]
    factory.take(later(desk, 5), record, "review")
    assert waits(desk, "qcmgr") == []
    assert arrived.since(desk, [record]) == {record: Clock(BEGAN + timedelta(hours=5)).stamp()}


def test_the_longest_waiting_stands_first_whatever_was_written_on_it_since(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = produced(desk)
    second = factory.draft(later(desk, 3), "rework_record", records.get(desk, first).values, by="prod")
    for action in ("issue", "produce"):
        factory.take(later(desk, 4), second, action)
    saved(later(desk, 9), first, "qc", recheck=[ROUND])
    assert [record for record, _ in waits(desk, "qc")] == [first, second]
    alone = search.waiting(factory.seat(desk, "qc"), limit=1)
    assert [item.row.id for item in alone] == [first]
    prod = factory.seat(desk, "prod")
    assert [one.row.id for one in with_others.read(prod, ()).rows] == [first, second]
    monkeypatch.setattr(with_others, "MOST", 1)
    handed = with_others.read(prod, ())
    assert ([one.row.id for one in handed.rows], handed.more) == ([first], 1)


def test_departments_that_sign_side_by_side_do_not_make_each_other_wait_anew(desk: Desk) -> None:
    both = ["加工", "装配"]
    values = factory.anomaly(duty_dept=both, own_blocks=both)
    values |= {f"{name}@装配": values[name] for name in ("cause", "cause_class") if name in values}
    record = factory.draft(later(desk, 0), values=values)
    for hours, action in enumerate(("submit", "found_check", "grade", "analyse"), start=1):
        factory.take(later(desk, hours), record, action)
    assert [label for label in records.get(desk, record).signatures if label.slot == "cause_by"]
    assert waits(desk, "duty") == [(record, "2027-03-01 12:30")]


def two_labels(desk: Desk) -> tuple[int, int]:
    """Both wait for the 审核 of 品管主管."""
    return factory.submitted_label(desk), factory.submitted_label(desk)


def broken(desk: Desk, record: int, payload: str = NO_JSON) -> str:
    """By other hands; gives its number."""
    number = factory.number(desk, record)
    desk.store.sql("UPDATE record SET payload = ? WHERE id = ?", (payload, record))
    return number


@pytest.mark.parametrize("payload", [NO_JSON, "[7]", ""])
def test_a_sheet_that_other_hands_broke_is_told_as_such_and_the_others_still_wait(desk: Desk, payload: str) -> None:
    bad, good = two_labels(desk)
    number, at_desk = broken(desk, bad, payload), factory.seat(desk, "qcmgr")
    told, whole = search.waiting(at_desk)
    assert (told.row.id, told.row.number, told.label, told.unread, told.to_fill) == (bad, number, DAMAGED, True, False)
    assert told.untickable.startswith(f"记录 {number} 的内容已损坏，请在“系统 → 核对数据”里查明")
    assert (whole.row.id, whole.action, whole.unread) == (good, "review", False)
    assert search.counts(at_desk)["waiting"] == 2


def test_a_broken_sheet_is_told_to_who_fills_in_and_to_who_handed_it_in_too(desk: Desk) -> None:
    bad, good = produced(desk), produced(desk)
    broken(desk, bad)
    assert [(one.row.id, one.label) for one in search.waiting(factory.seat(desk, "qc"))] == [
        (bad, DAMAGED), (good, "轮到您填：重检结果、最终处理"),
    ]  # fmt: skip
    handed = with_others.read(factory.seat(desk, "prod"), ()).rows
    assert [(one.row.id, one.whom) for one in handed] == [(bad, DAMAGED), (good, "品管员")]


def serious_late(desk: Desk, month: str = "2026-11", hours: int = 24) -> int:
    """A case in handling that was judged anew, as serious, so long after it came there."""
    _, last = (cases.small_on(desk, f"{month}-{day}") for day in ("02", "20"))
    cases.walk(later(desk, 0), last, "simplify")
    cases.small_on(desk, f"{month}-10", entered=f"{month}-23")
    cases.step(later(desk, hours), last, "rejudge", "qcmgr", "补录了 10 日的一件")
    return last


def test_the_top_is_told_first_of_what_was_judged_anew_first_whatever_was_written_since(desk: Desk) -> None:
    second, first = serious_late(desk, "2026-11", 48), serious_late(desk, "2026-09", 24)
    casework.add(factory.seat(later(desk, 60), "sales"), first, "contacts", {"way": "电话", "said": "告知进展"})
    told = [[row.id for row in for_the_top.late(factory.seat(desk, "gm"), limit)] for limit in (1, 2)]
    assert told == [[first], [first, second]]


def deputised(desk: Desk) -> None:
    """The merchandiser stands for the 总经理 today."""
    day = desk.clock.today().isoformat()
    deputies.name(factory.seat(desk, "gm"), "gm", "merch", (day, day), Proof("gm"))


def test_a_case_waits_for_the_top_since_it_was_judged_anew_and_for_others_as_before(desk: Desk) -> None:
    case = serious_late(desk)
    assert waits(desk, "gm") == [(case, "2027-03-02 09:30")]
    assert (case, "2027-03-01 09:30") in waits(desk, "merch")


def test_a_case_that_waits_for_one_person_twice_waits_since_two_times(desk: Desk) -> None:
    """Among other sheets each of the two stands where its own time belongs."""
    case = serious_late(desk)
    deputised(desk)
    between = cases.walk(later(desk, 12), cases.small_on(desk, "2026-09-12"), "simplify")
    told = [(one.row.id, one.label, one.since) for one in search.waiting(factory.seat(desk, "merch"))]
    assert told == [
        (case, "处理完成", "2027-03-01 09:30"), (between, "处理完成", "2027-03-01 21:30"),
        (case, "高层受理，指派资源（代何例八）", "2027-03-02 09:30"),
    ]  # fmt: skip


def test_a_broken_case_is_told_to_the_top_once(desk: Desk) -> None:
    """To himself as to his deputy, who might deal with it as a merchandiser too."""
    case = serious_late(desk)
    deputised(desk)
    broken(desk, case)
    for login in ("gm", "merch"):
        told = [(one.label, one.unread) for one in search.waiting(factory.seat(desk, login)) if one.row.id == case]
        assert told == [(DAMAGED, True)], login


def test_a_sheet_of_a_form_that_a_newer_program_has_is_told_with_what_to_do(desk: Desk) -> None:
    bad, good = two_labels(desk)
    desk.store.sql("UPDATE record SET revision = 'Z/9' WHERE id = ?", (bad,))
    told, whole = search.waiting(factory.seat(desk, "qcmgr"))
    assert (told.label, told.untickable.endswith("请更新 QCDesk")) == (SHUT, True)
    assert whole.row.id == good


def test_typing_that_other_hands_broke_hides_no_draft(desk: Desk) -> None:
    merch, record = factory.seat(desk, "merch"), factory.draft(desk)
    records.keep_working(merch, record, 1, {"customer": "云麓电动车"})
    desk.store.sql("UPDATE working SET content = ?", (NO_JSON,))
    assert [(row.id, row.unsaved) for row in search.my_drafts(merch)] == [(record, True)]
