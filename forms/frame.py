"""The head and the foot of a page: company, title, number, printed notes, document line, page number."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from forms.faces import ABOVE, POINT, Face, face
from forms.fill import BLANK, Part, Running, Unit, page_words
from forms.fit import TIGHT, Block, fit_units
from forms.grid import Paper
from forms.photos import Gallery
from forms.plan import BILINGUAL
from forms.sheet import Item, Picture, Words
from forms.words import words_of

TOP, BOTTOM = 9.0, 8.0
"""Above the company's name and below the foot: nearer to the paper's edge office printers do not print."""

LOGO_WIDTH, LOGO_HEIGHT = 20.0, 13.0
GAP = 1.5
NOTE_SIZE, NOTE_SIZE_EN = 8.0, 6.5
ANCHOR_SIZE, ANCHOR_APART, ANCHOR_DOWN = 7.0, 2.0, 2.0
"""Points, as it is typed by hand; millimetres from other words; millimetres under a foot whose lines have no room."""
SERIF: Face = face("serif")


class Mark(NamedTuple):
    """The company's logo: its name in the gallery, its size in pixels."""

    sha256: str
    width: int
    height: int


class Placed(NamedTuple):
    """Items of a head or foot, and where it ends (a head) or how high it is (a foot)."""

    items: tuple[Item, ...]
    extent: float


@lru_cache(maxsize=512)
def head(paper: Paper, running: Running, mark: Mark | None, continued: bool) -> Placed:
    """From the top edge to where the frame begins."""
    if not paper.head:
        return Placed((), paper.margin)
    items: list[Item] = []
    middle, free = paper.width / 2, paper.printable - 2 * (LOGO_WIDTH + 2)
    title, title_en = running.title + ("（续页）" if continued else ""), running.title_en
    y = TOP + 5.2
    items.append(
        _middled(
            running.company, middle, y, _least(running.company, 16, free - len(running.company) * 0.6 * POINT), 0.6
        )
    )
    if running.company_en:
        y += 3.6
        items.append(_middled(running.company_en, middle, y, _least(running.company_en, 8, free), 0, bold=False))
    y += 8.8 if not running.company_en else 7.4
    size = _least(title, 20, free - len(title) * 3 * POINT)
    items.append(_middled(title, middle, y, size, 3.0))
    if title_en:
        y += 4.0
        title_en += " (cont.)" if continued else ""
        items.append(_middled(title_en, middle, y, _least(title_en, 9, free), 0, bold=False))
    y += 5.0
    items.extend(_number_line(paper, running, y))
    if mark is not None:
        items.append(_logo(paper, mark))
    return Placed(tuple(items), y + 1.6)


def _least(text: str, size: float, width: float) -> float:
    """`size`, or less where the text would not fit."""
    wide = SERIF.width(text, size)
    return size if wide <= width else size * width / wide


def _middled(text: str, middle: float, y: float, size: float, spacing: float, bold: bool = True) -> Words:
    wide = SERIF.width(text, size) + max(0, len(text) - 1) * spacing * POINT
    return Words(middle - wide / 2, y, text, size, bold=bold, spacing=spacing)


def _number_line(paper: Paper, running: Running, y: float) -> tuple[Words, ...]:
    """The day, and at the right the number where the sheet is one that has a number."""
    bilingual = running.lang == BILINGUAL
    day = ("日期 Date：" if bilingual else "日期：") + (running.day or BLANK * 5)
    if running.number is None:
        return (Words(paper.margin, y, day, 10),)
    number = ("编号 No.：" if bilingual else "编号：") + (running.number or BLANK * 5)
    right = paper.width - paper.margin - SERIF.width(number, 10)
    return Words(paper.margin, y, day, 10), Words(right, y, number, 10)


def mark_of(logo: bytes | None, gallery: Gallery) -> Mark | None:
    """None without a logo, or with one that is no picture."""
    if logo is None:
        return None
    name = gallery.adopt(logo)
    size = gallery.size(name)
    return Mark(name, *size) if size else None


def _logo(paper: Paper, mark: Mark) -> Picture:
    scale = min(LOGO_WIDTH / mark.width, LOGO_HEIGHT / mark.height)
    wide, high = mark.width * scale, mark.height * scale
    return Picture(paper.margin, TOP + (LOGO_HEIGHT - high) / 2, wide, high, mark.sha256)


