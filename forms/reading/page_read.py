"""One page read: its codes, how it lies, whether it is blank; and, once its sheet is known, where everything is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from forms.reading import marks
from forms.reading.blanks import is_blank
from forms.reading.frame_lines import frame_corners
from forms.reading.marks import Mark
from forms.reading.plane import Plane, Point, flat, perspective
from forms.reading.scanned import ScannedPage
from forms.sign_boxes import HUNDREDTHS
from qcdesk.copy_codes import CopyCode, PageCode, ShortCode

AWAY, CLOSE, FAR, NEAR = 16.0, 7.0, 60.0, 1.6
"""Millimetres: how far from its place the second mark is looked for, by the main mark, by the frame, and once more by
the main mark where a phone was held so that nothing fitted; how far a mark may lie from where it belongs."""


@dataclass(frozen=True, eq=False)
class PageRead:
    """`main` and `second` are of one copy's page; a label has one of them alone. `others` are further codes of copies:
    another sheet on the same page. `foreign` are texts of codes that are nobody's copy: a number, a web address.

    `plane` says where the sheet lies in the picture, None until it is straightened; `sure` is False where that rests
    on the marks alone."""

    page: ScannedPage
    main: Mark | None = None
    second: Mark | None = None
    others: tuple[Mark, ...] = ()
    foreign: tuple[str, ...] = ()
    blank: bool = False
    plane: Plane | None = None
    sure: bool = False

    @property
    def code(self) -> PageCode | None:
        return self.main.says if self.main and isinstance(self.main.says, PageCode) else None

    @property
    def short(self) -> ShortCode | None:
        said = [mark.says for mark in (self.second, self.main) if mark and isinstance(mark.says, ShortCode)]
        return said[0] if said else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All of them, those of the page that it is first."""
        return tuple(mark for mark in (self.main, self.second, *self.others) if mark is not None)

    @property
    def several(self) -> bool:
        """Codes of more than one sheet: a copy of a copy, two sheets on the glass."""
        return bool(self.others)

    @property
    def turn(self) -> int:
        """By how many degrees the page must be turned to the left to stand upright: 0, 90, 180, 270."""
        mark = next(iter(self.marks), None)
        if mark is None:
            return 0
        (x0, y0), (x1, y1) = mark.corners[0], mark.corners[1]
        if abs(x1 - x0) >= abs(y1 - y0):
            return 0 if x1 >= x0 else 180
        return 90 if y1 >= y0 else 270


def read(page: ScannedPage) -> PageRead:
    """The codes on a page."""
    seen = marks.quick(page.grey)
    blank = not seen and is_blank(page.grey)
    if not blank and not any(isinstance(mark.says, PageCode) for mark in seen):
        seen = marks.thorough(page.grey)
    mains = [mark for mark in seen if isinstance(mark.says, PageCode)]
    labels = [mark for mark in seen if mark.is_label]
    seconds = [mark for mark in seen if isinstance(mark.says, ShortCode) and not mark.is_label]
    foreign = tuple(mark.text for mark in seen if mark.says is None)
    main = mains[0] if mains else labels[0] if labels and not seconds else None
    second = seconds[0] if seconds and not main else None
    others = (*mains[1:], *(seconds[1:] if second else ()), *(mark for mark in labels if mark is not main))
    return PageRead(page, main, second, others, foreign, blank)


def laid_as(found: PageRead, code: CopyCode, page: int, geometry: Mapping[str, Any]) -> PageRead:
    """Straightened as that page of that copy, by its own marks alone. Among several sheets it must be seen to lie there
    whole, with every mark that it bears: what is covered shows the boxes of another."""
    made = straightened(_as_of(found, code, page), geometry)
    its = [mark for mark in (made.main, made.second) if mark is not None]
    own = sum(_is_of(mark, code, page) for mark in its)
    if own == len(its) and (not made.several or (made.sure and own == len({"main", "second"} & geometry.keys()))):
        return made
    return replace(made, plane=None, sure=False)


def _as_of(found: PageRead, code: CopyCode, page: int) -> PageRead:
    """With the marks of that page as its own, and none where there is no such mark, or two sheets bear the same."""
    own = [mark for mark in found.marks if _is_of(mark, code, page)]
    large = [mark for mark in own if isinstance(mark.says, PageCode) or mark.is_label]
    (mark,) = alone if len(alone := large or own) == 1 else (None,)
    others = tuple(other for other in found.marks if other is not mark)
    return replace(found, main=mark if large else None, second=None if large else mark, others=others)


