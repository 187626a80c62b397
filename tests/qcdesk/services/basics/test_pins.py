"""That it is he: the PIN proves it, wrong ones lock, and there is a way out."""

import factory
import pytest
import trail

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.pin import fits
from qcdesk.services.basics import people, pins
from qcdesk.services.trail import verifying


def wrong_pins(desk: Desk, login: str, times: int) -> list[str]:
    said = []
    for _ in range(times):
        with pytest.raises(Refused) as told:
            pins.prove(desk, login, "000000")
        said.append(told.value.sentence)
    return said


def test_right_pin_proves(desk: Desk) -> None:
    assert pins.prove(desk, "qc", factory.PIN).login == "qc"


def test_wrong_pin_counts_down_and_the_fifth_locks(desk: Desk) -> None:
    said = wrong_pins(desk, "qc", 5)
    assert said[:4] == [f"PIN 不对，还可以再试 {left} 次" for left in (4, 3, 2, 1)]
    assert said[4] == ("郑样五的 PIN 连错 5 次，已锁定。请系统管理员在“系统 → 人员”里解锁（或 qcdesk user unlock qc）")
    assert people.get(desk, "qc").locked
    event = trail.last_event(desk)
    assert (event.action, event.person, event.name) == ("pin_locked", "qc", "郑样五")


def test_locked_person_is_refused_the_right_pin_even_after_a_restart(database_url: str, desk: Desk) -> None:
    wrong_pins(desk, "qc", 5)
    elsewhere = factory.reopen(desk, database_url)
    with pytest.raises(Refused, match="已锁定"):
        pins.prove(elsewhere, "qc", factory.PIN)
    elsewhere.close()


def test_locked_administrator_is_told_of_every_way_out(desk: Desk) -> None:
    assert wrong_pins(desk, "admin", 5)[4].endswith(
        "已锁定。请系统管理员在“系统 → 人员”里解锁（或 qcdesk user unlock admin）；"
        "没有管理员能登录时，在存放数据的电脑上运行 qcdesk user rescue admin"
    )


def test_locked_administrator_is_rescued_and_it_stands_in_the_trail(desk: Desk) -> None:
    wrong_pins(desk, "admin", 5)
    pins.rescue(desk, "admin", "135790")
    event = trail.last_event(desk)
    assert (event.action, event.person, event.name) == ("pin_rescued", "QCDesk", "QCDesk")
    assert '"person":"admin"' in event.detail
    assert pins.prove(desk, "admin", "135790").login == "admin"
    assert wrong_pins(desk, "admin", 1) == ["PIN 不对，还可以再试 4 次"]
    with pytest.raises(Refused, match="PIN 不对"):
        pins.prove(desk, "admin", factory.PIN)
    assert verifying.verify(desk) == []


def test_forgetful_only_administrator_is_rescued_without_being_locked(desk: Desk) -> None:
    pins.rescue(desk, "admin", "135790")
    assert trail.last_event(desk).action == "pin_rescued"
    assert pins.prove(desk, "admin", "135790").login == "admin"


