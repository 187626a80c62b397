"""A step is taken whole or not at all, by its PIN, over the sheet that was seen."""

import factory
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.errors import Stale
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records, ways_on
from qcdesk.services.trail import verifying


def test_chain_signs_numbers_and_ends(desk: Desk) -> None:
    done = records.get(desk, factory.signed_label(desk))
    today = desk.clock.today()
    assert done.number == f"YP-{today:%Y%m}-001"
    assert (done.state, done.state_label, done.version) == ("approved", "已核准", 4)
    assert [(item.slot, item.name, item.meaning) for item in done.signatures] == [
        ("sealed_by", "郑样五", "编制"),
        ("qc_check", "王样六", "审核"),
        ("approved", people.get(desk, "pmgr").name, "核准"),
    ]
    assert all(item.sound for item in done.signatures)
    assert verifying.verify(desk) == []


def test_signed_block_cannot_be_edited(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), "submit", "found_check")
    merch = factory.seat(desk, "merch")
    said = refusal(lambda: records.save(merch, record, 3, {"lot_no": "另一批"}))
    assert said.startswith("“批号/箱号”不能改：陈样二已在 ")
    assert said.endswith(" 签名（编制），要改请先退回")
    assert records.get(desk, record).values["lot_no"] == factory.anomaly()["lot_no"]


def test_cell_of_another_role_cannot_be_edited_once_submitted(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly(severity=None)), "submit")
    said = refusal(lambda: records.save(factory.seat(desk, "merch"), record, 2, {"severity": "严重"}))
    assert said == "“客诉程度”不能改：提交以后由品管员填写"
    records.save(factory.seat(desk, "qc"), record, 2, {"severity": "严重"})


def test_finished_sheet_cannot_be_edited(desk: Desk) -> None:
    record = factory.signed_label(desk)
    said = refusal(lambda: records.save(factory.seat(desk, "qc"), record, 4, {"location": "B-01"}))
    assert said == "“存放区”不能改：这张单已核准"


def test_step_over_a_stale_version_names_who_came_first(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    records.save(factory.seat(desk, "qcmgr"), record, 1, {"location": "B-01"})
    qc = factory.seat(desk, "qc")
    said = refusal(lambda: approval.take(qc, record, "submit", Proof("qc"), version=1), Stale)
    assert said.startswith("王样六在 ")
    assert "先改了这张单" in said


def test_step_that_another_has_taken_first_is_told_to_be_done_and_nothing_is_left_to_look_at(desk: Desk) -> None:
    people.add(factory.seat(desk, "admin"), "pmgr2", "曹新二", "生产部", ["pmgr"], factory.PIN)
    record = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit", "review")
    seen = records.get(desk, record).version
    factory.take(desk, record, "approve", "pmgr2")
    late = factory.seat(desk, "pmgr")
    said = refusal(lambda: approval.take(late, record, "approve", Proof("pmgr"), version=seen), Stale)
    at = records.get(desk, record).signatures[-1].at_local
    assert said == f"曹新二在 {at} 先核准了这张单，您的没有再做，也不用再做。"


def test_step_out_or_back_wants_a_reason(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    for action, login, label in (("return", "qcmgr", "退回"), ("void", "qc", "作废")):
        few = "原因至少写两个字"
        for why, told in (("", f"{label}要写明原因"), ("。", few), ("-", few)):
            said = refusal(lambda a=action, who=login, why=why: factory.take(desk, record, a, who, reason=why))
            assert said == told
    long = refusal(lambda: factory.take(desk, record, "void", "qc", reason="重" * 501))
    assert long == "原因：最多 500 个字，现在有 501 个，请删去 1 个"


def test_return_ends_the_signatures_and_keeps_the_number(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    number = records.get(desk, record).number
    factory.take(desk, record, "return", "qcmgr", reason="存放区写错")
    back = records.get(desk, record)
    assert (back.state, back.number, back.signatures) == ("draft", number, ())
    records.save(factory.seat(desk, "qc"), record, back.version, {"location": "B-02"})
    factory.walk(desk, record, *factory.CHAIN)
    assert records.get(desk, record).number == number
    assert verifying.verify(desk) == []


def test_void_keeps_what_was_signed_and_ends_the_way(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    factory.take(desk, record, "void", "qc", reason="重复开单")
    gone = records.get(desk, record)
    assert (gone.state_label, [item.name for item in gone.signatures]) == ("已作废", ["郑样五"])
    assert ways_on.open_steps(factory.seat(desk, "pmgr"), gone) == []
    said = refusal(lambda: factory.take(desk, record, "review", "qcmgr"))
    assert said.endswith("现在是“已作废”，不能做“审核”")


def test_pin_of_another_person_takes_no_step(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    said = refusal(lambda: approval.take(factory.seat(desk, "qc"), record, "review", Proof("qcmgr")))
    assert said == "PIN 是别人的，请由坐在这里的人输入"


def test_step_is_all_or_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    record = factory.submitted_label(desk)

    def power_cut(*_: object, **__: object) -> int:
        raise RuntimeError("cut")

    monkeypatch.setattr(records.events, "note", power_cut)
    with pytest.raises(RuntimeError):
        factory.take(desk, record, "review")
    monkeypatch.undo()
    view = records.get(desk, record)
    assert (view.state, view.version, len(view.signatures)) == ("submitted", 2, 1)
    assert verifying.verify(desk) == []
