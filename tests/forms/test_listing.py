"""A list shows every word of every row on numbered pages, whatever the rows hold, and the same in a workbook."""

from collections.abc import Iterator
from pathlib import Path

import factory
import openpyxl
import pytest
import sheets

from forms import archive_disposal, chase_list, disposal_list, printing, signature_history
from forms.listing import Listing
from forms.photos import Gallery
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Count, Day

EVERY = (archive_disposal.LISTING, archive_disposal.DUE_LISTING, chase_list.LISTING, disposal_list.LISTING,
         signature_history.LISTING)  # fmt: skip
WRITTEN = tuple(listing for listing in EVERY if listing.columns[0].characters)
REASON = ("客户要求再留一年，因为诉讼还没有结束，律师说照片和扫描件都要留到判决以后；" * 14)[:500]
GERMAN = "KonstantinopolitanischeDudelsackpfeifenmachergesellschaft"
ODD = "断口🙂𠀀右\u202e\x1b[31m\u200b"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = factory.make("sqlite", tmp_path_factory.mktemp("lists") / "home")
    yield factory.seat(made, "qc")
    made.close()


def rows(listing: Listing, count: int, text: str) -> list[dict[str, Json]]:
    """Each row says which it is in its first column, `text` in its widest."""
    widest = max(listing.columns[1:], key=lambda column: column.columns).field.name
    made: list[dict[str, Json]] = []
    for at in range(1, count + 1):
        line = {column.field.name: value(column.field) for column in listing.columns}
        made.append({**line, widest: text, listing.columns[0].field.name: f"第{at}行"})
    return made


def value(field: object) -> Json:
    return 3 if isinstance(field, Count) else "2026-11-22" if isinstance(field, Day) else "华骑"


def words(desk: Desk, listing: Listing, lines: list[dict[str, Json]], path: Path, lang: str = "zh") -> list[str]:
    printing.save(listing.printed(desk, lines, lang) if listing.fields[0].name == "as_of" else
                  printing.Print((listing.sheet(desk, {}, lines, lang),), Gallery()), path)  # fmt: skip
    return [sheets.squeezed(page) for page in sheets.pdf_pages(path)]


@pytest.mark.parametrize("listing", EVERY, ids=lambda listing: listing.code)
def test_nothing_of_a_long_reason_or_a_long_word_is_cut_off(
    desk: Desk, listing: Listing, lang: str, tmp_path: Path
) -> None:
    said = "".join(words(desk, listing, rows(listing, 3, REASON), tmp_path / "长.pdf", lang))
    assert said.count("诉讼") == REASON.count("诉讼") * 3
    said = "".join(words(desk, listing, rows(listing, 2, GERMAN * 3), tmp_path / "词.pdf", lang))
    assert said.replace("-", "").count("schaft") == 6


@pytest.mark.parametrize("listing", EVERY, ids=lambda listing: listing.code)
def test_three_hundred_rows_stand_on_pages_that_are_all_numbered(desk: Desk, listing: Listing, tmp_path: Path) -> None:
    pages = words(desk, listing, rows(listing, 300, "华骑车业"), tmp_path / "多.pdf")
    whole = "".join(pages)
    assert [at for at in range(1, 301) if f"第{at}行" not in whole] == []
    for at, page in enumerate(pages, start=1):
        assert f"第{at}页共{len(pages)}页" in page
        assert listing.title in page
        assert listing.columns[-1].field.label in page


@pytest.mark.parametrize("listing", EVERY, ids=lambda listing: listing.code)
def test_what_the_faces_do_not_draw_is_marked_and_its_neighbours_stand(
    desk: Desk, listing: Listing, tmp_path: Path
) -> None:
    said = "".join(words(desk, listing, rows(listing, 2, ODD), tmp_path / "怪.pdf"))
    assert said.count("断口") == 2
    assert said.count("[31m") == 2
    assert not {"🙂", "\x1b", "\u202e"} & set(said)


@pytest.mark.parametrize("listing", WRITTEN, ids=lambda listing: listing.code)
def test_the_workbook_has_the_columns_of_the_paper(desk: Desk, listing: Listing, tmp_path: Path) -> None:
    path = tmp_path / "单.xlsx"
    assert listing.save(desk, rows(listing, 4, REASON), path) == 4
    heads, first, *_ = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert heads == tuple(column.field.label for column in listing.columns)
    assert first[0] == "第1行"
    assert REASON in first


def test_an_empty_list_is_a_page_that_says_whose_and_of_when(desk: Desk, tmp_path: Path) -> None:
    (page,) = words(desk, archive_disposal.LISTING, [], tmp_path / "空.pdf")
    for said in ("郑样五", desk.clock.today().isoformat(), "监销人", "第1页共1页"):
        assert said in page
    nobody = factory.make("sqlite", tmp_path / "other")
    assert "（未登录）" in words(nobody, chase_list.LISTING, [], tmp_path / "无人.pdf")[0]
    nobody.close()


def test_a_list_goes_to_no_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    for ending in (".xlsx", ".pdf"):
        with pytest.raises(Refused, match="不存在"):
            disposal_list.save(desk, [], tmp_path / "没有" / f"单{ending}")