def test_nobody_is_rescued_while_another_administrator_can_sign_in(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    people.change(admin, "gm", roles=["gm", "admin"])
    wrong_pins(desk, "admin", 5)
    name = people.get(desk, "gm").name
    with pytest.raises(Refused) as told:
        pins.rescue(desk, "admin", "135790")
    assert told.value.sentence == (
        f"还有系统管理员能登录：{name}（gm）。请由他在“系统 → 人员”里给{admin.person.name}解锁或改 PIN"
    )
    assert people.get(desk, "admin").locked
    assert trail.last_event(desk).action == "pin_locked"


@pytest.mark.parametrize("gone", ["locked", "retired"])
def test_administrator_is_rescued_when_the_other_cannot_sign_in_either(desk: Desk, gone: str) -> None:
    admin = factory.seat(desk, "admin")
    people.change(admin, "gm", roles=["gm", "admin"])
    if gone == "retired":
        people.change(admin, "gm", active=False)
    else:
        wrong_pins(desk, "gm", 5)
    pins.rescue(desk, "admin", "135790")
    assert pins.prove(desk, "admin", "135790").login == "admin"
    assert verifying.verify(desk) == []


def test_nobody_but_an_administrator_is_rescued(desk: Desk) -> None:
    wrong_pins(desk, "qc", 5)
    with pytest.raises(Refused, match="郑样五不是系统管理员，请由系统管理员解锁或改 PIN"):
        pins.rescue(desk, "qc", "135790")
    assert people.get(desk, "qc").locked
    with pytest.raises(Refused, match="PIN 要 6 到 32 位数字或字母"):
        pins.rescue(desk, "admin", "123")
    with pytest.raises(NotFound, match="没有“nobody”这个登录名"):
        pins.rescue(desk, "nobody", "135790")
    assert trail.last_event(desk).action == "pin_locked"


def test_login_in_upper_case_means_the_same_person(desk: Desk) -> None:
    admin = factory.seat(desk, "ADMIN")
    assert admin.person.login == "admin"
    assert pins.prove(desk, "Qc", factory.PIN).login == "qc"
    wrong_pins(desk, "QC", 3)
    assert wrong_pins(desk, "qc", 1) == ["PIN 不对，还可以再试 1 次"]
    assert "已锁定" in wrong_pins(desk, "qC", 1)[0]
    pins.unlock(admin, "QC")
    assert pins.prove(desk, "qc", factory.PIN).login == "qc"
    pins.set_pin(factory.seat(desk, "qc"), "QC", "135790")
    assert pins.prove(desk, "qc", "135790").login == "qc"
    people.change(admin, "QC", name="郑改名", roles=["qc", "qcmgr"])
    assert people.get(desk, "qc").name == "郑改名"
    pins.rescue(desk, "Admin", "975310")
    assert pins.prove(desk, "admin", "975310").login == "admin"
    with pytest.raises(Refused, match="登录名只能用小写字母"):
        people.add(admin, "QC", "陈", "品管部", ["qc"], "135790")
    assert len([item for item in people.listed(desk) if item.login.lower() == "qc"]) == 1
    assert verifying.verify(desk) == []


def test_administrator_unlocks(desk: Desk) -> None:
    wrong_pins(desk, "qc", 5)
    with pytest.raises(Refused, match="要由系统管理员操作"):
        pins.unlock(factory.seat(desk, "gm"), "qc")
    pins.unlock(factory.seat(desk, "admin"), "qc")
    assert pins.prove(desk, "qc", factory.PIN).login == "qc"


def test_right_pin_starts_the_count_anew(desk: Desk) -> None:
    wrong_pins(desk, "qc", 4)
    pins.prove(desk, "qc", factory.PIN)
    assert wrong_pins(desk, "qc", 1) == ["PIN 不对，还可以再试 4 次"]


def test_new_pin_counts_from_now_on_and_opens_the_lock(local_desk: Desk) -> None:
    wrong_pins(local_desk, "qc", 5)
    with pytest.raises(Refused, match="要由系统管理员操作"):
        pins.set_pin(factory.seat(local_desk, "merch"), "qc", "135790")
    pins.set_pin(factory.seat(local_desk, "admin"), "qc", "135790")
    assert pins.prove(local_desk, "qc", "135790").login == "qc"
    assert wrong_pins(local_desk, "qc", 1) == ["PIN 不对，还可以再试 4 次"]
    pins.set_pin(factory.seat(local_desk, "qc"), "qc", "abc123")


@pytest.mark.parametrize("pin", ["", "12345", "１２３４５６", "a" * 33, "12 3456"])
def test_weak_or_strange_pin_is_refused(local_desk: Desk, pin: str) -> None:
    with pytest.raises(Refused, match="PIN 要 6 到 32 位数字或字母"):
        pins.set_pin(factory.seat(local_desk, "qc"), "qc", pin)


def test_pins_are_stored_as_argon2_hashes(local_desk: Desk) -> None:
    pins.set_pin(factory.seat(local_desk, "qc"), "qc", "135790")
    stored = local_desk.store.sql("SELECT pin_hash FROM person WHERE login = 'qc'")[0][0]
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_damaged_hash_fits_no_pin(local_desk: Desk) -> None:
    assert not fits("x", factory.PIN)
    local_desk.store.sql("UPDATE person SET pin_hash = 'x' WHERE login = 'qc'")
    assert wrong_pins(local_desk, "qc", 1)[0].startswith("郑样五的 PIN 或锁定被程序以外的手改过")


def test_retired_person_neither_signs_in_nor_signs(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "qc", active=False)
    with pytest.raises(Refused, match="郑样五已停用，不能登录或签名"):
        pins.prove(desk, "qc", factory.PIN)
    assert "qc" not in {item.login for item in people.listed(desk, active_only=True)}


def test_signing_in_stands_in_the_trail(desk: Desk) -> None:
    seated = pins.sign_in(desk, "qc", factory.PIN)
    event = trail.last_event(desk)
    assert (seated.person.name, event.action, event.person, event.pc) == ("郑样五", "sign_in", "qc", desk.pc)
    assert desk.clock.local(event.at) != event.at
