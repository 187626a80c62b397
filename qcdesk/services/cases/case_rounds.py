"""Since when a case is handled anew, and what in it is of before: told by the trail of the case and of its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.cases import choices, same_goods
from qcdesk.cases.facts import SheetFact
from qcdesk.cases.proofs import DONE_BY, NOT_RECHECKED, NOTE, REWORK_RECORD, passed_recheck
from qcdesk.cases.states import APPEALED as APPEALED_STATE
from qcdesk.cases.states import CLOSED, DECLINED, UNFOUNDED
from qcdesk.cases.workflow import WORKFLOW
from qcdesk.desk import Desk
from qcdesk.services.sheets import signing
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

LAST = "SELECT action, MAX(seq) FROM event WHERE record_id = ? AND action IN ({actions}) GROUP BY action"
MADE = """SELECT record_id, MAX(seq) FROM event WHERE record_id IN ({records})
AND action IN ('created', 'copied', 'put_into_case') GROUP BY record_id"""
EVER_CLOSED = "SELECT 1 FROM event WHERE record_id = ? AND action = 'close' LIMIT 1"
APPEALED = "SELECT seq, at FROM event WHERE record_id = ? AND action = 'appeal' ORDER BY seq DESC LIMIT 1"
DECIDED_AT = """SELECT at FROM event WHERE record_id = ? AND to_state IN (?, ?) AND from_state <> to_state
ORDER BY seq DESC LIMIT 1"""
SEALED = """SELECT record_id, MIN(seq) FROM event WHERE record_id IN ({records}) AND action = 'submit'
GROUP BY record_id"""
BROUGHT_IN = """SELECT record_id, MAX(seq) FROM event WHERE record_id IN ({records}) AND action = 'put_into_case'
GROUP BY record_id"""
OPENED_AGAIN = """SELECT COALESCE(MAX(seq), 0) FROM event WHERE record_id = ? AND from_state IN ({states})
AND to_state NOT IN ({states})"""
FIRST_TIME = """AND NOT EXISTS (SELECT 1 FROM event AS earlier WHERE earlier.record_id = event.record_id
AND earlier.action = 'revise' AND earlier.seq < event.seq)"""
"""Of a sheet that was amended: signed anew is not done anew."""

DONE = f"""SELECT record_id, MAX(seq) FROM event WHERE record_id IN ({{records}})
AND action IN ({{actions}}) AND (action <> 'submit' OR from_state = 'draft') {FIRST_TIME} GROUP BY record_id"""
WENT_OUT = f"""SELECT record_id, MAX(seq) FROM event WHERE record_id IN ({{records}}) AND action = 'dispatch'
{FIRST_TIME} GROUP BY record_id"""
STATE_THEN = """SELECT to_state FROM event WHERE record_id = ? AND seq < ? AND to_state IS NOT NULL
ORDER BY seq DESC LIMIT 1"""
RECHECKED = "SELECT seq FROM event WHERE record_id = ? AND action = 'recheck_passed' AND seq > ?"
CHANGED = "SELECT detail FROM event WHERE record_id = ? AND seq > ? AND detail LIKE ? ORDER BY seq"
SETTLED = "SELECT detail FROM event WHERE record_id = ? AND from_state <> 'draft' AND detail LIKE ? ORDER BY seq"


REPLANNED = "replan_done"
"""What was done to goods, and counted, stays done where only the plan is made anew."""


def _undoing(slot: str) -> frozenset[str]:
    return frozenset(step.action for step in WORKFLOW.steps if slot in step.clears and step.action != REPLANNED)


TO_PLAN_ANEW = _undoing("plan_passed") | {REPLANNED}
TO_HANDLE_ANEW, TO_DELIVER_ANEW = _undoing("handled"), _undoing("delivered")
"""Steps after which the plan is made, the goods worked on, the delivery made anew."""
DECIDED = (CLOSED, DECLINED, UNFOUNDED, APPEALED_STATE)
"""Out of these a case comes by being opened again."""
DOING = tuple(dict.fromkeys(action for actions in DONE_BY.values() for action in actions))


@dataclass(frozen=True)
class Rounds:
    """The events with which the case last came back, 0 where it never did."""

    planned: int = 0
    handled: int = 0
    delivered: int = 0


@dataclass(frozen=True)
class Earlier:
    """Sheets that were made before the case last came back, and those whose work was done before it did."""

    made: frozenset[int] = frozenset()
    worked: frozenset[int] = frozenset()
    returned: frozenset[int] = frozenset()


def of(desk: Desk, case: RecordView) -> Rounds:
    if not case.values.get("rounds"):
        return Rounds()
    asked = LAST.format(actions=_marks(sorted(TO_HANDLE_ANEW)))
    last = {str(action): int(seq) for action, seq in desk.store.sql(asked, (case.id, *sorted(TO_HANDLE_ANEW)))}
    planned, handled, delivered = (
        max((last.get(action, 0) for action in group), default=0)
        for group in (TO_PLAN_ANEW, TO_HANDLE_ANEW, TO_DELIVER_ANEW)
    )
    return Rounds(planned, handled, delivered)


def earlier(desk: Desk, rounds: Rounds, sheets: Sequence[int]) -> Earlier:
    if not rounds.handled or not sheets:
        return Earlier()
    made = dict(_last(desk, MADE.format(records=_marks(sheets)), sheets))
    done = dict(_last(desk, DONE.format(records=_marks(sheets), actions=_marks(DOING)), (*sheets, *DOING)))
    return Earlier(
        frozenset(sheet for sheet in sheets if made.get(sheet, 0) < rounds.delivered),
        frozenset(sheet for sheet in sheets if done.get(sheet, 0) < rounds.handled),
        frozenset(sheet for sheet in sheets if done.get(sheet, 0) < rounds.delivered),
    )


def sealed_before(desk: Desk, case: RecordView, labels: Sequence[int]) -> frozenset[int]:
    """Labels that were in the case before it was opened again; one that is signed anew stays the old one."""
    if not labels or not case.values.get("rounds"):
        return frozenset()
    asked = OPENED_AGAIN.format(states=_marks(DECIDED))
    [(opened,)] = desk.store.sql(asked, (case.id, *DECIDED, *DECIDED))
    since = dict(_last(desk, SEALED.format(records=_marks(labels)), labels))
    for label, seq in _last(desk, BROUGHT_IN.format(records=_marks(labels)), labels):
        since[label] = max(seq, since.get(label, 0))
    return frozenset(label for label in labels if since.get(label, 0) < opened)


def sent_unchecked(desk: Desk, case: RecordView, sheets: Sequence[SheetFact], rounds: Rounds) -> frozenset[int]:
    """Notes whose goods were last put on their way before this round's re-inspection passed, and not under a rework
    record of the case that had passed its own."""
    notes = {sheet.id: sheet for sheet in sheets if sheet.form == NOTE}
    if not notes:
        return frozenset()
    passed = [int(seq) for (seq,) in desk.store.sql(RECHECKED, (case.id, rounds.handled))]
    out = _last(desk, WENT_OUT.format(records=_marks(list(notes))), list(notes))
    records = {sheet.number: sheet for sheet in sheets if _proves(case, sheet)}
    return frozenset(
        note
        for note, seq in out
        if passed and seq < min(passed) and not _had_passed(desk, records.get(_named(notes[note])), seq)
    )


def _proves(case: RecordView, sheet: SheetFact) -> bool:
    """A rework record of these goods and this round that passed its re-inspection."""
    own = sheet.form == REWORK_RECORD and not sheet.worked and not same_goods.strange(case.values, sheet.values)
    return own and passed_recheck(sheet.state, sheet.values)


def _named(note: SheetFact) -> str:
    return str(note.values.get("complaint_no") or "").strip().upper()


def _had_passed(desk: Desk, work: SheetFact | None, before: int) -> bool:
    """Then already: it may have been put right and signed again since."""
    then = desk.store.sql(STATE_THEN, (work.id, before)) if work is not None else []
    return any(state not in (*NOT_RECHECKED, VOID) for (state,) in then)


def _last(desk: Desk, asked: str, given: Sequence[int | str]) -> list[tuple[int, int]]:
    return [(int(record), int(seq)) for record, seq in desk.store.sql(asked, tuple(given))]


def _marks(given: Sequence[int | str]) -> str:
    return ", ".join("?" * len(given))


def actions_before(desk: Desk, case: RecordView, rounds: Rounds) -> tuple[Json, ...]:
    """The lines of measures as they stood when the case came back to its analysis."""
    if not rounds.planned or not case.values.get("actions"):
        return ()
    for old, _ in _changes(desk.store.sql(CHANGED, (case.id, rounds.planned, '%"actions":%')), "actions"):
        return _listed(old)
    return _listed(case.values["actions"])


def _listed(value: Json) -> tuple[Json, ...]:
    return tuple(value) if isinstance(value, list) else ()


def closed_before(desk: Desk, case: RecordView) -> bool:
    return bool(desk.store.sql(EVER_CLOSED, (case.id,)))


def decided_at(desk: Desk, case: RecordView) -> str:
    """When the case was last closed or told to be unfounded, on the office's clock."""
    found = desk.store.sql(DECIDED_AT, (case.id, CLOSED, UNFOUNDED))
    return desk.clock.local(found[0][0]).replace(" ", "T") if found else ""


