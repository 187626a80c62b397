"""What is asked about, supposed, counted nought or long settled is no defect; the least doubt keeps it (E4.1)."""

import pytest
from grading import judged

from qcdesk.rules import inputs, severity, starter

TERMS = starter.defects()
CRITERIA = starter.criteria()


@pytest.mark.parametrize(
    "text",
    [
        "没有芯轴断裂", "未发现本体破裂", "芯轴没有断", "芯轴没有裂纹", "未见钢珠卡死现象", "经查芯轴并未断裂",
        "不是芯轴断裂，是反光片掉了", "芯轴断裂0支", "芯轴断裂：0", "芯轴断裂数为 0", "芯轴断裂 0 件，唛头写错 3 箱",
        "0 支芯轴断裂", "芯轴断裂率0%", "芯轴断裂：无", "芯轴断裂（无），本体破裂（无）", "芯轴断裂未发现",
        "芯轴断裂的情况没有出现",
        "客户说芯轴断裂的可能性很小", "芯轴断裂的概率极低", "芯轴断裂的可能性不大",
        "上次芯轴断裂已处理", "上次芯轴断裂的投诉已结案，本次短装 4 副", "去年发生过芯轴断裂，这次是唛头写错",
        "以前芯轴断裂过，已经改善", "上个月的芯轴断裂，已补发完毕", "之前反映的本体破裂已解决", "芯軸沒有斷裂",
        "芯轴是否会断裂？", "请问是否有芯轴断裂", "请确认有没有芯轴断裂", "芯轴会不会断裂", "有无芯轴断裂、本体破裂？",
        "芯轴会断裂吗？", "有芯轴断裂吗", "芯轴会断裂？",
        "如果芯轴断裂怎么办", "万一芯轴断裂谁负责", "一旦本体破裂后果严重", "客户担心芯轴断裂",
        "为防止芯轴断裂请加强检验",
        "避免芯轴断裂", "若芯轴断裂请通知我们", "要是骑行中芯轴断了就麻烦", "假如脚踏松脱会伤人",
        "没有脚踏松脱", "脚踏没有一拉就脱", "唛头写错，但芯轴没有断", "没有芯轴从本体脱落",
    ],
)  # fmt: skip
def test_what_is_told_aside_is_never_serious(text: str) -> None:
    """E4.1 S4:235-264"""
    found = judged(text)
    assert found.grade != "严重", found.clauses


@pytest.mark.parametrize(
    "text",
    [
        "芯轴断裂10支", "芯轴断裂 0.5%", "芯轴断裂02批", "芯轴断裂，可能性很大", "断裂的芯轴 3 支，请问是否补发",
        "上次芯轴断裂已处理，这次又断裂", "上次反映的芯轴断裂还没处理", "以前没有芯轴断裂，这次断了 3 支",
        "以前没有出现过芯轴断裂，这次芯轴断了", "去年芯轴断裂过，今天芯轴断了 2 支", "和上次一样芯轴断裂",
        "芯轴断裂，上次已经反映",
        "如果不补发芯轴断裂的 3 支就退货", "是否可以补发芯轴断裂的 3 支", "芯轴断裂怎么处理？", "芯轴断裂能换吗",
        "芯轴断裂是否可以退货",
        "防止再次芯轴断裂", "无法确认是否芯轴断裂", "怀疑是否芯轴断裂", "不能排除芯轴断裂", "恐怕芯轴断裂了",
        "可能芯轴断裂",
        "若干芯轴断裂", "如果芯轴断裂的货不能换就投诉", "担心芯轴断裂 3 支影响出货", "没有发现芯轴断裂以外的问题",
        "芯轴断裂，如果不处理就停线", "之前说会改善，芯轴断裂", "芯轴断裂没有处理", "芯轴断裂未解决",
        "防尘盖掉了，芯轴断裂",
        "使用前芯轴断裂", "上批货里芯轴断裂 5 支", "芯轴断裂了吗？是的，本体破裂", "芯轴断裂零件已寄回",
    ],
)  # fmt: skip
def test_what_is_reported_after_all_stays_serious(text: str) -> None:
    """E4.1 S4:235-264"""
    assert judged(text).grade == "严重"


@pytest.mark.parametrize("family", ["脚踏类", "碗件中轴类"])
@pytest.mark.parametrize(
    "text",
    [
        "怎样判断芯轴好坏", "芯轴断面检验报告请提供", "断货两周", "客户要求提供断裂力测试报告", "芯轴断裂试验合格",
        "本体做破裂测试，全部通过", "脚踏包装袋破裂", "脚踏贴纸脱落", "螺丝松脱", "防尘盖脱落", "碗件外箱破裂",
        "总长150mm合格", "未要求做拉力测试", "纸箱裂了但本体没有裂", "本体反光片裂", "缺芯轴2支", "零件包装袋裂",
        "如发现芯轴断裂请及时通知", "检验芯轴有无裂纹", "保证芯轴不断裂", "反光片破裂3片本体无损", "芯轴检测未见断",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_serious_defect_are_none(text: str, family: str) -> None:
    """E4.1 S4:235-264"""
    assert judged(text, family).grade != "严重"


@pytest.mark.parametrize(
    "text", ["芯轴断裂试验不合格", "本体破裂测试没有通过", "拉力测试松脱", "客户问芯轴断裂会不会赔"]
)
def test_a_failed_trial_stays_serious(text: str) -> None:
    """E4.1 S4:235-264"""
    assert judged(text).grade == "严重"


def test_the_judgement_says_why_it_passed_over_each() -> None:
    """E4.1"""
    found = judged("唛头写错 3 箱，没有芯轴断裂，本体是否会破裂？如果脚踏松脱请通知")
    assert found.sentence == (
        "一般程度（按 R0）；“没有芯轴断裂”说的是没有，不算；“本体是否会破裂”是在问，不算；"
        "“如果脚踏松脱”说的是假设，不算"
    )
    assert "“上次芯轴断裂”说的是以前，不算" in judged("上次芯轴断裂已处理").sentence
    assert "“芯轴断裂的可能性很小”说的是可能性小，不算" in judged("芯轴断裂的可能性很小").sentence


def test_what_was_named_counts_whatever_the_description_asks() -> None:
    """E4.1"""
    given = {"family": "脚踏类", "defects": ["芯轴断裂"], "description": "芯轴是否会断裂？"}
    assert severity.judge(inputs.read(given), CRITERIA, TERMS).grade == "严重"
