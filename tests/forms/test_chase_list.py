"""催签单: what is to be signed leaves room for the pen, what nobody need sign any more says so."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import factory
import paper
import pytest

from forms import chase_list, pdf, printing
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.papers import blanks, chasing, copies
from qcdesk.services.papers.blanks import Laid


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = factory.make("sqlite", tmp_path / "home")
    yield made
    made.close()


def test_paper_of_a_void_sheet_is_marked_to_be_fetched(desk: Desk) -> None:
    clerk, shelf = factory.seat(desk, "qc"), factory.shelf()
    first, second = (factory.walk(desk, factory.draft(desk), "submit") for _ in range(2))
    for record in (first, second):
        copy = printing.copy_print(clerk, shelf, record).copies[0]
        copies.move(clerk, [copy.id], "send", {"holder": "王样六"})
    factory.take(desk, first, "void", "merch", reason="重复开单")
    (one,) = chasing.people(desk)
    lines = [chase_list._line(desk, one, at) for at in range(2)]
    assert [line["said"] for line in lines] == ["请收回，不用再签", ""]
    assert chase_list.printed(clerk, [one]).sheets


def test_blank_sheet_is_to_be_brought_back_filled_and_is_not_chased(desk: Desk) -> None:
    blanks.reserve(factory.seat(desk, "qc"), "qc_anomaly", 2, "一车间装配线", Laid(1, {"pages": []}, "zh"))
    (one,) = chasing.people(desk.at(Clock(datetime.now(desk.clock.zone) + timedelta(days=30))))
    assert [chase_list._line(desk, one, at)["said"] for at in range(2)] == ["空白单不用签，填好请交回"] * 2
    assert (one.late, one.said) == (False, "2 份，最久 30 天，空白单，不催签")


def test_paper_whose_sheet_was_approved_meanwhile_is_to_be_fetched_and_never_late(desk: Desk) -> None:
    clerk, record = factory.seat(desk, "qc"), factory.walk(desk, factory.draft(desk, "seal_label", factory.label(),
                                                                               by="qc"), "submit")  # fmt: skip
    copy = printing.copy_print(clerk, factory.shelf(), record).copies[0]
    copies.move(clerk, [copy.id], "send", {"holder": "秦例五"})
    later = desk.at(Clock(datetime.now(desk.clock.zone) + timedelta(days=5)))
    assert [one.late for one in chasing.people(later)] == [True]
    factory.walk(desk, record, "review", "approve")
    (one,) = chasing.people(later)
    assert (one.late, one.said) == (False, "1 份，最久 5 天，请收回")
    assert chase_list._line(desk, one, 0)["said"] == "请收回，不用再签"


def test_a_list_has_no_number_to_be_filled_in(desk: Desk, tmp_path: Path) -> None:
    sheets = chase_list.printed(factory.seat(desk, "qc"), []).sheets
    text = paper.pdf_text(pdf.to_bytes(sheets))
    assert "编号：" not in text
    assert "日期：" in text
    book = tmp_path / "催签单.xlsx"
    printing.save(chase_list.printed(factory.seat(desk, "qc"), []), book)
    assert "编号：" not in paper.xlsx_text(book.read_bytes())


def test_filed_paper_that_somebody_has_borrowed_is_to_be_brought_back_and_never_late(desk: Desk) -> None:
    clerk = factory.seat(desk, "qc")
    copy = printing.copy_print(clerk, factory.shelf(), factory.walk(desk, factory.draft(desk), "submit")).copies[0]
    copies.move(clerk, [copy.id], "archive", {"place": "盒 3"})
    copies.move(clerk, [copy.id], "take_out", {"holder": "外审员", "reason": "年度审核"})
    (one,) = chasing.people(desk.at(Clock(datetime.now(desk.clock.zone) + timedelta(days=30))))
    assert (one.late, chase_list._line(desk, one, 0)["said"]) == (False, "请归还")
