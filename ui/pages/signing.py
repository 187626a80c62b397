"""待签核: every sheet on which the next step is mine or that of somebody I stand for, with what to sign; and what I am
to fill in before others can sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QToolTip, QVBoxLayout

from qcdesk.services.sheets import search
from qcdesk.services.sheets.search import Waiting
from ui.pages.columns import Column, RowsModel, titled
from ui.pages.elided import TwoLines
from ui.pages.listing import Listing
from ui.pages.page import Page
from ui.pages.workbench import WAITING_COLUMNS
from ui.session import Session
from ui.style.parts import Empty, Reading, button, row, words
from ui.tasks import Task, start

ROWS, NOTHING, READING = range(3)
OFF, ON, NEVER = "□", "☑", "－"
WHY = Column("不能打勾的原因", 190, lambda item: item.untickable, grow=5, spare=4, whole=True)
LINE = 20
"""Pixels kept for why the chosen sheet cannot be ticked, so that the list does not jump."""


class SigningPage(Page):
    LISTENS = frozenset({"records", "people"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "signing")
        self._task: Task | None = None
        self._read_for = ""
        self._ticked: set[int] = set()
        tick = Column("", 46, self._mark, tip=lambda item: item.untickable)
        self.listing = Listing(RowsModel((tick, *WAITING_COLUMNS, WHY)), "list_signing", "待签核")
        self.listing.opened.connect(lambda item: self.record_wanted.emit(item.row.id))
        self.listing.clicked.connect(self._click)
        self.listing.picked.connect(self._tell_why)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.listing)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self._tick(self.listing.currentIndex().row()))
        self.count, self.why = TwoLines("signing_count", "soft"), words("", "soft", wrap=True)
        self.why.setMinimumHeight(LINE)
        self._all = button("全部打勾", "tick_all", self._tick_all, "quiet")
        self._batch = button("逐张看并签核…", "sign_batch", self._sign_in_turn, "", "preview")
        self._batch.setToolTip("打了勾的单一张一张看过，最后输入一次 PIN；没看的不会签（空格打勾）")
        self._open = button("打开并签核", "open", self._open_chosen, "main", "sign")
        self.column.addLayout(row(self.count, self._all, self._batch, self._open))
        frame = QFrame()
        frame.setProperty("look", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.stack = QStackedWidget()
        text = "轮到您的单会自己出现在这里，最久的排在最前面。在单子上看过内容，按下面的签核按钮，输入 PIN 就签好了。"
        self.stack.addWidget(self.listing)
        self.stack.addWidget(Empty("ok", "没有单等您签核或填写", text))
        self.stack.addWidget(Reading())
        inside.addWidget(self.stack)
        self.column.addWidget(frame, 1)
        self.column.addWidget(self.why)

    def refresh(self) -> None:
        desk = self.session.desk
        if desk.person.login != self._read_for:
            self._await()
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: search.waiting(desk), self._show, self.fail, desk=desk)

    def _await(self) -> None:
        """Nothing is known yet of what waits for this person."""
        self.count.say("")
        self._ticked.clear()
        self.stack.setCurrentIndex(READING)
        self._offer(())

    def _show(self, waits: tuple[Waiting, ...]) -> None:
        place = self.listing.place(_key) if self._read_for == self.session.person.login else None
        self._read_for = self.session.person.login
        self._ticked &= _tickable(waits)
        self.listing.rows.put(waits)
        self.count.say(_told(waits))
        self.stack.setCurrentIndex(ROWS if waits else NOTHING)
        self._offer(waits)
        self.listing.settle(place, _key)
        self._tell_why(self.listing.current())

    def _tell_why(self, item: object) -> None:
        """Of the chosen sheet, where its column has no room."""
        shut = isinstance(item, Waiting) and bool(item.untickable)
        self._open.setText("打开并填写" if isinstance(item, Waiting) and item.to_fill else "打开并签核")
        self.why.setText(f"{titled(item.row)} 不能打勾：{item.untickable}" if shut else "")  # type: ignore[attr-defined]

    def _offer(self, waits: tuple[Waiting, ...] | list[Waiting]) -> None:
        self._open.setEnabled(bool(waits))
        tickable = _tickable(waits)
        self._all.setVisible(len(tickable) > 1)
        self._all.setText("取消打勾" if self._ticked and self._ticked == tickable else "全部打勾")
        self._batch.setEnabled(bool(self._ticked))
        self._batch.setText(f"逐张看并签核 {len(self._ticked)} 张…" if self._ticked else "逐张看并签核…")

    def arrive(self) -> None:
        self.listing.setFocus()

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._tick(index.row())

    def _tick(self, number: int) -> None:
        item = self.listing.rows.row(number)
        if isinstance(item, Waiting) and item.untickable:
            self._say(number, item.untickable)
        elif isinstance(item, Waiting):
            self._ticked ^= {item.row.id}
            self._renew_ticks()

    def _say(self, number: int, why: str) -> None:
        cell = self.listing.visualRect(self.listing.rows.index(number, 0))
        QToolTip.showText(self.listing.viewport().mapToGlobal(cell.bottomLeft()), why, self.listing)

    def _mark(self, item: Waiting) -> str:
        if item.untickable:
            return NEVER
        return ON if item.row.id in self._ticked else OFF

    def _tick_all(self) -> None:
        everything = _tickable(self.listing.rows.rows)
        self._ticked = set() if self._ticked == everything else everything
        self._renew_ticks()

    def _renew_ticks(self) -> None:
        self.listing.viewport().update()
        self._offer(self.listing.rows.rows)

    def _sign_in_turn(self) -> None:
        from ui.pages.signing_batch import sign_in_turn

        chosen = [item for item in self.listing.rows.rows if item.row.id in self._ticked]
        if chosen and sign_in_turn(self, self.session, chosen):
            self._ticked.clear()
            self.refresh()

    def _open_chosen(self) -> None:
        item = self.listing.current()
        if isinstance(item, Waiting):
            self.record_wanted.emit(item.row.id)


def _key(item: Waiting) -> int:
    return item.row.id


def _tickable(waits: Sequence[Waiting]) -> set[int]:
    return {item.row.id for item in waits if not item.untickable}


def _told(waits: tuple[Waiting, ...]) -> str:
    own = [item for item in waits if not item.anothers]
    signed = [item for item in own if not item.to_fill]
    for_others, unread = sum(bool(item.deputy_for) for item in signed), sum(item.unread for item in signed)
    asides = [f"{for_others} 张是代别人签"] if for_others else []
    asides += [f"{unread} 张打不开"] if unread else []
    aside = f"（其中 {'，'.join(asides)}）" if asides else ""
    counts = [f"{len(signed)} 张单等您签核{aside}"] if signed else []
    counts += [f"{len(own) - len(signed)} 张单等您填写"] if len(own) > len(signed) else []
    told = [f"{'，'.join(counts)}，最久的在最前面"] if own else []
    told += [f"另有 {len(waits) - len(own)} 张写的是别人签认，请他签，或退回更正"] if len(waits) > len(own) else []
    return "；".join(told)
