"""Names proposed under a cell while typing: from the masters, the people, or other sheets' numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qcdesk.services.basics.masters import Proposal
from ui.style import tokens

POPUP = f"QListView {{ border: 1px solid {tokens.LINE_STRONG}; background: {tokens.PANEL}; padding: 0; }}"
PAUSE = 90
WIDEST = 420
BETWEEN, LEAST_HINT = 12, 30
"""Pixels between a name and its hint, and the least that a hint is worth showing in."""
AROUND = 40
"""Pixels about and between the words of a line."""
HINT = int(Qt.ItemDataRole.UserRole) + 1

Index = QModelIndex | QPersistentModelIndex
Propose = Callable[[str], Sequence[Proposal]]
Fits = Callable[[str, Proposal], bool]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def always(word: str, proposal: Proposal) -> bool:
    return True


class Proposals(QObject):
    """Enter takes the name that is chosen, else the first; Tab and Escape keep what was typed. `listed` says that the
    cell holds several words: the last one is completed. `fits` parts matches from what is only offered."""

    def __init__(self, editor: QLineEdit, propose: Propose, listed: bool = False, fits: Fits = always) -> None:
        super().__init__(editor)
        self._editor, self._propose, self._listed, self._fits = editor, propose, listed, fits
        self.first = ""
        self._searched = False
        self._model: QStandardItemModel | None = None
        self._completer: QCompleter | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.show_all)
        editor.textEdited.connect(self._later)
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if event.key() == Qt.Key.Key_F4 or alt_down:
                self.show_all()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self._pause.stop()
        return False

    def _later(self, text: str) -> None:
        self._pause.start()

    @property
    def is_open(self) -> bool:
        return self._completer is not None and self._completer.popup().isVisible()

    def wants(self, key: int) -> bool:
        """Whether a key belongs to the list: Enter takes a name, also before the list has come; Escape closes."""
        if key in ENTER and self._pause.isActive():
            self._look(self._propose(self._word()))
            return self._takes_first()
        if not self.is_open or self._completer is None:
            return False
        if key in ENTER and not self._completer.popup().currentIndex().isValid():
            return self._takes_first()
        return key in (*ENTER, Qt.Key.Key_Escape)

    def _takes_first(self) -> bool:
        """False where it stands there already, or nothing fits: Enter then goes on."""
        self.close()
        if self.first in ("", self._word()):
            return False
        self._take(self.first)
        return True

    def close(self) -> None:
        self._pause.stop()
        if self._completer is not None:
            self._completer.popup().hide()

    def settle(self) -> None:
        """Takes the chosen name, if one is, and closes the list; letters of a search alone are nobody's name."""
        opened = self.is_open
        chosen = self._completer.popup().currentIndex() if opened and self._completer is not None else QModelIndex()
        self.close()
        if chosen.isValid():
            self._take(str(chosen.data()))
        elif opened and self._searched:
            self._take(self.first)

    def _look(self, found: Sequence[Proposal]) -> None:
        """What Enter takes where nobody chooses: what is typed if that is a name, else the first that fits."""
        word = self._word()
        names = [item.text for item in found if word and self._fits(word, item)]
        self.first = word if word in names else next(iter(names), "")
        self._searched = bool(names) and is_search(word, found)

    def show_all(self) -> None:
        """Opens the list for what is typed now."""
        if self._editor.isReadOnly() or not self._editor.hasFocus():
            return
        found = self._propose(self._word())
        done = [item.text for item in found] == [self._word()]
        completer = self._made()
        if not found or done:
            completer.popup().hide()
            return
        self._look(found)
        self._fill(found)
        metrics = completer.popup().fontMetrics()
        words = max(metrics.horizontalAdvance(item.text + item.hint) for item in found)
        wide = min(WIDEST, max(self._editor.width(), 260, words + AROUND))
        completer.complete(QRect(0, 0, wide, self._editor.height()))
        completer.popup().setCurrentIndex(QModelIndex())  # Qt chooses the first by itself, and Tab would take it

    def _made(self) -> QCompleter:
        if self._completer is None:
            self._model = QStandardItemModel(self)
            self._completer = QCompleter(self._model, self)
            self._completer.setWidget(self._editor)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setMaxVisibleItems(12)
            self._completer.setWrapAround(False)
            self._completer.popup().setStyleSheet(POPUP)
            self._completer.popup().setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._completer.popup().setItemDelegate(ProposalLine(self))
            self._completer.activated.connect(self._take)
        return self._completer

    def _fill(self, found: Sequence[Proposal]) -> None:
        if self._model is None:
            return
        self._model.clear()
        for proposal in found:
            item = QStandardItem(proposal.text)
            item.setData(proposal.hint, HINT)
            self._model.appendRow(item)

    def takes(self, index: Index) -> bool:
        """Whether it is the name that Enter takes now."""
        chosen = self._completer.popup().currentIndex() if self._completer is not None else QModelIndex()
        return index == chosen if chosen.isValid() else bool(self.first) and index.data() == self.first

    def _word(self) -> str:
        text = self._editor.text()
        return _parted(text)[1].strip() if self._listed else text.strip()

    def _take(self, text: str) -> None:
        """The next word of several begins behind a mark, so that typing on does not run into this one."""
        before = _parted(self._editor.text())[0] if self._listed else ""
        self._editor.setText(f"{before}{text}、" if self._listed else text)


def _parted(text: str) -> tuple[str, str]:
    """The words before the last separator with it, and the last word."""
    at = max(text.rfind(mark) for mark in "、，,")
    return text[: at + 1], text[at + 1 :]


def worded(text: str, hint: str, metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """The name whole wherever it has room, and as much of the hint's beginning as fits beside it."""
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    left = room - metrics.horizontalAdvance(text) - BETWEEN
    return text, metrics.elidedText(hint, Qt.TextElideMode.ElideRight, left) if left > LEAST_HINT else ""


def is_search(word: str, found: Sequence[Proposal]) -> bool:
    """Whether bare letters are a search in pinyin or by code, not the beginning of a name that is written so."""
    letters = "".join(word.split())
    return letters.isascii() and letters.isalpha() and not any(word.lower() in item.text.lower() for item in found)


class ProposalLine(QStyledItemDelegate):
    """The name, and the code or department in grey at the right; that which Enter takes says so."""

    def __init__(self, proposals: Proposals) -> None:
        super().__init__(proposals)
        self._proposals = proposals

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # PySide's stubs lack the option's members.
        shown: Any = option
        box, metrics = QRect(shown.rect), shown.fontMetrics
        if shown.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.ACCENT_TINT))
        box.adjust(10, 0, -10, 0)
        hint = str(index.data(HINT) or "")
        if self._proposals.takes(index):
            hint = f"{hint}　Enter".strip()
        text, hint = worded(str(index.data()), hint, metrics, box.width())
        painter.setPen(QColor(tokens.INK_FAINT))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        painter.setPen(QColor(tokens.INK))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 30)
