"""Line tables told line by line: what came, what went, what changed where."""

import cases
import factory
import pytest

from qcdesk.cases.kind import CASE
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, line_changes

KIND = factory.shelf().kinds.newest(CASE)
ACTIONS, CLOCKS, LINKS = (KIND.field(name) for name in ("actions", "clocks", "links"))
ONE = {"kind": "纠正", "what": "模板加客户代号", "owner": "韩例二", "due": "2026-12-01"}
TWO = {"kind": "临时", "what": "全检 20 箱", "owner": "郑样五", "due": "2026-11-25"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (None, [ONE], ["措施 新增第 1 行：类别 纠正；措施 模板加客户代号；负责人 韩例二；期限 2026-12-01"]),
        ([ONE], [ONE, TWO], ["措施 新增第 2 行：类别 临时；措施 全检 20 箱；负责人 郑样五；期限 2026-11-25"]),
        ([ONE, TWO], [ONE, {**TWO, "done": "2026-11-22"}], ["措施 第 2 行 完成：“” → “2026-11-22”"]),
        ([ONE, TWO], [TWO], ["措施 删去第 1 行：类别 纠正；措施 模板加客户代号；负责人 韩例二；期限 2026-12-01"]),
        ([TWO], [ONE, TWO], ["措施 新增第 1 行：类别 纠正；措施 模板加客户代号；负责人 韩例二；期限 2026-12-01"]),
        ([ONE], None, ["措施 删去第 1 行：类别 纠正；措施 模板加客户代号；负责人 韩例二；期限 2026-12-01"]),
        ([ONE], [{**ONE, "owner": "郑样五", "due": "2026-12-05"}],
         ["措施 第 1 行 负责人：“韩例二” → “郑样五”；期限：“2026-12-01” → “2026-12-05”"]),
        ([ONE], [ONE], []),
    ],
)  # fmt: skip
def test_lines_are_told_by_their_number(old: object, new: object, told: list[str]) -> None:
    assert line_changes.told(ACTIONS, old, new) == told


def test_deadlines_are_told_in_their_own_words() -> None:
    clock = {"label": "回复不良原因及改善方案", "due_at": "2026-11-27T10:00", "steps": "五10:00 → 五10:00"}
    assert line_changes.told(CLOCKS, None, [clock]) == [
        "时限 新增第 1 行：回复不良原因及改善方案，2026-11-27 10:00 到期（五10:00 → 五10:00）"
    ]
    met = {**clock, "stopped_at": "2026-11-26T09:00"}
    assert line_changes.told(CLOCKS, [clock], [met]) == ["时限 第 1 行 回复不良原因及改善方案：2026-11-26 09:00 了结"]
    gone = {**met, "reason": "免除：客户说不用回"}
    assert line_changes.told(CLOCKS, [clock], [gone])[0].endswith("了结（免除：客户说不用回）")
    later = {**clock, "due_at": "2026-11-30T17:00"}
    assert line_changes.told(CLOCKS, [clock], [later]) == [
        "时限 第 1 行 回复不良原因及改善方案：到期 2026-11-27 10:00 → 2026-11-30 17:00"
    ]
    assert line_changes.told(CLOCKS, [clock], [{**clock, "source": "S0:112"}]) == ["时限 第 1 行 出处：“” → “S0:112”"]


def test_long_words_are_cut_and_damaged_lines_harm_nothing() -> None:
    assert line_changes.told(LINKS, None, [{"how": "同一问题", "why": "长" * 300}])[0].endswith("长…")
    assert line_changes.told(ACTIONS, "broken", [5, ONE])[1].startswith("措施 新增第 2 行")


def test_acts_of_a_case_are_told_in_chinese(desk: Desk) -> None:
    """No act shows as its English name."""
    case, other = cases.registered(desk), cases.registered(desk)
    qc = factory.seat(desk, "qc")
    given = {
        "contacts": {"way": "电话", "said": "告知进展"}, "actions": ONE, "documents": {"document": "包装作业指导书"},
        "spread": {"where": "碗件线"}, "costs": {"item": "运费", "amount": "36.50"},
        "links": {"how": "同一问题", "case": records.get(desk, other).number},
    }  # fmt: skip
    for name, row in given.items():
        casework.add(qc, case, name, row)
        casework.change(qc, case, name, 1, {"note": "补"} if name == "costs" else {**row, **CHANGED[name]})
    told = history.told(desk, case)
    assert [line.sentence for line in told if line.sentence.isascii()] == []
    assert not any("_" in line.sentence for line in told)
    assert len(told) == 4 + 2 * len(given)


TODAY = f"{Clock().today()}"
CHANGED = {
    "contacts": {"promised": "周五前"}, "actions": {"done": TODAY}, "documents": {"revision": "A/1"},
    "spread": {"found": "无同样问题"}, "links": {"why": "同一炉"},
}  # fmt: skip
