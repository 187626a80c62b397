"""What counts as the customer's agreement: what was ticked, never how it was worded."""

from dataclasses import replace
from typing import Any

import pytest

from qcdesk.cases import agreeing
from qcdesk.cases.facts import CaseFacts, SheetFact

REPLIED = {"customer_decision": "同意", "replied_at": "2026-11-21T09:00"}
SURVEY = SheetFact(9, "satisfaction_survey", "《客户满意度调查表》MY-202611-004", "approved", over=True,
                   number="MY-202611-004", customer_signed=True)  # fmt: skip


def call(at: str, decision: str = "", said: str = "已告知处理结果", way: str = "电话") -> dict[str, str]:
    return {"at": f"2026-11-{at}", "way": way, "said": said, **({"decision": decision} if decision else {})}


def lacking(*calls: dict[str, str], sheets: tuple[SheetFact, ...] = (), **values: Any) -> str:
    return agreeing.lacking(CaseFacts({**REPLIED, **values, "contacts": list(calls)}, sheets))


@pytest.mark.parametrize(
    "said",
    [
        "同意", "无异议", "客户不同意，没有其他要求", "客户接受不了", "还有没有意见，客户说再看看", "满意度低",
        "对回复不满意，无其他问题", "我方同意赔偿，客户没有表态", "须经客户老板同意后再答复",
    ],
)  # fmt: skip
def test_no_words_are_an_agreement(said: str) -> None:
    """E0.8"""
    told = "请在联系记录里记下客户的答复，并在“客户意见”选“同意”"
    assert told in lacking(call("21T15:00", said=said))
    assert told in lacking(call("21T15:00", "未表态", said))
    assert "是“不同意”" in lacking(call("21T15:00", "不同意", said))


@pytest.mark.parametrize("said", ["货已入库", "价钱高了一点，不过这样处理可以"])
def test_ticked_agreement_after_the_reply_is_one(said: str) -> None:
    """E0.8"""
    assert lacking(call("21T09:00", "同意", said)) == ""


@pytest.mark.parametrize("values", [{}, {"replied_at": "2026-11-23T09:00"}, {"replied_at": ""}])
def test_agreement_of_before_this_rounds_reply_is_none(values: dict[str, str]) -> None:
    """E0.8: nor where nothing was replied in this round."""
    assert "没有回复以后客户同意的依据" in lacking(call("21T08:59", "同意"), **values)


def test_last_answer_is_the_one_that_counts() -> None:
    """E0.8: by when it was given, and of one minute by what was written down last."""
    agreed, refused = call("21T15:00", "同意"), call("22T10:30", "不同意")
    assert "（2026-11-22 10:30）是“不同意”" in lacking(agreed, refused)
    assert "是“不同意”" in lacking(refused, agreed)
    assert "是“不同意”" in lacking(agreed, {**refused, "at": agreed["at"]})
    assert lacking(refused, call("22T16:00", "同意")) == ""
    assert lacking(agreed, call("22T16:00", "未表态"), call("22T17:00")) == ""
    assert "是“不同意”" in lacking(refused, call("22T16:00", "未表态"))


def test_sheet_that_the_customer_signed_shows_it_until_he_says_otherwise() -> None:
    """E2.8: 最终结果由客户签字确认."""
    named = {"customer_opinion": "见 MY-202611-004"}
    assert lacking(sheets=(SURVEY,), **named) == ""
    assert lacking(call("21T15:00", "未表态"), sheets=(SURVEY,), **named) == ""
    assert "是“不同意”" in lacking(call("21T15:00", "不同意"), sheets=(SURVEY,), **named)
    for other in (replace(SURVEY, earlier=True), replace(SURVEY, refused=True), replace(SURVEY, customer_signed=False)):
        assert "写明客户签字的单号" in lacking(sheets=(other,), **named)
    assert "写明客户签字的单号" in lacking(sheets=(SURVEY,), customer_opinion="客户已签字")


def test_what_is_said_in_an_appeal_leaves_what_was_closed() -> None:
    """E3.9: the examination is about it."""
    agreed, again = call("21T15:00", "同意"), call("25T10:00", "不同意")
    facts = CaseFacts({**REPLIED, "contacts": [agreed, again]}, since_appeal=(again,))
    assert agreeing.lacking(facts) == ""
    assert agreeing.lacking(replace(facts, since_appeal=())) != ""
