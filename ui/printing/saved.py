"""Where files are saved, and what is said and told once a print is out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from qcdesk.change import touched
from qcdesk.services.papers.copy_list import ACTS, PRINTED, CopyView
from ui.dialogs.frame import Dialog, sentence
from ui.printing.job import Job
from ui.session import Session, settings

FOLDER = "save_folder"
MOST_NAMED = 4
KEPT_TRACK = "交给谁签，现在就可以登记；以后在单上的“打印份”或“纸上送签”里也可以。"


def save_folder(session: Session) -> Path:
    """The one used last, else that of the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(str(settings(session).value(FOLDER, "") or documents))
    return folder if folder.is_dir() else Path.home()


def called(copies: Sequence[CopyView]) -> str:
    """FG-202611-001 第 2 份（重印）、…; no more than a few by name."""
    named = [f"{one.named}{'（重印）' if one.reprint else ''}" for one in copies]
    return "、".join(named[:MOST_NAMED]) + (f" 等 {len(named)} 份" if len(named) > MOST_NAMED else "")


def said_printed(parent: QWidget, session: Session, title: str, copies: Sequence[CopyView]) -> Dialog:
    """What went to the printer, where it is a numbered copy now: hand it to somebody, or go on."""
    dialog = Dialog(parent, "已送到打印机", "printed")
    dialog.body.addWidget(sentence(f"编为 {called(copies)}" if copies else title))
    _offer_sending(dialog, parent, session, copies)
    dialog.add_button("知道了", "ok", dialog.accept, "main").setFocus()
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def said_where(parent: QWidget | None, path: Path, session: Session | None = None,
               copies: Sequence[CopyView] = ()) -> Dialog:  # fmt: skip
    """The file is there: look at it, or go on; of a print that was numbered, hand it to somebody."""
    dialog = Dialog(parent, "已存好", "saved")
    dialog.body.addWidget(sentence(str(path)))
    if copies:
        dialog.body.addWidget(sentence(f"编为 {called(copies)}", "soft"))
    if parent is not None and session is not None:
        _offer_sending(dialog, parent, session, copies)
    dialog.add_button("打开文件夹", "open_folder", lambda: _show(path.parent))
    dialog.add_button("打开文件", "open_file", lambda: _show(path))
    dialog.add_button("知道了", "ok", dialog.accept, "main").setFocus()
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _offer_sending(dialog: Dialog, parent: QWidget, session: Session, copies: Sequence[CopyView]) -> None:
    """Where somebody has still to sign them."""
    due = [one for one in copies if one.state == PRINTED and not one.settled]
    if due:
        dialog.body.addWidget(sentence(KEPT_TRACK, "soft"))
        dialog.add_button("送签…", "send_copies", partial(_send, dialog, parent, session, due))


def _send(dialog: Dialog, parent: QWidget, session: Session, copies: Sequence[CopyView]) -> None:
    from ui.pages.papers.act_dialog import do_act

    dialog.accept()
    send = next(act for act in ACTS if act.name == "send")
    QTimer.singleShot(0, parent, lambda: do_act(parent, session, send, copies))  # this dialog is gone by then


def told_of_copies(session: Session, job: Job, numbered: bool) -> None:
    """Views that show copies look again."""
    if numbered:
        session.tell(touched("copies", record=job.record) if job.record else touched("copies", "records"))


def _show(place: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
