"""逐张看并签核: each ticked sheet shown as it will print, then all that were seen signed by one PIN."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qcdesk.services.sheets import batch
from qcdesk.services.sheets.batch import Due, Outcome, Seen
from qcdesk.services.sheets.search import Waiting
from ui.dialogs.fit import resize_within
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell
from ui.dialogs.pin import ask_proof
from ui.pages.columns import titled
from ui.printing.paper_view import PaperView
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, words
from ui.tasks import Task, start

DPI = 130.0
"""At least: a small label is drawn as large as it is seen."""

SIZE = (1180, 800)
SIDE = 330
LINES, AROUND = 3, 21
"""Of one in the list: its lines, and the pixels around them."""

NEARLY = 4
TIGHT = 6
"""Pixels."""

KEYS = "往下看、下一张 PageDown　往回 PageUp"


@dataclass
class Sheet:
    """One in line: its pages once they were drawn, and which of them have been looked at."""

    waits: Waiting
    due: Due | None = None
    pages: tuple[bytes, ...] = ()
    dpi: float = DPI
    looked_at: set[int] = field(default_factory=set)

    @property
    def seen(self) -> bool:
        return bool(self.pages) and len(self.looked_at) == len(self.pages)

    @property
    def shut(self) -> bool:
        return self.due is not None and bool(self.due.shut)

    @property
    def ready(self) -> bool:
        return self.seen and self.due is not None and not self.shut

    @property
    def told(self) -> str:
        how = "不能一起签" if self.shut else "已看" if self.seen else "没看"
        return f"{titled(self.waits.row)}　{self.waits.row.title}\n{self.waits.label}\n{how}　{self.waits.row.customer}"


def _by_step(sheets: Sequence[Sheet]) -> str:
    """审核：YP-202611-002、YP-202611-004, a line for each step."""
    steps: dict[str, list[str]] = {}
    for sheet in sheets:
        steps.setdefault(sheet.waits.label, []).append(titled(sheet.waits.row))
    return "\n".join(f"{step}：{'、'.join(numbers)}" for step, numbers in steps.items())


class WholeLines(QListWidget):
    """A list that ends with a whole entry: what its height has left over stays blank."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.count() < 2:
            return
        stride = self.visualItemRect(self.item(1)).top() - self.visualItemRect(self.item(0)).top()
        room = self.height() - 2 * self.frameWidth()
        left = room % stride if 0 < stride < room < stride * self.count() else 0
        if self.viewportMargins().bottom() != left:
            self.setViewportMargins(0, 0, 0, left)


