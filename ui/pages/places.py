"""Where the window can go: one line a page, in the order of the navigation.

Pages still to come stand between these (DESIGN 8): 台账 after 样品封存, 满意度 after 统计分析.
An entry appears with its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from ui.pages.page import Page
from ui.session import Session


@dataclass(frozen=True)
class Place:
    """`made_by` is module:class, loaded when the page is first shown; `group` sets a gap before the entry."""

    name: str
    title: str
    icon: str
    made_by: str
    group: bool = False

    def build(self, session: Session) -> Page:
        module, _, made = self.made_by.partition(":")
        page: Page = getattr(import_module(module), made)(session)
        return page


WITH_KEYS = 9
"""Places that Ctrl and a digit lead to; those below are for once in a while."""

PLACES = (
    Place("workbench", "工作台", "workbench", "ui.pages.workbench:Workbench"),
    Place("cases", "客诉与异常", "cases", "ui.pages.cases.page:CasesPage"),
    Place("forms", "表单", "forms", "ui.pages.forms:FormsPage"),
    Place("signing", "待签核", "sign", "ui.pages.signing:SigningPage"),
    Place("papers", "纸上送签", "print", "ui.pages.papers.page:PapersPage"),
    Place("scans", "扫描归档", "import", "ui.pages.scans.page:ScansPage"),
    Place("samples", "样品封存", "samples", "ui.pages.samples.page:SamplesPage"),
    Place("records", "记录", "ledger", "ui.pages.records:RecordsPage"),
    Place("figures", "统计分析", "statistics", "ui.pages.figures.page:FiguresPage"),
    Place("masters", "基础资料", "masters", "ui.pages.masters:MastersPage", group=True),
    Place("system", "系统", "system", "ui.pages.system.page:SystemPage"),
)


def place(name: str) -> Place:
    return next(item for item in PLACES if item.name == name)
