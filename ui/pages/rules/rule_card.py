"""One row as its document gives it: figure, sentence, source, validity, and when it would be due."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qcdesk.rules import wording
from qcdesk.rules.counting import Due
from qcdesk.rules.deadlines import DeadlineRule
from ui.pages.rules.found import AnyRule, happenings, told
from ui.style.named import named
from ui.style.parts import button, row, words

LEAST, MOST = 214, 320
"""Pixels across: a narrow window still has room for two side by side."""
PROVISIONAL = "那一年放假还没公布，暂定"


class RuleCard(QFrame):
    """`choose_wanted` and `change_wanted` carry the code."""

    choose_wanted = Signal(str)
    change_wanted = Signal(str)

    def __init__(self, rule: AnyRule, held: bool, alone: bool) -> None:
        super().__init__()
        named(self, f"rule_{rule.code}")
        self.setProperty("look", "chosen" if held else "panel")
        self.rule, self.held = rule, held
        self.due = named(words("", "", wrap=True), "due")
        self.setFixedWidth(LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(5)
        self._column = column
        column.addLayout(row(words(rule.code, "small"), None, *self._marks()))
        if isinstance(rule, DeadlineRule) or wording.least(rule):
            column.addWidget(words(told(rule), "heading", wrap=True))
        self._say()
        column.addWidget(self.due)
        self.due.hide()
        column.addStretch(1)
        column.addLayout(row(None, *self._buttons(alone)))

    def show_due(self, due: Due | None, refused: str = "") -> None:
        """The due time with its steps; the whole counting as a tool tip."""
        if due is None:
            self.due.setText(refused)
        else:
            latest = f"\n最迟 {due.latest:%Y-%m-%d %H:%M}" if due.latest else ""
            mark = f"\n{PROVISIONAL}" if due.provisional else ""
            self.due.setText(f"→ {due.at:%Y-%m-%d %H:%M}{latest}\n{' → '.join(due.steps)}{mark}")
            self.due.setToolTip("\n".join(due.counting))
        self.due.setVisible(bool(self.due.text()))

    def _marks(self) -> list[QWidget]:
        made: list[QWidget] = [words("生效", "good")] if self.held else []
        if not self.rule.active:
            made.append(words("未用", "small"))
        if wording.is_own(self.rule):
            made.append(words("本厂设定", "chip"))
        return [*made]

    def _say(self) -> None:
        rule = self.rule
        lines = [(rule.sentence and f"“{rule.sentence}”", ""), (f"出处 {rule.source}", "small")]
        if isinstance(rule, DeadlineRule):
            names = happenings()
            ends = [names.get(end, end) for end in (rule.starts, rule.stops) if end]
            lines += [(" → ".join(ends), "small"), (rule.note, "small")]
        else:
            lines.append((rule.consequence and f"要求：{rule.consequence}", "small"))
            lines.append((rule.item and f"也指不良项目“{rule.item}”", "small"))
        valid = f"第 {rule.version} 版，{wording.validity(rule)}"
        for text, look in [*lines, (valid, "small")]:
            if text:
                self._column.addWidget(words(str(text), look, wrap=True))

    def _buttons(self, alone: bool) -> list[QWidget]:
        rule = self.rule
        blank = isinstance(rule, DeadlineRule) and rule.unit == "unset"
        change = button(
            "填时限…" if blank else "改…", f"change_{rule.code}", partial(self.change_wanted.emit, rule.code)
        )
        choose = button("改用这一条", f"choose_{rule.code}", partial(self.choose_wanted.emit, rule.code))
        if not isinstance(rule, DeadlineRule) or rule.active or blank or alone:
            choose.hide()
        return [choose, change]
