"""客诉与异常: every case, narrowed while one types, with what is due next."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from qcdesk.cases import choices, states
from qcdesk.errors import DeskError
from qcdesk.services.overview import case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.workflow import DRAFT
from ui.pages.cases.columns import LIST
from ui.pages.cases.views_menu import ViewsButton
from ui.pages.flow import Flow
from ui.pages.list_page import ListPage, ListWords, filter_chip, gap
from ui.pages.paged_model import PagedModel
from ui.session import Session
from ui.style.parts import Empty, button, words

GROUPS = {
    "待判定": (DRAFT, states.RECEIVED), "分析与对策": (states.ANALYSIS, states.SUPPLIER, states.REVIEW, states.PLANNING,
                                             states.PLANNED, states.TOP),
    "处理与重检": (states.HANDLING, states.RECHECK, states.DELIVERY),
    "回复与确认": (states.REPLY, states.CONFIRM, states.ESCALATED, states.APPEALED,
               states.DECLINED),
    "跟踪与归档": (states.TRACKING, states.ARCHIVING, states.CLOSING), "已结束": states.ENDS,
}  # fmt: skip
TAUGHT = (
    "电话、邮件、来访，只要客户开口就先受理：程序马上给编号、算好每个时限。客户和品名打几个字就能选，老客户的联系人会自己填好。"
    "车间里发现的异常也从这里开。"
)
SAID = ListWords("客诉与异常", "筛选案件", "编号、客户、产品、批号、不良项目、描述、拼音首字母", "件")
NONE_YET = ("还没有案件", TAUGHT)
NONE_OPEN = ("没有未结案的案件", f"{TAUGHT}看已结案的，请关掉“未结案”。")
NONE_SO = (
    "没有符合的案件",
    "少输几个字，或关掉上面的筛选。编号、客户、产品、批号、不良项目、描述和拼音首字母都能找。",
)


class CasesPage(ListPage):
    LISTENS = frozenset({"records", "cases", "samples"})

    def __init__(self, session: Session) -> None:
        self.first = button("受理第一件", "first_case", self._take_in, "main", "add")
        empty = Empty("cases", *NONE_YET, self.first)
        super().__init__(session, "cases", SAID, PagedModel(session, LIST, case_list.find, CaseQuery()), empty)
        self.groups = {label: filter_chip(label, f"group_{at}") for at, label in enumerate(GROUPS, start=1)}
        self.grades = {grade: filter_chip(grade, f"grade_{at}") for at, (grade, _) in enumerate(choices.GRADES, 1)}
        self.kinds = {kind: filter_chip(kind, f"kind_{at}") for at, (kind, _) in enumerate(choices.KINDS, start=1)}
        self.open_only, self.overdue = filter_chip("未结案", "open_only"), filter_chip("已超期", "overdue")
        self.due_today = filter_chip("今天到期", "due_today")
        self.open_only.setChecked(True)
        self.views = ViewsButton(session, "cases", self.content)
        self.views.chosen.connect(self.show_view)
        for chip in self.chips():
            chip.toggled.connect(lambda _: self.refresh())
        new = button("受理新案件", "new_case", self._take_in, "main", "add")
        new.setToolTip("Ctrl+Shift+N")
        self.lay((self.views, self.export, new), self._flow())

    def asked(self) -> CaseQuery:
        chosen = tuple(state for label, chip in self.groups.items() if chip.isChecked() for state in GROUPS[label])
        return replace(
            self.model.query, text=self.filter.text().strip(), states=chosen,
            severities=tuple(grade for grade, chip in self.grades.items() if chip.isChecked()),
            kinds=tuple(kind for kind, chip in self.kinds.items() if chip.isChecked()),
            open_only=self.open_only.isChecked(), overdue=self.overdue.isChecked(),
            due_today=self.due_today.isChecked(), offset=0,
        )  # fmt: skip

    def emptiness(self) -> tuple[str, str]:
        query = self.asked()
        if not self.model.total:
            self._offer_the_first()
        if query.text or query.states or query.kinds or query.severities or query.overdue or query.due_today:
            return NONE_SO
        return NONE_OPEN if query.open_only else NONE_YET

    def _offer_the_first(self) -> None:
        try:
            self.first.setVisible(not case_list.has_cases(self.session.desk))
        except DeskError as error:
            self.fail(error)

    def _take_in(self) -> None:
        self.intake_wanted.emit()

    def chips(self) -> list[QPushButton]:
        narrowing = (self.kinds, self.grades, self.groups)
        return [self.open_only, self.overdue, self.due_today, *(chip for of in narrowing for chip in of.values())]

    def _flow(self) -> Flow:
        kind, grade, stage = (words(text, "small") for text in ("类别", "程度", "阶段"))
        return Flow(self.open_only, self.overdue, self.due_today, gap(), kind, *self.kinds.values(), gap(), grade,
                    *self.grades.values(), gap(), stage, *self.groups.values())  # fmt: skip
