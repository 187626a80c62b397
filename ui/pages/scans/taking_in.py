"""Files of scans taken in from the window: chosen, dropped, or found in the watched folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Unavailable
from qcdesk.neutral import neutral
from qcdesk.services.papers.placing import BLANK
from qcdesk.services.papers.scan_list import FILED, FLAGGED
from qcdesk.services.papers.scans import Taken
from ui.dialogs.message import tell
from ui.dialogs.progress import with_progress
from ui.drops import local_files
from ui.session import Session, settings
from ui.tasks import Cancelled, Task

if TYPE_CHECKING:
    from forms.filing import Reading

FOLDER = "scans_from"
SAID = ((FILED, "归入 {} 页"), (FLAGGED, "{} 页要您看"), (BLANK, "{} 页空白背面放一边"))
TOLD = 2
"""Copies that are named after files came in."""


@dataclass
class Haul:
    """What became of several files; `refused` are those that were not taken in, each with its sentence, `later` those
    of them that may be taken in when the machine is well again, `broken` those that never will be as they are; `left`
    those of which nothing was taken in because somebody stopped it."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    later: list[Path] = field(default_factory=list)
    broken: dict[Path, str] = field(default_factory=dict)
    left: list[Path] = field(default_factory=list)

    @property
    def new(self) -> list[Taken]:
        return [taken for taken in self.taken if not taken.before]

    @property
    def said(self) -> str:
        """What came anew, in a few words; empty where nothing did."""
        pages = [page for taken in self.new for page in taken.pages]
        counts = Counter(page.state for page in pages)
        parts = [text.format(counts[state]) for state, text in SAID if counts[state]]
        if set(counts) == {BLANK}:
            return "都是空白页"
        copies = [came.sentence for taken in self.new for came in taken.copies]
        parts += copies[:TOLD]
        more = f"，等 {len(copies)} 份" if len(copies) > TOLD else ""
        return "，".join(parts) + more

    @property
    def whole(self) -> str:
        """With what had come before, for whoever has just brought these files."""
        again = [taken.before for taken in self.taken if taken.before]
        told = again[0] if len(again) == 1 else f"{len(again)} 个文件以前收过，没有再收" if again else ""
        came = "；".join(part for part in (self.said, told) if part)
        return f"{self.stopped}；停止以前：{came}" if self.stopped and came else self.stopped or came

    @property
    def stopped(self) -> str:
        """Which files are to be brought again; empty where nobody stopped it."""
        if not self.left:
            return ""
        several = f"等 {len(self.left)} 个文件" if len(self.left) > 1 else ""
        return f"已停止：“{neutral(self.left[0].name)}”{several}没有收进来，一页也没有归入"


def choose_files(parent: QWidget, session: Session) -> list[Path]:
    from forms.filing import ENDINGS

    kept = settings(session)
    kinds = f"扫描件 ({' '.join(f'*{ending}' for ending in ENDINGS)})"
    chosen, _ = QFileDialog.getOpenFileNames(parent, "收扫描件", str(kept.value(FOLDER, "")), kinds)
    if chosen:
        kept.setValue(FOLDER, str(Path(chosen[0]).parent))
    return [Path(name) for name in chosen]


def dropped(mime: QMimeData) -> list[Path]:
    """The files of a drop, where one of them may be a scan; what is none of the others is told then."""
    from forms.filing import ENDINGS

    paths = local_files(mime)
    return paths if any(path.suffix.lower() in ENDINGS for path in paths) else []


def take_files(parent: QWidget, session: Session, paths: Sequence[Path], done: Callable[[Haul], object]) -> Task:
    """With progress and a way to stop, after which `done` is told as well; what was refused is told."""

    def told(haul: Haul) -> None:
        done(haul)
        if haul.refused:
            tell(parent, "\n".join(haul.refused), "没有收进来的文件")

    taking, desk = _Taking(parent, told), session.desk
    task = with_progress(parent, "正在收扫描件…", lambda task: take(desk, paths, task, haul=taking.haul), taking.finish,
                         desk)  # fmt: skip
    task.ended.connect(taking.end)
    return task


class _Taking(QObject):
    """Hands over what came in also where the work was stopped and has no result, on the owner's thread."""

    def __init__(self, owner: QObject, done: Callable[[Haul], object]) -> None:
        super().__init__(owner)
        self.haul, self._done, self._told = Haul(), done, False

    def finish(self, haul: Haul) -> None:
        self._told = True
        self._done(haul)

    @Slot()
    def end(self) -> None:
        if not self._told:
            self.finish(self.haul)


def take(desk: Desk, paths: Sequence[Path], task: Task | None = None,
         after: Callable[[Path, str], object] | None = None, haul: Haul | None = None) -> Haul:  # fmt: skip
    """Each file for itself: what is wrong with one stops no other. `after` is told of each that is taken in, with its
    SHA-256; `haul` is filled as they come. Raises Cancelled."""
    from forms import filing

    haul = haul or Haul()
    for at, path in enumerate(paths, start=1):
        try:
            taken = filing.take_file(desk, path, partial(_read_on, task, at, len(paths)))
            haul.taken.append(taken)
            if after is not None:
                after(path, taken.file)
        except Cancelled:
            haul.left += paths[at - 1 :]
            raise
        except DeskError as error:
            haul.refused.append(error.sentence)
            if isinstance(error, Unavailable):
                haul.later.append(path)
            else:
                haul.broken[path] = error.sentence
    return haul


def _read_on(task: Task | None, at: int, files: int, so_far: Reading) -> bool:
    """Every file is as long as any other: how many pages those have that come nobody knows yet. Of one that is still
    being opened none are read."""
    if task is not None:
        page = f"第 {so_far.page}/{so_far.of} 页" if so_far.of else "正在打开"
        said = f"第 {at}/{files} 个文件，{page}" if files > 1 else page
        pages = so_far.of or int(at > 1)
        task.report((at - 1) * pages + so_far.page, files * pages, said)
    return True
