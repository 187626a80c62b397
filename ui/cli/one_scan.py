"""One file of signed paper taken in, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.neutral import neutral
from qcdesk.services.papers.scans import Taken
from ui.cli.interrupting import Stop
from ui.cli.progress_line import ProgressLine, progress_line
from ui.cli.scans import page_told

if TYPE_CHECKING:
    from forms import filing


def take(desk: Desk, path: Path, stop: Stop) -> tuple[Taken | None, str]:
    """One file, and the sentence of its refusal: what is wrong with it stops none of the others."""
    from forms import filing

    with progress_line() as line:

        def read_on(how_far: filing.Reading) -> bool:
            _say(line, path, how_far)
            return not stop.asked

        try:
            return filing.take_file(desk, path, read_on), ""
        except Refused as error:
            return None, error.sentence


def _say(line: ProgressLine, path: Path, so_far: filing.Reading) -> None:
    step = "正在归入" if so_far.page == so_far.of else f"第 {so_far.page}/{so_far.of} 页"
    step = step if so_far.of else "正在打开"
    line.say(f"{step}，认得 {so_far.known} 页，要看 {so_far.flagged} 页  {neutral(path.name)}")


def lines(taken: Taken) -> Iterator[str]:
    """One a page, then what is to be known of the copies."""
    if taken.before:
        yield taken.before
    for page in taken.pages:
        notes = page.said.get("notes")
        said = f"（{'；'.join(map(str, notes))}）" if isinstance(notes, list) else ""
        became = "；".join(filter(None, (page.sentence, page.beside)))
        yield f"{taken.name}  第 {page.page} 页  {page.state_label}  {became}{said}"
    yield from (f"    {came.sentence}" for came in taken.copies)


def told(path: Path, taken: Taken | None, refused: str) -> dict[str, object]:
    if taken is None:
        return {"file": neutral(path.name), "refused": refused}
    return {
        "file": taken.name, "sha256": taken.file, "before": taken.before,
        "pages": [page_told(one) for one in taken.pages],
        "copies": [{"copy": one.copy.id, "name": one.copy.named, "missing": list(one.missing), "back": one.back}
                   for one in taken.copies],
    }  # fmt: skip
