"""改版 is the only way to change what is approved: by the approver, with a reason, and not where it would lie."""

import cases
import factory
import pytest
from drafts import drafted, put
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import case_facts, case_rounds
from qcdesk.services.samples import custody, sealed
from qcdesk.services.sheets import approval, records, ways_on
from qcdesk.services.trail import history, verifying
from qcdesk.workflow import APPROVED

WHY = "批号写错：装配领的是 0412 批"
WAYS = (
    ("delivery_note-exchange", "wh", ("issue", "dispatch", "sign_for", "file"), "merch"),
    ("scrap_sheet-spindle", "prod", ("submit", "examine", "confirm", "approve", "store", "finish"), "qc"),
)  # fmt: skip


@pytest.fixture
def label(desk: Desk) -> int:
    return factory.signed_label(desk)


def revise(desk: Desk, record: int, by: str = "pmgr", why: str = WHY) -> None:
    factory.take(desk, record, "revise", by, why)


def closed_because(desk: Desk, record: int, action: str, by: str) -> str:
    steps = ways_on.open_steps(factory.seat(desk, by), records.get(desk, record))
    return next(step.reason for step in steps if step.action == action)


def test_all_signatures_end_and_the_number_stays(desk: Desk, label: int) -> None:
    before = records.get(desk, label)
    revise(desk, label)
    draft = records.get(desk, label)
    assert (draft.state, draft.number, draft.amended, draft.signatures) == ("draft", before.number, 1, ())
    put(desk, label, "qc", defect="螺纹滑牙，第三圈起")
    factory.walk(desk, label, *factory.CHAIN)
    done = records.get(desk, label)
    assert (done.state, done.number, done.amended) == ("approved", before.number, 1)
    assert len(done.signatures) == 3
    assert all(item.sound for item in done.signatures)
    assert verifying.verify(desk) == []


def test_only_who_may_approve_may_amend(desk: Desk, label: int) -> None:
    said = refusal(lambda: revise(desk, label, "qc"))
    assert "现在不能做“改版”：要由" in said
    assert said.endswith("操作")
    assert records.get(desk, label).amended == 0


def test_a_reason_is_asked_for(desk: Desk, label: int) -> None:
    with pytest.raises(Refused, match="改版要写明原因"):
        revise(desk, label, why="  ")


def test_a_pin_is_asked_for(desk: Desk, label: int) -> None:
    with pytest.raises(Refused, match="“改版”要用 PIN 签名"):
        approval.take(factory.seat(desk, "pmgr"), label, "revise", None, reason=WHY)


