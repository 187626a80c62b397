"""我的签名样式: one's own signature or seal, drawn here or lifted off a photo, seen as it will print, then kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from qcdesk.change import Change
from qcdesk.services.basics import hands, pins
from qcdesk.services.sheets import attaching
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell
from ui.drops import Drops, local_files
from ui.pages.system.sign_pad import SignPad
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, words

Deed = Callable[[pins.Proof], Change]

PICTURES = "照片 (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff)"
KEPT = "已保存，以后用 PIN 签名时印在格里"
TOLD = "输入 PIN 签名以后，它印在签名格里，旁边仍印姓名和时间。以前签过的，照当时的样子。"


class Shown(QWidget):
    """The picture as it stands in a printed box, beside the name and the time."""

    def __init__(self, name: str, at: str) -> None:
        super().__init__()
        self.setObjectName("hand_shown")
        self.setFixedSize(290, 76)
        self._name, self._at = name, at
        self.picture = QPixmap()

    def show_png(self, png: bytes) -> None:
        self.picture = QPixmap()
        if png:
            self.picture.loadFromData(png)
        self.setAccessibleName("印出来的样子" if png else "还没有签名样式")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.SHEET))
        painter.setPen(QColor(tokens.SHEET_RULE))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(QColor(tokens.SHEET_INK))
        painter.drawText(10, 32, self._name)
        painter.drawText(10, 56, self._at)
        if not self.picture.isNull():
            shape = self.picture.size().scaled(140, 60, Qt.AspectRatioMode.KeepAspectRatio)
            small = self.picture.scaled(shape, Qt.AspectRatioMode.KeepAspectRatio,
                                        Qt.TransformationMode.SmoothTransformation)  # fmt: skip
            painter.drawPixmap(self.width() - 8 - shape.width(), (self.height() - shape.height()) // 2, small)


class HandDialog(Dialog):
    """Nothing is kept before 保存 and the PIN."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "我的签名样式", "hand_dialog", 660)
        self._session = session
        self.png = b""
        self.pad = SignPad()
        self.seal = named(QRadioButton("印章"), "as_seal")
        self.signature = named(QRadioButton("签名"), "as_signature")
        self.shown = Shown(session.person.name, session.desk.clock.wall().strftime("%Y-%m-%d %H:%M"))
        self.pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=32), "pin", "PIN")
        self.fault = FaultLine(keeps_room=True)
        Drops(self, local_files, lambda mime: self.take_photo(local_files(mime)[0]))
        self._lay()
        self.pad.drawn.connect(self._take_drawing)
        for keys, act in (("Ctrl+Z", self.pad.undo), ("Ctrl+O", self._open)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._show_kept()

    def _lay(self) -> None:
        self.body.addWidget(sentence(TOLD, "soft"))
        self.body.addWidget(self.pad)
        undo = button("撤销一笔", "undo", self.pad.undo, "quiet", "undo")
        clear = button("清空", "clear", self._clear, "quiet")
        photo = button("从照片…", "photo", self._open, "", "photo")
        undo.setToolTip("Ctrl+Z")
        photo.setToolTip("签在白纸上或盖好章的照片，白底会去掉；也可以把照片拖进来（Ctrl+O）")
        for one in (undo, clear, photo):
            one.setAutoDefault(False)
        self.body.addLayout(row(undo, clear, None, photo))
        self.signature.setChecked(True)
        self.body.addLayout(row(words("印出来的样子", "field"), None, self.signature, self.seal))
        self.body.addLayout(self._lay_proof())
        self.body.addWidget(self.fault)
        self.away = self.add_button("不用样式", "take_away", self._take_away, "danger")
        self.add_cancel()
        self.keep = self.add_button("保存", "save", self._save, "main")

    def _lay_proof(self) -> QHBoxLayout:
        """What will be printed, and the PIN beside it: on a low screen both are in sight."""
        label = words("PIN", "field")
        label.setBuddy(self.pin)
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE)
        column.addStretch(1)
        column.addWidget(label)
        column.addWidget(self.pin)
        line = row(self.shown, spacing=tokens.GAP)
        line.addLayout(column, 1)
        return line

    def _show_kept(self) -> None:
        desk, login = self._session.desk, self._session.person.login
        kept = self.fault.attempt(lambda: hands.png_of(desk, login) or b"") or b""
        self.seal.setChecked(hands.form_of(desk, login) == hands.SEAL)
        self.shown.show_png(kept)
        self.away.setVisible(bool(kept))
        self.keep.setEnabled(False)

    def _clear(self) -> None:
        self.pad.clear()
        self._take(b"")

    def _take_drawing(self) -> None:
        self.signature.setChecked(True)
        drawn = self.fault.attempt(lambda: hands.from_drawing(self.pad.png())) if self.pad.strokes else None
        self._take(drawn or b"")

    def _take(self, png: bytes) -> None:
        self.png = png
        self.shown.show_png(png)
        self.keep.setEnabled(bool(png))

    def _open(self) -> None:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        chosen, _ = QFileDialog.getOpenFileName(self, "选择签名或印章的照片", pictures, PICTURES)
        if chosen:
            self.take_photo(Path(chosen))

    def take_photo(self, path: Path) -> None:
        lifted = self.fault.attempt(lambda: hands.from_photo(attaching.read(path), path.name))
        if lifted is not None:
            self.pad.give_way()
            self._take(lifted)
            self.pin.setFocus()

    def _save(self) -> None:
        form = hands.SEAL if self.seal.isChecked() else hands.SIGNATURE
        if self._with_pin(lambda proof: hands.set_own(self._session.desk, form, self.png, proof)):
            tell(self, KEPT, "我的签名样式")
            self.accept()

    def _take_away(self) -> None:
        login = self._session.person.login
        if self._with_pin(lambda proof: hands.take_away(self._session.desk, login, proof)):
            self.accept()

    def _with_pin(self, act: Deed) -> bool:
        """Whether it was done; what stands against it is said."""
        if not self.pin.text():
            self.fault.say("请输入您的 PIN")
            self.pin.setFocus()
            return False
        if self.fault.attempt(lambda: self._session.tell(act(self._proof()))) is not None:
            return True
        self.pin.clear()
        self.pin.setFocus()
        return False

    def _proof(self) -> pins.Proof:
        return pins.prove(self._session.desk, self._session.person.login, self.pin.text())


def set_hand(parent: QWidget | None, session: Session) -> bool:
    """Whether it was changed."""
    dialog = HandDialog(parent, session)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
