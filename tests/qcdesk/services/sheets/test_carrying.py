"""What a sheet begins with when it is opened from its case: the number it is filed by on every one of them."""

import cases
import factory
import pytest

from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.fields import Link
from qcdesk.kinds import Kind
from qcdesk.services.basics import masters
from qcdesk.services.cases import casework
from qcdesk.services.sheets import carrying, records

OF_A_CASE = (CASE, "qc_anomaly")
"""What 客诉编号, 异常单号 and 案件编号 name."""
SHEETS = [kind for kind in factory.shelf().kinds.kinds if kind.sheet]


def case_cells(kind: Kind) -> list[str]:
    return [item.name for item in kind.plain_fields if isinstance(item, Link) and item.to in OF_A_CASE]


@pytest.mark.parametrize("kind", SHEETS, ids=lambda kind: kind.code)
def test_every_sheet_opened_from_a_case_bears_its_number(local_desk: Desk, kind: Kind) -> None:
    """One that goes by the anomaly sheet bears that number once there is one."""
    case = cases.registered(local_desk)
    number = records.get(local_desk, case).number
    made = casework.open_sheet(factory.seat(local_desk, "qc"), case, kind.code).record or 0
    values = records.get(local_desk, made).values
    assert {name: values.get(name) for name in case_cells(kind)} == dict.fromkeys(case_cells(kind), number)


def test_the_anomaly_sheet_of_the_case_goes_before_the_case(local_desk: Desk) -> None:
    case = cases.registered(local_desk)
    first = casework.open_sheet(factory.seat(local_desk, "merch"), case, "field_rework").record or 0
    anomaly = cases.sheet(local_desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit")
    made = casework.open_sheet(factory.seat(local_desk, "merch"), case, "rework_record").record or 0
    assert records.get(local_desk, made).values["anomaly_no"] == records.get(local_desk, anomaly).number
    assert records.get(local_desk, first).values["anomaly_no"] == records.get(local_desk, case).number


def test_number_and_model_of_a_product_come_from_the_basic_data(local_desk: Desk) -> None:
    given = {"code": "FP-873", "name": "铝合金脚踏 FP-873", "model": '9/16" 铝 银', "family": "脚踏类", "unit": "付"}
    masters.save(factory.seat(local_desk, "admin"), "product", None, given)
    case = cases.registered(local_desk, product_name="铝合金脚踏 FP-873")
    made = casework.open_sheet(factory.seat(local_desk, "qc"), case, "seal_label").record or 0
    assert records.get(local_desk, made).values["item_no"] == "FP-873"
    anomaly = local_desk.catalogue.newest("qc_anomaly")
    assert carrying.of_product(local_desk, anomaly, " 铝合金脚踏 FP-873 ") == {"model_spec": '9/16" 铝 银'}
    assert carrying.of_product(local_desk, anomaly, "不在资料里的脚踏") == {}
