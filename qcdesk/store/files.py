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
        raise Unavailable(os_sentence(_as_wanted(path, error))) from error
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(_mode(path))
        os.replace(partial, path)
        _sync_folder(path.absolute().parent)
    except OSError as error:
        raise Unavailable(_sentence(path, error)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The old file's permissions, or what a new file gets; a temporary file's are the owner's alone."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a power cut; Windows needs and offers nothing of the kind."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError) and path.exists():
        return f"“{path.name}”正被别的程序打开或不许改写，请关掉它再试，原来的文件没有动。"
    return os_sentence(_as_wanted(path, error))


def _as_wanted(path: Path, error: OSError) -> OSError:
    """The temporary name says nothing to anybody."""
    ours = isinstance(error.filename, str) and error.filename.endswith(PARTIAL)
    return OSError(error.errno, error.strerror, str(path)) if ours else error
