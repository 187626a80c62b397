"""A person's own filters of a list, kept by name: one chosen, kept, dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from qcdesk.canonical import Values
from qcdesk.errors import DeskError
from qcdesk.services.basics import saved_views
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.session import Session
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import words


class ViewsButton(QPushButton):
    """`chosen` carries the content of a view; `content` gives what would be kept now."""

    chosen = Signal(object)

    def __init__(self, session: Session, page: str, content: Callable[[], Values]) -> None:
        super().__init__("我的视图")
        self.setObjectName("views")
        self.setIcon(icon("filter"))
        self._session, self._page, self._content = session, page, content
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        self._menu.clear()
        kept = saved_views.named(self._session.desk, self._page)
        for name, content in kept.items():
            self._menu.addAction(icon("filter"), name, partial(self.chosen.emit, content))
        if not kept:
            self._menu.addAction("还没有保存的视图").setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(icon("save"), "把现在的筛选存成视图…", self.ask_name)
        if kept:
            drop = self._menu.addMenu("删除视图")
            for name in kept:
                drop.addAction(icon("close"), name, partial(self._drop, name))

    def ask_name(self) -> None:
        dialog = _NameDialog(self.window())
        try:
            if dialog.exec() == Dialog.DialogCode.Accepted:
                self.keep(dialog.name.text())
        finally:
            dialog.deleteLater()

    def keep(self, name: str) -> None:
        try:
            self._session.tell(saved_views.keep(self._session.desk, self._page, name, self._content()))
        except DeskError as error:
            tell(self, error)

    def _drop(self, name: str) -> None:
        try:
            self._session.tell(saved_views.drop(self._session.desk, self._page, name))
        except DeskError as error:
            tell(self, error)


class _NameDialog(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "给这个视图起个名字", "view_name")
        self.name = named(QLineEdit(), "name", "名字")
        self.name.setMaxLength(40)
        self.body.addWidget(words("同名的会换成现在的筛选。只有您自己看得到。", "soft", wrap=True))
        self.body.addWidget(self.name)
        self.add_cancel()
        self.add_button("保存", "save", self.accept, "main")
        self.name.setFocus()
