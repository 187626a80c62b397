"""Bad values are refused by name, all at once; nothing crashes."""

import pytest

from qcdesk.errors import Invalid
from qcdesk.rules import inputs


def faults(**given: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        inputs.read(given)
    return {fault.field: fault.sentence for fault in refused.value.faults}


def test_every_bad_field_is_named_at_once() -> None:
    found = faults(family="轮组", defects=[1], lot_qty="许多", defect_qty=-1, unusable_lot="也许", colour="红",
                   description=7, received_at="昨天")  # fmt: skip
    assert set(found) == {"family", "defects", "lot_qty", "defect_qty", "unusable_lot", "colour", "description",
                          "received_at"}  # fmt: skip
    assert found["family"] == "“轮组”不能选，可选：脚踏类、碗件中轴类、其他"
    assert found["colour"] == "没有这个栏位"


@pytest.mark.parametrize(
    "value",
    [1.5, True, [], {}, -1, 10**13, "1.5", "30%", "3成", "10 公斤", "约10支", float("nan"), float("inf"), "9" * 400],
)
def test_quantity_is_a_whole_number(value: object) -> None:
    assert faults(lot_qty=value) == {"lot_qty": "要填 0 或更大的整数"}


def test_digits_as_text_and_full_width_are_taken() -> None:
    read = inputs.read({"lot_qty": "２,０００", "defect_qty": " 3 ", "unusable_lot": "否", "affects_function": "是"})
    assert (read.lot_qty, read.defect_qty, read.unusable_lot, read.affects_function) == (2000, 3, False, True)


@pytest.mark.parametrize(
    "value",
    [
        1000.0,
        "1000.0",
        "1000支",
        "1,000 件",
        "１０００个",
        "1000付",
        "1000 副",
        "1000箱",
        "1000 套",
        "1000PCS",
        "1000 pcs",
    ],
)
def test_number_with_its_unit_and_a_whole_float_are_taken(value: object) -> None:
    assert inputs.read({"lot_qty": value}).lot_qty == 1000


def test_quantities_in_pairs_and_in_pieces_are_not_divided_by_each_other() -> None:
    assert faults(lot_qty="500付", defect_qty="200支") == {
        "defect_qty": "单位不同（批量按付、不良数按支），请换成一样的再填"
    }
    assert inputs.read({"lot_qty": "500 PCS", "defect_qty": "200支"}).defective == ("defect_qty", 200)


def test_nought_defective_is_a_number_and_what_is_complained_of_stands_in_only_for_none() -> None:
    """severity.md R1"""
    assert inputs.read({"lot_qty": 1200, "defect_qty": 0, "complaint_qty": 700}).defective == ("defect_qty", 0)
    assert inputs.read({"lot_qty": 1200, "complaint_qty": 700}).defective == ("complaint_qty", 700)


def test_more_complained_of_than_delivered_blames_the_complaint() -> None:
    assert faults(lot_qty=600, complaint_qty=700) == {"complaint_qty": "700 比批量 600 还多，请核对"}
    with pytest.raises(Invalid, match="投诉数量：700 比出货数量 600 还多"):
        inputs.read({"lot_qty": 600, "complaint_qty": 700}, {"lot_qty": "出货数量"})


def test_more_defective_than_there_are_and_an_empty_lot_are_refused() -> None:
    assert faults(lot_qty=10, defect_qty=11) == {"defect_qty": "11 比批量 10 还多，请核对"}
    assert faults(lot_qty=0, defect_qty=0) == {"lot_qty": "要从 1 起；不知道就留空"}


def test_nothing_at_all_can_be_read() -> None:
    assert inputs.read({}) == inputs.Inputs()
    assert inputs.read(dict.fromkeys(inputs.LABELS)) == inputs.Inputs()


def test_one_defect_may_stand_without_a_list() -> None:
    assert inputs.read({"defects": " 芯轴断裂 "}).defects == ("芯轴断裂",)
    assert inputs.read({"defects": ["", "短装"]}).defects == ("短装",)


@pytest.mark.parametrize("text", ["\ud800", "长" * 20_001])
def test_text_that_cannot_be_kept_is_refused(text: str) -> None:
    assert set(faults(description=text)) == {"description"}
