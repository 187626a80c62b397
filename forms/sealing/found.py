"""What stands in a sealed PDF, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SealedBy:
    """One signature in the file. `at` is when it was sealed; `fingerprint` is empty where its certificate cannot be
    read; `later` is true where more was put in behind it than further signatures."""

    name: str
    reason: str
    place: str
    at: datetime | None
    subject: str
    fingerprint: str
    ours: bool
    intact: bool
    later: bool


@dataclass(frozen=True)
class Found:
    """`empty` counts the places of signatures that are not there, `tail` the bytes behind the last one that is."""

    signatures: tuple[SealedBy, ...]
    empty: int
    tail: int
