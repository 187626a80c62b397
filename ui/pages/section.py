"""A list under its heading, among other things on a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.pages.widths import PAD
from ui.style.parts import Reading, words

SHOWN = 8
SIDE = 6
"""Pixels beside a list in its card, so that its words stand under those of the figures."""


class Section(QFrame):
    """A heading with a list below it, or what stands in place of an empty one; without that, it hides.

    `shown` are the lines in sight, more are scrolled to. Until its rows were put for the first time it says that they
    are being read.
    """

    def __init__(self, title: str, columns: Sequence[Column], name: str, label: str, empty: QWidget | None,
                 shown: int = SHOWN) -> None:  # fmt: skip
        super().__init__()
        self._shown = shown
        self.setProperty("look", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 12, SIDE, 6)
        column.setSpacing(4)
        self.title = words(title, "heading")
        self.title.setContentsMargins(PAD, 0, 0, 2)
        self.listing = Listing(RowsModel(columns), f"list_{name}", label)
        self.listing.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._empty, self._reading = empty, Reading()
        column.addWidget(self.title)
        column.addWidget(self.listing)
        column.addWidget(self._reading)
        if empty is not None:
            column.addWidget(empty)
        self.await_rows()

    def await_rows(self) -> None:
        """Nothing is known of the rows yet."""
        self.listing.hide()
        self._reading.show()
        if self._empty is not None:
            self._empty.hide()
        self.setVisible(self._empty is not None)

    def put(self, rows: Sequence[object]) -> None:
        """What was chosen stays chosen."""
        place = self.listing.place(_key)
        self.listing.rows.put(rows)
        fit_height(self.listing, self._shown)
        if place is not None:
            self.listing.settle(place, _key)
        self._reading.hide()
        self.listing.setVisible(bool(rows))
        if self._empty is not None:
            self._empty.setVisible(not rows)
        self.setVisible(bool(rows) or self._empty is not None)


def _key(item: object) -> tuple[object, object]:
    """The record, and of one that is listed for several clocks which it is."""
    held = getattr(item, "case", None) or getattr(item, "row", None) or item
    return getattr(held, "id", None), getattr(item, "due_at", None)
