"""What reaches the signatures is whole and does not contradict itself, whichever way it goes."""

from typing import Any

import factory
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.errors import Invalid
from qcdesk.services.sheets import attaching, records
from qcdesk.services.trail import verifying

UNKNOWN = {"sha256": "ab" * 32, "name": "断口.jpg"}


def submit(desk: Desk, form: str, values: dict[str, Any], by: str) -> str:
    """The sentence that refuses 编制."""
    record = factory.draft(desk, form, values, by=by)
    said = refusal(lambda: factory.take(desk, record, "submit", by))
    assert records.get(desk, record).number is None
    return said


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"review_result": "退回重做"}, "“品管审查”要勾选“通过”"),
        ({"customer_reply": "不接受"}, "“客户接受对策”要勾选“接受”"),
        ({"customer_reply": "待回复"}, "“客户接受对策”要勾选“接受”"),
        ({"close_result": "未结案"}, "“结案”勾的是“未结案”，还不能结案"),
        ({"close_result": {"choice": "未结案", "detail": "待客户验货"}}, "“结案”勾的是“未结案”，还不能结案"),
        (
            {"review_result": "退回重做", "close_result": "未结案"},
            "“品管审查”要勾选“通过”；“结案”勾的是“未结案”，还不能结案",
        ),
    ],
)
def test_sheet_carried_round_on_paper_is_not_reviewed_against_its_own_answers(
    desk: Desk, changes: dict[str, Any], sentence: str
) -> None:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly(**changes)), "submit")
    said = refusal(lambda: factory.take(desk, record, "review", "merchmgr"))
    assert said.endswith(f"现在不能做“审核”：{sentence}")
    assert records.get(desk, record).state == "submitted"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("perm_due", "2026-11-01", "预计完成日 2026-11-01 早于开单日期 2026-11-03"),
        ("perm_done", "2026-11-02", "实际完成日 2026-11-02 早于开单日期 2026-11-03"),
        ("reply_date", "2026-10-31", "回复客户日期 2026-10-31 早于开单日期 2026-11-03"),
    ],
)
def test_nothing_is_due_done_or_answered_before_the_issue(desk: Desk, name: str, value: str, sentence: str) -> None:
    assert submit(desk, "qc_anomaly", factory.anomaly(**{name: value}), "merch").endswith(sentence)


def rework(**changes: Any) -> dict[str, Any]:
    return {**factory.sample("rework_record-reflector"), **changes}


def rows(table: str, at: int, form: str = "rework_record-reflector", **changes: Any) -> list[dict[str, Any]]:
    """The sample's rows with some cells of one row changed, or taken away by None."""
    taken = [dict(row) for row in factory.sample(form)[table]]
    taken[at] = {name: value for name, value in {**taken[at], **changes}.items() if value is not None}
    return taken


REWORKS = [
    (
        {"recheck": rows("recheck", 1, recheck_result="不合格", recheck_ng=1)},
        "最终处理：最后一次重检没有判定合格，不能“合格入库送货”（品管重检合格方可入库）",
    ),
    ({"recheck": rows("recheck", 0, recheck_ng=81)}, "第 1 行 重检不良数：不良数 81 大于抽检数 80"),
    ({"exec_lines": rows("exec_lines", 1, qty_ok=None)}, "还没有填：第 2 行 合格数"),
    ({"exec_lines": rows("exec_lines", 2, process=None, qty_in=None)}, "还没有填：第 3 行 工序、第 3 行 投入数"),
    ({"exec_lines": rows("exec_lines", 1, qty_ok=158)}, "投入数 161 不等于 合格＋不良＋报废＝160，请核对"),
    ({"recheck": rows("recheck", 1, recheck_date=None, recheck_ng=None)}, "还没有填：第 2 行 重检日期、第 2 行 不良数"),
    ({"recheck": rows("recheck", 0, recheck_result=None)}, "还没有填：第 1 行 判定"),
    ({"recheck": None}, "还没有填：重检结果"),
]


@pytest.mark.parametrize(("changes", "sentence"), REWORKS)
def test_rework_record_half_filled_or_contradictory_is_not_submitted(
    desk: Desk, changes: dict[str, Any], sentence: str
) -> None:
    said = submit(desk, "rework_record", rework(**changes), "prod")
    assert "现在不能做“提交（编制）”：" in said
    assert sentence in said


def test_row_of_the_register_half_filled_names_its_row(desk: Desk) -> None:
    lines = rows("lines", 1, "seal_ledger-2026-11", item=None, qty=None)
    said = submit(desk, "seal_ledger", {**factory.sample("seal_ledger-2026-11"), "lines": lines}, "qc")
    assert said.endswith("还没有填：第 2 行 品名型号、第 2 行 数量")


def test_goods_to_be_reworked_again_go_back_to_production_and_come_to_their_end(desk: Desk) -> None:
    values = rework(final="再次返工", recheck=rows("recheck", 1, recheck_result="不合格"))
    record = factory.walk(desk, factory.draft(desk, "rework_record", values), "issue", "produce", "recheck")
    assert refusal(lambda: factory.take(desk, record, "rework_again", "qcmgr")) == "再次返工要写明原因"
    factory.take(desk, record, "rework_again", "qcmgr", reason="第二次重检仍有 1 付扣合不到位")
    back = records.get(desk, record)
    assert (back.state, [item.slot for item in back.signatures]) == ("issued", ["issue_sign"])
    passed = [*values["recheck"], {**values["recheck"][1], "round": 3, "recheck_ng": 0, "recheck_result": "合格"}]
    factory.walk(desk, record, "produce")
    qc = factory.seat(desk, "qc")
    records.save(qc, record, records.get(desk, record).version, {"recheck": passed, "final": "合格入库送货"})
    factory.walk(desk, record, "recheck")
    refused = refusal(lambda: factory.take(desk, record, "rework_again", "qcmgr", reason="再来"))
    assert refused.endswith("“最终处理”要勾选“再次返工”")
    factory.walk(desk, record, *factory.CHAIN)
    assert records.get(desk, record).state == "approved"
    assert verifying.verify(desk) == []


def test_photo_that_was_never_stored_is_refused(desk: Desk) -> None:
    sentence = "照片：“断口.jpg”不在附件库里，请重新添加"
    assert sentence in refusal(lambda: factory.draft(desk, values=factory.anomaly(cause_photos=[UNKNOWN])), Invalid)
    assert desk.store.sql("SELECT COUNT(*) FROM record") == [(0,)]
    record = factory.draft(desk)
    merch = factory.seat(desk, "merch")
    assert sentence in refusal(lambda: records.save(merch, record, 1, {"description_photos": [UNKNOWN]}), Invalid)
    assert attaching.entries(records.get(desk, record).values.get("description_photos")) == []
    assert verifying.verify(desk) == []
