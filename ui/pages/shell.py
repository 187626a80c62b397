"""The window once somebody sits at it: navigation, the line on top, and one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qcdesk.canonical import Values
from qcdesk.cases.kind import CASE
from qcdesk.change import touched
from qcdesk.errors import DeskError
from qcdesk.services.sheets.search import numbered
from ui.dialogs.message import tell, telling
from ui.drops import Drops, DropSign
from ui.pages.page import Page
from ui.pages.places import PLACES, WITH_KEYS, place
from ui.pages.shell_clock import ClockStrip
from ui.pages.top import TopLine
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon, pixmap
from ui.style.named import named
from ui.style.parts import words

if TYPE_CHECKING:
    from ui.pages.cases.case_page import CasePage
    from ui.paper.record_page import RecordPage

LET_GO = "松手就收进扫描归档"

SOON = 500
"""Milliseconds after the desk is made, when the watched folder is first looked at."""

EVERYTHING = ("records", "copies", "cases", "samples", "rules", "calendar", "masters", "office", "people")
"""The kinds of Change that pages listen to."""


@dataclass(frozen=True)
class Behind:
    """The case that a sheet was opened from, and its tab."""

    record: int
    tab: str
    title: str


class Shell(QWidget):
    """Pages are made when first shown; `place_changed` gives the name of what is shown, `titled` what it is called."""

    place_changed = Signal(str)
    titled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.pages: dict[str, Page] = {}
        self.here = ""
        self.record: RecordPage | CasePage | None = None
        self._behind: Behind | None = None
        self.stack = QStackedWidget()
        self.stack.setObjectName("desk")
        self.top = TopLine(session)
        self.clock = ClockStrip(session)
        self._buttons = QButtonGroup(self)
        self.sign = DropSign(self, LET_GO)
        Drops(self, _scans, self._take_scans, self.sign)
        QTimer.singleShot(SOON, self, self._watch_folder)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.clock)
        right.addWidget(self.stack, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._navigation())
        line.addLayout(right, 1)
        self.top.searched.connect(self.search)
        self.top.trail.wanted.connect(self._go_back_to)

    def go(self, name: str) -> Page | None:
        """Shows a page of the navigation. None, and told, when it cannot be made."""
        self.clock.look()
        page = self.pages.get(name) or self._made(name)
        if page is None:
            self._point_at(self.here)
            return None
        self._drop_record()
        self._behind = None
        self.here = name
        self._point_at(name)
        self._show_title()
        self.top.search.setVisible(name != "records")
        self.stack.setCurrentWidget(page)
        page.arrive()
        self.place_changed.emit(name)
        return page

    def _show_title(self) -> None:
        """A sheet or case by its number, behind it where it was opened from."""
        here = place(self.here or "records").title
        if self.record is None:
            self.top.show_title(here)
        else:
            behind = (self._behind.title,) if self._behind else ()
            self.top.show_title(self.record.title, here, *behind)
        self.titled.emit(self.top.title.text())

    def _point_at(self, name: str) -> None:
        if name:
            self._buttons.button(_number(name)).setChecked(True)

    def search(self, text: str) -> None:
        """The record of that very number; otherwise the list of records, narrowed to the words."""
        found = None
        with telling(self):
            found = numbered(self.session.desk, text)
        if found is not None:
            self.open_record(found)
            return
        page = self.go("records")
        narrow = getattr(page, "narrow", None)
        if narrow:
            narrow(text)

    def show_view(self, name: str, content: Values) -> None:
        """A list narrowed as a view says, where it can be."""
        show = getattr(self.go(name), "show_view", None)
        if show:
            show(content)

    def focus_search(self) -> None:
        if self.here == "records" and self.record is None:
            self.search("")
        else:
            self.top.search.setFocus()
            self.top.search.selectAll()

    def open_record(self, record: int, behind: Behind | None = None) -> RecordPage | CasePage | None:
        """The sheet or case in place of the page; leaving it leads back there. None, and told, when it cannot be
        shown."""
        self.clock.look()
        try:
            page = self._page_of(record)
        except DeskError as error:
            tell(self, error)
            return None
        self._drop_record()
        self._behind = behind
        page.left.connect(self._come_back)
        page.open_record.connect(partial(self._open_from, page))
        page.retitled.connect(self._show_title)
        self.record = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._show_title()
        self.top.search.setVisible(True)
        return page

    def _page_of(self, record: int) -> RecordPage | CasePage:
        from qcdesk.services.sheets import records

        if records.row_of(self.session.desk, record).form == CASE:
            from ui.pages.cases.case_page import CasePage

            return CasePage(self.session, record)
        from ui.paper.record_page import RecordPage

        return RecordPage(self.session, record)

    def _open_from(self, page: RecordPage | CasePage, record: int) -> None:
        """A sheet opened from its case leads back to it, and to the tab it was opened from."""
        behind = Behind(page.record_id, page.tab, page.title) if hasattr(page, "tab") else self._behind
        self.open_record(record, behind)

    def take_in(self) -> None:
        """A new case, asked for in a dialog; the one that the person wants to see is opened."""
        from ui.pages.cases.intake import take_in

        case = take_in(self, self.session)
        if case:
            self.open_record(case)

    def _watch_folder(self) -> None:
        from ui.pages.scans.watching import FolderWatch

        FolderWatch(self.session, self)

    def _take_scans(self, mime: QMimeData) -> None:
        """Wherever on the window they are let go, unless a photo's place takes them."""
        take_in = getattr(self.go("scans"), "take_in", None)
        if take_in:
            QTimer.singleShot(0, self, partial(take_in, _scans(mime)))  # whoever dragged them waits for no dialog

    def renew(self) -> None:
        """What is in sight is read again, with what others have done at their desks; typing stays."""
        self.session.tell(touched(*EVERYTHING, record=self.record.record_id if self.record else None))

    def look(self) -> None:
        """The page in sight is read again where others have written meanwhile; a sheet only at F5."""
        page = self.pages.get(self.here)
        if page is not None and self.record is None and QApplication.activeModalWidget() is None:
            page.look()

    def leave_record(self) -> None:
        """From a sheet, by its own way of leaving; from a page to where it was opened."""
        if self.record is not None:
            self.record.leave()
        else:
            self._come_back()

    def _go_back_to(self, at: int) -> None:
        """The page stands first in the trail, behind it the case that a sheet was opened from."""
        if at == 0:
            self._behind = None
        self.leave_record()

    def _come_back(self) -> None:
        """To the case that the sheet was opened from, else to the page."""
        behind, self._behind = self._behind, None
        page = self.open_record(behind.record) if behind is not None else None
        if page is None:
            self.go(self.here or "workbench")
        elif behind is not None and hasattr(page, "go_to"):
            page.go_to(behind.tab)

    def new_sheet(self, code: str) -> None:
        """A new draft of the form, opened at once; the one that this person began and left empty, if there is one."""
        from qcdesk.services.sheets import records

        try:
            desk = self.session.desk
            made = records.untouched_draft(desk, code)
            if made is None:
                begun = desk.catalogue.newest(code).starting_values(desk.clock.today())
                made = self.session.tell(records.create(desk, code, begun)).record
        except DeskError as error:
            tell(self, error)
            return
        if made is not None:
            self.open_record(made)

    def _drop_record(self) -> None:
        if self.record is not None:
            self.stack.removeWidget(self.record)
            self.record.hide()
            self.record.deleteLater()
            self.record = None

    def _made(self, name: str) -> Page | None:
        try:
            page = place(name).build(self.session)
        except DeskError as error:
            tell(self, error)
            return None
        page.record_wanted.connect(self.open_record)
        page.sheet_wanted.connect(self.new_sheet)
        page.page_wanted.connect(self.go)
        page.view_wanted.connect(self.show_view)
        page.intake_wanted.connect(self.take_in)
        self.pages[name] = page
        self.stack.addWidget(page)
        return page

    def _navigation(self) -> QFrame:
        self._nav = frame = named(QFrame(), "nav")
        frame.setFixedWidth(tokens.NAV_WIDTH)
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(4)
        brand = words("QCDesk", "heading")
        column.addLayout(_brand(brand))
        column.addSpacing(18)
        for number, item in enumerate(PLACES):
            if item.group:
                column.addSpacing(14)
            button = _entry(item.title, item.name, item.icon, number)
            button.clicked.connect(lambda _=False, name=item.name: self.go(name))
            self._buttons.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        keys = words("F1　快捷键", "small")
        column.addWidget(keys, 0, Qt.AlignmentFlag.AlignHCenter)
        self._wide_only = (brand, keys)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its room for the page: pictures alone in the navigation."""
        super().resizeEvent(event)
        narrow = event.size().width() < tokens.NARROW
        self._nav.setFixedWidth(tokens.NAV_NARROW if narrow else tokens.NAV_WIDTH)
        for widget in self._wide_only:
            widget.setVisible(not narrow)
        for number, item in enumerate(PLACES):
            self._buttons.button(number).setText("" if narrow else f"  {item.title}")


def _scans(mime: QMimeData) -> list[Path]:
    from ui.pages.scans.taking_in import dropped

    return dropped(mime)


def _entry(title: str, name: str, picture: str, number: int) -> QPushButton:
    button = QPushButton(f"  {title}")
    button.setObjectName(f"nav_{name}")
    button.setAccessibleName(title)
    button.setProperty("look", "nav")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setIcon(icon(picture, tokens.INK_SOFT, tokens.ACCENT_DEEP))
    button.setIconSize(QSize(tokens.ICON, tokens.ICON))
    button.setToolTip(f"{title}（Ctrl+{number + 1}）" if number < WITH_KEYS else title)
    return button


def _brand(name: QLabel) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(pixmap("qcdesk", 30))
    line = QHBoxLayout()
    line.setContentsMargins(3, 0, 0, 0)
    line.setSpacing(10)
    line.addWidget(mark)
    line.addWidget(name)
    line.addStretch(1)
    return line


def _number(name: str) -> int:
    return [item.name for item in PLACES].index(name)
