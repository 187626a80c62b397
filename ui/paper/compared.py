"""改版前 and 改版后 side by side: only what differs, with a way to the old sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from qcdesk.services.sheets import differing, revisions
from qcdesk.services.sheets.differing import NO_ROW, Difference
from qcdesk.services.sheets.revisions import Edition, labelled
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED
from ui.dialogs.fit import resize_within
from ui.dialogs.frame import Dialog, sentence
from ui.paper.cells.looks import discard
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.named import named

EMPTY = "（空）"
NOTHING = "这一版的内容和前一版一样，没有改动。签名、时间和原因在“历史”里。"
STILL = "正在改版：右边是现在已保存的内容，还没有核准。"
SIZE = (860, 560)
GROUNDS = {"before": tokens.BAD_TINT, "after": tokens.GOOD_TINT}


class Pair(NamedTuple):
    """The edition that was replaced and the one beside it."""

    old: Edition
    new: int

    def label(self, latest: int) -> str:
        now = "（现在）" if self.new == latest else ""
        return f"{self.old.label} → {labelled(self.new)}{now}"


def pairs(editions: Sequence[Edition]) -> list[Pair]:
    """Each edition with the next, then the first with the latest where others lie between."""
    found = [Pair(old, old.edition + 1) for old in editions]
    return [*found, Pair(editions[0], len(editions))] if len(editions) > 1 else found


class Compared(Dialog):
    """`old_sheet` asks for the preview of an edition."""

    old_sheet = Signal(int)

    def __init__(self, parent: QWidget | None, session: Session, record: int, edition: int | None = None) -> None:
        super().__init__(parent, "改版：改了什么", "compared", 720)
        self._desk, self._record = session.desk, record
        found = revisions.listed(session.desk, record)
        self.pairs, self._latest = pairs(found), len(found)
        self.choice = named(Chooser(), "editions", "比哪两版")
        self.choice.addItems([pair.label(self._latest) for pair in self.pairs])
        self.choice.setVisible(len(self.pairs) > 1)
        self.why, self.still = sentence(""), sentence(STILL, "soft")
        self._area = named(QScrollArea(), "differences", "改版前和改版后")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self.choice, self.why, self.still):
            self.body.addWidget(widget)
        self.body.addWidget(self._area, 1)
        self.old = self.add_button("", "old_sheet", lambda: self.old_sheet.emit(self._pair.old.edition))
        self.add_button("关闭", "close", self.accept, "main").setFocus()
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self.choice.setCurrentIndex(self._latest - 1 if edition is None else edition)
        self._show()
        resize_within(self, *SIZE)

    @property
    def _pair(self) -> Pair:
        return self.pairs[max(0, self.choice.currentIndex())]

    def _show(self) -> None:
        pair = self._pair
        before, after = (revisions.view(self._desk, self._record, number) for number in (pair.old.edition, pair.new))
        self.heading.setText(f"{after.number}　{pair.label(self._latest)}")
        self.why.setText(_told(pair.old))
        self.still.setVisible(not after.superseded and after.state != APPROVED)
        self.old.setText(f"看{pair.old.label}的整张单")
        self._fill(differing.between(before, after), before, after)

    def _fill(self, found: Sequence[Difference], before: RecordView, after: RecordView) -> None:
        gone = self._area.takeWidget()
        if gone is not None:
            discard(gone)
        inside = named(QWidget(), "inside", "")
        inside.setStyleSheet(f"QWidget#inside {{ background: {tokens.PANEL}; }}")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, tokens.SPACE, 0)
        grid.setSpacing(1)
        heads = ("栏位", f"改版前（{labelled(before.amended)}）", f"改版后（{labelled(after.amended)}）")
        for column, words in enumerate(heads):
            grid.addWidget(_cell(words, f"head_{column}", tokens.DESK), 0, column)
        for row, one in enumerate(found, start=1):
            grid.addWidget(_cell(one.label, "field", tokens.NAV), row, 0)
            for column, (side, words) in enumerate((("before", one.before), ("after", one.after)), start=1):
                grid.addWidget(_cell(words or EMPTY, side, GROUNDS[side], faint=words in ("", NO_ROW)), row, column)
        if not found:
            grid.addWidget(_cell(NOTHING, "nothing", tokens.PANEL), 1, 0, 1, 3)
        for column, stretch in enumerate((2, 4, 4)):
            grid.setColumnStretch(column, stretch)
        grid.setRowStretch(len(found) + 2, 1)
        self._area.setWidget(inside)


def _told(old: Edition) -> str:
    return (f"{old.label}由{old.approved_by}在 {old.approved_at} 核准；{old.replaced_by}在 {old.replaced_at} 改版，"
            f"原因：{old.reason}")  # fmt: skip


def _cell(words: str, name: str, ground: str, faint: bool = False) -> QLabel:
    label = sentence(words)
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    ink = tokens.INK_FAINT if faint else tokens.INK
    label.setStyleSheet(f"background: {ground}; color: {ink}; padding: 6px 8px;")
    return label
