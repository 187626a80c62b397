"""scan: files of signed paper taken in, one by one or from a folder that is watched."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.neutral import neutral
from qcdesk.services.papers.scan_list import FILED
from qcdesk.services.papers.scans import Taken
from ui.cli import interrupting, speaking, watching
from ui.cli.context import Call, Misused
from ui.cli.interrupting import INTERRUPTED, Stop
from ui.cli.one_scan import lines, take, told
from ui.cli.parser import Parser

AGAIN = "再运行一次同样的命令就接着收，已经收进来的不会收第二遍"


def words(made: Parser) -> None:
    made.description = (
        "收扫描件：每一页自己归到它的打印份。按 Ctrl-C 在读完手上这一页以后停下：没有读完的文件一页也不收，"
        f"前面的已经收好；{AGAIN}。"
    )
    made.add_argument("files", metavar="文件", nargs="*", help="扫描件：PDF、JPG、PNG、TIFF，可以多页、几张单混在一起")
    made.add_argument("--watch", metavar="文件夹", help="守着这个文件夹，放进去的扫描件自动收（按 Ctrl-C 停下）")


@dataclass
class Batch:
    """What became of the `files` of one call. `stopped` says where the reading was given up, empty where it was not;
    `unsaid` why the words could not be written: the files are taken in all the same."""

    files: int
    taken: list[Taken] = field(default_factory=list)
    told: list[dict[str, object]] = field(default_factory=list)
    refused: int = 0
    stopped: str = ""
    unsaid: Unavailable | None = None

    @property
    def clean(self) -> bool:
        return not self.refused and all(taken.clean for taken in self.taken)


def run(call: Call) -> int:
    """0 when every page is filed or blank, 1 when somebody has to look at one, or a file was refused."""
    options = call.options
    if not options.files and not options.watch:
        raise Misused("要写扫描文件，或用 --watch 写要守着的文件夹")
    batch = Batch(len(options.files))
    with call.desk() as desk, interrupting.asked_first() as stop:
        call.proof(desk)
        try:
            _take_all(call, desk, batch, stop)
        finally:
            _end(call, batch)
        if batch.unsaid:
            raise batch.unsaid
        if options.watch and not stop.asked:
            watching.watch(call, desk, Path(options.watch), stop)
    if stop.asked and (batch.stopped or options.watch):
        return INTERRUPTED
    return 0 if batch.clean else 1


def _take_all(call: Call, desk: Desk, batch: Batch, stop: Stop) -> None:
    """Each is told as it is taken in: what ends the call does not take back what was filed before."""
    for left, path in zip(reversed(range(batch.files)), map(Path, call.options.files), strict=True):
        if stop.asked:
            batch.stopped = _stopped(batch, "", left + 1)
            return
        try:
            taken, refused = take(desk, path, stop)
        except Unavailable:
            if batch.files > 1:
                batch.stopped = _stopped(batch, f"“{neutral(path.name)}”没有收进来", left)
            raise
        batch.told.append(told(path, taken, refused))
        if taken is not None:
            batch.taken.append(taken)
            if not call.as_json:
                _say(batch, "\n".join(lines(taken)))
        elif stop.asked:
            batch.stopped = _stopped(batch, refused, left)
            return
        else:
            speaking.tell(refused)
            batch.refused += 1


def _say(batch: Batch, words: str) -> None:
    """Where they cannot be written the rest is taken in in silence, and it is told at the end."""
    try:
        speaking.say_now(words)
    except Unavailable as error:
        batch.unsaid = error


def _stopped(batch: Batch, how: str, left: int) -> str:
    """What is filed, what is not, and what to do."""
    new = [taken for taken in batch.taken if not taken.before]
    pages = [page for taken in new for page in taken.pages]
    filed = sum(page.state == FILED for page in pages)
    parts = [how or "按 Ctrl-C 停下了"]
    if new:
        parts.append(f"前面 {len(new)} 个文件已经收好（{len(pages)} 页，归入 {filed} 页）")
    if left:
        parts.append(f"后面 {left} 个文件没有读")
    return f"{'；'.join(parts)}。{AGAIN}"


def _end(call: Call, batch: Batch) -> None:
    """The one object of --json waits for the last file, but not for the end of a watching."""
    if call.as_json and batch.files:
        found = {"files": batch.told, "stopped": bool(batch.stopped) or len(batch.told) < batch.files}
        _say(batch, json.dumps(found, ensure_ascii=False, indent=1))
    if batch.stopped:
        speaking.tell(batch.stopped)
