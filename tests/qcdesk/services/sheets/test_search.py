"""Lists filtered while typing, and what waits for whom."""

from datetime import timedelta

import factory
import papers
import pytest

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Link
from qcdesk.services.basics import people
from qcdesk.services.papers import copy_list
from qcdesk.services.sheets import records, search
from qcdesk.services.sheets.search import Query


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """1: an anomaly; 2: a label with letters that mean something to LIKE; 3: a rework sheet."""
    factory.draft(desk)
    factory.draft(desk, "seal_label", factory.label(customer="单雄信车行", defect="100%_电镀\\起泡"), by="qc")
    factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    return desk


def found(desk: Desk, text: str = "", **wish: object) -> list[int]:
    return sorted(row.id for row in search.find(desk, Query(text, **wish)).rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [1, 2, 3]),
        ("环岭", [1, 3]),
        ("断裂", [1]),
        ("芯轴断裂", [1]),
        ("xzdl", [1]),
        ("XZDL", [1]),
        ("hlzxc", [1, 3]),
        ("sxx", [2]),
        ("dxx", [2]),
        ("HL-26-0917", [1]),
        ("hl-26-09", [1, 3]),
        ("b261022", [3]),
        ("异常反馈", [1]),
        ("返工 反光片", [3]),
        ("环岭 断裂", [1]),
        ("环岭 电镀", []),
        ("%", [2, 3]),
        ("_", [2]),
        ("\\", [2]),
        ("100%_", [2]),
        ("0%电", []),
        ("hl260917", [1]),
        ("HL26", [1, 3]),
        ("贝壳纹", [1]),
        ("没有的词", []),
        ("' OR 1=1 --", []),
        ("'; DROP TABLE record; --", []),
        ("断\x00裂", []),
    ],
)
def test_words_are_found_as_substrings(filled: Desk, text: str, ids: list[int]) -> None:
    assert found(filled, text) == ids


def test_number_is_found_once_drawn(filled: Desk) -> None:
    factory.walk(filled, 2, "submit")
    number = factory.number(filled, 2)
    assert found(filled, number.lower()) == found(filled, number) == [2]


