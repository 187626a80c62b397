"""Words that name a place of the QC cabinet, and lines of the register that contradict themselves."""

import factory
import pytest
from refusals import faults

from qcdesk.checks.samples import stands_in_the_cabinet

INSIDE = (
    "A-02",
    "ａ－０２",
    "B-05 第 3 格",
    "A1-02",
    "3 层 2 格",
    "样品柜",
    "品管样品柜 A-03",
    "样品柜三层2格",
    "QC柜 3",
    "品管部 A-02",
    "品质部样品架2号",
    "不良样品柜上层左",
)
OUTSIDE = (
    "",
    " ",
    "-",
    "A",
    "LAB2",
    "品管",
    "工程部",
    "工程部样品柜",
    "工程部 A-02",
    "样品柜旁工程部",
    "样品柜借褚样八",
    "返工区 R-2",
    "成品仓 B-1",
    "客户",
    "褚样八",
)


@pytest.mark.parametrize("place", INSIDE)
def test_cabinet_and_its_shelves_are_inside(place: str) -> None:
    """E0.3 note 1"""
    assert stands_in_the_cabinet(place)


@pytest.mark.parametrize("place", OUTSIDE)
def test_departments_people_and_other_cabinets_are_outside(place: str) -> None:
    """E0.3 note 1"""
    assert not stands_in_the_cabinet(place)


KIND = factory.shelf().kinds.newest("seal_ledger")
ROW = {"sample_no": "YP-202611-001", "seal_date": "2026-11-05", "customer": "青榆自行车", "item": "脚踏 FP-875",
       "qty": 2, "defect": "芯轴断裂", "status": "在库"}  # fmt: skip


def told(*changes: dict[str, object]) -> list[str]:
    lines = [{name: value for name, value in {**ROW, **change}.items() if value is not None} for change in changes]
    return faults(KIND, {"month": "2026-11", "lines": lines})


@pytest.mark.parametrize(("change", "said"), [
    ({"valid_to": "2026-11-04"}, "第 1 行 有效期 2026-11-04 早于封存日期 2026-11-05"),
    ({"back": "2026-11-04"}, "第 1 行 归还日期 2026-11-04 早于封存日期 2026-11-05"),
    ({"out": "2026/11/9", "back": "2026-11-08"}, "第 1 行 归还日期 2026-11-08 早于借出日期 2026-11-09"),
    ({"out": "11-09 朱例四"}, "第 1 行 状态：填了借出、没有归还日期，状态不能是“在库”"),
])  # fmt: skip
def test_days_and_status_of_a_registered_sample_agree(change, said) -> None:
    assert told(change) == [said]


@pytest.mark.parametrize("change", [
    {"out": "2026-11-06 借出 朱例四", "back": "2026-11-09"}, {"out": "2026-11-06 借出 朱例四", "status": "借出"},
    {"out": "2026-11-10 销毁 王样六", "back": "2026-11-08"}, {"out": "2026-11-06 标签退回 王样六 重封"},
])  # fmt: skip
def test_what_the_program_itself_registers_is_sound(change) -> None:
    assert told(change) == []


def test_a_sample_is_registered_once() -> None:
    said = "第 3 行 样品编号：YP-202611-001 和第 1 行重复，一个样品只登记一行"
    assert told({}, {"sample_no": "YP-202611-002"}, {}) == [said]
    assert told({"sample_no": None}, {"sample_no": None}) == []
