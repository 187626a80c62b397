"""A record or a print that other hands broke is told as such in every list of papers, and hides no other paper."""

from collections.abc import Iterator
from contextlib import contextmanager

import factory
import papers
import pytest
import scanned_office
from refusals import refusal
from tamper import Intruder, behind_the_back

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import (
    chasing,
    checking,
    copies,
    copy_list,
    inked,
    looked,
    scan_list,
    scans,
    waiting_ink,
)
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.inked import Mark
from qcdesk.services.papers.placing import CHANGED, Seen
from qcdesk.services.papers.stale import DAMAGED, Stale
from qcdesk.services.papers.verdicts import BROKEN

NO_JSON = '{"pages": ['
ROW, PRINT = "UPDATE record SET payload = ? WHERE id = ?", "UPDATE copy SET boxes = ? WHERE record_id = ?"
SAID = {ROW: "单子的内容损坏了", PRINT: "打印时的登记损坏了"}
VERIFY = "请在“系统 → 核对数据”里查明（或运行 qcdesk verify）"


@pytest.fixture
def pair(desk: Desk) -> tuple[CopyView, CopyView]:
    """Two sheets about to be signed on paper, both with 生产主管's ink on the scan."""
    made = []
    for at in range(2):
        copy = papers.printed(desk, scanned_office.rework(desk), "prod_sign", "reviewed", "approved")
        copies.move(factory.seat(desk, "qc"), [copy.id], "send", {"holder": "王样六"})
        seen = papers.seen(desk, copy, prod_sign="signed", reviewed="empty", approved="unclear")
        papers.scanned(desk, seen, content=f"%PDF-1.4 {at}".encode())
        made.append(copy_list.get(desk, copy.id))
    return made[0], made[1]


@contextmanager
def broken(desk: Desk, statement: str, copy: CopyView) -> Iterator[Intruder]:
    with behind_the_back(desk) as intruder:
        intruder.sql(statement, NO_JSON, copy.record)
        yield intruder


@pytest.mark.parametrize("statement", [ROW, PRINT], ids=["record", "print"])
def test_it_says_what_to_do_and_the_other_papers_stand_as_before(
    desk: Desk, pair: tuple[CopyView, CopyView], statement: str
) -> None:
    bad, good = pair
    with broken(desk, statement, bad) as intruder:
        told = {one.id: one for one in copy_list.listed(desk)}
        assert told[bad.id].stale == Stale(DAMAGED, SAID[statement])
        assert told[bad.id].stale.todo == VERIFY
        assert (told[bad.id].number, told[bad.id].title, told[good.id]) == (bad.number, bad.title, good)
        assert intruder.findings() != []


@pytest.mark.parametrize("statement", [ROW, PRINT], ids=["record", "print"])
def test_its_page_stays_among_those_to_look_at_and_nothing_on_it_can_be_confirmed(
    desk: Desk, pair: tuple[CopyView, CopyView], statement: str
) -> None:
    bad, good = pair
    before = waiting_ink.to_look_at(desk)
    assert before.in_vain == {}
    with broken(desk, statement, bad):
        found = waiting_ink.to_look_at(desk)
        assert (set(found.in_vain), found.pages) == ({(bad.id, 1)}, before.pages)
        assert found.inked[(good.id, 1)] == before.inked[(good.id, 1)]
        assert {one.copy.id for one in scan_list.listed(desk) if one.copy} == {bad.id, good.id}
        marks = [Mark("prod_sign", "prod")]
        said = refusal(lambda: inked.confirm(factory.seat(desk, "gm"), bad.id, marks, Proof("gm")))
        assert said == f"{copy_list.get(desk, bad.id).named}{SAID[statement]}，{VERIFY}"
        [page] = scan_list.of_copy(desk, bad.id)
        assert refusal(lambda: looked.look(factory.seat(desk, "gm"), page.id)) == said


def test_an_approved_sheet_that_is_broken_does_not_hide_the_papers_of_the_office(desk: Desk) -> None:
    """Only of those the content is read to know what their papers still ask for."""
    bad, good = (papers.printed(desk, factory.submitted_label(desk)) for _ in range(2))
    for copy in (bad, good):
        copies.move(factory.seat(desk, "qc"), [copy.id], "send", {"holder": "王样六"})
    factory.walk(desk, bad.record, "review", "approve")
    with broken(desk, ROW, bad):
        [chased] = chasing.people(desk)
        assert [(one.id, one.stale.kind) for one in chased.copies] == [(bad.id, DAMAGED), (good.id, "")]
        assert (chased.recalled, [one.waited_for for one in chased.copies]) == (0, [False, True])


def test_words_in_place_of_a_number_make_one_paper_of_a_file_a_broken_one(local_desk: Desk) -> None:
    """A server takes none."""
    bad, good = (papers.printed(local_desk, factory.submitted_label(local_desk)) for _ in range(2))
    columns = {f"copy.{name}": PRINT for name in ("position", "version", "amended", "pages")}
    for column, said in (columns | {"record.amended": ROW, "record.written": ROW}).items():
        table, name = column.split(".")
        which = f"UPDATE {table} SET {name} = ? WHERE {'id' if table == 'record' else 'record_id'} = ?"
        with broken(local_desk, which, bad):
            told = {one.id: one for one in copy_list.listed(local_desk)}
            assert told[bad.id].stale == Stale(DAMAGED, SAID[said]), column
            assert told[good.id] == good


@pytest.mark.parametrize("words", ["昨天", "", "2026-11-23"])
@pytest.mark.parametrize("table", ["copy", "copy_move"])
def test_words_in_place_of_a_time_make_one_paper_a_broken_one_and_stop_no_list(
    desk: Desk, pair: tuple[CopyView, CopyView], table: str, words: str
) -> None:
    bad, good = pair
    with behind_the_back(desk) as intruder:
        intruder.sql(f"UPDATE {table} SET at = ? WHERE {'id' if table == 'copy' else 'copy_id'} = ?", words, bad.id)
        told = {one.id: one for one in copy_list.listed(desk)}
        assert (told[bad.id].stale.kind, told[good.id]) == (DAMAGED, good)
        assert [copy_list.days_out(desk, one) for one in told.values()] == [0, 0]
        assert set(waiting_ink.to_look_at(desk).in_vain) == {(bad.id, 1)}
        assert intruder.findings() != []


def test_a_page_of_a_broken_print_that_nobody_judged_still_waits_to_be_looked_at(desk: Desk) -> None:
    copy = papers.printed(desk, scanned_office.rework(desk), "prod_sign")
    page = papers.scanned(desk, Seen(1)).pages[0]
    scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "折角，编号和内容都对")
    with broken(desk, PRINT, copy):
        assert set(waiting_ink.to_look_at(desk).in_vain) == {(copy.id, 1)}


def test_a_scan_of_a_broken_print_is_flagged_and_the_check_of_its_paper_says_it(desk: Desk) -> None:
    copy = papers.printed(desk, scanned_office.rework(desk), "prod_sign")
    with broken(desk, PRINT, copy):
        flag, why = papers.flag(papers.scanned(desk, papers.seen(desk, copy)))
        assert (flag, why) == (CHANGED, f"{copy.named}{SAID[PRINT]}，{VERIFY}")
        told = checking.read(desk, (copy.code.text(1, copy.pages),))
        assert (told.verdict, told.sentence) == (BROKEN, f"{copy.named}{SAID[PRINT]}，{VERIFY}。")
