"""Where files are saved, and what is said once one is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import Dialog, sentence
from ui.session import Session, settings

FOLDER = "save_folder"


def save_folder(session: Session) -> Path:
    """The one used last, else that of the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(str(settings(session).value(FOLDER, "") or documents))
    return folder if folder.is_dir() else Path.home()


def said_where(parent: QWidget | None, path: Path, numbered: str = "") -> Dialog:
    """The file is there: look at it, or go on."""
    dialog = Dialog(parent, "已存好", "saved")
    dialog.body.addWidget(sentence(str(path)))
    if numbered:
        dialog.body.addWidget(sentence(f"编为 {numbered}", "soft"))
    dialog.add_button("打开文件夹", "open_folder", lambda: _show(path.parent))
    dialog.add_button("打开文件", "open_file", lambda: _show(path))
    dialog.add_button("知道了", "ok", dialog.accept, "main").setFocus()
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _show(place: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
