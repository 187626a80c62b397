"""Several sheets signed by one PIN: each its own signature, what was changed or is shut left with its sentence."""

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import batch, records, search, withheld
from qcdesk.services.sheets.batch import Seen
from qcdesk.services.trail import verifying


def submitted(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def seen(desk: Desk, record: int, action: str = "review") -> Seen:
    return Seen(record, records.get(desk, record).version, action)


def test_each_sheet_is_signed_for_itself_and_a_stale_one_is_skipped(desk: Desk) -> None:
    first, second, third = (submitted(desk) for _ in range(3))
    looked_at = [seen(desk, record) for record in (first, second, third)]
    factory.take(desk, second, "return", "qcmgr", reason="数量不对")
    factory.take(desk, second, "submit", "qc")
    told = batch.sign(factory.seat(desk, "qcmgr"), looked_at, Proof("qcmgr"))
    assert [records.get(desk, record).state for record in (first, second, third)] == [
        "reviewed", "submitted", "reviewed",
    ]  # fmt: skip
    assert told[1].refused.startswith("郑样五在")
    assert told[1].told.startswith(f"{factory.number(desk, second)} 没有签：")
    assert told[0].told == f"{factory.number(desk, first)} 现在“已审核”"
    events = {records.get(desk, record).signatures[1].at for record in (first, third)}
    assert len(events) == 2
    assert verifying.verify(desk) == []


def test_outcome_says_for_whom_a_deputy_signed(desk: Desk) -> None:
    record, today = submitted(desk), str(desk.clock.today())
    deputies.name(factory.seat(desk, "qcmgr"), "qcmgr", "iqc", (today, today), Proof("qcmgr"), reason="出差")
    (told,) = batch.sign(factory.seat(desk, "iqc"), [seen(desk, record)], Proof("iqc"))
    assert told.told == f"{factory.number(desk, record)} 现在“已审核”，代{people.get(desk, 'qcmgr').name}签"


def test_a_sheet_that_somebody_else_has_signed_meanwhile_is_told(desk: Desk) -> None:
    record = submitted(desk)
    looked_at = seen(desk, record)
    factory.take(desk, record, "review", "qcmgr")
    told = batch.sign(factory.seat(desk, "qcmgr"), [looked_at], Proof("qcmgr"))
    signed = records.get(desk, record).signatures[1]
    assert told[0].refused == f"{signed.name}在 {signed.at_local} 审核，现在是“已审核”，没有这一步了"


def test_a_sheet_that_was_sent_back_meanwhile_says_by_whom_when_and_why(desk: Desk) -> None:
    record = submitted(desk)
    looked_at = seen(desk, record)
    factory.take(desk, record, "return", "qcmgr", reason="数量不对")
    told = batch.sign(factory.seat(desk, "qcmgr"), [looked_at], Proof("qcmgr"))
    name, day = people.get(desk, "qcmgr").name, str(desk.clock.today())
    assert told[0].refused.startswith(f"{name}在 {day} ")
    assert told[0].refused.endswith("退回（数量不对），现在是“草稿”，没有这一步了")


@pytest.mark.parametrize(
    ("by", "shut"),
    [("qcmgr", ""), ("qc", "要由品管主管（品质部经理）操作"), ("pmgr", "要由品管主管（品质部经理）操作")],
)
def test_what_is_not_ones_own_is_shut(desk: Desk, by: str, shut: str) -> None:
    assert batch.due(factory.seat(desk, by), submitted(desk), "review").shut == shut


def test_what_asks_for_a_reason_is_not_signed_along(desk: Desk) -> None:
    found = batch.due(factory.seat(desk, "qcmgr"), submitted(desk), "return")
    assert found.shut == batch.NO_SIGNATURE


def test_another_persons_pin_signs_nothing(desk: Desk) -> None:
    record = submitted(desk)
    told = batch.sign(factory.seat(desk, "qcmgr"), [seen(desk, record)], Proof("qc"))
    assert told[0].refused.startswith("PIN 是别人的")
    assert withheld.faults(records.get(desk, record)) == []


def test_what_lacks_a_cell_waits_with_its_sentence_and_what_lacks_nothing_without(desk: Desk) -> None:
    values = {name: value for name, value in factory.anomaly().items() if name != "cause"}
    lacking = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade")
    ready = factory.walk(desk, factory.draft(desk), "submit", "found_check", "grade")
    waits = {item.row.id: item for item in search.waiting(factory.seat(desk, "duty"))}
    assert waits[lacking].untickable.startswith("还没有填：")
    assert waits[lacking].label == waits[ready].label
    assert waits[ready].untickable == ""
