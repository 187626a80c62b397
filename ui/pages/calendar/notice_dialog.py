"""A notice of days off taken in: pasted or opened, read at once, every row with its days or its fault."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from qcdesk.errors import DeskError, Invalid
from qcdesk.rules.notices import Notice, NoticeRow
from qcdesk.services.times import holiday_notices, working_days
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog
from ui.dialogs.message import telling
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Number
from ui.style.named import named
from ui.style.parts import button, row, words
from ui.style.tokens import DONE, GOING, GONE, Tone

SIZE = (1040, 560)
PAUSE = 200
EXAMPLE = """把国务院办公厅或本厂的放假通知贴在这里，例如：

国庆节：10月1日（星期四）至10月7日（星期三）放假调休，共7天。9月20日（星期日）、10月10日（星期六）上班。

也可以是 CSV，每行 日期,放假/上班,说明：
2026-10-01,放假,国庆节"""


def _days(one: NoticeRow) -> str:
    if not one.days:
        return ""
    first, last = one.days[0], one.days[-1]
    return f"{first}" if first == last else f"{first} 至 {last:%m-%d}（{len(one.days)} 天）"


def _kind(one: NoticeRow) -> str:
    return "" if one.fault and not one.days else "上班" if one.works else "放假"


def _tone(one: NoticeRow) -> Tone:
    return GOING if one.works else DONE


COLUMNS = (
    Column("行", 44, lambda one: str(one.row)),
    Column("日期", 190, _days, grow=1),
    Column("", 70, _kind, tone=_tone),
    Column("说明", 80, lambda one: one.note, spare=1),
    Column("原文", 120, lambda one: one.words, grow=1, spare=2),
    Column("问题", 150, lambda one: one.fault, tone=lambda one: GONE, grow=2),
)


class NoticeDialog(Dialog):
    """Nothing is written before 导入, and then all of it or nothing."""

    def __init__(self, parent: QWidget | None, session: Session, year: int) -> None:
        super().__init__(parent, "导入放假通知", "notice_dialog", 720)
        self._session = session
        self.notice = Notice(())
        self.text = named(QPlainTextEdit(), "notice_text", "通知原文")
        self.year = named(Number(minimum=working_days.YEARS[0], maximum=working_days.YEARS[1], value=year), "year",
                          "通知没写年份时的年份")  # fmt: skip
        self.source = named(QLineEdit(maxLength=200), "source", "通知的出处")
        self.listing = Listing(RowsModel(COLUMNS), "list_notice", "读出来的日子")
        self.said, self.fault = words("", "soft", wrap=True), FaultLine()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay()
        self._pause.timeout.connect(self.read)
        self.text.textChanged.connect(self._pause.start)
        self.year.valueChanged.connect(lambda _: self.read())
        self.resize(*SIZE)
        self.read()

    def read(self) -> None:
        """Reads what stands there now."""
        self._pause.stop()
        text = self.text.toPlainText()
        self.notice = holiday_notices.preview(text, self.year.value()) if text.strip() else Notice(())
        rows = self.notice.rows
        self.listing.rows.put(rows)
        wrong, days = [one for one in rows if one.fault], sum(len(one.days) for one in rows)
        if not rows:
            self.said.setText("贴上通知，这里就列出每一段日子。")
        elif wrong:
            first = f"第 {wrong[0].row} 行：{wrong[0].fault}"
            self.said.setText(f"{len(rows)} 行，有 {len(wrong)} 行读不对，改好原文才能导入。{first}")
        else:
            self.said.setText(f"{len(rows)} 行，共 {days} 天，都读对了。")
        self._take.setEnabled(self.notice.sound)

    def open_file(self, path: Path) -> None:
        """Raises Refused for what is no text."""
        self.text.setPlainText(holiday_notices.text_of(path))
        self.source.setText(self.source.text() or path.stem)
        self.read()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开通知", "", "文本或 CSV (*.txt *.csv);;所有文件 (*)")
        if name:
            with telling(self):
                self.open_file(Path(name))

    def _import(self) -> None:
        self.read()
        try:
            change = holiday_notices.take(self._session.desk, self.notice, self.source.text().strip())
        except DeskError as error:
            told = "；".join(map(str, error.faults)) if isinstance(error, Invalid) else error.sentence
            self.fault.say(told)
        else:
            self._session.tell(change)
            self.accept()

    def _lay(self) -> None:
        self.text.setPlaceholderText(EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.source.setPlaceholderText("例如 国办发明电〔2025〕7号")
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.text, 1)
        choose = button("打开文件…", "open_file", self._choose, "", "import")
        left.addLayout(row(choose, None, words("没写年份的按", "field"), self.year))
        left.addLayout(row(words("出处", "field"), self.source))
        right.addWidget(self.listing, 1)
        right.addWidget(self.said)
        both = QHBoxLayout()
        both.setSpacing(tokens.GAP)
        both.addLayout(left, 4)
        both.addLayout(right, 6)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.fault)
        self.add_cancel()
        self._take = self.add_button("导入", "take_notice", self._import, "main")
        self.text.setFocus()


def take_notice(parent: QWidget, session: Session, year: int) -> None:
    dialog = NoticeDialog(parent, session, year)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
