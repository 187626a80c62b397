"""核对 a scan, a photo or a PDF: its pages read, and each sheet on them held against its record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from forms import package_check, sealed_check
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.neutral import neutral
from qcdesk.services.papers import checking
from qcdesk.services.papers.verdicts import UNKNOWN, Checked

Moved = Callable[[int], bool]
"""Told of the page that is done, or that takes long; returns False to stop."""

NOTED = "文件"
BOUND = "“{}”像是归档包的 PDF：它没有盖章，自己的页上也没有打印份的码，整份核对不了。"
CHECK_THE_ZIP = "请核对这个案件的归档包 ZIP，或输入封面上的链码。"


class _Stopped(Exception):
    """Nobody wants more of the file."""


def of_file(desk: Desk, path: Path, moved: Moved | None = None) -> list[Checked]:
    """One for each sheet, whatever of it lies in the file; nothing is kept. Raises Refused for a file that is none."""
    name = neutral(path.name)
    if path.suffix.lower() == ".zip":
        try:
            return [package_check.of_file(desk, path, moved or _wanted)]
        except package_check.Stopped:
            return []
    sealed = _sealed(desk, path, name)
    if sealed is not None and sealed.verdict not in sealed_check.BESIDE_PAGES:
        return [sealed]
    if sealed is None:
        found = checking.together(list(_pages(desk, path, name, moved or _wanted)))
        return _bound(found, name) if _is_bound(path) else found
    return _beside(sealed, _pages(desk, path, name, moved or _wanted))


def _pages(desk: Desk, path: Path, name: str, moved: Moved) -> Iterator[Checked]:
    blank = True
    try:
        for number, texts, notes in _codes(path, moved):
            blank = False
            more = tuple((NOTED, note) for note in notes)
            yield replace(checking.read(desk, texts), place=f"“{name}”第 {number} 页", more=more)
    except _Stopped:
        return
    if blank:
        raise Refused(f"“{name}”里只有空白页，没有可以核对的单")


def _beside(sealed: Checked, pages: Iterator[Checked]) -> list[Checked]:
    """The seal is told with every sheet whose code is read, or with what its pages told of the file; of a damaged file
    no page may be."""
    found: list[Checked] = []
    with suppress(Refused):
        found.extend(pages)
    known = checking.together([one for one in found if one.verdict != UNKNOWN])
    alone = replace(sealed, more=found[0].more if found else ())
    return [sealed_check.with_page(sealed, one) for one in known] or [alone]


def _bound(pages: list[Checked], name: str) -> list[Checked]:
    """The pages of a bound package that bear no copy's code are told as one."""
    silent = [one for one in pages if one.verdict == UNKNOWN and one.copy is None]
    told = [replace(one, sentence=BOUND.format(name), todo=CHECK_THE_ZIP, place=f"“{name}”") for one in silent[:1]]
    return [*told, *(one for one in pages if one not in silent)]


def _is_bound(path: Path) -> bool:
    from forms import archive_pdf, filing

    return path.suffix.lower() == ".pdf" and archive_pdf.bears_title(filing.content_of(path))


def _sealed(desk: Desk, path: Path, name: str) -> Checked | None:
    """What the seals of a PDF prove; None for what has none. Whose pages bear codes is asked by these as well."""
    from forms import filing

    return sealed_check.of_bytes(desk, filing.content_of(path), name) if path.suffix.lower() == ".pdf" else None


def _codes(path: Path, moved: Moved) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """The texts of the codes on each page that is not blank, and what is to be known of its file. Raises _Stopped where
    nobody wants the next."""
    from forms import reading

    if not path.is_file():
        raise Refused(f"找不到文件“{neutral(str(path))}”")
    at = 1

    def go_on() -> None:
        if not moved(at):
            raise _Stopped

    for page in reading.pages(path, neutral(path.name), waiting=go_on):
        seen = reading.read(page)
        if not seen.blank:
            yield page.number, (*(mark.text for mark in seen.marks), *seen.foreign), page.notes
        go_on()
        at = page.number + 1


def _wanted(_: int) -> bool:
    return True
