"""到期清单: what may be disposed of goes in one go, the rest stays with its sentence."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.samples import custody, disposal, places
from qcdesk.services.trail import verifying

OLD = {"seal_date": "2025-01-04", "valid_to": "2026-01-04"}


def reasons(desk: Desk) -> dict[int, str]:
    return {sample.id: why for sample, why in disposal.overdue(desk)}


def test_what_is_past_its_day_is_listed_with_what_speaks_against_disposing_of_it(desk: Desk) -> None:
    of_case = cases.sealed(desk, cases.handled(desk), **OLD)
    alone, lent, kept = (factory.signed_label(desk, **OLD), factory.signed_label(desk, seal_qty=2, **OLD),
                         factory.signed_label(desk, valid_to="2099-01-04"))  # fmt: skip
    custody.move(factory.seat(desk, "qc"), lent, "lend", {"pieces": 1, "holder": "褚样八"})
    found = reasons(desk)
    assert kept not in found
    assert found[alone] == ""
    assert "还没归还：褚样八 1 个，收齐以后才能销毁" in found[lent]
    assert "还没有结案" in found[of_case]


def test_several_are_disposed_of_with_one_reason_and_the_refused_are_named(desk: Desk) -> None:
    qc = factory.seat(desk, "qc")
    of_case = cases.sealed(desk, cases.handled(desk), **OLD)
    alone = [factory.signed_label(desk, seal_qty=count, **OLD) for count in (1, 3)]
    told: list[tuple[int, int]] = []
    every = [sample for sample, _ in disposal.overdue(desk)]
    done, refused = disposal.dispose(qc, every, "郑样五", "保存期满", lambda *at: told.append(at))
    assert (len(done), [sample.id for sample, _ in refused]) == (2, [of_case])
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert set(reasons(desk)) == {of_case}
    assert [custody.life(desk, one)[-1].reason for one in alone] == ["保存期满"] * 2
    assert verifying.verify(desk) == []


def test_pieces_that_are_not_sealed_in_the_cabinet_wait_until_they_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labels of the time when nobody asked for the place."""
    monkeypatch.setattr(places, "misplaced", lambda *_: [])
    elsewhere = factory.signed_label(desk, seal_qty=1, location="工程部实验室", **OLD)
    assert reasons(desk) == {elsewhere: "“工程部实验室”不在品管样品柜内，先把样品封存好"}
    custody.move(factory.seat(desk, "qc"), elsewhere, "move", {"pieces": 1, "place": "A-07"})
    assert reasons(desk) == {elsewhere: ""}


def test_a_sample_is_kept_through_its_last_day(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_date="2025-11-22", valid_to="2026-11-22")
    assert reasons(cases.at(desk, "2026-11-22 23:50")) == {}
    assert reasons(cases.at(desk, "2026-11-23 00:10")) == {label: ""}


def test_a_label_on_the_lists_of_two_desks_is_disposed_of_once(desk: Desk) -> None:
    factory.signed_label(desk, seal_qty=2, **OLD)
    qc = factory.seat(desk, "qc")
    seen = [sample for sample, _ in disposal.overdue(desk)]
    assert len(disposal.dispose(qc, seen, "郑样五", "粉碎")[0]) == 1
    done, refused = disposal.dispose(qc, seen, "王样六", "粉碎")
    assert (done, [why for _, why in refused]) == ([], ["样品柜里只有 0 个，不能销毁 2 个"])
