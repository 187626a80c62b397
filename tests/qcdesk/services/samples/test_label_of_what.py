"""A sealed sample is of a complaint, or of the anomaly that was found in house (layout 3a)."""

import cases
import factory
import pytest
from factory import seat

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import carrying, records


def test_a_label_of_nothing_is_not_signed(desk: Desk) -> None:
    label = factory.draft(desk, "seal_label", factory.label(complaint_no=None), by="qc")
    with pytest.raises(Refused, match="请填“客诉编号”，没有客诉的填异常单号"):
        factory.take(desk, label, "submit")


def test_a_label_without_a_complaint_goes_by_its_anomaly_sheet(desk: Desk) -> None:
    anomaly = records.get(desk, factory.walk(desk, factory.draft(desk, "qc_anomaly", factory.anomaly()), "submit"))
    begun = carrying.begun(seat(desk, "qc"), [anomaly], desk.catalogue.newest("seal_label"))
    assert begun["complaint_no"] == anomaly.number
    label = factory.signed_label(desk, complaint_no=anomaly.number)
    assert records.get(desk, label).state == "approved"


def test_the_case_goes_before_its_anomaly_sheet(desk: Desk) -> None:
    case = cases.registered(desk)
    cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit")
    label = cases.sealed(desk, case)
    assert records.get(desk, label).values["complaint_no"] == records.get(desk, case).number