@lru_cache(maxsize=512)
def foot(paper: Paper, running: Running, page: int, pages: int) -> Placed:
    """Placed from y = 0: the notes, then the document line and, where no cell has it, the page number."""
    if not paper.head:
        return Placed((), 0.0)
    width = paper.printable
    number = "" if running.numbered else page_words(page, pages, running.lang)
    size = NOTE_SIZE
    number_width = SERIF.width(number, size)
    blocks = [_note(text, at, width) for note in running.notes for at, text in enumerate(_tongues(note, running.lang))]
    line = fit_units(_document_units(running), (), width - number_width - 3, 0.0, (size,), 1.5)
    items: list[Item] = []
    y = GAP
    for block in blocks:
        items.extend(words_of(block, paper.margin, y))
        y += block.height
    told = words_of(line, paper.margin, y)
    baseline, right = y + _baseline(size), paper.margin + width
    extent = y + (line.height if line.lines else size * POINT * 1.2)
    if number:
        told.append(Words(right - number_width, baseline, number, size))
    anchor = _anchor(running.anchor, told, right, extent)
    return Placed((*items, *told, *anchor), extent)


def _anchor(text: str, told: list[Words], right: float, extent: float) -> tuple[Words, ...]:
    """Beside the lowest line of the foot that has room for it, else under the foot: the sheet never grows by it."""
    if not text:
        return ()
    wide = SERIF.width(text, ANCHOR_SIZE)
    lines: dict[float, list[Words]] = {}
    for word in told:
        lines.setdefault(round(word.y, 3), []).append(word)
    for y in sorted(lines, reverse=True):
        edges = [(word.x, word.x + SERIF.width(word.text, word.size)) for word in sorted(lines[y])]
        gaps = zip([end for _, end in edges], [start for start, _ in edges[1:]] + [right + ANCHOR_APART], strict=True)
        for start, end in gaps:
            if end - start >= wide + 2 * ANCHOR_APART:
                return (Words(end - ANCHOR_APART - wide, y, text, ANCHOR_SIZE),)
    return (Words(right - wide, extent + ANCHOR_DOWN, text, ANCHOR_SIZE),)


def upright(paper: Paper, copies: str, top: float, end: float) -> list[Item]:
    """Whose each copy is, one character below the other beside the frame, in the middle of its height."""
    letters = whose(copies)
    step = NOTE_SIZE * POINT * 1.25
    y = (top + end - len(letters) * step) / 2 + ABOVE * NOTE_SIZE * POINT
    x = paper.width - paper.margin + (paper.margin - NOTE_SIZE * POINT) / 3
    return [Words(x, y + at * step, letter, NOTE_SIZE) for at, letter in enumerate(letters) if letter.strip()]


def whose(copies: str) -> str:
    """三联：①白 存根　②红 客户 without how many there are."""
    return copies.partition("：")[2] or copies


def _tongues(note: tuple[str, str], lang: str) -> tuple[str, ...]:
    return note if lang == BILINGUAL and note[1] else note[:1]


def _note(text: str, tongue: int, width: float) -> Block:
    size = NOTE_SIZE_EN if tongue else NOTE_SIZE
    return fit_units((Unit((Part(text),)),), (), width, 0.0, (size,))


def _document_units(running: Running) -> tuple[Unit, ...]:
    line = running.document
    english = running.lang == BILINGUAL
    parts = (
        ("文件编号", "Doc. no.", line.document_no), ("版次", "Rev.", line.revision),
        ("制作日期", "Issued", line.issued), ("保存年限", "Kept", line.retention), ("联次", "Copies", line.copies),
    )  # fmt: skip
    return tuple(Unit((Part(f"{zh}{' ' + en if english else ''}：{text}"),)) for zh, en, text in parts if text)


def _baseline(size: float) -> float:
    return (TIGHT - 1) / 2 * size * POINT + ABOVE * size * POINT


def printed_notes(running: Running) -> tuple[str, ...]:
    """The lines under the frame without their places: the notes, then the document line."""
    notes = [text for note in running.notes for text in _tongues(note, running.lang)]
    line = "　".join(unit.text for unit in _document_units(running))
    return (*notes, line) if line else tuple(notes)
