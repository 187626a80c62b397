"""Filters of a list that a person keeps: each has his own, and one name means one filter."""

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import saved_views

LATE, SERIOUS = {"overdue": True}, {"severities": ["严重"]}


@pytest.fixture
def qc(desk: Desk) -> Desk:
    return factory.seat(desk, "qc")


def test_view_is_kept_for_its_page_and_seen_by_nobody_else(qc: Desk) -> None:
    saved_views.keep(qc, "cases", " 超期的 ", LATE)
    assert saved_views.named(qc, "cases") == {"超期的": LATE}
    assert saved_views.named(qc, "records") == {}
    assert saved_views.named(factory.seat(qc, "qcmgr"), "cases") == {}


def test_view_of_the_same_name_takes_the_place_of_the_older_one(qc: Desk) -> None:
    saved_views.keep(qc, "cases", "我的", LATE)
    saved_views.keep(qc, "cases", "我的", SERIOUS)
    assert saved_views.named(qc, "cases") == {"我的": SERIOUS}
    saved_views.drop(qc, "cases", "我的")
    assert saved_views.named(qc, "cases") == {}


def test_view_without_a_name_is_refused(qc: Desk) -> None:
    with pytest.raises(Refused, match="起个名字"):
        saved_views.keep(qc, "cases", "  ", LATE)
