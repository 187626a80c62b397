"""Pages drawn on a ReportLab canvas: text as text, the faces embedded, the same bytes for the same sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import reportlab.rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

import resources
from forms.faces import FILES, POINT
from forms.paginate import paginate
from forms.photos import Gallery
from forms.sheet import Fill, Item, LaidSheet, Page, Picture, Rule, Words
from qcdesk.store.files import replace_file

DOT = 1 / POINT
STROKE = 1 / 30
"""Of the size: the stroke that makes a face bold."""

FILL_ONLY, FILL_AND_STROKE = 0, 2
UNREADABLE = "（照片读不出）"


@cache
def faces() -> dict[str, str]:
    """The names ReportLab knows the two faces by; loads them once for all documents."""
    reportlab.rl_config.useA85 = 0
    for file in FILES.values():
        pdfmetrics.registerFont(TTFont(file, str(resources.path(f"fonts/{file}.ttf"))))
    return dict(FILES)


def write(sheets: Iterable[LaidSheet], path: Path, gallery: Gallery | None = None) -> int:
    """All sheets one after another as one PDF at `path`; the number of pages. Raises Unavailable."""
    with replace_file(path) as file:
        return draw(sheets, file, gallery)


def to_bytes(sheets: Iterable[LaidSheet], gallery: Gallery | None = None) -> bytes:
    buffer = io.BytesIO()
    draw(sheets, buffer, gallery)
    return buffer.getvalue()


def draw(sheets: Iterable[LaidSheet], file: IO[bytes], gallery: Gallery | None = None) -> int:
    """As `write`, into an open file. A sheet that comes several times running is drawn once and shown again."""
    faces()
    canvas = Canvas(file, pageCompression=1, invariant=1, initialFontName=FILES["serif"])
    canvas.setCreator("QCDesk")
    press = Press(canvas, gallery or Gallery())
    for first, (sheet, copies) in enumerate(runs(sheets)):
        if first == 0:
            canvas.setTitle(f"{sheet.form.kind.title} {sheet.record.number or ''}".strip())
            canvas.setAuthor(sheet.office.company)
        press.sheet(sheet, copies)
    canvas.save()
    return press.pages


def runs(sheets: Iterable[LaidSheet]) -> Iterator[tuple[LaidSheet, int]]:
    """Each sheet with how often it comes in a row."""
    current, count = None, 0
    for sheet in sheets:
        if current is not None and sheet is not current:
            yield current, count
            count = 0
        current, count = sheet, count + 1
    if current is not None:
        yield current, count


class Press:
    """Draws pages on one canvas."""

    def __init__(self, canvas: Any, gallery: Gallery) -> None:
        self.canvas = canvas
        self.gallery = gallery
        self.pages = 0

    def sheet(self, sheet: LaidSheet, copies: int) -> None:
        pages = paginate(sheet, self.gallery)
        if copies == 1:
            for page in pages:
                self._begin(page)
                self._draw(page)
                self._end()
            return
        names = [self._kept(page) for page in pages]
        for _ in range(copies):
            for page, name in zip(pages, names, strict=True):
                self._begin(page)
                self.canvas.doForm(name)
                self._end()

    def _begin(self, page: Page) -> None:
        self.canvas.setPageSize((page.width * DOT, page.height * DOT))

    def _end(self) -> None:
        self.canvas.showPage()
        self.pages += 1

    def _kept(self, page: Page) -> str:
        name = f"sheet{id(page)}"
        self.canvas.beginForm(name, 0, 0, page.width * DOT, page.height * DOT)
        self._draw(page)
        self.canvas.endForm()
        return name

    def _draw(self, page: Page) -> None:
        """Runs of one sort are painted together; their order among themselves is kept."""
        for sort, items in groupby(page.items, key=type):
            _PAINT[sort](self, page.height, items)

    def fills(self, height: float, items: Iterable[Fill]) -> None:
        for item in items:
            self.canvas.setFillGray(item.shade)
            self.canvas.rect(
                item.x * DOT, (height - item.y - item.h) * DOT, item.w * DOT, item.h * DOT, stroke=0, fill=1
            )

    def rules(self, height: float, items: Iterable[Rule]) -> None:
        for width, run in groupby(items, key=lambda item: item.width):
            self.canvas.setLineWidth(width)
            self.canvas.lines(
                [(x1 * DOT, (height - y1) * DOT, x2 * DOT, (height - y2) * DOT) for x1, y1, x2, y2, _ in run]
            )

    def words(self, height: float, items: Iterable[Words]) -> None:
        text = self.canvas.beginText()
        look: tuple[object, ...] = ()
        for item in items:
            if item.turn:
                self._turned(height, item)
                continue
            if look != (item.face, item.size, item.bold, item.shade, item.spacing):
                look = (item.face, item.size, item.bold, item.shade, item.spacing)
                _dress(text, item)
            text.setTextOrigin(item.x * DOT, (height - item.y) * DOT)
            text.textOut(item.text)
        self.canvas.drawText(text)

    def _turned(self, height: float, item: Words) -> None:
        self.canvas.saveState()
        self.canvas.translate(item.x * DOT, (height - item.y) * DOT)
        self.canvas.rotate(item.turn)
        self.canvas.setFillGray(item.shade)
        self.canvas.setFont(FILES[item.face], item.size)
        self.canvas.drawString(0, 0, item.text)
        self.canvas.restoreState()

    def pictures(self, height: float, items: Iterable[Picture]) -> None:
        for item in items:
            jpeg = self.gallery.jpeg(item.sha256, item.w, item.h)
            if jpeg is None:
                self.words(height, (Words(item.x + 1, item.y + item.h / 2, UNREADABLE, 7.5),))
                continue
            image = ImageReader(io.BytesIO(jpeg))
            self.canvas.drawImage(image, item.x * DOT, (height - item.y - item.h) * DOT, item.w * DOT, item.h * DOT)


def _dress(text: PDFTextObject, item: Words) -> None:
    text.setFont(FILES[item.face], item.size)
    text.setFillGray(item.shade)
    text.setCharSpace(item.spacing)
    text.setTextRenderMode(FILL_AND_STROKE if item.bold else FILL_ONLY)
    if item.bold:
        text.setStrokeGray(item.shade)
        text._code.append(f"{item.size * STROKE:.3f} w")


_PAINT: dict[type[Item], Any] = {
    Fill: Press.fills, Rule: Press.rules, Words: Press.words, Picture: Press.pictures
}  # fmt: skip
