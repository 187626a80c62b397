"""Which stored files go with a unit that is disposed of: those that nothing else uses, now or in its past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

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


def going_with(desk: Desk, unit: Set[int]) -> list[Values]:
    """`{sha256, name, media, size}` of each file that only this unit and what was disposed of before has named."""
    over = unit | {int(row[0]) for row in desk.store.sql(DISPOSED)}
    names = [sha256 for sha256, by in _users(desk).items() if by <= over and by & unit]
    return [found for sha256 in sorted(names) if (found := _told(desk, sha256))]


def each_with(desk: Desk, units: Sequence[Set[int]], together: Set[int]) -> list[list[Values]]:
    """The same of each of several units of those that go `together`: a file that two of them share goes with either."""
    over = together | {int(row[0]) for row in desk.store.sql(DISPOSED)}
    users = {sha256: by for sha256, by in _users(desk).items() if by <= over}
    names = [sorted(sha256 for sha256, by in users.items() if by & unit) for unit in units]
    return [[found for sha256 in each if (found := _told(desk, sha256))] for each in names]


def staying(desk: Desk, unit: Set[int]) -> int:
    """How many files this unit has named that something else which is kept has named too."""
    over = unit | {int(row[0]) for row in desk.store.sql(DISPOSED)}
    return sum(bool(by & unit) and not by <= over for by in _users(desk).values())


def _users(desk: Desk) -> dict[str, set[int | None]]:
    users: dict[str, set[int | None]] = {}
    for record, sha256 in _uses(desk):
        users.setdefault(sha256, set()).add(record)
    return users


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


def _told(desk: Desk, sha256: str) -> Values:
    row = desk.store.first(Attachment.select().where(Attachment.sha256 == sha256))
    return {"sha256": sha256, "name": row.name, "media": row.media, "size": row.size} if row else {}
