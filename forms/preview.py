"""PDF pages as pictures, for the preview on screen."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator

import pypdfium2

ALONE = threading.RLock()
"""PDFium takes no calls of two threads at once."""


def pictures(pdf: bytes, dpi: float = 110, pages: range | None = None) -> Iterator[bytes]:
    """One PNG a page, of all pages or those counted from 0 in `pages`."""
    with ALONE:
        document = pypdfium2.PdfDocument(pdf)
        wanted = pages if pages is not None else range(len(document))
    try:
        for number in wanted:
            with ALONE:
                png = _png(document, number, dpi)
            yield png
    finally:
        with ALONE:
            document.close()


def _png(document: pypdfium2.PdfDocument, number: int, dpi: float) -> bytes:
    buffer = io.BytesIO()
    document[number].render(scale=dpi / 72).to_pil().save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def page_count(pdf: bytes) -> int:
    with ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()
