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

import resources
from forms.faces import FILES, POINT
from forms.paginate import paginate
from forms.photos import Gallery
from forms.sheet import Fill, Item, LaidSheet, Page, Picture, Rule, Words, runs
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


class Press:
    """Draws pages on one canvas."""

    def __init__(self, canvas: Any, gallery: Gallery) -> None:
        self.canvas = canvas
        self.gallery = gallery
        self.ink = Ink(canvas)
        self.pages = 0

    def sheet(self, sheet: LaidSheet, copies: int) -> None:
        pages = paginate(sheet, self.gallery)
        if copies == 1:
            for page in pages:
                self.page(page)
            return
        names = [self._kept(page) for page in pages]
        for _ in range(copies):
            for page, name in zip(pages, names, strict=True):
                self._begin(page)
                self.canvas.doForm(name)
                self._end()

    def page(self, page: Page) -> None:
        self._begin(page)
        self._draw(page)
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
        code = ["q BT"]
        look: tuple[object, ...] = ()
        font = ""
        for item in items:
            if item.turn:
                self._turned(height, item)
                continue
            if look != (item.bold, item.shade, item.spacing, item.size):
                look = (item.bold, item.shade, item.spacing, item.size)
                code.append(_dress(item))
                font = ""
            code.append(f"1 0 0 1 {item.x * DOT:.2f} {(height - item.y) * DOT:.2f} Tm")
            for name, shown in self.ink.strokes(item.face, item.text):
                if name != font:
                    code.append(f"{name} {item.size:.4g} Tf")
                    font = name
                code.append(shown)
        code.append("ET Q")
        self.canvas._code.extend(code)

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


class Ink:
    """Text as PDF strings in the subsets of one document's faces; words that come again are not encoded again."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.known: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

    def strokes(self, face: str, text: str) -> tuple[tuple[str, str], ...]:
        """Pairs of a font's name in the document and what it shows."""
        found = self.known.get((face, text))
        if found is None:
            found = self.known[(face, text)] = tuple(self._encoded(face, text))
        return found

    def _encoded(self, face: str, text: str) -> Iterator[tuple[str, str]]:
        document, font = self.canvas._doc, pdfmetrics.getFont(FILES[face])
        for subset, codes in font.splitString(text, document):
            yield font.getSubsetInternalName(subset, document), f"({self.canvas._escape(codes)}) Tj"


def _dress(item: Words) -> str:
    """The operators for shade, letter spacing and weight."""
    mode = f"{FILL_AND_STROKE} Tr {item.size * STROKE:.3f} w {item.shade:.3g} G" if item.bold else f"{FILL_ONLY} Tr"
    return f"{item.shade:.3g} g {item.spacing:.4g} Tc {mode}"


_PAINT: dict[type[Item], Any] = {
    Fill: Press.fills, Rule: Press.rules, Words: Press.words, Picture: Press.pictures
}  # fmt: skip
