"""签核历程 tells of each signature whose it is, of which edition, by which day, and what ended it."""

from datetime import timedelta

import factory
from papers import back, confirmed, signature, submitted

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import records, revisions, sign_history
from qcdesk.services.trail import history

WHY = "数量点错"


def test_signature_in_ink_has_the_day_on_the_paper_and_beside_its_witness_when_it_was_seen(desk: Desk) -> None:
    record = submitted(desk)
    copy = back(desk, record)
    later = desk.at(Clock(desk.clock.now() + timedelta(days=3)))
    day = str(later.clock.today() - timedelta(days=2))
    assert all(one.done for one in confirmed(later, copy, Mark("reviewed", "qcmgr", day), by="iqc"))
    signed = {one.slot: one for one in sign_history.of(later, record)}
    ink, pin = signed["reviewed"], signed["prepared"]
    box = records.get(desk, record).signature("reviewed")
    assert box is not None
    assert (ink.at, box.at_local) == (day, day)
    assert (ink.seen_by, ink.seen_at) == (people.get(desk, "iqc").name, desk.clock.local(box.at))
    assert (len(pin.at), pin.seen_by, pin.seen_at) == (len("2026-11-20 14:30"), "", "")
    assert (ink.copy, ink.scan) == ("第 1 份第 1 页", "“扫描_20261122.pdf”第 1 页")
    assert (pin.copy, pin.scan) == ("", "")
    told = [line.scan for line in history.told(later, record)]
    assert told == [""] * (len(told) - 1) + [f"扫描件：{ink.scan}"]


def test_signature_in_ink_beside_which_no_day_was_written_says_so_wherever_its_date_is_told(desk: Desk) -> None:
    record = submitted(desk)
    assert all(one.done for one in confirmed(desk, back(desk, record), Mark("reviewed", "qcmgr"), by="iqc"))
    told = {one.slot: one.at for one in sign_history.of(desk, record)}
    box, pin = (signature(desk, record, slot) for slot in ("reviewed", "prepared"))
    assert (told["reviewed"], box.dated) == ("纸上未写日期", "纸上未写日期")
    assert (told["prepared"], pin.dated) == (pin.at_local, pin.at_local)


def test_each_signature_has_its_edition_and_what_a_revision_ended_says_so(desk: Desk) -> None:
    record = factory.signed_label(desk)
    factory.take(desk, record, "revise", "pmgr", WHY)
    factory.walk(desk, record, "submit", "review")
    found = sign_history.of(desk, record)
    assert [one.edition for one in found] == [0, 0, 0, 1, 1]
    assert all(one.ended.endswith(f" 改版：{WHY}") for one in found[:3])
    assert not any(one.ended for one in found[3:])


def test_boxes_of_several_departments_are_named_with_theirs_the_first_one_s_too(desk: Desk) -> None:
    both = ["加工", "采购部"]
    values = factory.anomaly(duty_dept=both, own_blocks=both)
    values |= {f"{name}@采购部": values[name] for name in ("cause", "cause_class") if name in values}
    record = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade",
                          "analyse", "analyse@采购部")  # fmt: skip
    named = ["分析人（加工）", "分析人（采购部）"]
    assert [one.label for one in sign_history.of(desk, record) if one.slot.startswith("cause_by")] == named
    view = records.get(desk, record)
    assert [one.label for one in view.signatures if one.slot.startswith("cause_by")] == named
    past = revisions.at_version(desk, record, view.version)
    assert [one.label for one in past.signatures if one.slot.startswith("cause_by")] == named


def test_box_that_all_departments_share_is_named_without_one(desk: Desk) -> None:
    values = factory.anomaly(duty_dept=["加工", "采购部"])
    values.pop("own_blocks", None)
    record = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade", "analyse")
    shown = [one.label for one in sign_history.of(desk, record) if one.slot == "cause_by"]
    own = records.get(desk, record).values.get("own_blocks")
    assert (own, shown) == (None, ["分析人"])
