"""What people do to the clocks of a case: pause and resume them all, put one off, let one go; each with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qcdesk.canonical import Json, Values
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.fields import Moment, Note, Unfit
from qcdesk.rules.calendar import WEEKDAYS
from qcdesk.rules.counting import brief, dated, due, lost_words
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import UNITS, counted, forward
from qcdesk.services import casework, clocks, people, rulebook, ruling
from qcdesk.services.clocks import Row

ANSWERABLE = "qcmgr"
"""Who may put a deadline off or let it go; the sources name nobody, so it is the one who signs the case's end."""

WAIVED = "免除"
REASON = Note("reason", "原因", limit=300)
MOMENT = Moment("due_at", "新的到期时间")

Move = Callable[[Row], None]


def pause(desk: Desk, which: int | str, reason: str) -> Change:
    """Time stands still for every clock of the case; raises Refused while it stands still already."""
    why = _reason(reason)

    def work(values: Values) -> None:
        if running_pause(values) is not None:
            raise Refused("时限已经暂停了，请先“恢复计时”")
        row: Json = {"begun": clocks.now(desk), "reason": why, "by": desk.person.name}
        values["pauses"] = [*_rows(values, "pauses"), row]

    return casework.amend(desk, casework.get(desk, which).id, "clocks_paused", work)


def resume(desk: Desk, which: int | str) -> Change:
    """Ends the pause; every running clock is put off by the time that it would have run meanwhile."""

    def work(values: Values) -> None:
        begun = running_pause(values)
        if begun is None:
            raise Refused("时限没有暂停")
        now = clocks.now(desk)
        pauses = _rows(values, "pauses")
        pauses[-1]["ended"] = now
        values["pauses"] = list(pauses)
        rows = _rows(values, "clocks")
        for row in rows:
            if "stopped_at" not in row:
                _put_off(desk, row, datetime.fromisoformat(begun), datetime.fromisoformat(now))
        values["clocks"] = list(rows)

    return casework.amend(desk, casework.get(desk, which).id, "clocks_resumed", work)


def extend(desk: Desk, which: int | str, line: int, new_due: object, reason: str) -> Change:
    """A new promise for the clock in line `line` (from 1), later than the old one.

    Raises Refused for a person who may not, or beyond what the rule itself grants at most.
    """
    _require_answerable(desk)
    promised, why = _moment(new_due), _reason(reason)

    def move(row: Row) -> None:
        if promised <= str(row.get("due_at")):
            raise Refused(f"新的到期时间要晚于现在的 {_shown(row.get('due_at'))}")
        _refuse_beyond(desk, row, promised)
        row.setdefault("first_due", row.get("due_at"))
        at = datetime.fromisoformat(promised)
        row.update(due_at=promised, reason=_with(row, why), steps=f"{row.get('steps') or ''} → 延期至{brief(at)}")

    return _move(desk, which, line, "clock_extended", move)


def waive(desk: Desk, which: int | str, line: int, reason: str) -> Change:
    """The clock in line `line` (from 1) need not be met."""
    _require_answerable(desk)
    why = _reason(reason)

    def move(row: Row) -> None:
        row.update(stopped_at=clocks.now(desk), reason=_with(row, f"{WAIVED}：{why}"))

    return _move(desk, which, line, "clock_waived", move)


def running_pause(values: Values) -> str | None:
    """When the pause began that is not over yet."""
    pauses = _rows(values, "pauses")
    return str(pauses[-1].get("begun")) if pauses and "ended" not in pauses[-1] else None


def _move(desk: Desk, which: int | str, line: int, action: str, move: Move) -> Change:
    case = casework.get(desk, which)

    def work(values: Values) -> None:
        rows = _rows(values, "clocks")
        if not 1 <= line <= len(rows):
            raise NotFound(f"案件 {case.number} 没有第 {line} 条时限")
        if "stopped_at" in rows[line - 1]:
            raise Refused(f"“{rows[line - 1].get('label')}”已经在 {_shown(rows[line - 1]['stopped_at'])} 了结")
        move(rows[line - 1])
        values["clocks"] = list(rows)

    return casework.amend(desk, case.id, action, work)


def _put_off(desk: Desk, row: Row, begun: datetime, ended: datetime) -> None:
    """By as much of the pause as lay between its start and its end: one that was due before stays as it is."""
    rule = _rule_of(desk, row)
    start, at = (datetime.fromisoformat(str(row[name])) for name in ("started_at", "due_at"))
    if rule is None or begun >= at or ended <= start:
        return
    unit, calendar = UNITS[rule.unit], ruling.calendar(desk)
    lost = counted(max(begun, start), ended, unit.spans, calendar)
    moved = forward(at, lost, unit.spans, calendar)
    if moved == at:
        return
    row.setdefault("first_due", row["due_at"])
    said = f"暂停{brief(begun)}–{WEEKDAYS[ended.weekday()]}{ended:%H:%M}，顺延{lost_words(lost, unit)}"
    row.update(due_at=moved.strftime("%Y-%m-%dT%H:%M"), steps=f"{row.get('steps') or ''} → {said} → {brief(moved)}")


def _rule_of(desk: Desk, row: Row) -> DeadlineRule | None:
    """The version of the rule by which the clock was started."""
    wanted = (row.get("rule"), row.get("version"))
    return next((rule for rule in rulebook.deadlines(desk) if (rule.code, rule.version) == wanted), None)


def _refuse_beyond(desk: Desk, row: Row, promised: str) -> None:
    rule = _rule_of(desk, row)
    if rule is None or rule.most is None:
        return
    latest = due(datetime.fromisoformat(str(row["started_at"])), rule, ruling.calendar(desk)).latest
    if latest is not None and datetime.fromisoformat(promised) > latest:
        most = f"{rule.most}{UNITS[rule.unit].label}"
        raise Refused(f"“{rule.title}”最长 {most}，最晚到 {dated(latest)}（{rule.source}）")


def _require_answerable(desk: Desk) -> None:
    if ANSWERABLE not in desk.require_person().roles:
        raise Refused(f"延期和免除要由{people.role_label(desk, ANSWERABLE)}操作")


def _reason(reason: str) -> str:
    try:
        said = str(REASON.parse(reason) or "").replace("\n", " ")
    except Unfit as unfit:
        raise Invalid([Fault("reason", "原因", str(unfit))]) from None
    if not said:
        raise Invalid([Fault("reason", "原因", "必须填写")])
    return said


def _moment(raw: object) -> str:
    try:
        value = MOMENT.parse(raw)
    except Unfit as unfit:
        raise Invalid([Fault("due_at", MOMENT.label, str(unfit))]) from None
    if value is None:
        raise Invalid([Fault("due_at", MOMENT.label, "必须填写")])
    return str(value)


def _with(row: Row, words: str) -> str:
    """Earlier reasons stay."""
    before = str(row.get("reason") or "")
    return f"{before}；{words}"[-400:] if before else words


def _shown(value: Json) -> str:
    return str(value or "").replace("T", " ")


def _rows(values: Values, name: str) -> list[Row]:
    rows = values.get(name)
    return [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
