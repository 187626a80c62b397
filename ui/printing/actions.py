"""From a saved record to preview, printer, PDF or Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from forms import printing
from forms.registry import Shelf
from qcdesk.change import touched
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from ui.dialogs.message import tell
from ui.dialogs.progress import with_progress
from ui.printing import job as jobs
from ui.printing.job import Job
from ui.printing.saved import FOLDER, said_where, save_folder
from ui.session import Session, settings
from ui.tasks import Task

SEALED, ARCHIVE = "sealed", "archive"
ENDINGS = {"pdf": ("PDF 文件", ".pdf"), SEALED: ("盖章 PDF", ".pdf"), "excel": ("Excel 工作簿", ".xlsx")}
MOST_NAMED = 4
LANGUAGE = "print_language"

J = TypeVar("J", bound=Job)


def print_record(parent: QWidget | None, session: Session, record_id: int, what: str) -> None:
    """`what` is preview, printer, pdf, sealed or excel. Only what is saved is printed."""
    job = _made(parent, session, jobs.of_record, record_id)
    if job is not None and (what != SEALED or _may_seal(parent, session, record_id)):
        print_job(parent, session, replace(job, signatures=signatures(session, what)), what)


def preview_edition(parent: QWidget | None, session: Session, record: int, edition: int) -> None:
    """As it stood, with 已被替代 across it where another has taken its place."""
    job = _made(parent, session, partial(jobs.of_edition, edition=edition), record)
    if job is not None:
        print_job(parent, session, job, "preview")


def _may_seal(parent: QWidget | None, session: Session, record: int) -> bool:
    """Asked before where the file shall lie; what is against it is told."""
    from forms.sealing import ready
    from qcdesk.services.sheets import records

    try:
        ready.refuse_unready(records.get(session.desk, record))
    except DeskError as error:
        tell(parent, error)
        return False
    return True


def print_case(parent: QWidget | None, session: Session, case: int, what: str) -> None:
    """As `print_record`, with every sheet of the case behind its own; what is left out is told first."""
    if what == ARCHIVE:
        from ui.printing.archive import archive

        archive(parent, session, case)
        return
    from ui.printing import bundle

    job = _made(parent, session, bundle.of_case, case)
    if job is None:
        return
    if job.left_out:
        tell(parent, "\n".join(job.left_out), "没有印的单")
    print_job(parent, session, job, what)


def _made(parent: QWidget | None, session: Session, of: Callable[[Desk, Shelf, int, str], J], record: int) -> J | None:
    """The job of a record, in the language used last; None where something is against it, which is told."""
    try:
        return of(session.desk, session.shelf, record, language(session))
    except DeskError as error:
        tell(parent, error)
        return None


def print_job(parent: QWidget | None, session: Session, job: Job, what: str) -> None:
    if what == "preview":
        from ui.printing.preview import Preview

        dialog = Preview(parent, session, job)
        dialog.exec()
        dialog.deleteLater()
    elif what == "printer":
        from ui.printing.printer import send

        send(parent, session, job)
    else:
        save(parent, session, job, what)


def signatures_key(session: Session) -> str:
    """Each person's own choice is remembered."""
    return f"signatures/{session.person.login}"


def signatures(session: Session, what: str) -> str:
    """Whether 签核历程 is printed with the sheet, as the person chose last; alone only where it is seen first."""
    said = str(settings(session).value(signatures_key(session), "none"))
    return said if said == "with" or (said == "alone" and what == "preview") else "none"


def language(session: Session) -> str:
    said = str(settings(session).value(LANGUAGE, "zh"))
    return said if said in printing.LANGS else "zh"


def save(parent: QWidget | None, session: Session, job: Job, what: str) -> None:
    """Asks where, writes the file whole, says where it is."""
    path = ask_file(parent, session, job.file_name, what)
    if path is not None and parent is not None:
        work = partial(_sealed if what == SEALED else _written, session, job, path)

        def done(numbered: str) -> None:
            told_of_copies(session, job, bool(numbered))
            said_where(parent, path, numbered).open()

        with_progress(parent, "正在写文件…", work, done, session.desk)


def told_of_copies(session: Session, job: Job, numbered: bool) -> None:
    """Views that show copies look again."""
    if numbered:
        session.tell(touched("copies", record=job.record) if job.record else touched("copies", "records"))


def ask_file(parent: QWidget | None, session: Session, name: str, what: str) -> Path | None:
    """Proposes the name in the folder used last; an existing file is asked about by the dialog."""
    kind, ending = ENDINGS[what]
    kept = settings(session)
    proposed = str(save_folder(session) / f"{name}{'-盖章' if what == SEALED else ''}{ending}")
    chosen, _ = QFileDialog.getSaveFileName(parent, f"存成{kind}", proposed, f"{kind} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    kept.setValue(FOLDER, str(path.parent))
    return path


def _written(session: Session, job: Job, path: Path, task: Task) -> str:
    """Which copies the sheets in the file are now."""
    made = job.laid(session.desk, session.shelf)
    task.report(0, 0)
    (copy,) = job.numbered(session.desk, made) if path.suffix.lower() == ENDINGS["pdf"][1] else (made,)
    with printing.unless_stopped(session.desk, (copy,)):
        jobs.write(job, copy, path)
    job.note(session.desk, made, path.suffix.lower().lstrip("."))
    named = [f"{one.named}{'（重印）' if one.reprint else ''}" for one in copy.copies]
    return "、".join(named[:MOST_NAMED]) + (f" 等 {len(named)} 份" if len(named) > MOST_NAMED else "")


def _sealed(session: Session, job: Job, path: Path, task: Task) -> str:
    from forms.sealing import sealed

    done = sealed.seal(session.desk, session.shelf, job.record, job.lang)
    task.report(0, 0)
    sealed.write(done, path)
    job.note(session.desk, done.made, sealed.NOTED_AS)
    return ""
