"""人员: who works here, what each may do, PINs, locks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qcdesk.change import Change
from qcdesk.pin import NO_GUESSED
from qcdesk.services.basics import hands, masters, people, pins
from qcdesk.views import PersonView
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.message import confirm, telling
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import button, panel, row, scrolling, words
from ui.style.tokens import GONE, PLAIN, Tone

EXPLAINED = "每个人用自己的 PIN 签名；角色决定能签哪一步。"
LOOKS_ON = "这里只看；增加人员、改角色、解锁，请找系统管理员。"
SIDE = 360
ACROSS = 2


class PeopleSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("people_sheet")
        self._session = session
        self._labels = {role.code: str(role.label) for role in people.all_roles(session.desk)}
        self.person: PersonView | None = None
        self.listing = Listing(RowsModel(self._columns()), "list_people", "人员")
        self.name = named(QLineEdit(maxLength=40), "name", "姓名")
        self.login = named(QLineEdit(maxLength=32), "login", "登录名")
        self.department = named(Chooser(), "department", "部门")
        self.pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=32), "pin", "PIN")
        self.roles = {code: named(QCheckBox(label), f"role_{code}") for code, label in self._labels.items()}
        self.heading, self.fault = words("", "heading"), FaultLine(keeps_room=True)
        self._lay()
        self.listing.picked.connect(self._pick)
        self.new()

    def refresh(self) -> None:
        chosen = self.person.login if self.person else ""
        everybody = people.listed(self._session.desk)
        self._fill_departments()
        self.listing.rows.put(everybody)
        self._allow(people.ADMIN in self._session.person.roles)
        for number, person in enumerate(everybody):
            if person.login == chosen:
                typed = QSignalBlocker(self.listing) if person == self.person else nullcontext()
                with typed:  # what is being typed beside a person of whom nothing has changed stays
                    self.listing.selectRow(number)

    def _allow(self, may: bool) -> None:
        """Others than administrators look on."""
        self._side_panel.setVisible(may)
        self._add_button.setVisible(may)
        self._about.setText(EXPLAINED if may else LOOKS_ON)

    def new(self) -> None:
        self._show(None)
        self.listing.clearSelection()

    def _pick(self, person: object) -> None:
        if isinstance(person, PersonView):
            with telling(self):
                self._show(person)

    def _show(self, person: PersonView | None) -> None:
        self.person = person
        self.heading.setText(person.name if person else "新增人员")
        self.name.setText(person.name if person else "")
        self.login.setText(person.login if person else "")
        self.login.setEnabled(person is None)
        self._fill_departments(person.department if person else "")
        self._pin_row.setVisible(person is None)
        self.pin.clear()
        for code, box in self.roles.items():
            box.setChecked(person is not None and code in person.roles)
        self.fault.silence()
        for one in (self._set_pin, self._retire):
            one.setVisible(person is not None)
        self._unlock.setVisible(person is not None and person.locked)
        self._unhand.setVisible(person is not None and bool(hands.form_of(self._session.desk, person.login)))
        self._retire.setText("停用" if person is None or person.active else "重新启用")

    def _fill_departments(self, chosen: str | None = None) -> None:
        wanted = self.department.currentText() if chosen is None else chosen
        names = [str(item["name"]) for item in masters.rows(self._session.desk, "department") if item["active"]]
        self.department.clear()
        self.department.addItems(["", *dict.fromkeys([*names, *([wanted] if wanted else [])])])
        self.department.setCurrentText(wanted)

    def _chosen_roles(self) -> list[str]:
        return [code for code, box in self.roles.items() if box.isChecked()]

    def _save(self) -> None:
        desk, department = self._session.desk, self.department.currentText()
        if self.person is None:
            login = self.login.text().strip().lower()
            done = self._do(
                lambda: people.add(desk, login, self.name.text(), department, self._chosen_roles(), self.pin.text())
            )
        else:
            login = self.person.login
            done = self._do(
                lambda: people.change(
                    desk, login, name=self.name.text(), department=department, roles=self._chosen_roles()
                )
            )
        if done:
            with telling(self):
                self._show(people.get(desk, login))
                self.refresh()

    def _do(self, act: Callable[[], Change]) -> bool:
        return self.fault.attempt(lambda: self._session.tell(act())) is not None

    def _change_active(self) -> None:
        """Who is retired cannot sign in from that moment on."""
        person = self.person
        if person is None:
            return
        said = f"{person.name}（{person.login}）马上不能再登录和签名；签过的名和历史都留着。以后可以重新启用。"
        if not person.active or confirm(self, f"停用{person.name}？", said, "停用", danger=True):
            self._do(lambda: people.change(self._session.desk, person.login, active=not person.active))

    def _take_lock_off(self) -> None:
        person = self.person
        if person:
            self._do(lambda: pins.unlock(self._session.desk, person.login))

    def _take_hand(self) -> None:
        """Only the person himself can set another."""
        from ui.dialogs.pin import ask_proof

        person = self.person
        if person is None:
            return
        asked = ask_proof(
            self, self._session, "去掉签名样式", False, f"{person.name}以后签名只印姓名和时间，签过的不变"
        )
        if asked and self._do(lambda: hands.take_away(self._session.desk, person.login, asked[0])):
            self._show(person)

    def _new_pin(self) -> None:
        from ui.dialogs.set_pin import set_pin

        if self.person:
            set_pin(self, self._session, self.person)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("姓名", 100, lambda person: person.name),
            Column("登录名", 100, lambda person: person.login, spare=1),
            Column("部门", 120, lambda person: person.department),
            Column("角色", 160, self._duties, grow=1),
            Column("状态", 90, lambda person: _state(person)[0], tone=lambda person: _state(person)[1]),
        )

    def _duties(self, person: PersonView) -> str:
        return "、".join(self._labels.get(role, role) for role in person.roles)

    def _lay(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        self._add_button = button("新增人员", "add", self._add, "", "add")
        self._about = words(EXPLAINED, "soft")
        left.addLayout(row(self._about, None, self._add_button))
        frame, inside = panel(1)
        inside.addWidget(self.listing)
        left.addWidget(frame, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.GAP)
        line.addLayout(left, 1)
        self._side_panel = self._side()
        line.addWidget(self._side_panel)

    def _side(self) -> QFrame:
        side, column = panel(20)
        side.setFixedWidth(SIDE)
        column.addWidget(self.heading)
        column.addWidget(scrolling(self._editors()), 1)
        column.addWidget(self.fault)
        self._set_pin = button("设 PIN…", "set_pin", self._new_pin)
        self._unlock = button("解锁", "unlock", self._take_lock_off)
        self._retire = button("停用", "retire", self._change_active)
        self._unhand = button("去掉签名样式…", "take_hand", self._take_hand, "quiet")
        column.addWidget(self._unhand)
        save = button("保存", "save", self._save, "main", "save")
        column.addLayout(row(self._set_pin, self._retire, self._unlock, None, save))
        return side

    def _editors(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.SPACE, 0)
        for label, editor in (("姓名 *", self.name), ("登录名 *", self.login), ("部门", self.department)):
            column.addWidget(words(label, "field"))
            column.addWidget(editor)
        self._pin_row = QWidget()
        pin = QVBoxLayout(self._pin_row)
        pin.setContentsMargins(0, 0, 0, 0)
        pin.addWidget(words("PIN（6 到 32 位数字或字母） *", "field"))
        pin.addWidget(self.pin)
        pin.addWidget(words(NO_GUESSED, "soft", wrap=True))
        column.addWidget(self._pin_row)
        column.addWidget(words("角色 *", "field"))
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        for number, box in enumerate(self.roles.values()):
            grid.addWidget(box, number // ACROSS, number % ACROSS)
        column.addLayout(grid)
        column.addStretch(1)
        return inside

    def _add(self) -> None:
        with telling(self):
            self.new()
        self.name.setFocus()


def _state(person: PersonView) -> tuple[str, Tone | None]:
    if not person.active:
        return "停用", PLAIN
    return ("已锁定", GONE) if person.locked else ("在用", None)
