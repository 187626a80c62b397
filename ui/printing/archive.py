"""The archive package of a case from its page: asked where, made with progress, told where it is and what it lacks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from forms import archiving
from qcdesk.errors import DeskError
from qcdesk.services.keeping import package
from qcdesk.services.keeping.package import Package
from ui.dialogs.frame import sentence
from ui.dialogs.message import tell
from ui.dialogs.progress import with_progress
from ui.printing.saved import said_where, save_folder
from ui.session import Session
from ui.tasks import Task

KINDS = {"归档包，附校验清单 (*.zip)": ".zip", "装订好的卷宗 (*.pdf)": ".pdf"}
SHOWN = 6


def archive(parent: QWidget | None, session: Session, case: int) -> None:
    try:
        found = package.of_case(session.desk, case)
    except DeskError as error:
        tell(parent, error)
        return
    path = _asked(parent, session, found)
    if path is not None and parent is not None:
        work = partial(_made, session, found, path)
        with_progress(parent, "正在做归档包…", work, lambda made: _told(parent, path, found, made.seal), session.desk)


def _asked(parent: QWidget | None, session: Session, found: Package) -> Path | None:
    proposed = str(save_folder(session) / f"{found.file_name}.zip")
    chosen, kind = QFileDialog.getSaveFileName(parent, "做归档包", proposed, ";;".join(KINDS))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() not in KINDS.values():
        return path.with_name(path.name + KINDS.get(kind, ".zip"))
    return path


def _made(session: Session, found: Package, path: Path, task: Task) -> archiving.Archived:
    return archiving.save(session.desk, session.shelf, found, path, task.report)


def _told(parent: QWidget, path: Path, found: Package, seal: str) -> None:
    dialog = said_where(parent, path)
    dialog.body.addWidget(sentence(f"{seal}。"))
    if found.interim:
        dialog.body.addWidget(sentence(f"案件{found.standing}，封面上写明。"))
    if found.missing:
        more = [f"……共 {len(found.missing)} 项，都写在封面上"] if len(found.missing) > SHOWN else []
        dialog.body.addWidget(sentence("\n".join(["还缺：", *found.missing[:SHOWN], *more]), "soft"))
    dialog.open()
