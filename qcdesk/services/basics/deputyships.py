"""Deputyships as they are stored: read, and ended by what ends them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from qcdesk.desk import Desk
from qcdesk.services.trail import kept_rows

COLUMNS = """SELECT deputy.id, deputy.principal, one.name, deputy.deputy, other.name, deputy.first_day, deputy.last_day,
deputy.scope, deputy.reason, deputy.name, deputy.at, deputy_end.name, deputy_end.at, deputy_end.reason,
one.active, other.active
FROM deputy JOIN person AS one ON one.login = deputy.principal JOIN person AS other ON other.login = deputy.deputy
LEFT JOIN deputy_end ON deputy_end.deputy_id = deputy.id"""

FOR_WHOM = """SELECT deputy.deputy, deputy.scope, deputy.first_day, deputy.last_day, one.login, one.name,
one.department, person_role.role, deputy_end.name, deputy_end.at
FROM deputy JOIN person AS one ON one.login = deputy.principal AND one.active
JOIN person_role ON person_role.login = one.login
LEFT JOIN deputy_end ON deputy_end.deputy_id = deputy.id
WHERE {} deputy.first_day <= ? AND deputy.last_day >= ? ORDER BY deputy.id, person_role.role"""

LATELY = timedelta(days=30)
"""For how long it is told of a deputyship that it is over."""

RUNNING = """SELECT id FROM deputy WHERE (principal = ? OR deputy = ?) AND last_day >= ?
AND NOT EXISTS (SELECT 1 FROM deputy_end WHERE deputy_end.deputy_id = deputy.id) ORDER BY id"""

LEFT = "停用"
"""Why a deputyship of somebody who was retired ended."""


@dataclass(frozen=True)
class Deputyship:
    """Who signs for whom, from which of the office's days to which; `scope` are codes of forms, none for all of them.
    Times are local."""

    id: int
    principal: str
    principal_name: str
    deputy: str
    deputy_name: str
    first_day: str
    last_day: str
    scope: tuple[str, ...]
    reason: str
    named_by: str
    named_at: str
    ended_by: str
    ended_at: str
    end_reason: str
    in_office: bool
    """Whether both of them still are."""

    def state(self, today: date) -> str:
        if self.ended_at:
            return "已终止"
        if not self.in_office:
            return "已停用"
        if self.last_day < today.isoformat():
            return "已到期"
        return "生效中" if self.first_day <= today.isoformat() else "未开始"

    def runs_on(self, today: date) -> bool:
        """Whether it is in force or will be."""
        return self.state(today) in ("生效中", "未开始")


@dataclass(frozen=True)
class Principal:
    """Somebody whom the person at the desk stands for today, with what he may do himself."""

    login: str
    name: str
    department: str
    roles: tuple[str, ...]


def listed(desk: Desk) -> list[Deputyship]:
    """All there ever were, the newest first."""
    return [_read(desk, row) for row in desk.store.sql(f"{COLUMNS} ORDER BY deputy.id DESC")]


def get(desk: Desk, number: int) -> Deputyship | None:
    found = desk.store.sql(f"{COLUMNS} WHERE deputy.id = ?", (number,))
    return _read(desk, found[0]) if found else None


def for_whom(desk: Desk, form: str) -> tuple[Principal, ...]:
    """Those whom the person at the desk stands for today on a form, in the order in which they named him. Whom he
    stands for they do not hand on: what a principal does as a deputy himself is no part of it."""
    return principals(desk).get(form, ())


class Mandate(NamedTuple):
    """What somebody stands for a principal on, and from which day to which; no `scope` is all forms."""

    scope: tuple[str, ...]
    first_day: str
    last_day: str
    principal: Principal
    ended_by: str = ""
    ended_at: str = ""
    """Local time; both empty where nobody has ended it."""

    def holds(self, form: str) -> bool:
        return not self.scope or form in self.scope

    @property
    def over(self) -> str:
        """已由王样六在 2026-11-22 09:30 终止, or 到 2026-11-25 为止，已到期."""
        ended = f"已由{self.ended_by}在 {self.ended_at} 终止"
        return ended if self.ended_at else f"到 {self.last_day} 为止，已到期"


class Principals:
    """Of one person on one day, by form; `past` are those that were over a short time before."""

    def __init__(self, found: Sequence[Mandate], past: Sequence[Mandate] = ()) -> None:
        self._found, self._past = found, past

    def get(self, form: str, none: tuple[Principal, ...] = ()) -> tuple[Principal, ...]:
        mine = {one.principal.login: one.principal for one in reversed(self._found) if one.holds(form)}
        return tuple(reversed(mine.values())) or none

    def outside(self, form: str, role: str) -> list[Mandate]:
        """Those of people with the role that do not hold on the form."""
        return [one for one in self._found if role in one.principal.roles and not one.holds(form)]

    def lately(self, form: str, role: str) -> list[Mandate]:
        """Of each principal with the role for whom he stands no more, the last that held on the form."""
        last = {one.principal.login: one for one in self._past if role in one.principal.roles and one.holds(form)}
        return [one for login, one in last.items() if login not in {still.principal.login for still in self._found}]

    def roles(self, form: str) -> frozenset[str]:
        """What he may do on the form for others."""
        return frozenset(role for one in self.get(form) for role in one.roles)


def principals(desk: Desk) -> Principals:
    """Of the person at the desk."""
    found = desk.store.sql(FOR_WHOM.format("deputy.deputy = ? AND"), (desk.person.login, *_days(desk)))
    return _by_deputy(desk, found).get(desk.person.login, Principals(()))


def of_everybody(desk: Desk) -> dict[str, Principals]:
    """Of each deputy, by his login."""
    return _by_deputy(desk, desk.store.sql(FOR_WHOM.format(""), _days(desk)))


def _days(desk: Desk) -> tuple[str, str]:
    """Begun by today, and not over before what is told lately."""
    today = desk.clock.today()
    return today.isoformat(), (today - LATELY).isoformat()


def _by_deputy(desk: Desk, rows: Sequence[Sequence[object]]) -> dict[str, Principals]:
    found: dict[str, dict[tuple[str, ...], Mandate]] = {}
    for *words, by, at in rows:
        deputy, scope, first, last, login, name, department, role = map(str, words)
        ended = (str(by), desk.clock.local(str(at))) if at else ("", "")
        mandates = found.setdefault(deputy, {})
        before = mandates[key].principal.roles if (key := (scope, first, last, login, *ended)) in mandates else ()
        principal = Principal(login, name, department, tuple(dict.fromkeys((*before, role))))
        mandates[key] = Mandate(forms_of(scope), first, last, principal, *ended)
    return {deputy: _parted(desk, list(mandates.values())) for deputy, mandates in found.items()}


def _parted(desk: Desk, mandates: Sequence[Mandate]) -> Principals:
    """Those in force from those that were over not long ago."""
    today, since = _days(desk)
    running = [one for one in mandates if not one.ended_at and one.last_day >= today]
    past = [one for one in mandates if one not in running and (not one.ended_at or one.ended_at[:10] >= since)]
    return Principals(running, past)


def end_all_of(desk: Desk, login: str, name: str) -> None:
    """Inside the open write that retires somebody: whom he named, and who named him."""
    running = desk.store.sql(RUNNING, (login, login, desk.clock.today().isoformat()))
    rows: list[tuple[str, kept_rows.Row]] = [
        ("deputy_end", {"deputy": number, "reason": f"{name}{LEFT}"}) for (number,) in running
    ]
    if rows:
        kept_rows.append(desk, "deputy_ended", rows)


def forms_of(scope: str) -> tuple[str, ...]:
    """The codes of a stored scope. What is no such list any more names no form that there is."""
    try:
        codes = json.loads(scope)
    except ValueError:
        return (scope,)
    return tuple(str(code) for code in codes) if isinstance(codes, list) else (scope,)


def _read(desk: Desk, row: tuple[object, ...]) -> Deputyship:
    (number, principal, principal_name, deputy, deputy_name, first, last, scope, reason, by, at,
     ended_by, ended_at, why, one_in, other_in) = row  # fmt: skip
    return Deputyship(
        int(str(number)), str(principal), str(principal_name), str(deputy), str(deputy_name), str(first), str(last),
        forms_of(str(scope)), str(reason), str(by), desk.clock.local(str(at)), str(ended_by or ""),
        desk.clock.local(str(ended_at)) if ended_at else "", str(why or ""), bool(one_in) and bool(other_in),
    )  # fmt: skip
