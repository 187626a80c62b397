"""One page of a PDF drawn within a time and no longer, whatever somebody put on it."""

from __future__ import annotations

import ctypes
import math
import re
import time
from mmap import mmap
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

MOST_OBJECTS = 100_000
"""Of one page, those in its forms too: the fullest form of ours has 700, a plant's drawing some ten thousand."""

SECONDS = 20.0
WHITE = 0xFFFFFFFF
WIDTH, HEIGHT = re.compile(rb"/Width\s*(\d{1,9})"), re.compile(rb"/Height\s*(\d{1,9})")
NEAR = 2000
"""Bytes about a picture's width within which its height stands."""


class TooMuch(Exception):
    """The page has more on it than a sheet of paper ever had."""


def drawn(page: Any, scale: float, grey: bool) -> Image.Image:
    """In grey or in colours; raises TooMuch, and PdfiumError for what PDFium could not draw, whose white picture would
    be taken for a blank page. PDFium asks between two objects whether it should go on."""
    width, height = (max(1, math.ceil(side * scale)) for side in page.get_size())
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGR)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap.raw, 0, 0, width, height, WHITE)
        _within_time(page, bitmap, pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else 0))
        picture: Image.Image = bitmap.to_pil()
        return picture.copy() if grey else picture.convert("RGB")
    finally:
        bitmap.close()


def _within_time(page: Any, bitmap: Any, flags: int) -> None:
    end = time.monotonic() + SECONDS
    asked = dict(pdfium.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
    pause = pdfium.IFSDK_PAUSE(version=1, NeedToPauseNow=asked(lambda _: int(time.monotonic() > end)), user=None)
    size = bitmap.width, bitmap.height
    try:
        status = pdfium.FPDF_RenderPageBitmap_Start(
            bitmap.raw, page.raw, 0, 0, *size, 0, flags, ctypes.byref(pause)
        )  # fmt: skip
    finally:
        pdfium.FPDF_RenderPage_Close(page.raw)
    if status == pdfium.FPDF_RENDER_TOBECONTINUED:
        raise TooMuch
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
