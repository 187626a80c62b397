"""The clocks of a case: started and stopped by what happens in it, each by a rule of the office that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from qcdesk.canonical import Json, Values
from qcdesk.cases.happenings import (
    AWAITED,
    BY_WAY,
    CONDITIONS,
    ENDS_ALL,
    NO_CLOCKS,
    NOT_PAUSED,
    PROMISED,
    applies,
    of_step,
)
from qcdesk.desk import Desk
from qcdesk.rules.counting import Due, Pause, due
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.services.rules import rulebook, ruling
from qcdesk.workflow import Step

Row = dict[str, Json]
NOT_MET = "结束时没有做"
BY_HAND = "人工开始"
UNFIT = "登记时已不是"
EARLY = "记下的时间早于起算，按起算时间算"
PROVISIONAL = "（该年放假未公布，暂按平日算）"


def now(desk: Desk) -> str:
    """The office's wall clock as a case's cells keep it, whatever zone this PC is set to: `2026-11-22T09:30`."""
    return desk.clock.wall().strftime("%Y-%m-%dT%H:%M")


def after_step(desk: Desk, values: Values, step: Step) -> None:
    """Stops what the step fulfils and starts what it begins, in place."""
    at = str(values.get("received_at")) if step.action == "receive" else now(desk)
    happened(desk, values, of_step(step.action, values), at)
    if step.action == "register":
        _end_unfit(desk, values)
        _begin_late(desk, values)
    if step.action in ENDS_ALL:
        rows = rows_of(values)
        for row in rows:
            if "stopped_at" not in row:
                row.update(stopped_at=now(desk), reason=_with(row, NOT_MET))
        put(values, rows)


def end_waiting(desk: Desk, values: Values, stops: Iterable[str], why: str, at: str = "") -> None:
    """Clocks that wait for one of these happenings run no longer, without their being met; from now on, or since."""
    known, rows = _stops(desk), rows_of(values)
    for row in rows:
        if "stopped_at" not in row and known.get(_version(row), "") in stops:
            row.update(stopped_at=at or now(desk), reason=_with(row, f"{why}，{NOT_MET}"))
    put(values, rows)


def _with(row: Row, words: str) -> str:
    """Earlier reasons stay."""
    return f"{row['reason']}；{words}" if row.get("reason") else words


def after_contact(desk: Desk, values: Values, contact: Row) -> None:
    """A call of before a clock began meets it only where the PC's clock has fallen behind that of the start."""
    at, ahead = str(contact.get("at") or now(desk)), now(desk)
    happened(desk, values, of_contact(contact), at, lambda begun: begun <= at or ahead < begun)


def of_contact(contact: Mapping[str, Json]) -> tuple[str, ...]:
    return (*BY_WAY.get(str(contact.get("way")), ()), *(PROMISED if contact.get("promised") else ()))


def overtaken(desk: Desk, values: Values, begun: int, past: Iterable[tuple[str, str]]) -> None:
    """The clocks from the one at `begun` on were told of late: of what happened since, `(at, what)`, the first that
    they wait for stops them."""
    known, rows, happenings = _stops(desk), rows_of(values), sorted(past)
    for row in rows[begun:]:
        stop, start = known.get(_version(row)), str(row["started_at"])
        met = next((at for at, name in happenings if name == stop and at >= start), "")
        if met and "stopped_at" not in row:
            row["stopped_at"] = met
    put(values, rows)


def _end_unfit(desk: Desk, values: Values) -> None:
    """What was begun for another place, grade or number of departments than the case is registered with."""
    rules = {(rule.code, str(rule.version)): rule for rule in rulebook.deadlines(desk)}
    rows = rows_of(values)
    for row in rows:
        rule = rules.get(_version(row))
        if "stopped_at" in row or rule is None or rule.condition not in CONDITIONS or _started_by_hand(row):
            continue
        if not applies(rule.event, rule.condition, values):
            row.update(stopped_at=now(desk), reason=_with(row, f"{UNFIT}“{rule.condition or rule.title}”，{NOT_MET}"))
    put(values, rows)


