"""The office's rule rows: every version kept, the starter rows first, changes only forward in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged, Invalid, NotFound, Refused
from qcdesk.rules import rows, soundness, starter
from qcdesk.rules.criteria import BY_FACTORY, Criterion
from qcdesk.rules.deadlines import Contradiction, DeadlineRule, contradictions, rivals
from qcdesk.rules.rows import CRITERION, DEADLINE
from qcdesk.rules.soundness import Remark
from qcdesk.rules.terms import Terms
from qcdesk.rules.validity import in_force as holding
from qcdesk.services.rules import dictionary
from qcdesk.services.trail import events
from qcdesk.services.trail.events import SYSTEM
from qcdesk.store.models import Rule, readable

KEEPERS = ("admin", "qcmgr")
FIGURES = ("unit", "amount", "most", "times", "least")
"""What makes a quoted row the factory's own once it is changed."""
AnyRule = Criterion | DeadlineRule
FORMERLY: Mapping[tuple[str, str], str] = MappingProxyType({("coordination_submit", "received"): "order_begun"})
"""What rows stored by older programs start by today: a 协调工作单 is due from when it is opened."""


def require_keeper(desk: Desk) -> None:
    """The rules and the calendar are the business of 品管主管 and the administrator."""
    if not set(desk.require_person().roles) & set(KEEPERS):
        raise Refused("规则和工作日历要由品管主管或系统管理员改")


def put_starter(desk: Desk) -> dict[str, Json]:
    """The starter rows as first versions, inside the write that makes the desk; gives what its event says of them."""
    return dict(_insert(desk, kind, row) for kind, row in _starter())


def criteria(desk: Desk) -> list[Criterion]:
    """Every version of every criterion."""
    return [row for row in _stored(desk, CRITERION) if isinstance(row, Criterion)]


def deadlines(desk: Desk) -> list[DeadlineRule]:
    return [row for row in _stored(desk, DEADLINE) if isinstance(row, DeadlineRule)]


def criteria_in_force(desk: Desk, on: date) -> list[Criterion]:
    """On a day as it ended, at a moment of the office's clock to the minute."""
    return holding(criteria(desk), on)


def deadlines_in_force(desk: Desk, on: date) -> list[DeadlineRule]:
    return holding(deadlines(desk), on)


def contradictory(desk: Desk, on: date) -> list[Contradiction]:
    return contradictions(deadlines(desk), on)


def defects(desk: Desk) -> Terms:
    """The defect items in use."""
    return dictionary.now(desk)


def examine(desk: Desk, on: date) -> list[Remark]:
    """What is wrong or open in the rules as they will hold from `on`; rows that cannot be read are named too."""
    sound: list[AnyRule] = []
    remarks: list[Remark] = []
    for row in _rows(desk, CRITERION) + _rows(desk, DEADLINE):
        try:
            sound.append(_read(desk, row))
        except (Invalid, ValueError) as error:
            remarks.append(Remark(row.code, f"第 {row.version} 版读不出来：{error}"))
    if not sound and not remarks:
        sound = [row for _, row in _starter()]
    return [*remarks, *_examined(desk, {CRITERION: sound, DEADLINE: sound}, on)]


def brought(desk: Desk, kind: str, code: str, values: Mapping[str, object],
            valid_from: date | None = None) -> list[Remark]:  # fmt: skip
    """What there is to say of the rules that was not there before this change: gaps, and texts left behind. Nothing of
    what is refused."""
    held: dict[str, list[AnyRule]] = {of: _stored(desk, of) for of in (CRITERION, DEADLINE)}
    starts = valid_from or desk.clock.today()
    try:
        made = _next(kind, code, _newest(desk, kind, code), values, starts)
    except (Invalid, Refused):
        return []
    before = _examined(desk, held, starts)
    held[kind].append(made)
    return [one for one in _examined(desk, held, starts) if one not in before]


def _examined(desk: Desk, held: Mapping[str, Sequence[AnyRule]], on: date) -> list[Remark]:
    return soundness.examine([row for row in held[CRITERION] if isinstance(row, Criterion)],
                             [row for row in held[DEADLINE] if isinstance(row, DeadlineRule)],
                             defects(desk), on)  # fmt: skip


