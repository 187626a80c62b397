"""Files of a watched folder that could not be taken in: kept with why, until somebody at this PC has seen it.

They stand in the watcher's own file in the home, which is this PC's alone: what one PC has told another one tells too.
One that was changed, replaced, taken away or taken in after all is told no more.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.store.files import replace_file
from ui.watched_folder import MEMORY, Stand, stand_of, stored

REFUSED = "refused"
"""Under which they stand in the file, beside the folders, whose names are whole paths."""


@dataclass(frozen=True)
class RefusedFile:
    """How the file stood, the sentence of its refusal, and whether somebody has seen that."""

    path: Path
    stand: Stand
    sentence: str
    seen: bool = False


def note(desk: Desk, path: Path, stand: Stand, sentence: str) -> bool:
    """Whether it is to be told: one that stands as it stood when it was noted is not told anew, whoever watches."""
    one, kept = RefusedFile(path.absolute(), stand, sentence), _read(desk)
    if any((other.path, other.stand) == (one.path, stand) for other in kept):
        return False
    _write(desk, [*(other for other in kept if other.path != one.path), one])
    return True


def forget(desk: Desk, path: Path) -> None:
    """It was taken in: what stood against it was not the file's fault."""
    kept = _read(desk)
    left = [one for one in kept if one.path != path.absolute()]
    if len(left) < len(kept):
        _write(desk, left)


def listed(desk: Desk) -> list[RefusedFile]:
    """What nobody has seen, of the files that are still there as they were; oldest first."""
    return [one for one in _read(desk) if not one.seen and stand_of(one.path) == one.stand]


def see(desk: Desk) -> None:
    """All that is listed; of those that are gone nothing is kept."""
    there = [one for one in _read(desk) if stand_of(one.path) == one.stand]
    _write(desk, [replace(one, seen=True) for one in there])


def _read(desk: Desk) -> list[RefusedFile]:
    rows, found = stored(desk.home / MEMORY).get(REFUSED), []
    for row in rows if isinstance(rows, list) else []:
        match row:
            case [str(path), int(size), int(changed), int(entry), str(sentence), bool(seen)]:
                found.append(RefusedFile(Path(path), (size, changed, entry), sentence, seen))
    return found


def _write(desk: Desk, kept: list[RefusedFile]) -> None:
    """A home that takes no file costs the memory and nothing else."""
    place = desk.home / MEMORY
    rows = [[str(one.path), *one.stand, one.sentence, one.seen] for one in kept]
    with suppress(Unavailable), replace_file(place) as file:
        file.write(json.dumps({**stored(place), REFUSED: rows}).encode("ascii"))
