"""Who signed on paper and left before it came back: taken by the day on the paper; verify takes no more than that."""

from collections.abc import Callable
from datetime import timedelta

import factory
import papers
import pytest
from trail import findings, sentences

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import inked, left_since
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.inked import Mark, Outcome
from qcdesk.store.database import Store

Later = Callable[[int], Desk]


@pytest.fixture
def later(desk: Desk) -> Later:
    """The desk so many days on."""
    now = desk.clock.now()
    return lambda days: desk.at(Clock(now + timedelta(days=days)))


def printed(desk: Desk) -> CopyView:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return papers.printed(desk, record, "reviewed", "approved")


def retire(desk: Desk, active: bool = False) -> None:
    people.change(factory.seat(desk, "admin"), "qcmgr", active=active)


def back(desk: Desk, copy: CopyView) -> None:
    papers.scanned(desk, papers.seen(desk, copy, reviewed="signed"))


def confirmed(desk: Desk, copy: CopyView, day: str) -> Outcome:
    return inked.confirm(factory.seat(desk, "qc"), copy.id, [Mark("reviewed", "qcmgr", day)], Proof("qc"))[0]


def day(later: Later, after: int) -> str:
    return str(later(after).clock.today())


def test_who_left_since_is_taken_by_the_day_on_the_paper_and_the_trail_says_so(desk: Desk, later: Later) -> None:
    copy = printed(desk)
    retire(later(2))
    back(later(3), copy)
    (reviewed, _) = inked.proposed(later(3), copy.id).boxes
    assert [(one.login, one.active) for one in reviewed.candidates] == [("qcmgr", False)]
    assert confirmed(later(3), copy, "").said == (
        f"王样六在 {day(later, 2)} 停用：写上纸上的日期，不晚于那天的才算他在职时签的"
    )
    assert confirmed(later(3), copy, day(later, 3)).said == (
        f"王样六在 {day(later, 2)} 停用，纸上的日期 {day(later, 3)} 他不在职，不能算他签的；请重新打印，由接替的人签"
    )
    assert confirmed(later(3), copy, day(later, 2)).done
    assert sentences(desk, copy.record)[-1].endswith(
        f"王样六在纸上签（第 1 份第 1 页，纸上日期 {day(later, 2)}，那时在职，{day(later, 2)} 停用）"
    )
    assert findings(later(3)) == []


def test_office_of_whom_many_left_is_asked_no_more_than_one_of_whom_nobody_did(
    desk: Desk, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is one with more boxes on its paper."""
    copy = printed(desk)
    back(later(1), copy)
    asked: list[int] = []
    sql, rows = Store.sql, Store.rows
    monkeypatch.setattr(Store, "sql", lambda *given: (asked.append(1), sql(*given))[1])
    monkeypatch.setattr(Store, "rows", lambda *given: (asked.append(1), rows(*given))[1])

    def boxes(at: CopyView) -> tuple[int, list[int]]:
        asked.clear()
        found = [len(box.candidates) for box in inked.proposed(later(4), at.id).boxes]
        return len(asked), found

    few = boxes(copy)
    admin = factory.seat(later(1), "admin")
    for name in ("qcmgr2", "qcmgr3"):
        people.add(admin, name, "王样六", "品管部", ["qcmgr"], factory.PIN)
        people.change(factory.seat(later(3), "admin"), name, active=False)
    more = boxes(copy)
    assert more == (few[0] + 1, [few[1][0] + 2, few[1][1]])
    wide = papers.back(later(1), papers.submitted(desk))
    assert boxes(wide)[0] <= more[0]


def test_who_had_left_before_the_print_is_not(desk: Desk, later: Later) -> None:
    retire(desk)
    copy = printed(later(1))
    back(later(2), copy)
    assert inked.proposed(later(2), copy.id).boxes[0].candidates == ()
    assert confirmed(later(2), copy, day(later, 1)).said == (
        "王样六在这一份打印以前就停用了，不能算他签的；请重新打印，由接替的人签"
    )


def test_days_before_he_was_taken_back_are_not_his(desk: Desk, later: Later) -> None:
    retire(desk)
    copy = printed(later(1))
    retire(later(3), active=True)
    retire(later(5))
    back(later(6), copy)
    assert f"（{day(later, 3)} 才重新启用）" in confirmed(later(6), copy, day(later, 2)).said
    assert confirmed(later(6), copy, day(later, 4)).done
    assert findings(later(6)) == []


def test_a_day_of_any_time_in_office_since_the_print_is_his(desk: Desk, later: Later) -> None:
    copy = printed(desk)
    retire(later(2))
    retire(later(4), active=True)
    retire(later(6))
    back(later(7), copy)
    assert confirmed(later(7), copy, day(later, 3)).said == (
        f"王样六在 {day(later, 2)} 停用、{day(later, 6)} 停用（{day(later, 4)} 才重新启用），"
        f"纸上的日期 {day(later, 3)} 他不在职，不能算他签的；请重新打印，由接替的人签"
    )
    assert confirmed(later(7), copy, day(later, 1)).done
    assert sentences(desk, copy.record)[-1].endswith(
        f"王样六在纸上签（第 1 份第 1 页，纸上日期 {day(later, 1)}，那时在职，{day(later, 2)} 停用）"
    )
    assert findings(later(7)) == []


@pytest.mark.parametrize(("left", "signed"), [(2, 3), (2, None), (0, 1)], ids=["later day", "no day", "left before"])
def test_verify_takes_no_signature_of_a_day_on_which_he_was_away(
    desk: Desk, later: Later, monkeypatch: pytest.MonkeyPatch, left: int, signed: int | None
) -> None:
    """Confirmed by a program that does not ask."""
    if not left:
        retire(desk)
    copy = printed(later(1))
    if left:
        retire(later(left))
    back(later(4), copy)
    monkeypatch.setattr(left_since, "signer", lambda desk, _, login, day: (people.get(desk, login), ""))
    assert confirmed(later(4), copy, day(later, signed) if signed else "").done
    (found,) = findings(later(4))
    assert "王样六的签名（审核）：签名人王样六（qcmgr）那时不是在用的人员" in found
