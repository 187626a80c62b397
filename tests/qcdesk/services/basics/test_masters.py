"""Customers, products, defect items and departments."""

import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, NotFound, Refused
from qcdesk.services.basics import masters
from qcdesk.store.models import Event

CUSTOMER = {"code": "HL", "name": "环岭自行车（样例）有限公司", "country": "中国", "importance": "重点"}


def names(desk: Desk, table: str, text: str) -> list[str]:
    return [item.text for item in masters.propose(desk, table, text)]


def test_entry_is_added_found_changed_and_retired(admin: Desk) -> None:
    masters.save(admin, "customer", None, CUSTOMER)
    key = masters.rows(admin, "customer")[0]["key"]
    assert names(admin, "customer", "环岭") == names(admin, "customer", "hlzxc") == [CUSTOMER["name"]]
    masters.save(admin, "customer", key, {**CUSTOMER, "name": "环岭车业"})
    assert (names(admin, "customer", "环岭"), names(admin, "customer", "hlzxc")) == (["环岭车业"], [])
    masters.set_active(admin, "customer", key, False)
    assert names(admin, "customer", "环岭") == []
    assert masters.rows(admin, "customer")[0]["active"] is False
    masters.set_active(admin, "customer", key, True)
    assert names(admin, "customer", "hl") == ["环岭车业"]


def test_entry_is_found_by_its_pinyin_spelled_out_where_no_initials_fit(admin: Desk) -> None:
    masters.save(admin, "customer", None, CUSTOMER)
    masters.save(admin, "customer", None, {"code": "DH", "name": "Dahon 贸易（样例）"})
    masters.save(admin, "customer", None, {"code": "X1", "name": "大岛车料（样例）"})
    assert names(admin, "customer", "da") == ["Dahon 贸易（样例）"]
    assert names(admin, "customer", "dadao") == names(admin, "customer", "dao") == ["大岛车料（样例）"]
    assert names(admin, "customer", "huanling") == [CUSTOMER["name"]]
    masters.set_active(admin, "customer", 3, False)
    assert names(admin, "customer", "dao") == []


def test_every_change_stands_in_the_trail_with_what_was_there(admin: Desk) -> None:
    masters.save(admin, "customer", None, CUSTOMER)
    masters.save(admin, "customer", 1, {**CUSTOMER, "country": "荷兰"})
    event = admin.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]
    assert (event.action, event.person) == ("master_saved", "admin")
    assert '"country":"中国"' in event.detail.partition('"before":')[2]
    assert '"country":"荷兰"' in event.detail.partition('"to":')[2]


def test_same_name_twice_is_refused(admin: Desk) -> None:
    masters.save(admin, "customer", None, CUSTOMER)
    with pytest.raises(Invalid, match="名称：“环岭自行车（样例）有限公司”已经有了"):
        masters.save(admin, "customer", None, CUSTOMER)
    masters.save(admin, "customer", 1, {**CUSTOMER, "en": "Ringridge"})


def test_every_wrong_column_is_named(admin: Desk) -> None:
    with pytest.raises(Invalid) as told:
        masters.save(admin, "product", None, {"code": "F" * 41, "family": "车架"})
    assert [fault.label for fault in told.value.faults] == ["料号", "名称", "产品族"]


def test_defect_items_are_found_by_alias_and_may_stand_in_two_families(admin: Desk) -> None:
    taken = {"item": "掉漆", "severity": "一般", "aliases": "脱漆|落漆"}
    for family in ("脚踏类", "碗件中轴类"):
        masters.save(admin, "defect", None, {**taken, "family": family})
    with pytest.raises(Invalid, match="“掉漆”已经有了"):
        masters.save(admin, "defect", None, {**taken, "family": "脚踏类"})
    assert "掉漆" in names(admin, "defect", "落漆")
    assert "掉漆" in names(admin, "defect", "dq")


def test_department_is_a_master_named_by_itself(admin: Desk) -> None:
    masters.save(admin, "department", None, {"name": "实验室"})
    assert masters.rows(admin, "department")[-1]["key"] or names(admin, "department", "实验室") == ["实验室"]
    masters.set_active(admin, "department", "实验室", False)
    assert names(admin, "department", "实验室") == []


def test_people_are_proposed_by_name_and_initials(admin: Desk) -> None:
    assert names(admin, "person", "郑") == names(admin, "person", "zyw") == ["郑样五"]
    assert len(names(admin, "person", "")) == 12


@pytest.mark.parametrize("text", ["%0", "_", "'", "\\", "断\x00裂"])
def test_letters_of_like_are_only_letters(admin: Desk, text: str) -> None:
    assert names(admin, "defect", text) == []
    assert names(admin, "person", text) == []


def test_what_is_not_there_is_told(admin: Desk, desk: Desk) -> None:
    with pytest.raises(NotFound, match="没有“colour”这张基础资料表"):
        masters.rows(admin, "colour")
    with pytest.raises(NotFound, match="客户里没有这一项"):
        masters.save(admin, "customer", 99, CUSTOMER)
    with pytest.raises(Refused, match="请先登录"):
        masters.save(desk, "customer", None, CUSTOMER)


def test_initials_that_begin_a_name_come_before_those_within_one(desk) -> None:
    texts = [item.text for item in masters.propose(desk, "defect", "xz")]
    assert texts.index("芯轴断裂") < texts.index("同心度偏差")
