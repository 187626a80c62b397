"""The pages of a PDF drawn one by one. PDFium as pypdfium2 brings it has no JavaScript engine, and nothing but pages
is ever drawn: no form is started, no action run, no attachment opened."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from forms.reading.pdf_drawing import MOST_OBJECTS, TooMuch, drawn, largest_picture
from forms.reading.scanned import MOST_PAGES, MOST_PIXELS, WORKING_PIXELS, ScannedPage, among, broken, too_large
from qcdesk.errors import Refused

DPI = 200
POINTS = 72
SCRIPT = "含脚本（不会运行，只取页面）"
SCRIPTS = (b"/JavaScript", b"/JS ", b"/JS(", b"/JS<")
ENCRYPTED = b"/Encrypt"
DEEP = 4
"""How far pictures are looked for in forms within forms."""


def pdf_pages(source: Path | bytes, name: str, only: int = 0) -> Iterator[ScannedPage]:
    """Each page when it is asked for. Raises Refused for a PDF that is broken or locked, or a page too large."""
    document = _opened(source, name)
    try:
        count = len(document)
        if not count:
            raise Refused(broken(name))
        if count > MOST_PAGES:
            raise Refused(f"“{name}”有 {count} 页，一个文件至多 {MOST_PAGES} 页，请分开扫描")
        _refuse_giants(source, name)
        notes = (SCRIPT,) if _has_script(document, source) else ()
        for at in among(count, only):
            again = partial(_again, source, name, at)
            yield ScannedPage(name, at + 1, _drawn(document, name, at), notes, again, count)
    finally:
        document.close()


def _opened(source: Path | bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        # The number is the library's last one, of whatever file: only with /Encrypt in this one is it believed.
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD and _says(source, (ENCRYPTED,)):
            raise Refused(f"“{name}”有密码保护，请去掉密码后再放进来") from error
        raise Refused(broken(name)) from error
    except OSError as error:
        raise Refused(broken(name)) from error


def _again(source: Path | bytes, name: str, at: int) -> Image.Image:
    document = _opened(source, name)
    try:
        return _drawn(document, name, at, grey=False)
    finally:
        document.close()


def _drawn(document: Any, name: str, at: int, grey: bool = True) -> Image.Image:
    try:
        page = document[at]
    except pypdfium2.PdfiumError as error:
        raise Refused(broken(name, at + 1)) from error
    try:
        if pdfium.FPDFPage_CountObjects(page.raw) > MOST_OBJECTS:
            raise TooMuch
        width, height = page.get_size()
        _refuse_large_pictures(page, name)
        most = (WORKING_PIXELS / max(1.0, width * height)) ** 0.5
        return drawn(page, min(DPI / POINTS, most), grey)
    except TooMuch as error:
        raise Refused(too_much(name, at + 1)) from error
    except pypdfium2.PdfiumError as error:
        raise Refused(broken(name, at + 1)) from error
    finally:
        page.close()


def _refuse_large_pictures(page: Any, name: str) -> None:
    """PDFium decodes a picture whole, however small it is drawn. Raises TooMuch for objects without end."""
    for count, item in enumerate(page.get_objects(max_depth=DEEP)):
        if count > MOST_OBJECTS:
            raise TooMuch
        if item.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(item.raw, width, height) and (
            width.value * height.value > MOST_PIXELS
        ):
            raise Refused(too_large(name, width.value, height.value))


def _has_script(document: Any, source: Path | bytes) -> bool:
    """By the document's own list, and by the words of an action that stands uncompressed in the file."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        return True
    return _says(source, SCRIPTS)


def _says(source: Path | bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of the words stands in the file."""
    with _whole(source) as whole:
        return any(whole.find(word) >= 0 for word in words)


def _refuse_giants(source: Path | bytes, name: str) -> None:
    with _whole(source) as whole:
        width, height = largest_picture(whole)
    if width * height > MOST_PIXELS:
        raise Refused(too_large(name, width, height))


@contextmanager
def _whole(source: Path | bytes) -> Iterator[bytes | mmap]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
        yield whole


def too_much(name: str, page: int) -> str:
    return f"“{name}”第 {page} 页上的东西太多（线条、图块或图案），画不出来，不像扫描件；请打印后扫描成图片再放进来"
