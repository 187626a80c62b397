"""A file of scans taken apart into its pages, whatever it is by its first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from forms.reading.scanned import ScannedPage, Source, pictures
from qcdesk.errors import Refused
from qcdesk.store.trouble import unread

if TYPE_CHECKING:
    from forms.apart.process import Waiting

PDF = b"%PDF-"
LOOK = 1024
"""Bytes at the beginning within which a PDF says that it is one."""


def pages(
    source: Path | str | bytes, name: str, only: int = 0, waiting: Waiting | None = None
) -> Iterator[ScannedPage]:
    """Every page of a PDF, JPG, PNG or TIFF, or the `only` one asked for by its number; each is decoded when it is
    asked for. `waiting` is called while a page takes long, and may raise to end it. Raises Refused, and Unavailable
    where no process can be had to draw a PDF in."""
    given = Path(source) if isinstance(source, str) else source
    start = _start(given, name)
    if not start:
        raise Refused(f"“{name}”是空文件（0 字节），请重新扫描或重新复制一次")
    if PDF in start:
        from forms.reading.pdf_pages import pdf_pages  # loads when it is used

        yield from pdf_pages(given, name, only, waiting)
        return
    yield from pictures(given, name, only)


def _start(source: Source, name: str) -> bytes:
    if isinstance(source, bytes):
        return source[:LOOK]
    try:
        with source.open("rb") as file:
            return file.read(LOOK)
    except OSError as error:
        raise Refused(f"“{name}”读不出来：{unread(error)}") from error
