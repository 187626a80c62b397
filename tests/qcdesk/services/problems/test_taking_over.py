"""The measures of an 8D come into the list of the case: each once, of its kind, naming its sheet."""

from typing import Any

import cases
import factory
import pytest
from drafts import put

from qcdesk.cases.lists import ACTIONS
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import action_results, advising, casework
from qcdesk.services.problems import taking_over
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying

TOLD = "取入 8D 的措施"
RECEIVED = "2026-11-01T09:00"
NOW = "2026-11-23T09:00"


@pytest.fixture
def monday(desk: Desk) -> Desk:
    return cases.at(desk, NOW)


@pytest.fixture
def case(monday: Desk) -> int:
    return cases.registered(monday, received_at=RECEIVED, customer="环岭自行车（样例）有限公司")


CONTAIN, ANALYSE, IMPLEMENT = ("contain", "qc"), ("analyse", "duty"), ("implement", "duty")
VERIFY, STANDARDISE = ("verify", "qc"), ("standardise", "eng")


def lines(desk: Desk, case: int) -> list[dict[str, Any]]:
    return cases.value(desk, case, "actions") or []


def take(desk: Desk, case: int, by: str = "qc") -> None:
    taking_over.take(factory.seat(desk, by), case)


def test_what_was_contained_at_one_customer_is_no_measure_of_another(monday: Desk, case: int) -> None:
    """E3.4: its places and counts are his; what was corrected holds for both."""
    made = cases.report(monday, case, CONTAIN, ANALYSE, IMPLEMENT)
    other = cases.registered(monday, received_at=RECEIVED)
    casework.share_8d(factory.seat(monday, "qc"), made, [other], cases.HOLDS_HERE)
    take(monday, other)
    assert {row["kind"] for row in lines(monday, other)} == {"纠正"}
    assert [row for row in advising.advice(monday, records.get(monday, other)) if "措施还没有列入" in row] == []


PERM = [
    {"action": "成形刀片定寿命 800 支", "owner": "韩例二", "plan": "2026-11-28"},
    {"action": "每炉 5 支测硬度", "owner": "沈例一", "plan": "2026-11-30"},
]


def test_d3_d5_and_d7_come_as_interim_corrective_and_preventive_with_owner_due_and_done(
    monday: Desk, case: int
) -> None:
    """E3.9"""
    made = cases.report(monday, case, CONTAIN, ANALYSE, IMPLEMENT, VERIFY, STANDARDISE)
    number = records.get(monday, made).number
    take(monday, case)
    found = lines(monday, case)
    assert [row["kind"] for row in found] == ["临时"] * 5 + ["纠正"] * 3 + ["预防"]
    assert found[0] == {"kind": "临时", "what": "客户端库存 260：外派拆检，不合格换新", "owner": "朱例四",
                        "due": "2026-11-07", "done": "2026-11-07", "sheet": f"{number} D3-1"}  # fmt: skip
    first = found[5]
    assert (first["owner"], first["due"], first["done"]) == ("韩例二", "2026-11-08", "2026-11-08")
    assert (first["sheet"], first["method"][:9]) == (f"{number} D5-1", "11-20 复查三")
    assert "result" not in first
    assert found[8]["what"].startswith("标准化：作业指导书、检验规范、FMEA/控制计划、横向展开（WI-MC-031 B/2")
    assert (found[8]["owner"], found[8]["done"], found[8]["sheet"]) == ("褚样八", "2026-11-23", f"{number} D7")
    assert history.told(monday, case)[-1].sentence == TOLD
    assert verifying.verify(monday) == []


def test_taken_twice_nothing_comes_twice(monday: Desk, case: int) -> None:
    """E3.9"""
    cases.report(monday, case, CONTAIN, ANALYSE, IMPLEMENT)
    take(monday, case)
    before = lines(monday, case)
    with pytest.raises(Refused, match="8D 里没有还没列入的措施"):
        take(monday, case)
    assert lines(monday, case) == before


def test_planned_measures_come_before_they_are_done_and_their_end_is_brought_later(monday: Desk, case: int) -> None:
    """E3.9: what nobody has done yet is due in the case, too."""
    made = cases.report(monday, case, CONTAIN, ANALYSE, perm=PERM)
    take(monday, case)
    assert [row.get("done") for row in lines(monday, case)[5:]] == [None, None]
    put(monday, made, "duty", perm=[{**PERM[0], "done": "2026-11-20"}, PERM[1]])
    offer = taking_over.offered(monday, records.get(monday, case))
    assert (offer.new, dict(offer.renewed)) == ((), {6: {"done": "2026-11-20"}})
    take(monday, case)
    assert [row.get("done") for row in lines(monday, case)[5:]] == ["2026-11-20", None]


def test_line_put_in_between_is_new_and_moves_no_other(monday: Desk, case: int) -> None:
    """E3.9"""
    made = cases.report(monday, case, CONTAIN, ANALYSE, perm=PERM)
    take(monday, case)
    new = {"action": "热处理炉温曲线随货", "owner": "沈例一", "plan": "2026-11-29"}
    put(monday, made, "duty", perm=[PERM[0], new, PERM[1]])
    take(monday, case)
    assert [row["what"] for row in lines(monday, case)[5:]] == [one["action"] for one in (*PERM, new)]


