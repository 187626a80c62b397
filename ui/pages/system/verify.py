"""核对: recomputes every record, signature and event, and names what was changed behind the program's back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.trail import verified_beside, verifying
from qcdesk.services.trail.verified_beside import Beside
from ui.dialogs.message import tell
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing
from ui.session import Session
from ui.style import tokens
from ui.style.parts import Empty, button, panel, row, words
from ui.tasks import Task, launch

COLUMNS = (
    Column("哪里", 260, lambda finding: finding.where), Column("怎么了", 300, lambda finding: finding.what, grow=2),
    Column("什么时候起", 260, lambda finding: finding.since_words, grow=1),
)  # fmt: skip
IDLE, CLEAN, FOUND = range(3)


@dataclass(frozen=True)
class _Part:
    """What of the findings is asked for, and what is given."""

    rows: Sequence[verifying.Finding]
    offset: int = 0
    limit: int = 0
    total: int = 0


def _part(_: Desk, asked: _Part) -> _Part:
    rows = asked.rows[asked.offset : asked.offset + asked.limit]
    return _Part(rows, asked.offset, asked.limit, len(asked.rows))


class VerifySheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("verify_sheet")
        self._session = session
        self._task: Task | None = None
        self.listing = Listing(RowsModel(COLUMNS), "findings", "核对结果")
        self.whole = words("", wrap=True)
        self.whole.setObjectName("finding")
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.listing.picked.connect(self._tell_whole)
        self.export = button("导出 Excel", "export", self._save_list, "", "excel")
        self.export.hide()
        self.said, self.beside = words("", "soft"), words("", "soft", wrap=True)
        self.progress = QProgressBar(textVisible=False)
        self.progress.hide()
        self.begin = button("开始核对", "verify", self._start, "main", "review")
        self.stop = button("停止", "stop", self._stop)
        self.stop.hide()
        self._lay()

    def _start(self) -> None:
        desk = self._session.desk
        self._busy(True)
        self._task = Task(lambda task: _verified(desk, task), desk)
        self._task.moved.connect(self._move)
        launch(self, self._task, self._show, self._refuse)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._busy(False)
        self.said.setText("已停止，没有结果")

    def _move(self, at: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(at)

    def _show(self, found: tuple[list[verifying.Finding], Beside]) -> None:
        findings, beside = found
        self._busy(False)
        self.beside.setText("\n".join(f"{sentence}。" for sentence in beside.sentences))
        self.beside.show()
        try:
            self._session.tell(verifying.note(self._session.desk, findings))
        except DeskError as error:
            tell(self, error)
        self.listing.rows.put(findings)
        self.export.setVisible(bool(findings))
        self.listing.selectRow(0)
        self.stack.setCurrentIndex(FOUND if findings else CLEAN)
        self.said.setText(f"发现 {len(findings)} 处不符" if findings else "全部相符")

    def _tell_whole(self, finding: verifying.Finding | None) -> None:
        """The list cuts long sentences; the one that is chosen stands below in full."""
        self.whole.setText(f"{finding}\n什么时候起：{finding.since_words}" if finding else "")

    def _save_list(self) -> None:
        from ui.pages.listing_export import Extract, export

        export(self, self._session, Extract("核对结果", COLUMNS, _part, _Part(self.listing.rows.rows)))

    def _refuse(self, error: DeskError) -> None:
        self._busy(False)
        tell(self, error)

    def _busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.begin.setEnabled(not busy)
        self.export.setEnabled(not busy)
        (self.stop if busy else self.begin).setFocus()
        self.beside.hide()
        self.said.setText("正在核对…" if busy else "")

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row(self.begin, self.stop, self.said, None, self.export))
        column.addWidget(self.progress)
        frame, inside = panel(1)
        self.stack = QStackedWidget()
        text = "重新计算每张单、每个签名、每条经过，凡是绕过程序改动过的，都指出来。几万张单要一两分钟，可以随时停止。"
        self.stack.addWidget(Empty("review", "核对数据", text))
        self.stack.addWidget(Empty("ok", "全部相符", "每张单、每个签名、每条经过都和当时写下的一样。"))
        found, below = panel(0)
        below.addWidget(self.listing, 1)
        below.addWidget(self.whole)
        self.whole.setContentsMargins(tokens.GAP, 0, tokens.GAP, tokens.GAP)
        self.stack.addWidget(found)
        inside.addWidget(self.stack)
        column.addWidget(frame, 1)
        column.addWidget(self.beside)
        self.beside.hide()
        column.setSpacing(tokens.GAP)


def _verified(desk: Desk, task: Task) -> tuple[list[verifying.Finding], Beside]:
    def told(at: int, of: int) -> bool:
        task.report(at, of)
        return True

    return verifying.verify(desk, told), verified_beside.beside(desk)
