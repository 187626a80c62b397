"""What a sheet consists of: its values, blocks of single departments, what is missing and what a signature covers."""

from datetime import date

import factory
import pytest

from qcdesk.errors import Invalid, NotFound
from qcdesk.kinds import Kind

KINDS = factory.shelf().kinds
ANOMALY, REWORK = KINDS.newest("qc_anomaly"), KINDS.newest("rework_record")


def parsed(**changes: object) -> dict[str, object]:
    return dict(ANOMALY.parse(factory.anomaly(**changes)))


def test_values_of_a_real_sheet_come_back_unchanged() -> None:
    values = ANOMALY.parse(factory.anomaly())
    assert ANOMALY.parse(values) == values
    typed = {name: ANOMALY.field(name).typed(value) for name, value in values.items() if name != "defect_rate"}
    assert ANOMALY.parse(typed) == values


def test_none_takes_a_value_away() -> None:
    values = ANOMALY.parse({"lot_no": None, "order_no": ""}, ANOMALY.parse(factory.anomaly()))
    assert {"lot_no", "order_no"} & set(values) == set()


def test_every_misfit_is_named_at_once() -> None:
    raw = {"lot_qty": "很多", "report_date": "明天", "colour": "红", "severity": "特严重"}
    with pytest.raises(Invalid) as told:
        ANOMALY.parse(raw)
    assert [fault.field for fault in told.value.faults] == ["lot_qty", "report_date", "colour", "severity"]
    assert "批量/出货数：“很多”不是数字，这里要填数字" in told.value.sentence
    assert "没有“colour”这个栏位" in told.value.sentence


def test_row_of_a_table_is_named_in_the_sentence() -> None:
    with pytest.raises(Invalid) as told:
        REWORK.parse({"exec_lines": [{"qty_in": 5}, {"qty_in": "五"}]})
    assert told.value.sentence == "第 2 行 投入数：“五”不是数字，这里要填数字"


@pytest.mark.parametrize(
    ("sampled", "lot", "defective", "rate"),
    [(80, 1200, 3, "3.75 %"), (None, 1200, 3, "0.25 %"), (3, 9, 1, "33.33 %"), (80, 1200, 0, "0.00 %")],
)
def test_defect_rate_is_of_the_sample_or_of_the_lot(sampled: int, lot: int, defective: int, rate: str) -> None:
    assert ANOMALY.parse({"sample_qty": sampled, "lot_qty": lot, "defect_qty": defective})["defect_rate"] == rate


def test_defect_rate_goes_with_what_it_stands_on() -> None:
    assert "defect_rate" not in ANOMALY.parse({"defect_qty": None}, ANOMALY.parse(factory.anomaly()))


def test_defect_rate_cannot_be_typed() -> None:
    assert ANOMALY.parse({"sample_qty": 80, "defect_qty": 3, "defect_rate": "0 %"})["defect_rate"] == "3.75 %"


def test_totals_add_the_rows_that_are_filled() -> None:
    values = REWORK.parse(factory.sample("rework_record-reflector"))
    assert (values["sum_in"], values["sum_ok"], values["sum_scrap"]) == (643, 639, 2)
    assert "sum_in" not in REWORK.parse({"exec_lines": [{"process": "拆片"}]})


def test_missing_cells_are_named_in_reading_order() -> None:
    submit = ANOMALY.workflow.named("submit")[0]
    faults = ANOMALY.stands_complete(submit, {"lot_no": "B261017-02"})
    assert [fault.label for fault in faults] == [
        "客户名称", "开单日期", "产品名称", "型号规格", "产品族", "发现地点/工序", "发现日期", "批量/出货数",
        "异常类别", "异常描述（发现部门）：",
    ]  # fmt: skip


