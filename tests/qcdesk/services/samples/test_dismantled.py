"""Pieces that were taken apart are evidence: they stay in custody until they are disposed of or handed out."""

import cases
import factory
import pytest
from sealing import qc

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.overview import board
from qcdesk.services.samples import custody, disposal
from qcdesk.services.sheets import register_of_samples, registers
from qcdesk.services.trail import verifying

OLD = {"seal_date": "2025-01-04", "valid_to": "2026-01-04"}
NOVEMBER = "2026-11"


def taken_apart(desk: Desk, pieces: int = 2, **changes: object) -> int:
    """A label of which one piece was taken apart before the manager of engineering."""
    label = factory.signed_label(desk, seal_qty=pieces, **changes)
    given: dict[str, object] = {"pieces": 1, "holder": "褚样八", "reason": "看断口"}
    custody.move(qc(desk), label, "dismantle", given, Proof("engmgr"))
    return label


def test_a_piece_that_was_taken_apart_is_still_in_custody(desk: Desk) -> None:
    """E0.3 note 2"""
    label = taken_apart(desk)
    sample = custody.get(desk, label)
    assert (sample.in_cabinet, sample.dismantled, sample.held, sample.kept, sample.there) == (1, 1, 1, 2, 2)
    assert label in [one.id for one in custody.listed(desk)]
    assert verifying.verify(desk) == []


def test_the_piece_that_stays_is_a_whole_one(local_desk: Desk) -> None:
    """E0.3 note 1: what was taken apart is no sample that could be looked at anew."""
    label = taken_apart(local_desk)
    for act in ("lend", "hand_over", "send_back", "dismantle"):
        with pytest.raises(Refused, match="至少要保留 1 PCS，这是最后一个"):
            custody.move(qc(local_desk), label, act, {"pieces": 1, "holder": "卫样九"}, Proof("engmgr"))
    with pytest.raises(Refused, match="只有 1 个完整的，不能借出 2 个"):
        custody.move(qc(local_desk), label, "lend", {"pieces": 2, "holder": "卫样九"})


def test_a_label_of_which_only_parts_are_left_is_due_and_disposed_of(desk: Desk) -> None:
    """Its whole piece is gone, its parts are not: 到期清单 and the workbench name it until they are."""
    label = taken_apart(desk, **OLD)
    custody.move(qc(desk), label, "dispose", {"pieces": 1, "holder": "郑样五", "reason": "粉碎"})
    left = custody.get(desk, label)
    assert (left.in_cabinet, left.dismantled, left.kept) == (0, 1, 1)
    assert [one.id for one, _ in disposal.overdue(desk)] == [label]
    assert [one.id for one in board.board(desk).samples_due] == [label]
    done, refused = disposal.dispose(qc(desk), [left], "郑样五", "粉碎")
    assert (len(done), refused) == (1, [])
    assert custody.get(desk, label).kept == 0
    assert board.board(desk).samples_due == ()


def test_disposing_of_all_counts_the_parts_too(local_desk: Desk) -> None:
    label = taken_apart(local_desk, 3, **OLD)
    with pytest.raises(Refused, match="只有 3 个（连拆解件 1 个），不能销毁 4 个"):
        custody.move(qc(local_desk), label, "dispose", {"pieces": 4, "holder": "郑样五"})
    disposal.dispose(qc(local_desk), [custody.get(local_desk, label)], "郑样五", "粉碎")
    assert custody.life(local_desk, label)[-1].pieces == 3
    assert custody.get(local_desk, label).kept == 0


def test_parts_go_to_the_customer_and_no_more_of_them_than_there_are(local_desk: Desk) -> None:
    label = taken_apart(local_desk)
    with pytest.raises(Refused, match="只有 1 个拆解件，不能拆解件交出 2 个"):
        custody.move(qc(local_desk), label, "give_parts", {"pieces": 2, "holder": "青榆 林样"})
    custody.move(qc(local_desk), label, "give_parts", {"pieces": 1, "holder": "青榆 林样", "reason": "客户要回"})
    left = custody.get(local_desk, label)
    assert (left.in_cabinet, left.dismantled) == (1, 0)


