"""The file in which the system keeps a print until it is whole; a print that was stopped leaves the queue nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACE = "TMPDIR"
"""Where CUPS makes the file, asked for when the print begins. Windows takes a print back by itself."""


class Spool:
    """A folder of this print's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def begun_in(self) -> Iterator[None]:
        """What begins in here keeps its file in the folder."""
        before = os.environ.get(PLACE)
        os.environ[PLACE] = str(self._folder)
        try:
            yield
        finally:
            if before is None:
                del os.environ[PLACE]
            else:
                os.environ[PLACE] = before

    def discard(self) -> None:
        """Qt knows no way to take a print back from CUPS: when it ends, there is no file to be sent."""
        for kept in self._folder.iterdir():
            kept.unlink(missing_ok=True)


@contextmanager
def spool() -> Iterator[Spool]:
    folder = Path(tempfile.mkdtemp(prefix="qcdesk-print-"))
    try:
        yield Spool(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
