"""核对纸张: a paper's codes typed, or a scan of it dropped here, held against its record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.papers import checking
from qcdesk.services.papers.verdicts import Checked
from ui.dialogs.message import tell
from ui.drops import Drops, DropSign, local_files
from ui.pages.checking.verdict_card import VerdictCard
from ui.pages.page import open_record
from ui.session import Session, settings
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import Empty, button, clear, panel, row, scrolling, words
from ui.tasks import Task, launch

FOLDER = "check_folder"
FILTER = "扫描件、照片、PDF 和归档包 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.zip);;所有文件 (*)"
TEACHES = (
    "输入纸上右上角二维码下面的短码（例如 0012-1-K7MQ），或把扫描件、照片、PDF、归档包 ZIP 拖到这里。"
    "程序告诉您：码是哪一份、印出以后记录改过没有、改了哪里、谁签了什么。纸面上的字不逐字比对，请点“看原样”对照。"
    "再输入页脚的链码，连数据库末尾被删掉的经过也查得出来。不用网络，什么也不写。"
)
LET_GO = "松手就核对"
ASKED, ANSWERED = range(2)


class CheckSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_check")
        self._session = session
        self._task: Task | None = None
        self.cards: list[VerdictCard] = []
        self.code, self.chain = QLineEdit(), QLineEdit()
        self.said = words("", "soft")
        self.begin = button("核对", "check", self.check_typed, "main", "review")
        self.choose = button("选文件…", "choose", self._choose)
        self.stop = button("停止", "stop", self._stop)
        self.stack = QStackedWidget()
        self._lay()
        self.sign = DropSign(self, LET_GO)
        Drops(self, local_files, lambda mime: self.check_files(local_files(mime)), self.sign)

    def check_typed(self) -> None:
        """What stands in the two boxes."""
        try:
            found = checking.typed(self._session.desk, self.code.text(), self.chain.text())
        except DeskError as error:
            tell(self, error)
            return
        self._show([found])
        self.code.selectAll()

    def check_files(self, files: list[Path]) -> None:
        """Read off the main thread: a file may have hundreds of pages. What was typed was of another paper."""
        for box in (self.code, self.chain):
            box.clear()
        desk = self._session.desk
        clear(self._answers)
        self.cards = []
        self.stack.setCurrentIndex(ASKED)
        self._busy(True)
        self._task = Task(lambda task: _checked(desk, files, task), desk)
        self._task.moved.connect(lambda at, _: self.said.setText(f"正在看第 {at} 页…"))
        launch(self, self._task, self._show, self._refuse)

    def refresh(self) -> None:
        """A verdict is of its moment; another is asked for, not made by itself."""

    def _choose(self) -> None:
        kept = settings(self._session)
        names, _ = QFileDialog.getOpenFileNames(self, "核对哪些文件", str(kept.value(FOLDER, "") or ""), FILTER)
        if names:
            kept.setValue(FOLDER, str(Path(names[0]).parent))
            self.check_files([Path(name) for name in names])

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._busy(False)
        self.said.setText("已停止，没有结果")
        self.code.setFocus()

    def _show(self, found: list[Checked]) -> None:
        self._busy(False)
        clear(self._answers)
        self.cards = [VerdictCard(one, self._open, self._see) for one in sorted(found, key=lambda one: one.fits)]
        for card in self.cards:
            self._answers.addWidget(card)
        self._answers.addStretch(1)
        self.stack.setCurrentIndex(ANSWERED)
        wrong = sum(not one.fits for one in found)
        told = f"{len(found)} 张里有 {wrong} 张要看" if wrong else f"{len(found)} 张的码都一致"
        self.said.setText(told if len(found) > 1 else "")
        self.code.setFocus()

    def _refuse(self, error: DeskError) -> None:
        self._busy(False)
        tell(self, error)
        self.code.setFocus()

    def _open(self, record: int) -> None:
        open_record(self, record)

    def _see(self, found: Checked) -> None:
        """The edition that is on the paper, where another has taken its place."""
        from ui.printing.actions import preview_edition, print_record

        if found.record is None:
            return
        if found.old is not None:
            preview_edition(self, self._session, found.record, found.old)
        else:
            print_record(self, self._session, found.record, "preview")

    def _busy(self, busy: bool) -> None:
        self.stop.setVisible(busy)
        for part in (self.begin, self.choose):
            part.setEnabled(not busy)
        self.said.setText("正在读文件…" if busy else "")

    def _lay(self) -> None:
        for box, name, hint, width in (
            (self.code, "check_code", "短码 0012-1-K7MQ，或链码", 220),
            (self.chain, "check_chain", "页脚链码（可以不填）", 220),
        ):  # fmt: skip
            named(box, name)
            box.setPlaceholderText(hint)
            box.setAccessibleName(hint)
            box.setFixedWidth(width)
            box.setAcceptDrops(False)
            box.returnPressed.connect(self.check_typed)
        self.stop.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        column.addLayout(row(self.code, self.chain, self.begin, self.choose, self.stop, self.said, None))
        frame, middle = panel(1)
        middle.addWidget(Empty("review", "核对一张纸", TEACHES))
        self.stack.addWidget(frame)
        inside = QWidget()
        self._answers = QVBoxLayout(inside)
        self._answers.setContentsMargins(0, 0, 0, 0)
        self._answers.setSpacing(tokens.GAP)
        self.stack.addWidget(scrolling(inside))
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.code)


def _checked(desk: Desk, files: list[Path], task: Task) -> list[Checked]:
    from forms import paper_check

    def moved(at: int) -> bool:
        task.report(at, 0)
        return True

    return [one for file in files for one in paper_check.of_file(desk, file, moved)]
