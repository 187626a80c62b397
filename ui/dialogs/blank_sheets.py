"""Blank sheets to be filled by hand: how many, in which language, to a file or to the printer."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from forms.grid import Form
from forms.printing import MOST_BLANKS
from qcdesk.errors import Refused
from qcdesk.fields import Text
from qcdesk.kinds import Kind
from qcdesk.services.papers import blanks, chasing
from qcdesk.services.papers.blanks import LIMIT
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog
from ui.pages.cases.fields_form import FieldsForm
from ui.printing import pieces
from ui.printing.actions import print_job
from ui.printing.choices import language
from ui.printing.job import Job
from ui.printing.numbered_blanks import NumberedBlanks
from ui.session import Session
from ui.style.choosing import Chooser, Number
from ui.style.named import named
from ui.style.parts import button, row, words


class BlankSheets(Dialog):
    def __init__(self, parent: QWidget | None, session: Session, kind: Kind) -> None:
        super().__init__(parent, f"空白《{kind.title}》", "blank_sheets", 440)
        self._session, self._kind = session, kind
        self._form = session.shelf.form(kind.edition)
        self._paper = self._form.paper
        self._unit = pieces.WORD if self._paper.per_a4 > 1 else "份"
        self.count = named(Number(minimum=1, maximum=MOST_BLANKS, value=1), "count", f"{self._unit}数")
        self.count.setSuffix(f" {self._unit}")
        self.lang = named(Chooser(), "lang", "语言")
        for code, title in (("zh", "中文"), ("zh-en", "中英双语")):
            self.lang.addItem(title, code)
        self.lang.setCurrentIndex(self.lang.findData(language(session)))
        self.together = named(QCheckBox(pieces.offer(self._paper)), "together")
        self.outcome = named(words("", "soft"), "outcome")
        self.numbered = named(QCheckBox("预留编号：每份一个编号和二维码，写好扫描回来认得出"), "numbered")
        whom = Text("to_whom", "给谁用：哪个车间、哪条线、谁领走的", limit=LIMIT, required=True)
        self.whom = FieldsForm(session, (whom,), 1, {"to_whom": partial(chasing.propose_holder, session.desk)})
        self.fault = FaultLine(keeps_room=True)
        self._lay()

    def job(self) -> Job:
        count, lang = self.count.value(), str(self.lang.currentData())
        if self.numbered.isChecked():
            return NumberedBlanks(self._form, count=count, lang=lang, to_whom=self._to_whom)
        return Job(self._form, count=count, lang=lang, together=self.together.isChecked())

    def _lay(self) -> None:
        self.body.addWidget(words("印出来用笔填；格子和在屏幕上填的一样，签名和日期留空。", "soft", wrap=True))
        how_many, language_label = words(f"{self._unit}数（1 到 {MOST_BLANKS}）", "field"), words("语言", "field")
        self.body.addLayout(row(how_many, self.count, language_label, self.lang, None))
        if self._paper.per_a4 > 1:
            self._lay_pieces()
        if fits_numbers(self._form):
            self._lay_numbers()
        self.count.setFocus()
        self.count.selectAll()
        look = button("预览", "preview", lambda: self._print("preview"), "", "preview")
        look.setAutoDefault(False)
        self.buttons.insertWidget(0, look)
        self.add_cancel("关闭")
        self.add_button("存成 PDF", "save_pdf", lambda: self._print("pdf"))
        self.add_button("打印…", "print", lambda: self._print("printer"), "main")

    def _lay_pieces(self) -> None:
        self.body.addWidget(self.together)
        self.body.addWidget(self.outcome)
        self.together.toggled.connect(self._arrange)
        self.count.valueChanged.connect(self._tell)
        self._tell()

    def _lay_numbers(self) -> None:
        self.body.addWidget(self.numbered)
        self.body.addWidget(self.whom)
        self.body.addWidget(self.fault)
        self.whom.hide()
        self.numbered.toggled.connect(self.whom.setVisible)
        self.numbered.toggled.connect(lambda on: self.whom.editors["to_whom"].setFocus() if on else None)
        for seldom in (self.numbered.toggled, self.whom.typed):
            seldom.connect(lambda *_: self.fault.silence())

    @property
    def _to_whom(self) -> str:
        return str(self.whom.values()["to_whom"] or "").strip()

    def _arrange(self, together: bool) -> None:
        self.count.setValue(pieces.proposed(self._paper, together, self.count.value()))
        self._tell()

    def _tell(self) -> None:
        self.outcome.setText(pieces.told(self._paper, self.together.isChecked(), self.count.value()))

    def _print(self, what: str) -> None:
        if self.numbered.isChecked() and not self._to_whom:
            self.fault.say("预留编号要写明给谁用：哪个车间、哪条线、谁领走的")
            self.whom.go_to_first(["to_whom"])
            return
        print_job(self, self._session, self.job(), what)


def fits_numbers(form: Form) -> bool:
    """Whether the sheet has room for marks, and a number that does not hang on what is written."""
    try:
        blanks.refuse_unfit(form.kind)
    except Refused:
        return False
    return form.paper.head


def blank_sheets(parent: QWidget | None, session: Session, kind: Kind) -> None:
    dialog = BlankSheets(parent, session, kind)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
