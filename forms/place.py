"""Measured cells placed on the sheet: words at their baselines, options and photos at their rectangles."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from forms import code
from forms.captions import AIR, SIZE, caption, wording
from forms.draw import INNER
from forms.fill import Photo
from forms.fit import SERIF, Block, Scale
from forms.measure import AREA_TOP, PHOTO_GAP, Measured, Setting, inner_pad, printed_pad, ratio
from forms.planned import LETTERHEAD, Planned
from forms.sheet import BAND, CODE, HEADING, LABEL, LaidCell, Picture, Rule, Tick, Words
from forms.words import words_of
from qcdesk.services.keeping import gone

BAND_SHADE = 0.92
UNREADABLE = "（照片读不出）"
DESTROYED = f"（{gone.PHOTO}）"


def place(cell: Measured, y: float, height: float, setting: Setting) -> tuple[LaidCell, ...]:
    """The cell's label box (if it has one) and its own box."""
    planned = cell.plan
    x, column = setting.left + planned.col * setting.column, setting.column
    if planned.inside:
        return (_area(cell, x, y, planned.span * column, height, setting),)
    if planned.kind == CODE:
        drawn = code.modules(cell.filled.text, x, y, planned.span * column, height) if cell.filled.text else ()
        return (replace(_empty(planned, x, y, planned.span * column, height), text=cell.filled.text, drawing=drawn),)
    if planned.kind in (BAND, HEADING):
        return (_printed(planned, cell.block, x, y, planned.span * column, height, setting.scale),)
    if not planned.label:
        return (_value(cell, x, y, planned.span * column, height, setting),)
    wide = planned.label * column
    return (
        _label(planned, cell.label, x, y, wide, height, setting.scale),
        _value(cell, x + wide, y, planned.span * column - wide, height, setting),
    )


