"""A table that is open in some columns only: what was signed in it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.paper.cells.rows import Line


@dataclass(frozen=True)
class Standing:
    """`columns` with the sentence why each of them stands, in so many signed `rows`; nothing stands without columns."""

    columns: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0

    def __bool__(self) -> bool:
        return bool(self.columns)

    def sentence(self, row: int, column: str) -> str:
        """Why a cell is closed; no line is added to the signed ones."""
        if row < self.rows:
            return self.columns.get(column, "")
        return next(iter(self.columns.values()), "")

    def put_back(self, old: Sequence[Line], new: Sequence[Line]) -> list[Line]:
        """`new` with everything that stands as it was in `old`."""
        if not self.columns:
            return list(new)
        return [
            {name: value for name, value in line.items() if name not in self.columns}
            | {name: value for name, value in stood.items() if name in self.columns}
            for stood, line in zip(old, new[: self.rows], strict=False)
        ]
