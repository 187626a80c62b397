"""An approved sheet is changed by 改版 only, and what stood before can always be read as it stood."""

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.sheets import records, revisions


def test_every_version_stands_as_it_was_saved(desk: Desk) -> None:
    label = factory.draft(desk, "seal_label", factory.label(), by="qc")
    seen = [records.get(desk, label)]
    for action in ("submit", "review", "approve"):
        factory.take(desk, label, action)
        seen.append(records.get(desk, label))
    for then in seen:
        assert revisions.at_version(desk, label, then.version) == then


def test_what_was_sent_back_stands_with_the_signatures_of_then(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit", "review")
    reviewed = records.get(desk, label)
    factory.take(desk, label, "return", "pmgr", "封存数量写错，柜里是 3 个")
    assert records.get(desk, label).signatures == ()
    assert revisions.at_version(desk, label, reviewed.version) == reviewed


def test_a_version_that_never_was_is_refused(desk: Desk) -> None:
    label = factory.signed_label(desk)
    with pytest.raises(NotFound, match="没有第 9 版的内容"):
        revisions.at_version(desk, label, 9)