class BatchDialog(Dialog):
    """`outcomes` tells what became of those that were signed."""

    def __init__(self, parent: QWidget | None, session: Session, waits: Sequence[Waiting]) -> None:
        super().__init__(parent, f"逐张看并签核（{len(waits)} 张）", "batch_dialog", 900)
        self._session = session
        self._task: Task | None = None
        self.sheets = [Sheet(item) for item in waits]
        self.outcomes: tuple[Outcome, ...] = ()
        self.at, self.page = 0, 0
        self.list = named(WholeLines(), "batch_list", "要签的单")
        self.paper = PaperView(DPI)
        self.where, self.why = words("", "soft"), sentence("", "fault")
        self._lay()
        self.list.currentRowChanged.connect(self.show_sheet)
        for keys, step in (("PgDown", 1), ("PgUp", -1), ("Alt+Down", 1), ("Alt+Up", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.turn(step))
        self.paper.verticalScrollBar().valueChanged.connect(lambda _: self._look())
        self.paper.verticalScrollBar().rangeChanged.connect(lambda *_: self._look())
        resize_within(self, *SIZE)
        QTimer.singleShot(0, self, lambda: self.list.setCurrentRow(0))

    def _lay(self) -> None:
        self.list.setFixedWidth(SIDE)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        high = LINES * self.list.fontMetrics().lineSpacing() + AROUND
        for sheet in self.sheets:
            item = QListWidgetItem(sheet.told)
            item.setSizeHint(QSize(SIDE - 40, high))
            self.list.addItem(item)
        line = row(self.list, self.paper, spacing=tokens.GAP)
        line.setStretch(1, 1)
        self.body.addLayout(line, 1)
        self._back = back = button("上一页", "previous", lambda: self.turn(-1), "", "up")
        self._on = on = button("下一页", "next", lambda: self.turn(1), "", "down")
        for one in (back, on):
            one.setAutoDefault(False)
        self.body.addLayout(row(self.where, None, words(KEYS, "small"), back, on))
        self.body.addWidget(self.why)
        self.add_cancel()
        self.sign = self.add_button("签核", "sign_all", self._sign, "main")

    def show_sheet(self, number: int) -> None:
        """The sheet as saved now, drawn off the main thread; what was read of it before is kept."""
        if not 0 <= number < len(self.sheets):
            return
        self.at, self.page = number, 0
        sheet = self.sheets[number]
        if sheet.pages:
            self._show_page()
            return
        if self._task is not None:
            self._task.cancel()
        desk, shelf, waits, sharp = self._session.desk, self._session.shelf, sheet.waits, self.paper.sharp()
        self.where.setText("正在读…")
        self.paper.clear()
        self.why.hide()

        def read(task: Task) -> tuple[Due, float, tuple[bytes, ...]]:
            from forms import pdf, preview, printing

            due = batch.due(desk, waits.row.id, waits.action)
            made = printing.record_print(desk, shelf, waits.row.id)
            dpi = max(DPI, *(sharp(one.form.paper.width) for one in made.sheets))
            return due, dpi, tuple(preview.pictures(pdf.to_bytes(made.sheets, made.gallery), dpi))

        self._task = start(self, read, lambda found: self._take(number, *found), lambda error: tell(self, error),
                           desk=desk)  # fmt: skip

    def _take(self, number: int, due: Due, dpi: float, pages: tuple[bytes, ...]) -> None:
        sheet = self.sheets[number]
        sheet.due, sheet.dpi, sheet.pages = due, dpi, pages
        if number == self.at:
            self._show_page()

    def _show_page(self) -> None:
        sheet = self.sheets[self.at]
        self.paper.show_page(QImage.fromData(sheet.pages[self.page]), sheet.dpi)
        self._look()
        pages = f"，第 {self.page + 1} 页，共 {len(sheet.pages)} 页" if len(sheet.pages) > 1 else ""
        self.where.setText(f"第 {self.at + 1} 张，共 {len(self.sheets)} 张{pages}")
        self.why.setText(sheet.due.shut if sheet.due else "")
        self.why.setVisible(bool(self.why.text()))
        self._offer()
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The line of what stands against it takes its room from the list."""
        self.list.scrollToItem(self.list.item(self.at))

    def _look(self) -> None:
        """A page has been looked at when its end was in sight."""
        sheet, bar = self.sheets[self.at], self.paper.verticalScrollBar()
        self._let_turn()
        if sheet.pages and bar.value() >= bar.maximum() - NEARLY:
            sheet.looked_at.add(self.page)
            self._offer()

    def _let_turn(self) -> None:
        """No button leads beyond the first page or the last."""
        bar, last = self.paper.verticalScrollBar(), max(0, len(self.sheets[self.at].pages) - 1)
        up = bar.value() > bar.minimum() or self.page > 0 or self.at > 0
        down = bar.value() < bar.maximum() or self.page < last or self.at < len(self.sheets) - 1
        for one, leads in ((self._back, up), (self._on, down)):
            if one.hasFocus() and not leads:
                self.list.setFocus()
            one.setEnabled(leads)

    def turn(self, step: int) -> None:
        """Down the page, to the next one, behind the last one to the next sheet; back likewise."""
        bar = self.paper.verticalScrollBar()
        if bar.minimum() < bar.maximum() and bar.value() != (bar.maximum() if step > 0 else bar.minimum()):
            bar.setValue(bar.value() + step * bar.pageStep())
            return
        page, pages = self.page + step, len(self.sheets[self.at].pages)
        if 0 <= page < pages:
            self.page = page
            self._show_page()
        elif 0 <= self.at + step < len(self.sheets):
            self.list.setCurrentRow(self.at + step)

    def _offer(self) -> None:
        self.list.item(self.at).setText(self.sheets[self.at].told)
        ready = [sheet for sheet in self.sheets if sheet.ready]
        self.sign.setEnabled(bool(ready))
        self.sign.setText(f"签核已看的 {len(ready)} 张" if ready else "签核")

    def _sign(self) -> None:
        ready = [sheet for sheet in self.sheets if sheet.ready]
        shut = [Outcome(titled(sheet.waits.row), sheet.due.shut) for sheet in self.sheets if sheet.due and sheet.shut]
        unseen = len(self.sheets) - len(ready) - len(shut)
        said = _by_step(ready)
        left = [f"还没看的 {unseen} 张不会签"] * bool(unseen) + [f"不能一起签的 {len(shut)} 张照原样"] * bool(shut)
        aside = f"\n{'，'.join(left)}。" if left else ""
        asked = ask_proof(self, self._session, f"签核 {len(ready)} 张", False, f"{said}{aside}")
        if asked is None:
            return
        wanted = [Seen(sheet.due.record.id, sheet.due.record.version, sheet.waits.action)
                  for sheet in ready if sheet.due]  # fmt: skip
        self.outcomes = (*batch.sign(self._session.desk, wanted, asked[0]), *shut)
        for change in (one.change for one in self.outcomes if one.change):
            self._session.tell(change)
        self.accept()

    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        super().done(result)


class SignedDialog(Dialog):
    """By number what was signed, and what was not with its sentence."""

    def __init__(self, parent: QWidget | None, outcomes: Sequence[Outcome]) -> None:
        super().__init__(parent, "签核结果", "batch_outcome", 560)
        left = sum(bool(one.refused) for one in outcomes)
        rest = f"，{left} 张没有签，照原样。" if left else "。"
        self.body.addWidget(sentence(f"签好了 {len(outcomes) - left} 张{rest}"))
        lines = QVBoxLayout()
        lines.setSpacing(TIGHT)
        for one in outcomes:
            lines.addWidget(sentence(one.told, "fault" if one.refused else ""))
        self.body.addLayout(lines)
        self.body.addStretch(1)
        self.add_button("知道了", "known", self.accept, "main").setFocus(Qt.FocusReason.OtherFocusReason)


def sign_in_turn(parent: QWidget | None, session: Session, waits: Sequence[Waiting]) -> tuple[Outcome, ...]:
    """What became of those that were signed; nothing where it was given up."""
    dialog = BatchDialog(parent, session, waits)
    try:
        dialog.exec()
        outcomes = dialog.outcomes
    finally:
        dialog.deleteLater()
    if outcomes:
        told = SignedDialog(parent, outcomes)
        told.exec()
        told.deleteLater()
    return outcomes