def test_a_label_moves_with_its_parts(local_desk: Desk) -> None:
    label = taken_apart(local_desk)
    with pytest.raises(Refused, match="现有 2 个（连拆解件 1 个），要一起移位"):
        custody.move(qc(local_desk), label, "move", {"pieces": 1, "place": "B-02"})
    custody.move(qc(local_desk), label, "move", {"pieces": 2, "place": "B-02"})
    assert custody.get(local_desk, label).place == "B-02"


def test_a_label_whose_parts_are_all_that_its_case_keeps_is_not_made_void(desk: Desk) -> None:
    """E0.3 notes 1 and 2: what was taken apart is evidence under the label; another label that keeps one frees it."""
    case = cases.closed(desk)
    (label,) = [sample.id for sample in custody.of_case(desk, case)]
    given: dict[str, object] = {"pieces": 1, "holder": "褚样八", "reason": "看断口"}
    custody.move(qc(desk), label, "dismantle", given, Proof("engmgr"))
    later = cases.at(desk, "2036-01-04 10:00")
    whole = custody.get(later, label).in_cabinet
    custody.move(qc(later), label, "dispose", {"pieces": whole, "holder": "郑样五", "reason": "粉碎"})
    assert (custody.get(later, label).held, custody.get(later, label).kept) == (0, 1)
    cases.step(later, case, "reopen", "qcmgr", "客户再次投诉同一问题")
    with pytest.raises(Refused, match="案件唯一的样品：请先另贴封存标签并签名"):
        factory.take(later, label, "void", reason="客户名称写错")
    cases.sealed(later, case, seal_qty=1)
    factory.take(later, label, "void", reason="客户名称写错")


def test_parts_under_a_void_label_are_looked_for_no_longer_once_another_keeps_a_piece(desk: Desk) -> None:
    """E0.3 note 1: a label that was pasted anew stands for both."""
    case = cases.handled(desk)
    old = cases.sealed(desk, case, seal_qty=2)
    given: dict[str, object] = {"pieces": 1, "holder": "褚样八", "reason": "看断口"}
    custody.move(qc(desk), old, "dismantle", given, Proof("engmgr"))
    new = cases.sealed(desk, case, seal_qty=1)
    factory.take(desk, old, "void", reason="标签破损")
    assert [one.id for one in custody.listed(desk)] == [new]
    assert custody.get(desk, old).dismantled == 1


def test_the_register_says_what_was_taken_apart_until_it_is_gone(desk: Desk) -> None:
    """Layout 3b: 拆机, when and by whom, who was there, and that the parts are kept."""
    now = cases.at(desk, "2026-11-20 10:00")
    label = taken_apart(now, seal_date="2026-11-04")
    row = register_of_samples.line(now, label)
    assert (row["status"], row["witness"]) == ("拆机", "卫样九")
    assert row["out"] == "2026-11-20 拆机 褚样八；拆解件在柜 1 个"
    custody.move(qc(now), label, "give_parts", {"pieces": 1, "holder": "青榆 林样"})
    assert register_of_samples.line(now, label)["out"] == "2026-11-20 拆机 褚样八；2026-11-20 拆解件交出 青榆 林样"
    gone = taken_apart(now, **OLD)
    disposal.dispose(qc(now), [custody.get(now, gone)], "郑样五", "粉碎")
    assert register_of_samples.line(now, gone)["status"] == "销毁"
    made = registers.begin(qc(now), "seal_ledger", NOVEMBER).record or 0
    factory.walk(now, made, "submit", "review", "approve")


def test_who_borrowed_says_since_when(local_desk: Desk) -> None:
    label = factory.signed_label(local_desk, seal_qty=3)
    for day, pieces, act in (("2026-11-03", 1, "lend"), ("2026-11-05", 1, "lend"), ("2026-11-06", 2, "give_back"),
                             ("2026-11-09", 1, "lend")):  # fmt: skip
        custody.move(qc(cases.at(local_desk, f"{day} 10:00")), label, act, {"pieces": pieces, "holder": "褚样八"})
        since = "" if act == "give_back" else day if day == "2026-11-09" else "2026-11-03"
        assert custody.get(local_desk, label).lent_since == since
