"""A sheet that names a case comes into it when it is submitted; a copy made in a case stays there with its number."""

from collections.abc import Callable

import cases
import factory
import pytest
from drafts import drafted, now, put
from trail import sentences

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import case_facts, joining
from qcdesk.services.samples import sealed
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying

OTHER = "环岭自行车（样例）有限公司"


def case_of(desk: Desk, record: int) -> int | None:
    return records.row_of(desk, record).case


def naming(desk: Desk, case: int, **changes: object) -> int:
    """A label drafted alone with the case's number typed in."""
    given = factory.label(customer=cases.CUSTOMER, complaint_no=factory.number(desk, case).lower(), **changes)
    return factory.draft(desk, "seal_label", given, by="qc")


def test_a_label_that_names_its_case_is_among_its_samples_once_it_is_signed(desk: Desk) -> None:
    """E0.3 note 1"""
    case = cases.registered(desk)
    label = naming(desk, case)
    assert case_of(desk, label) is None
    change = factory.take(desk, label, "submit")
    assert {"records", "cases"} <= change.kinds
    assert [sample.id for sample in sealed.of_case(desk, case)] == [label]
    assert history.told(desk, label)[-1].sentence == f"放入案件 {factory.number(desk, case)}"
    assert verifying.verify(desk) == []


def test_what_is_submitted_again_with_the_number_put_right_comes_in_then(desk: Desk) -> None:
    case = cases.registered(desk)
    label = factory.draft(desk, "seal_label", factory.label(customer=cases.CUSTOMER, complaint_no="QY-778"), by="qc")
    factory.walk(desk, label, "submit")
    factory.take(desk, label, "return", reason="客诉编号写错")
    put(desk, label, "qc", complaint_no=factory.number(desk, case))
    assert case_of(desk, label) is None
    factory.walk(desk, label, *factory.CHAIN)
    assert case_of(desk, label) == case
    assert sentences(desk, label).count(f"放入案件 {factory.number(desk, case)}") == 1


def another_customer(desk: Desk) -> int:
    return naming(desk, cases.registered(desk, customer=OTHER))


def an_ended_case(desk: Desk) -> int:
    case = cases.received(desk)
    cases.step(desk, case, "void", "qcmgr", "录入错误：重复录入")
    return naming(desk, case)


def a_number_of_the_customer(desk: Desk) -> int:
    return factory.draft(desk, "seal_label", factory.label(complaint_no="HL-1104"), by="qc")


@pytest.mark.parametrize("drafted_so", [another_customer, an_ended_case, a_number_of_the_customer])
def test_what_may_not_be_put_into_the_case_stays_alone(desk: Desk, drafted_so: Callable[[Desk], int]) -> None:
    label = factory.walk(desk, drafted_so(desk), *factory.CHAIN)
    assert case_of(desk, label) is None


def test_a_draft_that_is_thrown_away_comes_into_no_case(desk: Desk) -> None:
    case = cases.registered(desk)
    label = naming(desk, case)
    factory.take(desk, label, "void", reason="试填")
    assert case_of(desk, label) is None


def test_a_new_sheet_of_one_case_names_no_other(desk: Desk) -> None:
    """E0.3: or the sample would be kept for the wrong complaint."""
    one, other = cases.registered(desk), cases.registered(desk)
    label = cases.sheet(desk, one, "seal_label", "seal_label-thread", by="qc", complaint_no=factory.number(desk, other))
    told = f"这张草稿是案件 {factory.number(desk, one)} 的，单上写的却是案件 {factory.number(desk, other)}"
    with pytest.raises(Refused, match=told):
        factory.take(desk, label, "submit")
    put(desk, label, "qc", complaint_no=factory.number(desk, one))
    factory.walk(desk, label, "submit")
    assert case_of(desk, label) == one


def test_a_copy_of_a_label_of_the_case_is_one_of_the_case(desk: Desk) -> None:
    """E0.3: it names the case, and is among its samples as soon as it is signed."""
    case = cases.registered(desk)
    label = cases.sealed(desk, case)
    change = joining.copy(factory.seat(desk, "qc"), label)
    copy = change.record or 0
    assert "cases" in change.kinds
    assert (case_of(desk, copy), now(desk, copy).values["complaint_no"]) == (case, factory.number(desk, case))
    assert copy in [fact.id for fact in case_facts.sheets(desk, case)]
    put(desk, copy, "qc", seal_qty=1)
    factory.walk(desk, copy, "submit")
    assert [sample.id for sample in sealed.of_case(desk, case)] == [label, copy]
    assert verifying.verify(desk) == []


def test_a_copy_names_the_case_s_own_sheets_and_no_others(desk: Desk) -> None:
    case = cases.handled(desk)
    record = cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck")
    stranger = factory.walk(desk, drafted(desk, "rework_record-reflector", "merch"), "issue")
    for named, kept in ((record, True), (stranger, False)):
        note = cases.delivery(desk, case, "issue", complaint_no=factory.number(desk, named))
        copy = now(desk, joining.copy(factory.seat(desk, "wh"), note).record or 0)
        assert copy.values.get("complaint_no") == (factory.number(desk, named) if kept else None)


def test_a_copy_out_of_an_ended_case_or_of_none_stands_alone(desk: Desk) -> None:
    case = cases.closed(desk)
    label = sealed.of_case(desk, case)[0].id
    for source in (label, factory.signed_label(desk)):
        copy = joining.copy(factory.seat(desk, "qc"), source).record or 0
        assert (case_of(desk, copy), now(desk, copy).values.get("complaint_no")) == (None, None)
