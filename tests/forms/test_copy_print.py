"""Printing makes numbered copies: marked on every page, registered with what was laid, void where nothing came out."""

from collections.abc import Iterator
from pathlib import Path

import factory
import pytest
from sheets import pdf_text

from forms import printing
from forms.paginate import paginate
from qcdesk.desk import Desk
from qcdesk.errors import Refused, Stale
from qcdesk.services.papers import copies, copy_list
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying


@pytest.fixture
def desk(database_url: str, tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path / "home", database_url)
    yield made
    made.close()


@pytest.fixture
def anomaly(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "qc_anomaly", factory.anomaly()), "submit")


def printed(desk: Desk, record: int, count: int = 1) -> list[printing.Print]:
    made = printing.record_print(desk, factory.shelf(), record)
    return printing.numbered(factory.seat(desk, "merch"), made, count)


def test_three_prints_are_three_numbers_and_only_the_marks_differ(desk: Desk, anomaly: int) -> None:
    plain = paginate(printing.record_print(desk, factory.shelf(), anomaly).sheets[0])
    three = printed(desk, anomaly, 3)
    assert [[copy.remark for copy in one.copies] for one in three] == [["第1份"], ["第2份"], ["第3份"]]
    for one in three:
        (copy,) = one.copies
        pages = paginate(one.sheets[0])
        assert len(pages) == copy.pages == len(copy.page_boxes) == len(plain)
        assert [page.items[: len(before.items)] for page, before in zip(pages, plain, strict=True)] == [
            page.items for page in plain
        ]
    assert printed(desk, anomaly)[0].copies[0].remark == "第4份 重印"
    assert verifying.verify(desk) == []


def test_short_code_is_printed_on_every_page(desk: Desk, anomaly: int, tmp_path: Path) -> None:
    made = printing.copy_print(factory.seat(desk, "merch"), factory.shelf(), anomaly)
    pages = printing.save(made, tmp_path / "copy.pdf")
    text = pdf_text(tmp_path / "copy.pdf")[0]
    code = made.copies[0].code
    assert all(code.short(page) in text for page in range(1, pages + 1))


def test_labels_of_one_run_are_one_copy_with_one_mark(desk: Desk) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    (made,) = printed(desk, label, 8)
    assert len(made.copies) == 1
    (copy,) = made.copies
    assert made.sheets[0].copy is not None
    assert made.sheets[0].copy.code == copy.code
    assert ["main" in page for page in copy.page_boxes] == [True]


def test_draft_and_void_sheet_are_printed_without_a_copy(desk: Desk) -> None:
    draft = factory.draft(desk, "qc_anomaly", factory.anomaly())
    (made,) = printed(desk, draft, 2)
    assert (made.copies, made.sheets[0].watermark) == ((), "草稿")
    factory.take(desk, draft, "void", reason="重复开单")
    (made,) = printed(desk, draft)
    assert (made.copies, made.sheets[0].watermark) == ((), "作废")


def test_what_changed_between_laying_and_numbering_is_told_and_leaves_nothing(desk: Desk, anomaly: int) -> None:
    made = printing.record_print(desk, factory.shelf(), anomaly)
    factory.take(desk, anomaly, "return", "merchlead", reason="数量不对")
    factory.take(desk, anomaly, "submit", "merch")
    with pytest.raises(Stale, match="请重新打开再打印"):
        printing.numbered(factory.seat(desk, "merch"), made)
    assert copy_list.of_record(desk, anomaly) == []


@pytest.mark.parametrize(
    ("trouble", "reason"), [(Refused("打印机没有纸"), "没有印成"), (KeyboardInterrupt(), "打印中途停下")]
)
def test_copy_whose_print_did_not_come_out_is_void_with_the_reason(
    desk: Desk, anomaly: int, trouble: BaseException, reason: str
) -> None:
    made = printed(desk, anomaly, 2)
    with pytest.raises(type(trouble)), printing.unless_stopped(factory.seat(desk, "merch"), made):
        raise trouble
    assert [(one.state_label, one.reason) for one in copy_list.of_record(desk, anomaly)] == [("已作废", reason)] * 2


def test_trail_of_the_record_tells_of_its_copies(desk: Desk, anomaly: int) -> None:
    ids = [one.copies[0].id for one in printed(desk, anomaly, 2)]
    copies.move(factory.seat(desk, "merch"), ids, "send", {"holder": "王样六"})
    printed(desk, anomaly)
    assert [line.sentence for line in history.told(desk, anomaly)][-3:] == [
        "编为第 1、2 份", "第 1、2 份 送签：王样六", "编为第 3 份（重印）",
    ]  # fmt: skip


def test_page_range_is_kept_with_the_copy(desk: Desk, anomaly: int) -> None:
    made = printing.record_print(desk, factory.shelf(), anomaly)
    (one,) = printing.numbered(factory.seat(desk, "merch"), made, pages={anomaly: (1, 1)})
    assert one.copies[0].printed == range(1, 2)
    assert printing.numbered(factory.seat(desk, "merch"), made, pages={})[0].copies == ()


def test_next_print_says_which_copy_it_will_be(desk: Desk, anomaly: int) -> None:
    assert copies.coming(desk, records.get(desk, anomaly)) == "第 1 份"
    printed(desk, anomaly)
    assert copies.coming(desk, records.get(desk, anomaly), 3) == "第 2–4 份（重印）"
    draft = factory.draft(desk, "qc_anomaly", factory.anomaly())
    assert copies.coming(desk, records.get(desk, draft)) == ""