def _is_of(mark: Mark, code: CopyCode, page: int) -> bool:
    says = mark.says
    if says is None or says.page != page or not code.fits(page, says.check):
        return False
    if isinstance(says, ShortCode):
        return says.copy_id == code.copy_id
    return (says.office, says.record, says.position) == (code.office, code.record, code.position)


def straightened(found: PageRead, geometry: Mapping[str, Any]) -> PageRead:
    """With the plane of the sheet whose geometry is given; the second mark is looked for where it must be."""
    main, second = (_corners(geometry[name]) if name in geometry else () for name in ("main", "second"))
    places = _Places(main, second, tuple(value / HUNDREDTHS for value in geometry["frame"]))
    guess = places.guess(found)
    if guess is None:
        return found
    if found.second is None:
        found = _with_second(found, guess, second, AWAY)
    guess = flat(*places.pairs(found)) or guess
    plane = _by_frame(found, guess, places)
    if plane is None and found.second is None:
        found = _with_second(found, guess, second, FAR)
        guess = flat(*places.pairs(found)) or guess
        plane = _by_frame(found, guess, places) if found.second else None
    if plane is not None and found.second is None:
        found = _with_second(found, plane, second, CLOSE)
        plane = plane if _agrees(plane, *places.pairs(found)) else None
    return replace(found, plane=plane or guess, sure=plane is not None)


@dataclass(frozen=True)
class _Places:
    """Of the marks and the frame, on the sheet; a label has one of the marks alone."""

    main: tuple[Point, ...]
    second: tuple[Point, ...]
    frame: tuple[float, ...]

    def guess(self, found: PageRead) -> Plane | None:
        """By one mark alone, the larger where both were found."""
        if found.main and self.main:
            return flat(self.main, found.main.corners)
        return flat(self.second, found.second.corners) if found.second and self.second else None

    def pairs(self, found: PageRead) -> tuple[list[Point], list[Point]]:
        """The corners of the marks that were found: on the sheet, in the picture."""
        marks_found = [(self.main, found.main), (self.second, found.second)]
        sheet = [point for corners, mark in marks_found if mark for point in corners]
        return sheet, [point for corners, mark in marks_found if mark and corners for point in mark.corners]


def _with_second(found: PageRead, guess: Plane, corners: tuple[Point, ...], away: float) -> PageRead:
    """With the second mark of the same page; one of another page contradicts the first, and is told beside it."""
    code = found.code
    if not corners or code is None:
        return found
    x, y = (corners[0][0] + corners[2][0]) / 2, (corners[0][1] + corners[2][1]) / 2
    mark = marks.second(found.page.grey, guess.at(x, y), away * guess.scale(x, y))
    if mark is None or not isinstance(mark.says, ShortCode):
        return found
    if mark.says.page == code.page:
        return replace(found, second=mark)
    return replace(found, others=tuple(dict.fromkeys((*found.others, mark))))


def _by_frame(found: PageRead, guess: Plane, places: _Places) -> Plane | None:
    """Through the frame's corners; three and a mark will do, or two and both marks. None where the marks disagree."""
    x, y, w, h = places.frame
    corners = (x, y), (x + w, y), (x + w, y + h), (x, y + h)
    seen = frame_corners(found.page.grey, guess, corners, 1 if found.main else 3)
    if len(seen) < 3 and not (len(seen) == 2 and found.main and found.second):
        return None
    sheet, picture = places.pairs(found)
    known, shown = [corners[at] for at in seen], list(seen.values())
    plane = perspective(known, shown) if len(seen) == 4 else perspective([*known, *sheet], [*shown, *picture])
    return plane if plane is not None and _agrees(plane, sheet, picture) else None


def _agrees(plane: Plane, sheet: list[Point], picture: list[Point]) -> bool:
    """Whether the marks lie where the plane says."""
    scale = plane.scale(*sheet[0])
    laid = (plane.at(*point) for point in sheet)
    return all(hypot(u - x, v - y) <= NEAR * scale for (u, v), (x, y) in zip(laid, picture, strict=True))


def _corners(place: list[int]) -> tuple[Point, ...]:
    x, y, side = (value / HUNDREDTHS for value in place)
    return (x, y), (x + side, y), (x + side, y + side), (x, y + side)
