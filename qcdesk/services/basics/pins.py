"""Proof by PIN that it is they: given, counted when wrong, locked, unlocked and set anew."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.pin import fits, hashed
from qcdesk.services.basics import people
from qcdesk.services.trail import events
from qcdesk.store.models import Person

TRIES = 5


@dataclass(frozen=True)
class Proof:
    """That this person has just given the PIN."""

    login: str


def prove(desk: Desk, login: str, pin: str) -> Proof:
    """Raises Refused for a wrong PIN, a locked or a retired person; five wrong in a row lock."""
    person = people.row_of(desk, login)
    people.require_active(person)
    if person.locked_at:
        raise Refused(_locked_sentence(desk, person))
    if fits(person.pin_hash, pin):
        if person.failed:
            desk.store.run(Person.update(failed=0).where(Person.login == person.login))
        return Proof(person.login)
    raise Refused(_count_wrong(desk, person.login))


def sign_in(desk: Desk, login: str, pin: str) -> Desk:
    """The desk with this person at it, noted in the trail."""
    prove(desk, login, pin)
    seated = desk.seating(people.get(desk, login))
    with seated.store.write():
        events.note(seated, "sign_in")
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
        events.note(who, "pin_locked" if locks else "pin_wrong", detail={"person": login, "failed": failed})
    if locks:
        return _locked_sentence(desk, person)
    return f"PIN 不对，还可以再试 {TRIES - failed} 次"


def _locked_sentence(desk: Desk, person: Person) -> str:
    """Only an administrator is told of `rescue`: nobody else can be led out by it."""
    way_out = f"请系统管理员在“系统 → 人员”里解锁（或 qcdesk user unlock {person.login}）"
    if people.ADMIN in people.get(desk, person.login).roles:
        way_out += f"；没有管理员能登录时，在存放数据的电脑上运行 qcdesk user rescue {person.login}"
    return f"{person.name}的 PIN 连错 {TRIES} 次，已锁定。{way_out}"


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
              if people.ADMIN in item.roles and not item.locked and item.login != person.login]  # fmt: skip
    if others:
        names = "、".join(f"{item.name}（{item.login}）" for item in others)
        raise Refused(f"还有系统管理员能登录：{names}。请由他在“系统 → 人员”里给{person.name}解锁或改 PIN")
    return _new_pin(desk, person.login, pin, "pin_rescued")


def _new_pin(desk: Desk, login: str, pin: str, action: str) -> Change:
    made = hashed(pin)
    with desk.store.write():
        desk.store.run(Person.update(pin_hash=made, failed=0, locked_at=None).where(Person.login == login))
        detail = {"person": login, "pin": canonical.digest(made)}
        return touched("people", event=events.note(desk, action, detail=detail))


def unlock(desk: Desk, login: str) -> Change:
    people.require_admin(desk)
    person = people.row_of(desk, login)
    with desk.store.write():
        desk.store.run(Person.update(failed=0, locked_at=None).where(Person.login == person.login))
        return touched("people", event=events.note(desk, "person_unlocked", detail={"person": person.login}))
