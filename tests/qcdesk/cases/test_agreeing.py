"""What a customer's words after the answer are taken for."""

import pytest

from qcdesk.cases.agreeing import agrees


@pytest.mark.parametrize(
    "said",
    [
        "同意", "回访：三箱已正常入库，同意处理。", "收到答复，没有其他要求", "客户表示满意", "没意见", "无异议",
        "起初不同意，解释后客户接受", "客户已确认，可以结案", "客户对处理结果认可",
    ],
)  # fmt: skip
def test_agreement_is_heard(said: str) -> None:
    """E0.8"""
    assert agrees({"way": "电话", "said": said})


@pytest.mark.parametrize(
    "said",
    [
        "收到投诉，正在处理", "客户不同意就此了结", "客户还不能接受", "是否同意待回复", "请客户书面确认",
        "未能接受折让", "客户没有同意", "等客户认可", "客户不太满意", "无法接受", "",
    ],
)  # fmt: skip
def test_doubt_is_no_agreement(said: str) -> None:
    """E0.8"""
    assert not agrees({"way": "电话", "said": said})


def test_grumble_is_none_whatever_it_says() -> None:
    assert not agrees({"way": "客户抱怨", "said": "同意换货，但还是不满意"})