def test_second_department_s_block_is_missing_until_filled() -> None:
    values = parsed(duty_dept=["加工", "采购部"], own_blocks=["加工", "采购部"])
    assert [fault.field for fault in ANOMALY.missing(values, ("cause",))] == ["cause@采购部", "cause_class@采购部"]
    assert ANOMALY.missing(values, ("cause",), "") == []
    assert len(ANOMALY.missing(values, ("cause",), "采购部")) == 2


def test_value_of_a_department_gives_it_a_block_without_being_asked() -> None:
    values = ANOMALY.parse(factory.anomaly(duty_dept=["加工", "采购部"], **{"cause@采购部": "供应商回火温度偏低"}))
    assert values["own_blocks"] == ["加工", "采购部"]
    assert ANOMALY.departments(ANOMALY.block("cause"), values) == ("", "采购部")
    assert ANOMALY.departments(ANOMALY.block("found"), values) == ("",)


def test_slots_of_departments_stand_beside_the_plain_ones() -> None:
    values = parsed(duty_dept=["加工", "采购部"], own_blocks=["加工", "采购部"])
    names = [name for name, _ in ANOMALY.named_slots(values)]
    assert [name for name in names if "@" in name] == ["cause_by@采购部", "cause_check@采购部", "perm_by@采购部"]


def test_slot_covers_its_blocks_and_its_department_only() -> None:
    values = ANOMALY.parse(factory.anomaly(duty_dept=["加工", "采购部"], **{"cause@采购部": "回火温度偏低"}))
    assert set(ANOMALY.covered("cause_by", values)) == {"cause", "cause_class"}
    assert ANOMALY.covered("cause_by@采购部", values) == {"cause@采购部": "回火温度偏低"}
    assert set(ANOMALY.covered("filled_by", values)) == set(factory.FOUND)
    assert ANOMALY.covered("approved", values) == values


def test_name_the_sheet_does_not_have_is_under_every_signature() -> None:
    assert ANOMALY.covers("cause_by", "smuggled")


def test_unknown_names_are_told() -> None:
    for ask in (ANOMALY.field, ANOMALY.block_of):
        with pytest.raises(NotFound, match="《产品品质异常反馈处理表》没有“colour”这个栏位"):
            ask("colour")
    assert not ANOMALY.has("customer@采购部")
    with pytest.raises(NotFound, match="没有“stamp”这个签名格"):
        ANOMALY.slot("stamp")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sample_qty": 1500}, "抽检数 1500 大于批量 1200"),
        ({"defect_qty": 81}, "不良数 81 大于抽检数 80"),
        ({"sample_qty": None, "defect_qty": 1201}, "不良数 1201 大于批量 1200"),
        ({"found_date": "2026-11-04"}, "发现日期 2026-11-04 晚于开单日期 2026-11-03"),
        ({"perm_due": "2026-11-02"}, "预计完成日 2026-11-02 早于开单日期 2026-11-03"),
        ({"perm_done": "2026-10-31"}, "实际完成日 2026-10-31 早于开单日期 2026-11-03"),
        ({"reply_date": "2025-11-03"}, "回复客户日期 2025-11-03 早于开单日期 2026-11-03"),
        ({"own_blocks": ["加工", "采购部"]}, "责任部门：没有勾选“采购部”，却有它的分析栏"),
    ],
)
def test_anomaly_that_contradicts_itself_is_told(changes: dict[str, object], sentence: str) -> None:
    assert [str(fault) for fault in ANOMALY.unsound(ANOMALY.parse(factory.anomaly(**changes)))] == [sentence]


def test_every_department_s_dates_come_after_the_issue() -> None:
    values = parsed(duty_dept=["加工", "采购部"], **{"perm_due@采购部": "2026-11-02", "perm_done@采购部": "2026-11-01"})
    assert [fault.field for fault in ANOMALY.unsound(values)] == ["perm_due@采购部", "perm_done@采购部"]
    same_day = parsed(perm_due="2026-11-03", perm_done="2026-11-03", reply_date="2026-11-03")
    assert ANOMALY.unsound(same_day) == []


