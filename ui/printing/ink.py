"""Neutral pages drawn with QPainter, for printers: words stay words, the same geometry as the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPen,
)  # fmt: skip
from PySide6.QtPrintSupport import QPrinter

from forms.faces import POINT, face
from forms.photos import Gallery
from forms.sheet import Fill, Page, Picture, Rule, Words
from qcdesk.errors import Unavailable
from ui.printing.spool import spool
from ui.style import tokens
from ui.style.dress import load_sheet_face

INCH = 25.4
EM = 1000
"""Units of the size in which words are drawn."""

BOLD = 1 / 30
"""Of the size: the stroke that makes a face bold, as in the PDF."""
UNREADABLE = "（照片读不出）"
FAILED = "打印没有开始，打印机没有应答。请检查打印机和打印队列，或先存成 PDF。"

Told = Callable[[int, int], object]


class Ink:
    """Paints pages through one painter; `dots` are device pixels a millimetre."""

    def __init__(self, painter: QPainter, gallery: Gallery, resolution: float) -> None:
        self.painter = painter
        self.gallery = gallery
        self.dots = resolution / INCH
        self._fonts = {"serif": _em_font(load_sheet_face()), "sans": _em_font(tokens.FAMILY)}

    def page(self, page: Page) -> None:
        paint: dict[type[Any], Callable[[Any], None]] = {
            Words: self._words, Rule: self._rule, Fill: self._fill, Picture: self._picture
        }  # fmt: skip
        for item in page.items:
            paint[type(item)](item)

    def _fill(self, item: Fill) -> None:
        self.painter.fillRect(self._box(item.x, item.y, item.w, item.h), _grey(item.shade))

    def _rule(self, item: Rule) -> None:
        pen = QPen(Qt.GlobalColor.black, item.width * POINT * self.dots)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.drawLine(QLineF(self._at(item.x1, item.y1), self._at(item.x2, item.y2)))

    def _words(self, item: Words) -> None:
        scale = item.size * POINT * self.dots / EM
        for x, text in _runs(item):
            self.painter.save()
            self.painter.translate(self._at(x, item.y))
            self.painter.rotate(-item.turn)
            self.painter.scale(scale, scale)
            self._run(text, item)
            self.painter.restore()

    def _run(self, text: str, item: Words) -> None:
        """At the origin, a size being EM units: words and their outline stand in the same places on every printer."""
        font, shade = self._fonts[item.face], _grey(item.shade)
        self.painter.setFont(font)
        self.painter.setPen(shade)
        self.painter.drawText(QPointF(0, 0), text)
        if item.bold:
            # As in the PDF: the outline is drawn over the words, which stay words.
            outline = QPainterPath()
            outline.addText(QPointF(0, 0), font, text)
            self.painter.strokePath(outline, QPen(shade, EM * BOLD))

    def _picture(self, item: Picture) -> None:
        jpeg = self.gallery.jpeg(item.sha256, item.w, item.h)
        if jpeg is None:
            self._words(Words(item.x + 1, item.y + item.h / 2, UNREADABLE, 7.5))
            return
        self.painter.drawImage(self._box(item.x, item.y, item.w, item.h), QImage.fromData(jpeg))

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(x * self.dots, y * self.dots)

    def _box(self, x: float, y: float, w: float, h: float) -> QRectF:
        return QRectF(x * self.dots, y * self.dots, w * self.dots, h * self.dots)


def _runs(item: Words) -> Iterator[tuple[float, str]]:
    """Where each run begins: a word in one, spaced letters one by one."""
    if not item.spacing:
        yield item.x, item.text
        return
    metrics, x = face(item.face), item.x
    for letter in item.text:
        yield x, letter
        x += metrics.width(letter, item.size) + item.spacing * POINT


def _em_font(family: str) -> QFont:
    """As fine as the faces' own metrics. In points, Qt rounds sizes and advances to the dots of screen and printer."""
    font = QFont(family)
    font.setPixelSize(EM)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _grey(shade: float) -> QColor:
    level = round(shade * 255)
    return QColor(level, level, level)


def run_off(printer: QPrinter, pages: Sequence[Page], gallery: Gallery, told: Told | None = None) -> None:
    """Prints the pages, each on its own paper; raises Unavailable when the printer does not take them. When `told`
    raises, nothing is printed."""
    set_paper(printer, pages[0])
    painter = QPainter()
    with spool() as kept:
        with kept.begun_in():
            begun = painter.begin(printer)
        if not begun:
            raise Unavailable(FAILED)
        try:
            _draw(printer, painter, pages, gallery, told)
        except BaseException:
            printer.abort()
            kept.discard()
            raise
        finally:
            painter.end()


def _draw(printer: QPrinter, painter: QPainter, pages: Sequence[Page], gallery: Gallery, told: Told | None) -> None:
    ink = Ink(painter, gallery, printer.resolution())
    for number, page in enumerate(pages):
        if told is not None:
            told(number, len(pages))
        if number and (page.width, page.height) != (pages[number - 1].width, pages[number - 1].height):
            set_paper(printer, page)
        if number and not printer.newPage():
            raise Unavailable(FAILED)
        ink.page(page)


def set_paper(printer: QPrinter, page: Page) -> None:
    """The page's own paper, drawn to its very edge: the sheet has its margins in itself."""
    portrait = page.height >= page.width
    upright = QSizeF(min(page.width, page.height), max(page.width, page.height))
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Portrait if portrait else QPageLayout.Orientation.Landscape
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter))


def printer_for_file(path: str, resolution: int = 600) -> QPrinter:
    """A printer that writes a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(resolution)
    printer.setOutputFileName(path)
    return printer


def page_range(pages: Sequence[Page], first: int, last: int) -> Sequence[Page]:
    """Counted from 1, both ends printed; out of range is cut."""
    return pages[max(0, first - 1) : max(first, min(last, len(pages)))]
