"""One paper's verdict: large and calm, what to do, and below it what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qcdesk.services.papers.verdicts import (
    BAD,
    GOOD,
    LAPSED,
    LATER,
    NAMESAKE,
    OLD,
    OPEN,
    SPOILT,
    STRANGER,
    VERDICTS,
    Checked,
)
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, panel, row, words

LOOKS = {
    GOOD: (tokens.GOOD, tokens.GOOD_TINT), OLD: (tokens.WARN, tokens.WARN_TINT), BAD: (tokens.BAD, tokens.BAD_TINT),
    OPEN: (tokens.INK_SOFT, tokens.HOVER),
}  # fmt: skip
STANDING_LOOKS = {SPOILT: "fault", LAPSED: "fault", NAMESAKE: "fault", LATER: "soft", STRANGER: "soft"}
AS_PRINTED, COMPARED = "看原样", "预览记录里的这张单，与纸逐格对照"
OLD_EDITION = "预览{}改版以前最后的样子，与纸逐格对照"
AS_NOW, NOT_AS_PRINTED = "看现在的记录", "记录已经不是印这张纸时的内容：预览的是现在的，印出时的看下面的对照"
NOT_THE_FILE = "预览的是现在的记录，不是这个文件的原样"
EMPTY = "（空）"
HOW, STANDS = 3, 4
"""Columns of the signatures: what may take a second line."""


class VerdictCard(QWidget):
    def __init__(self, found: Checked, show: Callable[[int], object], see: Callable[[Checked], object]) -> None:
        super().__init__()
        self.found = found
        self.label, self.sentence = words(found.label, "figure"), words(found.sentence, "strong", wrap=True)
        self.advice = words(found.advice, "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        column.addWidget(self._verdict(show, see))
        if found.findings:
            column.addWidget(_findings(found))
        if found.differences:
            column.addWidget(_differences(found))
        if found.facts() or found.signed:
            column.addWidget(_grounds(found))

    def _verdict(self, show: Callable[[int], object], see: Callable[[Checked], object]) -> QFrame:
        ink, ground = LOOKS[VERDICTS[self.found.verdict].tone]
        frame, inside = panel()
        frame.setObjectName("verdict")
        frame.setStyleSheet(f"QFrame#verdict {{ background: {ground}; border: 1px solid {ink}; }}")
        self.label.setStyleSheet(f"color: {ink};")
        self.label.setObjectName("verdict_label")
        if self.found.place:
            inside.addWidget(words(self.found.place, "small"))
        inside.addWidget(self.label)
        inside.addWidget(self.sentence)
        inside.addWidget(self.advice)
        record = self.found.record
        if record is not None:
            title = AS_PRINTED if self.found.shown_as_printed else AS_NOW
            shown = button(title, "see_original", lambda: see(self.found), "", "preview")
            shown.setToolTip(_what_is_seen(self.found))
            inside.addLayout(row(shown, button("打开这张单", "open_record", lambda: show(record)), None))
        return frame


def _what_is_seen(found: Checked) -> str:
    if found.old is not None:
        return OLD_EDITION.format(found.edition)
    if found.shown_as_printed:
        return COMPARED
    return NOT_AS_PRINTED if found.differences else NOT_THE_FILE


def _findings(found: Checked) -> QFrame:
    frame, inside = panel()
    inside.addWidget(words(f"查出的 {len(found.findings)} 处", "heading"))
    for sentence in found.findings:
        inside.addWidget(_copied(sentence))
    return named(frame, "findings")


def _differences(found: Checked) -> QFrame:
    lines = [(one.label, one.before or EMPTY, one.after or EMPTY) for one in found.differences]
    frame, inside = panel()
    inside.addWidget(words(f"不同的 {len(lines)} 处", "heading"))
    inside.addLayout(_table(("栏目", "印出时", "现在"), lines))
    return named(frame, "differences")


def _grounds(found: Checked) -> QFrame:
    frame, inside = panel()
    facts = QGridLayout()
    facts.setHorizontalSpacing(tokens.GAP)
    facts.setColumnStretch(1, 1)
    for at, (name, said) in enumerate(found.facts()):
        facts.addWidget(words(name, "field"), at, 0, Qt.AlignmentFlag.AlignTop)
        facts.addWidget(_copied(said, "fault" if name == "链码" and found.chain_fits is False else ""), at, 1)
    inside.addLayout(facts)
    if found.signed:
        inside.addSpacing(tokens.SPACE)
        inside.addWidget(words("签名", "heading"))
        inside.addLayout(_signed(found))
    return named(frame, "grounds")


def _signed(found: Checked) -> QGridLayout:
    grid = _grid()
    for at, one in enumerate(found.signed):
        for column, said in enumerate((one.label, one.name, one.at, one.how)):
            grid.addWidget(_copied(said, wrap=column == HOW), at, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_copied(one.stands, STANDING_LOOKS.get(one.standing, "good")), at, STANDS)
    grid.setColumnStretch(HOW, 3)
    grid.setColumnStretch(STANDS, 2)
    return grid


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> QGridLayout:
    grid = _grid()
    for column, head in enumerate(heads):
        grid.addWidget(words(head, "field"), 0, column)
        grid.setColumnStretch(column, 1 if column else 0)
    for at, line in enumerate(lines, start=1):
        for column, said in enumerate(line):
            grid.addWidget(_copied(said), at, column, Qt.AlignmentFlag.AlignTop)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.MARGIN)
    grid.setVerticalSpacing(tokens.SPACE)
    return grid


def _copied(text: str, look: str = "", wrap: bool = True) -> QLabel:
    """To be marked and copied with the mouse."""
    label = words(text, look, wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
