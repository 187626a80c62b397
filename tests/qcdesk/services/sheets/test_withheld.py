"""A step that is not open says in a sentence why: whose it is, who signed, what is missing or contradicts itself."""

import factory
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records, withheld
from qcdesk.store.models import PersonRole


def give_role(desk: Desk, login: str, role: str) -> None:
    desk.store.run(PersonRole.insert(login=login, role=role))


def test_nobody_reviews_or_approves_what_he_signed(desk: Desk) -> None:
    give_role(desk, "qc", "qcmgr")
    give_role(desk, "qcmgr", "pmgr")
    record = factory.submitted_label(desk)
    said = refusal(lambda: factory.take(desk, record, "review", "qc"))
    assert said.endswith("现在不能做“审核”：不能审核或核准自己签过的单（封存人：郑样五）")
    factory.take(desk, record, "review", "qcmgr")
    said = refusal(lambda: factory.take(desk, record, "approve", "qcmgr"))
    assert said.endswith("现在不能做“核准”：不能审核或核准自己签过的单（品管审核：王样六）")


def test_step_of_another_role_names_whose_it_is(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    assert refusal(lambda: factory.take(desk, record, "review", "sales")).endswith(
        "现在不能做“审核”：要由品管主管（品质部经理）操作"
    )


def test_who_may_not_and_who_may_not_yet_are_told_of_the_same_turn(desk: Desk) -> None:
    """重检: 品管员 fills it in, 品管主管 signs it."""
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    factory.walk(desk, record, "issue", "produce")
    held = records.get(desk, record)
    records.save(factory.seat(desk, "qc"), record, held.version, {"final": None})
    turn = "轮到品管员填：最终处理"
    for login, said in (("qcmgr", turn), ("qc", f"要由品管主管（品质部经理）操作，先{turn}"), ("sales", f"，先{turn}")):
        assert refusal(lambda login=login: factory.take(desk, record, "recheck", login)).endswith(said)


def test_first_missing_cells_are_named_and_all_are_counted(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", {"complaint_no": "HL-1104", "item_no": "BB-68", "seal_qty": 2}, by="qc")
    said = refusal(lambda: factory.take(desk, record, "submit"))
    assert said.endswith("现在不能做“提交（编制）”：还没有填：客户、名称、不良现象、封存日期、保存至 等 6 处")
    assert records.get(desk, record).number is None


def test_contradictions_stand_beside_what_is_missing(desk: Desk) -> None:
    record = factory.draft(desk, values=factory.anomaly(found_date="2026-11-30", lot_no=None))
    said = refusal(lambda: factory.take(desk, record, "submit"))
    assert said.endswith("还没有填：批号/箱号；发现日期 2026-11-30 晚于开单日期 2026-11-03")


def test_role_lost_since_sign_in_no_longer_counts(desk: Desk) -> None:
    record = factory.submitted_label(desk)
    at_the_desk = factory.seat(desk, "qcmgr")
    admin = factory.seat(desk, "admin")
    people.change(admin, "qcmgr", roles=["cs"])
    said = refusal(lambda: approval.take(at_the_desk, record, "review", Proof("qcmgr")))
    assert said.endswith("要由品管主管（品质部经理）操作")
    people.change(admin, "qcmgr", roles=["qcmgr"], active=False)
    said = refusal(lambda: approval.take(at_the_desk, record, "review", Proof("qcmgr")))
    assert said.startswith("王样六已停用，不能再保存或签名")


def test_faults_name_what_the_next_step_wants(desk: Desk) -> None:
    record = factory.draft(desk, "seal_label", {"item_no": "BB-68"}, by="qc")
    assert [fault.label for fault in withheld.faults(records.get(desk, record))][:2] == ["客户", "名称"]
    assert withheld.faults(records.get(desk, factory.signed_label(desk))) == []
