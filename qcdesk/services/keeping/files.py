"""Which stored files go with a unit that is disposed of: those that nothing else uses, now or in its past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.store.models import Attachment

NAMED = re.compile(r'"sha256":"([0-9a-f]{64})"')
NAMING = '%"sha256":"%'
PAYLOADS = "SELECT id, payload FROM record WHERE payload LIKE ?"
EVENTS = "SELECT record_id, detail FROM event WHERE record_id IS NOT NULL AND detail LIKE ?"
SCANS = """SELECT copy.record_id, scan.file FROM scan
LEFT JOIN filing ON filing.id = (SELECT MAX(id) FROM filing WHERE scan_id = scan.id)
LEFT JOIN copy ON copy.id = CASE WHEN filing.id IS NULL THEN scan.copy_id ELSE filing.copy_id END"""
HANDS = "SELECT NULL, picture FROM hand WHERE picture IS NOT NULL"
DISPOSED = "SELECT record_id FROM keeping WHERE act = 'dispose'"
BLOCK = 250
"""Files that are asked for at once."""


class Uses(NamedTuple):
    """By SHA-256, what has named each file, None being what belongs to no record; and what was disposed of before."""

    by_file: Mapping[str, Set[int | None]]
    over: Set[int]


def uses(desk: Desk) -> Uses:
    """Reads every record and event that names a file: once for all that is asked of it."""
    users: dict[str, set[int | None]] = {}
    for record, sha256 in _uses(desk):
        users.setdefault(sha256, set()).add(record)
    return Uses(users, {int(row[0]) for row in desk.store.sql(DISPOSED)})


def going_with(desk: Desk, unit: Set[int]) -> list[Values]:
    """`{sha256, name, media, size}` of each file that only this unit and what was disposed of before has named."""
    return each_with(desk, [unit], unit, uses(desk))[0]


def each_with(desk: Desk, units: Sequence[Set[int]], together: Set[int], used: Uses) -> list[list[Values]]:
    """The same of each of several units of those that go `together`: a file that two of them share goes with either."""
    over = together | used.over
    going = {sha256: by for sha256, by in used.by_file.items() if by <= over}
    names = [sorted(sha256 for sha256, by in going.items() if by & unit) for unit in units]
    told = _told(desk, sorted(set().union(*names)))
    return [[told[sha256] for sha256 in each if sha256 in told] for each in names]


def staying_of(units: Sequence[Set[int]], together: Set[int], used: Uses) -> list[set[str]]:
    """The files of each of these units that something which is kept has named too, when all go `together`."""
    over = together | used.over
    kept = {sha256: by for sha256, by in used.by_file.items() if by & together and not by <= over}
    return [{sha256 for sha256, by in kept.items() if by & unit} for unit in units]


def sweep(desk: Desk) -> int:
    """Takes away the bytes of files that a disposal told of and did not get to; how many. A file that was attached
    anew to something that is kept stays."""
    over = {int(row[0]) for row in desk.store.sql(DISPOSED)}
    kept = {sha256 for record, sha256 in _uses(desk) if record not in over}
    told = "SELECT said FROM keeping WHERE act = 'dispose' AND said LIKE ?"
    named = {sha256 for (said,) in desk.store.sql(told, (NAMING,)) for sha256 in NAMED.findall(said)}
    left = [sha256 for sha256 in sorted(named - kept) if gone.removed(desk, sha256) and desk.attachments.holds(sha256)]
    for sha256 in left:
        desk.attachments.drop(sha256)
    return len(left)


def _uses(desk: Desk) -> Iterator[tuple[int | None, str]]:
    """None for what belongs to no record: an unfiled scan, a person's own hand."""
    for statement in (PAYLOADS, EVENTS):
        for record, text in desk.store.sql(statement, (NAMING,)):
            yield from ((record, sha256) for sha256 in NAMED.findall(text))
    for statement in (SCANS, HANDS):
        yield from ((record, sha256) for record, sha256 in desk.store.sql(statement))


def _told(desk: Desk, names: Sequence[str]) -> dict[str, Values]:
    """By SHA-256, of those that are there."""
    told: dict[str, Values] = {}
    for at in range(0, len(names), BLOCK):
        for row in desk.store.rows(Attachment.select().where(Attachment.sha256.in_(names[at : at + BLOCK]))):
            told[row.sha256] = {"sha256": row.sha256, "name": row.name, "media": row.media, "size": row.size}
    return told
