"""The trail of a sheet in plain Chinese."""

import factory
from trail import sentences

from qcdesk.desk import Desk
from qcdesk.services.sheets import records
from qcdesk.services.trail import events, history


def test_whole_life_is_told(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    records.save(factory.seat(desk, "qc"), record, 1, {"location": "B-01", "seal_qty": 3})
    factory.walk(desk, record, "submit")
    factory.take(desk, record, "return", "qcmgr", reason="数量不对")
    factory.walk(desk, record, "submit", "review")
    factory.take(desk, record, "void", "pmgr", reason="样品已销毁")
    number = records.get(desk, record).number
    assert sentences(desk, record) == [
        "新建草稿",
        "修改了 2 处",
        f"提交（编制），草稿 → 已编制，编号 {number}",
        "退回，已编制 → 草稿，1 个签名失效",
        "提交（编制），草稿 → 已编制",
        "审核，已编制 → 已审核",
        "作废，已审核 → 已作废",
    ]
    lines = history.told(desk, record)
    assert lines[1].details == ("数量：“2” → “3”", "存放区：“品管样品柜 A-03” → “B-01”") or set(lines[1].details) == {
        "数量：“2” → “3”", "存放区：“品管样品柜 A-03” → “B-01”",
    }  # fmt: skip
    assert [line.who for line in lines] == ["郑样五", "郑样五", "郑样五", "王样六", "郑样五", "王样六", "秦例五"]
    assert (lines[3].reason, lines[3].pc) == ("数量不对", desk.pc)
    assert all(len(line.at) == len(desk.clock.local("2026-11-21T09:30:00.123Z", seconds=True)) for line in lines)


def test_values_filled_and_cleared_are_told_with_their_department(desk: Desk) -> None:
    values = factory.anomaly(duty_dept=["加工", "采购部"])
    record = factory.draft(desk, values=values)
    merch = factory.seat(desk, "merch")
    records.save(merch, record, 1, {"cause@采购部": "回火温度偏低", "order_no": None, "description": "裂" * 200})
    details = history.told(desk, record)[1].details
    assert "原因分析（责任部门）（采购部）：填入“回火温度偏低”" in details
    assert "订单/工单号：“HL-26-0917”清空" in details
    assert any(detail.endswith(f"→ “{'裂' * 120}…”") for detail in details)


def test_copy_and_departments_are_told(desk: Desk) -> None:
    source = factory.signed_label(desk)
    copy = records.copy_as_new(factory.seat(desk, "qc"), source).record or 0
    assert sentences(desk, copy) == [f"复制为新草稿（来自 {records.get(desk, source).number}）"]
    values = factory.anomaly(
        duty_dept=["加工", "采购部"], **{"cause@采购部": "热处理", "cause_class@采购部": "物料问题"}
    )
    record = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade", "analyse@采购部")
    assert sentences(desk, record)[-1] == "原因分析（采购部）"


def test_first_of_several_departments_is_named_as_the_others_are(desk: Desk) -> None:
    values = factory.anomaly(duty_dept=["装配", "加工"], **{"cause@加工": "螺纹缺扣", "cause_class@加工": "其他"})
    record = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade")
    version = records.get(desk, record).version
    records.save(factory.seat(desk, "duty"), record, version, {"cause": "压装力不足", "cause@加工": "螺纹少半扣"})
    factory.walk(desk, record, "analyse")
    told = history.told(desk, record)[-2].details
    assert "原因分析（责任部门）（加工）：“螺纹缺扣” → “螺纹少半扣”" in told
    assert any(line.startswith("原因分析（责任部门）（装配）：") and "压装力不足" in line for line in told)
    assert sentences(desk, record)[-1] == "原因分析（装配）"


def test_what_was_sent_back_says_so_until_the_step_is_taken_again(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), "submit")
    assert history.sent_back(desk, record) == ""
    factory.take(desk, record, "return", "merchlead", reason="批号写错")
    at = history.told(desk, record)[-1].at[:-3]
    assert history.sent_back(desk, record) == f"周样三在 {at} 退回，原因：批号写错"
    factory.walk(desk, record, "submit")
    assert history.sent_back(desk, record) == ""


def test_what_left_the_program_is_told(desk: Desk) -> None:
    record = factory.draft(desk)
    merch = factory.seat(desk, "merch")
    for action, detail in (
        ("exported", {"as": "pdf", "version": 1}), ("exported", {"as": "xlsx", "version": 1}),
        ("printed", {"as": "printer", "version": 1}), ("printed", {"as": "printer", "pages": 2, "copies": 1}),
        ("printed", {"as": "printer", "pages": 2, "copies": 3}),
    ):  # fmt: skip
        with desk.store.write():
            events.note(merch, action, record=record, detail=detail)
    assert sentences(desk, record)[1:] == ["导出 PDF", "导出 Excel", "打印", "打印 2 页", "打印 2 页 × 3 份"]


def test_damaged_event_is_still_told(local_desk: Desk) -> None:
    record = factory.draft(local_desk)
    local_desk.store.sql("DROP TRIGGER event_no_update")
    for detail in ("broken", '{"changes":5,"ended":7}', '{"changes":{"smuggled":{"to":1},"lot_no":3}}'):
        local_desk.store.sql("UPDATE event SET detail = ?, at = 'x' WHERE record_id = ?", (detail, record))
        assert sentences(local_desk, record) == ["新建草稿"]


def test_skipped_and_undone_states_are_no_states_it_was_in(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), "submit", "found_check")
    assert history.passed(desk, record) == {"draft", "submitted", "checked"}
    factory.take(desk, record, "return", "qc", reason="批号写错")
    assert history.passed(desk, record) == {"draft"}
    factory.walk(desk, record, "submit", "review", "approve")
    assert history.passed(desk, record) == {"draft", "submitted", "reviewed", "approved"}
