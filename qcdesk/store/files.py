"""Writes a file beside its place and moves it there whole: what stood there is old or complete, never half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from qcdesk.errors import Unavailable
from qcdesk.store.trouble import os_sentence

PARTIAL = ".qcdesk-partial"


@contextmanager
def replace_file(path: Path) -> Iterator[IO[bytes]]:
    """The file to write; moved to `path` at the end. Raises Unavailable with a sentence, and `path` is untouched."""
    try:
        handle, name = tempfile.mkstemp(suffix=PARTIAL, prefix=f".{path.name[:40]}-", dir=path.parent)
    except OSError as error:
        raise Unavailable(os_sentence(error)) from error
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        raise Unavailable(_sentence(path, error)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError) and path.exists():
        return f"“{path.name}”正被别的程序打开或不许改写，请关掉它再试，原来的文件没有动。"
    return os_sentence(error)
