"""A record that other hands broke is one red row of the lists that it stands in; everything else is told as ever."""

import cases
import factory
import hands
import papers
import pytest
from PySide6.QtGui import QColor
from sealing import moved

from qcdesk.services.papers import copies
from qcdesk.services.samples import sealed
from ui.style.tokens import BAD, GONE

BROKEN = "UPDATE record SET payload = '{\"seal_qty\"' WHERE id = ?"


@pytest.fixture
def window(seated, qtbot):
    """Three labels that wait for 品管主管, the second of which is broken, as is the case of a complaint."""
    window = seated("qcmgr")
    desk = window.session.desk
    labels = [factory.submitted_label(desk) for _ in range(3)]
    copy = papers.printed(desk, labels[1], "reviewed")
    for paper in (copy, papers.printed(desk, labels[2], "reviewed")):
        copies.move(factory.seat(desk, "qc"), [paper.id], "send", {"holder": "王样六"})
    for record in (labels[1], cases.registered(desk)):
        desk.store.sql(BROKEN, (record,))
    window.labels, window.paper = labels, copy.id
    return window


def test_the_workbench_and_the_signing_list_show_it_red_among_the_others(window, qtbot, in_dialog) -> None:
    bench = window.shell.go("workbench")
    bench.refresh()
    qtbot.waitUntil(lambda: bench.figures["waiting"].text() != "–")
    rows = bench.waiting.listing.rows
    bad = [item for item in rows.rows if item.unread]
    assert {item.row.id for item in rows.rows} >= set(window.labels)
    assert bench.figures["waiting"].text() == str(rows.rowCount())
    todo = next(column for column in rows.columns if column.title == "要做")
    assert {(todo.text(item), todo.tone(item)) for item in bad} == {("记录损坏，请核对数据", GONE)}
    signing = window.shell.go("signing")
    qtbot.waitUntil(lambda: signing.listing.rows.rowCount() == rows.rowCount())
    assert f"（其中 {len(bad)} 张打不开）" in signing.count.text()
    said = []
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    signing.record_wanted.emit(window.labels[1])
    assert "的内容已损坏，请在“系统 → 核对数据”里查明" in said[0]


WHAT_TO_DO = "单子的内容损坏了，请在“系统 → 核对数据”里查明（或运行 qcdesk verify）"


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("", {}, WHAT_TO_DO),
        ("back", {}, WHAT_TO_DO),
        ("archive", {"place": "2026 返工盒 3"}, WHAT_TO_DO),
        ("lose", {"reason": "客户没有还"}, f"客户没有还；{WHAT_TO_DO}"),
    ],
)
def test_the_list_of_papers_says_in_red_what_to_do_with_its_paper_wherever_that_is(
    window, qtbot, act, typed, said
) -> None:
    clerk = factory.seat(window.session.desk, "qc")
    for move in {"archive": ("back", act)}.get(act, (act,) if act else ()):
        copies.move(clerk, [window.paper], move, typed if move == act else {})
    page = window.shell.go("papers")
    hands.click(page, "show_every")
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() == 2)
    remark = next(column for column in page.listing.rows.columns if column.title == "说明")
    for at, (told, tone, red) in enumerate(((said, GONE, True), ("", None, False))):
        held = next(one for one in page.listing.rows.rows if (one.copy.id == window.paper) == (at == 0))
        page.listing.selectRow(page.listing.rows.rows.index(held))
        assert (remark.text(held), remark.tone(held)) == (told, tone)
        assert page.detail.text().endswith(told)
        assert (page.detail.palette().windowText().color() == QColor(BAD)) == red


def test_its_sealed_pieces_are_still_among_those_in_the_cabinet(window) -> None:
    desk = window.session.desk
    signed = [one for one in sealed.listed(desk) if one.id == window.labels[1]]
    assert [(one.why, one.unsealed > 0) for one in signed] == [(sealed.DAMAGED, True)]


def test_the_list_of_samples_calls_its_pieces_broken_wherever_they_lie(window, qtbot) -> None:
    desk, page = window.session.desk, window.shell.go("samples")
    [bad] = [one for one in sealed.listed(desk) if one.id == window.labels[1]]
    count = next(column for column in page.listing.rows.columns if column.title == "件数")
    for place in ("", "品管样品柜 B-2"):
        if place:
            moved(desk, bad.id, place)
        page.refresh()
        qtbot.waitUntil(lambda place=place: place in [held.sample.place for held in page.listing.rows.rows])
        [held] = [held for held in page.listing.rows.rows if held.sample.id == bad.id]
        assert (held.sample.place, count.text(held), held.stale) == (place, f"标签坏 {bad.unsealed}", "")
