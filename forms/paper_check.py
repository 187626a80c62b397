"""核对 a scan, a photo or a PDF: its pages read, and each sheet on them held against its record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.papers import checking
from qcdesk.services.papers.verdicts import Checked

Moved = Callable[[int], bool]
"""Told how many pages are done; returns False to stop."""


def of_file(desk: Desk, path: Path, moved: Moved | None = None) -> list[Checked]:
    """One for each sheet, whatever of it lies in the file; nothing is kept. Raises Refused for a file that is none."""
    found: list[Checked] = []
    for number, texts in _codes(path):
        found.append(replace(checking.read(desk, texts), place=f"“{path.name}”第 {number} 页"))
        if moved is not None and not moved(number):
            break
    if not found:
        raise Refused(f"“{path.name}”里只有空白页，没有可以核对的单")
    return checking.together(found)


def _codes(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The texts of the codes on each page that is not blank."""
    from forms import reading

    if not path.is_file():
        raise Refused(f"找不到文件“{path}”")
    for page in reading.pages(path, path.name):
        seen = reading.read(page)
        if not seen.blank:
            marks = (seen.main, seen.second, *seen.others)
            yield page.number, (*(mark.text for mark in marks if mark), *seen.foreign)
