"""To a printer: which one, how many, which pages; the last printer is remembered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from forms import printing
from forms.printing import Pages
from qcdesk.errors import DeskError, Refused
from qcdesk.services.papers.copy_list import CopyView
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.dialogs.progress import with_progress
from ui.printing import pieces
from ui.printing.ink import page_range, run_off
from ui.printing.job import EVERY, Job
from ui.printing.saved import said_printed, told_of_copies
from ui.session import Session, settings
from ui.style.choosing import Chooser, Number
from ui.style.named import named
from ui.style.parts import row, words
from ui.tasks import Task, launch

PRINTER = "printer"
NO_PRINTER = "这台电脑没有可用的打印机。请先在电脑的系统设置里添加打印机，或先存成 PDF。"
MOST = 500
UNKNOWN = 0
RESOLUTION = 600


class PrinterDialog(Dialog):
    """`chosen_job`, `printer_name`, `copies` and `pages` hold the answer. Pages that are not there are refused here."""

    def __init__(self, parent: QWidget | None, session: Session, job: Job, names: list[str], chosen: str) -> None:
        super().__init__(parent, f"打印 {job.title}", "printer_dialog", 460)
        self._session, self._job = session, job
        self._there = UNKNOWN
        self._task: Task | None = None
        self._pressed = False
        self.printers = named(Chooser(), "printer", "打印机")
        self.printers.addItems(names)
        self.printers.setCurrentText(chosen)
        self._counted = f"{pieces.WORD}数" if job.is_label else "份数"
        self.copies_box = named(Number(minimum=1, maximum=MOST, value=job.count), "copies", self._counted)
        self.range = named(QLineEdit(), "pages", "页码")
        self.lang = named(Chooser(), "lang", "语言")
        for code, title in (("zh", "中文"), ("zh-en", "中英双语")):
            self.lang.addItem(title, code)
        self.lang.setCurrentIndex(self.lang.findData(job.lang))
        self.together = named(QCheckBox(pieces.offer(job.form.paper)), "together")
        self.together.setChecked(job.together)
        self.outcome = named(words("", "soft"), "outcome")
        self.becomes = named(words("", "soft", wrap=True), "becomes")
        self.plain = named(QCheckBox("不编份（普通打印）"), "plain")
        self.plain.setToolTip("印出来没有二维码，不登记去向，扫描回来也认不出")
        self.plain.setChecked(job.plain)
        self.fault = FaultLine(keeps_room=True)
        self._lay()
        self._connect()
        self._recount()

    @property
    def printer_name(self) -> str:
        return self.printers.currentText()

    @property
    def copies(self) -> int:
        return self.copies_box.value()

    @property
    def chosen_job(self) -> Job:
        together = self.together.isChecked() and self._job.is_label
        lang = str(self.lang.currentData())
        count, plain = self.copies if together else 1, self.plain.isChecked()
        return replace(self._job, lang=lang, together=together, count=count, plain=plain)

    @property
    def pages(self) -> Pages:
        """First and last, counted from 1; raises Refused."""
        text = self.range.text().strip().replace("－", "-").replace("—", "-").replace("全部", "")
        if not text:
            return EVERY
        first, _, last = text.partition("-")
        if not first.strip().isdecimal() or (last and not last.strip().isdecimal()):
            raise Refused("页码写成 2 或 1-3")
        pages = int(first), int(last or first)
        if not 1 <= pages[0] <= pages[1]:
            raise Refused("页码从 1 开始，前面的不大于后面的")
        return pages

    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _lay(self) -> None:
        self._add("打印机", self.printers)
        line = QHBoxLayout()
        for label, widget in ((self._counted, self.copies_box), ("页码", self.range), ("语言", self.lang)):
            column = row(words(label, "field"), widget)
            line.addLayout(column)
        self.body.addLayout(line)
        if self._job.is_label:
            self.body.addWidget(self.together)
            self.body.addWidget(self.outcome)
        numbered = bool(self._job.becomes(self._session.desk))
        for one in (self.becomes, self.plain):
            self.body.addWidget(one)
            one.setVisible(numbered)
        self.body.addWidget(self.fault)
        self.add_cancel()
        self.add_button("打印", "print", self._try, "main")

    def _add(self, label: str, widget: QWidget) -> None:
        self.body.addWidget(words(label, "field"))
        self.body.addWidget(widget)

    def _connect(self) -> None:
        self.together.toggled.connect(self._arrange)
        self.copies_box.valueChanged.connect(self._recount)
        self.lang.activated.connect(self._recount)
        self.plain.toggled.connect(self._say_what_it_becomes)
        self.range.textEdited.connect(self.fault.silence)

    def _arrange(self, together: bool) -> None:
        self.copies_box.setValue(pieces.proposed(self._job.form.paper, together, self.copies))
        self._recount()

    def _recount(self) -> None:
        """Off the main thread: how many pages there are depends on the language and on the labels."""
        self.outcome.setText(pieces.told(self._job.form.paper, self.together.isChecked(), self.copies))
        self._say_what_it_becomes()
        if self._task is not None:
            self._task.cancel()
        self._there = UNKNOWN
        self.range.setPlaceholderText("全部，或 2、1-3")
        self._task = Task(partial(_page_count, self._session, self.chosen_job), self._session.desk)
        launch(self, self._task, self._know, self._not_known)

    def _say_what_it_becomes(self) -> None:
        job = self.chosen_job
        copies = 1 if job.together else self.copies
        self.becomes.setText("印出来不编份" if job.plain else job.becomes(self._session.desk, copies))

    def _know(self, there: int) -> None:
        self._there = there
        self.range.setPlaceholderText(f"全部 {there} 页，或 2、1-3" if there > 1 else "只有 1 页")
        if self._pressed:
            self._try()

    def _not_known(self, error: DeskError) -> None:
        self._pressed = False
        self.fault.say(error.sentence)

    def _try(self) -> None:
        self._pressed = False
        try:
            wanted = self.pages
            if wanted != EVERY and self._there == UNKNOWN:
                self._pressed = True
                self._recount()
                return
            refuse_missing(wanted, self._there)
        except Refused as error:
            self.fault.say(error.sentence)
            self.range.setFocus()
            self.range.selectAll()
            return
        self.accept()


def refuse_missing(wanted: Pages, there: int) -> None:
    """Raises Refused for pages beyond the last."""
    if wanted != EVERY and wanted[1] > there:
        raise Refused(f"一共 {there} 页，没有第 {wanted[1]} 页，请改页码")


def _page_count(session: Session, job: Job, task: Task) -> int:
    pages = len(job.pages(job.laid(session.desk, session.shelf)))
    task.report(0, 0)
    return pages


def send(parent: QWidget | None, session: Session, job: Job) -> None:
    """Asks for the printer and prints; says so when there is none."""
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        tell(parent, NO_PRINTER)
        return
    kept = settings(session)
    last = str(kept.value(PRINTER, ""))
    dialog = PrinterDialog(parent, session, job, names, last if last in names else QPrinterInfo.defaultPrinterName())
    if dialog.exec() == Dialog.DialogCode.Accepted and parent is not None:
        kept.setValue(PRINTER, dialog.printer_name)
        chosen = dialog.chosen_job
        copies = 1 if chosen.together else dialog.copies
        work = partial(_printed, session, chosen, dialog.printer_name, copies, dialog.pages)
        done = partial(_say, parent, session, chosen)
        with_progress(parent, "正在打印…", work, done, session.desk)
    dialog.deleteLater()


def _say(parent: QWidget, session: Session, job: Job, copies: tuple[CopyView, ...]) -> None:
    told_of_copies(session, job, bool(copies))
    said_printed(parent, session, job.title, copies).open()


def _printed(session: Session, job: Job, name: str, copies: int, wanted: Pages, task: Task) -> tuple[CopyView, ...]:
    """The numbered copies that were made; what does not come out is none."""
    made = job.laid(session.desk, session.shelf)
    refuse_missing(wanted, len(job.pages(made)))
    task.report(0, 0)
    prints = job.numbered(session.desk, made, copies, wanted)
    with printing.unless_stopped(session.desk, prints):
        pages = [page for one in prints for page in page_range(job.pages(one), *wanted)]
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        printer.setResolution(RESOLUTION)
        printer.setDocName(job.file_name)
        printer.setCopyCount(copies if len(prints) == 1 else 1)
        run_off(printer, pages, made.gallery, task.report)
    job.note(session.desk, made, "printer", wanted, copies)
    return tuple(copy for one in prints for copy in one.copies)