def test_line_reworded_in_the_8d_is_the_same_measure(monday: Desk, case: int) -> None:
    """E3.9"""
    made = cases.report(monday, case, CONTAIN, ANALYSE, perm=PERM)
    take(monday, case)
    put(monday, made, "duty", perm=[{**PERM[0], "action": "成形刀片定寿命 600 支"}, PERM[1]])
    assert taking_over.offered(monday, records.get(monday, case)).count == 0


def test_line_reworded_after_it_was_verified_is_another_measure(monday: Desk, case: int) -> None:
    """E3.9: what was verified is not what the 8D says there now."""
    done = {**PERM[0], "done": "2026-11-20"}
    made = cases.report(monday, case, CONTAIN, ANALYSE, perm=[done, PERM[1]])
    take(monday, case)
    casework.change(factory.seat(monday, "qc"), case, "actions", 6, {"result": "合格", "method": "抽 20 支"})
    put(monday, made, "duty", perm=[{**done, "action": "成形刀片定寿命 600 支"}, PERM[1]])
    assert [row["what"] for row in taking_over.offered(monday, records.get(monday, case)).new] == [
        "成形刀片定寿命 600 支"
    ]
    take(monday, case)
    found = [(row["what"], row.get("result")) for row in lines(monday, case)[5:]]
    assert found == [(PERM[0]["action"], "合格"), (PERM[1]["action"], None), ("成形刀片定寿命 600 支", None)]


def test_measure_without_an_owner_is_told_and_not_taken(monday: Desk, case: int) -> None:
    """E3.9"""
    rows = [{"qty": 260, "action": "外派拆检"}, {"qty": 100, "action": "通知物流退回", "owner": "陈样二"}]
    cases.report(monday, case, containment=rows, perm=None, due="2026-11-25")
    offer = taking_over.offered(monday, records.get(monday, case))
    assert [row["what"] for row in offer.new] == ["在途 100：通知物流退回"]
    assert [row["due"] for row in offer.new] == ["2026-11-25"]
    assert len(offer.lacking) == 1
    assert "D3-1“客户端库存 260：外派拆检”没有写负责人，请先在 8D 上填" in offer.lacking[0]


def test_what_was_done_before_this_complaint_came_is_not_done_for_it(monday: Desk) -> None:
    """E3.9: an 8D of another case may be older; QC sees to it here again."""
    later = cases.registered(monday, received_at="2026-11-22T09:00")
    owner = cases.registered(monday, received_at=RECEIVED, customer="环岭自行车（样例）有限公司")
    made = cases.report(monday, owner, CONTAIN, ANALYSE, IMPLEMENT)
    casework.share_8d(factory.seat(monday, "qc"), made, [later], cases.HOLDS_HERE)
    take(monday, later)
    assert {row.get("done") for row in lines(monday, later)} == {None}
    assert lines(monday, later)[0]["evidence"] == "8D 写明 2026-11-08 完成"
    assert taking_over.offered(monday, records.get(monday, later)).count == 0


def test_draft_and_void_8d_offer_nothing(monday: Desk, case: int) -> None:
    seat = factory.seat(monday, "qc")
    casework.open_sheet(seat, case, "car_8d")
    factory.take(monday, cases.report(monday, case), "void", "qc", reason="写错")
    assert taking_over.offered(monday, records.get(monday, case)).count == 0


def test_case_says_that_measures_of_its_8d_are_not_listed_yet(monday: Desk, case: int) -> None:
    """E3.9"""
    made = cases.report(monday, case, CONTAIN, ANALYSE, IMPLEMENT)
    number = records.get(monday, made).number
    told = f"{number} 有 8 项措施还没有列入“措施”，请在“措施”页取入（投诉管理制度：改善案督促与效果确认）"
    assert told in advising.advice(monday, records.get(monday, case))
    take(monday, case)
    assert told not in advising.advice(monday, records.get(monday, case))


def test_measure_of_an_8d_is_verified_by_qc_as_any_other(monday: Desk, case: int) -> None:
    """E3.9"""
    cases.report(monday, case, CONTAIN, ANALYSE, IMPLEMENT, VERIFY)
    take(monday, case)
    with pytest.raises(Refused, match="要由品管验证"):
        casework.change(factory.seat(monday, "sales"), case, "actions", 6, {"result": "合格"})
    casework.change(factory.seat(monday, "qc"), case, "actions", 6, {"result": "合格"})
    assert lines(monday, case)[5]["verifier"] == "郑样五"


def test_nobody_writes_by_hand_that_a_measure_comes_from_a_sheet(monday: Desk, case: int) -> None:
    """E3.9"""
    row = {**cases.CORRECTION, "sheet": "JZ-202611-001 D5-1"}
    with pytest.raises(Refused, match="“来自”由程序填"):
        casework.add(factory.seat(monday, "qc"), case, "actions", row)
    cases.report(monday, case, CONTAIN)
    take(monday, case)
    with pytest.raises(Refused, match="“来自”由程序填"):
        casework.change(factory.seat(monday, "qc"), case, "actions", 1, {"sheet": None})


def test_row_of_the_list_says_where_it_is_from() -> None:
    column = ACTIONS.column("sheet")
    assert column is not None
    assert (column.label, action_results.CITED != "") == ("来自", True)
