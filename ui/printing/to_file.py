"""A job saved as PDF, sealed PDF or Excel: where, the file whole, then a word where it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from forms import printing
from qcdesk.services.papers.copy_list import CopyView
from ui.dialogs.progress import with_progress
from ui.printing import job as jobs
from ui.printing.job import Job
from ui.printing.saved import FOLDER, said_where, save_folder, told_of_copies
from ui.session import Session, settings
from ui.tasks import Task

SEALED = "sealed"
ENDINGS = {"pdf": ("PDF 文件", ".pdf"), SEALED: ("盖章 PDF", ".pdf"), "excel": ("Excel 工作簿", ".xlsx")}


def save(parent: QWidget | None, session: Session, job: Job, what: str) -> None:
    """Asks where, writes the file whole, says where it is."""
    path = ask_file(parent, session, job.file_name, what)
    if path is not None and parent is not None:
        work = partial(_sealed if what == SEALED else _written, session, job, path)

        def done(copies: tuple[CopyView, ...]) -> None:
            told_of_copies(session, job, bool(copies))
            said_where(parent, path, session, copies).open()

        with_progress(parent, "正在写文件…", work, done, session.desk)


def ask_file(parent: QWidget | None, session: Session, name: str, what: str) -> Path | None:
    """Proposes the name in the folder used last; an existing file is asked about by the dialog."""
    kind, ending = ENDINGS[what]
    kept = settings(session)
    proposed = str(save_folder(session) / f"{name}{'-盖章' if what == SEALED else ''}{ending}")
    chosen, _ = QFileDialog.getSaveFileName(parent, f"存成 {kind}", proposed, f"{kind} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    kept.setValue(FOLDER, str(path.parent))
    return path


def _written(session: Session, job: Job, path: Path, task: Task) -> tuple[CopyView, ...]:
    """Which copies the sheets in the file are now."""
    made = job.laid(session.desk, session.shelf)
    task.report(0, 0)
    (copy,) = job.numbered(session.desk, made) if path.suffix.lower() == ENDINGS["pdf"][1] else (made,)
    with printing.unless_stopped(session.desk, (copy,)):
        jobs.write(job, copy, path)
    job.note(session.desk, made, path.suffix.lower().lstrip("."))
    return copy.copies


def _sealed(session: Session, job: Job, path: Path, task: Task) -> tuple[CopyView, ...]:
    from forms.sealing import sealed

    done = sealed.seal(session.desk, session.shelf, job.record, job.lang)
    task.report(0, 0)
    sealed.write(done, path)
    job.note(session.desk, done.made, sealed.NOTED_AS)
    return ()
