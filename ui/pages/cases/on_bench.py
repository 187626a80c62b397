"""What the workbench tells of cases: due and overdue, near their end but not ready, samples that are due."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.cases import states
from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.overview import board, case_list
from qcdesk.services.overview.board import Board
from qcdesk.services.overview.case_list import CaseQuery, CaseRow
from qcdesk.services.samples.custody import Sample
from qcdesk.services.sheets import records
from ui.pages.cases.columns import DUE, severity_tone, state_tone
from ui.pages.cases.columns import LATE as RED
from ui.pages.columns import Column
from ui.pages.samples.held import short_standing
from ui.pages.section import SHOWN, Section

DUE_SHOWN = 5
"""Fewer than elsewhere: what the person is to sign stands below and must be in sight on a small screen."""
LATE, TODAY = CaseQuery(overdue=True, open_only=True, limit=1), CaseQuery(due_today=True, open_only=True, limit=1)
NEAR_THE_END = (states.TRACKING, states.ARCHIVING, states.CLOSING)


@dataclass(frozen=True)
class Unready:
    """A case that is to be closed, with the first of what it still lacks."""

    case: CaseRow
    sentence: str


@dataclass(frozen=True)
class CasesFound:
    """Read off the main thread; `late` and `today` count cases, of which one may have several deadlines."""

    board: Board
    unready: tuple[Unready, ...]
    late: int
    today: int

    @staticmethod
    def read(desk: Desk) -> CasesFound:
        near = case_list.find(desk, CaseQuery(states=NEAR_THE_END, order="day", limit=SHOWN)).rows
        told = [(row, casework.till_closing(desk, records.get(desk, row.id))) for row in near]
        unready = tuple(Unready(row, _counted(lacks)) for row, lacks in told if lacks)
        late, today = (case_list.find(desk, query).total for query in (LATE, TODAY))
        return CasesFound(board.board(desk), unready, late, today)


def _counted(lacks: tuple[str, ...]) -> str:
    more = f"　（共 {len(lacks)} 项）" if len(lacks) > 1 else ""
    return lacks[0] + more


class CaseSections:
    """The sections of the workbench that are about cases; those with nothing to tell hide."""

    def __init__(self) -> None:
        self.due = Section("超期和今天到期", DUE, "due", "超期和今天到期的时限", None, DUE_SHOWN)
        self.unready = Section("结案还缺", UNREADY, "unready", "要结案还缺什么", None)
        self.samples = Section("样品到期或借出未还", SAMPLES, "samples_due", "到期或借出的样品", None)

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.due, self.unready, self.samples

    def put(self, found: CasesFound) -> None:
        told = found.board
        self.due.put([*told.overdue, *told.today])
        most = len(told.overdue) + len(told.today) < told.overdue_count + told.today_count
        self.due.title.setText("超期和今天到期" + ("（最早的）" if most else ""))
        self.unready.put(found.unready)
        self.samples.put(list({sample.id: sample for sample in (*told.samples_due, *told.lent_out)}.values()))


def record_of(item: object) -> int:
    """What a row of these sections opens."""
    if isinstance(item, Sample):
        return item.id
    case = getattr(item, "case", None)
    return case.id if isinstance(case, CaseRow) else 0


UNREADY = (
    Column("编号", 128, lambda item: item.case.number),
    Column("程度", 76, lambda item: item.case.severity, tone=lambda item: severity_tone(item.case.severity), spare=2),
    Column("客户", 140, lambda item: item.case.customer, grow=1, spare=1),
    Column("还缺", 320, lambda item: item.sentence, grow=4),
    Column("现在", 122, lambda item: item.case.state_label, tone=lambda item: state_tone(item.case.state)),
)

SAMPLES = (
    Column("标签", 128, lambda item: item.number),
    Column("样品", 150, lambda item: item.item, grow=2),
    Column("客户", 140, lambda item: item.customer, grow=2, spare=2),
    Column("在柜", 86, short_standing, tone=lambda item: RED if item.why else None),
    Column("借给", 130, lambda item: item.lent_to),
    Column("位置", 110, lambda item: item.place, spare=1),
    Column("保存到", 104, lambda item: item.keep_until, tone=lambda item: RED),
)
