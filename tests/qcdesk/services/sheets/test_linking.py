"""A number of another record is of something: what it is refused for, and what is only advised."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import linking, records


def rework(desk: Desk, number: str) -> int:
    values = {**factory.sample("rework_record-reflector"), "anomaly_no": number}
    return records.create(factory.seat(desk, "merch"), "rework_record", values).record or 0


def anomaly(desk: Desk, **changes: object) -> str:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly(**changes)), "submit")
    return factory.number(desk, record)


def test_a_number_of_nothing_is_refused_when_the_sheet_is_signed(desk: Desk) -> None:
    record = rework(desk, "YC-2026")
    with pytest.raises(Refused, match="异常单号：没有编号为“YC-2026”的单，请从列出的编号里选，或删去"):
        factory.take(desk, record, "issue")
    number = anomaly(desk)
    records.save(factory.seat(desk, "merch"), record, 1, {"anomaly_no": number.lower()})
    factory.take(desk, record, "issue")


def test_a_customers_own_number_may_stand_for_the_case_but_none_that_looks_like_ours(desk: Desk) -> None:
    kind = desk.catalogue.newest("seal_label")
    assert not linking.dead(desk, kind, {"complaint_no": "KS-2019-77"}, {})
    assert linking.dead(desk, kind, {"complaint_no": "TS-2026"}, {})


def test_what_was_signed_is_not_held_against_the_link_again(desk: Desk) -> None:
    """A record of an older program keeps its way."""
    record = rework(desk, anomaly(desk))
    factory.take(desk, record, "issue")
    desk.store.change("UPDATE record SET number = ? WHERE form = ?", "YC-ANDERS", "qc_anomaly")
    factory.take(desk, record, "produce")


def test_another_customer_and_product_are_pointed_out(desk: Desk) -> None:
    number = anomaly(desk, customer="北望角自行车", product_name="中轴 BB-68")
    kind = desk.catalogue.newest("rework_record")
    values = {"anomaly_no": number, "customer": "云麓电动车", "product_name": "中轴 BB-68 68mm"}
    there = linking.known(desk, linking.numbers(kind, values).values())
    assert [str(fault) for fault in linking.differing(kind, values, there)] == [
        f"客户：{number} 的客户是“北望角自行车”，请核对"
    ]


def test_what_was_done_before_the_case_came_in_is_pointed_out(desk: Desk) -> None:
    """Advice only: a case may be taken in days after the customer told somebody of it."""
    case = records.get(desk, cases.received(desk))
    today, number = cases.today(desk), str(case.number)
    there = linking.known(desk, [number])
    report = desk.catalogue.newest("car_8d")
    values = {"complaint_no": number, "date": today, "containment": [{"done": today}, {"done": "2020-11-03"}]}
    assert [(fault.row, fault.sentence) for fault in linking.differing(report, values, there)] == [
        (2, f"完成日 2020-11-03 早于 {number} 的日期 {today}，请核对")
    ]
    site = desk.catalogue.newest("field_rework")
    told = linking.differing(site, {"anomaly_no": number, "date": "2020-11-04"}, there)
    assert [str(fault) for fault in told] == [f"派工日期 2020-11-04 早于 {number} 的日期 {today}，请核对"]


def test_every_day_that_is_held_against_the_case_is_one_of_its_sheet(local_desk: Desk) -> None:
    for code, names in linking.AFTERWARDS.items():
        kind = local_desk.catalogue.newest(code)
        for name in names:
            table, _, column = name.partition(".")
            item = kind.field(table)
            assert (column in [one.name for one in getattr(item, "columns", ())]) == bool(column)


def ledger(desk: Desk, **cells: object) -> int:
    """A 登记表 of one line, drafted by hand."""
    line = {**factory.sample("seal_ledger-2026-11")["lines"][0], **cells}
    values = {**factory.sample("seal_ledger-2026-11"), "lines": [{}, line]}
    return records.create(factory.seat(desk, "qc"), "seal_ledger", values).record or 0


def test_numbers_of_nothing_in_the_lines_of_a_register_are_refused_as_in_its_head(desk: Desk) -> None:
    sealed = factory.number(desk, factory.signed_label(desk))
    case = factory.number(desk, cases.received(desk))
    record = ledger(desk, sample_no="YP-209901-001", complaint_no="TS-209901-001")
    said = "第 2 行 样品编号：没有编号为“YP-209901-001”的单，.+第 2 行 客诉编号：没有编号为“TS-209901-001”的单"
    with pytest.raises(Refused, match=said):
        factory.take(desk, record, "submit")
    line = {**records.get(desk, record).values["lines"][1], "sample_no": sealed, "complaint_no": case.lower()}
    records.save(factory.seat(desk, "qc"), record, 1, {"lines": [line]})
    factory.take(desk, record, "submit")


def test_a_customers_own_number_may_stand_in_a_line_too(desk: Desk) -> None:
    sealed = factory.number(desk, factory.signed_label(desk))
    factory.take(desk, ledger(desk, sample_no=sealed, complaint_no="KS-2019-77"), "submit")


def test_another_customer_and_product_in_a_line_are_pointed_out(desk: Desk) -> None:
    case = factory.number(desk, cases.received(desk))
    kind = desk.catalogue.newest("complaint_ledger")
    values = {"lines": [{"complaint_no": case, "customer": "北望角自行车", "product": "铝脚踏 FP-873"}]}
    there = linking.known(desk, [case])
    assert [str(fault) for fault in linking.differing(kind, values, there)] == [
        f"第 1 行 客户：{case} 的客户是“{cases.CUSTOMER}”，请核对"
    ]
