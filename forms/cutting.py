"""The rows of a laid sheet dealt out to pages: kept whole where they fit, heads repeated, blank lines left out where
they alone would open a page. No page is drawn here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from forms.fill import running
from forms.frame import foot, head
from forms.lay import bottom
from forms.plan import BILINGUAL
from forms.sheet import AREA, BAND, PAGE, SIGN, LaidRow, LaidSheet
from forms.split import CONTINUED, CONTINUED_EN, split
from qcdesk.fields import Lines, Printed

LEAST_PART = 15.0
"""Millimetres: a smaller rest of a page is left blank rather than given to a part of a row."""

CLOSING = 60.0
"""Millimetres: so high a last row goes with the signatures to a page that would have nothing else; of a higher one its
end does."""

WRITABLE = 2
"""Lines of a table that stay, however few are filled: a signature beside it stands next to them."""

EDGE = 0.001


@dataclass(eq=False)
class Leaf:
    """The rows of one page, as far as filled; `left` is the room still free, `start` counts the sheet's rows before
    the first that is not repeated (None where it begins within a row)."""

    left: float
    rows: list[LaidRow] = field(default_factory=list)
    start: int | None = None

    def put(self, row: LaidRow) -> None:
        self.rows.append(row)
        self.left -= row.height


@dataclass(frozen=True)
class Cut:
    """The rows that are printed, and the pages they stand on."""

    rows: tuple[LaidRow, ...]
    leaves: tuple[Leaf, ...]


def cut(sheet: LaidSheet) -> Cut:
    """At least one leaf. A sheet nobody has filled in keeps every line."""
    cutter = _cutter(sheet)
    whole = cutter.cut(sheet.rows)
    fillers = _fillers(sheet) if len(whole.leaves) > 1 and sheet.record.values else ()
    if not fillers:
        return whole
    fewest = len(cutter.cut(_without(sheet.rows, fillers)).leaves)
    if fewest == len(whole.leaves):
        return whole
    counts = range(len(fillers) + 1)
    enough = bisect_left(
        counts, True, key=lambda count: len(cutter.cut(_without(sheet.rows, fillers[:count])).leaves) <= fewest
    )
    return cutter.cut(_without(sheet.rows, fillers[:enough]))


def _fillers(sheet: LaidSheet) -> tuple[LaidRow, ...]:
    """The blank lines of all tables that may go, the last of each first; one stays to write on."""
    found: list[tuple[int, LaidRow]] = []
    for name, run in groupby(sheet.rows, key=lambda row: row.table):
        table = sheet.form.field(name) if name else None
        if not isinstance(table, Lines) or any(isinstance(column, Printed) for column in table.columns):
            continue
        given = sheet.record.values.get(name)
        kept = max(WRITABLE, (len(given) if isinstance(given, list) else 0) + 1)
        lines = (row for row in run if not row.heading)
        found.extend((number, row) for number, row in enumerate(lines) if number >= kept)
    return tuple(row for _, row in sorted(found, key=lambda one: -one[0]))


def _without(rows: Sequence[LaidRow], dropped: Sequence[LaidRow]) -> tuple[LaidRow, ...]:
    gone = {id(row) for row in dropped}
    return tuple(row for row in rows if id(row) not in gone)


def _cutter(sheet: LaidSheet) -> _Cutter:
    paper = sheet.form.paper
    says = running(sheet.form, sheet.record, sheet.office, sheet.lang)
    least = bottom(paper) - foot(paper, says, 99, 99).extent
    first, other = (least - head(paper, says, None, continued).extent for continued in (False, True))
    mark = CONTINUED_EN if sheet.lang == BILINGUAL else CONTINUED
    return _Cutter(first, other, _title(sheet), _headings(sheet), mark)


def _headings(sheet: LaidSheet) -> dict[str, tuple[LaidRow, ...]]:
    named = [row for row in sheet.rows if row.heading]
    return {name: tuple(run) for name, run in groupby(named, key=lambda row: row.table)}


def _title(sheet: LaidSheet) -> LaidRow | None:
    """What every further page begins with: the band on top of a label, the row with the page's number."""
    first = sheet.rows[0]
    banner = not sheet.form.paper.head and first.cells[0].kind == BAND
    return first if banner or any(cell.kind == PAGE for cell in first.cells) else None


