"""Files of scans taken in from the window: chosen, dropped, or found in the watched folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from qcdesk.change import touched
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.papers.scan_list import FILED, FLAGGED
from qcdesk.services.papers.scans import Taken
from ui.dialogs.message import tell
from ui.dialogs.progress import with_progress
from ui.session import Session, settings
from ui.tasks import Task

FOLDER = "scans_from"


@dataclass
class Haul:
    """What became of several files; `refused` are those that were not taken in, each with its sentence."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """In a few words; empty where nothing came."""
        pages = [page for taken in self.taken if not taken.before for page in taken.pages]
        filed, flagged = (sum(page.state == state for page in pages) for state in (FILED, FLAGGED))
        again = sum(bool(taken.before) for taken in self.taken)
        counts = ((filed, "归入 {} 页"), (flagged, "{} 页要您看"), (again, "{} 个文件收过了"))
        parts = [text.format(count) for count, text in counts if count]
        parts += [came.sentence for taken in self.taken for came in taken.copies if not taken.before]
        return "，".join(parts[:4]) or ("都是空白页" if pages else "")


def choose_files(parent: QWidget, session: Session) -> list[Path]:
    from forms.filing import ENDINGS

    kept = settings(session)
    kinds = f"扫描件 ({' '.join(f'*{ending}' for ending in ENDINGS)})"
    chosen, _ = QFileDialog.getOpenFileNames(parent, "收扫描件", str(kept.value(FOLDER, "")), kinds)
    if chosen:
        kept.setValue(FOLDER, str(Path(chosen[0]).parent))
    return [Path(name) for name in chosen]


def dropped(mime: QMimeData) -> list[Path]:
    """The files of a drop that may be scans."""
    from forms.filing import ENDINGS

    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]


def take_files(parent: QWidget, session: Session, paths: Sequence[Path]) -> None:
    """With progress and a way to stop; what was refused is told, what was taken in the pages hear of."""

    def done(haul: Haul) -> None:
        session.changed.emit(touched("scans", "copies", "records"))
        if haul.refused:
            tell(parent, "\n".join(haul.refused), "没有收进来的文件")

    with_progress(parent, "正在收扫描件…", lambda task: take(session.desk, paths, task), done, session.desk)


def take(desk: Desk, paths: Sequence[Path], task: Task | None = None) -> Haul:
    """Each file for itself: what is wrong with one stops no other."""
    from forms import filing

    haul, pages = Haul(), 0

    def read_on(_: int) -> bool:
        nonlocal pages
        pages += 1
        if task is not None:
            task.report(pages, 0)
        return True

    for path in paths:
        try:
            haul.taken.append(filing.take_file(desk, path, read_on))
        except DeskError as error:
            haul.refused.append(error.sentence)
    return haul