def test_what_is_not_approved_is_not_amended(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit", "review")
    assert refusal(lambda: revise(desk, record)).endswith("现在是“已审核”，只有“已核准”的单要改才用改版")


def test_a_sheet_being_amended_is_not_amended_again(desk: Desk, label: int) -> None:
    revise(desk, label)
    assert "正在改版 1" in refusal(lambda: revise(desk, label))


@pytest.mark.parametrize(("sample", "by", "way", "who"), WAYS, ids=[way[0] for way in WAYS])
def test_forms_that_end_otherwise_are_amended_by_whoever_ends_them(
    desk: Desk, sample: str, by: str, way: tuple[str, ...], who: str
) -> None:
    record = factory.walk(desk, drafted(desk, sample, by), *way)
    revise(desk, record, who)
    assert records.get(desk, record).state == "draft"
    assert verifying.verify(desk) == []


def test_every_form_has_somebody_who_may_amend_it(local_desk: Desk) -> None:
    for kind in local_desk.catalogue.current:
        roles = {step.role for step in kind.workflow.steps if step.target == APPROVED}
        assert bool(roles) == kind.sheet


def test_a_case_is_never_amended(desk: Desk) -> None:
    case = cases.closed(desk)
    assert "是案件，不改版" in refusal(lambda: revise(desk, case))


def test_the_customers_pen_stays_with_the_old_edition(desk: Desk) -> None:
    """Who signed the paper signed what stood on it."""
    note = factory.walk(desk, drafted(desk, "delivery_note-exchange", "wh"), "issue", "dispatch", "sign_for", "file")
    assert records.get(desk, note).values["received"]
    revise(desk, note, "merch")
    assert "received" not in records.get(desk, note).values


def test_a_sheet_of_a_closed_case_waits_for_its_reopening(desk: Desk) -> None:
    """E0.1: 处理表归档."""
    case = cases.closed(desk)
    label = next(one.id for one in custody.of_case(desk, case))
    said = "已结案，它的单不能改版，要改请先重新打开案件（客户投诉处理流程图：处理表归档）"
    assert closed_because(desk, label, "revise", "pmgr").endswith(said)
    assert said in refusal(lambda: revise(desk, label))
    cases.step(desk, case, "reopen", "qcmgr", "客户又退回两箱")
    revise(desk, label)
    assert records.get(desk, label).amended == 1


def test_a_label_being_amended_seals_nothing(desk: Desk, label: int) -> None:
    """E0.3 note 1."""
    pieces = custody.get(desk, label).held
    revise(desk, label)
    sample = custody.get(desk, label)
    assert (sample.in_cabinet, sample.unsealed, sample.why) == (0, pieces, sealed.AMENDED)
    factory.walk(desk, label, *factory.CHAIN)
    assert custody.get(desk, label).in_cabinet == pieces


def test_a_label_of_pieces_that_are_gone_stays_what_it_was(desk: Desk) -> None:
    label = factory.signed_label(desk, seal_date="2025-01-04", valid_to="2026-01-04")
    given = {"pieces": custody.get(desk, label).held, "holder": "郑样五", "reason": "粉碎"}
    custody.move(factory.seat(desk, "qc"), label, "dispose", given)
    assert "标签上写的是当时的实物，不能再改版" in refusal(lambda: revise(desk, label))


def test_a_tag_that_was_taken_off_is_not_hung_again_on_paper(desk: Desk) -> None:
    tag = factory.walk(desk, drafted(desk, "hold_tag-cup", "qc"), "hold", "release")
    assert "标识卡已取下回收，货不再隔离" in refusal(lambda: revise(desk, tag, "qcmgr"))


def test_what_was_approved_is_not_voided_from_its_draft(desk: Desk, label: int) -> None:
    revise(desk, label)
    said = refusal(lambda: factory.take(desk, label, "void", "qc", "不要了"))
    assert "核准过的单不能在改版中直接作废" in said


def test_history_says_which_edition_was_begun_and_why(desk: Desk, label: int) -> None:
    revise(desk, label)
    line = history.told(desk, label)[-1]
    assert (line.sentence, line.reason) == ("改版 1，已核准 → 草稿，3 个签名失效", WHY)
    assert history.sent_back(desk, label).endswith(f"改版，原因：{WHY}")


def test_a_delivery_that_is_being_amended_proves_nothing(desk: Desk) -> None:
    """E0.1: 送货单."""
    case = cases.handled(desk)
    note = cases.sent(desk, case)
    revise(desk, note, "merch")
    with pytest.raises(Refused, match="送货单"):
        cases.walk(desk, case, "reply")
    put(desk, note, "wh", received="何样工")
    factory.walk(desk, note, *cases.NOTE_WAY)
    cases.walk(desk, case, "reply")


def test_signing_an_old_sheet_anew_does_not_make_it_one_of_the_new_round(desk: Desk) -> None:
    """E0.1: what was done before 重新打开 is not done again by signing its sheet again."""
    case = cases.closed(desk)
    sheet = next(one.id for one in case_facts.sheets(desk, case) if one.form == "field_rework")
    cases.step(desk, case, "reopen", "qcmgr", "客户又退回两箱")
    revise(desk, sheet, "merch")
    factory.walk(desk, sheet, "dispatch", "report")
    with pytest.raises(Refused, match="客户还没有签认"):
        factory.take(desk, sheet, "accept")
    put(desk, sheet, "merch", customer_sign="何样工")
    factory.walk(desk, sheet, "accept", "review", "receive")
    now = case_facts.sheets(desk, case, case_rounds.of(desk, records.get(desk, case)))
    assert next((one.state, one.worked) for one in now if one.id == sheet) == ("approved", True)


def test_signing_a_contact_sheet_anew_starts_no_deadline_again(desk: Desk) -> None:
    """E1.4."""
    case = cases.registered(desk)
    way = ("draft", "issue", "answer", "answer_check", "confirm", "approve")
    sheet = cases.sheet(desk, case, "internal_contact", "internal_contact-spindle", *way, by="merch")
    before = cases.value(desk, case, "clocks")
    revise(desk, sheet)
    factory.walk(desk, sheet, *way)
    assert cases.value(desk, case, "clocks") == before