def _started_by_hand(row: Row) -> bool:
    return str(row.get("reason") or "").startswith(BY_HAND)


def _begin_late(desk: Desk, values: Values) -> None:
    """What runs from the receipt, but whose condition is known only now: several departments, the customer's place."""
    rows = rows_of(values)
    begun = {str(row["rule"]) for row in rows if UNFIT not in str(row.get("reason"))}
    put(values, [*rows, *_starter(desk)(values, "received", str(values.get("received_at")), begun)])


def happened(desk: Desk, values: Values, what: Iterable[str], at: str,
             meets: Callable[[str], object] = bool) -> None:  # fmt: skip
    """One happening after the other: each stops the clocks that run until it, then starts those that run from it;
    `meets` says of the moment at which a clock began whether it may be stopped."""
    names = tuple(what)
    if not names:
        return
    stops = _stops(desk)
    rows, started = rows_of(values), _starter(desk)
    for name in names:
        waiting = [
            row
            for row in rows
            if "stopped_at" not in row and stops.get(_version(row)) == name and meets(str(row["started_at"]))
        ]
        if name in AWAITED and not waiting:
            continue
        for row in waiting:
            _meet(row, at)
        running = {str(row["rule"]) for row in rows if "stopped_at" not in row}
        rows += started(values, name, at, running)
    put(values, rows)


def _meet(row: Row, at: str) -> None:
    """Nothing ends before it began: of a PC whose clock runs behind, or a call that came first, the start is taken."""
    begun = str(row["started_at"])
    row["stopped_at"] = max(at, begun)
    if at < begun:
        row["reason"] = _with(row, f"{EARLY}（{at.replace('T', ' ')}）")


def stops_of(desk: Desk) -> Callable[[Row], str]:
    """Gives what the clock of a row waits for."""
    known = _stops(desk)
    return lambda row: known.get(_version(row), "")


def _stops(desk: Desk) -> dict[tuple[str, str], str]:
    return {(rule.code, str(rule.version)): rule.stops for rule in rulebook.deadlines(desk)}


def _version(row: Row) -> tuple[str, str]:
    return str(row["rule"]), str(row.get("version"))


def _starter(desk: Desk) -> Callable[[Values, str, str, set[str]], list[Row]]:
    """Gives the clocks that run from a happening, except some, by the rows in force today."""
    rules, calendar = ruling.deadlines(desk, desk.clock.today()), ruling.calendar(desk)

    def started(values: Values, name: str, at: str, without: set[str]) -> list[Row]:
        run = [rule for rule in rules if rule.starts == name and rule.code not in without and _counts(rule, values)]
        return [row_of(due(datetime.fromisoformat(at), rule, calendar, pauses_of(values, rule))) for rule in run]

    return started


def _counts(rule: DeadlineRule, values: Values) -> bool:
    """Windows and monthly counts are no clocks of one case."""
    return rule.amount is not None and rule.unit not in NO_CLOCKS and applies(
        rule.event, rule.condition, values)  # fmt: skip


def row_of(made: Due) -> Row:
    rule = made.rule
    return {
        "rule": rule.code, "label": rule.title, "started_at": moment(made.start), "due_at": moment(made.at),
        "steps": " → ".join(made.steps) + (PROVISIONAL if made.provisional else ""), "source": rule.source,
        "version": rule.version,
    }  # fmt: skip


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def rows_of(values: Values) -> list[Row]:
    rows = values.get("clocks")
    return [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def put(values: Values, rows: list[Row]) -> None:
    if rows:
        values["clocks"] = list(rows)


def pauses_of(values: Values, rule: DeadlineRule) -> list[Pause]:
    """The pauses that move a clock of this rule, the running one with its end."""
    if rule.event in NOT_PAUSED:
        return []
    rows = values.get("pauses")
    return [
        (datetime.fromisoformat(str(row["begun"])), datetime.fromisoformat(str(row["ended"])))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and "ended" in row
    ]
