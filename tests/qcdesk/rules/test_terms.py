"""Words of a description find the right items: pairs that differ only by scope stay apart (E4.1)."""

import time

import pytest

from qcdesk.rules import starter
from qcdesk.rules.terms import DefectItem, Terms

TERMS = starter.defects()


def items(text: str, family: str = "") -> list[str]:
    return [found.item.item for found in TERMS.in_text(text, family)]


@pytest.mark.parametrize(
    ("text", "family", "item", "grade"),
    [
        ("收到货后发现反光片破裂 5 片", "脚踏类", "反光片破裂和脱落", "一般"),
        ("安装时零件破裂", "碗件中轴类", "零件破裂", "严重"),
        ("骑行中本体破裂", "脚踏类", "本体破裂", "严重"),
        ("零件破裂", "脚踏类", "零件破裂", "严重"),
        ("唛头写错 3 箱", "脚踏类", "唛头写错", "一般"),
        ("唛头写错", "碗件中轴类", "唛头用错", "一般"),
        ("整批次的唛头错误导致无法正常入库上线", "碗件中轴类", "整批次的唛头错误导致无法正常入库上线", "批量"),
        ("唛头写错，整批次无法入库", "脚踏类", "整批次的唛头错误导致无法正常入库上线", "批量"),
        ("牙纹不良 2 件", "碗件中轴类", "牙纹不良", "一般"),
        ("牙纹斜压不能使用", "碗件中轴类", "牙纹斜压不能使用", "批量"),
        ("有一件无牙纹", "碗件中轴类", "无牙纹", "严重"),
        ("芯轴牙纹不良", "脚踏类", "芯轴牙纹不良", "一般"),
        ("反光片上错", "脚踏类", "反光片上错", "一般"),
        ("反光片批次性用错", "脚踏类", "反光片批次性用错", "批量"),
        ("整批 2000 副反光片都装错了", "脚踏类", "反光片批次性用错", "批量"),
        ("纸箱皮损", "脚踏类", "纸箱皮损", "一般"),
        ("芯轴从根部断裂", "脚踏类", "芯轴断裂", "严重"),
    ],
)
def test_pairs_of_like_wording_stay_apart(text: str, family: str, item: str, grade: str) -> None:
    """E4.1 S4:235-264"""
    found = TERMS.in_text(text, family)
    assert [(one.item.item, one.item.severity) for one in found] == [(item, grade)]


def test_several_defects_are_all_found_once_each() -> None:
    text = "反光片上错，另有整批纸箱破损；反光片上错的有 3 副。芯轴断裂 1 支"
    assert items(text, "脚踏类") == ["反光片上错", "纸箱皮损", "芯轴断裂"]


def test_longer_term_wins_wherever_it_stands() -> None:
    terms = Terms((DefectItem("甲乙", "其他", "一般"), DefectItem("乙丙丁", "其他", "严重")))
    assert [found.item.item for found in terms.in_text("甲乙丙丁")] == ["乙丙丁"]


def test_terms_of_the_family_come_before_those_of_others() -> None:
    """短装 stands in both lists"""
    assert TERMS.named("短装", "碗件中轴类")[0].item.family == "碗件中轴类"
    assert TERMS.named("短装", "脚踏类")[0].item.family == "脚踏类"
    assert TERMS.in_text("短装 2 箱", "碗件中轴类")[0].item.family == "碗件中轴类"


def test_scope_in_a_clause_with_a_defect_of_its_own_stays_there() -> None:
    assert items("唛头写错，整批纸箱破损", "脚踏类") == ["唛头写错", "纸箱皮损"]


@pytest.mark.parametrize("text", ["", "，，。", "一切正常", "+", "|", "断", "\x00", "A" * 20_000, "，" * 20_000])
def test_text_without_a_defect_finds_nothing(text: str) -> None:
    assert items(text) == []


def test_name_chosen_is_told_from_words_found() -> None:
    assert TERMS.named("断轴")[0].chosen
    assert not TERMS.in_text("断轴")[0].chosen
    assert TERMS.named("没有这一项") == []


def test_very_long_text_of_defects_alone_is_read_in_a_moment() -> None:
    began = time.perf_counter()
    assert items("断轴" * 10_000, "脚踏类") == ["芯轴断裂"]
    assert time.perf_counter() - began < 2
