"""扫描归档: scanned pages at the left, the page itself in the middle, and at the right what there is to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from qcdesk.change import touched
from qcdesk.services.papers.placing import BLANK
from qcdesk.services.papers.scan_list import FILED, FLAGGED
from ui import refused_files
from ui.dialogs.message import telling
from ui.pages.elided import TwoLines
from ui.pages.list_page import NOTHING, PAUSE, READING, ROWS, filter_chip, filter_field
from ui.pages.page import Page
from ui.pages.scans.confirm_card import ConfirmCard
from ui.pages.scans.filed_card import FiledCard
from ui.pages.scans.flagged_card import FlaggedCard
from ui.pages.scans.page_list import PageList
from ui.pages.scans.refused_strip import RefusedStrip
from ui.pages.scans.taking_in import Haul, choose_files, take_files
from ui.pages.scans.watching import FolderWatch, WatchButton
from ui.pages.scans.work import CONFIRM, EVERY, SHOWS, TODO, Found, Item, read
from ui.printing.scan_picture import PagePicture
from ui.refused_files import RefusedFile
from ui.session import Session
from ui.style import tokens
from ui.style.parts import Empty, Reading, button, panel, row, words
from ui.tasks import Task, start

LIST, CARD = (332, 230), (380, 320)
NARROW, ANY = 960, 16777215
"""Widths, and those of a page that is narrower than `NARROW`."""
WHOLE, ROOMY = 346, 1100
"""The width at which the list cuts nothing, and that of a page which leaves so much of it."""
NONE_YET = (
    "还没有扫描件",
    "打印出来送签的单，签好后用扫描仪或手机拍下来，把 PDF、JPG、PNG、TIFF 文件拖到窗口里，或点“收扫描件”。"
    "每一页按右上角的二维码自己归到那一份，再由您看着签名格点一下确认。",
)
NONE_SO = ("没有这样的扫描页", "换上面的筛选，或少输几个字。文件名、单号、短码都能找。")
DONE_HERE = "没有要处理的"
ALL_DONE = (
    DONE_HERE,
    "没有等您归入的页，看出笔迹的格都确认了，看不清、没有判读的页也都看过了。图上空白的格纸上其实签了的，请点“已归入”逐格看。",
)


class ScansPage(Page):
    LISTENS = frozenset({"scans", "copies", "records"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "scans")
        self._task: Task | None = None
        self._found: Found | None = None
        self._shown: Item | None = None
        self._hears = self._picked_list = False
        self._listed = ""
        self._brought: frozenset[int] = frozenset()
        self.show_only = TODO
        self.filter = filter_field("筛选扫描页", "文件名、单号、短码")
        self.chips = {name: filter_chip(label, f"scans_{name}") for name, label in SHOWS}
        self.listing = PageList()
        self.picture = PagePicture(session)
        self.flagged, self.confirm, self.filed = FlaggedCard(session), ConfirmCard(session), FiledCard(session)
        self.refused = RefusedStrip()
        self.heading = words("", "heading", wrap=True)
        self.said = TwoLines("scans_result", "small")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay()
        self._connect()

    def refresh(self) -> None:
        desk, typed = self.session.desk, self.filter.text()
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: (read(desk, typed), refused_files.listed(desk)), self._show_both,
                           self.fail, desk=desk)  # fmt: skip

    def arrive(self) -> None:
        if self._found is not None and not self._picked_list and not self._counts()[self.show_only]:
            self._only(self._where_work_is())
        self.listing.setFocus()
        watch = self.window().findChild(FolderWatch, "folder_watch")
        if watch is not None and not self._hears:
            self._hears = True
            watch.told.connect(self.said.say)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._list.setMinimumWidth(WHOLE if self.width() >= ROOMY else LIST[narrow])
        self._list.setMaximumWidth(LIST[narrow] if narrow else ANY)
        self._card.setFixedWidth(CARD[narrow])

    def current(self) -> Item | None:
        found = self.listing.current()
        return found if isinstance(found, Item) else None

    def _show_both(self, found: tuple[Found, list[RefusedFile]]) -> None:
        self.refused.put(found[1])
        self._show(found[0])

    def _refused_seen(self) -> None:
        refused_files.see(self.session.desk)
        self._tell_all()

    def _show(self, found: Found) -> None:
        first, self._found = self._found is None, found
        new = self._newest(found.items)
        counts = self._counts()
        for name, label in SHOWS:
            self.chips[name].setText(f"{label} {counts[name]} 页")
        if new is not None:
            self.filter.clear()
            self.show_only = new.stands_in
        elif first or (self.show_only == EVERY and not self._picked_list and not self.filed.asking):
            self.show_only = self._where_work_is()
        self._only(self.show_only, new)

    def _counts(self) -> Mapping[str, int]:
        return self._found.counts if self._found else dict.fromkeys((name for name, _ in SHOWS), 0)

    def _where_work_is(self) -> str:
        """All pages where nothing waits, and until something does."""
        counts = self._counts()
        return next((name for name in (TODO, CONFIRM) if counts[name]), EVERY)

    def _pick_list(self, name: str) -> None:
        self._picked_list = True
        self._only(name)

    def _newest(self, found: Sequence[Item]) -> Item | None:
        """Of the pages that were just brought, the first that somebody has to look at, else the first."""
        brought, self._brought = [item for item in found if item.scan.id in self._brought], frozenset()
        inline = sorted(brought, key=lambda item: (item.scan.state != FLAGGED, not item.waits, item.scan.id))
        return next(iter(inline), None)

    def _narrow(self, wanted: Item | None = None) -> None:
        if self._found is None:
            return
        chosen, at = wanted or self.current(), self.listing.currentIndex().row()
        place = self.listing.place(_key) if wanted is None and self._listed == self.show_only else None
        self._listed = self.show_only
        typed = self.filter.text().lower().split()
        shown = [item for item in self._found.items if item.among(self.show_only) and item.matches(typed)]
        self.listing.rows.put(shown)
        resting = self.show_only in (TODO, CONFIRM) and not typed
        self.empty.say(*(NONE_YET if not self._found.items else self._rest() if resting else NONE_SO))
        self.stack.setCurrentIndex(ROWS if shown else NOTHING)
        said = self._found.unlisted(self.show_only, len(shown), bool(typed))
        self.more.setText(said)
        self.more.setVisible(bool(said))
        if place is None or not self.listing.go_back_to(place, _key):
            self._choose(shown, chosen, at)
        self._pick(self.current())

    def _seek(self) -> None:
        """Where not every page is listed, what was typed is looked for among all."""
        if self._found is not None and self._found.cut:
            self.refresh()
        else:
            self._narrow()

    def _rest(self) -> tuple[str, str]:
        """A list of work that is done with, and where there is more."""
        left, counts = self._where_work_is(), self._counts()
        if left == EVERY:
            return ALL_DONE
        return DONE_HERE, f"这里的都办完了；“{dict(SHOWS)[left]}”里还有 {counts[left]} 页。"

    def _choose(self, shown: Sequence[Item], chosen: Item | None, stood: int) -> None:
        """When the page that was shown has left the list, the next one has come into its row."""
        found = next((at for at, item in enumerate(shown) if chosen and item.scan.id == chosen.scan.id), stood)
        at = max(0, min(found, len(shown) - 1))
        if shown:
            self.listing.selectRow(at)
            self.listing.scrollTo(self.listing.currentIndex())

    def _pick(self, item: object) -> None:
        """What is ticked and typed beside a page stays while nothing of it has changed."""
        self.right.setVisible(isinstance(item, Item))
        if item == self._shown or not isinstance(item, Item):
            return
        self._shown = item
        scan, unfiled = item.scan, item.scan.state in (FLAGGED, BLANK)
        self.heading.setText(item.belongs if scan.copy else f"{scan.named}：{item.said}")
        self._open.setVisible(scan.copy is not None)
        with telling(self):
            self.picture.show_page(scan)
            self.cards.setVisible(True)
            self.cards.setCurrentWidget(self.flagged if unfiled else self.confirm)
            if unfiled:
                self.flagged.show_page(scan)
            elif scan.state == FILED:
                self.confirm.show_page(scan)
            else:
                self.cards.setVisible(False)
            self.filed.setVisible(not unfiled)
            self.filed.show_page(scan)

    def _only(self, name: str, wanted: Item | None = None) -> None:
        self.show_only = name
        for other, chip in self.chips.items():
            chip.setChecked(other == name)
        self._narrow(wanted)

    def _decided(self, said: str) -> None:
        self.said.say(said)
        self._shown = None
        self._tell_all()
        self.listing.setFocus()

    def _confirmed(self, said: str) -> None:
        """After a refusal what is ticked stays, unless another window has done it meanwhile."""
        if said:
            self._decided(said)
        else:
            self._tell_all()

    def _tell_all(self) -> None:
        self.session.changed.emit(touched("scans", "copies", "records"))

    def take_in(self, paths: Sequence[Path]) -> None:
        """Files that were chosen, or dropped anywhere on the window."""
        take_files(self, self.session, paths, self._came)

    def _came(self, haul: Haul) -> None:
        """What was filed before somebody stopped it is shown as well."""
        self._brought = frozenset(page.id for taken in haul.taken for page in taken.pages)
        self.said.say(haul.whole)
        self._tell_all()

    def _take(self) -> None:
        paths = choose_files(self, self.session)
        if paths:
            self.take_in(paths)

    def _begin_anew(self) -> None:
        """What one person looked for and left ticked is not the next one's."""
        self._found = self._shown = None
        self._picked_list = False
        self.filter.clear()
        self._pause.stop()
        self.said.say("")
        self.flagged.forget()
        self.confirm.begin_anew()
        if self.isVisible() and self.session.person.login:
            self.refresh()

    def _open_record(self) -> None:
        item = self.current()
        if item is not None and item.copy is not None:
            self.record_wanted.emit(item.copy.record)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._seek)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self.listing.setFocus)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, name=name: self._pick_list(name))
        self.listing.picked.connect(self._pick)
        self.listing.opened.connect(lambda _: self._open_record())
        self.refused.seen.connect(self._refused_seen)
        self.flagged.decided.connect(self._decided)
        self.filed.decided.connect(self._decided)
        self.confirm.confirmed.connect(self._confirmed)
        self.picture.seen.connect(self.confirm.see_page)
        self.session.person_changed.connect(self._begin_anew)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.filter.clear)

    def _lay(self) -> None:
        column = self.column
        column.setSpacing(12)
        take = button("收扫描件…", "take_scans", self._take, "main", "import")
        line = row(self.filter, None, WatchButton(self.session), take, spacing=12)
        line.setStretchFactor(self.filter, 1)
        column.addLayout(line)
        column.addLayout(row(*self.chips.values(), self.said))
        column.addWidget(self.refused)
        frame, inside = panel(1)
        self.empty = Empty("import", *NONE_YET)
        self.stack = QStackedWidget()
        for widget in (self.listing, self.empty, Reading()):
            self.stack.addWidget(widget)
        self.stack.setCurrentIndex(READING)
        inside.addWidget(self.stack)
        self.more = words("", "soft", wrap=True)
        self.more.setMargin(tokens.GAP)
        self.more.hide()
        inside.addWidget(self.more)
        both = QHBoxLayout()
        both.setSpacing(tokens.GAP)
        both.addWidget(frame, 3)
        both.addWidget(self._lay_right(), 8)
        self._list = frame
        column.addLayout(both, 1)

    def _lay_right(self) -> QWidget:
        self.right = QWidget()
        line = QHBoxLayout(self.right)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.GAP)
        line.addWidget(self.picture, 1)
        self._card, inside = panel()
        self._open = button("打开单子", "open_sheet", self._open_record, "quiet")
        top = row(self.heading, self._open)
        top.setStretchFactor(self.heading, 1)
        inside.addLayout(top)
        self.cards = QStackedWidget()
        self.cards.addWidget(self.flagged)
        self.cards.addWidget(self.confirm)
        staying = self.cards.sizePolicy()
        staying.setRetainSizeWhenHidden(True)  # heading and way back stand where they always do
        self.cards.setSizePolicy(staying)
        inside.addWidget(self.cards, 1)
        inside.addWidget(self.filed)
        line.addWidget(self._card)
        self.right.hide()
        return self.right


def _key(item: Item) -> int:
    return item.scan.id
