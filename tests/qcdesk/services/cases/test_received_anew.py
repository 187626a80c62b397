"""The time a case came in, put right where a PC's clock was wrong, and only there."""

from datetime import UTC, datetime, timedelta

import cases
import factory
import pytest
from case_clocks import latest
from trail import findings

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework, dossier, received_anew
from qcdesk.services.overview import case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves
from qcdesk.services.trail import clock_watch, history

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
RIGHT, WHY = "2026-11-23T08:55", "前台电脑的时钟快了三天，客户邮件是今天 8:55 到的"


def at(desk: Desk, **ahead: float) -> Desk:
    return desk.at(Clock(NOW + timedelta(**ahead), desk.clock.zone))


def manager(desk: Desk) -> Desk:
    return factory.seat(at(desk), "qcmgr")


def correct(desk: Desk, case: int, moment: str = RIGHT, why: str = WHY) -> None:
    received_anew.correct(manager(desk), case, moment, why, Proof("qcmgr"))


def from_the_future(desk: Desk) -> int:
    """Taken in by a PC set forward by three days; the next event is of the right time again."""
    case = cases.received(at(desk, days=3))
    casework.add(factory.seat(at(desk), "sales"), case, "contacts", {"way": "电话", "said": "告知进展"})
    return case


def from_yesterday(desk: Desk) -> int:
    """Taken in and registered by a PC set to yesterday."""
    cases.received(at(desk))
    case = cases.received(at(desk, days=-1))
    cases.step(at(desk, days=-1), case, "register", "qc", **cases.JUDGED)
    return case


def test_receipt_from_the_future_is_put_right_with_all_that_runs_from_it(desk: Desk) -> None:
    """E5: deadlines and month follow the time at which the customer really called."""
    case = from_the_future(desk)
    assert latest(desk, case)["RESULT-7WD"]["due_at"] == "2026-12-07T10:00"
    with pytest.raises(Refused, match="还没有到"):
        cases.step(at(desk), case, "register", "qc", **cases.JUDGED)
    correct(desk, case)
    row = latest(desk, case)["RESULT-7WD"]
    assert (row["started_at"], row["due_at"], row["first_due"]) == (RIGHT, "2026-12-02T08:55", "2026-12-07T10:00")
    assert "受理时间更正后重算，原 " in row["steps"]
    assert all(row["started_at"] < "2026-11-24" for row in cases.value(desk, case, "clocks"))
    cases.step(at(desk, hours=1), case, "register", "qc", **cases.JUDGED)
    assert findings(desk) == []


def test_old_time_reason_and_person_stay_in_history_and_print(desk: Desk) -> None:
    case = from_the_future(desk)
    correct(desk, case)
    line = history.told(desk, case)[-1]
    assert (line.sentence, line.reason, line.who) == ("更正受理时间", WHY, "王样六")
    assert "受理时间：“2026-11-26 10:00” → “2026-11-23 08:55”" in line.details
    row = dossier.told(desk, records.get(desk, case))["signed"][-1]
    assert (row["step"], row["by"]) == ("更正受理时间", "王样六")
    assert row["reason"].startswith(f"2026-11-26 10:00 → 2026-11-23 08:55；{WHY}")


def test_registration_is_signed_anew_and_the_judgement_stays(desk: Desk) -> None:
    """E4.1: a grade changes by being judged anew, not by the way."""
    case = from_yesterday(desk)
    before = {name: cases.value(desk, case, name) for name in ("severity", "clauses")}
    correct(desk, case)
    view = records.get(desk, case)
    signed = view.signature("registered")
    assert signed is not None
    assert (signed.person, signed.meaning, signed.sound) == ("qcmgr", "更正受理时间", True)
    assert {name: cases.value(desk, case, name) for name in before} == before
    assert (view.state, view.number) == ("analysis", "TS-202611-002")
    assert findings(desk) == []


def test_no_clock_ends_before_it_begins(desk: Desk) -> None:
    """E5: what a PC set to yesterday has met stays met."""
    case = from_yesterday(desk)
    met = {row["rule"] for row in cases.value(desk, case, "clocks") if "stopped_at" in row}
    correct(desk, case)
    rows = [row for row in cases.value(desk, case, "clocks") if "stopped_at" in row]
    assert {row["rule"] for row in rows} == met != set()
    assert all(row["stopped_at"] >= row["started_at"] for row in rows)


