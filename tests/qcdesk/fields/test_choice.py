"""Boxes to tick."""

import pytest
from refusals import unfit

from qcdesk.canonical import Json
from qcdesk.fields import Check, Choice, Field, Multi

DISPOSITION = Choice("disposition", "处理方式", options=(("返工", "Rework"), ("特采", "Concession")), detail="数量")
SEVERITY = Choice("severity", "客诉程度", options=(("一般", "Minor"), ("严重", "Serious")))
DUTY = Multi("duty_dept", "责任部门", options=(("生产部", "Production"), ("加工", ""), ("采购部", "Purchasing")))
DEFECTS = Multi("defect_codes", "不良项目", of="defect", most=3)
SEEN = Check("seen", "已确认")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("返工", "返工"),
        (" 返工 ", "返工"),
        ({"choice": "返工"}, "返工"),
        ({"choice": "返工", "detail": "480 付"}, {"choice": "返工", "detail": "480 付"}),
        ("返工：480 付", {"choice": "返工", "detail": "480 付"}),
        ("返工:480 付", {"choice": "返工", "detail": "480 付"}),
        ("", None),
        (" ", None),
        ("　", None),
        ({"choice": " ", "detail": " "}, None),
        ({"choice": "返工", "detail": "＿＿＿＿"}, "返工"),
        ("返工：____", "返工"),
        (None, None),
        ({}, None),
    ],
)
def test_one_box_with_its_blank(raw: object, kept: Json) -> None:
    assert DISPOSITION.parse(raw) == kept
    assert DISPOSITION.parse(DISPOSITION.typed(kept)) == kept


@pytest.mark.parametrize(
    ("field", "raw", "sentence"),
    [
        (SEVERITY, "特严重", "没有“特严重”这一项，请选：一般、严重"),
        (SEVERITY, 3, "请选一项：一般、严重"),
        (SEVERITY, {"choice": "一般", "detail": "三次"}, "这一格后面没有空格可填"),
        (SEVERITY, {"choice": "一般", "why": "x"}, "只能有 choice 和 detail 两项"),
        (DISPOSITION, {"detail": "480 付"}, "请先选一项，再填后面的空格"),
        (DISPOSITION, {"choice": "返工", "detail": "付" * 41}, "最多 40 个字，现在有 41 个，请删去 1 个"),
        (DUTY, "财务部", "没有“财务部”这一项，可选：生产部、加工、采购部"),
        (DUTY, 5, "要填一个列表"),
        (DUTY, ["加工", 5], "每一项都要是文字"),
        (DEFECTS, ["甲", "乙", "丙", "丁"], "最多 3 项"),
        (SEEN, "maybe", "只能填 是 或 否"),
    ],
)
def test_what_cannot_be_ticked_is_refused(field: Field, raw: object, sentence: str) -> None:
    assert unfit(field, raw) == sentence


def test_several_boxes_stand_in_the_printed_order() -> None:
    assert DUTY.parse(["采购部", "生产部", "采购部"]) == ["生产部", "采购部"]
    assert DUTY.parse("采购部，生产部") == ["生产部", "采购部"]
    assert DUTY.parse(["加工"]) == DUTY.parse(DUTY.typed(["加工"])) == ["加工"]


def test_free_words_keep_their_order_and_stand_once() -> None:
    assert DEFECTS.parse(["芯轴断裂", "漏车牙", "芯轴断裂"]) == ["芯轴断裂", "漏车牙"]
    assert DEFECTS.show(["芯轴断裂", "漏车牙"]) == "芯轴断裂、漏车牙"


def test_empty_list_is_nothing() -> None:
    assert (DUTY.parse([]), DUTY.parse("")) == (None, None)


def test_every_option_is_printed_and_the_chosen_ticked() -> None:
    assert SEVERITY.ticks("严重") == [(False, "一般"), (True, "严重")]
    assert SEVERITY.ticks("严重", "zh-en") == [(False, "一般 Minor"), (True, "严重 Serious")]
    assert DISPOSITION.ticks({"choice": "返工", "detail": "480 付"})[0] == (True, "返工：480 付")
    assert DUTY.ticks(["加工"], "zh-en") == [(False, "生产部 Production"), (True, "加工"), (False, "采购部 Purchasing")]
    assert DUTY.ticks(None) == [(False, "生产部"), (False, "加工"), (False, "采购部")]


@pytest.mark.parametrize(
    ("raw", "kept"), [(True, True), ("是", True), ("☑", True), (False, None), ("否", None), (None, None)]
)
def test_single_box_is_yes_or_nothing(raw: object, kept: Json) -> None:
    assert SEEN.parse(raw) is kept
    assert SEEN.show(kept) == ("是" if kept else "")
    assert SEEN.ticks(kept, "zh-en") == [(bool(kept), "是 Yes")]


@pytest.mark.parametrize("field", [DISPOSITION, SEVERITY, DUTY, DEFECTS, SEEN])
def test_the_longest_value_is_taken(field: Field) -> None:
    assert field.parse(field.longest()) == field.longest()
