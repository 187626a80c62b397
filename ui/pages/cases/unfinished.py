"""Leaving 受理新案件 with something typed: kept as a draft, thrown away, or typed on."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import Dialog, sentence

SAID = "填了的内容还没有受理，也没有编号。保留为草稿，以后在“客诉与异常”里打开，接着填、再受理。"


class Answer(Enum):
    GO_ON, KEEP, THROW_AWAY = range(3)


def ask(parent: QWidget) -> Answer:
    """Escape and closing go on typing."""
    dialog = Dialog(parent, "还没有受理", "unfinished", 460)
    dialog.body.addWidget(sentence(SAID))
    dialog.add_button("放弃", "throw_away", lambda: dialog.done(Answer.THROW_AWAY.value), "danger")
    dialog.add_button("保留为草稿", "keep_draft", lambda: dialog.done(Answer.KEEP.value))
    dialog.add_button("继续填", "go_on", dialog.reject, "main").setFocus()
    try:
        return Answer(dialog.exec())
    finally:
        dialog.deleteLater()
