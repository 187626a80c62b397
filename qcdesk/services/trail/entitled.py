"""Whether who signed might, by all that the trail had told until then: in office, in his role, as a deputy in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from qcdesk import canonical
from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json, Values
from qcdesk.clock import CHINA
from qcdesk.services.basics import deputyships, zones
from qcdesk.services.sheets.signing import INK, PAPER
from qcdesk.services.trail.testimony import Testimony
from qcdesk.store.models import Event

SIGNED = '"signed":[{'
AT_MIDNIGHT = timedelta(minutes=1)
"""The day is looked at first, the time taken afterwards."""


def wrong(told: Testimony, event: Event) -> Iterator[str]:
    """Of each signature that the event tells, why its signer might not give it then; `told` has heard the event."""
    if event.action == "person_changed":
        _hear_leaving(told, event)
    if event.record is None or SIGNED not in event.detail:
        return
    try:
        said = canonical.load(event.detail)
    except ValueError:
        return  # told already as unreadable
    record = told.records[event.record]
    form = record.edition.partition("@")[0]
    for signed in rows(said, "signed"):
        paper = said.get(PAPER)
        day = paper.get(str(signed.get("slot"))) if isinstance(paper, dict) else ""
        why = _why_not(told, signed, str(said.get("role") or ""), form, event.at, str(day or ""))
        if why:
            yield f"记录 {told.called(event.record)} {told.signature(record, signed)}：{why}"


def _why_not(told: Testimony, signed: Values, role: str, form: str, at: str, day: str) -> str:
    login, principal, witness = (str(signed.get(key) or "") for key in ("person", "deputy_for", "verified_by"))
    for who, label in ((login, "签名人"), (principal, "被代理人"), (witness, "见证人")):
        if who and not _person(told, who).get("active") and not (who == login and _had_signed(told, signed, day)):
            return f"{label}{told.person(who)}那时不是在用的人员"
    roles = _person(told, principal or login).get("roles")
    if role and isinstance(roles, list) and role not in roles:
        return f"{told.person(principal or login)}那时没有这一步的角色“{told.role(role)}”"
    return _no_deputy(told, principal, login, form, _days(told, at)) if principal else ""


def _hear_leaving(told: Testimony, event: Event) -> None:
    """Keeps who has left or was taken back, and when."""
    try:
        said = canonical.load(event.detail)
    except ValueError:
        return
    before, after = said.get("from"), said.get("to")
    if isinstance(before, dict) and isinstance(after, dict) and bool(before.get("active")) != bool(after.get("active")):
        told.comings.setdefault(str(said.get("person")), []).append((bool(after.get("active")), told.now))


def _had_signed(told: Testimony, signed: Values, day: str) -> bool:
    """In ink, on a copy printed before he left, by a day on the paper on which he was in office since."""
    copy = told.kept.get("copy", {}).get(whole(signed.get("copy")) or 0)
    if signed.get("mode") != INK or signed.get("deputy_for") or not day or copy is None:
        return False
    printed = whole(copy.get("event_seq")) or 0
    first = told.clock.local(str(copy.get("at")))[:10]
    for back, moment in told.comings.get(str(signed.get("person")), ()):
        if moment.seq <= printed:
            continue
        if back:
            first = moment.words[:10]
        elif first <= day[:10] <= moment.words[:10]:
            return True
    return False


def _person(told: Testimony, login: str) -> Mapping[str, Json]:
    known = told.people.get(login)
    return known.said if known is not None and isinstance(known.said, dict) else {}


def _no_deputy(told: Testimony, principal: str, deputy: str, form: str, days: frozenset[str]) -> str:
    named = [row for row in told.kept.get("deputy", {}).values()
             if (row.get("principal"), row.get("deputy")) == (principal, deputy)]  # fmt: skip
    refusals = [_not_in_force(told, row, form, days) for row in named]
    if "" in refusals:
        return ""
    principal, deputy = told.person(principal), told.person(deputy)
    return f"代{principal}签，{refusals[-1] if refusals else f'{principal}那时没有指定{deputy}代理'}"


def _not_in_force(told: Testimony, row: Values, form: str, days: frozenset[str]) -> str:
    first, last = str(row.get("first_day")), str(row.get("last_day"))
    if not any(first <= day <= last for day in days):
        return f"代理却只从 {first} 到 {last}"
    if any(end.get("deputy") == row.get("id") for end in told.kept.get("deputy_end", {}).values()):
        return f"第 {whole(row.get('id'))} 号代理那时已终止"
    scope = deputyships.forms_of(str(row.get("scope")))
    if not scope or form in scope:
        return ""
    return f"代理却不含{told.form(form)}，只含{'、'.join(map(told.form, scope))}"


def _days(told: Testimony, at: str) -> frozenset[str]:
    """The office's day of the signature; more than one where the office has ever changed its time zone."""
    try:
        moment = datetime.fromisoformat(at.replace("Z", "+00:00"))
    except ValueError:
        return frozenset()
    known = [told.clock.zone, *([CHINA] if told.zones else []), *map(zones.named, sorted(told.zones))]
    return frozenset((moment - back).astimezone(zone).date().isoformat()
                     for zone in known for back in (timedelta(), AT_MIDNIGHT))  # fmt: skip
