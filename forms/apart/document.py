"""A PDF opened and its pages drawn, by PDFium in this very process: `child.py` calls it, nobody else. PDFium as
pypdfium2 brings it has no JavaScript engine, and nothing but pages is ever drawn: no form is started, no action run, no
attachment opened."""

from __future__ import annotations

import ctypes
from mmap import ACCESS_COPY, mmap
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from forms.apart import shortage
from forms.apart.bounds import MOST_PIXELS, WORKING_PIXELS
from forms.apart.drawing import MOST_OBJECTS, Drawn, drawn, largest_picture
from forms.apart.messages import Answer

DPI = 200
POINTS = 72
SCRIPTS = (b"/JavaScript", b"/JS ", b"/JS(", b"/JS<")
ENCRYPTED = b"/Encrypt"
DEEP = 40
"""How far pictures are looked for in forms within forms: PDFium draws none that lie deeper."""


class Refusal(Exception):
    """Why a file or page is not drawn."""

    def __init__(self, answer: Answer, width: int = 0, height: int = 0) -> None:
        super().__init__(answer.name)
        self.answer, self.width, self.height = answer, width, height


class Document:
    """Raises Refusal for a PDF that is broken or locked, or holds a picture too large."""

    def __init__(self, whole: bytes | mmap) -> None:
        self._whole = whole
        self._pdf = self._opened()
        self.pages = len(self._pdf)
        width, height = largest_picture(whole)
        if width * height > MOST_PIXELS:
            raise Refusal(Answer.LARGE, width, height)

    def _opened(self) -> Any:
        try:
            with shortage.in_full():
                return pypdfium2.PdfDocument(_given(self._whole))
        except shortage.Short as error:
            raise Refusal(Answer.HUNGRY) from error
        except pypdfium2.PdfiumError as error:
            # The library gives its last number: only with /Encrypt in the file is it believed.
            locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD and self._says(ENCRYPTED)
            raise Refusal(Answer.LOCKED if locked else _failed()) from error

    def has_script(self) -> bool:
        """By the document's own list, and by the words of an action that stands uncompressed in the file."""
        return pdfium.FPDFDoc_GetJavaScriptActionCount(self._pdf.raw) > 0 or self._says(*SCRIPTS)

    def _says(self, *words: bytes) -> bool:
        return any(self._whole.find(word) >= 0 for word in words)

    def draw(self, at: int, grey: bool) -> Drawn:
        """A page by its place from 0. Raises Refusal."""
        try:
            with shortage.in_full():
                return self._drawn(at, grey)
        except shortage.Short as error:
            raise Refusal(Answer.HUNGRY) from error
        except pypdfium2.PdfiumError as error:
            raise Refusal(_failed()) from error

    def _drawn(self, at: int, grey: bool) -> Drawn:
        page = self._pdf[at]
        try:
            _refuse_crowds(page)
            width, height = page.get_size()
            most = (WORKING_PIXELS / max(1.0, width * height)) ** 0.5
            return drawn(page, min(DPI / POINTS, most), grey)
        finally:
            page.close()

    def close(self) -> None:
        self._pdf.close()


def _failed() -> Answer:
    """What PDFium gave up for want of memory is not broken."""
    return Answer.HUNGRY if shortage.met() else Answer.BROKEN


def lying_at(path: Path) -> mmap:
    """The bytes of a file, none read before they are wanted. Raises Refusal."""
    try:
        with path.open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_COPY)
    except (OSError, ValueError) as error:
        raise Refusal(Answer.BROKEN) from error


def _given(whole: bytes | mmap) -> Any:
    return whole if isinstance(whole, bytes) else (ctypes.c_ubyte * len(whole)).from_buffer(whole)


def _refuse_crowds(page: Any) -> None:
    """Objects without end, and pictures too large: PDFium decodes one whole, however small it is drawn."""
    if pdfium.FPDFPage_CountObjects(page.raw) > MOST_OBJECTS:
        raise Refusal(Answer.CROWDED)
    for count, item in enumerate(page.get_objects(max_depth=DEEP)):
        if count > MOST_OBJECTS:
            raise Refusal(Answer.CROWDED)
        if item.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(item.raw, width, height) and (
            width.value * height.value > MOST_PIXELS
        ):
            raise Refusal(Answer.LARGE, width.value, height.value)
