"""One event or grade: what each document says of it side by side, when it would be due, every version there was."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from qcdesk.errors import DeskError
from qcdesk.fields import Moment, Unfit
from qcdesk.rules.rows import DEADLINE
from qcdesk.services.rules import rule_history, ruling
from qcdesk.services.rules.rule_history import Version
from qcdesk.services.times import clocks
from ui.pages.columns import Column, RowsModel
from ui.pages.entry_form import mark
from ui.pages.flow import Flow
from ui.pages.listing import Listing, fit_height
from ui.pages.rules.found import Group, told
from ui.pages.rules.rule_card import LEAST, MOST, RuleCard
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import clear, row, scrolling, words

VERSIONS_SHOWN = 8
VERSIONS = (
    Column("代号", 132, lambda one: one.row.code),
    Column("版", 44, lambda one: str(one.row.version)),
    Column("内容", 110, lambda one: told(one.row) if one.row.active else f"停用：{told(one.row)}", grow=2),
    Column("生效日", 98, lambda one: str(one.row.valid_from or "")),
    Column("谁", 80, lambda one: one.by),
    Column("何时", 130, lambda one: one.at, spare=2),
    Column("原因", 110, lambda one: one.reason, grow=2, spare=1),
)


class Detail(QFrame):
    """`choose_wanted` and `change_wanted` carry the code of a row."""

    choose_wanted = Signal(str)
    change_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._session = session
        self.group: Group | None = None
        self.cards: list[RuleCard] = []
        self.heading, self.advice = words("", "heading", wrap=True), words("", "soft", wrap=True)
        self.start = named(QLineEdit(maxLength=20), "try_from", "试算从什么时候起算")
        self.counting = named(words("", "small", wrap=True), "counting")
        self.why = named(words("", "small", wrap=True), "why")
        self.versions = Listing(RowsModel(VERSIONS), "list_versions", "历史版本")
        self._cards = Flow()
        self._lay()
        self.versions.picked.connect(self._explain)
        self.start.textChanged.connect(lambda _: self._try())

    def show_group(self, group: Group | None) -> None:
        """Raises DeskError when the history cannot be read."""
        self.group = group
        self.setVisible(group is not None)
        if group is None:
            return
        self.heading.setText(group.title + (f"（{group.condition}）" if group.condition else ""))
        self.advice.setText(_advice(group))
        self.advice.setVisible(bool(self.advice.text()))
        self._fill(group)
        is_deadline = group.kind == DEADLINE
        for widget in (self._trial, self.counting):
            widget.setVisible(is_deadline)
        if not self.start.text():
            self.start.setText(clocks.now(self._session.desk).replace("T", " "))
        self._try()
        versions: tuple[Version, ...] = rule_history.told(self._session.desk, group.kind, group.codes)
        self.versions.rows.put(versions)
        fit_height(self.versions, VERSIONS_SHOWN)
        self.why.clear()

    def _explain(self, version: object) -> None:
        """Who made the version that is chosen, and why."""
        if isinstance(version, Version):
            reason = f"原因：{version.reason}" if version.reason else ""
            said = (
                f"{version.row.code} 第 {version.row.version} 版",
                version.by,
                version.at,
                version.row.source,
                reason,
            )
            self.why.setText("　".join(part for part in said if part))

    def _fill(self, group: Group) -> None:
        clear(self._cards)
        held = {row_.code for row_ in group.held}
        ordered = sorted(group.rows, key=lambda row_: row_.code not in held)
        self.cards = [RuleCard(one, one.code in held, len(group.rows) == 1) for one in ordered]
        for card in self.cards:
            card.choose_wanted.connect(self.choose_wanted)
            card.change_wanted.connect(self.change_wanted)
            self._cards.addWidget(card)

    def _try(self) -> None:
        """When each of the rows would be due from the moment typed."""
        if self.group is None or self.group.kind != DEADLINE:
            self._level()
            return
        moment = self._moment()
        mark(self.start, moment is None)
        self.counting.setText("" if moment else "要填到分钟，例如 2026-11-20 10:00")
        for card in self.cards:
            self._show_due(card, moment)
        self._level()

    def _level(self) -> None:
        """Cards side by side share the width, and are as high as the highest of them."""
        gap, room = self._cards.spacing(), self._area.viewport().width() - tokens.SPACE
        across = min(max(1, (room + gap) // (LEAST + gap)), max(1, len(self.cards)))
        wide = min(MOST, max(LEAST, (room + gap) // across - gap))
        for card in self.cards:
            card.ensurePolished()
            card.setFixedWidth(wide)
        high = max((card.heightForWidth(wide) for card in self.cards), default=0)
        for card in self.cards:
            card.setFixedHeight(high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._level()
        return super().eventFilter(watched, event)

    def _show_due(self, card: RuleCard, moment: datetime | None) -> None:
        if moment is None:
            card.show_due(None)
            return
        try:
            due = ruling.due(self._session.desk, moment, card.rule.code)
        except DeskError as error:
            card.show_due(None, error.sentence.partition("：")[2] or error.sentence)
            return
        card.show_due(due)
        if card.held:
            self.counting.setText("　".join(due.counting))

    def _moment(self) -> datetime | None:
        try:
            value = Moment("start", "起算").parse(self.start.text())
        except Unfit:
            return None
        return datetime.fromisoformat(str(value)) if value else None

    def _lay(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.SPACE, 0)
        column.setSpacing(10)
        self._trial = QWidget()
        self.start.setFixedWidth(170)
        line = row(words("试一试：从", "soft"), self.start, words("起算", "soft"), None)
        line.setContentsMargins(0, 0, 0, 0)
        self._trial.setLayout(line)
        for widget in (self.advice, self._trial):
            column.addWidget(widget)
        column.addLayout(self._cards)
        column.addWidget(self.counting)
        column.addWidget(words("历史版本", "heading"))
        column.addWidget(self.versions)
        column.addWidget(self.why)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, tokens.GAP, 12, 12)
        outer.addWidget(self.heading)
        self._area = scrolling(inside)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.viewport().installEventFilter(self)
        outer.addWidget(self._area, 1)


def _advice(group: Group) -> str:
    if group.kind != DEADLINE:
        return "从严重往下判，先对上的就是它的程度；同时对上几条的，每一条都写出来。"
    if group.contradictory:
        return "各文件说法不一，同一时间只能用一条。不合适就“改用这一条”，或另改一版。"
    return "" if group.held else "现在没有启用，案件里不计这一个时限。"
