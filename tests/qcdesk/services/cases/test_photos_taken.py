"""属质量问题必须取得产品质量问题照片: a customer's case is neither filed nor closed without one, or a word why."""

import cases
import factory
import halfway
import pytest
from drafts import put
from pictures import picture

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import casework
from qcdesk.services.sheets import attaching, records
from qcdesk.services.trail import verifying

REFUSED = "属质量问题.*还没有产品质量问题照片.*“没有照片的原因”写明（产品质量投诉处理制度"
PLACE = {"archive_place": "客诉柜 2026-11", "no_sample": "客户未退样"}


def photo(desk: Desk, name: str = "断口.png") -> object:
    return attaching.add_bytes(desk, picture(kind="PNG"), name)


def test_case_is_not_filed_without_a_photo_or_a_word_why(desk: Desk) -> None:
    """E1.1"""
    case = halfway.unpictured(desk)
    with pytest.raises(Refused, match=REFUSED):
        cases.step(desk, case, "archive", "merch", **PLACE)
    cases.step(desk, case, "archive", "merch", **PLACE, no_photo="客户总装线不许拍照")
    cases.walk(desk, case, "close")
    assert cases.value(desk, case, "no_photo") == "客户总装线不许拍照"
    assert verifying.verify(desk) == []


def test_photo_in_the_case_will_do_and_is_missed_again_where_it_is_taken_away(desk: Desk) -> None:
    """E1.1: the closing asks once more."""
    case = halfway.unpictured(desk)
    qc = factory.seat(desk, "qc")
    put(desk, case, "qc", evidence_photos=[photo(qc)])
    cases.step(desk, case, "archive", "merch", **PLACE)
    put(desk, case, "qc", evidence_photos=[])
    with pytest.raises(Refused, match=REFUSED):
        cases.walk(desk, case, "close")
    put(desk, case, "qc", evidence_photos=[photo(qc)])
    cases.walk(desk, case, "close")
    assert cases.state(desk, case) == "closed"


def test_photo_on_a_sheet_of_the_case_will_do_unless_the_sheet_is_void(desk: Desk) -> None:
    """E1.1"""
    case = halfway.unpictured(desk)
    merch = factory.seat(desk, "merch")
    sheet = casework.open_sheet(merch, case, "qc_anomaly").record or 0
    put(desk, sheet, "merch", description_photos=[photo(merch)])
    assert not any("照片" in said for said in casework.till_closing(desk, records.get(desk, case)))
    factory.take(desk, sheet, "void", "merch", "开错")
    assert any("照片" in said for said in casework.till_closing(desk, records.get(desk, case)))
    with pytest.raises(Refused, match=REFUSED):
        cases.step(desk, case, "archive", "merch", **PLACE)
