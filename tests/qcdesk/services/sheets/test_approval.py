"""Every wrong step is refused with a sentence that says why, and changes nothing."""

import factory
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.errors import Refused, Stale
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records
from qcdesk.services.trail import history, verifying
from qcdesk.store.models import PersonRole


def submitted_label(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def give_role(desk: Desk, login: str, role: str) -> None:
    desk.store.run(PersonRole.insert(login=login, role=role))


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


def test_approving_before_review_is_refused(desk: Desk) -> None:
    record = submitted_label(desk)
    said = refusal(lambda: factory.take(desk, record, "approve", "pmgr"))
    number = records.get(desk, record).number
    assert said == f"《不良样品封存标签》{number}现在是“已编制”，不能做“核准”：先要由品管主管（品质部经理）做“审核”"
    assert records.get(desk, record).signature("approved") is None


def test_approving_a_draft_names_the_first_step(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    said = refusal(lambda: factory.take(desk, record, "approve", "pmgr"))
    assert said.endswith("现在是“草稿”，不能做“核准”：先要由品管员做“提交（编制）”")


def test_every_way_on_is_named_where_there_are_several(desk: Desk) -> None:
    record = factory.draft(desk, "rework_record", {}, by="merch")
    said = refusal(lambda: factory.take(desk, record, "approve", "pmgr"))
    assert said.endswith("不能做“核准”：先要由跟单员做“开单”，或由生产主管做“提交（编制）”")


@pytest.mark.parametrize(
    ("action", "by", "what", "onward"),
    [("submit", "qc", "编制", "qcmgr"), ("review", "qcmgr", "审核", "pmgr"), ("approve", "pmgr", "核准", "")],
)
def test_step_that_was_taken_is_told_with_by_whom_and_when(
    desk: Desk, action: str, by: str, what: str, onward: str
) -> None:
    record = submitted_label(desk)
    factory.walk(desk, record, *factory.CHAIN[1 : factory.CHAIN.index(action) + 1])
    said = refusal(lambda: factory.take(desk, record, action, by))
    view = records.get(desk, record)
    signed = view.signatures[-1]
    done = f"{view.title}已由{signed.name}在 {signed.at_local} {what}，现在是“{view.state_label}”"
    assert (said.partition("：")[0], signed.person) == (done, by)
    assert (f"：接着由{people.role_label(desk, onward)}做“" in said) if onward else said == done


def test_step_taken_before_the_last_is_told_too_until_it_is_undone(desk: Desk) -> None:
    record = factory.walk(desk, submitted_label(desk), "review")
    assert "已由郑样五在" in refusal(lambda: factory.take(desk, record, "submit", "qc"))
    factory.take(desk, record, "return", "pmgr", reason="数量不对")
    assert refusal(lambda: factory.take(desk, record, "review", "qcmgr")).endswith("：先要由品管员做“提交（编制）”")
    again = refusal(lambda: factory.take(desk, record, "return", "pmgr", reason="数量不对"))
    assert f"已由{people.get(desk, 'pmgr').name}在 " in again
    assert again.endswith(" 退回，现在是“草稿”：接着由品管员做“提交（编制）”")


def test_sheet_made_void_twice_is_told_who_made_it_so(desk: Desk) -> None:
    record = submitted_label(desk)
    factory.take(desk, record, "void", "qc", reason="重复")
    said = refusal(lambda: factory.take(desk, record, "void", "qc", reason="重复"))
    assert said.endswith(" 作废，现在是“已作废”")
    assert "已由郑样五在 " in said


def test_nobody_reviews_or_approves_what_he_signed(desk: Desk) -> None:
    give_role(desk, "qc", "qcmgr")
    give_role(desk, "qcmgr", "pmgr")
    record = submitted_label(desk)
    said = refusal(lambda: factory.take(desk, record, "review", "qc"))
    assert said.endswith("现在不能做“审核”：不能审核或核准自己签过的单（封存人：郑样五）")
    factory.take(desk, record, "review", "qcmgr")
    said = refusal(lambda: factory.take(desk, record, "approve", "qcmgr"))
    assert said.endswith("现在不能做“核准”：不能审核或核准自己签过的单（品管审核：王样六）")


def test_step_of_another_role_names_whose_it_is(desk: Desk) -> None:
    record = submitted_label(desk)
    assert refusal(lambda: factory.take(desk, record, "review", "sales")).endswith(
        "现在不能做“审核”：要由品管主管（品质部经理）操作"
    )


def test_unknown_action_names_those_there_are(desk: Desk) -> None:
    said = refusal(lambda: approval.take(factory.seat(desk, "qc"), submitted_label(desk), "sign", Proof("qc")))
    assert said == "《不良样品封存标签》没有“sign”这一步，可用的有：submit、review、approve、return、void"


def test_every_missing_cell_is_named(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", {"complaint_no": "HL-1104", "item_no": "BB-68", "seal_qty": 2}, by="qc")
    said = refusal(lambda: factory.take(desk, record, "submit"))
    assert said.endswith("现在不能做“提交（编制）”：还没有填：客户、名称、不良现象、封存日期、保存至、存放区")
    assert records.get(desk, record).number is None


def test_contradictions_stand_beside_what_is_missing(desk: Desk) -> None:
    record = factory.draft(desk, values=factory.anomaly(found_date="2026-11-30", lot_no=None))
    said = refusal(lambda: factory.take(desk, record, "submit"))
    assert said.endswith("还没有填：批号/箱号；发现日期 2026-11-30 晚于开单日期 2026-11-03")


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


def test_step_out_or_back_wants_a_reason(desk: Desk) -> None:
    record = submitted_label(desk)
    for action, login, label in (("return", "qcmgr", "退回"), ("void", "qc", "作废")):
        assert refusal(lambda a=action, who=login: factory.take(desk, record, a, who)) == f"{label}要写明原因"
    long = refusal(lambda: factory.take(desk, record, "void", "qc", reason="重" * 501))
    assert long == "原因：最多 500 个字，现在有 501 个，请删去 1 个"


def test_return_ends_the_signatures_and_keeps_the_number(desk: Desk) -> None:
    record = submitted_label(desk)
    number = records.get(desk, record).number
    factory.take(desk, record, "return", "qcmgr", reason="存放区写错")
    back = records.get(desk, record)
    assert (back.state, back.number, back.signatures) == ("draft", number, ())
    records.save(factory.seat(desk, "qc"), record, back.version, {"location": "B-02"})
    factory.walk(desk, record, *factory.CHAIN)
    assert records.get(desk, record).number == number
    assert verifying.verify(desk) == []


def test_void_keeps_what_was_signed_and_ends_the_way(desk: Desk) -> None:
    record = submitted_label(desk)
    factory.take(desk, record, "void", "qc", reason="重复开单")
    gone = records.get(desk, record)
    assert (gone.state_label, [item.name for item in gone.signatures]) == ("已作废", ["郑样五"])
    assert approval.open_steps(factory.seat(desk, "pmgr"), gone) == []
    said = refusal(lambda: factory.take(desk, record, "review", "qcmgr"))
    assert said.endswith("现在是“已作废”，不能做“审核”")


def actions(desk: Desk, login: str, record: int) -> dict[str, bool]:
    steps = approval.open_steps(factory.seat(desk, login), records.get(desk, record))
    return {item.action: item.allowed for item in steps}


def test_whoever_began_an_empty_draft_throws_it_away_without_a_pin(desk: Desk) -> None:
    begun = desk.catalogue.newest("qc_anomaly").starting_values(desk.clock.today())
    record = factory.draft(desk, values=begun, by="pmgr")
    assert "discard" not in actions(desk, "qc", record)
    approval.take(factory.seat(desk, "pmgr"), record, "discard", None)
    assert records.get(desk, record).state == "void"
    assert history.told(desk, record)[-1].sentence == "放弃草稿"
    assert verifying.verify(desk) == []


def test_draft_that_its_maker_may_not_make_void_is_thrown_away_with_a_reason(desk: Desk) -> None:
    record = factory.draft(desk, by="pmgr")
    with pytest.raises(Refused, match="PIN"):
        approval.take(factory.seat(desk, "pmgr"), record, "discard", None)
    factory.take(desk, record, "submit", "merch")
    assert "discard" not in actions(desk, "pmgr", record)
    own = factory.draft(desk)
    assert "discard" not in actions(desk, "merch", own)
    refused = refusal(lambda: factory.take(desk, own, "review", "merchmgr"))
    assert "放弃草稿" not in refused


def test_pin_of_another_person_takes_no_step(desk: Desk) -> None:
    record = submitted_label(desk)
    said = refusal(lambda: approval.take(factory.seat(desk, "qc"), record, "review", Proof("qcmgr")))
    assert said == "PIN 是别人的，请由坐在这里的人输入"


def test_role_lost_since_sign_in_no_longer_counts(desk: Desk) -> None:
    record = submitted_label(desk)
    at_the_desk = factory.seat(desk, "qcmgr")
    admin = factory.seat(desk, "admin")
    people.change(admin, "qcmgr", roles=["cs"])
    said = refusal(lambda: approval.take(at_the_desk, record, "review", Proof("qcmgr")))
    assert said.endswith("要由品管主管（品质部经理）操作")
    people.change(admin, "qcmgr", roles=["qcmgr"], active=False)
    said = refusal(lambda: approval.take(at_the_desk, record, "review", Proof("qcmgr")))
    assert said.startswith("王样六已停用，不能再保存或签名")


def test_step_is_all_or_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    record = submitted_label(desk)

    def power_cut(*_: object, **__: object) -> int:
        raise RuntimeError("cut")

    monkeypatch.setattr(records.events, "note", power_cut)
    with pytest.raises(RuntimeError):
        factory.take(desk, record, "review")
    monkeypatch.undo()
    view = records.get(desk, record)
    assert (view.state, view.version, len(view.signatures)) == ("submitted", 2, 1)
    assert verifying.verify(desk) == []


def test_open_steps_tell_everybody_where_the_sheet_waits(desk: Desk) -> None:
    record = submitted_label(desk)
    told = {
        login: [(item.action, item.allowed) for item in approval.open_steps(factory.seat(desk, login), view)]
        for login in ("qcmgr", "sales")
        if (view := records.get(desk, record))
    }
    assert told["qcmgr"] == [("review", True), ("return", True), ("void", False)]
    assert told["sales"] == [("review", False), ("return", False), ("void", False)]
    assert {item.reason for item in approval.open_steps(desk, records.get(desk, record))} == {"请先登录"}


def test_faults_name_what_the_next_step_wants(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", {"item_no": "BB-68"}, by="qc")
    assert [fault.label for fault in approval.faults(records.get(desk, record))][:2] == ["客户", "名称"]
    assert approval.faults(records.get(desk, factory.signed_label(desk))) == []
