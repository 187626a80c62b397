"""The line on top of every page: where one is, the search, and who sits at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton

from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import words

LINK = f'<a href="{{at}}" style="color: {tokens.ACCENT_DEEP}; text-decoration: none">{{name}}</a>　›　'


class Trail(QLabel):
    """Where a sheet or case was come to from, the farthest first; `wanted` gives which of them was pressed."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trail")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.linkActivated.connect(lambda at: self.wanted.emit(int(at)))
        self.said = ""

    def say(self, names: Sequence[str]) -> None:
        self.said = "".join(f"{name}　›　" for name in names).rstrip("　")
        self.setText("".join(LINK.format(at=at, name=escape(name)) for at, name in enumerate(names)).rstrip("　"))
        self.setAccessibleName(self.said)
        self.setToolTip(f"回到“{names[-1]}”（Alt+Left）" if names else "")
        self.setVisible(bool(names))


class TopLine(QFrame):
    """`searched` gives the words, `asked` the entry of the person's menu."""

    searched = Signal(str)
    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("top")
        self._session = session
        self.setFixedHeight(tokens.TOP_HEIGHT)
        self.trail, self.title = Trail(), words("", "title")
        self.search = named(QLineEdit(), "search", "查找记录")
        self.search.setPlaceholderText("编号、客户、产品、拼音首字母　Ctrl+K")
        self.search.addAction(icon("search", tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(330)
        self.search.returnPressed.connect(self._search)
        self.person = self._person_button()
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.MARGIN, 0, tokens.MARGIN, 0)
        line.setSpacing(tokens.SPACE)
        line.addWidget(self.trail)
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.search, 4)
        line.addSpacing(tokens.SPACE)
        line.addWidget(self.person)
        session.person_changed.connect(self.show_person)
        self.show_person()

    def show_title(self, title: str, *behind: str) -> None:
        """`behind` is where going back leads, the farthest first."""
        self.title.setText(title)
        self.trail.say(behind)

    def show_person(self) -> None:
        person = self._session.person
        aside = f"　{person.department}" if person.department else ""
        self.person.setText(f" {person.name}{aside}")
        self.person.setAccessibleName(f"坐在这里的是{person.name}")

    def _search(self) -> None:
        words_typed = self.search.text()
        self.search.clear()
        self.searched.emit(words_typed)

    def _person_button(self) -> QPushButton:
        button = named(QPushButton(), "person")
        button.setProperty("look", "person")
        button.setIcon(icon("person", tokens.ACCENT))
        button.setIconSize(QSize(tokens.ICON, tokens.ICON))
        menu = QMenu(button)
        for name, title, picture, keys in (
            ("change_person", "换人", "switch", "Ctrl+L"),
            ("set_pin", "修改我的 PIN", "key", ""),
            ("set_hand", "我的签名样式", "sign", ""),
            ("show_deputies", "职责代理人", "person", ""),
            ("lock", "锁定屏幕", "lock", "Ctrl+Shift+L"),
            ("sign_out", "退出登录", "left", ""),
        ):
            action = menu.addAction(icon(picture), f"{title}\t{keys}" if keys else title)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, name=name: self.asked.emit(name))
        button.setMenu(menu)
        return button