@pytest.mark.parametrize("final", ["合格入库送货", "再次返工", "报废重做", "特采"])
def test_only_goods_that_passed_the_last_recheck_enter_stock(final: str) -> None:
    rounds = [{"recheck_result": "合格"}, {"recheck_result": "不合格"}]
    faults = [fault.field for fault in REWORK.unsound(REWORK.parse({"recheck": rounds, "final": final}))]
    assert faults == (["final"] if final == "合格入库送货" else [])
    assert REWORK.unsound(REWORK.parse({"recheck": rounds[::-1], "final": final})) == []


def test_recheck_finds_no_more_than_it_looked_at() -> None:
    rounds = [{"recheck_sample": 80, "recheck_ng": 80}, {"recheck_sample": 80, "recheck_ng": 81}, {"recheck_ng": 5}]
    faults = REWORK.unsound(REWORK.parse({"recheck": rounds}))
    assert list(map(str, faults)) == ["第 2 行 重检不良数：不良数 81 大于抽检数 80"]


@pytest.mark.parametrize(
    ("code", "starts"),
    [
        ("qc_anomaly", {"report_date": "2028-02-29"}),
        ("rework_record", {"issue_date": "2028-02-29"}),
        ("seal_label", {"seal_date": "2028-02-29", "valid_to": "2029-02-28"}),
        ("seal_ledger", {"month": "2028-02"}),
    ],
)
def test_new_sheet_begins_with_its_dates_even_on_a_leap_day(code: str, starts: dict[str, str]) -> None:
    kind = KINDS.newest(code)
    assert kind.starting_values(date(2028, 2, 29)) == starts
    assert kind.parse(starts) == starts


def test_row_left_empty_between_others_misses_nothing() -> None:
    rows = [{}, {"process": "拆片"}]
    faults = REWORK.missing(REWORK.parse({"exec_lines": rows}), ("execution",))
    assert list(map(str, faults)) == ["第 2 行 投入数：必须填写", "第 2 行 合格数：必须填写"]


def test_rework_balances_in_every_row() -> None:
    rows = [{"qty_in": 163, "qty_ok": 161, "qty_scrap": 2}, {"qty_in": 161, "qty_ok": 158, "qty_ng": 2}, {"qty_in": 9}]
    faults = REWORK.unsound(REWORK.parse({"exec_lines": rows}))
    assert list(map(str, faults)) == ["第 2 行 返工/返修执行：投入数 161 不等于 合格＋不良＋报废＝160，请核对"]


def test_dismantling_asks_for_a_witness_and_keeping_for_a_later_day() -> None:
    ledger, label = KINDS.newest("seal_ledger"), KINDS.newest("seal_label")
    rows = [{"status": "在库"}, {"status": "拆机"}, {"status": "拆机", "witness": "样例经理"}]
    assert [fault.row for fault in ledger.unsound(ledger.parse({"lines": rows}))] == [2]
    assert label.unsound(label.parse({"seal_date": "2026-11-04", "valid_to": "2026-11-03"}))[0].field == "valid_to"


@pytest.mark.parametrize("kind", KINDS.current, ids=lambda kind: kind.code)
def test_sheet_filled_to_its_limits_is_taken(kind: Kind) -> None:
    longest = {item.name: item.longest() for item in kind.plain_fields if not item.filled_by_program}
    kept = kind.parse(longest)
    assert kind.parse(kept) == kept


def test_form_is_found_by_code_or_title_and_otherwise_all_are_named() -> None:
    assert KINDS.newest("返工/返修记录表") is REWORK
    with pytest.raises(NotFound, match=r"没有“rework”这种表单，可用的有：.*qc_anomaly（产品品质异常反馈处理表）、"):
        KINDS.newest("rework")
    with pytest.raises(NotFound, match="可能由更新的版本建立"):
        KINDS.edition("qc_anomaly@Z/9")
