"""What was disposed of by two people, and the files that went with it: told from files that other hands removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import Refused

Listed = TypeVar("Listed", bound=Any)
"""A frozen row of a list, with an `id` and a `state_label`."""

HOLD, RELEASE, PROPOSE, WITHDRAW, DISPOSE = "hold", "release", "propose", "withdraw", "dispose"
"""What is done about the keeping of a record."""

LABEL = "已处置"
NO_MORE = f"{{}} {LABEL}，不能再改或签名"
PHOTO = "照片已按处置单销毁"
"""What stands where a photo hung."""

SCAN = "扫描件已按处置单销毁"

ELSEWHERE = "以前做的备份、存出去的归档包和 PDF 里还有这些照片和扫描件，要另外销毁"
"""The program reaches only what it keeps itself."""

FILES = "files"
ROWS = "SELECT record_id, person, said FROM keeping WHERE act = 'dispose' AND said LIKE ? ORDER BY id"
PROPOSED = "SELECT record_id, person FROM keeping WHERE act = 'propose' AND id = ?"
HOW = "SELECT reason, said, name, at FROM keeping WHERE act = 'dispose' AND record_id = ? ORDER BY id"
SINCE = "SELECT MAX(seq) FROM event WHERE action = 'disposed' AND record_id = ?"
MINUTES = len("2026-11-22 09:44")
EVERY = "SELECT record_id, person, said FROM keeping WHERE act = 'dispose'"
WHICH = "SELECT record_id FROM keeping WHERE act = 'dispose' AND record_id IN ({marks})"


def disposed(desk: Desk, records: Iterable[int]) -> frozenset[int]:
    """Those of the records that were disposed of."""
    wanted = tuple(records)
    if not wanted:
        return frozenset()
    marks = ", ".join("?" * len(wanted))
    return frozenset(int(row[0]) for row in desk.store.sql(WHICH.format(marks=marks), wanted))


def is_over(desk: Desk, record: int) -> bool:
    return bool(disposed(desk, [record]))


def tally(desk: Desk) -> tuple[int, int]:
    """How many records of the office were disposed of, and how many files went with them by two people's hands."""
    rows = desk.store.sql(EVERY)
    files = {sha256 for _, person, said in rows for sha256 in _files(said) if _by_two(desk, said, person)}
    return len({record for record, _, _ in rows}), len(files)


def told(desk: Desk, record: int) -> str:
    """Who proposed and approved it, when and how; nothing for a record that was not disposed of."""
    for reason, said, name, at in desk.store.sql(HOW, (record,)):
        proposer = _loaded(said).get("proposer")
        first = f"{proposer}提出，" if proposer else ""
        return f"{LABEL}　{first}{name}在 {desk.clock.local(at)[:MINUTES]} 核准：{reason}"
    return ""


def since(desk: Desk, record: int) -> int:
    """The event of its disposal; 0 where there was none."""
    return int(desk.store.sql(SINCE, (record,))[0][0] or 0)


def labelled(state: str, over: bool) -> str:
    """How a record's state reads when it was disposed of."""
    return f"{state}，{LABEL}" if over else state


def marked(desk: Desk, rows: Sequence[Listed]) -> list[Listed]:
    """The rows of a list with those marked that were disposed of."""
    over = disposed(desk, [row.id for row in rows])
    return [replace(row, state_label=labelled(row.state_label, True)) if row.id in over else row for row in rows]


def refuse(desk: Desk, record: int, number: str | None) -> None:
    """Raises Refused for a record that was disposed of: nothing is written into it any more."""
    if is_over(desk, record):
        raise Refused(NO_MORE.format(number or record))


def removed(desk: Desk, sha256: str) -> bool:
    """Whether a disposal signed by two different people took this file away."""
    return any(
        sha256 in _files(said) and _by_two(desk, said, person)
        for _, person, said in desk.store.sql(ROWS, (f'%"{sha256}"%',))
    )


def accounted(desk: Desk, record: int, sha256: str) -> bool:
    """Whether a file that a record names may be missing: the record was disposed of, and the file with it."""
    return is_over(desk, record) and removed(desk, sha256)


def _files(said: str) -> set[str]:
    files = _loaded(said).get(FILES)
    return {str(file.get("sha256")) for file in files if isinstance(file, dict)} if isinstance(files, list) else set()


def _by_two(desk: Desk, said: str, approver: str) -> bool:
    proposal = _loaded(said).get("proposed")
    found = desk.store.sql(PROPOSED, (proposal,)) if isinstance(proposal, int) else []
    return bool(found) and found[0][1] != approver


def _loaded(said: str) -> dict[str, Json]:
    try:
        return canonical.load(said)
    except ValueError:
        return {}
