"""The first start: a new office with its first administrator, or the sample factory to look around in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.fit import resize_within
from ui.pages.entry_form import mark as mark_fault
from ui.session import Session
from ui.style import tokens
from ui.style.icons import mark, pixmap
from ui.style.named import named
from ui.style.parts import button, panel, row, scrolling, words
from ui.tasks import Task, start

FIELDS = (
    ("company", "公司名称（印在每张表的抬头）", False), ("name", "您的姓名（第一位系统管理员）", False),
    ("login", "登录名（小写字母或数字）", False),
    ("pin", "PIN（签名时用，6 到 32 位数字或字母，不要 123456 这样的）", True),
    ("again", "再输一次 PIN", True),
)  # fmt: skip


class FirstStart(QWidget):
    """`made` follows when there is a desk with somebody who can sign in."""

    made = Signal()

    def __init__(self, home: Path, url: str | None, session: Session | None = None) -> None:
        super().__init__()
        self.setObjectName("page_first_start")
        self.setWindowTitle("QCDesk")
        self.setWindowIcon(mark())
        self.setMinimumSize(860, 440)
        resize_within(self, 1080, 720)
        self._home, self._url, self._session = home, url, session
        self.fields: dict[str, QLineEdit] = {}
        self.fault = FaultLine(keeps_room=True)
        self.progress = named(QProgressBar(textVisible=False), "progress")
        self.progress.hide()
        self.make = button("建立办公室", "create", self._create, "main")
        self.demo = button("打开样例工厂", "demo", self._demo)
        self._lay()
        self.fields["company"].setFocus()

    def _create(self) -> None:
        told = {name: editor.text().strip() for name, editor in self.fields.items()}
        faulty, words_ = _fault(told)
        if faulty:
            self._refuse(Refused(words_))
            self._point_at(faulty)
        else:
            self._start(lambda task: self._make_office(told))

    def _point_at(self, name: str) -> None:
        for other, editor in self.fields.items():
            mark_fault(editor, other == name)
        self.fields[name].setFocus()
        self.fields[name].selectAll()

    def _demo(self) -> None:
        self._start(self._make_demo)

    def _start(self, work: Callable[[Task], object]) -> None:
        self._wait(True)
        start(self, work, self._done, self._refuse)

    def _make_office(self, told: dict[str, str]) -> None:
        from qcdesk.services.basics import office, office_seal, people

        desk = self._new_desk()
        try:
            with desk.store.write():
                people.add(desk, told["login"].lower(), told["name"], "", ["admin"], told["pin"])
                seated = desk.seating(people.get(desk, told["login"].lower()))
                office.change_company(seated, told["company"], "")
            office_seal.set_up(seated)
        finally:
            desk.close()

    def _make_demo(self, task: Task) -> None:
        from qcdesk.services.basics import office_seal, people
        from qcdesk.services.demo import sample_factory

        def told(at: int, of: int) -> bool:
            task.report(at, of)
            return True

        desk = self._new_desk()
        try:
            sample_factory.fill(desk, told)
            office_seal.set_up(desk.seating(people.get(desk, people.ADMIN)))
        finally:
            desk.close()

    def _new_desk(self) -> Desk:
        """Runs off the main thread, with a connection of its own; half made by an earlier try, it is taken up."""
        from forms import registry
        from qcdesk.services.basics import opening

        kinds = registry.load().kinds
        if self._session is not None or opening.is_made(self._home, None):
            return opening.open_desk(self._home, kinds, self._url)
        return opening.make_desk(self._home, kinds, self._url)

    def _done(self, _: object) -> None:
        if self._session is not None:
            self._session.desk.close()
        self.made.emit()

    def _refuse(self, error: DeskError) -> None:
        self._wait(False)
        self.fault.say(error.sentence)

    def _wait(self, waits: bool) -> None:
        self.fault.silence()
        for editor in self.fields.values():
            mark_fault(editor, False)
        self.progress.setRange(0, 0)
        self.progress.setVisible(waits)
        widgets: tuple[QWidget, ...] = (*self.fields.values(), self.make, self.demo)
        for widget in widgets:
            widget.setEnabled(not waits)

    def _lay(self) -> None:
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))
        outer = QVBoxLayout(inside)
        outer.addStretch(2)
        outer.addLayout(_greeting())
        outer.addSpacing(tokens.MARGIN)
        outer.addLayout(row(None, self._office_card(), self._demo_card(), None, spacing=tokens.MARGIN))
        outer.addSpacing(tokens.SPACE)
        self.progress.setFixedWidth(764)
        outer.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _office_card(self) -> QFrame:
        card, column = panel(tokens.MARGIN)
        card.setFixedWidth(440)
        column.addWidget(words("建立新的办公室", "heading"))
        column.addWidget(words("从空白开始，人员、客户、产品以后再加。", "soft"))
        column.addSpacing(tokens.SPACE)
        for name, label, secret in FIELDS:
            editor = named(QLineEdit(), name, label)
            editor.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
            editor.returnPressed.connect(self._create)
            title = words(label, "field")
            title.setBuddy(editor)
            column.addWidget(title)
            column.addWidget(editor)
            self.fields[name] = editor
        column.addWidget(self.fault)
        column.addWidget(words(f"数据放在：{(self._url and '数据库服务器') or self._home}", "small", wrap=True))
        column.addLayout(row(None, self.make))
        return card

    def _demo_card(self) -> QFrame:
        card, column = panel(tokens.MARGIN)
        card.setFixedWidth(300)
        column.addWidget(words("先看看样例工厂", "heading"))
        text = "一家虚构的车料厂：十九位同事、十五个客户、各种状态的单子。随便填、随便签，学会了再建自己的办公室。"
        column.addWidget(words(text, "soft", wrap=True))
        column.addWidget(words("每个人的 PIN 都是 123456。", "soft", wrap=True))
        column.addStretch(1)
        column.addLayout(row(None, self.demo))
        return card


def _fault(told: dict[str, str]) -> tuple[str, str]:
    """The first field that cannot stand as it is, and the sentence: nothing is begun that would be refused."""
    from qcdesk.pin import require_fit_pin
    from qcdesk.services.basics import people

    for name, _, _ in FIELDS:
        if not told[name]:
            return name, "这几格都要填"
    for name, require in (("login", people.require_fit_login), ("pin", require_fit_pin)):
        try:
            require(told[name].lower() if name == "login" else told[name])
        except DeskError as error:
            return name, error.sentence
    return ("again", "两次输入的 PIN 不一样") if told["pin"] != told["again"] else ("", "")


def _greeting() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(tokens.SPACE)
    picture = QLabel()
    picture.setPixmap(pixmap("qcdesk", 48))
    welcome = words("欢迎使用 QCDesk", "title")
    for widget in (picture, welcome, words("品质办公室的表单，填、签、印、存，都在这张桌上。", "soft")):
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    return column
