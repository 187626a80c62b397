"""The filter for forms: one chip a group, each with a menu of the group's forms."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from qcdesk.kinds import Kind
from ui.pages.makers import Group, groups
from ui.style.named import named


class FormChip(QPushButton):
    """`codes` are the forms it asks for, none while it is off; its words are what it asks for."""

    chosen = Signal()

    def __init__(self, group: Group, number: int) -> None:
        super().__init__()
        named(self, f"forms_{number}", f"筛选{group.title}")
        self.setProperty("look", "filter")
        self.setCheckable(True)
        self._group = group
        self.codes: tuple[str, ...] = ()
        menu = QMenu(self)
        self._choices = QActionGroup(self)
        self._add(menu, "不筛选", ()).setChecked(True)
        menu.addSeparator()
        if len(group.kinds) > 1:
            self._add(menu, f"{group.title}：全部 {len(group.kinds)} 种", tuple(kind.code for kind in group.kinds))
        for kind in group.kinds:
            self._add(menu, kind.title, (kind.code,))
        self.setMenu(menu)
        self._choices.triggered.connect(self._take)
        self._tell()

    def choices(self) -> dict[str, QAction]:
        """By their words."""
        return {action.text(): action for action in self._choices.actions()}

    def ask_none(self) -> None:
        """Off, without a word to the page."""
        self._choices.actions()[0].setChecked(True)
        self.codes = ()
        self._tell()

    def _add(self, menu: QMenu, words: str, codes: tuple[str, ...]) -> QAction:
        action = self._choices.addAction(menu.addAction(words))
        action.setCheckable(True)
        action.setData(list(codes))
        return action

    def _take(self, action: QAction) -> None:
        self.codes = tuple(action.data())
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        single = next((kind.title for kind in self._group.kinds if (kind.code,) == self.codes), "")
        self.setText(f"{single or self._group.title} ▾")
        self.setChecked(bool(self.codes))


def form_chips(kinds: Iterable[Kind]) -> list[FormChip]:
    return [FormChip(group, number) for number, group in enumerate(groups(kinds))]
