"""Which lines of ours a run of the tests reaches, where QCDESK_WATCHED names a folder for what was seen.

Lines are marked as modules are imported and cost nothing once they were reached, so this begins before anything of ours
is imported, in every worker and in the programs that ask for it.
"""

import json
import os
from pathlib import Path

import slipcover

FOLDER = "QCDESK_WATCHED"
ROOT = Path(__file__).resolve().parents[2]
SOURCES = [str(ROOT / package) for package in ("qcdesk", "forms", "ui")]
LEFT_OUT = ["if TYPE_CHECKING:", r"\.\.\.$", "@overload"]


class Seen(slipcover.Slipcover):
    """Before Python 3.12, which does it by itself, marks are taken out of functions for their next call alone.

    The tool's own way looks into the calls at work too and keeps what it finds there: painters, which Qt wants gone
    when its paint event ends.
    """

    def deinstrument_seen(self) -> None:
        with self.lock:
            for file, lines in self._get_newly_seen().items():
                for code in list(self.instrumented[file]):
                    self.deinstrument(code, lines)
                self.all_seen[file].update(lines)
            visited: set[object] = set()
            for module in self.modules:
                for function in self.find_functions(list(vars(module).values()), visited):
                    function.__code__ = self.replace_map.get(function.__code__, function.__code__)
            self.replace_map.clear()


class Watch:
    """Of this process; `told` writes what was reached so far."""

    def __init__(self, folder: Path, whole: bool) -> None:
        self._folder = folder
        self._seen = Seen(branch=True, source=SOURCES if whole else None, exclude_lines=LEFT_OUT)
        slipcover.ImportManager(self._seen, slipcover.FileMatcher(sources=SOURCES)).__enter__()

    def told(self) -> None:
        said = json.dumps(self._seen.get_coverage())
        (self._folder / f"{os.getpid()}.json").write_text(said, encoding="utf-8")


def begin(whole: bool = False) -> Watch | None:
    """Nothing where nobody asked for it; the `whole` of it counts the files too that were never imported."""
    folder = os.environ.get(FOLDER)
    return Watch(Path(folder), whole) if folder else None
