"""印章: the office's certificate, whether this PC can seal, and the check of a sealed PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from forms.sealing import certificate_file, checking
from qcdesk.errors import DeskError
from qcdesk.services.basics import office, office_seal
from qcdesk.services.basics.office_seal import Certificate
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell, telling
from ui.dialogs.pin import ask_proof
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, clear, panel, row, stack_up, words

WIDTH = 720
INSIDE, BESIDE = 620, 480
"""Pixels that words have at least, alone in a line and beside their caption: so high are they made."""

NONE_YET = "还没有证书：第一次存盖章 PDF 时会自动做，证书上写公司名称"
ABOUT = (
    "走完签核的单可以存为盖章 PDF：单上每个签名都成为文件里的数字签名，用这张证书。谁改动一个字，PDF 阅读器都看得出来。"
    "不用上网。"
)
TRUST = "第一次收到的客户，阅读器会说“不认识签发人”：把证书文件交给他，装进阅读器的信任列表就行，指纹电话里对一遍。"
RENEWED = "以前盖的章照样能核对。换了以后，别的电脑要重新抄入口令。"


class SealSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("seal_sheet")
        self._session = session
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(tokens.GAP)
        self.facts.setVerticalSpacing(tokens.SPACE)
        self.facts.setColumnStretch(1, 1)
        self.said = words("", "good", wrap=True)
        self.checked = named(words("", "", wrap=True), "checked")
        self.checked.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        stack_up(self, self._card(), self._check_card())

    def refresh(self) -> None:
        clear(self.facts)
        with telling(self):
            found = office_seal.certificates(self._session.desk)
            self._show(found, office_seal.can_seal(self._session.desk) if found else "")
        admin = "admin" in self._session.person.roles
        for one in self._guarded:
            one.setEnabled(admin)
            one.setToolTip("" if admin else "要系统管理员来做")

    def _show(self, found: tuple[Certificate, ...], against: str) -> None:
        if not found:
            self._fact("证书", NONE_YET)
            return
        first = found[0]
        self._fact("名称", first.subject + self._renamed(first))
        self._fact("指纹（SHA-256）", _in_lines(first.pairs))
        self._fact("有效期", f"{first.begins:%Y-%m-%d} 到 {first.ends:%Y-%m-%d}")
        self._fact("这台电脑", against or "可以盖章")
        for one in found[1:]:
            self._fact("以前的证书", f"{one.subject}，{one.pairs[:23]}…，到 {one.ends:%Y-%m-%d}，只用来核对")

    def _renamed(self, first: Certificate) -> str:
        now = office.view(self._session.desk).company[: office_seal.LONGEST_NAME]
        return "" if now == first.subject else f"（公司名称现在是“{now}”，要一致请换新证书）"

    def _fact(self, name: str, value: str) -> None:
        at = self.facts.rowCount()
        label, text = words(name, "soft"), words(value, "", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        _keep_high(text, BESIDE)
        self.facts.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self.facts.addWidget(text, at, 1)

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "存证书文件", "办公室印章.cer", "证书 (*.cer)")
        if name:
            path = Path(name if name.lower().endswith(certificate_file.ENDING) else name + certificate_file.ENDING)
            self._do(lambda: certificate_file.write(self._session.desk, path), f"已存为“{path}”")

    def _renew(self) -> None:
        if ask_proof(self, self._session, "换新证书", False, RENEWED) is not None:
            self._do(lambda: self._session.tell(office_seal.renew(self._session.desk)), "已换新证书")

    def _secret(self) -> None:
        if ask_proof(self, self._session, "看口令", False, "印章口令给另一台电脑盖章用，看过会记入历史") is None:
            return
        with telling(self):
            secret = office_seal.secret(self._session.desk)
            tell(
                self,
                f"{secret}\n\n在另一台电脑的这一页点“抄入口令…”。谁有口令和数据库，谁就能盖章：用完把纸毁掉。",
                "印章口令",
            )

    def _take(self) -> None:
        dialog = SecretDialog(self, self._session)
        if dialog.exec() == Dialog.DialogCode.Accepted:
            self._do(lambda: None, "口令对了，这台电脑可以盖章了")
        dialog.deleteLater()

    def _check(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "核对一份盖章的 PDF", "", "PDF (*.pdf)")
        if not name:
            return
        try:
            found = checking.check_file(self._session.desk, Path(name))
        except DeskError as error:
            self._tell_checked(False, error.sentence)
            return
        lines = checking.lines(found, self._session.desk)
        self._tell_checked(found.whole, "\n".join((f"{Path(name).name}：{lines[0]}", *lines[1:])))

    def _tell_checked(self, whole: bool, said: str) -> None:
        self.checked.setProperty("look", "good" if whole else "fault")
        self.checked.style().unpolish(self.checked)
        self.checked.style().polish(self.checked)
        self.checked.setText(said)
        _keep_high(self.checked, INSIDE)

    def _do(self, act: Callable[[], object], done: str) -> None:
        self.said.setText("")
        try:
            act()
        except DeskError as error:
            tell(self, error)
            return
        self.refresh()
        self.said.setText(done)

    def _card(self) -> QFrame:
        card, inside = _card("办公室印章", ABOUT)
        inside.addLayout(self.facts)
        inside.addWidget(_wrapped(TRUST))
        renew = button("换新证书…", "renew_seal", self._renew, "", "refresh")
        secret = button("看口令…", "show_secret", self._secret, "", "key")
        self._guarded = (renew, secret)
        export = button("存成证书文件…", "export_seal", self._export, "", "export")
        take = button("抄入口令…", "take_secret", self._take, "", "import")
        inside.addLayout(row(export, renew, secret, take, None))
        inside.addWidget(self.said)
        return card

    def _check_card(self) -> QFrame:
        card, inside = _card("核对盖章的 PDF", "别人拿来一份盖章的 PDF，看它是不是本办公室盖的、盖章以后有没有改动。")
        inside.addLayout(row(button("选一份 PDF…", "check_pdf", self._check, "main", "pdf"), None))
        inside.addWidget(self.checked)
        return card


class SecretDialog(Dialog):
    """Stays open with the sentence while the secret does not open the key."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "抄入印章口令", "secret_dialog")
        self._session = session
        self.typed = named(QLineEdit(maxLength=60), "secret", "印章口令")
        self._fault = FaultLine()
        self.body.addWidget(sentence("在能盖章的电脑上，由系统管理员点“看口令…”，把七组字照抄进来。"))
        self.body.addWidget(self.typed)
        self.body.addWidget(self._fault)
        self.add_cancel()
        self.add_button("抄入", "take", self._try, "main")
        self.typed.setFocus()

    def _try(self) -> None:
        try:
            office_seal.take_secret(self._session.desk, self.typed.text())
        except DeskError as error:
            self._fault.say(error.sentence)
            return
        self.accept()


def _card(title: str, about: str) -> tuple[QFrame, QVBoxLayout]:
    card, inside = panel(20)
    card.setMaximumWidth(WIDTH)
    inside.addWidget(words(title, "heading"))
    inside.addWidget(_wrapped(about))
    return card, inside


def _wrapped(text: str) -> QLabel:
    label = words(text, "soft", wrap=True)
    _keep_high(label, INSIDE)
    return label


def _keep_high(label: QLabel, width: int) -> None:
    """Or a page that is longer than the window squeezes the words that wrap."""
    label.ensurePolished()
    label.setMinimumHeight(0)
    label.setMinimumHeight(label.heightForWidth(width))


def _in_lines(pairs: str) -> str:
    """Two lines: a label wraps only at blanks."""
    half = len(pairs) // 2
    return f"{pairs[:half].rstrip(':')}\n{pairs[half:].lstrip(':')}"