def change(desk: Desk, kind: str, code: str, values: Mapping[str, object], valid_from: date | None = None,
           reason: str = "") -> Change:  # fmt: skip
    """A new version of a row, or a new row; what `values` does not name stays, None takes it away.

    Old versions stay, and it holds from today at the earliest: what was judged keeps its rule.
    """
    require_keeper(desk)
    with desk.store.write():
        _begin(desk)
        old = _newest(desk, kind, code)
        made = _next(kind, code, old, values, _start(desk, old, valid_from))
        if kind == DEADLINE:
            _refuse_rivals(desk, made)
        return touched("rules", event=_write(desk, kind, old, made, reason))


def named(desk: Desk, code: str) -> AnyRule:
    """The newest version of a row of either kind; raises NotFound."""
    for kind in (CRITERION, DEADLINE):
        for row in _versions(desk, kind):
            if row.code.lower() == code.strip().lower():
                return row
    raise NotFound(f"没有代号为“{code.strip()[:40]}”的规则；代号见 qcdesk rules list")


def kind_of(rule: AnyRule) -> str:
    return DEADLINE if isinstance(rule, DeadlineRule) else CRITERION


def with_source(rule: AnyRule, changed: Mapping[str, object]) -> dict[str, object]:
    """A figure that the factory has changed is its own; what it was quoted from stays named."""
    if rule.source.startswith(BY_FACTORY) or not set(changed) & set(FIGURES):
        return dict(changed)
    return {**changed, "source": f"{BY_FACTORY}（原 {rule.source}）"}


def choose(desk: Desk, code: str, valid_from: date | None = None, reason: str = "") -> Change:
    """Switches this deadline on and those that contradict it off, from the same day, in one go."""
    require_keeper(desk)
    with desk.store.write():
        _begin(desk)
        chosen = _newest(desk, DEADLINE, code)
        if not isinstance(chosen, DeadlineRule):
            raise NotFound(f"没有代号为“{code}”的时限")
        if chosen.active:
            raise Refused(f"{chosen.title}（{code}）已经启用")
        for other in _versions(desk, DEADLINE):
            if isinstance(other, DeadlineRule) and other.active and other.competes_as == chosen.competes_as:
                off = _next(DEADLINE, other.code, other, {"active": False}, _start(desk, other, valid_from))
                _write(desk, DEADLINE, other, off, reason)
        on = _next(DEADLINE, code, chosen, {"active": True}, _start(desk, chosen, valid_from))
        return touched("rules", event=_write(desk, DEADLINE, chosen, on, reason))


def _starter() -> list[tuple[str, AnyRule]]:
    return [*((CRITERION, row) for row in starter.criteria()), *((DEADLINE, row) for row in starter.deadlines())]


def _begin(desk: Desk) -> None:
    """A desk older than the rules gets the starter rows before their first change."""
    if not _rows(desk, CRITERION) and not _rows(desk, DEADLINE):
        events.note(desk, "rules_loaded", detail={"rules": put_starter(desk)})


class _Row(NamedTuple):
    """A stored version, as far as it is read; all of them are read with every step of a case."""

    kind: str
    code: str
    version: int
    content: str
    valid_from: str
    valid_to: str | None
    made_at: str


def _rows(desk: Desk, kind: str) -> list[_Row]:
    asked = f"SELECT {', '.join(_Row._fields)} FROM rule WHERE kind = ? ORDER BY id"
    return [_Row(*map(readable, row)) for row in desk.store.sql(asked, (kind,))]


def _stored(desk: Desk, kind: str) -> list[AnyRule]:
    """What the office has; the starter rows on a desk that is older than they."""
    found = _rows(desk, kind)
    if not found:
        return [row for of, row in _starter() if of == kind]
    try:
        return [_read(desk, row) for row in found]
    except (Invalid, ValueError) as error:
        raise Damaged(f"规则读不出来：{error}。{VERIFY}") from error


