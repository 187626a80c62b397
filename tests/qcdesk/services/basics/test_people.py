"""Who is in the office and what he may do."""

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.basics import people
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying


def test_last_administrator_stays_in_upper_case_too(desk: Desk) -> None:
    with pytest.raises(Refused, match="至少要有一位在用的系统管理员"):
        people.change(factory.seat(desk, "admin"), "ADMIN", active=False)


def test_last_administrator_stays(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    for leaving in ({"active": False}, {"roles": ["qc"]}):
        with pytest.raises(Refused, match="至少要有一位在用的系统管理员"):
            people.change(admin, "admin", **leaving)


def test_new_person_works_at_once_and_a_new_name_leaves_old_signatures(local_desk: Desk) -> None:
    admin = factory.seat(local_desk, "admin")
    people.add(admin, "chen", "陈䶮", "品管部", ["qc", "qcmgr"], "135790")
    assert people.get(local_desk, "chen").roles == ("qc", "qcmgr")
    record = factory.signed_label(local_desk)
    people.change(admin, "qc", name="郑改名")
    assert records.get(local_desk, record).signatures[0].name == "郑样五"
    assert verifying.verify(local_desk) == []


@pytest.mark.parametrize(
    ("login", "name", "roles", "sentence"),
    [
        ("Chen", "陈", ["qc"], "登录名只能用小写字母、数字和 . _ -，最多 32 个字"),
        ("qc", "陈", ["qc"], "登录名“qc”已经有人用了"),
        ("chen", "", ["qc"], "姓名必须填写"),
        ("chen", "陈\u202e", ["qc"], "姓名：第 2 个字是看不见的控制符（U+202E），印不出来，请删去或改写"),
        ("chen", "陈", [], "至少要给一个角色"),
    ],
)
def test_person_that_cannot_be_added_is_told(
    local_desk: Desk, login: str, name: str, roles: list[str], sentence: str
) -> None:
    with pytest.raises(Refused) as told:
        people.add(factory.seat(local_desk, "admin"), login, name, "品管部", roles, "135790")
    assert told.value.sentence == sentence


def test_unknown_names_are_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="没有“nobody”这个登录名"):
        people.get(desk, "nobody")
    with pytest.raises(NotFound, match="没有“boss”这个角色，可用的有：admin、"):
        people.change(factory.seat(desk, "admin"), "qc", roles=["boss"])


def test_people_are_listed_in_the_order_of_their_roles(desk: Desk) -> None:
    assert [item.login for item in people.listed(desk)][:5] == ["sales", "merch", "merchlead", "merchmgr", "qc"]
