"""How high each cell must be: words fitted into the cell's width and, where they can be, into its height."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from forms import captions
from forms.fill import EMPTY, Filled, Part, Photo, Unit
from forms.fit import NOTHING, OPEN, SERIF, Block, Scale, fit_label, fit_parted, fit_signing, fit_units, fit_words
from forms.hand_box import Seat, seat
from forms.photos import Gallery
from forms.planned import Planned
from forms.sheet import BAND, CODE, HEADING, PAGE, REST, SIGN

PHOTO_MOST, PHOTO_LEAST = 30.0, 20.0
PHOTO_GAP = 2.0
AREA_TOP = 0.7
"""Millimetres between the upper rule and the label inside a big cell."""

CAPTION = captions.TWO_HIGH
"""Millimetres that captions take at most."""

COUNT = 4.5
"""Millimetres beside a label's title, for `1/2` where it continues on a second label."""

UNREADABLE = (4, 3)

SMALLER = 2.0
"""Points that an option or a part of a signature gives up before it is broken."""

FEW = 3
"""Lines of words that stay as large as elsewhere when it is the photos that make their cell grow."""


@dataclass(frozen=True, eq=False)
class Setting:
    """What all cells of one sheet share: left edge and column in millimetres, sizes, photos."""

    left: float
    column: float
    scale: Scale
    lang: str
    gallery: Gallery
    yields: bool = False
    destroyed: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """`needed` is the least height in millimetres; `photo` the height of the pictures in an area."""

    plan: Planned
    filled: Filled
    label: Block
    block: Block
    needed: float
    photo: float = 0.0
    hand: Seat | None = None
    """Where the signer's own picture stands."""


def measure(cell: Planned, filled: Filled, height: float, setting: Setting) -> Measured:
    """One cell of a row that is `height` high if nothing needs more."""
    scale = setting.scale
    if cell.inside:
        return _area(cell, filled, height, setting)
    if cell.kind in (BAND, HEADING):
        rows = 2 if cell.deep else 1
        block = band(cell, cell.span * setting.column, rows * height, scale)
        return Measured(cell, EMPTY, NOTHING, block, (block.height + 2 * scale.pad_y) / rows)
    label = NOTHING
    if cell.label:
        pad = scale.pad * 0.8
        label = fit_label(cell.zh, cell.en, cell.label * setting.column - 2 * pad, height - 2 * scale.pad_y, scale)
    if hand := _hand(cell, filled, (cell.span - cell.label) * setting.column, height - 2 * scale.pad_y, setting):
        needed = max(label.height, hand.height) + 2 * scale.pad_y
        return Measured(cell, filled, label, hand.block, needed, hand=hand)
    block = _content(cell, filled, height - 2 * scale.pad_y, setting)
    return Measured(cell, filled, label, block, max(label.height, block.height) + 2 * scale.pad_y)


def _hand(cell: Planned, filled: Filled, width: float, height: float, setting: Setting) -> Seat | None:
    """Only a box that is all the signature's may have its picture above the words; no label grows for one."""
    size = setting.gallery.size(filled.hand) if filled.hand else None
    if size is None:
        return None
    scale, ways = setting.scale, (filled.units, *filled.spare)
    free = cell.part is None and not cell.inside
    grows = not setting.yields
    return seat(ways, size[0] / size[1], width - 2 * scale.pad, height, scale, free and grows, grows)


def printed_pad(cell: Planned, scale: Scale) -> float:
    return scale.pad * (0.4 if cell.kind == HEADING else 1)


def inner_pad(cell: Planned, scale: Scale) -> float:
    """Narrow columns of a table spare their blanks."""
    return scale.pad * 0.5 if cell.row is not None else scale.pad


def _content(cell: Planned, filled: Filled, height: float, setting: Setting) -> Block:
    if filled is EMPTY or cell.kind == CODE:
        return NOTHING
    scale = setting.scale
    width = (cell.span - cell.label) * setting.column - 2 * inner_pad(cell, scale)
    if cell.parted:
        return fit_parted(filled.units, cell.span * setting.column, inner_pad(cell, scale), scale.tick[0])
    if filled.units:
        return _units(cell, filled, width, height, scale)
    return fit_words(filled.text, width, height, scale.value, filled.centred or cell.kind == PAGE)


