"""Papers printed before a backup was restored: other sheets bear their numbers now, and none is filed to another's."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import factory
import papers
import pytest
from refusals import refusal

from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.services.basics import opening
from qcdesk.services.papers import blanks, checking, copy_list, placing, scan_list, scans
from qcdesk.services.papers.blanks import Laid
from qcdesk.services.papers.copy_list import BACK, CopyView
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.scan_list import FILED, FLAGGED
from qcdesk.services.papers.verdicts import UNKNOWN


@dataclass(frozen=True)
class Restored:
    """The desk that went on from the backup, a paper that was printed before it was restored, and the copy that has
    the paper's numbers now."""

    desk: Desk
    paper: CopyView
    now: CopyView


@pytest.fixture
def backed_up(local_desk: Desk, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """The desk, and what its backup becomes; it has printed before, so that both are one office."""
    papers.printed(local_desk, factory.walk(local_desk, factory.draft(local_desk), "submit"))
    home = tmp_path / "restored"
    home.mkdir()
    with (
        closing(sqlite3.connect(local_desk.home / paths.DATABASE)) as lived,
        closing(sqlite3.connect(home / paths.DATABASE)) as kept,
    ):
        lived.backup(kept)
    restored = opening.open_desk(home, local_desk.catalogue, None)
    yield local_desk, restored
    restored.close()


def signed_sheet(desk: Desk, lot: str) -> CopyView:
    return papers.printed(desk, factory.walk(desk, factory.draft(desk, values=factory.anomaly(lot_no=lot)), "submit"))


def blank_sheet(desk: Desk) -> CopyView:
    return blanks.reserve(factory.seat(desk, "qc"), "qc_anomaly", 1, "一车间装配线", Laid(1, papers.boxes(), "zh"))[
        0
    ].copy


@pytest.fixture(params=["another sheet", "another blank sheet"])
def met(request: pytest.FixtureRequest, backed_up: tuple[Desk, Desk]) -> Restored:
    lost, restored = backed_up
    if request.param == "another sheet":
        return Restored(restored, signed_sheet(lost, "L-0461"), signed_sheet(restored, "L-0999"))
    return Restored(restored, blank_sheet(lost), blank_sheet(restored))


def test_the_numbers_are_the_same_and_the_codes_are_not(met: Restored) -> None:
    paper, now = met.paper, met.now
    assert (paper.office, paper.id, paper.record, paper.position) == (now.office, now.id, now.record, now.position)
    assert (paper.digest == now.digest) == (paper.made == copy_list.BLANK)
    assert paper.code.short(1) != now.code.short(1)
    assert paper.code.text(1, 1) != now.code.text(1, 1)


@pytest.mark.parametrize("marks", ["second", "main", "both"])
def test_a_paper_of_before_is_flagged_and_says_what_one_may_do(met: Restored, marks: str) -> None:
    main, second = met.paper.code.text(1, 1), met.paper.code.compact(1)
    seen = Seen(1, {"second": (second,), "main": (main,), "both": (main, second)}[marks])
    (page,) = papers.scanned(met.desk, seen).pages
    assert (page.state, page.flag, page.copy) == (FLAGGED, placing.MADE_UP, None)
    assert "请对着纸看编号和内容，确实是它的才手工归入，不是的放在一边" in page.why
    assert scan_list.of_copy(met.desk, met.now.id) == []
    assert copy_list.get(met.desk, met.now.id).state != BACK
    assert all("先对着纸看" in one.why for one in scans.likely(met.desk, page) if "码" in one.why)


@pytest.mark.parametrize("at", [0, 1])
def test_its_second_mark_beside_the_main_mark_of_today_is_flagged_either_way(met: Restored, at: int) -> None:
    """A copy of a copy, half of each."""
    top, low = (met.paper, met.now) if at else (met.now, met.paper)
    (page,) = papers.scanned(met.desk, Seen(1, (top.code.text(1, 1), low.code.compact(1)))).pages
    assert (page.state, page.flag) == (FLAGGED, placing.MADE_UP if at else placing.SEVERAL)


def test_a_second_mark_of_before_under_nothing_of_ours_is_not_found_by_typing(met: Restored) -> None:
    named = met.now.named
    long = (f"码上写的是{named}，校验却对不上：" if met.paper.digest == met.now.digest
            else f"码上写的内容和{named}印出时的不一样，不是这里印的那一张；")  # fmt: skip
    short = "短码的校验对不上：抄错了一个字，是别的办公室印的单，或是数据库恢复备份以前印的。"
    code = met.paper.code
    for typed, says in ((code.short(1), short), (code.compact(1).lower(), short), (code.text(1, 1), long)):
        found = checking.typed(met.desk, typed)
        assert (found.verdict, found.copy) == (UNKNOWN, None), typed
        assert found.sentence.startswith(says)


def test_a_short_code_of_before_chooses_no_page_by_hand(met: Restored) -> None:
    said = refusal(lambda: copy_list.by_short_code(met.desk, met.paper.code.short(1)))
    assert said == copy_list.NOT_OURS
    assert copy_list.by_short_code(met.desk, met.now.code.short(1)).copy.id == met.now.id


def test_the_paper_of_today_is_filed_as_ever(met: Restored) -> None:
    code = met.now.code
    (page,) = papers.scanned(met.desk, Seen(1, (code.text(1, 1), code.compact(1)))).pages
    assert (page.state, page.copy and page.copy.id) == (FILED, met.now.id)
