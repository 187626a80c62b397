"""What the greys of a picture say of it, by how many pixels have each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def quantile(counts: Sequence[int], part: float) -> int:
    """The least grey up to which this part of the pixels lies; white where nothing was counted."""
    wanted = sum(counts) * part
    return next((grey for grey, reached in enumerate(accumulate(counts)) if reached and reached >= wanted), 255)