def test_label_scanned_into_the_search_is_found_by_its_number(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    copy = papers.printed(desk, label)
    said = copy.code.label(copy.number, 1)
    assert found(desk, said) == [label]
    assert search.numbered(desk, said) == records.get(desk, said).id == label
    assert [one.id for one in copy_list.numbered(desk, said)] == [copy.id]
    assert [one.id for one in copy_list.listed(desk, text=said)] == [copy.id]
    assert Link("sample_no", "样品编号", "Sample no.", to="seal_label", limit=14).parse(said) == copy.number


def test_lists_are_narrowed_by_form_state_and_person(filled: Desk) -> None:
    factory.walk(filled, 2, "submit")
    assert found(filled, forms=("seal_label", "rework_record")) == [2, 3]
    assert found(filled, states=("draft",)) == [1, 3]
    assert found(filled, person="prod") == [3]
    assert [row.id for row in search.my_drafts(factory.seat(filled, "prod"))] == [3]


@pytest.mark.parametrize("column", search.SORTABLE)
def test_every_column_sorts_both_ways(filled: Desk, column: str) -> None:
    up = [row.id for row in search.find(filled, Query(order=column)).rows]
    down = [row.id for row in search.find(filled, Query(order=f"-{column}")).rows]
    assert sorted(up) == sorted(down) == [1, 2, 3]


@pytest.mark.parametrize("order", ["payload", "id; DROP TABLE record", "-", "search", "(SELECT 1)", "__class__"])
def test_other_orders_are_refused(filled: Desk, order: str) -> None:
    with pytest.raises(Refused, match="不能按“"):
        search.find(filled, Query(order=order))


def test_pages_do_not_overlap(filled: Desk) -> None:
    pages = [search.find(filled, Query(order="id", offset=at, limit=2)) for at in (0, 2, 4)]
    assert [[row.id for row in page.rows] for page in pages] == [[1, 2], [3], []]
    assert {page.total for page in pages} == {3}


def test_row_says_what_a_list_shows(filled: Desk) -> None:
    row = search.find(filled, Query("断裂")).rows[0]
    assert (row.title, row.state_label, row.customer, row.defect, row.severity, row.day) == (
        "产品品质异常反馈处理表", "草稿", "环岭自行车（样例）有限公司", "芯轴断裂", "严重", "2026-11-03",
    )  # fmt: skip


def test_waiting_is_what_one_may_do_next(filled: Desk) -> None:
    factory.walk(filled, 1, "submit")
    factory.walk(filled, 2, "submit", "review")
    waits = {
        login: [(item.row.id, item.action) for item in search.waiting(factory.seat(filled, login))]
        for login in ("merchlead", "merchmgr", "qcmgr", "pmgr", "sales")
    }
    assert waits == {
        "merchlead": [(1, "found_check")], "merchmgr": [(1, "review")], "qcmgr": [], "pmgr": [(2, "approve")],
        "sales": [],
    }  # fmt: skip


def test_figures_of_the_workbench(filled: Desk) -> None:
    factory.walk(filled, 2, *factory.CHAIN)
    factory.take(filled, 3, "void", "merch", reason="重复")
    said = search.counts(factory.seat(filled, "merch"))
    assert said == {"waiting": 0, "drafts": 1, "in_flow": 0, "approved_this_month": 1, "void": 1}


def test_month_begins_at_midnight_of_the_office(filled: Desk) -> None:
    """At 00:05 of the first it is still the last day of the month before in UTC."""
    factory.walk(filled, 2, *factory.CHAIN)
    first = filled.clock.wall().replace(day=1, hour=0, minute=5)
    filled.store.sql("UPDATE record SET updated_at = ? WHERE id = 2", (Clock(first).stamp(),))
    earlier = Clock(first - timedelta(minutes=6)).stamp()
    filled.store.sql("UPDATE record SET updated_at = ? WHERE id = 1", (earlier,))
    assert found(filled, this_month=True) == [2, 3]
    assert search.counts(filled)["approved_this_month"] == 1


def test_what_was_approved_last_month_is_not_counted_again_for_what_was_written_into_it_since(filled: Desk) -> None:
    """本月核准 by the time of 核准; 本月改动 by that of the last change."""
    first = filled.clock.wall().replace(day=1, hour=9, minute=0)
    factory.walk(filled.at(Clock(first - timedelta(days=2))), 1, *factory.CHAIN)
    factory.walk(filled, 2, *factory.CHAIN)
    filled.store.sql("UPDATE record SET updated_at = ? WHERE id = 1", (Clock(first).stamp(),))
    assert found(filled, this_month=True, states=("approved",)) == [2]
    assert search.counts(filled)["approved_this_month"] == 1
    assert found(filled, this_month=True) == [1, 2, 3]


def test_draft_is_found_by_the_name_the_lists_give_it(desk) -> None:
    draft = factory.draft(desk)
    for text in (f"草稿 {draft}", f"草稿{draft}"):
        assert [row.id for row in search.find(desk, search.Query(text)).rows] == [draft]


def test_bytes_that_other_hands_put_into_a_list_are_shown_as_damaged_text(local_desk: Desk) -> None:
    factory.draft(local_desk)
    local_desk.store.sql("UPDATE record SET customer = X'41FF', updated_at = X'42FF'")
    row = search.find(local_desk, Query()).rows[0]
    assert (row.customer, row.updated_at) == ("A\ufffd", "B\ufffd")


def test_a_draft_shows_what_its_writer_typed_and_did_not_save(desk: Desk) -> None:
    merch = factory.seat(desk, "merch")
    record = factory.draft(desk, values={})
    records.keep_working(merch, record, 1, {"customer": "云麓电动车", "lot_qty": "五"})
    [mine] = search.my_drafts(merch)
    assert (mine.customer, mine.unsaved) == ("云麓电动车", True)
    [others] = search.find(factory.seat(desk, "qc"), Query()).rows
    assert (others.customer, others.unsaved) == ("", False)
    records.forget_working(merch, record)
    assert not search.my_drafts(merch)[0].unsaved


def test_draft_is_found_by_its_digits_beside_whatever_else_has_them(filled: Desk) -> None:
    signed = factory.walk(filled, factory.draft(filled, "seal_label", factory.label(), by="qc"), "submit")
    assert 2 in found(filled, "2")
    assert signed in found(filled, str(filled.clock.today().year))
    assert signed not in found(filled, f"草稿 {signed}")
    lonely = factory.draft(filled, values={"description": "没有数字"})
    assert lonely in found(filled, str(lonely))
    assert lonely not in found(filled, f"{lonely}7")


def test_sheet_with_another_s_name_in_it_waits_behind_what_one_may_sign_and_is_not_counted(desk: Desk) -> None:
    names = {login: people.get(desk, login).name for login in ("engmgr", "qcmgr")}
    made = []
    for login in ("qcmgr", "engmgr"):
        values = {**factory.sample("inspection_report-spindle"), "witness": names[login]}
        record = factory.draft(desk, "inspection_report", values, by="sales")
        made.append(factory.walk(desk, record, "register", "take_in", "contact", "test"))
    at_desk = factory.seat(desk, "engmgr")
    waits = search.waiting(at_desk)
    assert [(item.row.id, item.anothers) for item in waits] == [(made[1], False), (made[0], True)]
    assert f"请由{names['qcmgr']}签认" in waits[1].untickable
    assert search.counts(at_desk, waits)["waiting"] == search.counts(at_desk)["waiting"] == 1
