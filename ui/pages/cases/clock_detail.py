"""One deadline of a case told in full: how its end was counted, the rule it runs by, what was done to it and why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.rules import wording
from qcdesk.rules.deadlines import DeadlineRule
from ui.pages.cases.receipt import short_moment
from ui.style import tokens
from ui.style.parts import words

NONE = "还没有时限：受理以后，程序按本厂的规定一条条算好，从什么时候起、怎么数到哪天，都写在这里。"


class ClockDetail(QWidget):
    """Each part under its caption; parts with nothing to say are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clock_detail")
        self.heading = words("", "strong", wrap=True)
        self.parts = {caption: words("", "", wrap=True) for caption in ("计算", "规定", "原到期", "备注")}
        self._captions = {caption: words(caption, "field") for caption in self.parts}
        grid = QGridLayout(self)
        grid.setContentsMargins(tokens.SPACE + 2, tokens.SPACE, tokens.SPACE, 0)
        grid.setHorizontalSpacing(tokens.GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.heading, 0, 0, 1, 2)
        for at, (caption, label) in enumerate(self.parts.items(), start=1):
            grid.addWidget(self._captions[caption], at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, at, 1)
        self._say("", {})

    def put(self, line: Mapping[str, Json], rule: DeadlineRule | None) -> None:
        first = line.get("first_due")
        self._say(str(line.get("label") or ""), {
            "计算": f"从 {_moment(line, 'started_at')} 起　{line.get('steps') or ''}",
            "规定": _ruled(rule) if rule else str(line.get("source") or ""),
            "原到期": _moment(line, "first_due") if first and first != line.get("due_at") else "",
            "备注": str(line.get("reason") or ""),
        })  # fmt: skip

    def put_none(self) -> None:
        self._say("", {"计算": NONE})
        self._captions["计算"].hide()

    def _say(self, heading: str, said: Mapping[str, str]) -> None:
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        for caption, label in self.parts.items():
            label.setText(said.get(caption, ""))
            for widget in (label, self._captions[caption]):
                widget.setVisible(bool(said.get(caption)))


def _moment(line: Mapping[str, Json], name: str) -> str:
    return short_moment(str(line.get(name) or ""))


def _ruled(rule: DeadlineRule) -> str:
    """The figure, the document's own sentence where it says more, and where it stands."""
    sentence = f"　“{rule.sentence}”" if rule.sentence else ""
    return f"{wording.figure(rule)}{sentence}　{rule.source}，{rule.code}"
