"""A sentence for the person at the desk, and a question with two answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from qcdesk.errors import Damaged, DeskError, Invalid, NotFound, Unavailable
from ui.dialogs.frame import Dialog, sentence


def tell(parent: QWidget | None, what: DeskError | str, title: str = "") -> None:
    """Shows the sentence of an error, every fault on a line of its own, or plain text; waits until it was read."""
    dialog = message(parent, what, title)
    dialog.exec()
    dialog.deleteLater()


@contextmanager
def telling(parent: QWidget | None) -> Iterator[None]:
    """What the office's rules or the machine have against what is done inside is told, and it ends there."""
    try:
        yield
    except DeskError as error:
        tell(parent, error)


def message(parent: QWidget | None, what: DeskError | str, title: str = "") -> Dialog:
    dialog = Dialog(parent, title or _title(what), "message")
    for words in _sentences(what):
        dialog.body.addWidget(sentence(words))
    dialog.add_button("知道了", "ok", dialog.accept, "main").setFocus()
    return dialog


def confirm(parent: QWidget | None, title: str, text: str, yes: str = "确定", danger: bool = False) -> bool:
    """True only for the answer `yes`; Escape and closing mean no."""
    dialog = Dialog(parent, title, "confirm")
    if text:
        dialog.body.addWidget(sentence(text))
    dialog.add_cancel()
    dialog.add_button(yes, "yes", dialog.accept, "danger" if danger else "main").setFocus()
    return dialog.exec() == Dialog.DialogCode.Accepted


def _title(what: DeskError | str) -> str:
    if isinstance(what, Invalid):
        return "还有几处要改"
    if isinstance(what, Unavailable):
        return "现在做不到"
    if isinstance(what, NotFound):
        return "没有找到"
    if isinstance(what, Damaged):
        return "数据有问题"
    return "请注意" if isinstance(what, str) else "不能这样做"


def _sentences(what: DeskError | str) -> list[str]:
    if isinstance(what, Invalid) and what.faults:
        return [f"· {fault}" for fault in what.faults]
    return [what.sentence if isinstance(what, DeskError) else what]
