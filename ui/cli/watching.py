"""scan --watch: a folder's files taken in as they come, and as they came while nobody watched."""

from __future__ import annotations

import json
import time
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Refused, Unavailable
from qcdesk.neutral import neutral
from ui import refused_files
from ui.cli import one_scan, speaking
from ui.cli.context import Call
from ui.cli.interrupting import Stop
from ui.watched_folder import Memory, Stand, files

EVERY, STILL = 1.0, 2.0
"""Seconds: how often a watched folder is looked at, and how long a file must not have grown."""

Seen = dict[Path, tuple[Stand, float]]
Done = dict[Path, Stand]


def watch(call: Call, desk: Desk, folder: Path, stop: Stop) -> None:
    """Takes in what is whole: it has stood as it is for a while. Nothing is moved or removed; what the desk has taken
    in before is passed over in silence, as is what was refused as it stands. What the machine could not do now is tried
    again."""
    if not folder.is_dir():
        raise Refused(f"文件夹“{neutral(str(folder))}”不存在")
    seen: Seen = {}
    memory = Memory.of(desk, folder)
    done = memory.taken(desk, files(folder))
    speaking.tell(f"守着“{folder}”，按 Ctrl-C 停下")
    while not stop.asked:
        now = files(folder)
        memory.only(now)
        for path, stand in _whole(now, seen, done):
            found = _take(call, desk, path, stand, stop)
            if found is not None:
                done[path] = stand
            if found:
                memory.keep(path, stand, found)
                refused_files.forget(desk, path)
        time.sleep(EVERY)
    speaking.tell(f"不再守着“{folder}”")


def _whole(there: Done, seen: Seen, done: Done) -> list[tuple[Path, Stand]]:
    """The files that have not changed for a while and have not been looked at as they are."""
    now, ready = time.monotonic(), []
    for path, stand in sorted(there.items()):
        before, since = seen.get(path, (None, now))
        if before != stand:
            seen[path] = stand, now
        elif now - since >= STILL and done.get(path) != stand:
            ready.append((path, stand))
    return ready


def _take(call: Call, desk: Desk, path: Path, stand: Stand, stop: Stop) -> str | None:
    """The SHA-256 of what was taken in, empty for what was refused; None where it is to be tried again."""
    if stop.asked:
        return None
    try:
        taken, refused = one_scan.take(desk, path, stop)
    except Unavailable as error:
        speaking.tell(f"{neutral(path.name)}：{error.sentence}")
        return None
    if taken is None:
        if not _is_new(desk, path, stand, refused, stop):
            return ""
        speaking.tell(refused)
    if call.as_json and (taken is None or not taken.before):
        speaking.say_now(json.dumps(one_scan.told(path, taken, refused), ensure_ascii=False))
    elif taken is not None and not taken.before:
        speaking.say_now("\n".join(one_scan.lines(taken)))
    return taken.file if taken is not None else ""


def _is_new(desk: Desk, path: Path, stand: Stand, refused: str, stop: Stop) -> bool:
    """Whether the refusal is to be told; a file of which the reading was stopped is no broken one."""
    return stop.asked or refused_files.note(desk, path, stand, refused)
