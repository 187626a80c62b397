"""职责代理人: naming who signs for whom while he is away, and ending it before its last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.basics import deputyships, people, typing_in
from qcdesk.services.basics.deputyships import Deputyship
from qcdesk.services.basics.pins import Proof
from qcdesk.services.trail import kept_rows
from qcdesk.views import PersonView

REASON = 100
LONGEST = 366
"""Days: who is away longer has a successor, not a deputy."""


def name(desk: Desk, principal: str, deputy: str, days: tuple[str, str], proof: Proof, *, scope: Sequence[str] = (),
         reason: str = "") -> Change:  # fmt: skip
    """`deputy` signs for `principal` from the first of `days` to the last (ISO), on the forms of `scope`, on all where
    that is empty. By the principal himself or an administrator; raises Refused with the sentence."""
    _require_own(desk, proof)
    with desk.store.write():
        row = check(desk, principal, deputy, days, scope=scope, reason=reason)
        return touched("people", "records", event=kept_rows.append(desk, "deputy_named", [("deputy", row)]).event)


def check(desk: Desk, principal: str, deputy: str, days: tuple[str, str], *, scope: Sequence[str] = (),
          reason: str = "") -> dict[str, Json]:  # fmt: skip
    """What `name` would write, its days as 2026-11-22; raises Refused as it does. Asked before the PIN is, too."""
    away, stands_in = people.in_office(desk, principal), people.in_office(desk, deputy)
    _require_whose(desk, away.login)
    if away.login == stands_in.login:
        raise Refused("自己不能代理自己，请选别的人")
    first, last = _period(desk, days)
    codes = _known_forms(desk, scope)
    why = typing_in.line("原因", reason, REASON)
    _refuse_twice(desk, away, stands_in, (first, last), codes)
    return {
        "principal": away.login, "deputy": stands_in.login, "first_day": first, "last_day": last,
        "scope": canonical.dump(codes), "reason": why,
    }  # fmt: skip


def also_named(desk: Desk, row: Mapping[str, Json]) -> str:
    """Who else signs for the same person on such days and forms, and what follows; `row` is what `check` gave. Two may:
    the rules do not say which of them is meant."""
    days, codes = (str(row["first_day"]), str(row["last_day"])), deputyships.forms_of(str(row["scope"]))
    found = _meeting(desk, str(row["principal"]), days, codes)
    if not found:
        return ""
    others, whom = "；".join(told(desk, one) for one in reversed(found)), found[0].principal_name
    return f"这些日子已经有人代{whom}：{others}。两人都能代签，谁先签算谁的；只要一个人代，请终止另一个"


def end(desk: Desk, number: int, reason: str, proof: Proof) -> Change:
    """Before its last day, with a reason: by the principal, the deputy or an administrator."""
    login = _require_own(desk, proof)
    why = typing_in.line("原因", reason, REASON)
    if not typing_in.says(why):
        raise Refused(typing_in.lacking("原因", why, "终止代理要写明原因"))
    with desk.store.write():
        found = deputyships.get(desk, number)
        if found is None:
            raise NotFound(f"没有第 {number} 号代理")
        if login not in (found.principal, found.deputy):
            people.require_admin(desk)
        state = found.state(desk.clock.today())
        if not found.runs_on(desk.clock.today()):
            raise Refused(f"{found.deputy_name}代理{found.principal_name}{state}，不用再终止")
        row: dict[str, Json] = {"deputy": number, "reason": why}
        return touched("people", "records", event=kept_rows.append(desk, "deputy_ended", [("deputy_end", row)]).event)


def told(desk: Desk, one: Deputyship) -> str:
    """In one line: 王样六 代 李样四，2026-11-22 到 2026-11-27，《不良样品封存标签》."""
    return f"{one.deputy_name} 代 {one.principal_name}，{one.first_day} 到 {one.last_day}，{forms(desk, one.scope)}"


def forms(desk: Desk, scope: Sequence[str]) -> str:
    """The forms of a scope in words."""
    titles = {kind.code: kind.title for kind in desk.catalogue.kinds}
    return "、".join(f"《{titles.get(code, code)}》" for code in scope) or "所有表单"


def _require_own(desk: Desk, proof: Proof) -> str:
    login = desk.require_person().login
    if proof.login != login:
        raise Refused("PIN 是别人的，请由坐在这里的人输入")
    return login


def _require_whose(desk: Desk, principal: str) -> None:
    if desk.person.login != principal and people.ADMIN not in desk.person.roles:
        raise Refused("代理人要由本人指定，或由系统管理员代为指定")


def _period(desk: Desk, days: tuple[str, str]) -> tuple[str, str]:
    first, last = (_day(day) for day in days)
    if last < first:
        raise Refused(f"代理的最后一天（{last}）在第一天（{first}）之前")
    if last < desk.clock.today():
        raise Refused(f"代理的最后一天（{last}）已经过去了")
    if (last - first).days >= LONGEST:
        raise Refused(f"代理最长 {LONGEST} 天；更长的请改角色，由接任的人自己签")
    return first.isoformat(), last.isoformat()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"“{text[:20]}”不是日期，请写成 2026-11-22") from None


def _known_forms(desk: Desk, scope: Sequence[str]) -> list[str]:
    known = {kind.code for kind in desk.catalogue.kinds}
    codes = sorted({code.strip() for code in scope if code.strip()})
    strange = [code for code in codes if code not in known]
    if strange:
        raise NotFound(f"没有“{'、'.join(strange)[:60]}”这种表单，可用的有：{'、'.join(sorted(known))}")
    return codes


def _refuse_twice(desk: Desk, away: PersonView, stands_in: PersonView, days: tuple[str, str],
                  codes: Sequence[str]) -> None:  # fmt: skip
    for one in _meeting(desk, away.login, days, codes):
        if one.deputy == stands_in.login:
            raise Refused(f"已经有这样的代理：{told(desk, one)}。要改请先终止它")


def _meeting(desk: Desk, principal: str, days: tuple[str, str], codes: Sequence[str]) -> list[Deputyship]:
    """Those of the principal that run on one of these days for one of these forms."""
    today = desk.clock.today()
    running = [one for one in deputyships.listed(desk) if one.principal == principal and one.runs_on(today)]
    return [
        one for one in running
        if one.first_day <= days[1] and days[0] <= one.last_day
        and (not one.scope or not codes or set(one.scope) & set(codes))
    ]  # fmt: skip
