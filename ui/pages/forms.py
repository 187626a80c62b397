"""表单: every form the office has, what it is for, a new sheet of it, blank sheets of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qcdesk.kinds import Kind
from qcdesk.services import office
from ui.pages.makers import own_first
from ui.pages.page import Page
from ui.pages.parts import button, clear, panel, row, scrolling, words
from ui.session import Session
from ui.style import tokens
from ui.style.icons import pixmap

ACROSS = 2
PURPOSES = {
    "qc_anomaly": "发现品质异常或接到客户反馈时开单：描述现象，品管判定责任部门，写原因和对策，审查、追踪、结案。",
    "rework_record": "安排返工、返修、挑选或改包装：写方法和标准，生产逐日记数，品管重检合格才可入库。",
    "seal_label": "贴在封存的不良样品袋上：样品编号、不良现象、封存日期、保存到哪一天、放在哪里。",
    "seal_ledger": "按月登记封存的不良样品：谁封存、谁领用、拆机时谁在场、到期怎样处理。",
}
"""What a form is for, beyond its title; a form without an entry is told by its fields."""


class FormsPage(Page):
    LISTENS = frozenset({"office", "people"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "forms")
        self.column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.MARGIN, 20, tokens.MARGIN, tokens.MARGIN)
        column.setSpacing(tokens.GAP)
        column.addWidget(words("在屏幕上填，或印空白表用笔填。屏幕上看到的就是印出来的那一张。", "soft"))
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.GAP)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.column.addWidget(scrolling(inside))

    def refresh(self) -> None:
        clear(self._grid)
        told = office.view(self.session.desk)
        for number, (kind, whose) in enumerate(own_first(self.session.desk, self.session.shelf.kinds.current)):
            line = told.document(kind.code)
            about = "　".join(part for part in (line.document_no, f"版次 {line.revision or kind.rev}") if part)
            self._grid.addWidget(self._card(kind, about, whose), number // ACROSS, number % ACROSS)

    def _card(self, kind: Kind, about: str, whose: str) -> QFrame:
        card, column = panel(20)
        picture = QLabel()
        picture.setPixmap(pixmap("forms", 26, tokens.ACCENT))
        column.addLayout(row(picture, words(kind.title, "heading"), None, words(about, "small"), spacing=12))
        purpose = words(PURPOSES.get(kind.code) or _by_fields(kind), "soft", wrap=True)
        purpose.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        purpose.setMinimumHeight(44)
        column.addWidget(purpose, 1)
        column.addWidget(words(_way(kind), "small", wrap=True))
        column.addSpacing(tokens.SPACE)
        blank = button("空白表…", f"blank_{kind.code}", lambda: self._blank(kind), "", "blank")
        new = button("新建", f"new_{kind.code}", lambda: self.sheet_wanted.emit(kind.code),
                     "" if whose else "main", "add")  # fmt: skip
        column.addLayout(row(words(whose, "small"), None, blank, new))
        return card

    def _blank(self, kind: Kind) -> None:
        from ui.dialogs.blank_sheets import blank_sheets

        blank_sheets(self, self.session, kind)


def _by_fields(kind: Kind) -> str:
    labels = [item.label.rstrip("：") for item in kind.plain_fields if item.label][:6]
    return f"填写{'、'.join(labels)}等 {len(kind.plain_fields)} 项。"


def _way(kind: Kind) -> str:
    return "签名：" + " → ".join(dict.fromkeys(slot.label for slot in kind.slots))
