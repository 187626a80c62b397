"""A fault belongs to the part that the words name (E4.1): of its family, on it, around it."""

import itertools
import time

import pytest
from grading import judged

from qcdesk.rules import starter

DEFECTS = starter.defects()
PEDAL, BRACKET = "脚踏类", "碗件中轴类"
READ = {
    (BRACKET, "碗件压配使用脱落"): (
        "碗件压配后在使用中松脱", "碗件使用中松脱", "右碗骑行中脱落", "碗组骑行中松脱2组", "左碗一拉就脱落",
        "碗件拉力测试松脱", "中轴使用中松脱",
    ),
    ("", "碗件压配使用脱落"): ("碗件使用中松脱", "碗件压配后在使用中松脱"),
    (PEDAL, "本体破裂"): (
        "本体安装时破裂", "脚踏安装时裂开2支", "本体被纸箱压裂", "本体与反光片卡槽处开裂", "本体装反光片的位置裂了",
        "本体反光片槽开裂",
    ),
    ("", "本体破裂"): ("本体安装时破裂",),
    (PEDAL, "芯轴断裂"): ("芯轴安装时裂了", "芯轴在本体内断裂"),
    (PEDAL, "反光片破裂和脱落"): (
        "反光片在使用中松脱", "反光片骑行中脱落3片", "反光片一拉就掉了", "本体上的反光片掉了碎了3片",
        "脚踏的反光板断了两片", "反光片从本体脱落3片", "反光片与本体脱开", "本体断裂没有，反光片断裂2片",
        "反光片掉了但本体完好", "反光片从本体上脱落", "箱子里掉了3片反光片",
    ),
    (PEDAL, "芯轴断裂,反光片破裂和脱落"): ("有断轴反光片也掉了",),
    (PEDAL, "本体破裂,反光片破裂和脱落"): ("本体和反光片破裂",),
    (PEDAL, "未铆压导致芯轴和本体脱落"): ("芯轴从本体脱落", "芯轴与本体脱离"),
    (PEDAL, "拉松脱"): ("使用中松脱3支", "脚踏使用中松脱"),
    (PEDAL, ""): (
        "后盖骑行中脱落", "贴纸一拉就掉", "踏板的吊卡裂了", "脚踏轴孔有裂纹", "脚踏轴盖裂了", "踏板轴端盖碎了",
        "本体漆面开裂", "芯轴的后盖裂了", "踏板上贴的标签破了", "本体贴纸掉了", "芯轴保护套裂了",
    ),
    (BRACKET, ""): ("碗件上的标签脱落", "安装后发现吊卡裂了"),
    (PEDAL, "纸箱皮损"): ("踏板外面的纸盒裂了", "脚踏彩盒破损5个"),
    (BRACKET, "纸箱破损"): (
        "中轴纸盒破损", "破损的中轴纸盒有3个", "碗件的彩盒压破了", "中轴的内包装纸盒破损", "碗件包装袋破了",
    ),
    (BRACKET, "零件破裂"): (
        "碗件在纸箱里破裂3个", "碗件电镀后开裂", "中轴塑料护套开裂", "中轴断",
        "中轴包装好后运输中断裂", "碗件包装时碎了2个", "纸箱里的碗件裂了", "打开纸箱发现左碗开裂",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "items", "text"), [(*asked, text) for asked, texts in READ.items() for text in texts]
)
def test_fault_is_of_the_part_that_has_it(family: str, items: str, text: str) -> None:
    """E4.1 S4:235-264"""
    assert ",".join(one.item.item for one in judged(text, family).items) == items


@pytest.mark.parametrize("family", [PEDAL, BRACKET])
def test_part_of_the_family_is_never_read_as_an_item_of_the_other(family: str) -> None:
    """E4.1 S4:235-264: however it happened."""
    for item in DEFECTS.items:
        pairs = [alias.split("+") for alias in item.aliases if alias.count("+") == 1]
        for nouns, verbs in pairs if item.family == family else ():
            for noun, how, verb in itertools.product(nouns.split("/"), HOW, verbs.split("/")):
                found = DEFECTS.in_text(f"{noun}{how}{verb}", family)
                assert {one.item.family for one in found} <= {family, "其他"}, (noun, how, verb, found)


HOW = ("使用中", "骑行中", "在使用中", "安装时", "拉力测试", "受力后", "转动时")


def test_very_long_clause_of_parts_that_share_their_verbs_is_read_in_a_moment() -> None:
    began = time.perf_counter()
    assert [one.item.item for one in DEFECTS.in_text("轴他断" * 6_000, PEDAL)] == ["芯轴断裂"]
    assert time.perf_counter() - began < 2