def _read(desk: Desk, row: _Row) -> AnyRule:
    made = _told(row.kind, row.content, row.version, row.valid_from, row.valid_to)
    if isinstance(made, Criterion) and made.valid_from:
        day, _, at = desk.clock.local(row.made_at).partition(" ")
        return replace(made, since=time.fromisoformat(at)) if made.valid_from.isoformat() == day else made
    return made


@lru_cache(maxsize=1024, typed=True)
def _told(kind: str, content: str, version: int, valid_from: str, valid_to: str | None) -> AnyRule:
    """A rule's text means the same whenever it is read, which is some thousand times a day."""
    said = {**canonical.load(content), "version": version, "valid_from": valid_from or None, "valid_to": valid_to}
    starts = FORMERLY.get((str(said.get("event")), str(said.get("starts"))))
    return rows.read(kind, {**said, "starts": starts} if starts else said)


def _versions(desk: Desk, kind: str) -> list[AnyRule]:
    """The newest version of each row."""
    return list({row.code: row for row in sorted(_stored(desk, kind), key=lambda row: row.version)}.values())


def _newest(desk: Desk, kind: str, code: str) -> AnyRule | None:
    return next((row for row in _versions(desk, kind) if row.code == code), None)


def _start(desk: Desk, old: AnyRule | None, valid_from: date | None) -> date:
    """Raises Refused for a day before today or before the version it follows."""
    starts = valid_from or desk.clock.today()
    if starts < desk.clock.today():
        raise Refused("生效日不能早于今天：已经判定的案件保留原来的规则")
    if old and old.valid_from and starts < old.valid_from:
        raise Refused(f"第 {old.version} 版从 {old.valid_from} 起生效，新的一版不能更早")
    return starts


def _next(kind: str, code: str, old: AnyRule | None, values: Mapping[str, object], starts: date) -> AnyRule:
    """Raises Invalid naming what cannot be taken, Refused where nothing would change."""
    before: dict[str, Any] = rows.content(old) if old else {}
    laid = {name: value for name, value in {**before, **values, "code": code}.items() if value is not None}
    made = rows.read(kind, {**laid, "version": old.version + 1 if old else 1, "valid_from": starts})
    if old and rows.content(made) == before and made.valid_to == old.valid_to:
        raise Refused(f"{code}：没有改动")
    return made


def _refuse_rivals(desk: Desk, made: AnyRule) -> None:
    others = [row for row in _versions(desk, DEADLINE) if isinstance(row, DeadlineRule) and row.code != made.code]
    pairs = rivals([*others, made]) if isinstance(made, DeadlineRule) else []
    for one, other in pairs:
        if made in (one, other):
            code = (one if other is made else other).code
            raise Refused(f"{made.code} 与 {code} 说的是同一件事，不能同时启用；请用“改用这一条”")


def _insert(desk: Desk, kind: str, made: AnyRule) -> tuple[str, str]:
    """Name and digest of the new row, for the event that attests it."""
    row = {
        "kind": kind, "code": made.code, "version": made.version, "content": canonical.dump(rows.content(made)),
        "valid_from": _iso(made.valid_from), "valid_to": _iso(made.valid_to) or None,
        "made_by": desk.person.login or SYSTEM, "made_at": desk.clock.stamp(),
    }  # fmt: skip
    desk.store.run(Rule.insert(**row))
    return attested(row)


def attested(row: Mapping[str, Any]) -> tuple[str, str]:
    """What is said in the trail of a stored row: what it is called, and the digest of all its columns."""
    return f"{row['kind']} {row['code']} {row['version']}", canonical.digest(canonical.dump(row))


def _write(desk: Desk, kind: str, old: AnyRule | None, made: AnyRule, reason: str) -> int:
    detail: dict[str, Json] = {
        "rules": dict([_insert(desk, kind, made)]),
        "rule": made.code, "kind": kind, "version": made.version, "valid_from": _iso(made.valid_from),
        "changes": dict(canonical.differences(rows.content(old) if old else {}, rows.content(made))),
    }  # fmt: skip
    return events.note(desk, "rule_changed", reason=reason or None, detail=detail)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
