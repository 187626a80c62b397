"""One page of a PDF drawn, and what its file says of its pictures."""

from __future__ import annotations

import ctypes
import math
import re
from mmap import mmap
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from forms.apart import shortage
from forms.apart.bounds import WORKING_PIXELS

MOST_OBJECTS = 100_000
"""Of one page, those in its forms too: the fullest form of ours has 700, a plant's drawing some ten thousand."""

WHITE = 0xFFFFFFFF
WIDTH, HEIGHT = re.compile(rb"/Width\s*(\d{1,9})"), re.compile(rb"/Height\s*(\d{1,9})")
NEAR = 2000
"""Bytes about a picture's width within which its height stands."""


class Drawn(NamedTuple):
    """The pixels line by line, of one byte (grey) or of blue, green and red."""

    width: int
    height: int
    pixels: memoryview


def drawn(page: Any, scale: float, grey: bool) -> Drawn:
    """In grey or in colours; raises Short, and PdfiumError for what PDFium could not draw: its white picture would be
    taken for a blank page."""
    width, height = (max(1, math.ceil(side * scale)) for side in page.get_size())
    width = min(width, WORKING_PIXELS)
    height = min(height, WORKING_PIXELS // width)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGR)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap.raw, 0, 0, width, height, WHITE)
        _draw(page, bitmap, pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else 0))
        return Drawn(width, height, memoryview(bitmap.buffer).cast("B"))
    finally:
        bitmap.close()


def _draw(page: Any, bitmap: Any, flags: int) -> None:
    """By way of the drawing that can be paused, as it alone says whether it was done; nobody goes on with it."""
    asked = dict(pdfium.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
    pause = pdfium.IFSDK_PAUSE(version=1, NeedToPauseNow=asked(lambda _: int(shortage.met())), user=None)
    size = bitmap.width, bitmap.height
    try:
        status = pdfium.FPDF_RenderPageBitmap_Start(
            bitmap.raw, page.raw, 0, 0, *size, 0, flags, ctypes.byref(pause)
        )  # fmt: skip
    finally:
        pdfium.FPDF_RenderPage_Close(page.raw)
    if status == pdfium.FPDF_RENDER_TOBECONTINUED:
        raise shortage.Short
    if status != pdfium.FPDF_RENDER_DONE:
        raise pypdfium2.PdfiumError(f"rendering ended with status {status}")


def largest_picture(whole: bytes | mmap) -> tuple[int, int]:
    """Width and height of the largest picture in the file, masks and patterns too, by its plain words: a picture's own
    stand uncompressed before it."""
    sizes = [(0, 0)]
    for found in WIDTH.finditer(whole):
        begin = max(0, found.start() - NEAR)
        before, after = whole[begin : found.start()], whole[found.end() : found.end() + NEAR]
        words = before[before.rfind(b"obj") + 1 :] + after.partition(b"stream")[0]
        high = HEIGHT.search(words)
        sizes.append((int(found[1]), int(high[1]) if high else 0))
    return max(sizes, key=lambda size: size[0] * size[1])
