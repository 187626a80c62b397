"""The pages of a PDF drawn one by one. PDFium as pypdfium2 brings it has no JavaScript engine, and nothing but pages
is ever drawn: no form is started, no action run, no attachment opened."""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

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
        notes = (SCRIPT,) if _has_script(document, source) else ()
        for at in among(count, only):
            yield ScannedPage(name, at + 1, _drawn(document, name, at), notes, lambda at=at: _again(source, name, at))  # type: ignore[misc]
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
        width, height = page.get_size()
        _refuse_large_pictures(page, name)
        most = (WORKING_PIXELS / max(1.0, width * height)) ** 0.5
        bitmap = page.render(scale=min(DPI / POINTS, most), grayscale=grey, may_draw_forms=False)
        picture: Image.Image = bitmap.to_pil()
        made = picture.convert("L" if grey else "RGB") if picture.mode != "L" or not grey else picture.copy()
        bitmap.close()
        return made
    except pypdfium2.PdfiumError as error:
        raise Refused(broken(name, at + 1)) from error
    finally:
        page.close()


def _refuse_large_pictures(page: Any, name: str) -> None:
    """PDFium decodes a picture whole, however small it is drawn."""
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=DEEP):
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
    if isinstance(source, bytes):
        return any(word in source for word in words)
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return any(whole.find(word) >= 0 for word in words)
