"""What is written at the customer: figures that balance, days within the journey."""

import factory
from refusals import faults

KIND = factory.shelf().kinds.newest("field_rework")
LINE = {"work_date": "2026-11-05", "item": "拆检 B 线", "qty_in": 96, "qty_ok": 81, "qty_ng": 15}


def told(**changes: object) -> list[str]:
    return faults(KIND, {**factory.sample("field_rework-spindle"), **changes})


def test_a_real_sheet_is_sound() -> None:
    assert told() == []


def test_handled_pieces_are_good_bad_or_taken_back() -> None:
    said = "检查/返工数 96 不等于 合格＋不良＋带回/报废＝95，请核对"
    assert told(exec_lines=[LINE, {**LINE, "qty_ok": 80}]) == [f"第 2 行 现场返工/返修：{said}"]
    assert told(exec_lines=[{**LINE, "qty_ng": 10, "qty_back": 5}]) == []


def test_a_line_not_yet_counted_is_no_fault() -> None:
    assert told(exec_lines=[{"work_date": "2026-11-05", "item": "拆检", "qty_in": 96}]) == []


def test_work_is_done_between_leaving_and_coming_back() -> None:
    said = "2026-11-08 不在出发-返回（2026-11-05 ～ 2026-11-07）之内"
    assert told(exec_lines=[{**LINE, "work_date": "2026-11-08"}]) == [f"第 1 行 日期：{said}"]


def test_nobody_leaves_before_the_order() -> None:
    assert told(date="2026-11-06") == ["出发-返回：出发日期 2026-11-05 早于派工日期 2026-11-06"]
