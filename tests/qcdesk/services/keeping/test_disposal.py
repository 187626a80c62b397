"""What is due, what is held, and what two people dispose of: the trail stays whole, and other hands are still found."""

import cases
import drafts
import factory
import pictures
import pytest
import tamper

from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from qcdesk.services.basics import deputies, office, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework
from qcdesk.services.keeping import disposal, gone, holds, package, retention
from qcdesk.services.papers import copies
from qcdesk.services.samples import custody
from qcdesk.services.sheets import attaching, records, search, ways_on
from qcdesk.services.trail import history, verifying
from qcdesk.views import DocumentLine

MADE, LATER, AFTER_SAMPLES = "2023-03-05 10:00", "2027-01-04 09:00", "2028-01-04 09:00"
WHY = "保存期满，碎纸销毁"


def photographed(desk: Desk, content: bytes = b"", name: str = "断口.jpg") -> int:
    """An approved 异常单 of 2023 with a photo."""
    then = cases.at(desk, MADE)
    entry = attaching.add_bytes(factory.seat(then, "merch"), content or pictures.picture(60, 40), name)
    record = factory.draft(then, values=factory.anomaly(description_photos=[entry]))
    return factory.walk(then, record, *factory.ANOMALY_WAY)


def without_samples(desk: Desk, case: int) -> None:
    """Their own keeping time is over, and they are disposed of."""
    for sample in custody.of_case(desk, case):
        raw: dict[str, object] = {"pieces": sample.in_cabinet, "holder": "郑样五", "reason": "到期"}
        custody.move(factory.seat(desk, "qc"), sample.id, "dispose", raw)


@pytest.fixture
def later(desk: Desk) -> Desk:
    return cases.at(desk, LATER)


def proposed(desk: Desk, record: int) -> None:
    disposal.propose(factory.seat(desk, "qcmgr"), [record], Proof("qcmgr"), WHY)


def disposed(desk: Desk, record: int) -> None:
    proposed(desk, record)
    disposal.dispose(factory.seat(desk, "gm"), [record], Proof("gm"))


def photo_of(desk: Desk, record: int) -> str:
    return str(attaching.entries(records.get(desk, record).values["description_photos"])[0]["sha256"])


def found(desk: Desk) -> list[str]:
    return [str(finding) for finding in verifying.verify(desk)]