@lru_cache(maxsize=4096)
def _label(planned: Planned, block: Block, x: float, y: float, w: float, h: float, scale: Scale) -> LaidCell:
    pad = scale.pad * 0.8
    words = words_of(block, x + pad, y + (h - block.height) / 2)
    text = planned.zh + (f"\n{planned.en}" if planned.en else "")
    return LaidCell(
        LABEL, planned.name, planned.col, planned.label, x, y, w, h,
        label=text, text=text, words=tuple(words), content=(x, y, w, h),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _printed(planned: Planned, block: Block, x: float, y: float, w: float, h: float, scale: Scale) -> LaidCell:
    pad = printed_pad(planned, scale)
    words = words_of(block, x + pad, y + (h - block.height) / 2)
    if planned.title and words:
        shift = (w - 2 * pad - (words[-1].x + SERIF.width(words[-1].text, words[-1].size) - words[0].x)) / 2
        words = [word._replace(x=word.x + shift, bold=True) for word in words]
    tinted = planned.kind == BAND and planned.name != LETTERHEAD
    text = planned.zh + ((" " if planned.kind == BAND else "\n") + planned.en if planned.en else "")
    return LaidCell(
        planned.kind, planned.name, planned.col, planned.span, x, y, w, h, label=text, text=text, words=tuple(words),
        column=planned.column, content=(x, y, w, h), shade=BAND_SHADE if tinted else 1.0,
        joined=planned.joined, deep=planned.deep,
    )  # fmt: skip


def _value(cell: Measured, x: float, y: float, w: float, h: float, setting: Setting) -> LaidCell:
    if cell.filled.text or cell.filled.units:
        return _worded(cell, x, y, w, h, setting)
    return _empty(cell.plan, x, y, w, h)


@lru_cache(maxsize=4096)
def _empty(planned: Planned, x: float, y: float, w: float, h: float) -> LaidCell:
    return LaidCell(
        planned.kind, planned.name, planned.col + planned.label, planned.span - planned.label, x, y, w, h,
        row=planned.row, column=planned.column, content=(x, y, w, h), joined=planned.joined, deep=planned.deep,
    )  # fmt: skip


def _worded(cell: Measured, x: float, y: float, w: float, h: float, setting: Setting) -> LaidCell:
    planned, filled, block, hand = cell.plan, cell.filled, cell.block, cell.hand
    pad = inner_pad(planned, setting.scale)
    left, top = x + pad, y + (h - (hand.height if hand else block.height)) / 2
    pictures = _in_hand(cell, left, top, w - 2 * pad)
    if hand:
        top += hand.height - block.height if hand.stacked else (hand.height - block.height) / 2
    return LaidCell(
        planned.kind, planned.name, planned.col + planned.label, planned.span - planned.label, x, y, w, h,
        text=filled.text, words=tuple(words_of(block, left, top)), pictures=pictures, ticks=_ticks(block, left, top),
        row=planned.row, column=planned.column, value=filled.value, content=(x, y, w, h), joined=planned.joined,
        parted=planned.parted, drawing=_between(x, y, w, h, len(filled.units)) if planned.parted else (),
    )  # fmt: skip


def _in_hand(cell: Measured, left: float, top: float, width: float) -> tuple[Picture, ...]:
    """The signer's own signature: above his name, or at the right of a box `width` wide."""
    hand = cell.hand
    if hand is None:
        return ()
    x = left if hand.stacked else left + width - hand.w
    y = top if hand.stacked else top + (hand.height - hand.h) / 2
    return (Picture(x, y, hand.w, hand.h, cell.filled.hand),)


def _between(x: float, y: float, w: float, h: float, parts: int) -> tuple[Rule, ...]:
    """The upright lines between options in columns of their own."""
    return tuple(Rule(x + w * at / parts, y, x + w * at / parts, y + h, INNER) for at in range(1, parts))


def _ticks(block: Block, left: float, top: float) -> tuple[Tick, ...]:
    if not block.spots:
        return ()
    tops = [top]
    for line in block.lines:
        tops.append(tops[-1] + line.height)
    return tuple(
        Tick(left + spot.x, tops[spot.line], spot.w, block.lines[spot.line].height, spot.zh, spot.ticked)
        for spot in block.spots
    )


def _area(cell: Measured, x: float, y: float, w: float, h: float, setting: Setting) -> LaidCell:
    planned, filled, scale = cell.plan, cell.filled, setting.scale
    left, top = x + scale.pad, y + AREA_TOP
    label = words_of(cell.label, left, top)
    below = top + cell.label.height + scale.pad_y
    words = words_of(cell.block, left, below)
    pictures = list(_in_hand(cell, left, below, w - 2 * scale.pad))
    if filled.photos:
        hung, captions = _hung(cell, left, below + cell.block.height + 1.0, setting)
        pictures.extend(hung)
        words.extend(captions)
    text = planned.zh + (f" {planned.en}" if planned.en else "")
    return LaidCell(
        planned.kind, planned.name, planned.col, planned.span, x, y, w, h, text, tuple(label), filled.text,
        tuple(words), tuple(pictures), _ticks(cell.block, left, below), value=filled.value,
        content=(x, below, w, y + h - below), captions=_captions(filled.photos, setting),
    )  # fmt: skip


def _captions(photos: tuple[Photo, ...], setting: Setting) -> tuple[str, ...]:
    """With what stands in the place of those that cannot be read."""
    return tuple(
        wording(number, photo) + ("" if setting.gallery.size(photo.sha256) else _lost(setting))
        for number, photo in enumerate(photos)
    )


def _hung(cell: Measured, left: float, top: float, setting: Setting) -> tuple[list[Picture], list[Words]]:
    pictures: list[Picture] = []
    captions: list[Words] = []
    for number, photo in enumerate(cell.filled.photos):
        wide = ratio(photo, setting.gallery) * cell.photo
        hung = _fitted(photo, left, top, wide, cell.photo, setting)
        if isinstance(hung, Picture):
            pictures.append(hung)
        else:
            captions.append(hung)
        captions.extend(words_of(caption(number, photo, wide), left, top + cell.photo + AIR))
        left += wide + PHOTO_GAP
    return pictures, captions


def _fitted(photo: Photo, x: float, y: float, w: float, h: float, setting: Setting) -> Picture | Words:
    """The picture whole, in the middle of its box; words in its place where the file cannot be read."""
    size = setting.gallery.size(photo.sha256)
    if size is None:
        text = _lost(setting)
        return Words(x + 1, y + h / 2, text, SIZE * min(1.0, (w - 1) / SERIF.width(text, SIZE)))
    scale = min(w / size[0], h / size[1])
    wide, high = size[0] * scale, size[1] * scale
    return Picture(x + (w - wide) / 2, y + (h - high) / 2, wide, high, photo.sha256)


def _lost(setting: Setting) -> str:
    return DESTROYED if setting.destroyed else UNREADABLE
