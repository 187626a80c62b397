"""Proof by PIN that it is they: given, counted when wrong, locked, unlocked and set anew."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.canonical import Values
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
    return _proved(desk, login, pin)[0]


def sign_in(desk: Desk, login: str, pin: str) -> Desk:
    """The desk with this person at it, noted in the trail."""
    proof, checked = _proved(desk, login, pin)
    seated = desk.seating(people.get(desk, proof.login))
    with seated.store.write():
        held = pin_told.held(desk, proof.login)
        refused = _refusal(desk, proof.login, held, checked)
        if not refused:
            events.note(seated, pin_told.SIGN_IN, detail=_told(proof.login, held))
    if refused:
        raise Refused(refused)
    return seated


def _proved(desk: Desk, login: str, pin: str) -> tuple[Proof, str]:
    """With the hash that the PIN fits. Checking takes its time: what stands there afterwards is looked at again."""
    person = people.row_of(desk, login)
    people.require_active(person)
    held = pin_told.held(desk, person.login)
    refused = _refusal(desk, person.login, held, held.pin_hash)
    if not refused and not fits(held.pin_hash, pin):
        refused = _count_wrong(desk, person.login, held.pin_hash)
    elif not refused:
        now = pin_told.held(desk, person.login)
        refused = _refusal(desk, person.login, now, held.pin_hash)
        if not refused and now.failed:
            refused = _count_anew(desk, person.login, held.pin_hash)
    if refused:
        raise Refused(refused)
    return Proof(person.login), held.pin_hash


def _refusal(desk: Desk, login: str, held: pin_told.Held, checked: str) -> str:
    """Why no PIN is taken or counted, as of now: noted where other hands are why. Nothing where none is in the way."""
    if held.altered:
        _note_altered(desk.seating(people.get(desk, login)), login)
        return _altered_sentence(desk, people.row_of(desk, login))
    if held.locked_at:
        return _locked_sentence(desk, people.row_of(desk, login))
    return "" if held.pin_hash == checked else "PIN 刚刚改过，请用新的 PIN 再试一次"


def _count_wrong(desk: Desk, login: str, checked: str) -> str:
    with desk.store.write():
        held = pin_told.held(desk, login)
        refused = _refusal(desk, login, held, checked)
        if refused:
            return refused
        failed = held.failed + 1
        locks = failed >= TRIES
        counted = held._replace(failed=failed, locked_at=desk.clock.stamp() if locks else None)
        _count(desk, login, pin_told.LOCKED if locks else pin_told.WRONG, counted)
    return _locked_sentence(desk, people.row_of(desk, login)) if locks else f"PIN 不对，还可以再试 {TRIES - failed} 次"


def _count_anew(desk: Desk, login: str, checked: str) -> str:
    """Why not, where somebody else's wrong PINs have locked him since."""
    with desk.store.write():
        held = pin_told.held(desk, login)
        refused = _refusal(desk, login, held, checked)
        if not refused:
            _count(desk, login, pin_told.RIGHT, held._replace(failed=0))
        return refused


def _count(desk: Desk, login: str, action: str, counted: pin_told.Held) -> None:
    """Tells of the very PIN that was checked, whatever the table holds by now."""
    desk.store.run(Person.update(failed=counted.failed, locked_at=counted.locked_at).where(Person.login == login))
    who = desk.seating(people.get(desk, login))
    guessed = {} if action == pin_told.RIGHT else {"failed": counted.failed}
    events.note(who, action, detail={**_told(login, counted), **guessed})


def _told(login: str, held: pin_told.Held) -> Values:
    return {"person": login, **pin_told.stored(held.pin_hash, held.failed, held.locked_at)}


def _altered_sentence(desk: Desk, person: Person) -> str:
    said = f"{person.name}的 PIN 或锁定被程序以外的手改过，不能用来登录或签名。"
    return said + _way_out(desk, person, "请系统管理员在“系统 → 人员”里给他重设 PIN，再核对全部数据（qcdesk verify）")


def _note_altered(desk: Desk, login: str) -> None:
    """Once, until PIN or lock are told anew."""
    with desk.store.write():
        if not pin_told.held(desk, login).noted:
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
    with desk.store.write():
        if not pin_told.altered(desk, person.login):
            return _changed(desk, person.login, "person_unlocked", failed=0, locked_at=None)
        _note_altered(desk, person.login)
    raise Refused(_altered_sentence(desk, person))


def _changed(desk: Desk, login: str, action: str, **columns: object) -> Change:
    """What other hands had put there before is told first: it would not be seen afterwards."""
    with desk.store.write():
        if pin_told.altered(desk, login):
            _note_altered(desk, login)
        desk.store.run(Person.update(**columns).where(Person.login == login))
        return touched("people", event=events.note(desk, action, detail=pin_told.standing(desk, login)))
