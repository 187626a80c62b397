"""Breaks of pasted text part no term, and lines of their own stay apart (E4.1)."""

import pytest
from grading import judged

from qcdesk.rules.lines import unbroken

PEDAL, BRACKET = "脚踏类", "碗件中轴类"
READ = {
    (PEDAL, "芯轴断裂"): (
        "芯轴\n断裂", "芯轴\r\n断裂3支", "芯轴\r断裂", "芯轴\t断裂", "芯轴 \r\n\t断裂", "芯轴\n\n断裂",
        "芯轴从根部\n断裂",
        "客户来电反映收到的脚踏在骑行中芯\n轴断裂3支", "芯轴断\n裂2支", "芯轴\u3000\n断裂",
    ),
    (PEDAL, "本体破裂"): ("本体破\n裂2支", "没有芯轴断裂\n本体破裂2支", "没有发现芯轴变形\n本体破裂2支"),
    (PEDAL, "反光片破裂和脱落"): (
        "反光\n片脱落5片", "检查芯轴\n反光片破裂3片", "1.芯轴正常\n2.反光片破裂3片",
        "芯轴断裂：无\n本体破裂：无\n反光片破裂：2片", "芯轴没有断裂现象，\n本体没有开裂现象，\n反光片有3片脱落",
    ),
    (PEDAL, "反光片上错,纸箱皮损,芯轴断裂"): ("反光片装反\r\n外箱破损\r\n芯轴断裂1支",),
    (PEDAL, "反光片破裂和脱落,纸箱皮损"): ("问题描述：\n1、反光片脱落3片\n2、外箱破损1箱\n3、芯轴无断裂",),
    (PEDAL, "整批次的唛头错误导致无法正常入库上线"): ("唛头写错3箱\n整批无法入库",),
    (PEDAL, "芯轴牙纹不良"): ("客户装车时芯轴\n牙纹滑牙，拧不进曲柄",),
    (PEDAL, ""): ("经检查没有发现\n芯轴断裂", "没有芯轴\n断裂", "芯轴断裂\n没有\n本体破裂\n没有"),
    (BRACKET, "总长不够"): ("中轴总长\n不够2mm",),
    (BRACKET, "轴承数量性的散落或破裂"): ("轴承\r\n散落",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "items", "text"), [(*asked, text) for asked, texts in READ.items() for text in texts]
)
def test_break_inside_a_sentence_parts_no_term(family: str, items: str, text: str) -> None:
    """E4.1 S4:235-264"""
    assert ",".join(one.item.item for one in judged(text, family).items) == items


@pytest.mark.parametrize(
    ("text", "made"),
    [("芯\n轴", "芯轴"), ("芯轴\r\n断裂", "芯轴断裂"), ("芯轴断裂\r\n本体", "芯轴断裂\n本体"), ("芯轴\n1、本体",
     "芯轴\n1、本体"),
     ("芯轴。\n断裂", "芯轴。\n断裂"), ("", ""), ("\n", "\n"), ("断裂", "断裂")],
)  # fmt: skip
def test_only_what_a_break_tears_apart_is_joined(text: str, made: str) -> None:
    assert unbroken(text) == made