def since_appeal(desk: Desk, case: RecordView) -> tuple[Mapping[str, Json], ...]:
    """The contacts that were written down since the customer last appealed, and were made since."""
    contacts = [row for row in _listed(case.values.get("contacts")) if isinstance(row, dict)]
    for seq, at in desk.store.sql(APPEALED, (case.id,)):
        later = _changes(desk.store.sql(CHANGED, (case.id, seq, '%"contacts":%')), "contacts")
        before = len(_listed(later[0][0])) if later else len(contacts)
        appealed = desk.clock.local(at).replace(" ", "T")
        return tuple(row for row in contacts[before:] if str(row.get("at")) >= appealed)
    return ()


def oral_before(desk: Desk, case: RecordView) -> str:
    """The oral channel by which a case was taken in that names a written one now."""
    if case.values.get("channel") in choices.ORAL or case.values.get("written_on") or case.number is None:
        return ""
    found = _changes(desk.store.sql(SETTLED, (case.id, '%"channel":%')), "channel")
    return next((str(old) for old, _ in found if old in choices.ORAL), "")


def _changes(details: Sequence[Sequence[str]], name: str) -> list[tuple[Json, Json]]:
    """Old and new of each time that the value was changed."""
    said = [signing.said_in(detail).get("changes") for (detail,) in details]
    changed = [changes[name] for changes in said if isinstance(changes, dict) and name in changes]
    return [(one.get("from"), one.get("to")) for one in changed if isinstance(one, dict)]
