"""Which lines of ours a run of the tests reaches, where QCDESK_WATCHED names a folder for what was seen.

Lines are marked as modules are imported and cost nothing once they were reached, so this begins before anything of ours
is imported, in every worker and in the programs that ask for it.
"""

import json
import os
from pathlib import Path

FOLDER = "QCDESK_WATCHED"
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("qcdesk", "forms", "ui")
LEFT_OUT = ("if TYPE_CHECKING:", r"\.\.\.$", "@overload")


class Watch:
    """Of this process; `told` writes what was reached so far."""

    def __init__(self, folder: Path, whole: bool) -> None:
        import slipcover

        sources = [str(ROOT / package) for package in PACKAGES]
        self._folder = folder
        self._seen = slipcover.Slipcover(branch=True, source=sources if whole else None, exclude_lines=list(LEFT_OUT))
        slipcover.ImportManager(self._seen, slipcover.FileMatcher(sources=sources)).__enter__()

    def told(self) -> None:
        said = json.dumps(self._seen.get_coverage())
        (self._folder / f"{os.getpid()}.json").write_text(said, encoding="utf-8")


def begin(whole: bool = False) -> Watch | None:
    """Nothing where nobody asked for it; the `whole` of it counts the files too that were never imported."""
    folder = os.environ.get(FOLDER)
    return Watch(Path(folder), whole) if folder else None
