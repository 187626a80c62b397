"""签核历程 lists every signature that a sheet ever had, the ended ones with why, behind the sheet or alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import factory
import pytest
import sheets

from forms import printing, signature_history
from forms.english import ENDED, SIGNED, STATES
from forms.fit import READ, SERIF
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import Kind
from qcdesk.services.basics import deputies
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import records, sign_history
from qcdesk.views import UNDATED


@pytest.fixture
def desk(database_url: str, tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path / "home", database_url)
    yield made
    made.close()


def travelled(desk: Desk) -> int:
    """Reviewed by a deputy, sent back, and signed anew."""
    today = desk.clock.today().isoformat()
    deputies.name(factory.seat(desk, "qcmgr"), "qcmgr", "iqc", (today, today), Proof("qcmgr"))
    record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    factory.take(desk, record, "submit", "qc")
    factory.take(desk, record, "review", "iqc")
    factory.take(desk, record, "return", "pmgr", reason="数量不对")
    factory.take(desk, record, "submit", "qc")
    return record


def test_ended_signatures_and_deputies_are_told_with_the_hash_of_their_events(desk: Desk) -> None:
    found = sign_history.of(desk, travelled(desk))
    assert [(one.person, one.deputy_for, bool(one.ended)) for one in found] == [
        ("qc", "", True), ("iqc", "qcmgr", True), ("qc", "", False),
    ]  # fmt: skip
    assert found[0].ended.endswith("退回：数量不对")
    hashes = dict(desk.store.sql("SELECT seq, hash FROM event"))
    assert all(one.hash == hashes[one.event] for one in found)


def test_it_is_printed_behind_the_sheet_or_alone(desk: Desk, tmp_path: Path, lang: str) -> None:
    record, shelf = travelled(desk), factory.shelf()
    made = printing.record_print(desk, shelf, record, lang)
    behind = signature_history.joined(desk, made, signature_history.WITH, lang)
    alone = signature_history.joined(desk, made, signature_history.ALONE, lang)
    assert signature_history.joined(desk, made, signature_history.NONE, lang) is made
    assert len(behind.sheets) == len(made.sheets) + 1
    printing.save(alone, tmp_path / "历程.pdf")
    said = sheets.squeezed(sheets.pdf_text(tmp_path / "历程.pdf")[0])
    for word in ("签核历程", "退回：数量不对", "代王样六", "PIN"):
        assert word in said
    one = sign_history.of(desk, record)[0]
    assert f"{one.event}·{one.hash[:16].upper()}" in said
    with pytest.raises(Refused, match="签核历程只能是"):
        signature_history.joined(desk, made, "both", lang)


def test_the_last_page_has_room_for_the_archive_stamp(desk: Desk, lang: str) -> None:
    page = signature_history.sheet(desk, records.get(desk, travelled(desk)), lang)
    box = page.rows[-1].cells[-1]
    assert box.label.startswith("归档章")
    assert (box.w >= 60, box.h >= 30) == (True, True)


def test_the_history_is_no_numbered_copy(desk: Desk) -> None:
    record, shelf = travelled(desk), factory.shelf()
    alone = signature_history.joined(desk, printing.record_print(desk, shelf, record), signature_history.ALONE)
    assert printing.numbered(factory.seat(desk, "qc"), alone) == [alone]


AMENDED = {
    "zh": ("原单（已被替代）", "改版 1", "已审核", ["原单"] * 3 + ["改版 1"] * 2),
    "zh-en": ("原单 First\n（已被替代 Superseded）", "改版 1 Edition 1", "已审核 Reviewed",
              ["原单\nFirst"] * 3 + ["改版 1\nEdition 1"] * 2),
}  # fmt: skip
"""By language the old edition, the new one, the state of either, and the editions of the signatures."""


def test_with_an_old_edition_it_says_which_it_is_and_what_became_of_the_record(desk: Desk, lang: str) -> None:
    record = factory.signed_label(desk)
    factory.take(desk, record, "revise", "pmgr", "数量点错")
    factory.walk(desk, record, "submit", "review")
    made = printing.edition_print(desk, factory.shelf(), record, 0, lang)
    page = signature_history.joined(desk, made, signature_history.ALONE, lang).sheets[0]
    said = page.record.values
    old, new, reviewed, lines = AMENDED[lang]
    assert (said["edition"], said["state"]) == (old, reviewed)
    assert [line["edition"] for line in said["lines"]] == lines
    now = signature_history.sheet(desk, records.get(desk, record), lang).record.values
    assert (now["edition"], now["state"]) == (new, reviewed)


def test_names_in_brackets_stand_on_a_line_of_their_own_and_are_not_broken(desk: Desk) -> None:
    page = signature_history.sheet(desk, records.get(desk, travelled(desk)))
    assert "（代王样六）" in {word.text for row in page.rows for cell in row.cells for word in cell.words}


def test_a_signature_in_ink_is_told_with_its_paper_its_scan_and_its_witness(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, seen = travelled(desk), "2026-11-22 09:30"
    pin, *_ = sign_history.of(desk, record)
    ink = replace(pin, mode="纸签", at=UNDATED, seen_by="何例八", seen_at=seen,
                  copy="第 1 份第 2 页",
                  scan="“车间扫描.pdf”第 3 页", doubt="扫描上空白，确认的理由：看过原件", showed="empty",
                  places=("1", "2", "3"))  # fmt: skip
    monkeypatch.setattr(sign_history, "of", lambda *_: (pin, ink))
    page = signature_history.sheet(desk, records.get(desk, record))
    lines = page.record.values["lines"]
    assert [line["at"] for line in lines] == [pin.at, UNDATED]
    assert UNDATED in {word.text for cell in page.cells() for word in cell.words}, "on one line"
    both = signature_history.sheet(desk, records.get(desk, record), "zh-en")
    words = {word.text for cell in both.cells() for word in cell.words}
    assert words >= {UNDATED, "Undated", "纸签", "Ink", "编制", "Prepared"}
    assert both.record.values["lines"][1]["paper"].splitlines() == [
        "第 1 份第 2 页，扫描件“车间扫描.pdf”第 3 页", "Copy 1, page 2, page 3 of the scan",
        f"何例八 {seen} 见签 Seen by", "扫描上空白，确认的理由：看过原件", "Empty on the scan, confirmed as said",
    ]  # fmt: skip
    assert [line.get("paper", "").splitlines() for line in lines] == [[], [
        "第 1 份第 2 页，扫描件“车间扫描.pdf”第 3 页", f"何例八 {seen}", "扫描上空白，确认的理由：看过原件",
    ]]  # fmt: skip


def test_in_both_languages_edition_state_box_deputy_and_what_ended_it_have_their_english(desk: Desk) -> None:
    record = travelled(desk)
    both = signature_history.sheet(desk, records.get(desk, record), "zh-en").record.values
    assert (both["sheet"], both["state"], both["edition"]) == (
        "不良样品封存标签　Defect Sample – Sealed", "已编制 Prepared", "原单 First",
    )  # fmt: skip
    first, deputy, now = both["lines"]
    assert (first["edition"], first["slot"], first["meaning"]) == (
        "原单\nFirst", "封存人\nSealed by", "编制\nPrepared",
    )  # fmt: skip
    assert [line["ended"].splitlines()[1:] for line in (first, deputy)] == [["Sent back"]] * 2
    assert "ended" not in now
    assert deputy["name"].endswith("\nby deputy")
    plain = signature_history.sheet(desk, records.get(desk, record)).record.values
    assert not any(re.search("[a-z]{2}", str(value)) for line in plain["lines"] for value in line.values())


def test_in_both_languages_an_amended_a_superseded_and_a_draft_say_so_in_both(desk: Desk) -> None:
    record = factory.signed_label(desk)
    factory.take(desk, record, "revise", "pmgr", "数量点错")
    old = printing.edition_print(desk, factory.shelf(), record, 0, "zh-en").record
    said = signature_history.sheet(desk, old, "zh-en").record.values
    assert (said["edition"], said["state"]) == ("原单 First\n（已被替代 Superseded）", "草稿 Draft")
    assert said["lines"][0]["ended"].splitlines()[-1] == "New edition"
    now = signature_history.sheet(desk, records.get(desk, record), "zh-en").record.values
    assert now["edition"] == "改版 1 Edition 1"
    draft = factory.draft(desk)
    said = signature_history.sheet(desk, records.get(desk, draft), "zh-en").record.values
    assert said["number"] == f"草稿 {draft} Draft"


def test_in_both_languages_the_state_of_a_disposed_sheet_is_told_with_what_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = records.get(desk, travelled(desk))
    over = replace(record, state_label=gone.labelled("已核准，待回访", True), disposed=True)
    monkeypatch.setattr(records, "get", lambda *_: over)
    said = signature_history.sheet(desk, over, "zh-en").record.values["state"]
    assert said == "已核准，待回访，已处置 Approved, to be called back, Disposed of"


@pytest.mark.parametrize("kind", factory.shelf().kinds.kinds, ids=lambda kind: kind.edition)
def test_whatever_a_history_may_say_of_a_form_has_its_english_and_no_word_of_it_is_broken(kind: Kind) -> None:
    steps = kind.workflow.steps
    states = {kind.workflow.label(step.target) for step in steps}
    signed, ended = {one.signed_as for one in steps if one.signs}, {one.label for one in steps if one.clears}
    assert (states - set(STATES), signed - set(SIGNED), ended - set(ENDED)) == (set(), set(), set())
    told = {"meaning": [SIGNED[one] for one in signed], "ended": [ENDED[one] for one in ended],
            "slot": [signature_history.SHORTER.get(slot.en, slot.en) for slot in kind.slots]}  # fmt: skip
    assert [word for name, words in told.items() for word in " ".join(words).split() if not fits(word, name)] == []


def test_words_that_stand_in_every_history_are_not_broken() -> None:
    assert all(fits(word, "edition") for word in ("First", "Edition"))
    assert all(fits(word, "paper") for said in signature_history.SHOWED.values() for word in said.split())
    assert fits("2026-11-22", "at")


def fits(word: str, name: str) -> bool:
    """At the smallest size of a list; behind a hyphen a word may be broken."""
    paper = signature_history.LISTING.paper
    width = next(one.columns for one in signature_history.LISTING.columns if one.field.name == name) * paper.column
    return all(SERIF.width(part, READ.value[-1]) <= width - 2 * READ.pad for part in re.split("(?<=[-/])", word))
