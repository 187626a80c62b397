"""Goods that come back, go out or are scrapped: counts that differ are explained, quality's freight is ours."""

import factory
import pytest
from refusals import faults

from qcdesk.canonical import Values
from qcdesk.kinds import Kind

KINDS = factory.shelf().kinds
RETURN, DELIVERY, SCRAP = (KINDS.newest(code) for code in ("return_application", "delivery_note", "scrap_sheet"))


def told(kind: Kind, sample: str, **changes: object) -> list[str]:
    return faults(kind, {**factory.sample(sample), **changes})


def parsed(kind: Kind, sample: str, **changes: object) -> Values:
    return kind.parse({**factory.sample(sample), **changes})


@pytest.mark.parametrize(
    ("kind", "sample"),
    [(RETURN, "return_application-spindle"), (DELIVERY, "delivery_note-exchange"), (SCRAP, "scrap_sheet-spindle")],
)
def test_sample_is_sound(kind: Kind, sample: str) -> None:
    assert told(kind, sample) == []


def test_difference_is_what_was_counted_less_what_was_applied_for() -> None:
    assert parsed(RETURN, "return_application-spindle")["diff"] == -2
    assert parsed(RETURN, "return_application-spindle", recv_qty=581)["diff"] == 0
    assert "diff" not in parsed(RETURN, "return_application-spindle", recv_qty=None)
    assert "diff" not in RETURN.parse({"recv_qty": 5})


def test_returned_count_that_differs_is_ticked_and_explained() -> None:
    said = told(RETURN, "return_application-spindle", goods_state=["包装完好"], diff_reason=None)
    assert [sentence.partition("：")[0] for sentence in said] == ["到货状况", "差异说明"]
    assert told(RETURN, "return_application-spindle", recv_qty=581, goods_state=None, diff_reason=None) == []


def test_customer_does_not_pay_the_freight_of_a_quality_problem() -> None:
    """rules.md E1.1: 运费公司承担"""
    (said,) = told(RETURN, "return_application-spindle", freight="客户")
    assert "运费由公司承担" in said
    assert told(RETURN, "return_application-spindle", freight="客户", verdict="非质量问题") == []


def test_goods_are_not_received_before_they_are_applied_for() -> None:
    assert told(RETURN, "return_application-spindle", recv_date="2026-11-08") == [
        "点收日期 2026-11-08 早于申请日期 2026-11-09"
    ]


def test_boxes_times_each_and_the_rest_make_the_quantity() -> None:
    line = {"desc": "脚踏", "unit": "付", "qty": 541, "boxes": 27, "per_box": 20}
    (said,) = told(DELIVERY, "delivery_note-exchange", lines=[line])
    assert said == "第 1 行 送货数量：箱数×每箱＋零头＝540，不等于送货数量 541，请核对"
    assert told(DELIVERY, "delivery_note-exchange", lines=[{**line, "rest": 1}]) == []
    assert told(DELIVERY, "delivery_note-exchange", lines=[{**line, "boxes": None}]) == []


def test_count_of_the_customer_that_differs_is_explained() -> None:
    line = {"desc": "脚踏", "unit": "付", "qty": 40, "recv": 38}
    (said,) = told(DELIVERY, "delivery_note-exchange", lines=[line])
    assert said == "第 1 行 点收数量 38 与送货数量 40 不符，请在备注写明原因"
    assert told(DELIVERY, "delivery_note-exchange", lines=[{**line, "remark": "破箱"}]) == []
    assert told(DELIVERY, "delivery_note-exchange", lines=[{**line, "recv": 40}]) == []


def test_goods_are_not_signed_for_before_they_are_sent() -> None:
    assert told(DELIVERY, "delivery_note-exchange", recv_date="2026-11-12") == [
        "签收日期 2026-11-12 早于日期 2026-11-13"
    ]


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ([{"qty": 541, "boxes": 27}, {"qty": 3659, "boxes": 15}], "42 箱 / 4,200"),
        ([{"qty": 60}], "60"),
        ([{"desc": "脚踏"}], None),
    ],
)
def test_total_of_a_delivery_says_boxes_only_where_they_are_counted(lines: object, total: str | None) -> None:
    assert DELIVERY.parse({"lines": lines}).get("total") == total


def test_scrap_is_not_done_with_before_it_is_applied_for() -> None:
    assert told(SCRAP, "scrap_sheet-spindle", finished="2026-11-13") == ["处理完毕日期 2026-11-13 早于日期 2026-11-14"]
