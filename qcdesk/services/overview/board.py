"""What is due and overdue over all cases, and how many of them stand where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.services.overview import late_actions
from qcdesk.services.overview.case_list import COLUMNS, CaseRow, row_of, windows
from qcdesk.services.overview.late_actions import Late
from qcdesk.services.samples import custody
from qcdesk.services.samples.custody import Sample
from qcdesk.services.times import clocks, escalation
from qcdesk.services.times.escalation import Escalation

SOON = 50
"""Clocks looked at for the board's lists."""


@dataclass(frozen=True)
class DueItem:
    """One running deadline of a case, or a measure that is not done; `level` says how far up it is to be told (see
    escalation)."""

    case: CaseRow
    label: str
    due_at: str
    overdue: bool
    level: str = ""


@dataclass(frozen=True)
class Board:
    """The lists show the first of what is due; `overdue_count` and `today_count` say how many there are in all."""

    overdue: tuple[DueItem, ...] = ()
    today: tuple[DueItem, ...] = ()
    overdue_count: int = 0
    today_count: int = 0
    samples_due: tuple[Sample, ...] = ()
    lent_out: tuple[Sample, ...] = ()
    by_state: dict[str, int] = field(default_factory=dict)


def board(desk: Desk) -> Board:
    """Read from what is stored, so nothing overdue is missed however long the program was closed."""
    now = clocks.now(desk)
    today = now[:10]
    past, ahead = windows(now)
    held = custody.listed(desk)
    actions = late_actions.due_by(desk, today)
    late, to_do = (tuple(one for one in actions if (one.due_at < now) == is_late) for is_late in (True, False))
    return Board(
        _together(_due(desk, *past), _of_actions(desk, late)), _together(_due(desk, *ahead), _of_actions(desk, to_do)),
        _many(desk, *past) + len(late), _many(desk, *ahead) + len(to_do),
        tuple(sample for sample in held if sample.keep_until and sample.keep_until < today),
        tuple(sample for sample in held if sample.lent), _counts(desk),
    )  # fmt: skip


def _together(*found: Sequence[DueItem]) -> tuple[DueItem, ...]:
    items = sorted((item for items in found for item in items), key=lambda item: (item.due_at, item.case.id))
    return tuple(items[:SOON])


def _of_actions(desk: Desk, actions: Sequence[Late]) -> tuple[DueItem, ...]:
    first = actions[:SOON]
    if not first:
        return ()
    ids = tuple(dict.fromkeys(one.case for one in first))
    rows = desk.store.sql(f"SELECT {COLUMNS} FROM record WHERE id IN ({', '.join('?' * len(ids))})", ids)
    of_case, now, told = {row[0]: row for row in rows}, clocks.now(desk), escalation.of(desk)
    return tuple(_item(desk, (*of_case[one.case], one.label, one.due_at), now, told) for one in first)


def _due(desk: Desk, when: str, asked: tuple[str, ...]) -> tuple[DueItem, ...]:
    wanted = (
        f"SELECT {', '.join('record.' + name for name in COLUMNS.split(', '))}, clock.label, clock.due_at "
        f"FROM clock JOIN record ON record.id = clock.record_id WHERE running = TRUE AND {when} "
        f"ORDER BY due_at, record_id LIMIT {SOON}"
    )
    now, told = clocks.now(desk), escalation.of(desk)
    return tuple(_item(desk, row, now, told) for row in desk.store.sql(wanted, asked))


def _item(desk: Desk, row: tuple[Any, ...], now: str, told: Escalation) -> DueItem:
    *of_case, label, due_at = row
    case = row_of(desk, tuple(of_case), (due_at, label), now)
    return DueItem(case, label, due_at, due_at < now, told.level(due_at, now, case.severity))


def _many(desk: Desk, when: str, asked: tuple[str, ...]) -> int:
    return int(desk.store.sql(f"SELECT COUNT(*) FROM clock WHERE running = TRUE AND {when}", asked)[0][0])


def _counts(desk: Desk) -> dict[str, int]:
    found = desk.store.sql("SELECT state, COUNT(*) FROM record WHERE form = ? GROUP BY state", (CASE,))
    return {str(state): int(count) for state, count in found}
