"""Sealed samples: one piece stays, a manager sees it taken apart, and the trail knows where every piece is."""

from typing import Any

import cases
import factory
import pytest
import tamper
from sealing import qc, sealed

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, NotFound, Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import advising, case_facts, casework
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying

WITNESSED = "拆机要由工程部经理、品质部经理或生产工程部经理之一在场"


def test_last_sample_cannot_leave_the_qc_cabinet(desk: Desk) -> None:
    """E0.3 E8.6: 品质部至少保留投诉样品1PCS, whichever way it would leave."""
    _, number = sealed(desk)
    custody.move(qc(desk), number, "hand_over", {"pieces": 1, "holder": "褚样八"})
    for act in ("lend", "hand_over", "send_back", "dismantle"):
        with pytest.raises(Refused, match="至少要保留 1 PCS，这是最后一个"):
            custody.move(qc(desk), number, act, {"pieces": 1, "holder": "褚样八"}, Proof("engmgr"))
    assert custody.get(desk, number).in_cabinet == 1


def unfinished(desk: Desk, case: int) -> list[str]:
    """What is said of a label that has not gone its way."""
    told = casework.till_closing(desk, records.get(desk, case))
    return [said for said in told if "封存标签》" in said and "没有走完" in said]


def test_a_label_is_finished_with_the_last_box_on_its_paper(local_desk: Desk) -> None:
    """Layout 3a has 封存人 and 品管审核: a case waits for no box that is not there, and 核准 may still follow."""
    case = cases.registered(local_desk, samples=2)
    label = cases.sheet(local_desk, case, "seal_label", "seal_label-thread", "submit", by="qc")
    assert unfinished(local_desk, case)
    factory.take(local_desk, label, "review")
    assert not unfinished(local_desk, case)
    factory.take(local_desk, label, "approve")
    assert verifying.verify(local_desk) == []


def test_asking_for_all_pieces_says_how_many_may_leave(local_desk: Desk) -> None:
    """E0.3 note 1."""
    _, number = sealed(local_desk)
    for act in ("lend", "hand_over", "send_back"):
        with pytest.raises(Refused, match="至少要保留 1 PCS，柜内有 2 个，最多") as told:
            custody.move(qc(local_desk), number, act, {"pieces": 2, "holder": "褚样八"})
        assert "最后一个" not in told.value.sentence


def test_the_last_piece_waits_for_those_that_are_lent(local_desk: Desk) -> None:
    """E0.3 note 1: an act that cannot succeed says so before anybody tries, and what would open it."""
    _, number = sealed(local_desk)
    dismantle, dispose = custody.act_named("拆机"), custody.act_named("销毁")
    assert custody.last_piece(local_desk, custody.get(local_desk, number), dismantle) == ""
    custody.move(qc(local_desk), number, "lend", {"pieces": 1, "holder": "褚样八"})
    left = custody.get(local_desk, number)
    said = custody.last_piece(local_desk, left, dismantle)
    assert "这是最后一个，不能拆机；借出未还的有 褚样八 1 个，请先归还（Q4-QC-029 注1）" in said
    assert custody.last_piece(local_desk, left, dispose) == ""
    custody.move(qc(local_desk), number, "give_back", {"pieces": 1, "holder": "褚样八"})
    assert custody.last_piece(local_desk, custody.get(local_desk, number), dismantle) == ""


def test_one_piece_of_the_case_is_enough_whichever_label_it_bears(desk: Desk) -> None:
    """E0.3 note 1: of the complaint, not of the label."""
    case, number = sealed(desk, 1)
    cases.sealed(desk, case, seal_qty=1)
    custody.move(qc(desk), number, "hand_over", {"pieces": 1, "holder": "褚样八"})
    assert sum(sample.in_cabinet for sample in case_facts.samples(desk, records.get(desk, case))) == 1


def test_sample_is_dismantled_only_before_one_of_three_managers(desk: Desk) -> None:
    """E0.3 E8.6: 工程部经理、品质部经理、生产工程部经理之一在场, who proves it with his own PIN."""
    _, number = sealed(desk, 3)
    given: dict[str, Any] = {"pieces": 1, "holder": "褚样八", "reason": "断口分析"}
    for witness, sentence in (
        (None, WITNESSED),
        (Proof("pmgr"), "不能作拆机在场人"),
        (Proof("gm"), "不能作拆机在场人"),
    ):
        with pytest.raises(Refused, match=sentence):
            custody.move(qc(desk), number, "dismantle", dict(given), witness)
    with pytest.raises(Refused, match="不能是拆机的人自己"):
        custody.move(factory.seat(desk, "engmgr"), number, "dismantle", dict(given), Proof("engmgr"))
    for manager in ("engmgr", "pemgr"):
        custody.move(qc(desk), number, "dismantle", dict(given), Proof(manager))
    sample = custody.get(desk, number)
    assert [moved.witness for moved in custody.life(desk, sample.id)] == ["卫样九", "蒋样十"]
    assert history.told(desk, number)[-1].sentence == "样品拆机 1 个，交褚样八，在场 蒋样十，断口分析"


def test_lent_pieces_are_known_until_they_come_back(desk: Desk) -> None:
    """E0.3"""
    _, number = sealed(desk, 3)
    custody.move(qc(desk), number, "lend", {"pieces": 2, "holder": "褚样八", "due": "2026-12-01", "reason": "测硬度"})
    sample = custody.get(desk, number)
    assert (sample.in_cabinet, sample.lent, sample.lent_to) == (1, 2, "褚样八 2 个")
    with pytest.raises(Refused, match="借出未还的只有 2 个"):
        custody.move(qc(desk), number, "give_back", {"pieces": 3, "holder": "褚样八"})
    custody.move(qc(desk), number, "give_back", {"pieces": 2, "holder": "褚样八", "place": "B-02"})
    sample = custody.get(desk, number)
    assert (sample.in_cabinet, sample.lent, sample.place) == (3, 0, "B-02")
    told = [line.sentence for line in history.told(desk, number)[-2:]]
    assert told == ["样品借出 2 个，交褚样八，应还 2026-12-01，测硬度", "样品归还 2 个，由褚样八，放在B-02"]


