"""How the columns of a list share its width: every one what it shows, the names first, as far as there is room."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QTableView

from ui.pages.columns import Column, RowsModel
from ui.style import tokens
from ui.style.dress import face

PAD, CHIP, SLACK = 10, 18, 4
"""Pixels beside the words of a cell, round those of a chip, and for what a letter's width is rounded by."""

MEASURED, LONGEST = 60, 60
"""Rows and letters of a column that are measured."""

SETTLE = 200
"""Milliseconds after the last move of a border."""

LEAST = 48
"""Pixels: a narrower column shows nothing."""

NOTHING_YET: Mapping[str, int] = MappingProxyType({})

AT_MOST = 2
"""Times its least width a column may want, however long one of its texts is."""


def in_sight(columns: Sequence[Column], room: int, wants: Mapping[str, int] = NOTHING_YET,
             empty: Collection[str] = ()) -> list[Column]:  # fmt: skip
    """The columns that a table of this width shows: others go before a name is cut, the `empty` ones first."""
    shown = list(columns)
    while sum(_needed(column, wants) for column in shown) > room:
        most = max(shown, key=lambda column: (column.spare > 0 and column.title in empty, column.spare))
        if not most.spare:
            break
        shown.remove(most)
    return shown


def _needed(column: Column, wants: Mapping[str, int]) -> int:
    least = _least(column, wants, {})
    return max(least, min(wants.get(column.title, 0), column.width * 3 // 2)) if column.whole else least


def shared(columns: Sequence[Column], wants: Mapping[str, int], fixed: Mapping[str, int], room: int) -> list[int]:
    """Pixels for each of the shown columns: `wants` is what their texts take, `fixed` what the person has set."""
    widths = {column.title: _least(column, wants, fixed) for column in columns}
    left = room - sum(widths.values())
    if left < 0:
        return _cut(columns, list(widths.values()), room)
    free = [column for column in columns if column.title not in fixed]
    for column in sorted(free, key=_comes_first):
        wanted = min(wants.get(column.title, 0), column.width * AT_MOST)
        more = max(0, min(wanted - widths[column.title], left))
        widths[column.title] += more
        left -= more
    shares = sum(column.grow for column in free)
    for column in free:
        widths[column.title] += left * column.grow // max(1, shares)
    return list(widths.values())


def _cut(columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """Words give way to figures: two records look alike by half of a number."""
    least = LEAST * sum(not column.firm for column in columns)
    firm = sum(width for column, width in zip(columns, widths, strict=True) if column.firm)
    kept = min(firm, max(0, room - least))
    shares = {True: (kept, max(1, firm)), False: (room - kept, max(1, sum(widths) - firm))}
    return [
        max(LEAST, width * shares[column.firm][0] // shares[column.firm][1])
        for column, width in zip(columns, widths, strict=True)
    ]


def _comes_first(column: Column) -> tuple[bool, bool, int]:
    """A number, a state or a time is not cut for a name's sake, nor what is to be seen whole for a remark's."""
    return not column.firm, not column.whole, -column.grow


def _least(column: Column, wants: Mapping[str, int], fixed: Mapping[str, int]) -> int:
    """A column whose texts are short leaves its room to the others."""
    if column.title in fixed:
        return max(LEAST, fixed[column.title])
    return min(column.width, max(LEAST, wants.get(column.title, column.width)))


class Widths(QObject):
    """The columns of one list: measured by its rows, shared anew with every size, kept where the person set them."""

    def __init__(self, view: QTableView, model: RowsModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._kept: QSettings | None = None
        self._fixed: dict[str, int] = {}
        self._wants: dict[str, int] = {}
        self._empty: set[str] = set()
        self._words, self._chips = QFontMetrics(face(tokens.TEXT)), QFontMetrics(face(tokens.TEXT_SMALL))
        self._sharing = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLE)
        self._settling.timeout.connect(self._settle)
        model.modelReset.connect(self._measure)
        view.horizontalHeader().sectionResized.connect(self._resized)
        view.horizontalHeader().sectionHandleDoubleClicked.connect(self._loosen)

    def remember(self, kept: QSettings) -> None:
        """What the person sets is kept under the list's name, and set again."""
        self._kept = kept
        found = kept.value(self._key, {})
        self._fixed = {str(title): int(width) for title, width in found.items()} if isinstance(found, dict) else {}

    @property
    def _key(self) -> str:
        return f"widths/{self._view.objectName()}"

    def share(self) -> None:
        columns, room = self._model.columns, self._view.viewport().width()
        shown = in_sight(columns, room, self._wants, self._empty)
        widths = dict(zip(shown, shared(shown, self._wants, self._fixed, room), strict=True))
        self._sharing = True
        for at, column in enumerate(columns):
            self._view.setColumnHidden(at, column not in widths)
            if column in widths:
                self._view.setColumnWidth(at, widths[column])
        self._sharing = False

    def _measure(self) -> None:
        """What the first rows would like to have; a column never wants less than it once did."""
        rows = [self._model.row(at) for at in range(min(self._model.rowCount(), MEASURED))]
        for column in self._model.columns if rows else ():
            texts = [column.title, *(column.text(row)[:LONGEST] for row in rows if row is not None)]
            metrics, beside = (self._chips, CHIP) if column.tone else (self._words, 0)
            (self._empty.discard if any(texts[1:]) else self._empty.add)(column.title)
            widest = max(metrics.horizontalAdvance(text) for text in texts) + 2 * PAD + beside + SLACK
            self._wants[column.title] = max(self._wants.get(column.title, 0), widest)
        self.share()

    def _resized(self, at: int, before: int, width: int) -> None:
        """The person moves a border; the others take their share once it is let go."""
        if not self._sharing:
            self._fixed[self._model.columns[at].title] = width
            self._settling.start()

    def _loosen(self, at: int) -> None:
        """A double click on a border: the column is as wide as it likes again."""
        self._fixed.pop(self._model.columns[at].title, None)
        self._settling.start()

    def _settle(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._settling.start()
            return
        self.share()
        if self._kept is not None:
            self._kept.setValue(self._key, self._fixed)
