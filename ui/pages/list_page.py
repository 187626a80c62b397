"""A page that is one long list: narrowed while one types, sorted by any column, told apart empty from being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QLineEdit, QPushButton, QStackedWidget, QWidget

from qcdesk.canonical import Json, Values
from qcdesk.copy_codes import number_of
from qcdesk.errors import DeskError
from ui.pages.listing import Listing, Place, focus_first
from ui.pages.page import Page
from ui.pages.paged_model import PagedModel
from ui.session import Session, settings
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import Empty, Reading, button, panel, row, words

PAUSE = 160
"""Milliseconds without a key before the list is narrowed."""

QUIET = 150
"""Milliseconds that reading may take before the page says that it reads."""

ROWS, NOTHING, READING = range(3)


@dataclass(frozen=True)
class ListWords:
    """`title` names the list in Excel too, `hint` says what the filter finds, `unit` counts the rows."""

    title: str
    filter: str
    hint: str
    unit: str


class ListPage(Page):
    """A page of its own gives the columns and words, `asked` and `emptiness`, and lays its tools and chips."""

    def __init__(self, session: Session, name: str, said: ListWords, model: PagedModel, empty: Empty) -> None:
        super().__init__(session, name)
        self.said, self.model, self.empty = said, model, empty
        self.filter = filter_field(said.filter, said.hint)
        self.listing = Listing(model, f"list_{name}", said.title)
        self.listing.widths.remember(settings(session))
        self.count = words("", "soft")
        self.export = button("导出 Excel", "export", self._save_list, "", "excel")
        self.export.setToolTip("把筛选后的这份清单存成 Excel，先后和屏幕上一样")
        self.stack = QStackedWidget()
        for widget in (self.listing, empty, Reading()):
            self.stack.addWidget(widget)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._opens_single = False
        self._first: Values = {}
        self._place: Place | None = None
        self._connect()

    def asked(self) -> Any:
        """The query that the filter and the chips make."""
        raise NotImplementedError

    def emptiness(self) -> tuple[str, str]:
        """Heading and advice where the query finds nothing."""
        raise NotImplementedError

    def chips(self) -> Sequence[QPushButton]:
        """Those that a view presses."""
        return ()

    def refresh(self) -> None:
        self._quiet.start()
        self.model.ask(self.asked())

    def arrive(self) -> None:
        self.filter.setFocus()

    def narrow(self, text: str) -> None:
        """Takes the words of the search on top and the cursor with them."""
        if text:
            self.filter.setText(text)
        self.filter.setFocus()
        self.filter.setCursorPosition(len(self.filter.text()))

    def content(self) -> Values:
        """The filter as a view keeps it."""
        pressed: list[Json] = [chip.objectName() for chip in self.chips() if chip.isChecked()]
        return {"text": self.filter.text().strip(), "pressed": pressed, "order": str(self.model.query.order)}

    def show_view(self, content: Values) -> None:
        self.put(content)
        self.refresh()

    def put(self, content: Values) -> None:
        """Filter, chips and order as the content says; the list is not asked yet."""
        pressed = content.get("pressed")
        names = [str(name) for name in pressed] if isinstance(pressed, list) else []
        for chip in self.chips():
            chip.blockSignals(True)
            chip.setChecked(chip.objectName() in names)
            chip.blockSignals(False)
        self.filter.setText(str(content.get("text") or ""))
        self._pause.stop()  # with its signals blocked an emptied filter would keep its ✕
        self.model.query = replace(self.model.query, order=str(content.get("order") or "-updated_at"))
        self.show_order()

    def _start_anew(self) -> None:
        """What one person narrowed the list to, and chose in it, is not the next one's."""
        self.put(self._first)
        self.listing.setCurrentIndex(QModelIndex())
        self.listing.scrollToTop()
        self._place = None
        if self.isVisible() and self.session.person.login:
            self.refresh()

    def fail(self, error: DeskError) -> None:
        self._quiet.stop()
        self._say_reading()
        super().fail(error)

    def lay(self, tools: Sequence[QWidget], chips: QLayout) -> None:
        self.column.setSpacing(12)
        line = row(self.filter, self.count, None, *tools, spacing=12)
        line.setStretchFactor(self.filter, 6)
        self.column.addLayout(line)
        self.column.addLayout(chips)
        frame, inside = panel(1)
        inside.addWidget(self.stack)
        self.column.addWidget(frame, 1)
        self.show_order()
        self.listing.setSortingEnabled(True)
        self._first = self.content()

    def show_order(self) -> None:
        """The arrow in the heading follows the query; the model is not asked twice."""
        order, columns = str(self.model.query.order), self.model.columns
        at = next((at for at, column in enumerate(columns) if column.order == order.lstrip("-")), len(columns) - 1)
        way = Qt.SortOrder.DescendingOrder if order.startswith("-") else Qt.SortOrder.AscendingOrder
        header = self.listing.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(at, way)
        header.blockSignals(False)

    def _connect(self) -> None:
        self.session.person_changed.connect(self._start_anew)
        self._pause.timeout.connect(self.refresh)
        self._quiet.timeout.connect(self._say_reading)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._to_list)
        self.model.modelAboutToBeReset.connect(self._note_place)
        self.model.modelReset.connect(self._stand)
        self.model.dataChanged.connect(self._go_back)
        self.listing.picked.connect(self._leave_place)
        self.model.found.connect(self._found)
        self.model.failed.connect(self.fail)
        self.listing.opened.connect(lambda item: self.record_wanted.emit(item.id))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.filter.clear)

    def _note_place(self) -> None:
        """Of a list that is read anew; another one begins at its beginning."""
        self._place = (self.listing.place(_key) or self._place) if self.model.again else None

    def _stand(self) -> None:
        if self.model.again:
            self._go_back()
        else:
            self.listing.scrollToTop()
        if self._place is not None:
            self._place = self._place._replace(seen=False)

    def _go_back(self) -> None:
        """As soon as the part with the row has been read; by then the list may have been scrolled."""
        place = self._place
        if place is not None and not place.seen:
            place = place._replace(scrolled=self.listing.verticalScrollBar().value())
        if place is not None and self.listing.go_back_to(place, _key):
            self._place = None

    def _leave_place(self, chosen: object) -> None:
        if chosen is not None:
            self._place = None

    def _to_list(self) -> None:
        """Where the words leave a single row, or are its whole number, Enter opens it."""
        self._pause.stop()
        self._opens_single = bool(self.filter.text().strip())
        self.refresh()
        focus_first(self.listing)
        self.listing.setFocus()

    def _single(self, total: int) -> Any:
        """The row that is meant: the only one, or the one of the very number that was typed."""
        number = number_of(self.filter.text().strip()).upper()
        first: list[Any] = [self.model.row(at) for at in range(self.model.rowCount())]
        return first[0] if total == 1 else next((one for one in first if one.number == number), None)

    def _found(self, total: int) -> None:
        self._quiet.stop()
        self.count.setText(f"{total:,} {self.said.unit}")
        self.export.setEnabled(bool(total))
        self.empty.say(*self.emptiness())
        self.stack.setCurrentIndex(ROWS if total else NOTHING)
        single = self._single(total) if self._opens_single else None
        self._opens_single = False
        if single is not None:
            self.record_wanted.emit(single.id)

    def _say_reading(self) -> None:
        """Rows that were read before stand until the new ones have come."""
        if self.stack.currentIndex() != ROWS or not self.model.total:
            self.stack.setCurrentIndex(READING)

    def _save_list(self) -> None:
        """What is typed in the filter counts, even where the list has not followed yet."""
        from ui.pages.listing_export import Extract, export

        export(self, self.session, Extract(self.said.title, self.model.columns, self.model.find, self.asked()))


def _key(one: Any) -> object:
    return one.id


def filter_field(label: str, hint: str) -> QLineEdit:
    made = named(QLineEdit(), "filter", label)
    made.setPlaceholderText(hint)
    made.setClearButtonEnabled(True)
    made.addAction(icon("search", tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
    made.setMinimumWidth(260)
    made.setMaximumWidth(460)
    return made


def gap() -> QWidget:
    """Parts the chips of one row; at the end of a line it takes nothing from the next."""
    made = QWidget()
    made.setFixedWidth(tokens.GAP - tokens.SPACE)
    return made


def filter_chip(text: str, name: str) -> QPushButton:
    chip = named(QPushButton(text), name)
    chip.setProperty("look", "filter")
    chip.setCheckable(True)
    return chip