def test_a_deputy_neither_approves_a_disposal_nor_is_waited_for(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    days = (LATER[:10], "2027-01-31")
    deputies.name(factory.seat(later, "gm"), "gm", "pmgr", days, Proof("gm"), reason="出差")
    proposed(later, record)
    assert [disposal.waiting(factory.seat(later, login)) for login in ("gm", "pmgr")] == [1, 0]
    with pytest.raises(Refused, match="核准处置要由总经理签名"):
        disposal.dispose(factory.seat(later, "pmgr"), [record], Proof("pmgr"))


def test_due_the_day_after_its_years_are_over_by_its_own_figures(desk: Desk) -> None:
    record = photographed(desk)
    last = retention.of(cases.at(desk, "2026-12-31 23:00"), record)
    assert (last.state, last.until) == ("kept", "2026-12-31")
    due = retention.of(cases.at(desk, "2027-01-01 00:01"), record)
    assert due.state == "due"
    assert due.why == "2023-03-05 结束，从 2023 年底起算，《产品品质异常反馈处理表》3 年，保存到 2026-12-31"


def test_what_has_no_readable_years_is_never_due(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    for text, said in (("长期", "不到期"), ("", "没有写保存年限"), ("按规定", "读不出是几年")):
        office.change_document(factory.seat(desk, "admin"), "qc_anomaly", DocumentLine(retention=text))
        one = retention.of(later, record)
        assert one.state == "kept"
        assert said in one.why


def test_card_that_is_kept_till_it_is_taken_down_ends_with_itself(desk: Desk) -> None:
    then = cases.at(desk, MADE)
    tag = factory.walk(then, drafts.drafted(then, "hold_tag-cup", "qc"), "hold", "release")
    one = retention.of(cases.at(desk, LATER), tag)
    assert (one.state, one.until) == ("due", "2023-12-31")
    assert "处置完毕取下为止" in one.why


def test_card_adds_nothing_to_the_years_of_its_case(desk: Desk) -> None:
    case = cases.closed(cases.at(desk, MADE))
    office.change_document(factory.seat(desk, "admin"), "delivery_note", DocumentLine(retention="处置完毕取下为止"))
    assert retention.of(cases.at(desk, LATER), case).until == "2026-12-31"


def test_disposed_makes_no_numbered_copy(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    disposed(later, record)
    view = records.get(later, record)
    assert copies.why_none(view) == "已处置，不编份"
    with pytest.raises(Refused, match="已处置，不编份"):
        copies.register(factory.seat(later, "qc"), view, 1, {}, "zh")


def test_disposed_case_offers_no_step_and_says_why(desk: Desk) -> None:
    case = cases.closed(cases.at(desk, MADE))
    after = cases.at(desk, AFTER_SAMPLES)
    without_samples(after, case)
    office.change_document(factory.seat(desk, "admin"), "delivery_note", DocumentLine(retention="1 年"))
    before = ways_on.open_steps(factory.seat(after, "qcmgr"), records.get(after, case))
    assert any(item.allowed for item in before if item.action == "reopen")
    disposed(after, case)
    for login in ("qcmgr", "sales", "gm"):
        found = ways_on.open_steps(factory.seat(after, login), records.get(after, case))
        assert {item.action for item in found} >= {"reopen", "appeal"}
        assert {(item.allowed, item.reason.partition(" ")[2]) for item in found} == {(False, "已处置，不能再改或签名")}


def test_case_is_kept_as_long_as_its_longest_sheet_and_its_samples(desk: Desk) -> None:
    then = cases.at(desk, MADE)
    case = cases.closed(then)
    after = cases.at(desk, AFTER_SAMPLES)
    kept = retention.of(after, case)
    assert kept.until == "2026-12-31"
    assert "封存样品" in kept.why
    without_samples(after, case)
    assert retention.of(after, case).state == "due"
    office.change_document(factory.seat(desk, "admin"), "delivery_note", DocumentLine(retention="10 年"))
    longer = retention.of(after, case)
    assert (longer.state, longer.until) == ("kept", "2033-12-31")
    assert "其中最长的是《送货单》10 年" in longer.why


def test_held_is_never_due_and_cannot_be_disposed_of(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    gm = factory.seat(later, "gm")
    holds.hold(gm, record, "客户起诉，（2026）粤民初 12 号")
    assert retention.of(later, record).state == "held"
    with pytest.raises(Refused, match=r"不能处置：保全：.*客户起诉"):
        proposed(later, record)
    with pytest.raises(Refused, match="已经在保全中"):
        holds.hold(gm, record, "再一次")
    holds.release(gm, record, "已判决")
    assert retention.of(later, record).state == "due"
    with pytest.raises(Refused, match="没有保全"):
        holds.release(gm, record, "再一次")
    for nothing in (" ", "　"):
        with pytest.raises(Refused, match="都要写原因"):
            holds.hold(gm, record, nothing)
    for nothing in ("。", "-", "1", "、、、"):
        with pytest.raises(Refused, match="原因至少写两个字"):
            holds.hold(gm, record, nothing)
    with pytest.raises(Refused, match="保全要由"):
        holds.hold(factory.seat(later, "sales"), record, "想留着")


def test_hold_after_the_proposal_stops_the_approval(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    proposed(later, record)
    holds.hold(factory.seat(later, "admin"), record, "审计抽查")
    with pytest.raises(Refused, match="审计抽查"):
        disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))


def test_what_was_held_and_released_must_be_proposed_anew(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    proposed(later, record)
    admin = factory.seat(later, "admin")
    holds.hold(admin, record, "审计抽查")
    holds.release(admin, record, "审计已结束")
    assert retention.of(later, record).proposal is None
    with pytest.raises(Refused, match="还没有人提出处置"):
        disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    holds.hold(admin, record, "客户起诉")
    holds.release(admin, record, "已判决")
    assert [line.sentence for line in history.told(later, record)][-5:] == [
        "提出处置", "保全，王样六 2027-01-04 提出的处置作罢，解除保全以后要重新提出", "解除保全", "保全", "解除保全",
    ]  # fmt: skip
    disposed(later, record)
    assert gone.is_over(later, record)


def test_hold_on_a_sheet_says_that_what_was_proposed_of_its_case_lapses(desk: Desk) -> None:
    case, later = cases.closed(cases.at(desk, MADE)), cases.at(desk, AFTER_SAMPLES)
    without_samples(later, case)
    sheet = package.of_case(later, case).sheets[0].id
    proposed(later, case)
    assert retention.of(later, case).lapsing == "王样六 2028-01-04 提出的处置作罢，解除保全以后要重新提出"
    holds.hold(factory.seat(later, "admin"), sheet, "审计抽查")
    assert retention.of(later, case).lapsing == ""
    assert history.told(later, sheet)[-1].sentence.startswith("保全，王样六 2028-01-04 提出的处置作罢")


def test_two_people_sign_and_the_files_go(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    photo, before = photo_of(desk, record), records.row_of(desk, record).payload
    disposed(later, record)
    assert not desk.attachments.holds(photo)
    assert records.row_of(desk, record).payload == before
    view = records.get(later, record)
    assert view.state_label.endswith("，已处置")
    assert all(item.sound for item in view.signatures)
    assert attaching.spoiled(later, view.values) == ()
    (row,) = [row for row in search.find(later, search.Query(text=str(view.number))).rows if row.id == record]
    assert row.state_label.endswith("，已处置")
    one = retention.of(later, record)
    assert one.state == "disposed"
    assert one.disposal is not None
    assert one.disposal.said["proposer"] != one.disposal.said["approver"]
    assert found(later) == []


def test_nobody_signs_twice_or_for_another(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    gm, qcmgr = factory.seat(later, "gm"), factory.seat(later, "qcmgr")
    with pytest.raises(Refused, match="还没有人提出处置"):
        disposal.dispose(gm, [record], Proof("gm"))
    with pytest.raises(Refused, match="要由品管主管"):
        disposal.propose(gm, [record], Proof("gm"), WHY)
    with pytest.raises(Refused, match="要用 PIN 签名"):
        disposal.propose(qcmgr, [record], Proof("gm"), WHY)
    proposed(later, record)
    with pytest.raises(Refused, match=r"已经由.*提出处置"):
        proposed(later, record)
    with pytest.raises(Refused, match="要由总经理签名"):
        disposal.dispose(qcmgr, [record], Proof("qcmgr"))
    disposal.withdraw(gm, record, Proof("gm"), "再留一年")
    with pytest.raises(Refused, match="还没有人提出处置"):
        disposal.dispose(gm, [record], Proof("gm"))


def test_one_person_with_both_roles_cannot_do_it_alone(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    people.change(factory.seat(desk, "admin"), "qcmgr", roles=["qcmgr", "gm"])
    proposed(later, record)
    with pytest.raises(Refused, match="是您自己提出处置的，要由另一人核准"):
        disposal.dispose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"))


def test_one_that_is_not_due_stops_all(desk: Desk, later: Desk) -> None:
    record, young = photographed(desk), factory.walk(later, factory.draft(later), *factory.ANOMALY_WAY)
    with pytest.raises(Refused, match="不能处置"):
        disposal.propose(factory.seat(later, "qcmgr"), [record, young], Proof("qcmgr"), WHY)
    assert retention.of(later, record).proposal is None


def test_photo_that_another_record_shows_stays(desk: Desk, later: Desk) -> None:
    content = pictures.picture(64, 48)
    old = photographed(desk, content)
    entry = attaching.add_bytes(factory.seat(later, "merch"), content, "同一张.jpg")
    factory.draft(later, values=factory.anomaly(description_photos=[entry]))
    disposed(later, old)
    assert desk.attachments.holds(photo_of(desk, old))
    assert found(later) == []


def test_disposed_is_written_no_more(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    disposed(later, record)
    for login, action in (("qcmgr", "void"), ("pmgr", "void"), ("gm", "void")):
        with pytest.raises(DeskError):
            factory.take(later, record, action, login, reason="试试")
    with pytest.raises(Refused, match="已处置，不能再改"):
        holds.hold(factory.seat(later, "gm"), record, "晚了")
    with pytest.raises(Refused, match="不能处置：已经处置"):
        proposed(later, record)


def test_whole_case_goes_with_all_its_sheets(desk: Desk) -> None:
    case, later = cases.closed(cases.at(desk, MADE)), cases.at(desk, AFTER_SAMPLES)
    without_samples(later, case)
    sheets = [view.id for view in package.of_case(later, case).sheets]
    disposed(later, case)
    assert gone.disposed(later, [case, *sheets]) == {case, *sheets}
    packed = package.of_case(later, case)
    assert (packed.standing, packed.missing) == ("已结案，已处置", ())
    with pytest.raises(DeskError):
        casework.open_sheet(factory.seat(later, "merch"), case, "rework_record")
    assert found(later) == []


def test_file_removed_by_other_hands_is_still_found(desk: Desk, later: Desk) -> None:
    kept, over = photographed(desk), photographed(desk, pictures.picture(90, 70))
    disposed(later, over)
    photo = photo_of(desk, kept)
    desk.attachments.drop(photo)
    said = found(later)
    assert any(f"照片 {photo[:12]} 不见了" in sentence for sentence in said)
    assert all(photo_of(desk, over)[:12] not in sentence for sentence in said)


def test_file_put_back_changed_is_found(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    photo = photo_of(desk, record)
    disposed(later, record)
    if (desk.home / "attachments").is_dir():
        path = desk.home / "attachments" / photo[:2] / photo
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"another picture")
    else:
        desk.store.sql("INSERT INTO attachment_bytes (sha256, content) VALUES (?, ?)", (photo, b"another picture"))
    assert any("已被改动或损坏" in sentence for sentence in found(later))


def test_disposal_written_by_other_hands_excuses_nothing(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    photo = photo_of(desk, record)
    with tamper.behind_the_back(later) as intruder:
        said = f'{{"files":[{{"sha256":"{photo}"}}],"proposed":7}}'
        for id_, act, person, text in ((7, "propose", "qcmgr", "{}"), (8, "dispose", "gm", said)):
            row = (id_, record, act, "x", text, person, person, MADE, 1)
            intruder.sql("INSERT INTO keeping (id, record_id, act, reason, said, person, name, at, event_seq) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)  # fmt: skip
        findings = intruder.findings()
    assert sum("没有任何事件说起它，不是程序写下的" in sentence for sentence in findings) == 2


def test_files_left_by_a_power_cut_are_swept_by_the_next_disposal(desk: Desk, later: Desk) -> None:
    record = photographed(desk)
    disposed(later, record)
    desk.attachments.put(pictures.picture(60, 40))
    assert desk.attachments.holds(photo_of(desk, record))
    other = photographed(desk, pictures.picture(33, 44))
    disposed(later, other)
    assert not desk.attachments.holds(photo_of(desk, record))
