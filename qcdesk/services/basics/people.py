"""The office's people: who they are and what they may do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.pin import hashed
from qcdesk.pinyin import searchable
from qcdesk.services.basics import pin_told, typing_in
from qcdesk.services.trail import events
from qcdesk.store.models import Person, PersonRole, Role, readable
from qcdesk.store.query import askable
from qcdesk.views import PersonView

LOGIN_SHAPE = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
ADMIN = "admin"


def listed(desk: Desk, active_only: bool = False) -> list[PersonView]:
    """Everybody, in the order of their roles."""
    roles = _roles_by_login(desk)
    order = {role.code: at for at, role in enumerate(all_roles(desk))}
    people = [_view(person, roles.get(person.login, ())) for person in desk.store.rows(Person.select())]
    people.sort(key=lambda item: (min((order.get(role, 99) for role in item.roles), default=99), item.login))
    return [item for item in people if item.active or not active_only]


def get(desk: Desk, login: str) -> PersonView:
    """Raises NotFound."""
    person = row_of(desk, login)
    return _view(person, _roles_by_login(desk, person.login).get(person.login, ()))


def in_office(desk: Desk, login: str) -> PersonView:
    """The person as of now, whatever was true at sign-in; raises Refused for a retired one."""
    person = get(desk, login)
    require_active(person)
    return person


def require_active(person: Person | PersonView) -> None:
    if not person.active:
        raise Refused(f"{person.name}已停用，不能登录或签名")


def all_roles(desk: Desk) -> list[Role]:
    return desk.store.rows(Role.select().order_by(Role.position))


def role_label(desk: Desk, code: str) -> str:
    found = desk.store.sql("SELECT label FROM role WHERE code = ?", (code,))
    return str(readable(found[0][0])) if found else code


def has_anyone(desk: Desk) -> bool:
    return bool(desk.store.rows(Person.select(Person.login).limit(1)))


def add(desk: Desk, login: str, name: str, department: str, roles: Sequence[str], pin: str,
        pin_hash: str = "") -> Change:  # fmt: skip
    """Only an administrator, except for the very first person of a new desk. `pin_hash` spares making it again."""
    if has_anyone(desk):
        require_admin(desk)
    require_fit_login(login)
    if desk.store.first(Person.select().where(Person.login == login)):
        raise Refused(f"登录名“{login}”已经有人用了")
    named, where, made = _words("姓名", name), _words("部门", department, needed=False), pin_hash or hashed(pin)
    _known_roles(desk, roles)
    with desk.store.write():
        desk.store.run(
            Person.insert(login=login, name=named, department=where, pin_hash=made, active=True, failed=0,
                          search=searchable(named, login))
        )  # fmt: skip
        _set_roles(desk, login, roles)
        detail = {**pin_told.standing(desk, login), "to": said(get(desk, login))}
        return touched("people", event=events.note(desk, "person_added", detail=detail))


def change(desk: Desk, login: str, *, name: str | None = None, department: str | None = None,
           roles: Sequence[str] | None = None, active: bool | None = None) -> Change:  # fmt: skip
    """Changes what is given; old signatures keep the name they were given with."""
    require_admin(desk)
    with desk.store.write():
        old = get(desk, login)
        new = PersonView(
            old.login,
            _words("姓名", name) if name is not None else old.name,
            _words("部门", department, needed=False) if department is not None else old.department,
            old.roles if roles is None else tuple(roles),
            old.active if active is None else active,
        )
        _known_roles(desk, new.roles)
        _refuse_last_admin_leaving(desk, old, new)
        detail = {"person": new.login, "from": said(old), "to": said(new)}
        if old.active and not new.active:
            from qcdesk.services.basics import deputyships

            deputyships.end_all_of(desk, old.login, old.name)
        seq = events.note(desk, "person_changed", detail=detail)  # before an administrator has retired himself
        desk.store.run(
            Person.update(name=new.name, department=new.department, active=new.active,
                          search=searchable(new.name, new.login)).where(Person.login == new.login)
        )  # fmt: skip
        _set_roles(desk, new.login, new.roles)
        return touched("people", event=seq)


def require_admin(desk: Desk) -> None:
    if ADMIN not in desk.require_person().roles:
        raise Refused("要由系统管理员操作")


def _refuse_last_admin_leaving(desk: Desk, old: PersonView, new: PersonView) -> None:
    stays = new.active and ADMIN in new.roles
    others = [item for item in listed(desk, active_only=True) if ADMIN in item.roles and item.login != old.login]
    if ADMIN in old.roles and not stays and not others:
        raise Refused("至少要有一位在用的系统管理员")


def _known_roles(desk: Desk, roles: Sequence[str]) -> None:
    known = {role.code for role in all_roles(desk)}
    strange = [role for role in roles if role not in known]
    if strange:
        raise NotFound(f"没有“{'、'.join(strange)}”这个角色，可用的有：{'、'.join(sorted(known))}")
    if not roles:
        raise Refused("至少要给一个角色")


def _words(label: str, text: str, needed: bool = True) -> str:
    taken = typing_in.line(label, text, 40)
    if needed and not taken:
        raise Refused(f"{label}必须填写")
    return taken


def require_fit_login(login: str) -> None:
    if not LOGIN_SHAPE.fullmatch(login):
        raise Refused("登录名只能用小写字母、数字和 . _ -，最多 32 个字")


def _set_roles(desk: Desk, login: str, roles: Sequence[str]) -> None:
    desk.store.run(PersonRole.delete().where(PersonRole.login == login))
    desk.store.run(PersonRole.insert_many([{"login": login, "role": role} for role in dict.fromkeys(roles)]))


def row_of(desk: Desk, login: str) -> Person:
    """By login in upper or lower case; raises NotFound."""
    found: list[Person] = desk.store.found(Person, "SELECT * FROM person WHERE login = LOWER(?)", askable(login))
    if not found:
        raise NotFound(f"没有“{login}”这个登录名")
    return found[0]


def _roles_by_login(desk: Desk, login: str | None = None) -> dict[str, tuple[str, ...]]:
    of, asked = ("", ()) if login is None else ("WHERE login = ? ", (login,))
    found: dict[str, tuple[str, ...]] = {}
    for row in desk.store.found(PersonRole, f"SELECT * FROM person_role {of}ORDER BY role", *asked):
        found[row.login] = (*found.get(row.login, ()), row.role)
    return found


def _view(person: Person, roles: tuple[str, ...]) -> PersonView:
    return PersonView(
        person.login, person.name, person.department, roles, bool(person.active), person.locked_at is not None
    )


def said(person: PersonView) -> dict[str, Json]:
    """What the trail says of a person, and what verify holds against the table."""
    roles: list[Json] = [*sorted(person.roles)]
    return {"name": person.name, "department": person.department, "roles": roles, "active": person.active}
