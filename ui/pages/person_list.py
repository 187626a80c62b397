"""A list of the office's people, filtered by name, login or pinyin initials."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.basics import people
from qcdesk.views import PersonView
from ui.style import tokens
from ui.style.dress import face
from ui.style.named import named
from ui.style.parts import words

PERSON = Qt.ItemDataRole.UserRole
MOST = 500
HEIGHT = 46
NOBODY = "没有找到这个人。请核对姓名、拼音首字母或登录名；名单里没有的人，请系统管理员添加。"
"""Without what was typed, which may be a PIN by mistake."""

BADGE = 30
Index = QModelIndex | QPersistentModelIndex


class PersonList(QWidget):
    """`chosen` follows the selection, `taken` an Enter or a click."""

    chosen = Signal(object)
    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE)
        self.filter = named(QLineEdit(), "person_filter", "姓名或拼音首字母")
        self.filter.setPlaceholderText("姓名或拼音首字母")
        self.filter.setClearButtonEnabled(True)
        self.view = named(QListView(), "people", "人员")
        self._model = _People(self)
        self._desk: Desk | None = None
        self._everybody: list[PersonView] = []
        self._renewing = False
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Card(self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column.addWidget(self.filter)
        self.nobody = words("", "soft", wrap=True)
        self.nobody.setObjectName("nobody")
        self.nobody.hide()
        column.addWidget(self.nobody)
        column.addWidget(self.view, 1)
        self.filter.textChanged.connect(self._type)
        self.filter.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._tell(now.data(PERSON)))
        self.view.clicked.connect(lambda index: self.taken.emit(index.data(PERSON)))
        self.view.activated.connect(lambda index: self.taken.emit(index.data(PERSON)))

    def show_people(self, desk: Desk, chosen: str = "") -> None:
        """Those who can sign in; `chosen` is selected if there."""
        self._desk = desk
        self._everybody = people.listed(desk, active_only=True)
        self.filter.clear()
        self._put(self._everybody, chosen)

    def renew(self) -> None:
        """Those who were added or retired meanwhile, perhaps at another PC; what is typed and who is chosen stay."""
        if not self._read_anew():
            return
        before, self._renewing = self.current(), True
        self._narrow(self.filter.text(), before.login if before else "")
        self._renewing = False
        now = self.current()
        if (now and now.login) != (before and before.login):
            self.chosen.emit(now)

    def _read_anew(self) -> bool:
        """Whether there are others than before; nobody is kept from signing in by a list that cannot be read now."""
        before = self._everybody
        if self._desk is not None:
            with suppress(DeskError):
                self._everybody = people.listed(self._desk, active_only=True)
        return self._everybody != before

    def current(self) -> PersonView | None:
        found = self.view.currentIndex().data(PERSON)
        return found if isinstance(found, PersonView) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work in the list while the words are typed above it."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._enter()
        return super().eventFilter(watched, event)

    def _enter(self) -> bool:
        """Where nobody is found the words are selected: what is typed next takes their place."""
        if self.current():
            self.taken.emit(self.current())
        else:
            self.filter.selectAll()
        return True

    def _step(self, by: int) -> None:
        at = max(0, min(self._model.rowCount() - 1, self.view.currentIndex().row() + by))
        self.view.setCurrentIndex(self._model.index(at))

    def _type(self, text: str) -> None:
        self._read_anew()
        self._narrow(text)

    def _narrow(self, text: str, chosen: str = "") -> None:
        typed = text.strip().lower()
        if not typed or self._desk is None:
            self._put(self._everybody, chosen)
            return
        place = {one: at for at, one in reversed(list(enumerate(self._proposed(self._desk, typed))))}
        found = [item for item in self._everybody if (item.name, item.department) in place]
        found.sort(key=lambda item: (typed not in (item.login, item.name), place[item.name, item.department]))
        self._put(found, chosen, first=True)
        if not found:
            self.nobody.setText(NOBODY)
            self.nobody.show()

    def _proposed(self, desk: Desk, typed: str) -> list[tuple[str, str]]:
        from qcdesk.services.basics import masters

        try:
            return [(item.text, item.hint) for item in masters.propose(desk, "person", typed, MOST)]
        except DeskError:
            # Nobody is kept from signing in by a list that cannot be narrowed; the PIN will tell why.
            return [(item.name, item.department) for item in self._everybody if typed in (item.name, item.login)]

    def _put(self, shown: list[PersonView], chosen: str, first: bool = False) -> None:
        self._model.put(shown)
        self.nobody.hide()
        logins = [item.login for item in shown]
        if chosen in logins:
            self.view.setCurrentIndex(self._model.index(logins.index(chosen)))
        elif shown and first:
            self.view.setCurrentIndex(self._model.index(0))
        else:
            self._tell(None)

    def _tell(self, person: PersonView | None) -> None:
        if not self._renewing:
            self.chosen.emit(person)


class _People(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._people: list[PersonView] = []

    def put(self, people: list[PersonView]) -> None:
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person = self._people[index.row()]
        if role == PERSON:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{person.name}　{person.department}"
        return None


class _Card(QStyledItemDelegate):
    """A round badge with the family name, the name, the department."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        person = index.data(PERSON)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ACCENT_TINT if chosen else tokens.HOVER if over else tokens.PANEL))
        painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        badge = QRect(box.left() + 8, box.center().y() - BADGE // 2, BADGE, BADGE)
        draw_badge(painter, badge, person.name, chosen)
        left = badge.right() + 12
        name = QRect(left, box.top(), 92, box.height())
        aside = QRect(name.right() + 6, box.top(), box.right() - name.right() - 12, box.height())
        self._words(painter, name, person.name, face(tokens.TEXT), tokens.INK, Qt.AlignmentFlag.AlignLeft)
        said = "已锁定" if person.locked else person.department
        ink = tokens.BAD if person.locked else tokens.INK_SOFT
        self._words(painter, aside, said, face(tokens.TEXT_SMALL), ink, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRect, text: str, font: QFont, ink: str, side: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)


def draw_badge(painter: QPainter, box: QRect, name: str, strong: bool) -> None:
    """The first character of a name in a circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ACCENT if strong else tokens.ACCENT_TINT))
    painter.drawEllipse(box)
    painter.setPen(QColor(tokens.INK_ON_ACCENT if strong else tokens.ACCENT_DEEP))
    painter.setFont(face(tokens.TEXT))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name[:1])
