"""办公室: the head every sheet prints, and how this PC behaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QWidget

from qcdesk.change import Change
from qcdesk.errors import DeskError, Refused
from qcdesk.services.basics import office, office_seal
from ui.dialogs.message import tell
from ui.idle import DEFAULT_MINUTES, SETTING
from ui.session import Session
from ui.style.choosing import Chooser, Number
from ui.style.named import named
from ui.style.parts import button, panel, row, stack_up, words

LANGUAGES = (("zh", "中文"), ("zh-en", "中英双语"))
LANGUAGE, FOLDER = "print_language", "picture_folder"
WIDTH = 620


class OfficeSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("office_sheet")
        self._session = session
        self._remembered = QSettings(str(session.desk.home / "window.ini"), QSettings.Format.IniFormat)
        self.company = named(QLineEdit(maxLength=120), "company", "公司名称")
        self.company_en = named(QLineEdit(maxLength=120), "company_en", "英文名称")
        self.contact = named(QLineEdit(maxLength=120), "contact", "地址、电话、传真")
        self.contact.setToolTip("印在送货单的单头")
        self.logo = words("", "soft")
        self.language = named(Chooser(), "language", "打印语言")
        self.minutes = named(Number(maximum=240, suffix=" 分钟"), "idle_minutes", "空闲锁定分钟数")
        self.minutes.setSpecialValueText("不锁定")
        self.said = words("", "good")
        self._shown: tuple[str, ...] | None = None
        stack_up(self, self._head_card(), self._pc_card())

    def refresh(self) -> None:
        """What is being typed stays while nothing of the head has changed, and is nobody else's."""
        told = office.view(self._session.desk)
        self._show_logo(told.logo)
        shown = (self._session.person.login, told.company, told.company_en, told.contact)
        if shown == self._shown:
            return
        self._shown = shown
        self.company.setText(told.company)
        self.company_en.setText(told.company_en)
        self.contact.setText(told.contact)
        self.language.setCurrentIndex(self.language.findData(str(self._remembered.value(LANGUAGE, "zh"))))
        self.minutes.setValue(int(str(self._remembered.value(SETTING, DEFAULT_MINUTES))))

    def _show_logo(self, content: bytes | None) -> None:
        picture = QPixmap()
        if content and picture.loadFromData(content):
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.logo.setPixmap(picture.scaled(200, 56, keep, smooth))
        else:
            self.logo.setText("没有标志")
        self._no_logo.setVisible(content is not None)

    def _save(self) -> None:
        head = self.company.text(), self.company_en.text(), self.contact.text()
        self._do(lambda: self._name_office(*head))

    def _name_office(self, company: str, company_en: str, contact: str) -> Change:
        """With its name the office gets its certificate, where it was set up without either."""
        change = office.change_company(self._session.desk, company, company_en, contact)
        office_seal.set_up(self._session.desk)
        return change

    def _choose_logo(self) -> None:
        begin = str(self._remembered.value(FOLDER, ""))
        name, _ = QFileDialog.getOpenFileName(self, "选一张标志图片", begin, "图片 (*.png *.jpg *.jpeg *.bmp)")
        if name:
            self._remembered.setValue(FOLDER, str(Path(name).parent))
            self._do(lambda: office.change_logo(self._session.desk, _content(Path(name)), Path(name).name))

    def _drop_logo(self) -> None:
        self._do(lambda: office.change_logo(self._session.desk, None))

    def _do(self, act: Callable[[], Change]) -> None:
        self.said.setText("")
        try:
            change = act()
        except DeskError as error:
            tell(self, error)
            return
        self._session.tell(change)
        self.said.setText("已保存")

    def _head_card(self) -> QFrame:
        card, inside = panel(20)
        card.setMaximumWidth(WIDTH)
        inside.addWidget(words("表头", "heading"))
        inside.addWidget(words("印在每张表的最上面；双语打印时带英文名称。", "soft"))
        lines = (
            ("公司名称", self.company), ("英文名称", self.company_en), ("地址、电话、传真（送货单单头）", self.contact),
        )  # fmt: skip
        for label, editor in lines:
            inside.addWidget(words(label, "field"))
            inside.addWidget(editor)
        inside.addWidget(words("标志", "field"))
        choose = button("选图片…", "choose_logo", self._choose_logo, "", "photo")
        self._no_logo = button("去掉", "drop_logo", self._drop_logo)
        inside.addLayout(row(self.logo, choose, self._no_logo, None))
        save = button("保存", "save", self._save, "main", "save")
        inside.addLayout(row(self.said, None, save))
        return card

    def _pc_card(self) -> QFrame:
        card, inside = panel(20)
        card.setMaximumWidth(WIDTH)
        inside.addWidget(words("这台电脑", "heading"))
        inside.addWidget(words("打印语言", "field"))
        for code, title in LANGUAGES:
            self.language.addItem(title, code)
        inside.addWidget(self.language)
        inside.addWidget(words("多久没有人动就锁定屏幕", "field"))
        inside.addWidget(self.minutes)
        self.language.activated.connect(lambda _: self._remembered.setValue(LANGUAGE, self.language.currentData()))
        self.minutes.editingFinished.connect(self._set_minutes)
        return card

    def _set_minutes(self) -> None:
        self._remembered.setValue(SETTING, self.minutes.value())
        idle = getattr(self.window(), "idle", None)
        if idle is not None:
            idle.set_minutes(self.minutes.value())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Refused(f"“{path.name}”读不出来，请换一个文件") from None
