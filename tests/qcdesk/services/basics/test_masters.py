"""Customers, products, defect items and departments."""

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, NotFound, Refused
from qcdesk.services.basics import masters
from qcdesk.store.models import Event

CUSTOMER = {"code": "HL", "name": "环岭自行车（样例）有限公司", "country": "中国", "importance": "重点"}


@pytest.fixture
def seated(desk: Desk) -> Desk:
    return factory.seat(desk, "admin")


def names(desk: Desk, table: str, text: str) -> list[str]:
    return [item.text for item in masters.propose(desk, table, text)]


def test_entry_is_added_found_changed_and_retired(seated: Desk) -> None:
    masters.save(seated, "customer", None, CUSTOMER)
    key = masters.rows(seated, "customer")[0]["key"]
    assert names(seated, "customer", "环岭") == names(seated, "customer", "hlzxc") == [CUSTOMER["name"]]
    masters.save(seated, "customer", key, {**CUSTOMER, "name": "环岭车业"})
    assert (names(seated, "customer", "环岭"), names(seated, "customer", "hlzxc")) == (["环岭车业"], [])
    masters.set_active(seated, "customer", key, False)
    assert names(seated, "customer", "环岭") == []
    assert masters.rows(seated, "customer")[0]["active"] is False
    masters.set_active(seated, "customer", key, True)
    assert names(seated, "customer", "hl") == ["环岭车业"]


def test_entry_is_found_by_its_pinyin_spelled_out_where_no_initials_fit(seated: Desk) -> None:
    masters.save(seated, "customer", None, CUSTOMER)
    masters.save(seated, "customer", None, {"code": "DH", "name": "Dahon 贸易（样例）"})
    masters.save(seated, "customer", None, {"code": "X1", "name": "大岛车料（样例）"})
    assert names(seated, "customer", "da") == ["Dahon 贸易（样例）"]
    assert names(seated, "customer", "dadao") == names(seated, "customer", "dao") == ["大岛车料（样例）"]
    assert names(seated, "customer", "huanling") == [CUSTOMER["name"]]
    masters.set_active(seated, "customer", 3, False)
    assert names(seated, "customer", "dao") == []


def test_every_change_stands_in_the_trail_with_what_was_there(seated: Desk) -> None:
    masters.save(seated, "customer", None, CUSTOMER)
    masters.save(seated, "customer", 1, {**CUSTOMER, "country": "荷兰"})
    event = seated.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]
    assert (event.action, event.person) == ("master_saved", "admin")
    assert '"country":"中国"' in event.detail.partition('"before":')[2]
    assert '"country":"荷兰"' in event.detail.partition('"to":')[2]


def test_same_name_twice_is_refused(seated: Desk) -> None:
    masters.save(seated, "customer", None, CUSTOMER)
    with pytest.raises(Invalid, match="名称：“环岭自行车（样例）有限公司”已经有了"):
        masters.save(seated, "customer", None, CUSTOMER)
    masters.save(seated, "customer", 1, {**CUSTOMER, "en": "Ringridge"})


def test_every_wrong_column_is_named(seated: Desk) -> None:
    with pytest.raises(Invalid) as told:
        masters.save(seated, "product", None, {"code": "F" * 41, "family": "车架"})
    assert [fault.label for fault in told.value.faults] == ["料号", "名称", "产品族"]


def test_defect_items_are_found_by_alias_and_may_stand_in_two_families(seated: Desk) -> None:
    taken = {"item": "掉漆", "severity": "一般", "aliases": "脱漆|落漆"}
    for family in ("脚踏类", "碗件中轴类"):
        masters.save(seated, "defect", None, {**taken, "family": family})
    with pytest.raises(Invalid, match="“掉漆”已经有了"):
        masters.save(seated, "defect", None, {**taken, "family": "脚踏类"})
    assert "掉漆" in names(seated, "defect", "落漆")
    assert "掉漆" in names(seated, "defect", "dq")


def test_department_is_a_master_named_by_itself(seated: Desk) -> None:
    masters.save(seated, "department", None, {"name": "实验室"})
    assert masters.rows(seated, "department")[-1]["key"] or names(seated, "department", "实验室") == ["实验室"]
    masters.set_active(seated, "department", "实验室", False)
    assert names(seated, "department", "实验室") == []


def test_people_are_proposed_by_name_and_initials(seated: Desk) -> None:
    assert names(seated, "person", "郑") == names(seated, "person", "zyw") == ["郑样五"]
    assert len(names(seated, "person", "")) == 12


@pytest.mark.parametrize("text", ["%0", "_", "'", "\\", "断\x00裂"])
def test_letters_of_like_are_only_letters(seated: Desk, text: str) -> None:
    assert names(seated, "defect", text) == []
    assert names(seated, "person", text) == []


def test_what_is_not_there_is_told(seated: Desk, desk: Desk) -> None:
    with pytest.raises(NotFound, match="没有“colour”这张基础资料表"):
        masters.rows(seated, "colour")
    with pytest.raises(NotFound, match="客户里没有这一项"):
        masters.save(seated, "customer", 99, CUSTOMER)
    with pytest.raises(Refused, match="请先登录"):
        masters.save(desk, "customer", None, CUSTOMER)


def test_initials_that_begin_a_name_come_before_those_within_one(desk) -> None:
    texts = [item.text for item in masters.propose(desk, "defect", "xz")]
    assert texts.index("芯轴断裂") < texts.index("同心度偏差")
