"""A sealed sample is of a complaint, or of the anomaly that was found in house (layout 3a)."""

import cases
import factory
from factory import seat

from qcdesk.desk import Desk
from qcdesk.services.sheets import carrying, linking, records


def test_a_label_of_nothing_is_signed_and_advised_of_it(desk: Desk) -> None:
    """Samples may be sealed before their complaint has a number."""
    label = records.get(desk, factory.signed_label(desk, complaint_no=None))
    assert label.state == "approved"
    [told] = linking.unnamed(label.kind, label.values)
    assert (told.field, told.sentence) == ("complaint_no", linking.OF_WHAT["seal_label"][1])
    assert linking.unnamed(label.kind, {**label.values, "complaint_no": "HL-1104"}) == []


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
