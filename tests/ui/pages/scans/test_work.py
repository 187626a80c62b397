"""Of more scanned pages than are listed at once, those that somebody has to look at are there however old they are."""

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import factory
import papers
import pytest
import scanned_office

from qcdesk.desk import Desk
from qcdesk.services.papers import copies, scan_list
from qcdesk.services.papers.placing import Seen
from ui.pages.scans import work

OLDEST = 1
"""The copy that came first."""


@pytest.fixture
def desk(database_url: str, tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    """Came one after the other: a page that waits, one that bears no code, one that waits, one without a signature."""
    made = factory.copy_of(desk_template, tmp_path / "home", database_url)
    for at, seen in enumerate(("signed", "", "unclear", "empty")):
        copy = papers.printed(made, scanned_office.rework(made), "prod_sign")
        page = papers.seen(made, copy, prod_sign=seen) if seen else Seen(1)
        papers.scanned(made, page, content=f"%PDF-1.4 {at}".encode())
    yield made
    made.close()


def listed(desk: Desk) -> list[tuple[int, str]]:
    return [(item.scan.id, item.said) for item in work.read(desk).items]


def test_the_older_ones_are_listed_where_they_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = listed(desk)
    assert [scan for scan, _ in everything] == [4, 3, 2, 1]
    assert [said for _, said in everything] == ["已归入", "签名待看", "读不到码", "待确认 1 格"]
    monkeypatch.setattr(work, "MOST", 1)
    assert listed(desk) == everything
    copies.move(factory.seat(desk, "qc"), [OLDEST], "archive", {"place": "品管部 A-03 盒"})
    assert listed(desk) == everything[:3]


def test_only_copies_of_which_a_waiting_page_is_older_are_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = listed(desk)
    monkeypatch.setattr(work, "MOST", 2)
    with mock.patch.object(scan_list, "of_copy", wraps=scan_list.of_copy) as asked:
        assert listed(desk) == everything
    assert [call.args[1:] for call in asked.call_args_list] == [(OLDEST,)]


def test_every_page_is_counted_and_the_older_ones_are_found_by_what_is_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the four, one waits nowhere and is filed; a fifth is newer."""
    papers.scanned(desk, Seen(1, blank=True), content=b"%PDF-1.4 5")
    whole = work.read(desk)
    assert (whole.cut, whole.more(work.EVERY)) == (False, 0)
    assert whole.counts == {"todo": 1, "confirm": 2, "filed": 3, "aside": 1, "every": 5}
    monkeypatch.setattr(work, "MOST", 1)
    found = work.read(desk)
    assert (found.counts, found.cut) == (whole.counts, True)
    assert [item.scan.id for item in found.items] == [5, 3, 2, 1]
    assert {shown: found.more(shown) for shown in whole.counts} == {
        "todo": 0, "confirm": 0, "filed": 1, "aside": 0, "every": 1,
    }  # fmt: skip
    older = scan_list.get(desk, 4)
    assert older.copy is not None
    sought = work.read(desk, older.copy.number)
    assert 4 in [item.scan.id for item in sought.items]
