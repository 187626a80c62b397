"""签核历程 lists every signature that a sheet ever had, the ended ones with why, behind the sheet or alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import factory
import pytest
import sheets

from forms import printing, signature_history
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import deputies
from qcdesk.services.basics.pins import Proof
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


def test_with_an_old_edition_it_says_which_it_is_and_what_became_of_the_record(desk: Desk, lang: str) -> None:
    record = factory.signed_label(desk)
    factory.take(desk, record, "revise", "pmgr", "数量点错")
    factory.walk(desk, record, "submit", "review")
    made = printing.edition_print(desk, factory.shelf(), record, 0, lang)
    page = signature_history.joined(desk, made, signature_history.ALONE, lang).sheets[0]
    said = page.record.values
    assert (said["edition"], said["state"]) == ("原单（已被替代）", "已审核")
    assert [line["edition"] for line in said["lines"]] == ["原单"] * 3 + ["改版 1"] * 2
    now = signature_history.sheet(desk, records.get(desk, record), lang).record.values
    assert (now["edition"], now["state"]) == ("改版 1", "已审核")


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
                  scan="“车间扫描.pdf”第 3 页", doubt="扫描上空白，确认的理由：看过原件")  # fmt: skip
    monkeypatch.setattr(sign_history, "of", lambda *_: (pin, ink))
    page = signature_history.sheet(desk, records.get(desk, record))
    lines = page.record.values["lines"]
    assert [line["at"] for line in lines] == [pin.at, UNDATED]
    assert UNDATED in {word.text for cell in page.cells() for word in cell.words}, "on one line"
    both = signature_history.sheet(desk, records.get(desk, record), "zh-en")
    words = {word.text for cell in both.cells() for word in cell.words}
    assert words >= {UNDATED, "Undated", "纸签", "Ink", "编制", "Prepared"}
    assert [line.get("paper", "").splitlines() for line in lines] == [[], [
        "第 1 份第 2 页，扫描件“车间扫描.pdf”第 3 页", f"何例八 {seen}", "扫描上空白，确认的理由：看过原件",
    ]]  # fmt: skip
