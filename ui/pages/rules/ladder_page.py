"""逾期升级: whom what is overdue is told to and how long QC may pause, with every ladder there was."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.services.rules import rulebook
from qcdesk.services.times import escalation_history
from qcdesk.services.times.escalation import Escalation, Rung
from qcdesk.services.times.escalation_history import Ladder
from ui.dialogs.message import telling
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, panel, row, scrolling, words

MOST, VERSIONS_SHOWN = 9, 6
ABOUT = (
    "时限过了还没办到，就一级一级往上报告：工作台的“报告到”一栏、案件和命令行都按这张表。"
    "客诉程度“严重”的案件直接报告高一级（S3:210 分级管理）。"
)
BLANK = (
    "出处：各文件只写了要有“处理时效管理及逾期反应”（S3:247），没有写超期几天报告谁；"
    "所以这里的天数和人由本厂定，改动要写原因。"
)
PAUSED = "品管对一个案件最多暂停 {} 天（几次加起来），答应客户的时限不停。"
UNCHANGED = "还没有改过：上面是随程序的级别。照本厂的职务改一次，工作台就报告到本厂的人；每一次改动都留在这里。"


@dataclass(frozen=True)
class Step:
    """One rung as listed; of a 严重 case `serious` is told instead."""

    rung: Rung
    serious: str


STEPS = (
    Column("超期", 130, lambda one: late(one.rung.days)),
    Column("报告到", 170, lambda one: one.rung.tell, grow=2),
    Column("“严重”的案件报告到", 170, lambda one: one.serious, grow=2),
)
VERSIONS = (
    Column("级别", 200, lambda one: told(one.held), grow=4),
    Column("暂停", 70, lambda one: f"{one.held.pause_days} 天"),
    Column("谁", 80, lambda one: one.by),
    Column("何时", 134, lambda one: one.at, spare=1),
    Column("原因", 130, lambda one: one.reason, grow=2),
)


class LadderPage(QWidget):
    """A tab of 规则; `put` shows what `read` found off the main thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("ladder")
        self._session = session
        self.held: Escalation | None = None
        self.listing = Listing(RowsModel(STEPS), "list_ladder", "逾期升级的级别")
        self.versions = Listing(RowsModel(VERSIONS), "list_ladder_versions", "改过的级别")
        self.paused, self.why = words("", wrap=True), words("", "small", wrap=True)
        self.why.setObjectName("ladder_why")
        self.change_button = button("改…", "change_ladder", self.change)
        self._lay()
        self.listing.opened.connect(lambda step: self.change(step.rung))
        self.versions.picked.connect(self._explain)

    def put(self, found: tuple[Ladder, ...]) -> None:
        self.held = found[0].held
        rungs = self.held.rungs
        higher = [*rungs[1:], rungs[-1]]
        self.listing.rows.put([Step(one, next_.tell) for one, next_ in zip(rungs, higher, strict=True)])
        fit_height(self.listing, MOST)
        self.listing.selectRow(0)
        self.paused.setText(PAUSED.format(self.held.pause_days))
        self.versions.rows.put(found)
        fit_height(self.versions, VERSIONS_SHOWN)
        self.why.setText("" if len(found) > 1 else UNCHANGED)

    def change(self, rung: Rung | None = None) -> None:
        """Tells who keeps the rules before anything is typed."""
        from ui.pages.rules.ladder_dialog import ask_ladder

        with telling(self):
            rulebook.require_keeper(self._session.desk)
            if self.held is not None:
                ask_ladder(self, self._session, self.held, self.held.rungs.index(rung) if rung else 0)

    def _explain(self, version: object) -> None:
        """The rungs of the ladder that is chosen, one a line, and why it was made."""
        if isinstance(version, Ladder) and self.versions.rows.rowCount() > 1:
            lines = [f"{late(rung.days)}：{rung.tell}" for rung in version.held.rungs]
            self.why.setText("\n".join(filter(None, (version.reason and f"原因：{version.reason}", *lines))))

    def _lay(self) -> None:
        frame, inside = panel(20)
        inside.addLayout(row(words("超期以后报告给谁", "heading"), None, self.change_button))
        for widget in (words(ABOUT, "soft", wrap=True), self.listing, self.paused, words(BLANK, "small", wrap=True)):
            inside.addWidget(widget)
        history, below = panel(20)
        for widget in (words("历史版本", "heading"), self.versions, self.why):
            below.addWidget(widget)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        for card in (frame, history):
            column.addWidget(card)
        column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(named(scrolling(held), "ladder_area"))


def read(desk: Desk) -> tuple[Ladder, ...]:
    return escalation_history.told(desk)


def late(days: int) -> str:
    return f"超过 {days} 天" if days else "一超期"


def told(held: Escalation) -> str:
    """On one line: 一超期 经办人 → 超过 1 天 部门主管."""
    return " → ".join(f"{late(rung.days)} {rung.tell}" for rung in held.rungs)
