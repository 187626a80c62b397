"""Notices of days off are read into days, and every slip of the pen is named by its row."""

from datetime import date

import pytest

from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.rules.notices import Notice, read_csv, read_text

NATIONAL_DAY = "10月1日至10月8日放假，9月27日（星期日）、10月10日（星期六）上班"
NEW_YEAR = """关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""


def spans(notice: Notice) -> list[tuple[str, str, bool]]:
    assert [row.fault for row in notice.rows if row.fault] == []
    return [(row.days[0].isoformat(), row.days[-1].isoformat(), row.works) for row in notice.rows]


def faults(notice: Notice) -> list[str]:
    assert not notice.sound
    return [row.fault for row in notice.rows if row.fault]


def test_notice_of_the_factory() -> None:
    assert spans(read_text(NATIONAL_DAY, 2026)) == [
        ("2026-10-01", "2026-10-08", False), ("2026-09-27", "2026-09-27", True), ("2026-10-10", "2026-10-10", True),
    ]  # fmt: skip


def test_notice_of_a_whole_year_gives_the_announced_calendar() -> None:
    found = read_text(NEW_YEAR, 1999)
    assert found.sound
    days = {one.day: one.works for row in found.rows for one in row.factory_days}
    law = WorkingCalendar().law
    assert {day for day, works in days.items() if works} == {day for day in law.workdays if day.year == 2026}
    assert {day for day, works in days.items() if not works} == {day for day in law.holidays if day.year == 2026}
    assert found.rows[0].note == "元旦"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("１０月１日～８日放假", "2026-10-01", "2026-10-08"), ("10/1-10/8放假", "2026-10-01", "2026-10-08"),
     ("2026年12月31日至1月3日停工", "2026-12-31", "2027-01-03"),
     ("2026-10-01至2026-10-03休息", "2026-10-01", "2026-10-03"),
     ("2027年2月5日到2月20日放假", "2027-02-05", "2027-02-20"), ("3月8号不上班", "2026-03-08", "2026-03-08")],
)  # fmt: skip
def test_ways_to_write_a_span(text: str, first: str, last: str) -> None:
    assert spans(read_text(text, 2026)) == [(first, last, False)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("10月11日（星期六）上班", "2026年10月11日是星期日，不是星期六"),
        ("2月30日放假", "2026 年没有“2月30日”这一天"),
        ("10月1日至10月8日放假，共7天", "写着共 7 天，日期却是 8 天"),
        ("10月9日至10月2日放假", "结束早于开始"),
        ("1月20日至3月25日放假", "一次放假超过 60 天，请核对日期"),
        ("10月1日至3日放假。10月2日上班", "2026-10-02 在第 1 行已经写过"),
        ("10月1日至7日", "没写放假还是上班"),
        ("大家节日快乐", "里面没有找到日期"),
        ("", "里面没有找到日期"),
        ("放假" * 30_000, "通知太长，请分开导入"),
    ],
)
def test_fault_is_named(text: str, fault: str) -> None:
    assert faults(read_text(text, 2026)) == [fault]


def test_sound_rows_of_a_faulty_notice_are_shown_beside_the_fault() -> None:
    found = read_text("1月1日放假。2月30日放假。5月1日放假", 2026)
    assert [(row.row, bool(row.fault)) for row in found.rows] == [(1, False), (2, True), (3, False)]


def test_table_with_and_without_head() -> None:
    body = "2026-10-01,放假,国庆节\n2026/10/10,上班,\n2026年10月11日,休息\n"
    for text in (body, "日期,安排,说明\n" + body, "\ufeff日期,安排,说明\r\n" + body.replace("\n", "\r\n")):
        found = read_csv(text)
        assert spans(found) == [("2026-10-01", "2026-10-01", False), ("2026-10-10", "2026-10-10", True),
                                ("2026-10-11", "2026-10-11", False)]  # fmt: skip
    assert found.rows[0].note == "国庆节"


def test_faults_of_a_table_are_named_by_row() -> None:
    text = "2026-13-01,放假\n2026-10-02,也许\n明天,放假\n2026-10-03,放假\n2026-10-03,上班\n"
    assert [(row.row, row.fault) for row in read_csv(text).rows if row.fault] == [
        (1, "“2026-13-01”不是日期，要写成 2026-10-01"), (2, "“也许”要写“放假”或“上班”"),
        (3, "“明天”不是日期，要写成 2026-10-01"), (5, "2026-10-03 在第 4 行已经写过"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\x00", '"', ",,,\n", "日期,安排", "0000-00-00,放假", "A" * 60_000])
def test_table_that_is_none_is_refused_not_crashed_on(text: str) -> None:
    assert faults(read_csv(text))


@pytest.mark.parametrize(
    "text", ["99月99日放假", "0月0日放假", "1月1日至至至2日放假", "(((((1月1日放假", "1月1日" * 2000]
)
def test_hostile_text_ends_in_rows(text: str) -> None:
    assert read_text(text, 2026).rows
    assert isinstance(read_text(text, 2026).rows[0].days, tuple)
    assert all(isinstance(day, date) for row in read_text(text, 2026).rows for day in row.days)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("中秋节、国庆节：9月15日放假；10月1日至7日放假，9月26日上班。12月31日停工。", ["中秋节", "国庆节", "", ""]),
        ("四、中秋节、国庆节：9月15日至17日、10月1日至7日放假。", ["中秋节", "国庆节"]),
        ("中秋节和国庆节：9月15日至17日放假调休；9月25日上班；10月1日至7日放假。", ["中秋节", "", "国庆节"]),
        ("国庆节、中秋节：10月1日至8日放假，共8天。9月28日上班。", ["国庆节、中秋节", ""]),
        ("元旦：1月1日至3日放假；春节、清明节：2月15日至21日放假，4月4日至6日放假", ["元旦", "春节", "清明节"]),
        ("中秋节、国庆节：9月15日至17日放假，国庆节：10月1日放假", ["中秋节、国庆节", "国庆节"]),
    ],
)  # fmt: skip
def test_feasts_under_one_head_have_the_days_that_follow_in_order(text: str, notes: list[str]) -> None:
    assert [row.note for row in read_text(text, 2027).rows] == notes