def _units(cell: Planned, filled: Filled, width: float, height: float, scale: Scale) -> Block:
    if not filled.text:
        return fit_signing(filled.units, width, height, scale.sign)
    if cell.kind in (SIGN, REST):
        return fit_units(filled.units, filled.spare, width, height, scale.sign, 2.0, SMALLER)
    return fit_units(filled.units, (), width, height, scale.tick, 0.8, SMALLER)


@lru_cache(maxsize=1024)
def band(cell: Planned, width: float, height: float, scale: Scale) -> Block:
    """The words of a band or of a table's heading; a title band is larger."""
    room = width - 2 * printed_pad(cell, scale)
    if cell.kind == HEADING:
        return fit_label(cell.zh, cell.en, room, height - 2 * scale.pad_y, scale)
    room -= 2 * COUNT if cell.title else 0.0
    size = scale.value[0] * (1.3 if cell.title else 1.05)
    parts = [Unit((Part(cell.zh),))]
    if cell.en:
        parts.append(Unit((Part(cell.en),)))
    sizes = tuple(size - step / 2 for step in range(int((size - scale.value[-1]) * 2) + 1))
    return fit_units(tuple(parts), (), room, height, sizes)


@lru_cache(maxsize=1024)
def area_label(zh: str, en: str, width: float, scale: Scale) -> Block:
    """The printed label inside a big cell, the English behind it and smaller where there is room."""
    if not zh and not en:
        return NOTHING
    size = scale.value[0]
    label = fit_units((Unit((Part(zh),)),), (), width, 0.0, (size,))
    if not en:
        return label
    english = fit_units((Unit((Part(en),)),), (), width, 0.0, (scale.english[0],))
    last, behind = label.lines[-1], english.lines[0]
    start = last.runs[-1].x + SERIF.width(last.runs[-1].text, size) + 1.0
    if len(english.lines) == 1 and start + SERIF.width(en, scale.english[0]) <= width:
        moved = tuple(run._replace(x=run.x + start) for run in behind.runs)
        return label._replace(lines=(*label.lines[:-1], last._replace(runs=last.runs + moved)))
    return Block(label.lines + english.lines, label.height + english.height)


def _area(cell: Planned, filled: Filled, height: float, setting: Setting) -> Measured:
    scale = setting.scale
    width = cell.span * setting.column - 2 * scale.pad
    label = area_label(cell.zh, cell.en, width, scale)
    fixed = label.height + 2 * scale.pad_y + AREA_TOP
    most = photo_height(filled.photos, width, setting) if filled.photos else 0.0
    least = min(most, PHOTO_LEAST)
    under = _under(filled.photos, least, setting) if most else 0.0
    below = least + under if most else 0.0
    room = height - fixed - below
    if hand := _hand(cell, filled, cell.span * setting.column, room, setting):
        return Measured(cell, filled, label, hand.block, fixed + hand.height, hand=hand)
    if filled.units:
        block = _units(cell, filled, width, room, scale)
        return Measured(cell, filled, label, block, fixed + block.height)
    block = fit_words(filled.text, width, room, scale.value, False, OPEN, scale.growing)
    if most and block.height > room and len(block.lines) <= FEW:
        block = fit_words(filled.text, width, height, scale.value, False, OPEN, scale.growing)
    photo = most
    if most:
        photo = min(most, max(least, height - fixed - block.height - under))
        if block.height > room:
            photo = most
    needed = fixed + block.height + (photo + _under(filled.photos, photo, setting) if photo else 0.0)
    return Measured(cell, filled, label, block, needed, photo)


def _under(photos: tuple[Photo, ...], height: float, setting: Setting) -> float:
    """The captions of photos `height` high, with the air above and below."""
    blocks = [
        captions.caption(number, photo, ratio(photo, setting.gallery) * height) for number, photo in enumerate(photos)
    ]
    return captions.room(blocks) + 1.0


def photo_height(photos: tuple[Photo, ...], width: float, setting: Setting) -> float:
    """The common height at which all photos stand side by side."""
    ratios = sum(ratio(photo, setting.gallery) for photo in photos)
    return min(PHOTO_MOST, (width - PHOTO_GAP * (len(photos) - 1)) / ratios)


def ratio(photo: Photo, gallery: Gallery) -> float:
    """Width by height, a very long picture cut to 4 : 1 either way (it is fitted in, never cropped)."""
    wide, high = gallery.size(photo.sha256) or UNREADABLE
    return min(4.0, max(0.25, wide / high))
