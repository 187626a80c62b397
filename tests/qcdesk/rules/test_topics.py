"""A clause that names no part speaks of the one named before it (E4.1): 反光片没有破裂，是脱落了3片."""

import time

import pytest
from grading import judged

from qcdesk.rules import starter

PEDAL, BRACKET = "脚踏类", "碗件中轴类"
READ = {
    (PEDAL, "反光片破裂和脱落"): (
        "反光片没有破裂，是脱落了3片", "反光片没掉但是裂了2片", "反光片不是破裂而是脱落了3片",
        "反光片没有破裂是脱落了3片",
        "反光片没掉，是碎了", "本体没裂，裂的是反光片", "本体没坏，掉的是反光片", "破的不是本体而是反光片",
        "掉的是反光片，不是后盖", "抽检50副，其中3副反光片没有装到位，掉了2片", "反光片破了，不过本体没裂",
    ),
    (PEDAL, "本体破裂"): (
        "本体没有破，但有裂纹", "芯轴没断，断的是本体", "本体没有破。但有裂纹2支", "断的不是芯轴，是本体",
        "未发现芯轴断裂，但发现本体有细裂纹", "踏板踩上去没几下，断了", "外箱没破但里面的踏板断了",
        "纸箱里的脚踏本体裂了",
    ),
    (PEDAL, "芯轴断裂"): (
        "芯轴没有断，只是有裂纹", "不是本体断，是芯轴断", "芯轴装车后骑了两天，断了3支", "断的不是本体而是芯轴，共2支",
        "芯轴检查无裂纹。但断了1支", "芯轴用了不到一周，就断了", "芯轴以前没断，这次断了3支", "断的是芯轴不是本体",
    ),
    (PEDAL, "唛头写错"): ("唛头没有写错，是贴反了2箱",),
    (PEDAL, "反光片上错"): ("反光片没有用错，是装反了5片", "不是整批反光片用错，而是其中2箱用错"),
    (PEDAL, "钢珠不下卡死"): ("轴没断，是珠子卡死了",),
    (PEDAL, "纸箱皮损"): (
        "芯轴没断，裂了的是外箱", "本体没有破裂，但外箱破了", "箱子没有破，是里面的彩盒压烂了",
        "整箱脚踏从货车上掉下来，外箱破损",
    ),
    (PEDAL, ""): (
        "芯轴没有断裂，也没有裂纹", "本体没有破裂，也没有断", "反光片没有破裂，也没有脱落", "芯轴没断，断货了",
        "本体没破，破了吊卡3张", "芯轴没断，就是弯了", "芯轴没断，客户问会不会断", "如果芯轴受力过大，断了怎么办",
        "后盖没有漏打，是打反了", "本体没有破裂，芯轴也没有断裂，就是反光片松了", "本体不是裂了，是划伤",
        "吊卡破了，本体没有破",
        "芯轴正常，断了货", "芯轴正常。掉了2片", "芯轴裂纹：0", "芯轴裂纹0支", "本体裂纹：无",
    ),
    (BRACKET, "零件破裂"): (
        "碗件没有断裂，但是有裂痕3个", "中轴没断，是碗裂了1个", "碗组装车后，发现裂纹2个",
        "包装箱完好，里面碗件裂了2个",
    ),
    (BRACKET, "牙纹不良"): ("牙纹没有碰伤，是滑牙", "碗件的牙纹没有斜，但有毛刺"),
    (BRACKET, "轴承数量性的散落或破裂"): (
        "轴承没有散落，但碎了2个", "右碗没有裂，裂的是轴承珠架", "轴承没散，珠架裂了1个",
    ),
    (BRACKET, "电镀脱皮"): ("碗件镀层没有脱落，只是起泡2个",),
    (BRACKET, "组高偏高或偏低"): ("组高没有偏高，是偏低了0.3",),
    (BRACKET, "字母刻错"): ("碗件字母没有刻错，是刻反了",),
    (BRACKET, "总长不够"): ("中轴落差没有超差，是总长短了1mm",),
    (BRACKET, "纸箱破损"): ("碗件本身没问题，是外箱压破了2个",),
    (BRACKET, ""): ("碗件到货5箱，破了2箱",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "items", "text"), [(*asked, text) for asked, texts in READ.items() for text in texts]
)
def test_what_is_affirmed_after_a_denial_is_of_the_part_named_before(family: str, items: str, text: str) -> None:
    """E4.1 S4:235-264"""
    assert ",".join(one.item.item for one in judged(text, family).items) == items


def test_judgement_tells_what_was_denied_and_what_was_not() -> None:
    """E4.1"""
    found = judged("反光片没有破裂，是脱落了3片")
    assert [one.words for one in found.items] == ["反光片…脱落"]
    assert judged("芯轴没有断裂，也没有裂纹").sentence.endswith("“芯轴没有断裂”说的是没有，不算")


@pytest.mark.parametrize(
    "text",
    ["本体没破，裂，" * 2_800, "轴" * 9_000 + "，裂没，" * 2_500, "芯轴没断但裂" * 3_000,
     "断的不是芯轴，是本体，" * 1_800,
     "本体" * 4_000 + "，裂" * 2_000 + "。是本体" * 800, "芯轴没断，" + "有" * 15_000 + "裂", "就是" * 9_000 + "裂"],
    ids=range(7),
)  # fmt: skip
def test_very_long_chains_of_clauses_are_read_in_a_moment(text: str) -> None:
    defects = starter.defects()
    began = time.perf_counter()
    defects.in_text(text, PEDAL)
    assert time.perf_counter() - began < 2
