"""到期清单: what is past the day until which it is kept, ticked and disposed of in one go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from qcdesk.desk import Desk
from qcdesk.services.samples import disposal
from qcdesk.services.samples.custody import Sample
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import telling
from ui.dialogs.progress import with_progress
from ui.pages.samples.held import standing
from ui.session import Session
from ui.style.named import named
from ui.style.parts import row, words
from ui.tasks import Task

HEADINGS = ("样品编号", "客户", "名称", "不良现象", "在柜", "位置", "保存至", "现在不能销毁，因为")
WIDTHS = (140, 140, 120, 110, 64, 110, 100, 260)
SIZE = (1120, 560)
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class DisposalDialog(Dialog):
    """Space ticks a row; rows that may not go yet say why and cannot be ticked."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "到期清单", "disposal_dialog", 720)
        self._session = session
        self._rows: tuple[tuple[Sample, str], ...] = ()
        self.table = named(QTableWidget(0, len(HEADINGS)), "list_disposal", "到期的样品")
        self.holder = named(QLineEdit(maxLength=40), "holder", "经手人")
        self.reason = named(QLineEdit(maxLength=200), "reason", "处理方式/原因")
        self.count, self.fault = words("", "soft"), FaultLine()
        self._build()
        self.resize(*SIZE)
        with telling(self):
            self._fill()

    def ticked(self) -> list[Sample]:
        boxes = ((sample, self.table.item(at, 0)) for at, (sample, _) in enumerate(self._rows))
        return [sample for sample, box in boxes if box is not None and box.checkState() == CHECKED]

    def _fill(self) -> None:
        self._rows = disposal.overdue(self._session.desk)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for at, (sample, why) in enumerate(self._rows):
            cells = (sample.number, sample.customer, sample.item, sample.defect, standing(sample), sample.place,
                     sample.keep_until, why)  # fmt: skip
            for column, text in enumerate(cells):
                self.table.setItem(at, column, _cell(text, sample, why if column == 0 else None))
        self.table.blockSignals(False)
        if self._rows:
            self.table.setCurrentCell(0, 0)
        self._count()

    def _count(self) -> None:
        ticked = self.ticked()
        pieces = sum(sample.in_cabinet + sample.dismantled for sample in ticked)
        self.count.setText(f"到期 {len(self._rows)} 枚标签，勾了 {len(ticked)} 枚，共 {pieces} 个")
        self._go.setEnabled(bool(ticked))

    def _dispose(self) -> None:
        holder, reason = self.holder.text().strip(), self.reason.text().strip()
        if not holder or not reason:
            missing = self.reason if holder else self.holder
            self.fault.say(f"请填{missing.accessibleName()}")
            missing.setFocus()
            return
        wanted, desk = self.ticked(), self._session.desk
        with_progress(self, "正在登记…", lambda task: _disposed(desk, wanted, holder, reason, task), self._done, desk)

    def _done(self, result: object) -> None:
        assert isinstance(result, tuple)
        done, refused = result
        for change in done[-1:]:
            self._session.tell(change)
        self.fault.say("；".join(f"{sample.number}：{why}" for sample, why in refused))
        with telling(self):
            self._fill()
        if not refused and not self._rows:
            self.accept()

    def _print(self) -> None:
        from ui.pages.samples.disposal_print import preview

        preview(self, self._session, self._rows)

    def _export(self) -> None:
        from ui.pages.samples.disposal_print import export

        export(self, self._session, self._rows)

    def _build(self) -> None:
        hint = "保存期已过的样品。案件没有结案、或还没归还的先留着；勾好以后填经手人和处理方式，一次登记。"
        self.body.addWidget(sentence(hint, "soft"))
        self.table.setHorizontalHeaderLabels(HEADINGS)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(len(WIDTHS) - 1, QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(lambda _: self._count())
        self.body.addWidget(self.table, 1)
        self.holder.setText(self._session.person.name)
        self.holder.setFixedWidth(140)
        self.reason.setPlaceholderText("例如 保存期满，报废粉碎")
        line = row(words("经手人", "field"), self.holder, words("处理方式/原因", "field"), self.reason)
        line.setStretchFactor(self.reason, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.fault)
        self.buttons.insertWidget(0, self.count)
        for title, name, act in (("打印…", "print_list", self._print), ("导出 Excel", "export_list", self._export)):
            self.add_button(title, name, act)
        self.add_cancel("关闭")
        self._go = self.add_button("销毁勾选的", "dispose", self._dispose, "danger")


def _cell(text: str, sample: Sample, why: str | None) -> QTableWidgetItem:
    """The first cell of a row has the box, ticked at once where nothing speaks against it."""
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    if why is not None:
        item.setData(Qt.ItemDataRole.UserRole, sample.id)
        item.setCheckState(UNCHECKED if why else CHECKED)
        if why:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    return item


def _disposed(desk: Desk, wanted: list[Sample], holder: str, reason: str, task: Task) -> object:
    return disposal.dispose(desk, wanted, holder, reason, task.report)


def dispose_overdue(parent: QWidget, session: Session) -> None:
    dialog = DisposalDialog(parent, session)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
