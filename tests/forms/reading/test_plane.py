"""Where a point of the sheet lies in a picture: found exactly where the points tell it, never invented where not."""

import pytest

from forms.reading.plane import crossing, flat, perspective

SHEET = [(0.0, 0.0), (210.0, 0.0), (210.0, 297.0), (0.0, 297.0)]


def test_four_corners_of_a_photo_are_gone_through_exactly() -> None:
    picture = [(40.0, 60.0), (1500.0, 20.0), (1580.0, 2300.0), (10.0, 2200.0)]
    plane = perspective(SHEET, picture)
    assert plane is not None
    for point, seen in zip(SHEET, picture, strict=True):
        assert plane.at(*point) == pytest.approx(seen)


def test_a_flat_scan_has_one_scale_everywhere() -> None:
    plane = flat(SHEET[:3], [(10.0, 20.0), (1690.0, 20.0), (1690.0, 2396.0)])
    assert plane is not None
    assert plane.scale(10, 10) == pytest.approx(plane.scale(200, 280)) == pytest.approx(8)


def test_points_on_one_line_say_nothing() -> None:
    line = [(float(at), 2.0 * at) for at in range(5)]
    assert flat(line, line) is None
    assert perspective(line, line) is None


def test_lines_side_by_side_do_not_cross() -> None:
    assert crossing(((0.0, 0.0), (1.0, 0.0)), ((0.0, 5.0), (1.0, 0.0))) is None
    assert crossing(((0.0, 3.0), (1.0, 0.0)), ((7.0, 0.0), (0.0, 1.0))) == pytest.approx((7, 3))
