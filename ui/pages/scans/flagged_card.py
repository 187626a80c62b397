"""A page that nobody knows: why, which copies it may be of, and what to do with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qcdesk.copy_codes import parse_short
from qcdesk.errors import Refused
from qcdesk.services.basics import typing_in
from qcdesk.services.papers import copy_list, probable, scan_list, scans
from qcdesk.services.papers.placing import FOREIGN
from qcdesk.services.papers.probable import Likely
from qcdesk.services.papers.scan_list import ScanView
from ui.dialogs.fault_line import FaultLine
from ui.pages.scans.likely_list import LikelyList
from ui.session import Session
from ui.style.named import named
from ui.style.parts import button, row, scrolling, words

NUMBER = re.compile(r".+-\d{3,}")
"""As no short code ends, whose check has two characters."""
SEEN = "看到了什么，如：单号和内容都相符"
BLANK_BACK = "看起来是空白的背面，没有归档。其实是哪一份，可以手工选。"
CHOOSE, CHOOSE_ONE = "先选一份，或写上短码、单号", "先选一份"
TYPED = "都不是时，写短码或单号，如 0012-1-K7MQ"


@dataclass(frozen=True)
class Begun:
    """What is typed and chosen beside a page that nobody has decided about."""

    typed: str = ""
    reason: str = ""
    chosen: tuple[int, int] = (0, 0)
    """A copy and its page."""


class FlaggedCard(QWidget):
    """`decided` once the page was filed or put aside, with what to say of it. What was begun beside a page is there
    again when somebody comes back to it."""

    decided = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._scan: ScanView | None = None
        self._begun: dict[int, Begun] = {}
        self.why = words("", "fault", wrap=True)
        self.listing = LikelyList()
        self.typed = named(QLineEdit(placeholderText=TYPED), "other_copy", "短码或单号")
        self.reason = named(QLineEdit(placeholderText=SEEN, maxLength=200), "reason", "依据")
        self.fault = FaultLine()
        self.file = button("归到这一份", "file_page", self._file, "main", "ok")
        self.dismiss = button("放在一边", "dismiss_page", self._dismiss)
        for one in (self.file, self.dismiss):
            one.setAutoDefault(True)  # Enter
        self._lay()
        self.listing.opened.connect(lambda _: self._file())
        self.listing.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.typed.textChanged.connect(lambda _: self._offer())
        for line in (self.typed, self.reason):
            line.returnPressed.connect(self._file)

    def show_page(self, scan: ScanView) -> None:
        self._keep()
        if self._scan is None or self._scan.id != scan.id:
            self._window.verticalScrollBar().setValue(0)
        begun, self._scan = self._begun.get(scan.id, Begun()), scan
        self.why.setText(scan.why or BLANK_BACK)
        self._put(scan, begun.chosen)
        self.typed.setText(begun.typed)
        self.reason.setText(begun.reason)
        self.fault.silence()
        self._offer()

    def forget(self) -> None:
        """What one person has begun is not the next one's."""
        self._scan = None
        self._begun.clear()

    def _keep(self) -> None:
        if self._scan is not None:
            one = self.listing.chosen()
            chosen = (one.copy.id, one.page) if one else (0, 0)
            self._begun[self._scan.id] = Begun(self.typed.text(), self.reason.text(), chosen)

    def _put(self, scan: ScanView, chosen: tuple[int, int]) -> None:
        """Nothing is chosen beforehand but what the page itself says, and what was chosen before."""
        found = probable.likely(self._session.desk, scan)
        self.listing.put(found)
        self.listing.setVisible(bool(found))
        self.typed.setVisible(scan.flag != FOREIGN and not (found and probable.says_itself(scan)))
        self._none.setText("" if found else probable.none_why(scan))
        self._none.setVisible(not found)
        before = next((one for one in found if (one.copy.id, one.page) == chosen), None)
        own = before or probable.proposed(scan, found)
        if own is not None:
            self.listing.selectRow(found.index(own))

    def _offer(self) -> None:
        """Off until a copy is chosen that can take the page, or one is typed."""
        picked, typed = self.listing.chosen(), self.typed.text().strip()
        against = "" if typed else picked.against if picked else CHOOSE if self.typed.isVisibleTo(self) else CHOOSE_ONE
        self.file.setEnabled(not against)
        self.file.setToolTip(against)
        self._against.setText(picked.against if picked and not typed else "")
        self._against.setVisible(bool(self._against.text()))

    def _file(self) -> None:
        def done() -> str:
            chosen = self._chosen()
            said = scans.file(self._session.desk, self._id(), chosen.copy.id, chosen.page, self.reason.text())
            return said.sentence

        self._attempt(done)

    def _dismiss(self) -> None:
        def done() -> str:
            scans.dismiss(self._session.desk, self._id(), self.reason.text())
            return "已放在一边，原件还在，要用时从“放一边”里找回"

        self._attempt(done)

    def _attempt(self, act: Callable[[], str]) -> None:
        said = self.fault.attempt(act)
        if said is not None:
            self._begun.pop(self._id(), None)
            self._scan = None
            self.decided.emit(said)
            return
        if not typing_in.says(self.reason.text()):
            self.reason.setFocus()
        QTimer.singleShot(0, self, lambda: self._window.ensureWidgetVisible(self.fault))  # once it has its room

    def _chosen(self) -> Likely:
        """What was typed, else what is chosen in the list."""
        text = self.typed.text().strip()
        if text:
            return self._typed_one(text)
        chosen = self.listing.chosen()
        if chosen is None:
            raise Refused(CHOOSE)
        return chosen

    def _typed_one(self, text: str) -> Likely:
        desk = self._session.desk
        copies = copy_list.numbered(desk, text)
        if not copies and parse_short(text) is None and NUMBER.fullmatch(text):
            raise Refused(f"没有编号为 {text} 的单，或者它还没有编过份，请看清楚")
        if not copies:
            page = copy_list.by_short_code(desk, text)
            return Likely(page.copy, page.page, "短码")
        pages = [(copy, page) for copy in reversed(copies) for page in scan_list.missing(desk, copy)]
        if len(pages) != 1:
            raise Refused(_choice(copies, pages))
        return Likely(pages[0][0], pages[0][1], "单号")

    def _id(self) -> int:
        return self._scan.id if self._scan else 0

    def _lay(self) -> None:
        self._none, self._against = words("", "soft", wrap=True), words("", "fault", wrap=True)
        inside = QWidget()
        above, column = QVBoxLayout(inside), QVBoxLayout(self)
        for layout in (above, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(10)
        for widget in (self.why, self.listing, self._none, self._against, self.typed, self.reason, self.fault):
            above.addWidget(widget)
        above.addStretch(1)
        self._window = scrolling(inside)
        self._window.setMinimumHeight(1)  # as low as the other cards
        column.addWidget(self._window, 1)
        column.addLayout(row(self.dismiss, None, self.file))


def _choice(copies: Sequence[object], pages: Sequence[tuple[copy_list.CopyView, int]]) -> str:
    if not pages:
        return f"这张单的 {len(copies)} 份都已回来，或没有编份；要换页，先把原来的放在一边"
    listed = "、".join(f"第 {copy.position} 份第 {page} 页" for copy, page in pages[:6])
    return f"这张单还有几页没回来：{listed}。请写短码，说清是哪一页"
