"""The grey up to which a part of the pixels lies."""

import pytest

from forms.reading.greys import quantile


@pytest.mark.parametrize(("part", "grey"), [(0.0, 10), (0.25, 10), (0.26, 200), (0.6, 200), (1.0, 250)])
def test_it_is_the_first_grey_that_reaches_the_part(part: float, grey: int) -> None:
    counts = [0] * 256
    counts[10], counts[200], counts[250] = 25, 50, 25
    assert quantile(counts, part) == grey


def test_where_nothing_was_counted_it_is_white() -> None:
    assert quantile([0] * 256, 0.5) == 255