def _above_signatures(rows: Sequence[LaidRow]) -> int | None:
    """Which row stands above the signatures that close the sheet; they stand on no page without it, or its end."""
    at = len(rows)
    while at and _only_closes(rows[at - 1]):
        at -= 1
    return at - 1 if 1 < at < len(rows) else None


def _only_closes(row: LaidRow) -> bool:
    kinds = {cell.kind for cell in row.cells}
    return not row.table and SIGN in kinds and AREA not in kinds


@dataclass(frozen=True, eq=False)
class _Cutter:
    """`title` begins every page but the first, `mark` stands behind the labels of what goes on there."""

    first: float
    other: float
    title: LaidRow | None
    headings: dict[str, tuple[LaidRow, ...]]
    mark: str

    def cut(self, rows: Sequence[LaidRow]) -> Cut:
        leaves, last = [Leaf(self.first, start=0)], _above_signatures(rows)
        begin = len(rows) if last is None else last
        bound = (*rows[:begin], *(replace(row, keep=True) for row in rows[begin:]))
        for at, row in enumerate(bound):
            if at == last and row.height > CLOSING:
                self._end(leaves, bound, at, row)
            else:
                self._place(leaves, row, at, self._with_followers(bound, at))
        return Cut(tuple(rows), tuple(leaves))

    def _end(self, leaves: list[Leaf], rows: Sequence[LaidRow], at: int, row: LaidRow) -> None:
        """A high row above the signatures gives up its blank for them, or else its last lines go with them."""
        leaf = leaves[-1]
        over = self._with_followers(rows, at) - leaf.left
        if over <= EDGE or row.height > leaf.left + EDGE or row.height - over < LEAST_PART:
            self._place(leaves, row, at, row.height)
            return
        part, rest = split(row, row.height - over, self.mark)
        leaf.put(part)
        if rest is not None:
            self._turn(leaves, rest, None).put(rest)

    def _place(self, leaves: list[Leaf], row: LaidRow, at: int, together: float) -> None:
        leaf, fresh = leaves[-1], self._fresh_room(row)
        too_high = row.height > fresh + EDGE
        if leaf.rows and min(together, LEAST_PART if too_high else fresh) > leaf.left + EDGE:
            leaf = self._turn(leaves, row, at)
        rest: LaidRow | None = row
        while rest is not None and rest.height > leaf.left + EDGE:
            part, rest = split(rest, leaf.left, self.mark)
            leaf.put(part)
            if rest is not None:
                leaf = self._turn(leaves, rest, None)
        if rest is not None:
            leaf.put(rest)

    def _with_followers(self, rows: Sequence[LaidRow], at: int) -> float:
        """The height of a row together with those it must not be parted from; of one that has to be cut in any case,
        a part will do."""
        height = rows[at].height
        while rows[at].keep and at + 1 < len(rows):
            at += 1
            follower = rows[at].height
            height += follower if follower <= self._fresh_room(rows[at]) else LEAST_PART
        return height

    def _fresh_room(self, row: LaidRow) -> float:
        return self.other - sum(above.height for above in self._repeated(row))

    def _repeated(self, row: LaidRow) -> tuple[LaidRow, ...]:
        headings = self.headings.get(row.table, ()) if not row.heading else ()
        return (*((self.title,) if self.title else ()), *headings)

    def _turn(self, leaves: list[Leaf], row: LaidRow, start: int | None) -> Leaf:
        leaf = Leaf(self.other, start=start)
        for above in self._repeated(row):
            leaf.put(above)
        leaves.append(leaf)
        return leaf
