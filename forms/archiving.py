"""The archive package written as the kind of file that its name asks for, with a word of it in the trail."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from forms.archive_pdf import Report
from forms.registry import Shelf
from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.keeping import packed_told
from qcdesk.services.keeping.package import Package
from qcdesk.services.trail import events
from qcdesk.store.files import replace_file

UNSEALED_PDF = "装订好的 PDF 不盖章，要盖了章的清单请存成 .zip"


@dataclass(frozen=True)
class Archived:
    """`told` is what the trail and a program are told of the file, `said` the same for people, `seal` whether the
    office's seal is on it; `members` are the files in it, for the trail alone."""

    told: Values
    said: str
    seal: str
    members: Values = field(default_factory=dict)


def save(desk: Desk, shelf: Shelf, package: Package, path: Path, report: Report = lambda at, of: None) -> Archived:
    """Raises Refused, Unavailable; what stood at `path` is whole or not touched."""
    ending = path.suffix.lower()
    if ending not in (".pdf", ".zip"):
        raise Refused("归档包要以 .pdf 或 .zip 结尾")
    if not path.parent.is_dir():
        raise Refused(f"文件夹“{path.parent}”不存在")
    with replace_file(path) as file:
        made = (_pdf if ending == ".pdf" else _zip)(desk, shelf, package, file, report)
        file.flush()
        _note(desk, package, ending[1:], made)
    return made


def _note(desk: Desk, package: Package, ending: str, made: Archived) -> None:
    """Before the file is in its place: one that the trail does not know would never be believed."""
    said: Values = {"as": ending, "head": package.seq, "missing": len(package.missing), **made.told}
    if made.members:
        said[packed_told.MEMBERS] = made.members
    with desk.store.write():
        events.note(desk, packed_told.PACKED, record=package.case.id, detail=said)


def _pdf(desk: Desk, shelf: Shelf, package: Package, file: IO[bytes], report: Report) -> Archived:
    from forms import archive_pdf

    pages = archive_pdf.draw(desk, shelf, package, file, report)
    return Archived({"pages": pages}, f"{pages} 页", UNSEALED_PDF)


def _zip(desk: Desk, shelf: Shelf, package: Package, file: IO[bytes], report: Report) -> Archived:
    from forms import archive_zip

    made = archive_zip.draw(desk, shelf, package, file, report)
    seal = f"没有盖章：{made.unsealed}" if made.unsealed else "清单盖了办公室的章"
    return Archived({"files": made.files, "manifest": made.manifest, "sealed": not made.unsealed},
                    f"{made.files} 个文件，清单校验码 {made.manifest}", seal, made.members)  # fmt: skip
