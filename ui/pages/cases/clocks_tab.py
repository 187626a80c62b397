"""时限: every deadline of a case with its counting; started by hand, paused, resumed, put off, met, let go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from qcdesk.canonical import Json, Values
from qcdesk.cases import states
from qcdesk.cases.happenings import only_the_office_knows
from qcdesk.change import Change
from qcdesk.errors import DeskError
from qcdesk.fields import Choice, Moment, Note
from qcdesk.rules import wording
from qcdesk.rules.counting import span_words
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.services.basics import people
from qcdesk.services.problems import case_merging
from qcdesk.services.rules import rulebook
from qcdesk.services.times import clock_moves, clocks, pausing
from ui.pages.cases.clock_detail import ClockDetail
from ui.pages.cases.columns import LATE
from ui.pages.cases.line_dialog import ask_line
from ui.pages.cases.lists_tabs import rows_of
from ui.pages.cases.receipt import short_moment
from ui.pages.cases.tab import Tab
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, row, words
from ui.style.tokens import GOING, PLAIN, Tone

LEAST, MOST = 4, 14
BESIDE = 262
"""Pixels of a tab that the lines of the list do not get: its head, its buttons, what is told of one of them."""
MERGED_FROM = case_merging.FROM.partition("{")[0]
REASON = Note("reason", "原因", required=True, limit=300)
Line = tuple[int, Mapping[str, Json]]


class ClocksTab(Tab):
    NAME, TITLE = "clocks", "时限"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        self._now = ""
        self._rules: dict[tuple[object, object], DeadlineRule] = {}
        self.banner = words("", "banner", wrap=True)
        self.start_button = button("开始计时…", "start_clock", self._start)
        self.met_button = button("已办到…", "clock_met", self._met)
        self.pause_button = button("暂停计时…", "pause", self._pause)
        self.extend_button = button("延期…", "extend", self._extend)
        self.waive_button = button("免除…", "waive", self._waive)
        columns = (
            Column("事项", 190, _named, grow=2),
            Column("到期", 124, lambda item: short_moment(_due(item), self._now), tone=self._tone),
            Column("剩余", 170, self._left, grow=1),
            Column("状态", 210, self._state, grow=1),
        )
        self.listing = Listing(RowsModel(columns), "list_clocks", "时限")
        self.listing.picked.connect(self._explain)
        self.listing.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.detail = ClockDetail()
        self.column.addWidget(self.banner)
        self.column.addWidget(self._card())
        self.column.addStretch(1)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 12, 12, 12)
        acts = (self.start_button, self.met_button, self.pause_button, self.extend_button, self.waive_button)
        column.addLayout(row(words("时限", "heading"), None, *acts))
        column.addWidget(self.listing)
        column.addWidget(self.detail)
        return card

    def fill(self) -> None:
        record = self.keeper.record
        self._now = clocks.now(self.session.desk)
        self._rules = {(rule.code, rule.version): rule for rule in rulebook.deadlines(self.session.desk)}
        lines = sorted(rows_of(record.values, "clocks"), key=lambda item: ("stopped_at" in item[1], _due(item)))
        self.listing.rows.put(lines)
        self._fit()
        self.listing.setVisible(bool(lines))
        if lines:
            self.listing.selectRow(0)
        else:
            self.detail.put_none()
        self._show_pause(pausing.running(dict(record.values), self._now))
        self._close(record.state in states.ENDS)

    def _show_pause(self, pause: Mapping[str, Json] | None) -> None:
        self.pause_button.setText("恢复计时" if pause else "暂停计时…")
        if pause:
            since, until = (short_moment(str(pause.get(name) or "")) for name in ("begun", "ended"))
            self.banner.setText(f"时限从 {since} 起暂停" + (f"，到 {until} 自动恢复" if until else "")
                                + f"：{pause.get('reason')}。答应客户的时限照常计。")  # fmt: skip
        self.banner.setVisible(bool(pause))

    def _close(self, ended: bool) -> None:
        self.start_button.setEnabled(not ended)
        self.met_button.setEnabled(not ended)
        pauses = pausing.may_pause(self.session.desk)
        self.pause_button.setEnabled(not ended and pauses)
        self.pause_button.setToolTip("" if pauses else "暂停和恢复要由品管操作")
        may = clock_moves.ANSWERABLE in self.session.person.roles
        why = "案件已结束" if ended else "" if may else (
            f"延期和免除要由{people.role_label(self.session.desk, clock_moves.ANSWERABLE)}操作")  # fmt: skip
        for made in (self.extend_button, self.waive_button):
            made.setEnabled(not why)
            made.setToolTip(why)

    def _tone(self, item: Line) -> Tone | None:
        if "stopped_at" in item[1]:
            return PLAIN
        return LATE if _due(item) < self._now else GOING

    def _left(self, item: Line) -> str:
        """Time left or time past; of what was met in time nothing."""
        due_at, stopped = _due(item), str(item[1].get("stopped_at") or "")
        if stopped and (stopped <= due_at or _waived(item)):
            return ""
        now = stopped or self._now
        return f"{'超期' if due_at < now else '还有'} {_span(due_at, now)}"

    def _state(self, item: Line) -> str:
        """Met, met too late, let go, standing still, running or past its end."""
        stopped, due_at = str(item[1].get("stopped_at") or ""), _due(item)
        if stopped:
            how = "免除" if _waived(item) else "超期完成" if stopped > due_at else "按时完成"
            return f"{how} {short_moment(stopped)}"
        if pause := pausing.stands_still(dict(self.keeper.record.values), item[1], self._rule(item[1]), self._now):
            return f"已暂停至 {short_moment(str(pause.get('ended') or ''))}"
        return "已超期" if due_at < self._now else "计时中"

    def _explain(self, item: object) -> None:
        if isinstance(item, tuple):
            self.detail.put(item[1], self._rule(item[1]))

    def _fit(self) -> None:
        """As many lines as leave room for what is told of the chosen one."""
        room = (self.area.viewport().height() - BESIDE) // tokens.ROW
        fit_height(self.listing, min(max(room, LEAST), MOST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _rule(self, line: Mapping[str, Json]) -> DeadlineRule | None:
        return self._rules.get((line.get("rule"), line.get("version")))

    def _current(self) -> Line | None:
        found = self.listing.current()
        return found if isinstance(found, tuple) else None

    def _pause(self) -> None:
        desk = self.session.desk
        if pausing.running(dict(self.keeper.record.values), clocks.now(desk)):
            self._do(lambda: clock_moves.resume(desk, self.case))
            return

        def act(raw: Values) -> Change:
            return clock_moves.pause(desk, self.case, str(raw.get("reason") or ""), raw.get("until"))

        hint = "本案件的时限停到这个时间，到时自动接着计；答应客户的 24 小时和一个月不停。"
        ask_line(self, self.session, "暂停计时", (Moment("until", "暂停到", required=True), REASON), act, hint=hint)

    def _do(self, deed: Callable[[], Change]) -> None:
        try:
            self.told(deed())
        except DeskError as error:
            self.tell(error)

    def _start(self) -> None:
        """What only the office knows: 紧急情况, 超出权限."""
        desk = self.session.desk
        named = {f"{rule.title}{_when(rule)}": rule.code for rule in clock_moves.startable(desk)
                 if only_the_office_knows(rule.starts, rule.condition)}  # fmt: skip

        def act(raw: Values) -> Change:
            code = named.get(str(raw.get("rule")), "")
            return clock_moves.start(desk, self.case, code, str(raw.get("reason") or ""))

        which = Choice("rule", "时限", required=True, options=tuple((name, "") for name in named))
        ask_line(self, self.session, "开始计时", (which, REASON), act, hint="从现在起算；原因写进历史。")

    def _met(self) -> None:
        found = self._current()
        if found is None:
            return
        line, values = found

        def act(raw: Values) -> Change:
            return clock_moves.met(self.session.desk, self.case, line, str(raw.get("reason") or ""))

        ask_line(self, self.session, f"已办到：{values.get('label')}", (REASON,), act,
                 hint="只用于步骤、单和联系记录里看不出来的，例如已当面报告主管。")  # fmt: skip

    def _extend(self) -> None:
        found = self._current()
        if found is None:
            return
        line, values = found

        def act(raw: Values) -> Change:
            reason = str(raw.get("reason") or "")
            return clock_moves.extend(self.session.desk, self.case, line, raw.get("due_at"), reason)

        fields = (Moment("due_at", "新的到期时间", required=True), REASON)
        ask_line(self, self.session, f"延期：{values.get('label')}", fields, act, {"due_at": values.get("due_at")},
                 "原来的到期时间保留，新的承诺和原因都写进历史。")  # fmt: skip

    def _waive(self) -> None:
        found = self._current()
        if found is None:
            return
        line, values = found

        def act(raw: Values) -> Change:
            return clock_moves.waive(self.session.desk, self.case, line, str(raw.get("reason") or ""))

        ask_line(self, self.session, f"免除：{values.get('label')}", (REASON,), act)


def _when(rule: DeadlineRule) -> str:
    """Apart from others of the same name; a figure may have brackets of its own."""
    return "：" + "，".join(filter(None, (rule.condition, wording.figure(rule), rule.code)))


def _named(item: Line) -> str:
    """A deadline that came with a merged case says of which; others of its name stand beside it."""
    reason = str(item[1].get("reason") or "")
    origin = f"　{reason}" if reason.startswith(MERGED_FROM) else ""
    return f"{item[1].get('label') or ''}{origin}"


def _waived(item: Line) -> bool:
    return clock_moves.WAIVED in str(item[1].get("reason") or "")


def _span(one: str, other: str) -> str:
    """Without minutes where it is days."""
    gap = abs(datetime.fromisoformat(one) - datetime.fromisoformat(other))
    return span_words(timedelta(days=gap.days, hours=gap.seconds // 3600) if gap.days else gap)


def _due(item: Line) -> str:
    return str(item[1].get("due_at") or "")
