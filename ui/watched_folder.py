"""A folder that a scanner puts its files into, as this PC sees it: what stands there, and what of it was taken in.

What was taken in is remembered in the home, so that a folder of a thousand old files is not read again at every start.
Nothing is missed by that: a file counts as taken in only while it stands as it stood then and the desk still knows its
bytes, which after a restored backup it may not.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.services.papers import scan_list
from qcdesk.store.files import replace_file

MEMORY = "watched.json"

Stand = tuple[int, int, int]
"""Size, time of change, and where kept that of any change to the entry: a copy may bring old times along."""


def files(folder: Path) -> dict[Path, Stand]:
    """Those that may be scans, but for empty ones, which the scanner has only begun; none where the folder is away."""
    from forms.filing import ENDINGS

    found: dict[Path, Stand] = {}
    with suppress(OSError):
        for path in folder.iterdir():
            stand = stand_of(path) if path.suffix.lower() in ENDINGS else None
            if stand is not None:
                found[path] = stand
    return found


def stand_of(path: Path) -> Stand | None:
    """None for what is not there, no file, or still empty."""
    try:
        told = path.stat()
    except OSError:
        return None
    whole = stat.S_ISREG(told.st_mode) and told.st_size
    return (told.st_size, told.st_mtime_ns, told.st_ctime_ns) if whole else None


@dataclass
class Memory:
    """Of one folder: by its name, how each file stood that was taken in, and the SHA-256 of what was read."""

    place: Path
    folder: str
    kept: dict[str, tuple[Stand, str]]

    @classmethod
    def of(cls, desk: Desk, folder: Path) -> Memory:
        """What cannot be read is forgotten, and the files are read once more."""
        place, name = desk.home / MEMORY, str(folder.absolute())
        return cls(place, name, _read(stored(place).get(name)))

    def taken(self, desk: Desk, now: dict[Path, Stand]) -> dict[Path, Stand]:
        """Of the files that are there `now`, those that need not be read again."""
        same = {path: stand for path, stand in now.items() if self._kept(path)[0] == stand}
        known = scan_list.known_files(desk) if same else frozenset()
        return {path: stand for path, stand in same.items() if self._kept(path)[1] in known}

    def only(self, now: Iterable[Path]) -> None:
        """Forgets, when next something is kept, what is no longer there; not of a folder that is away."""
        there = {path.name for path in now}
        self.kept = {name: how for name, how in self.kept.items() if name in there} if there else self.kept

    def keep(self, path: Path, stand: Stand, sha256: str) -> None:
        """At once, as each is taken in: a watcher may be ended at any moment."""
        self.kept[path.name] = stand, sha256
        self._write()

    def _kept(self, path: Path) -> tuple[Stand | None, str]:
        return self.kept.get(path.name, (None, ""))

    def _write(self) -> None:
        """A home that takes no file costs the memory and nothing else."""
        whole = {**stored(self.place), self.folder: {name: [*stand, sha] for name, (stand, sha) in self.kept.items()}}
        with suppress(Unavailable), replace_file(self.place) as file:
            file.write(json.dumps(whole).encode("ascii"))


def stored(place: Path) -> dict[str, object]:
    """All that this PC remembers of its folders; nothing where it cannot be read."""
    try:
        found = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(stored: object) -> dict[str, tuple[Stand, str]]:
    found: dict[str, tuple[Stand, str]] = {}
    for name, row in (stored if isinstance(stored, dict) else {}).items():
        match row:
            case [int(size), int(changed), int(entry), str(sha256)]:
                found[name] = (size, changed, entry), sha256
    return found