def test_what_was_met_before_the_false_receipt_ends_when_it_was_done(desk: Desk) -> None:
    case = from_the_future(desk)
    assert latest(desk, case)["FIRST-24H"]["stopped_at"] == "2026-11-26T10:00"
    correct(desk, case)
    row = latest(desk, case)["FIRST-24H"]
    assert (row["stopped_at"], row.get("reason")) == ("2026-11-23T10:00", None)


def test_deadline_put_off_to_a_day_of_its_own_keeps_it(desk: Desk) -> None:
    case = from_yesterday(desk)
    rows = cases.value(desk, case, "clocks")
    line = next(at for at, row in enumerate(rows, start=1) if row["rule"] == "RESULT-7WD")
    clock_moves.extend(manager(desk), case, line, "2026-12-18T17:00", "客户同意")
    correct(desk, case)
    row = latest(desk, case)["RESULT-7WD"]
    assert (row["started_at"], row["due_at"]) == (RIGHT, "2026-12-18T17:00")


def test_month_of_the_case_follows(desk: Desk) -> None:
    """Set forward over the end of a month; its number stays, without a gap."""
    case = cases.received(at(desk, days=10))
    casework.add(factory.seat(at(desk), "sales"), case, "contacts", {"way": "电话", "said": "告知进展"})
    correct(desk, case)
    (row,) = case_list.find(at(desk), CaseQuery()).rows
    assert (row.number, records.get(desk, case).values["received_at"][:7]) == ("TS-202612-001", "2026-11")
    assert desk.store.sql("SELECT day FROM record WHERE id = ?", (case,))[0][0] == "2026-11-23"


def test_receipt_that_no_clock_contradicts_stands(desk: Desk) -> None:
    case = cases.received(at(desk))
    casework.add(factory.seat(at(desk, days=-1), "sales"), cases.received(at(desk)), "contacts",
                 {"way": "电话", "said": "告知进展"})  # fmt: skip
    calm = cases.received(at(desk, hours=1))
    with pytest.raises(Refused, match="没有电脑时钟出错的痕迹"):
        correct(desk, calm)
    assert case != calm


def test_a_clock_that_was_said_to_be_right_leaves_the_way_open(desk: Desk) -> None:
    """Nothing bears a mark after the confirmation: the confirmation itself tells which event it overrules."""
    case = cases.received(at(desk, days=3))
    clock_watch.confirm(manager(desk), Proof("qcmgr"))
    assert "反而更早" in history.told(desk, case)[-1].clock
    correct(desk, case)
    assert cases.value(desk, case, "received_at") == RIGHT


@pytest.mark.parametrize(("moment", "said"), [
    ("2026-11-23T10:30", "还没有到"), ("", "必须填写"), ("2026-11-26T10:00", "和现在的一样"), ("gestern", "受理时间"),
])  # fmt: skip
def test_impossible_times_are_refused(desk: Desk, moment: str, said: str) -> None:
    case = from_the_future(desk)
    with pytest.raises(Invalid, match=said):
        correct(desk, case, moment)


def test_without_reason_or_by_others_it_is_refused(desk: Desk) -> None:
    case = from_the_future(desk)
    with pytest.raises(Invalid, match="必须填写：哪台电脑的时钟不对"):
        correct(desk, case, why="")
    with pytest.raises(Invalid, match="至少写两个字"):
        correct(desk, case, why="。")
    with pytest.raises(Refused, match="更正受理时间要由品管主管"):
        received_anew.correct(factory.seat(at(desk), "qc"), case, RIGHT, WHY, Proof("qc"))
    with pytest.raises(Refused, match="PIN 是别人的"):
        received_anew.correct(manager(desk), case, RIGHT, WHY, Proof("qc"))
    assert cases.value(desk, case, "received_at") == "2026-11-26T10:00"


def test_ended_case_keeps_its_receipt(desk: Desk) -> None:
    case = cases.received(at(desk, days=3))
    cases.received(at(desk))
    cases.step(at(desk), case, "void", "qcmgr", "录入错误")
    with pytest.raises(Refused, match="不能再改"):
        correct(desk, case)
