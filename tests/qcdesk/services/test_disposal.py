"""到期清单: what is past its day goes in one round, and what may not go says why."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services import custody, disposal

OLD = {"seal_date": "2025-01-04", "valid_to": "2026-01-04", "complaint_no": None}


@pytest.fixture
def late(desk: Desk) -> Desk:
    return cases.at(desk, "2026-11-22 10:00")


def test_only_what_may_go_goes_and_the_rest_says_why(late: Desk) -> None:
    free = factory.signed_label(late, seal_qty=2, **OLD)
    lent = factory.signed_label(late, seal_qty=2, **OLD)
    elsewhere = factory.signed_label(late, seal_qty=1, location="工程部实验室", **OLD)
    of_case = cases.sealed(late, cases.registered(late), seal_qty=1, **OLD)
    factory.signed_label(late, seal_qty=1, seal_date="2025-11-22", valid_to="2026-11-22", complaint_no=None)
    qc = factory.seat(late, "qc")
    custody.move(qc, lent, "lend", {"pieces": 1, "holder": "褚样八"})
    told = {sample.id: why for sample, why in disposal.overdue(late)}
    assert list(told) == [free, lent, elsewhere, of_case]
    assert (told[free], told[elsewhere]) == ("", "“工程部实验室”不在品管样品柜内，先把样品封存好")
    assert "还没归还：褚样八 1" in told[lent]
    assert "还没有结案" in told[of_case]
    every = [sample for sample, _ in disposal.overdue(late)]
    done, refused = disposal.dispose(qc, every, "郑样五", "保存期满，粉碎")
    assert (len(done), [sample.id for sample, _ in refused]) == (1, [lent, elsewhere, of_case])
    assert custody.get(late, free).held == 0


def test_a_label_is_disposed_of_once(late: Desk) -> None:
    """Two desks have the same list open."""
    factory.signed_label(late, seal_qty=2, **OLD)
    qc = factory.seat(late, "qc")
    seen = [sample for sample, _ in disposal.overdue(late)]
    assert len(disposal.dispose(qc, seen, "郑样五", "粉碎")[0]) == 1
    done, refused = disposal.dispose(qc, seen, "王样六", "粉碎")
    assert (done, [why for _, why in refused]) == ([], ["样品柜里只有 0 个，不能销毁 2 个"])
