"""Finished PDFs of small pages put together on A4, as `forms/on_a4.py` does with pages that are still to be drawn."""

from __future__ import annotations

import io
from collections.abc import Sequence

from forms.faces import POINT
from forms.on_a4 import A4, ACROSS, on_a4, places

__all__ = ["ACROSS", "joined", "on_a4", "pdf_on_a4", "places"]


def pdf_on_a4(content: bytes, each: int) -> bytes:
    """The same for the pages of a finished PDF, which keeps its words and faces."""
    import pypdfium2

    from forms.preview import ALONE

    buffer = io.BytesIO()
    with ALONE, pypdfium2.PdfDocument(content) as source, pypdfium2.PdfDocument.new() as target:
        wide, high = (length * POINT for length in source.get_page_size(0))
        for first in range(0, len(source), each):
            sheet = target.new_page(A4[0] / POINT, A4[1] / POINT)
            for number, (right, down) in zip(range(first, len(source)), places(wide, high, each), strict=False):
                label = source.page_as_xobject(number, target).as_pageobject()
                label.set_matrix(pypdfium2.PdfMatrix().translate(right / POINT, (A4[1] - down - high) / POINT))
                sheet.insert_obj(label)
            sheet.gen_content()
        target.save(buffer)
    return buffer.getvalue()


def joined(parts: Sequence[bytes]) -> bytes:
    """Finished PDFs one behind the other."""
    import pypdfium2

    from forms.preview import ALONE

    if len(parts) == 1:
        return parts[0]
    buffer = io.BytesIO()
    with ALONE, pypdfium2.PdfDocument.new() as target:
        for part in parts:
            with pypdfium2.PdfDocument(part) as source:
                target.import_pages(source)
        target.save(buffer)
    return buffer.getvalue()
