"""Whose department answers in a block of cause or countermeasure, and whether the person at the desk is of it."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.kinds import OWN_BLOCKS
from qcdesk.services.basics.deputyships import Principal
from qcdesk.views import PersonView

DUTY = "duty_dept"
ROLES = ("duty", "dutymgr")
"""They act for a department of their own; every other role acts for the office."""

FOR_OTHERS: Mapping[str, str] = {"供应商": "采购部"}
"""Who is not in the office is answered for by the department that deals with him."""

ANYBODY = "其他"


def elsewhere(person: PersonView | Principal, role: str, values: Mapping[str, Json], department: str) -> str:
    """Why a person of another department leaves the block of this one alone; who has no department acts for all."""
    answering = own_departments(values)[:1] if not department else [department]
    answering = answering or _listed(values.get(DUTY))
    free = {*answering, *(FOR_OTHERS.get(name, "") for name in answering)}
    if role not in ROLES or not person.department or not answering or {ANYBODY, person.department} & free:
        return ""
    return f"要由责任部门（{'、'.join(answering)}）的人填写和签名，您在{person.department}"


def own_departments(values: Mapping[str, Json]) -> list[str]:
    """Those with a block of their own, the first of which has the plain names."""
    return _listed(values.get(OWN_BLOCKS))


def _listed(value: Json) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []
