"""A folder into which the scanner puts its files: watched while somebody sits at the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from qcdesk.change import touched
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from ui import refused_files
from ui.dialogs.message import confirm
from ui.pages.scans.taking_in import Haul, take
from ui.session import Session, settings
from ui.tasks import start
from ui.watched_folder import Memory, Stand, files

WATCHED = "watched_folder"
EVERY = 2000
"""Milliseconds between two looks; a file is whole when it stands as it did at the last one."""

Stands = dict[Path, Stand]


def watched(session: Session) -> Path | None:
    """The folder that this PC watches."""
    kept = str(settings(session).value(WATCHED, ""))
    return Path(kept) if kept else None


class FolderWatch(QObject):
    """`told` says what came of new files, in a few words."""

    told = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("folder_watch")
        self._folder: Path | None = None
        self._seen: Stands = {}
        self._done: Stands = {}
        self._busy = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Takes in what has come and no longer grows."""
        folder = watched(self._session)
        if folder != self._folder:
            self._folder, self._seen, self._done = folder, {}, {}
        if folder is None or self._busy or not self._session.person.login:
            return
        now = files(folder)
        ready = [path for path, one in now.items() if self._seen.get(path) == one and self._done.get(path) != one]
        self._seen = now
        if ready:
            self._take(folder, now, ready)

    def _take(self, folder: Path, now: Stands, paths: list[Path]) -> None:
        self._busy = True
        desk = self._session.desk
        ready = {path: now[path] for path in paths}
        done = partial(self._came, ready)
        start(self, lambda task: _take_new(desk, folder, now, ready), done, self._failed, desk=desk)

    def _came(self, ready: Stands, haul: Haul) -> None:
        """What the machine could not do now is tried again at the next look."""
        self._busy = False
        self._done.update({path: stand for path, stand in ready.items() if path not in haul.later})
        said = "；".join(part for part in (haul.said, *haul.refused) if part)
        if said:
            self.told.emit(f"监视文件夹：{said}")
        if haul.new or haul.broken:
            self._session.changed.emit(touched("scans", "copies", "records"))

    def _failed(self, error: DeskError) -> None:
        self._busy = False
        self.told.emit(error.sentence)


class WatchButton(QPushButton):
    """Sets the watched folder, or ends the watching."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("watch_folder")
        self.setProperty("look", "quiet")
        self.clicked.connect(lambda _=False: self._ask())
        self._say()

    def _ask(self) -> None:
        folder = watched(self._session)
        if folder is not None:
            if confirm(self.window(), "不再监视？", f"正在监视“{folder}”，新扫描件会自己收进来。", "不再监视"):
                self._watch("")
        else:
            chosen = QFileDialog.getExistingDirectory(self.window(), "扫描仪把文件放在哪个文件夹？")
            if chosen:
                self._watch(chosen)

    def _watch(self, folder: str) -> None:
        settings(self._session).setValue(WATCHED, folder)
        self._say()

    def _say(self) -> None:
        folder = watched(self._session)
        self.setText(f"正在监视：{folder.name or folder}" if folder else "监视文件夹…")
        self.setToolTip(str(folder) if folder else "扫描仪放进这个文件夹的文件，几秒内自己收进来；文件不移动、不删除")


def _take_new(desk: Desk, folder: Path, now: Stands, ready: Stands) -> Haul:
    """Off the main thread: what was taken in before, also before this start, is not read again. What is wrong with a
    file itself stands above the scanned pages until it was seen, and is told here only where nothing can be kept."""
    memory = Memory.of(desk, folder)
    memory.only(now)
    before = memory.taken(desk, ready)
    new = sorted(path for path in ready if path not in before)

    def taken(path: Path, file: str) -> None:
        memory.keep(path, ready[path], file)
        refused_files.forget(desk, path)

    haul = take(desk, new, after=taken)
    told = {said for path, said in haul.broken.items() if not refused_files.note(desk, path, ready[path], said)}
    told.update(one.sentence for one in refused_files.listed(desk))
    haul.refused = [said for said in haul.refused if said not in told]
    return haul
