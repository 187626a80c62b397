"""scan: files of signed paper taken in, one by one or from a folder that is watched."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Refused, Unavailable
from qcdesk.services.papers.scans import Taken
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser
from ui.cli.scans import page_told

EVERY, STILL = 1.0, 2.0
"""Seconds: how often a watched folder is looked at, and how long a file must not have grown."""

TOLD_EVERY = 100
"""Pages: of a thick file it is told how far it is read."""


def words(made: Parser) -> None:
    made.add_argument("files", metavar="文件", nargs="*", help="扫描件：PDF、JPG、PNG、TIFF，可以多页、几张单混在一起")
    made.add_argument("--watch", metavar="文件夹", help="守着这个文件夹，放进去的扫描件自动收（按 Ctrl-C 停下）")


def run(call: Call) -> int:
    """0 when every page is filed or blank, 1 when somebody has to look at one, or a file was refused."""
    options = call.options
    if not options.files and not options.watch:
        raise Misused("要写扫描文件，或用 --watch 写要守着的文件夹")
    with call.desk() as desk:
        call.proof(desk)
        told, clean = [], True
        for path in map(Path, options.files):
            done, refused = _take(desk, path)
            clean = clean and done is not None and done.clean
            told.append(_told(done) if done else {"file": path.name, "refused": refused})
            if not call.as_json and done is not None:
                (speaking.say_now if options.watch else print)("\n".join(_lines(done)))
        if call.as_json and options.files:
            call.answer({"files": told}, "")
        if options.watch:
            _watch(call, desk, Path(options.watch))
    return 0 if clean else 1


def _take(desk: Desk, path: Path) -> tuple[Taken | None, str]:
    """One file that is refused stops none of the others; what is wrong with it goes to standard error."""
    from forms import filing

    try:
        return filing.take_file(desk, path, partial(_progress, path.name)), ""
    except Refused as error:
        speaking.tell(error.sentence)
        return None, error.sentence


def _progress(name: str, pages: int) -> bool:
    if pages % TOLD_EVERY == 0:
        speaking.tell(f"{name}：读到第 {pages} 页……")
    return True


def _lines(taken: Taken) -> Iterator[str]:
    """One a page, then what is to be known of the copies."""
    if taken.before:
        yield taken.before
    for page in taken.pages:
        notes = page.said.get("notes")
        said = f"（{'；'.join(map(str, notes))}）" if isinstance(notes, list) else ""
        yield f"{taken.name}  第 {page.page} 页  {page.state_label}  {page.sentence}{said}"
    yield from (f"    {came.sentence}" for came in taken.copies)


def _told(taken: Taken) -> dict[str, object]:
    return {
        "file": taken.name, "sha256": taken.file, "before": taken.before,
        "pages": [page_told(one) for one in taken.pages],
        "copies": [{"copy": one.copy.id, "name": one.copy.named, "missing": list(one.missing), "back": one.back}
                   for one in taken.copies],
    }  # fmt: skip


def _watch(call: Call, desk: Desk, folder: Path, going: Callable[[], bool] = lambda: True) -> None:
    """Takes in what is whole: its size has stood for a while. Nothing is moved or removed; what the desk has taken in
    before, by its bytes, is passed over in silence."""
    if not folder.is_dir():
        raise Refused(f"文件夹“{folder}”不存在")
    seen: dict[Path, tuple[tuple[int, int], float]] = {}
    done: dict[Path, tuple[int, int]] = {}
    speaking.tell(f"守着“{folder}”，按 Ctrl-C 停下")
    while going():
        for path in _whole(folder, seen, done):
            _take_watched(call, desk, path)
        time.sleep(EVERY)


def _whole(folder: Path, seen: dict[Path, tuple[tuple[int, int], float]],
           done: dict[Path, tuple[int, int]]) -> list[Path]:  # fmt: skip
    """The files that have not changed for a while and have not been looked at as they are."""
    from forms.filing import ENDINGS

    now, ready = time.monotonic(), []
    for path, stands in _there(folder, ENDINGS):
        before, since = seen.get(path, (None, now))
        if before != stands:
            seen[path] = stands, now
        elif now - since >= STILL and done.get(path) != stands:
            done[path] = stands
            ready.append(path)
    return ready


def _there(folder: Path, endings: tuple[str, ...]) -> list[tuple[Path, tuple[int, int]]]:
    """Size and time of each file; what goes away meanwhile, or a share that is gone, is looked for again."""
    found = []
    try:
        for path in sorted(folder.iterdir()):
            stands = path.stat()
            if path.suffix.lower() in endings and stat.S_ISREG(stands.st_mode):
                found.append((path, (stands.st_size, stands.st_mtime_ns)))
    except OSError:
        return []
    return found


def _take_watched(call: Call, desk: Desk, path: Path) -> None:
    try:
        taken, refused = _take(desk, path)
    except Unavailable as error:
        speaking.tell(f"{path.name}：{error.sentence}")
        return
    if taken is not None and not taken.before:
        words = _json_line(_told(taken)) if call.as_json else "\n".join(_lines(taken))
        speaking.say_now(words)
    elif taken is None and call.as_json:
        speaking.say_now(_json_line({"file": path.name, "refused": refused}))


def _json_line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)
