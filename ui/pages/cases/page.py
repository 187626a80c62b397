"""客诉与异常: every case, narrowed while one types, with what is due next."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, states
from qcdesk.services.board import CaseQuery
from qcdesk.workflow import DRAFT
from ui.pages.cases.columns import LIST
from ui.pages.cases.model import CasesModel
from ui.pages.cases.views_menu import ViewsButton
from ui.pages.flow import Flow
from ui.pages.listing import Listing, focus_first
from ui.pages.page import Page
from ui.pages.parts import Empty, button, row, words
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named

PAUSE = 160
"""Milliseconds without a key before the list is narrowed."""

GROUPS = {
    "待判定": (DRAFT, states.RECEIVED), "分析与对策": (states.ANALYSIS, states.SUPPLIER, states.REVIEW, states.PLANNING,
                                             states.PLANNED),
    "处理与重检": (states.HANDLING, states.RECHECK, states.DELIVERY),
    "回复与确认": (states.REPLY, states.CONFIRM, states.ESCALATED, states.DECLINED),
    "跟踪与归档": (states.TRACKING, states.ARCHIVING, states.CLOSING), "已结束": states.ENDS,
}  # fmt: skip
TAUGHT = (
    "电话、邮件、来访，只要客户开口就先受理：程序马上给编号、算好每个时限。客户和品名打几个字就能选，老客户的联系人会自己填好。"
    "车间里发现的异常也从这里开。"
)
ADVICE = "少输几个字，或关掉上面的筛选。编号、客户、产品、批号、不良项目、描述和拼音首字母都能找。"


class CasesPage(Page):
    LISTENS = frozenset({"records", "cases", "samples"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "cases")
        self.filter = self._filter()
        self.groups = {label: _chip(label, f"group_{at}") for at, label in enumerate(GROUPS, start=1)}
        self.grades = {grade: _chip(grade, f"grade_{at}") for at, (grade, _) in enumerate(choices.GRADES, start=1)}
        self.open_only, self.overdue = _chip("未结案", "open_only"), _chip("已超期", "overdue")
        self.open_only.setChecked(True)
        self.model = CasesModel(session, LIST)
        self.listing = Listing(self.model, "list_cases", "客诉与异常")
        self.count = words("", "soft")
        self.views = ViewsButton(session, "cases", self.content)
        self.empty = Empty(
            "cases", "还没有案件", TAUGHT, button("受理第一件", "first_case", self.intake_wanted.emit, "main", "add")
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._opens_single = False
        self._lay()
        self._connect()

    def refresh(self) -> None:
        self.model.ask_for(self._query())

    def arrive(self) -> None:
        self.filter.setFocus()

    def _chips(self) -> list[QPushButton]:
        return [self.open_only, self.overdue, *self.grades.values(), *self.groups.values()]

    def _query(self) -> CaseQuery:
        chosen = tuple(state for label, chip in self.groups.items() if chip.isChecked() for state in GROUPS[label])
        return replace(
            self.model.query, text=self.filter.text().strip(), states=chosen,
            severities=tuple(grade for grade, chip in self.grades.items() if chip.isChecked()),
            open_only=self.open_only.isChecked(), overdue=self.overdue.isChecked(), offset=0,
        )  # fmt: skip

    def content(self) -> Values:
        """The filter as a view keeps it."""
        pressed: list[Json] = [chip.objectName() for chip in self._chips() if chip.isChecked()]
        return {"text": self.filter.text().strip(), "pressed": pressed, "order": str(self.model.query.order)}

    def show_view(self, content: Values) -> None:
        pressed = content.get("pressed")
        names = [str(name) for name in pressed] if isinstance(pressed, list) else []
        for chip in self._chips():
            chip.blockSignals(True)
            chip.setChecked(chip.objectName() in names)
            chip.blockSignals(False)
        self.filter.blockSignals(True)
        self.filter.setText(str(content.get("text") or ""))
        self.filter.blockSignals(False)
        self.model.query = replace(self.model.query, order=str(content.get("order") or "-updated_at"))
        self._show_order()
        self.refresh()

    def _show_order(self) -> None:
        """The arrow in the heading follows a view; the model is not asked twice."""
        order = str(self.model.query.order)
        at = next((at for at, column in enumerate(LIST) if column.order == order.lstrip("-")), len(LIST) - 1)
        way = Qt.SortOrder.DescendingOrder if order.startswith("-") else Qt.SortOrder.AscendingOrder
        header = self.listing.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(at, way)
        header.blockSignals(False)

    def _connect(self) -> None:
        self.session.person_changed.connect(self.filter.clear)
        self._pause.timeout.connect(self.refresh)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._to_list)
        for chip in self._chips():
            chip.toggled.connect(lambda _: self.refresh())
        self.model.found.connect(self._found)
        self.model.failed.connect(self.fail)
        self.listing.opened.connect(lambda item: self.record_wanted.emit(item.id))
        self.views.chosen.connect(self.show_view)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.filter.clear)

    def _to_list(self) -> None:
        """Where the words leave a single case, Enter opens it."""
        self._pause.stop()
        self._opens_single = bool(self.filter.text().strip())
        self.refresh()
        focus_first(self.listing)
        self.listing.setFocus()

    def _found(self, total: int) -> None:
        self.count.setText(f"{total:,} 件")
        self._export.setEnabled(bool(total))
        single = self.model.row(0) if self._opens_single and total == 1 else None
        self._opens_single = False
        if single is not None:
            self.record_wanted.emit(single.id)
        self.stack.setCurrentIndex(0 if total else 1)
        query = self._query()
        narrowed = bool(query.text or query.states or query.severities or query.overdue)
        if narrowed:
            self.empty.say("没有符合的案件", ADVICE)
        elif query.open_only:
            self.empty.say("没有未结案的案件", f"{TAUGHT}看已结案的，请关掉“未结案”。")
        else:
            self.empty.say("还没有案件", TAUGHT)

    def _save_list(self) -> None:
        from ui.pages.cases.export import export

        export(self, self.session, self._query())

    def _lay(self) -> None:
        self.column.setSpacing(12)
        new = button("受理新案件", "new_case", self.intake_wanted.emit, "main", "add")
        new.setToolTip("Ctrl+Shift+N")
        self._export = button("导出 Excel", "export", self._save_list, "", "excel")
        self._export.setToolTip("把筛选后的这份清单存成 Excel，先后和屏幕上一样")
        line = row(self.filter, self.count, None, self.views, self._export, new, spacing=12)
        line.setStretchFactor(self.filter, 6)
        self.column.addLayout(line)
        gaps = [words(text, "small") for text in ("程度", "阶段")]
        for gap in gaps:
            gap.setContentsMargins(tokens.GAP, 0, 0, 0)
        self.column.addLayout(
            Flow(self.open_only, self.overdue, gaps[0], *self.grades.values(), gaps[1], *self.groups.values())
        )
        frame = QFrame()
        frame.setProperty("look", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.empty)
        inside.addWidget(self.stack)
        self.column.addWidget(frame, 1)
        self._show_order()
        self.listing.setSortingEnabled(True)

    @staticmethod
    def _filter() -> QLineEdit:
        made = named(QLineEdit(), "filter", "筛选案件")
        made.setPlaceholderText("编号、客户、产品、批号、不良项目、描述、拼音首字母")
        made.setClearButtonEnabled(True)
        made.addAction(icon("search", tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
        made.setMinimumWidth(260)
        made.setMaximumWidth(460)
        return made


def _chip(text: str, name: str) -> QPushButton:
    chip = named(QPushButton(text), name)
    chip.setProperty("look", "filter")
    chip.setCheckable(True)
    return chip
