"""核对 an archive package as papers are: its files against its manifest, and all of it against the office's trail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.neutral import neutral
from qcdesk.services.basics import office_seal
from qcdesk.services.keeping import gone, packed_told, zip_check
from qcdesk.services.papers import beside_trail
from qcdesk.services.papers.verdicts import (
    DISPOSED,
    FOREIGN_PACKAGE,
    NAMESAKE_PACKAGE,
    PACKAGE_BROKEN,
    PACKAGE_WHOLE,
    Checked,
)
from qcdesk.services.sheets import records
from qcdesk.services.trail import chain_marks
from qcdesk.views import RecordView

FOREIGN = (FOREIGN_PACKAGE, NAMESAKE_PACKAGE)
NOT_OURS = "清单却不是用本办公室的印章盖的，不能证明它出自本办公室。"


class Stopped(Exception):
    """Nobody wants more of the package."""


def of_file(desk: Desk, path: Path, moved: Callable[[int], bool]) -> Checked:
    """Raises Refused for a file that is no archive package, Stopped where nobody waits for it."""

    def report(at: int, _: int) -> None:
        if not moved(at):
            raise Stopped

    found = zip_check.check(path, report)
    findings = tuple(map(neutral, (*found.findings, *packed_told.wrong(desk, found))))
    name, verdict = neutral(path.name), _verdict(desk, found, bool(findings))
    case = _case(desk, found.case) if verdict not in FOREIGN else None
    right = f"{found.files} 个文件都与清单相符"
    over = gone.told(desk, case.id) if case and gone.since(desk, case.id) > found.seq else ""
    verdict = DISPOSED if over and verdict == PACKAGE_WHOLE else verdict
    said = f"“{name}”是归档包，" + {
        DISPOSED: f"{right}，也与本办公室的经过相符。但做包以后案件{over}。",
        PACKAGE_WHOLE: f"{right}，也与本办公室的经过相符。", PACKAGE_BROKEN: f"查出 {len(findings)} 处问题。",
        **dict.fromkeys(FOREIGN, f"{right}，{NOT_OURS}"),
    }[verdict]  # fmt: skip
    more = (
        ("案件", f"{found.case}（{found.state}）"), ("做包", found.made), ("事件链", _head(found)),
        ("清单校验码", found.digest), ("盖章", _seal(found)),
    )  # fmt: skip
    return Checked(
        verdict, said, number=found.case,
        state=beside_trail.state(case) if case else "", record=case.id if case else None, place=f"“{name}”",
        more=tuple((label, neutral(words)) for label, words in more),
        findings=findings if verdict not in FOREIGN else (),
    )  # fmt: skip


def _verdict(desk: Desk, found: zip_check.Checked, wrong: bool) -> str:
    """What our own trail tells of it proves nothing against another office's package that is whole in itself."""
    if not found.findings and packed_told.foreign(desk, found):
        return NAMESAKE_PACKAGE if office_seal.in_our_name(desk, found.sealed_by) else FOREIGN_PACKAGE
    return PACKAGE_BROKEN if wrong else PACKAGE_WHOLE


def _seal(found: zip_check.Checked) -> str:
    if not found.fingerprint:
        return "清单没有盖章"
    pairs = ":".join(found.fingerprint[at : at + 2] for at in range(0, len(found.fingerprint), 2))
    return f"{found.sealed_by}，证书指纹 {pairs}"


def _case(desk: Desk, number: str) -> RecordView | None:
    try:
        return records.get(desk, number) if number else None
    except NotFound:
        return None


def _head(found: zip_check.Checked) -> str:
    """As a chain mark, which may be typed where papers are checked."""
    return str(chain_marks.of(found.seq, found.head.rpartition(" ")[2]))
