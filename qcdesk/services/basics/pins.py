"""Proof by PIN that it is they: given, counted when wrong, locked, unlocked and set anew."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.pin import fits, hashed
from qcdesk.services.basics import people, pin_told
from qcdesk.services.trail import events
from qcdesk.store.models import Person

TRIES = 5


@dataclass(frozen=True)
class Proof:
    """That this person has just given the PIN."""

    login: str


def prove(desk: Desk, login: str, pin: str) -> Proof:
    """Raises Refused for a wrong PIN, a locked or a retired person; five wrong in a row lock.

    Raises it too, and leaves that in the trail, where PIN or lock are not what the trail told.
    """
    person = people.row_of(desk, login)
    people.require_active(person)
    if pin_told.altered(desk, person.login):
        _note_altered(desk.seating(people.get(desk, person.login)), person.login)
        raise Refused(_altered_sentence(desk, person))
    if person.locked_at:
        raise Refused(_locked_sentence(desk, person))
    if not fits(person.pin_hash, pin):
        raise Refused(_count_wrong(desk, person.login))
    if person.failed:
        _count_anew(desk, person.login)
    return Proof(person.login)


def sign_in(desk: Desk, login: str, pin: str) -> Desk:
    """The desk with this person at it, noted in the trail."""
    proof = prove(desk, login, pin)
    seated = desk.seating(people.get(desk, login))
    with seated.store.write():
        events.note(seated, pin_told.SIGN_IN, detail=pin_told.standing(desk, proof.login))
    return seated


def _count_wrong(desk: Desk, login: str) -> str:
    with desk.store.write():
        person = people.row_of(desk, login)
        failed = person.failed + 1
        locks = failed >= TRIES
        desk.store.run(
            Person.update(failed=failed, locked_at=desk.clock.stamp() if locks else None).where(Person.login == login)
        )
        who = desk.seating(people.get(desk, login))
        said = {**pin_told.standing(desk, login), "failed": failed}
        events.note(who, pin_told.LOCKED if locks else pin_told.WRONG, detail=said)
    if locks:
        return _locked_sentence(desk, person)
    return f"PIN 不对，还可以再试 {TRIES - failed} 次"


def _count_anew(desk: Desk, login: str) -> None:
    """Raises Refused where somebody else's wrong PINs have locked him since."""
    with desk.store.write():
        person = people.row_of(desk, login)
        if person.locked_at:
            raise Refused(_locked_sentence(desk, person))
        desk.store.run(Person.update(failed=0).where(Person.login == login))
        who = desk.seating(people.get(desk, login))
        events.note(who, pin_told.RIGHT, detail=pin_told.standing(desk, login))


def _altered_sentence(desk: Desk, person: Person) -> str:
    said = f"{person.name}的 PIN 或锁定被程序以外的手改过，不能用来登录或签名。"
    return said + _way_out(desk, person, "请系统管理员在“系统 → 人员”里给他重设 PIN，再核对全部数据（qcdesk verify）")


def _note_altered(desk: Desk, login: str) -> None:
    with desk.store.write():
        events.note(desk, pin_told.ALTERED, detail={"person": login})


def _locked_sentence(desk: Desk, person: Person) -> str:
    unlock = f"请系统管理员在“系统 → 人员”里解锁（或 qcdesk user unlock {person.login}）"
    return f"{person.name}的 PIN 连错 {TRIES} 次，已锁定。{_way_out(desk, person, unlock)}"


def _way_out(desk: Desk, person: Person, way: str) -> str:
    """Only an administrator is told of `rescue`: nobody else can be led out by it."""
    if people.ADMIN not in people.get(desk, person.login).roles:
        return way
    return f"{way}；没有管理员能登录时，在存放数据的电脑上运行 qcdesk user rescue {person.login}"


def set_pin(desk: Desk, login: str, pin: str) -> Change:
    """One's own, or anybody's by an administrator; unlocks too."""
    person = people.row_of(desk, login)
    if desk.require_person().login != person.login:
        people.require_admin(desk)
    return _new_pin(desk, person.login, pin, "pin_changed")


def rescue(desk: Desk, login: str, pin: str) -> Change:
    """A new PIN for an administrator without anybody's proof: for whoever owns the data file or the server anyway.

    The way out when no administrator can sign in any more, raises Refused while another can; it stands in the trail.
    """
    person = people.get(desk, login)
    if people.ADMIN not in person.roles:
        raise Refused(f"{person.name}不是系统管理员，请由系统管理员解锁或改 PIN")
    others = [item for item in people.listed(desk, active_only=True)
              if people.ADMIN in item.roles and not item.locked and item.login != person.login
              and not pin_told.altered(desk, item.login)]  # fmt: skip
    if others:
        names = "、".join(f"{item.name}（{item.login}）" for item in others)
        raise Refused(f"还有系统管理员能登录：{names}。请由他在“系统 → 人员”里给{person.name}解锁或改 PIN")
    return _new_pin(desk, person.login, pin, "pin_rescued")


def _new_pin(desk: Desk, login: str, pin: str, action: str) -> Change:
    made = hashed(pin)
    return _changed(desk, login, action, pin_hash=made, failed=0, locked_at=None)


def unlock(desk: Desk, login: str) -> Change:
    """Raises Refused where other hands have changed PIN or lock: a new PIN puts that right, and nothing less."""
    people.require_admin(desk)
    person = people.row_of(desk, login)
    if pin_told.altered(desk, person.login):
        _note_altered(desk, person.login)
        raise Refused(_altered_sentence(desk, person))
    return _changed(desk, person.login, "person_unlocked", failed=0, locked_at=None)


def _changed(desk: Desk, login: str, action: str, **columns: object) -> Change:
    """What other hands had put there before is told first: it would not be seen afterwards."""
    with desk.store.write():
        if pin_told.altered(desk, login):
            _note_altered(desk, login)
        desk.store.run(Person.update(**columns).where(Person.login == login))
        return touched("people", event=events.note(desk, action, detail=pin_told.standing(desk, login)))
