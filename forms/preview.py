"""PDF pages as pictures, for the preview on screen."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
from PIL import Image

ALONE = threading.RLock()
"""PDFium takes no calls of two threads at once: whoever calls it in this process does so, and lets go of what it gave,
with this held."""


def pictures(pdf: bytes, dpi: float = 110, pages: range | None = None) -> Iterator[bytes]:
    """One PNG a page, of all pages or those counted from 0 in `pages`."""
    with ALONE:
        document = pypdfium2.PdfDocument(pdf)
        wanted = pages if pages is not None else range(len(document))
    try:
        for number in wanted:
            with ALONE:
                picture = _bitmap(document, number, dpi).to_pil()
            yield _png(picture)
    finally:
        with ALONE:
            document.close()


class Dots(NamedTuple):
    """A page drawn: blue, green and red of each dot in a byte, each line `stride` bytes long."""

    width: int
    height: int
    stride: int
    content: memoryview


def dots(pdf: bytes, number: int, dpi: float) -> Dots:
    """Of the page that is counted from 0."""
    with ALONE, pypdfium2.PdfDocument(pdf) as document:
        drawn = _bitmap(document, number, dpi)
        made = Dots(drawn.width, drawn.height, drawn.stride, memoryview(drawn.buffer))
        drawn.close()
        return made


def _bitmap(document: pypdfium2.PdfDocument, number: int, dpi: float) -> pypdfium2.PdfBitmap:
    return document[number].render(scale=dpi / 72)


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def page_count(pdf: bytes) -> int:
    with ALONE, pypdfium2.PdfDocument(pdf) as document:
        return len(document)