def test_nothing_is_disposed_of_before_its_time_or_its_case_is_over(desk: Desk) -> None:
    """E0.3: 封存."""
    _, number = sealed(desk, 1, valid_to="2027-11-04")
    with pytest.raises(Refused, match="要保存到 2027-11-04，还不能销毁"):
        custody.move(qc(desk), number, "dispose", {"pieces": 1, "holder": "郑样五"})
    later = factory.seat(cases.at(desk, "2027-12-01T10:00"), "qc")
    with pytest.raises(Refused, match="还没有结案，样品不能销毁"):
        custody.move(later, number, "dispose", {"pieces": 1, "holder": "郑样五"})


def test_what_cannot_be_is_named(desk: Desk) -> None:
    _, number = sealed(desk)
    with pytest.raises(NotFound, match="没有“fly”这种操作"):
        custody.move(qc(desk), number, "fly", {"pieces": 1})
    with pytest.raises(Invalid, match="件数：必须填写；经手人/借用人：必须填写"):
        custody.move(qc(desk), number, "lend", {})
    with pytest.raises(Refused, match="样品柜里只有 2 个"):
        custody.move(qc(desk), number, "lend", {"pieces": 3, "holder": "褚样八"})
    with pytest.raises(NotFound, match="不是已封存的样品"):
        custody.get(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"))
    assert verifying.verify(desk) == []


@pytest.mark.parametrize(("given", "warned"), [(None, "还没有"), (1, "只有 1 个"), (2, ""), (5, "")])
def test_two_samples_are_asked_for_and_one_warns(desk: Desk, given: int | None, warned: str) -> None:
    """E0.3 E8.6: 请客户提供2个以上不良样品, two being enough."""
    case = cases.received(desk, samples=given)
    told = [sentence for sentence in advising.advice(desk, records.get(desk, case)) if "不良样品" in sentence]
    assert told == ([f"不良样品{warned}，请客户提供 2 个以上（Q4-QC-029 客户投诉处理流程图）"] if warned else [])


CHANGES = [
    ("UPDATE custody SET pieces = 9", "拆机 1 个）：被改过：件数应为“1”，现在是“9”"),
    ("UPDATE custody SET witness = ''", "拆机 1 个）：被改过：在场应为"),
    ("UPDATE custody SET event_seq = 1", "拆机 1 个）：没有任何事件说起它，不是程序写下的"),
    ("DELETE FROM custody", "拆机 1 个）：被删掉了"),
    ("INSERT INTO custody (id, sample_id, act, pieces, holder, place, witness, reason, person, name, at, event_seq) "
     "SELECT 50, sample_id, 'give_back', 1, '', '', '', '', person, name, at, 2 FROM custody",
     "归还 1 个）：没有任何事件说起它"),
    ("UPDATE rule SET content = '{}' WHERE code = 'R1'", "规则 R1 第 1 版：被改过"),
    ("UPDATE rule SET valid_from = '2020-01-01' WHERE code = 'R1' AND version = 2", "规则 R1 第 2 版：被改过"),
    ("UPDATE rule SET made_by = 'gm' WHERE code = 'R2'", "规则 R2 第 1 版：被改过"),
    ("DELETE FROM rule WHERE code = 'R3'", "规则 R3 第 1 版：被删掉了"),
    ("DELETE FROM rule WHERE code = 'R1' AND version = 2", "规则 R1 第 2 版：被删掉了"),
    ("INSERT INTO rule (id, kind, code, version, content, valid_from, made_by, made_at) "
     "SELECT 500, kind, 'R9', 1, content, valid_from, made_by, made_at FROM rule WHERE code = 'R2'",
     "规则 R9 第 1 版：没有任何事件说起它"),
    ("UPDATE record SET case_id = NULL WHERE form = 'seal_label'", "所属案件被改过：应为“TS-202611-001”，现在是空的"),
]  # fmt: skip


def test_whatever_other_hands_do_to_custody_rules_and_cases_is_named(desk: Desk) -> None:
    """E0.3 E4.1: samples, the rules and what belongs to a case stand in the trail."""
    from qcdesk.services.rules import rulebook

    _, number = sealed(desk, 3)
    custody.move(qc(desk), number, "dismantle", {"pieces": 1, "holder": "褚样八"}, Proof("engmgr"))
    rulebook.change(factory.seat(desk, "qcmgr"), "criterion", "R1", {"least": "0.20"}, reason="客户要求")
    assert verifying.verify(desk) == []
    for statement, sentence in CHANGES:
        with tamper.behind_the_back(desk) as intruder:
            intruder.sql(statement)
            assert any(sentence in finding for finding in intruder.findings()), (statement, intruder.findings())


def test_only_who_borrowed_can_be_said_to_bring_back(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_qty=4)
    custody.move(qc(desk), label, "lend", {"pieces": 2, "holder": "褚样八"})
    with pytest.raises(Refused, match="卫样九没有借 1 个，借出未还的是：褚样八 2 个"):
        custody.move(qc(desk), label, "give_back", {"pieces": 1, "holder": "卫样九"})
    assert custody.get(desk, label).holders == (("褚样八", 2),)
