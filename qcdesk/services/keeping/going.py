"""What a disposal takes with it, told before either of its two signatures: which records, photos and scans."""

from __future__ import annotations

from collections.abc import Container, Sequence, Set
from typing import NamedTuple

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.services.keeping import files, gone
from qcdesk.services.keeping.retention import Keeping
from qcdesk.services.papers import scan_list

MOST_NAMED = 3
"""Photos or scans of one case or sheet; of more their number is told."""


class Going(NamedTuple):
    """How many records are marked when something is disposed of, and how many files go with them."""

    records: int
    photos: int
    scans: int
    staying: int = 0
    """Files of theirs that something else which is kept uses too."""

    @property
    def named(self) -> str:
        """2 张照片、1 份扫描件; nothing where no file goes."""
        return _counts(self.photos, self.scans)

    @property
    def sentence(self) -> str:
        """For who proposes it and for who approves."""
        files = f"核准后 {self.named}会从程序里删掉，不能恢复" if self.named else "没有要删的照片和扫描件，处置不能恢复"
        stay = f"；另有 {self.staying} 个照片或扫描件别的记录还在用，留着" if self.staying else ""
        return f"{self.records} 份记录；{files}{stay}；内容、签名和经过留着。"


def told(desk: Desk, chosen: Sequence[Keeping], most: int | None = None) -> list[str]:
    """A line for each of them, of more than `most` how many more there are; then what goes with all of them."""
    units, scans, used = _ids(chosen), scan_list.known_files(desk), files.uses(desk)
    ids = set().union(*units)
    asked = [*units[:most], ids]
    *found, together = files.each_with(desk, asked, ids, used)
    *kept, staying = files.staying_of(asked, ids, used)
    lines = [_line(*each, scans) for each in zip(chosen[:most], found, kept, strict=True)]
    more = [f"另有 {len(chosen) - len(lines)} 件"] if len(chosen) > len(lines) else []
    going = _counted(ids, together, scans, len(staying))
    return [*lines, *more, f"共 {len(chosen)} 件，{going.sentence}", *([f"{gone.ELSEWHERE}。"] if going.named else [])]


def went(desk: Desk, disposed: Sequence[Keeping]) -> Going:
    """What was taken with these when they were disposed of."""
    said = [one.disposal.said.get(gone.FILES) for one in disposed if one.disposal]
    taken = {str(file["sha256"]) for each in said if isinstance(each, list) for file in each if isinstance(file, dict)}
    scans = taken & scan_list.known_files(desk)
    return Going(len(set().union(*_ids(disposed))), len(taken) - len(scans), len(scans))


def _ids(chosen: Sequence[Keeping]) -> list[set[int]]:
    return [{one.id, *one.members} for one in chosen]


def _counted(ids: Set[int], with_them: Sequence[Values], scans: Container[object], staying: int) -> Going:
    scanned = sum(file["sha256"] in scans for file in with_them)
    return Going(len(ids), len(with_them) - scanned, scanned, staying)


def _line(one: Keeping, with_it: Sequence[Values], staying: Set[str], scans: Container[object]) -> str:
    """《客户投诉》TS-202311-002：王样六 2027-01-04 09:00 提出，碎纸；连 3 张单；照片 断口.jpg；扫描件 车间.pdf；
    1 张照片别处还在用，留着."""
    sheets = f"连 {one.sheets} 张单" if one.sheets else ""
    photos = [str(file["name"]) for file in with_it if file["sha256"] not in scans]
    scanned = [str(file["name"]) for file in with_it if file["sha256"] in scans]
    kept = sum(sha256 in scans for sha256 in staying)
    parts = (
        one.proposed, sheets, _named("照片", photos), _named("扫描件", scanned),
        f"{_counts(len(staying) - kept, kept)}别处还在用，留着" if staying else "",
        "" if with_it or staying else "没有照片和扫描件",
    )  # fmt: skip
    return f"{one.named}：{'；'.join(filter(None, parts))}"


def _counts(photos: int, scans: int) -> str:
    counts = ((photos, "张照片"), (scans, "份扫描件"))
    return "、".join(f"{count} {called}" for count, called in counts if count)


def _named(called: str, names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > MOST_NAMED else ""
    return f"{called} {'、'.join(names[:MOST_NAMED])}{more}" if names else ""
