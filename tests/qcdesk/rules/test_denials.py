"""A description that denies a defect does not report one; what is in doubt stays a defect (E4.1)."""

import pytest
from grading import judged

from qcdesk.rules import inputs, severity, starter

TERMS = starter.defects()
CRITERIA = starter.criteria()


def items(text: str, family: str = "脚踏类") -> list[str]:
    return [found.item.item for found in TERMS.read(text, family).found]


@pytest.mark.parametrize(
    "text",
    [
        "没有芯轴断裂",
        "客户来电确认：本批产品没有芯轴断裂",
        "经拆检未发现芯轴断裂",
        "没有发现任何明显的芯轴断裂",
        "骑行 200 公里后检查，未见本体破裂",
        "不存在钢珠卡死",
        "全数检查，没有出现过本体开裂",
        "没有发现客户所说的芯轴断裂",
        "外观正常，无芯轴断裂",
        "没有一支芯轴断裂",
        "没有任何一箱唛头写错",
        "唛头没有写错",
        "唛头并没有贴错",
        "反光片没有装错",
        "牙纹不斜",
        "芯轴没有断裂",
        "芯轴并未断裂",
        "没有芯轴从根部断裂的情况",
        "没有芯轴断裂、本体破裂、拉松脱",
        "未发现芯轴断裂、本体破裂和拉松脱现象",
        "无芯轴断裂或本体破裂",
        "没有芯轴断裂，也没有本体破裂",
        "没有芯轴牙纹不良",
        "已排除芯轴断裂",
        "客户没有反映短装",
        "不是芯轴断裂引起的",
        "并非芯轴断裂",
        "不会再出现芯轴断裂",
        "没有 “芯轴断裂”",
        "没有整批反光片用错",
    ],
)
def test_what_is_denied_is_no_defect(text: str) -> None:
    """E4.1 S4:235-264"""
    assert items(text) == []
    assert TERMS.read(text, "脚踏类").denied


@pytest.mark.parametrize(
    ("text", "family", "found"),
    [
        ("芯轴断裂 3 支，无法转动", "脚踏类", ["芯轴断裂"]),
        ("无法转动，芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("客户无法上线因芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("轴承无油芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("有一件无牙纹", "碗件中轴类", ["无牙纹"]),
        ("两箱无箱号", "脚踏类", ["箱号漏编"]),
        ("未铆压，芯轴脱落", "脚踏类", ["未铆压导致芯轴和本体脱落"]),
        ("未铆压导致芯轴断裂", "脚踏类", ["未铆压导致芯轴和本体脱落", "芯轴断裂"]),
        ("牙纹不良 2 件", "碗件中轴类", ["牙纹不良"]),
        ("总长不够，装不上", "碗件中轴类", ["总长不够"]),
        ("不是没有芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("不能排除芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("不能说没有芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("没有一支芯轴不断裂", "脚踏类", ["芯轴断裂"]),
        ("不仅芯轴断裂，还有本体破裂", "脚踏类", ["芯轴断裂", "本体破裂"]),
        ("没有及时发现芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("还没有解决芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("以前没有芯轴断裂，这次断了 3 支", "脚踏类", ["芯轴断裂"]),
        ("贵司出货前未发现芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("没有外箱破损，但芯轴断裂 2 支", "脚踏类", ["芯轴断裂"]),
        ("没有外箱破损但芯轴断裂 2 支", "脚踏类", ["芯轴断裂"]),
        ("不是芯轴断裂，是本体破裂", "脚踏类", ["本体破裂"]),
        ("不是芯轴断裂是本体破裂", "脚踏类", ["本体破裂"]),
        ("没有唛头写错、芯轴断裂 3 支", "脚踏类", ["芯轴断裂"]),
        ("没有包装袋导致外箱破损", "脚踏类", ["纸箱皮损"]),
        ("芯轴断裂 2 支，其余没有芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("唛头写错，没有整批写错", "脚踏类", ["唛头写错"]),
        ("没有反光片库存，整批反光片用错", "脚踏类", ["反光片批次性用错"]),
        ("未检验就出货，短装 4 副", "脚踏类", ["短装"]),
        ("非常明显的色差", "脚踏类", ["色差"]),
        ("客户没有说明数量的芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("没有发现明显撞击的芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("未见外力撞击痕迹的芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("未发现原因的芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("没收到配件，少放配件", "脚踏类", ["少放配件"]),
        ("没用几天芯轴就断裂", "脚踏类", ["芯轴断裂"]),
        ("没用芯轴就断裂", "脚踏类", ["芯轴断裂"]),
        ("无缘无故芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("无法确认是否芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("不到一个月芯轴断裂", "脚踏类", ["芯轴断裂"]),
        ("不明原因芯轴断裂", "脚踏类", ["芯轴断裂"]),
    ],
)
def test_what_only_looks_like_a_denial_stays_a_defect(text: str, family: str, found: list[str]) -> None:
    """E4.1 S4:235-264"""
    assert items(text, family) == found


def test_the_judgement_says_what_it_passed_over() -> None:
    """E4.1"""
    found = judged("唛头写错 3 箱，经检查没有发现芯轴断裂")
    assert found.grade == "一般"
    assert found.sentence == "一般程度（按 R0）；“没有发现芯轴断裂”说的是没有，不算"
    silent = judged("没有芯轴断裂、本体破裂")
    assert (silent.grade, [one.item.item for one in silent.denied]) == ("", ["芯轴断裂", "本体破裂"])
    assert silent.sentence.endswith("；“没有芯轴断裂”、“本体破裂”说的是没有，不算")


def test_what_was_named_counts_whatever_the_description_denies() -> None:
    """E4.1"""
    given = {"family": "脚踏类", "defects": ["芯轴断裂"], "description": "没有芯轴断裂"}
    found = severity.judge(inputs.read(given), CRITERIA, TERMS)
    assert (found.grade, found.denied) == ("严重", ())


def test_very_long_text_of_denials_is_read_in_a_moment() -> None:
    assert items("没有断轴、" * 4_000) == []
    assert items("没有" * 10_000) == []
