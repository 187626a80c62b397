"""What a new case begins with, and the cases that are like it."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.cases import casework, proposing
from qcdesk.services.sheets import records


def test_the_customers_newest_case_proposes_whom_to_ask_and_where(desk: Desk) -> None:
    cases.received(desk, contact="旧联系人", phone="1", place="市外")
    cases.received(desk, contact="新联系人", phone="")
    known = proposing.of_customer(desk, cases.CUSTOMER)
    assert known.cases == 2
    assert known.values["contact"] == "新联系人"
    assert known.values["place"] == "市内其他"


def test_nobody_is_proposed_with_the_telephone_of_another(desk: Desk) -> None:
    cases.received(desk, contact="旧联系人", phone="1")
    cases.received(desk, contact="新联系人", phone="2")
    cases.received(desk, contact="新联系人", phone="")
    cases.received(desk, contact="没留电话的", phone="")
    known = proposing.of_customer(desk, cases.CUSTOMER)
    assert (known.values["contact"], "phone" in known.values) == ("没留电话的", False)
    assert known.phones == {"新联系人": "2", "旧联系人": "1"}
    cases.received(desk, contact="新联系人", phone="")
    assert proposing.of_customer(desk, cases.CUSTOMER).values["phone"] == "2"


def test_the_goods_of_earlier_cases_are_proposed_once_newest_first(desk: Desk) -> None:
    cases.received(desk, lot_no="L1")
    cases.received(desk, lot_no="L2")
    cases.received(desk, lot_no="L1")
    assert [goods["lot_no"] for goods in proposing.of_customer(desk, cases.CUSTOMER).goods] == ["L1", "L2"]


def test_nothing_is_known_of_a_new_customer(desk: Desk) -> None:
    assert proposing.of_customer(desk, "没有来过的客户") == proposing.Known({})
    assert proposing.of_customer(desk, "  ") == proposing.Known({})


def test_whom_one_spoke_to_is_known_from_this_case_and_the_customers_earlier_ones(desk: Desk) -> None:
    first = cases.received(desk, contact="林样", phone="0769-5550101")
    casework.add(factory.seat(desk, "sales"), first, "contacts", {"way": "电话", "whom": "周品保", "said": "问数量"})
    cases.received(desk, customer="别的客户", contact="外人")
    case = cases.received(desk, contact="郑采购", phone="0769-5550199")
    casework.add(factory.seat(desk, "sales"), case, "contacts", {"way": "电话", "whom": "林样", "said": "问交期"})
    found = proposing.persons(desk, records.get(desk, case))
    assert [(one.name, one.hint) for one in found] == [
        ("郑采购", "本案　0769-5550199"), ("林样", "本案"), ("周品保", "以前的案件"),
    ]  # fmt: skip


def test_what_was_found_in_house_has_nobody_to_speak_to(desk: Desk) -> None:
    in_house = {"case_kind": "厂内异常", "channel": "厂内发现", "customer": None, "contact": None, "phone": None}
    assert proposing.persons(desk, records.get(desk, cases.received(desk, **in_house))) == ()


def test_a_product_of_the_masters_brings_its_family(desk: Desk) -> None:
    from qcdesk.services.basics import masters

    masters.save(factory.seat(desk, "qc"), "product", None,
                 {"code": "P1", "name": "铝脚踏", "model": "PD-1", "family": "脚踏类"})  # fmt: skip
    assert proposing.of_product(desk, "铝脚踏") == {"product_family": "脚踏类", "model_spec": "PD-1"}
    assert proposing.of_product(desk, "别的") == {}


def test_cases_of_the_same_defect_customer_and_wording_are_found_with_reasons(desk: Desk) -> None:
    first = cases.registered(desk)
    cases.received(desk, customer="别的客户", product_name="碗组", product_family="碗件中轴类", description="外箱破损")
    found = proposing.alike(desk, {**cases.SPINDLE, "defect_codes": ["芯轴断裂"]})
    assert found[0].case.key == first
    assert found[0].reasons[:2] == ("同为脚踏类的“芯轴断裂”", "同一客户")
    assert found[0].score == 100


SPUN = "左脚踏芯轴牙纹不良，扳手拧到一半打滑"


@pytest.mark.parametrize("family", ["脚踏类", None])
def test_cases_nobody_has_judged_yet_are_alike_by_what_their_descriptions_speak_of(
    desk: Desk, family: str | None
) -> None:
    same = cases.received(desk, customer="别的客户", description="抽检芯轴牙纹不良 5 付", product_family=family)
    cases.received(desk, customer="别的客户", description="芯轴没有牙纹不良，外箱破损", lot_no="L2")
    cases.received(desk, product_family="碗件中轴类", product_name="碗组", description="芯轴牙纹不良", lot_no="L3")
    first, *others = proposing.alike(desk, {**cases.SPINDLE, "description": SPUN})
    assert (first.case.key, first.reasons[:2]) == (same, ("描述里都有“芯轴牙纹不良”", "同一产品"))
    assert first.score >= 65
    assert all(one.score < 50 for one in others)


def test_item_that_was_chosen_is_found_in_the_description_of_a_case_nobody_has_judged(desk: Desk) -> None:
    cases.received(desk, customer="别的客户", description=SPUN)
    chosen = {**cases.SPINDLE, "defect_codes": ["芯轴牙纹不良"], "description": "见照片"}
    assert proposing.alike(desk, chosen)[0].reasons == ("该案的描述里有“芯轴牙纹不良”", "同一产品")


def test_a_case_is_not_like_itself_and_nothing_said_is_like_nothing(desk: Desk) -> None:
    first = cases.registered(desk)
    assert not proposing.alike(desk, cases.SPINDLE, besides=first)
    assert not proposing.alike(desk, {"customer": cases.CUSTOMER})


def test_what_was_delivered_is_known_from_the_counted_notes_of_the_case(desk: Desk) -> None:
    """E0.1: with its words for what is missing, and nothing before the customer has counted."""
    case = cases.walk(desk, cases.handled(desk), "recheck_passed")
    note = cases.delivery(desk, case, *cases.NOTE_WAY[:2])
    assert proposing.delivered(desk, records.get(desk, case)) == ("", {})
    factory.walk(desk, note, "sign_for")
    number, found = proposing.delivered(desk, records.get(desk, case))
    assert (number, found["delivered_qty"], found["counted_qty"]) == (records.get(desk, note).number, 641, 639)
    cases.step(desk, case, "deliver", "wh", **found)
    assert cases.state(desk, case) == "reply"
