"""职责代理人: who signs for whom; one's own, or everybody's for an administrator."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qcdesk.canonical import Json
from qcdesk.errors import DeskError
from qcdesk.services.basics import deputies, deputyships, people
from qcdesk.services.basics.deputyships import Deputyship
from qcdesk.views import PersonView
from ui.dialogs.fit import room
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell, telling
from ui.dialogs.pin import ask_proof
from ui.pages.columns import Column, RowsModel
from ui.pages.elided import TwoLines
from ui.pages.listing import Listing
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import button, panel, row, words
from ui.style.tokens import DONE, GOING, PLAIN, Tone

TOLD = (
    "代理人用自己的 PIN 签，签名后面印“代”和被代理人。"
    "他自己编制、审核过的单，不能代审核、核准；代理不能再转给别人。"
)
WEEK = 7
TWO_LINES = 40
"""Pixels kept for a sentence, so that nothing moves when it comes."""

DAY = 104
LOW_LIST, SCOPE = 80, 94
"""Pixels of the two lists on a low screen: all that is asked for is in sight there."""

HIGH = 600
"""Pixels of a screen that has room for the whole of a long sentence too; on a lower one its tip has it."""

NOBODY = "请选代理人"
TONES = {"生效中": DONE, "未开始": GOING}


class DeputiesDialog(Dialog):
    """The list of all that concern the person, and what names another."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "职责代理人", "deputies_dialog", 860)
        self._session = session
        self._admin = people.ADMIN in session.person.roles
        self.principal = named(Chooser(), "principal", "被代理人")
        self.deputy = named(Chooser(), "deputy", "代理人")
        self.first, self.last = self._day("first_day", "从"), self._day("last_day", "到")
        self.reason = named(QLineEdit(maxLength=100), "reason", "原因")
        self.scope = self._forms()
        low = room(self).height() < HIGH
        self.also: QLabel = named(TwoLines("also_named") if low else sentence(""), "also_named", "还有谁代他")
        self.also.setStyleSheet(f"color: {tokens.WARN};")
        self.also.setMinimumHeight(TWO_LINES)
        self.listing = Listing(RowsModel(self._columns()), "list_deputies", "职责代理")
        self.listing.setMinimumHeight(LOW_LIST)
        self._lay()
        self.refresh()

    def refresh(self) -> None:
        own, found = self._session.person.login, deputyships.listed(self._session.desk)
        self.listing.rows.put([one for one in found if self._admin or own in (one.principal, one.deputy)])
        self._end.setEnabled(False)

    def _lay(self) -> None:
        self.body.addWidget(sentence(TOLD, "soft"))
        self._end = button("终止…", "end_deputy", self._stop, "danger")
        self._end.setAutoDefault(False)
        self.body.addLayout(row(words("已有的代理", "heading"), None, self._end))
        frame, inside = panel(1)
        inside.addWidget(self.listing)
        self.body.addWidget(frame, 1)
        self.listing.picked.connect(self._pick)
        self._fill_people()
        line = row(words("新的代理", "heading"), self.also, spacing=tokens.MARGIN)
        line.setStretchFactor(self.also, 1)
        self.body.addLayout(line)
        self.body.addLayout(self._lay_new())
        self._watch()
        self.add_button("关闭", "cancel", self.reject)
        self.add_button("指定代理人", "name_deputy", self._name, "main")

    def _lay_new(self) -> QHBoxLayout:
        """Who, for whom and when; beside it for which forms."""
        asked = QVBoxLayout()
        asked.setSpacing(tokens.SPACE)
        asked.addLayout(_line(("被代理人", self.principal, 1), ("代理人", self.deputy, 1)))
        asked.addLayout(_line(("从", self.first, 0), ("到（含）", self.last, 0), ("原因", self.reason, 1)))
        asked.addStretch(1)
        both = row(spacing=tokens.GAP)
        both.addLayout(asked, 1)
        both.addWidget(_labelled("只代签这些表单（一个都不勾，就是所有表单）", self.scope), 1)
        return both

    def _watch(self) -> None:
        """Who else signs for him is told as soon as it can be, and goes with what it was about."""
        for box in (self.principal, self.deputy):
            box.currentIndexChanged.connect(lambda _: self._tell_also())
        for day in (self.first, self.last):
            day.textChanged.connect(lambda _: self._tell_also())
        self.scope.itemChanged.connect(lambda _: self._tell_also())

    def _tell_also(self) -> None:
        said = ""
        if self.deputy.currentData():
            with suppress(DeskError):
                said = deputies.also_named(self._session.desk, self._checked())
        self.also.setText(said)
        self.also.setToolTip(said)

    def _checked(self) -> dict[str, Json]:
        """What would be written; raises as the naming does."""
        whom = str(self.principal.currentData()), str(self.deputy.currentData())
        days = self.first.text(), self.last.text()
        return deputies.check(self._session.desk, *whom, days, scope=self._chosen_forms(), reason=self.reason.text())

    def _fill_people(self) -> None:
        everybody = people.listed(self._session.desk, active_only=True)
        own = self._session.person.login
        _offer(self.principal, everybody if self._admin else [one for one in everybody if one.login == own])
        self.principal.setCurrentIndex(max(0, self.principal.findData(own)))
        self.deputy.addItem(NOBODY, "")
        _offer(self.deputy, [one for one in everybody if self._admin or one.login != own])

    def _day(self, name: str, label: str) -> QLineEdit:
        today = self._session.desk.clock.today()
        day = today if name == "first_day" else today + timedelta(days=WEEK)
        made = named(QLineEdit(day.isoformat(), maxLength=10), name, label)
        made.setFixedWidth(DAY)
        return made

    def _forms(self) -> QListWidget:
        """Every form with a box to tick."""
        made = named(QListWidget(), "scope", "只代签这些表单")
        made.setMinimumHeight(SCOPE)
        kinds = [*self._session.desk.catalogue.current, self._session.desk.catalogue.newest("case")]
        for kind in kinds:
            item = QListWidgetItem(kind.title)
            item.setData(Qt.ItemDataRole.UserRole, kind.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            made.addItem(item)
        return made

    def _chosen_forms(self) -> list[str]:
        items = [self.scope.item(at) for at in range(self.scope.count())]
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items
                if item.checkState() == Qt.CheckState.Checked]  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        desk = self._session.desk
        today = desk.clock.today()

        def tone(one: Deputyship) -> Tone:
            return TONES.get(one.state(today), PLAIN)

        return (
            Column("代理人", 90, lambda one: one.deputy_name),
            Column("代", 90, lambda one: one.principal_name),
            Column("从", 96, lambda one: one.first_day),
            Column("到", 96, lambda one: one.last_day),
            Column("表单", 120, lambda one: deputies.forms(desk, one.scope), grow=2),
            Column("状态", 90, lambda one: one.state(today), tone=tone),
            Column("原因", 90, lambda one: one.end_reason or one.reason, grow=1, spare=1),
        )

    def _pick(self, one: object) -> None:
        running = isinstance(one, Deputyship) and one.runs_on(self._session.desk.clock.today())
        self._end.setEnabled(running)

    def _name(self) -> None:
        if not self.deputy.currentData():
            tell(self, NOBODY)
            self.deputy.setFocus()
            return
        with telling(self):
            self._name_checked(str(self.principal.currentData()), str(self.deputy.currentData()))

    def _name_checked(self, principal: str, deputy: str) -> None:
        """The PIN is asked for when nothing else stands against it."""
        desk, scope, reason = self._session.desk, self._chosen_forms(), self.reason.text()
        checked = self._checked()
        days = str(checked["first_day"]), str(checked["last_day"])
        self.first.setText(days[0])
        self.last.setText(days[1])
        whom = f"{self.deputy.currentText()} 代 {self.principal.currentText()}"
        title = f"{whom}，{days[0]} 到 {days[1]}，{deputies.forms(desk, scope)}"
        asked = ask_proof(self, self._session, "指定代理人", False, title)
        if asked is not None:
            self._session.tell(deputies.name(desk, principal, deputy, days, asked[0], scope=scope, reason=reason))
            self._begin_anew()
            self.refresh()
            self._tell_also()

    def _begin_anew(self) -> None:
        """What was just named is in the list above; named once more it would only be refused."""
        self.deputy.setCurrentIndex(0)
        self.reason.clear()
        for at in range(self.scope.count()):
            self.scope.item(at).setCheckState(Qt.CheckState.Unchecked)

    def _stop(self) -> None:
        one = self.listing.current()
        if not isinstance(one, Deputyship):
            return
        asked = ask_proof(self, self._session, "终止代理", True, deputies.told(self._session.desk, one))
        if asked is None:
            return
        with telling(self):
            self._session.tell(deputies.end(self._session.desk, one.id, asked[1], asked[0]))
            self.refresh()
            self._tell_also()


def _offer(box: QComboBox, everybody: list[PersonView]) -> None:
    for person in everybody:
        aside = f"（{person.department}）" if person.department else ""
        box.addItem(f"{person.name}{aside}", person.login)


def _line(*asked: tuple[str, QWidget, int]) -> QHBoxLayout:
    """Each with its caption above, and the share it has of what is left over."""
    made = row(spacing=tokens.SPACE)
    for label, editor, share in asked:
        made.addWidget(_labelled(label, editor), share)
    return made


def _labelled(label: str, editor: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    caption = words(label, "field")
    caption.setBuddy(editor)
    column.addWidget(caption)
    column.addWidget(editor)
    return holder


def show_deputies(parent: QWidget | None, session: Session) -> None:
    dialog = DeputiesDialog(parent, session)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
