"""PDF pages as pictures, for the preview on screen."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2


def pictures(pdf: bytes, dpi: float = 110, pages: range | None = None) -> Iterator[bytes]:
    """One PNG a page, of all pages or those counted from 0 in `pages`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in pages if pages is not None else range(len(document)):
            page = document[number]
            buffer = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().save(buffer, "PNG", compress_level=1)
            yield buffer.getvalue()
    finally:
        document.close()


def page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
