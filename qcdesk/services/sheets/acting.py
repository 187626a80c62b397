"""As whom the person at the desk may take a sheet's steps: himself, and those whose deputy he is today."""

from __future__ import annotations

from functools import cached_property

from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, deputyships
from qcdesk.services.basics.deputyships import Principal, Principals


class Acting:
    """On one form; the deputyships are read once, and only when a step asks for a role that is not his own."""

    def __init__(self, desk: Desk, form: str, principals: Principals | None = None) -> None:
        self.desk, self._form, self._given = desk, form, principals

    @cached_property
    def _all(self) -> Principals:
        return self._given if self._given is not None else deputyships.principals(self.desk)

    @cached_property
    def principals(self) -> tuple[Principal, ...]:
        return self._all.get(self._form)

    @property
    def roles(self) -> frozenset[str]:
        """What he may do for others."""
        return frozenset(role for one in self.principals for role in one.roles)

    def with_role(self, role: str) -> list[Principal]:
        return [one for one in self.principals if role in one.roles]

    def may_be(self, role: str) -> bool:
        return role in self.desk.person.roles or role in self.roles

    def out_of_scope(self, role: str) -> str:
        """For whom of that role he signs other forms, which and in which days; nothing for who deputises for none."""
        who, found = self.desk.person.name, self._all.outside(self._form, role)
        told = [
            f"{who}代{one.principal.name}只签{deputies.forms(self.desk, one.scope)}"
            f"（{one.first_day} 到 {one.last_day}）"
            for one in found
        ]
        return f"{'、'.join(told)}，不含{deputies.forms(self.desk, (self._form,))}" if told else ""

    def over(self, role: str) -> str:
        """For whom of that role he signed the form until lately, and how that came to its end."""
        who, found = self.desk.person.name, self._all.lately(self._form, role)
        return "、".join(f"{who}代{one.principal.name}{one.over}" for one in found)
