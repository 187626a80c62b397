"""Tabs that are read: everything filled in so far, and the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout

from qcdesk.canonical import Json
from qcdesk.cases.kind import KIND_OF_CASE
from qcdesk.cases.states import ENDS
from qcdesk.fields import Note, Photos
from qcdesk.kinds import PROGRAM, Block
from qcdesk.services.basics import people
from qcdesk.services.cases import ahead
from qcdesk.services.problems import related
from qcdesk.services.trail import history
from qcdesk.services.trail.history import Line
from qcdesk.views import RecordView
from ui.pages.bounded import Bounded
from ui.pages.cases.columns import LATE
from ui.pages.cases.photo_row import PhotoRow
from ui.pages.cases.received_dialog import correct_button
from ui.pages.cases.related_card import RelatedCard
from ui.pages.cases.tab import Tab
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import clear, panel, row, words

ACROSS = 3
SHORT, LEAST = 96, 60
"""Pixels of the history and of what is told of one line that a low window leaves; each scrolls by itself."""


class OverviewTab(Tab):
    """概况: the blocks as they were filled and signed, empty ones left out."""

    NAME, TITLE = "overview", "概况"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        named(self.area, "read_only", self.TITLE).setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fill(self) -> None:
        clear(self.column)
        record = self.keeper.record
        for block in record.kind.blocks:
            if block.role != PROGRAM and any(record.values.get(item.name) is not None for item in block.fields):
                self.column.addWidget(self._card(record, block))
        lines = related.lines(self.session.desk, record)
        if lines:
            card = RelatedCard(lines)
            card.wanted.connect(self.wanted)
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _card(self, record: RecordView, block: Block) -> QFrame:
        card = block_card(self.session, record, block)
        if block.name == KIND_OF_CASE.name and record.number and record.state not in ENDS:
            column = card.layout()
            assert isinstance(column, QVBoxLayout)
            column.addLayout(row(correct_button(self, self.session, record), None))
        return card


def filled_by(session: Session, record: RecordView, block: Block) -> str:
    roles = ahead.fillers(record, block)
    return f"由{'、'.join(people.role_label(session.desk, role) for role in roles)}填写"


def block_card(session: Session, record: RecordView, block: Block) -> QFrame:
    """What was filled in a block, and who signed it."""
    card, column = panel(14)
    names = [
        f"{item.label}：{item.signer} {item.dated}" + ("" if item.sound else "（签后有改动）")
        for item in record.signatures
        if block.name in record.kind.slot(item.slot).covers
    ]
    beside = [words(name, "small") for name in names if len(names) == 1]
    column.addLayout(
        row(words(block.title, "heading"), words(filled_by(session, record, block), "small"), None, *beside)
    )
    if len(names) > 1:
        column.addWidget(words("　".join(names), "small", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.GAP)
    grid.setVerticalSpacing(6)
    at = 0
    for item in block.fields:
        value = record.values.get(item.name)
        if value is None:
            continue
        wide = isinstance(item, Note | Photos)
        if wide and at % ACROSS:
            at += ACROSS - at % ACROSS
        cell = QVBoxLayout()
        cell.setSpacing(1)
        cell.addWidget(words(item.label.rstrip("："), "field"))
        cell.addWidget(_photos(session, item, value) if isinstance(item, Photos) else _value(item.show(value)))
        grid.addLayout(cell, at // ACROSS, at % ACROSS, 1, ACROSS if wide else 1)
        at += ACROSS if wide else 1
    for column_at in range(ACROSS):
        grid.setColumnStretch(column_at, 1)
    column.addLayout(grid)
    return card


def _photos(session: Session, field: Photos, value: Json) -> PhotoRow:
    shown = PhotoRow(session, field)
    shown.close_with("在“下一步”或“照片”里改")
    shown.put(value)
    return shown


def _value(text: str) -> QLabel:
    label = words(text, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class HistoryTab(Tab):
    """历史: newest first; what changed stands below the list for the line that is chosen.

    Either scrolls by itself: a bar of the whole tab would stand beside the list's.
    """

    NAME, TITLE = "history", "历史"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        columns = (
            Column("时间", 150, lambda line: line.at, tone=lambda line: LATE if line.clock else None),
            Column("谁", 80, lambda line: line.who),
            Column("做了什么", 260, lambda line: line.sentence, grow=2),
            Column("原因", 150, lambda line: line.reason, grow=1, spare=1),
            Column("内容", 260, lambda line: "；".join(line.details), grow=3, spare=2),
            Column("电脑", 90, lambda line: line.pc, spare=3),
        )  # fmt: skip
        self.listing = Listing(RowsModel(columns), "list_history", "历史")
        self.listing.setMinimumHeight(SHORT)
        self.listing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.listing.picked.connect(self._explain)
        self.odd = words("", "banner", wrap=True)
        self.odd.setObjectName("clock_odd")
        self.detail = Bounded("选中的一条", LEAST)
        card, column = panel(1)
        column.addWidget(self.listing, 1)
        self.column.addWidget(self.odd)
        self.column.addWidget(card, 1)
        self.column.addWidget(self.detail)

    def fill(self) -> None:
        lines = history.told(self.session.desk, self.case)
        self.odd.setText(_of_odd([line for line in lines if line.clock]))
        self.odd.setVisible(bool(self.odd.text()))
        self.listing.rows.put(list(reversed(lines)))
        self.listing.selectRow(0)

    def _explain(self, line: object) -> None:
        if isinstance(line, Line):
            reason = f"原因：{line.reason}" if line.reason else ""
            told = (f"{line.at}　{line.who}　{line.sentence}", line.clock, reason, *line.details)
            self.detail.say("\n".join(filter(None, told)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.bound(max(LEAST, self.height() // 4))


def _of_odd(lines: Sequence[Line]) -> str:
    """The first in full; each of the others tells its own when it is chosen."""
    if not lines:
        return ""
    more = f"　共 {len(lines)} 条这样，时间一栏标了颜色，选中一条看它的说明。" if len(lines) > 1 else ""
    return f"{lines[0].at}　{lines[0].sentence}：{lines[0].clock}。{more}"
