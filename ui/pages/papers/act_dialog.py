"""What is done with copies: to whom they go, into which box, why; one dialog for one or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from qcdesk.errors import DeskError
from qcdesk.fields import Field, Text
from qcdesk.services.papers import blanks, chasing, copies
from qcdesk.services.papers.copy_list import BACK, SPOILED, Act, CopyView
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell
from ui.pages.cases.editors import LineEditor
from ui.pages.cases.fields_form import FieldsForm
from ui.paper.cells.proposals import Propose
from ui.session import Session
from ui.style.icons import icon

HINTS: Mapping[str, str] = {
    "send": "纸交给谁签，从现在起算天数；转给下一个人签时再点一次“送签”。",
    "back": "签好的纸回到办公室了。扫描以后会自己变成“已签回”，不用在这里点。",
    "archive": "写清楚盒子和位置，以后照着找。",
    "take_out": "归档的纸被人借走了，回来以后点“签回”再归档。",
    "lose": "这份找不到了。以后扫描到它会提醒。",
    "find": "纸找到了。丢以前已签回、或每一页都已有扫描的，变回“已签回”；别的变回“已打印”，要签再点“送签”。",
    "spoil": "只作废这一份纸，单子本身不动。",
}
WITH_RECORD = "空白编号单没有用过：记录一起作废，编号不再用。"
LENT_BACK = "借出去的纸回到办公室了。放回档案以后再点“归档”，写原来的盒和位置。"
MOST_NAMED = 4


class CopyActDialog(Dialog):
    """Stays open with the sentence while the rules are against it."""

    def __init__(self, parent: QWidget | None, session: Session, act: Act, chosen: Sequence[CopyView]) -> None:
        super().__init__(parent, f"{act.label}　{len(chosen)} 份", "copy_act_dialog", 460)
        self._session, self._act, self._chosen = session, act, chosen
        desk = session.desk
        lists: dict[str, Propose] = {
            "holder": partial(chasing.propose_holder, desk, record=_of_one(chosen)),
            "place": partial(chasing.propose_place, desk),
        }
        self.form = FieldsForm(session, fields_of(act), 1, lists)
        self.fault = FaultLine()
        self._build()

    def _build(self) -> None:
        self.body.addWidget(sentence(_listed([one.named for one in self._chosen])))
        self.body.addWidget(sentence(self._hint(), "soft"))
        self.body.addWidget(self.form)
        self.body.addWidget(self.fault)
        for editor in self.form.editors.values():
            if isinstance(editor, LineEditor) and editor.proposals is not None:
                opens = editor.addAction(icon("down"), QLineEdit.ActionPosition.TrailingPosition)
                opens.setToolTip("列出（F4）")
                opens.triggered.connect(partial(_list_names, editor))
        cancel = self.add_cancel()
        save = self.add_button(f"{self._act.label}（Ctrl+Enter）", "do", self._do, "main")
        save.setDefault(False)  # Enter in a field goes on; behind the last one it comes to this button
        QWidget.setTabOrder(list(self.form.editors.values())[-1], save)
        QWidget.setTabOrder(save, cancel)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._do)
        next(iter(self.form.editors.values())).setFocus()

    def _hint(self) -> str:
        """What will happen to these copies."""
        if self._act.target == BACK and all(one.lent for one in self._chosen):
            return LENT_BACK
        if self._act.target != SPOILED:
            return HINTS[self._act.name]
        unused = {one.id for one in blanks.out(self._session.desk)}
        empty = [one.named for one in self._chosen if one.id in unused]
        if len(empty) in (0, len(self._chosen)):
            return WITH_RECORD if empty else HINTS[self._act.name]
        return f"{_listed(empty)}：{WITH_RECORD}其余的{HINTS[self._act.name]}"

    def _do(self) -> None:
        said = {name: str(value or "") for name, value in self.form.values().items()}
        numbers = [one.id for one in self._chosen]
        change = self.fault.attempt(lambda: blanks.move(self._session.desk, numbers, self._act.name, said))
        if change is not None:
            records = {one.record for one in self._chosen}
            self._session.tell(replace(change, record=records.pop() if len(records) == 1 else None))
            self.accept()


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f" 等 {len(names)} 份" if len(names) > MOST_NAMED else "")


def _of_one(chosen: Sequence[CopyView]) -> int | None:
    """The record that all of them are of."""
    found = {one.record for one in chosen}
    return found.pop() if len(found) == 1 else None


def fields_of(act: Act) -> tuple[Field, ...]:
    return tuple(Text(name, label, limit=copies.LIMIT, required=name in act.asks)
                 for name, label in copies.ASKED[act.name].items())  # fmt: skip


def _list_names(editor: LineEditor) -> None:
    editor.setFocus()
    if editor.proposals is not None:
        editor.proposals.show_all()


def do_act(parent: QWidget, session: Session, act: Act, chosen: Sequence[CopyView]) -> bool:
    """True once it is written; what nothing that one may write would allow is told before anything is asked."""
    try:
        for one in chosen:
            copies.refuse(session.desk, one, act)
    except DeskError as error:
        tell(parent, error)
        return False
    dialog = CopyActDialog(parent, session, act, chosen)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
