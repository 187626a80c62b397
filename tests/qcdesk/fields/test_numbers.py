"""Quantities as they are typed, on any keyboard."""

import random
from decimal import Decimal

import pytest
from refusals import unfit

from qcdesk.fields import Count, Money, Number

PIECES = Count("rework_qty", "返工数量", least=1)
HOURS = Number("hours", "工时(h)", most=9999, places=2)
YUAN = Money("cost", "费用")


NOT_NUMBERS = ("3,5", "1 2", "1_0", "12,34", "1,2000", ",200", "1,,200", "12,34,567", "0x10", "--3", "e5", ".",
               "1,200,")  # fmt: skip
"""A comma or a blank that does not stand between thousands is a slip, or another country's decimal point."""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("480", 480),
        (480, 480),
        ("４８０", 480),
        (" 1,200 ", 1200),
        ("1，200", 1200),
        ("12 000", 12000),
        ("1,234,567", 1_234_567),
        ("1 234\u00a0567", 1_234_567),
        ("+480", 480),
        ("5.0", 5),
        (5.0, 5),
    ],
)
def test_whole_numbers_as_people_type_them(raw: object, kept: int) -> None:
    assert PIECES.parse(raw) == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("3.50", "3.5"),
        (3.5, "3.5"),
        ("４．２５", "4.25"),
        ("0", "0"),
        ("-0", "0"),
        ("1e2", "100"),
        ("1,200.5", "1200.5"),
        (".5", "0.5"),
    ],
)
def test_decimals_are_kept_as_text_without_idle_zeros(raw: object, kept: str) -> None:
    assert HOURS.parse(raw) == kept


@pytest.mark.parametrize("raw", [None, "", "  "])
def test_blank_is_nothing(raw: object) -> None:
    assert PIECES.parse(raw) is None
    assert HOURS.parse(raw) is None


@pytest.mark.parametrize(
    ("field", "raw", "sentence"),
    [
        (PIECES, "三百", "“三百”不是数字，这里要填数字"),
        (PIECES, "十" * 30, f"“{'十' * 20}…”不是数字，这里要填数字"),
        (PIECES, "1.5", "只能填整数"),
        (PIECES, 0, "不能小于 1"),
        (PIECES, "-3", "不能小于 1"),
        (PIECES, True, "这里要填数字"),
        (PIECES, [480], "这里要填数字"),
        (PIECES, "NaN", "“NaN”不是数字，这里要填数字"),
        (PIECES, float("inf"), "“inf”不是数字，这里要填数字"),
        *[(PIECES, raw, f"“{raw}”不是数字，这里要填数字") for raw in NOT_NUMBERS],
        (PIECES, "-0", "不能小于 1"),
        (PIECES, 10**12, "最多 12 位整数"),
        (PIECES, 10**300, "最多 12 位整数"),
        (PIECES, "1e999999", "最多 12 位整数"),
        (HOURS, "3.125", "最多 2 位小数"),
        (HOURS, "1e-99", "最多 2 位小数"),
        (HOURS, 10000, "不能大于 9999"),
    ],
)
def test_what_is_no_such_number_is_refused(field: Number, raw: object, sentence: str) -> None:
    assert unfit(field, raw) == sentence


def test_money_is_shown_with_thousands_and_fen_and_typed_without() -> None:
    assert YUAN.show("12345.6") == "12,345.60"
    assert YUAN.typed("12345.6") == "12345.6"
    assert YUAN.parse(YUAN.show("12345.6")) == "12345.6"
    assert (YUAN.show(None), YUAN.typed(None)) == ("", "")


def test_any_number_comes_back_from_the_editor_unchanged() -> None:
    chance = random.Random(20261121)
    for _ in range(500):
        number = Decimal(chance.randint(0, 99_999_999)) / (10 ** chance.randint(0, 3))
        kept = Number("n", "数").parse(str(number))
        assert Decimal(str(kept)) == number
        assert Number("n", "数").parse(Number("n", "数").typed(kept)) == kept


@pytest.mark.parametrize("field", [PIECES, HOURS, YUAN, Number("n", "数"), Count("c", "数", most=9_999_999)])
def test_the_longest_value_is_taken(field: Number) -> None:
    assert field.parse(field.longest()) == field.longest()
