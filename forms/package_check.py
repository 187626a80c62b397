"""核对 an archive package as papers are: its files against its manifest, and all of it against the office's trail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.neutral import neutral
from qcdesk.services.keeping import packed_told, zip_check
from qcdesk.services.papers import beside_trail
from qcdesk.services.papers.verdicts import PACKAGE_BROKEN, PACKAGE_WHOLE, Checked
from qcdesk.services.sheets import records
from qcdesk.services.trail import chain_marks
from qcdesk.views import RecordView


class Stopped(Exception):
    """Nobody wants more of the package."""


def of_file(desk: Desk, path: Path, moved: Callable[[int], bool]) -> Checked:
    """Raises Refused for a file that is no archive package, Stopped where nobody waits for it."""

    def report(at: int, _: int) -> None:
        if not moved(at):
            raise Stopped

    found = zip_check.check(path, report)
    findings = tuple(map(neutral, (*found.findings, *packed_told.wrong(desk, found))))
    name, case = neutral(path.name), _case(desk, found.case)
    said = f"“{name}”是归档包，" + (
        f"查出 {len(findings)} 处问题。" if findings else f"{found.files} 个文件都与清单相符，也与本办公室的经过相符。"
    )
    more = (
        ("案件", f"{found.case}（{found.state}）"), ("做包", found.made), ("事件链", _head(found)),
        ("清单校验码", found.digest), ("盖章", found.sealed_by or "清单没有盖章"),
    )  # fmt: skip
    return Checked(
        PACKAGE_BROKEN if findings else PACKAGE_WHOLE, said, number=found.case,
        state=beside_trail.state(case) if case else "", record=case.id if case else None, place=f"“{name}”",
        more=tuple((label, neutral(words)) for label, words in more), findings=findings,
    )  # fmt: skip


def _case(desk: Desk, number: str) -> RecordView | None:
    try:
        return records.get(desk, number) if number else None
    except NotFound:
        return None


def _head(found: zip_check.Checked) -> str:
    """As a chain mark, which may be typed where papers are checked."""
    return str(chain_marks.of(found.seq, found.head.rpartition(" ")[2]))
