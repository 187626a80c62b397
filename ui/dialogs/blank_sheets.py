"""Blank sheets to be filled by hand: how many, in which language, to a file or to the printer."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from forms.printing import MOST_BLANKS
from qcdesk.kinds import Kind
from ui.dialogs.frame import Dialog
from ui.pages.parts import button, row, words
from ui.printing import pieces
from ui.printing.actions import language, print_job
from ui.printing.job import Job
from ui.session import Session
from ui.style.named import named


class BlankSheets(Dialog):
    def __init__(self, parent: QWidget | None, session: Session, kind: Kind) -> None:
        super().__init__(parent, f"空白《{kind.title}》", "blank_sheets", 440)
        self._session, self._kind = session, kind
        self._form = session.shelf.form(kind.edition)
        self._paper = self._form.paper
        self._unit = pieces.WORD if self._paper.per_a4 > 1 else "份"
        self.count = named(QSpinBox(minimum=1, maximum=MOST_BLANKS, value=1), "count", f"{self._unit}数")
        self.count.setSuffix(f" {self._unit}")
        self.lang = named(QComboBox(), "lang", "语言")
        for code, title in (("zh", "中文"), ("zh-en", "中英双语")):
            self.lang.addItem(title, code)
        self.lang.setCurrentIndex(self.lang.findData(language(session)))
        self.together = named(QCheckBox(pieces.offer(self._paper)), "together")
        self.outcome = named(words("", "soft"), "outcome")
        self._lay()

    def job(self) -> Job:
        return Job(
            self._form, count=self.count.value(), lang=str(self.lang.currentData()), together=self.together.isChecked()
        )

    def _lay(self) -> None:
        self.body.addWidget(words("印出来用笔填；格子和在屏幕上填的一样，签名和日期留空。", "soft", wrap=True))
        how_many, language_label = words(f"{self._unit}数（1 到 {MOST_BLANKS}）", "field"), words("语言", "field")
        self.body.addLayout(row(how_many, self.count, language_label, self.lang, None))
        if self._paper.per_a4 > 1:
            self._lay_pieces()
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

    def _arrange(self, together: bool) -> None:
        self.count.setValue(pieces.proposed(self._paper, together, self.count.value()))
        self._tell()

    def _tell(self) -> None:
        self.outcome.setText(pieces.told(self._paper, self.together.isChecked(), self.count.value()))

    def _print(self, what: str) -> None:
        print_job(self, self._session, self.job(), what)


def blank_sheets(parent: QWidget | None, session: Session, kind: Kind) -> None:
    dialog = BlankSheets(parent, session, kind)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
