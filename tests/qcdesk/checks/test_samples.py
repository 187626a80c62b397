"""Words that name a place of the QC cabinet, and words that do not."""

import pytest

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
