"""The head of the chain on paper finds what verify alone cannot see: the end of the trail taken off with its mark."""

from pathlib import Path

import factory
import pytest
import sheets
import tamper

from forms import printing
from qcdesk.desk import Desk
from qcdesk.services.sheets import records
from qcdesk.services.trail import chain_marks
from qcdesk.services.trail.chain_marks import ChainMark


def test_approved_sheet_prints_the_event_that_wrote_it(desk: Desk, tmp_path: Path) -> None:
    record = factory.draft(desk, "internal_contact", factory.sample("internal_contact-spindle"))
    steps = records.get(desk, record).kind.workflow
    while steps.from_state(records.get(desk, record).state)[0].leads_on:
        assert records.get(desk, record).anchor == ""
        factory.take(desk, record, steps.from_state(records.get(desk, record).state)[0].action)
    written = desk.store.sql("SELECT written FROM record WHERE id = ?", (record,))[0][0]
    digest = desk.store.sql("SELECT hash FROM event WHERE seq = ?", (written,))[0][0]
    assert records.get(desk, record).anchor == f"{written}·{digest[:12].upper()}"
    path = tmp_path / "sheet.pdf"
    printing.save(printing.record_print(desk, factory.shelf(), record), path)
    assert f"链{written}·{digest[:12].upper()}" in sheets.pdf_text(path)[0]


def test_void_sheet_has_none(desk: Desk) -> None:
    label = factory.signed_label(desk)
    assert records.get(desk, label).anchor
    draft = factory.draft(desk)
    factory.take(desk, draft, "void", reason="开错了")
    assert records.get(desk, draft).anchor == ""


@pytest.mark.parametrize("typed", [
    "链 1234·3F9AC27B51D0", "链 Chain 1234·3F9AC27B51D0", "1234·3f9ac27b51d0", "1234 3F9AC27B51D0", "1234-3F9AC27B51DO",
    "１２３４・3f9ac27b5lD0", "1234.3F9AC27B51D0", "chain1234:3F9AC27B51D0",
])  # fmt: skip
def test_mark_is_read_as_people_type_it(typed: str) -> None:
    assert chain_marks.parse(typed) == ChainMark(1234, "3F9AC27B51D0")


@pytest.mark.parametrize("typed", ["", "1234", "链", "1234·3F9AC27B51", "0·3F9AC27B51D0", "abc·3F9AC27B51D0",
                                   "99999999999999999999·3F9AC27B51D0", "1234·3F9AC27B51DG"])  # fmt: skip
def test_other_words_are_no_mark(typed: str) -> None:
    assert chain_marks.parse(typed) is None


def mark_of(desk: Desk, record: int) -> ChainMark:
    mark = chain_marks.parse(records.get(desk, record).anchor)
    assert mark is not None
    return mark


def test_mark_on_paper_fits_the_trail_it_was_printed_from(desk: Desk) -> None:
    assert chain_marks.wrong(desk, mark_of(desk, factory.signed_label(desk))) == ""


def test_end_of_the_trail_taken_off_with_its_mark_is_found_by_the_paper_alone(desk: Desk) -> None:
    """The approval is undone without a trace in the database: the events, the head, what they wrote."""
    label = factory.signed_label(desk)
    printed = mark_of(desk, label)
    with tamper.behind_the_back(desk) as intruder:
        undo_last_step(intruder, label)
        assert intruder.findings() == []
        told = chain_marks.wrong(desk, printed)
    last = f"记录里最后一条是 {printed.seq - 1}：事件 {printed.seq} 起的经过被删掉了，{chain_marks.RESTORED}"
    assert told == f"纸上印着事件 {printed.seq}，{last}"


def undo_last_step(intruder: tamper.Intruder, record: int) -> None:
    """As whoever knows the program would: everything as it was before the last event."""
    seq = intruder.sql("SELECT MAX(seq) FROM event")[0][0]
    intruder.sql("DELETE FROM signature WHERE event_seq = ?", seq)
    intruder.sql("DELETE FROM event WHERE seq = ?", seq)
    intruder.sql("UPDATE head SET seq = seq - 1, hash = (SELECT hash FROM event WHERE seq = head.seq - 1)")
    last = intruder.sql("SELECT seq, at, person FROM event WHERE seq = ?", int(str(seq)) - 1)[0]
    intruder.sql("UPDATE record SET state = 'reviewed', version = version - 1, written = ?, updated_at = ?, "
                 "updated_by = ? WHERE id = ?", *last, record)  # fmt: skip


def test_another_event_in_the_place_of_the_printed_one_is_found(desk: Desk) -> None:
    """Whoever writes the chain anew from there on cannot write it on the paper."""
    label = factory.signed_label(desk)
    printed = mark_of(desk, label)
    with tamper.behind_the_back(desk) as intruder:
        undo_last_step(intruder, label)
        desk.store.head = desk.store.newest()
        factory.take(desk, label, "return", reason="改写过的经过")
        told = chain_marks.wrong(desk, printed)
    assert told.startswith(f"事件 {printed.seq} 的链码纸上是 {printed.digits}，记录里是 ")
