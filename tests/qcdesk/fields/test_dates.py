"""Days, months and moments in the shapes people and spreadsheets write them."""

from datetime import date, datetime, timedelta

import pytest
from refusals import unfit

from qcdesk.fields import Day, Field, Moment, Month, Period

DAY = Day("report_date", "开单日期")
MONTH = Month("month", "月份")
MOMENT = Moment("required_by", "要求完成时间")
PERIOD = Period("period", "出发-返回")


@pytest.mark.parametrize(
    "raw",
    ["2026-11-03", "2026/11/3", "2026.11.03", "2026年11月3日", "20261103", 20261103, "２０２６－１１－０３",
     " 2026 11 3 ", date(2026, 11, 3), datetime(2026, 11, 3, 17, 30)],
)  # fmt: skip
def test_day_in_many_shapes(raw: object) -> None:
    assert DAY.parse(raw) == "2026-11-03"


@pytest.mark.parametrize("raw", ["2026-11", "2026年11月", "2026/11", "202611", 202611, "２０２６．１１"])
def test_month_in_many_shapes(raw: object) -> None:
    assert MONTH.parse(raw) == "2026-11"


@pytest.mark.parametrize(
    "raw",
    ["2026-11-06T17:00", "2026-11-06 17:00", "2026/11/6 17:00:59", "2026年11月6日 17时00分", datetime(2026, 11, 6, 17)],
)
def test_moment_in_many_shapes(raw: object) -> None:
    assert MOMENT.parse(raw) == "2026-11-06T17:00"


@pytest.mark.parametrize("field", [DAY, MONTH, MOMENT, Period("period", "期间")])
def test_blank_is_nothing(field: Field) -> None:
    assert {field.parse(raw) for raw in (None, "", " ", "　", "\t ")} == {None}


@pytest.mark.parametrize(
    ("field", "raw", "sentence"),
    [
        (DAY, "2026-02-30", "没有“2026-02-30”这一天，例如 2026-11-03"),
        (DAY, "明天", "“明天”不是日期，例如 2026-11-03"),
        (DAY, "11月3日", "请写上年份，例如 2026-11-03"),
        (DAY, "1980-01-01", "年份要在 1990 到 2100 之间"),
        (DAY, "9" * 400, "这样长的不是日期，例如 2026-11-03"),
        (DAY, True, "这里要填日期，例如 2026-11-03"),
        (DAY, 3.5, "这里要填日期，例如 2026-11-03"),
        (DAY, ["2026-11-03"], "这里要填日期，例如 2026-11-03"),
        (MONTH, "2026-13", "这里要填年月，例如 2026-11"),
        (MONTH, "2026", "这里要填年月，例如 2026-11"),
        (MOMENT, "2026-11-06", "要填到分钟，例如 2026-11-06 17:00"),
        (MOMENT, "2026-11-06 25:00", "没有“2026-11-06 25:00”这个时间，例如 2026-11-06 17:00"),
    ],
)
def test_what_is_no_date_is_refused(field: Field, raw: object, sentence: str) -> None:
    assert unfit(field, raw) == sentence


def test_every_day_of_three_years_comes_back_from_the_editor_unchanged() -> None:
    first = date(2027, 1, 1)
    for number in range(3 * 365 + 1):
        kept = DAY.parse(first + timedelta(days=number))
        assert DAY.parse(DAY.typed(kept)) == kept == (first + timedelta(days=number)).isoformat()


def test_moment_is_shown_with_a_blank_and_typed_back() -> None:
    assert MOMENT.show("2026-11-06T17:00") == "2026-11-06 17:00"
    assert MOMENT.parse(MOMENT.typed("2026-11-06T17:00")) == "2026-11-06T17:00"


@pytest.mark.parametrize("field", [DAY, MONTH, MOMENT])
def test_the_longest_value_is_taken(field: Field) -> None:
    assert field.parse(field.longest()) == field.longest()


@pytest.mark.parametrize(
    "raw",
    ["2026-11-10/2026-11-12", "2026-11-10 ～ 2026-11-12", "2026/11/10 至 2026/11/12", "2026年11月10日到2026年11月12日",
     "20261110—20261112", "2026-11-10 to 2026-11-12"],
)  # fmt: skip
def test_period_in_many_shapes(raw: str) -> None:
    assert PERIOD.parse(raw) == "2026-11-10/2026-11-12"
    assert PERIOD.parse(PERIOD.typed(PERIOD.parse(raw))) == "2026-11-10/2026-11-12"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [("2026-11-10", "要填起止两个日期，例如 2026-11-06 至 2026-11-07"),
     (3, "要填起止两个日期，例如 2026-11-06 至 2026-11-07"),
     ("2026-11-12 至 2026-11-10", "到的日期 2026-11-10 早于起的日期 2026-11-12"),
     ("2026-11-31 至 2026-12-01", "没有“2026-11-31”这一天，例如 2026-11-03")],
)  # fmt: skip
def test_what_is_no_period_is_refused(raw: object, sentence: str) -> None:
    assert unfit(PERIOD, raw) == sentence
    assert PERIOD.parse("") is PERIOD.parse(None) is None
