"""系统: one tab a subject."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from qcdesk.canonical import Values
from ui.pages.page import Page
from ui.session import Session
from ui.style.named import named

SUBJECTS = (
    ("people", "人员", "ui.pages.system.people:PeopleSheet"),
    ("office", "办公室", "ui.pages.system.office:OfficeSheet"),
    ("documents", "表单抬头页脚", "ui.pages.system.documents:DocumentsSheet"),
    ("seal", "印章", "ui.pages.system.seal:SealSheet"),
    ("check", "核对纸张", "ui.pages.checking.sheet:CheckSheet"),
    ("keeping", "保存与处置", "ui.pages.keeping.sheet:KeepingSheet"),
    ("verify", "核对数据", "ui.pages.system.verify:VerifySheet"),
    ("about", "关于", "ui.pages.system.about:AboutSheet"),
)
READ_ANEW = ("people", "keeping")
"""On arriving: what other PCs have done, such as a PIN mistyped too often, is no Change of this window."""


class SystemPage(Page):
    LISTENS = frozenset({"people", "office", "keeping"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "system")
        self.tabs = named(QTabBar(expanding=False, drawBase=False), "system_tabs")
        for _, title, _ in SUBJECTS:
            self.tabs.addTab(title)
        self._sheets = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self.tabs.currentChanged.connect(lambda _: self._renew())
        self.tabs.tabBarClicked.connect(self._enter)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._sheets, 1)

    def arrive(self) -> None:
        """What could not be read has been told, and is no place to type in."""
        number = self.tabs.currentIndex()
        if SUBJECTS[number][0] in self._made:
            if SUBJECTS[number][0] in READ_ANEW:
                self._grow_stale()
            self._enter(number)

    def _enter(self, number: int) -> None:
        """Where a subject begins with something to be typed, it can be typed at once; keys that go along the tabs
        stay on them."""
        first = self.sheet(SUBJECTS[number][0]).focusProxy() if number >= 0 else None
        (first or self.tabs).setFocus()

    def follows(self) -> bool:
        return SUBJECTS[self.tabs.currentIndex()][0] in READ_ANEW

    def refresh(self) -> None:
        sheet = self.sheet(SUBJECTS[self.tabs.currentIndex()][0])
        renew: Callable[[], None] | None = getattr(sheet, "refresh", None)
        if renew:
            renew()

    def show_view(self, content: Values) -> None:
        """The subject that somebody was sent to."""
        self.sheet(str(content["subject"]))
        self.arrive()

    def sheet(self, name: str) -> QWidget:
        """The subject, made when first asked for, and in front."""
        number = [subject[0] for subject in SUBJECTS].index(name)
        if name not in self._made:
            module, _, made = SUBJECTS[number][2].partition(":")
            self._made[name] = getattr(import_module(module), made)(self.session)
            self._sheets.addWidget(self._made[name])
        if self.tabs.currentIndex() != number:
            self.tabs.setCurrentIndex(number)
        self._sheets.setCurrentWidget(self._made[name])
        return self._made[name]
