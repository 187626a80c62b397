"""Rows too high for a page: boxed values, options, signatures and photos go on under their repeated labels."""

from dataclasses import replace

import paper
import pytest
import sheets
from boxes import everything_in_place

from forms import pdf
from forms.grid import A4, LABEL, Area, Band, Form, Pair, Paper, Sign, row
from forms.lay import lay
from forms.paginate import paginate
from forms.photos import Gallery
from forms.sheet import LaidRow, Page, Words
from forms.split import CONTINUED, CONTINUED_EN, split
from qcdesk.canonical import Values
from qcdesk.fields import Choice, Multi, Note, Photos, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

OPTIONS = tuple((f"选项{number:03d}", f"Option {number}") for number in range(400))
KIND = Kind(
    code="odd", rev="A/0", title="怪表", en="Odd sheet", prefix="GB", workflow=chain("odd", "qc", "qcmgr", "pmgr"),
    blocks=(Block("all", "全部", "qc", (
        Note("boxed", "加框长文", "Boxed"), Text("beside", "旁边", "Beside"),
        Multi("many", "许多", "Many", options=OPTIONS),
        Note("area", "大格：", "Area", photos=True), Photos("area_photos", "照片", "Photos"),
        Choice("one", "一项", "One", options=(("很长的选项" * 12, "x"), ("短", "y"))),
    )),),
    slots=(Slot("prepared", "编制", "Prepared", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
           Slot("approved", "核准", "Approved", "pmgr")),
)  # fmt: skip


def odd(sheet: Paper = A4) -> Form:
    return Form(KIND, (
        row(6, Band("怪表", "Odd")),
        row(8, Pair("boxed", 16), Pair("beside", 8)),
        row(8, Pair("many", 24)),
        row(8, Pair("one", 6), Sign("prepared", 6), Sign("reviewed", 6), Sign("approved", 6)),
        row(20, Area("area")),
    ), paper=sheet)  # fmt: skip


def values() -> Values:
    return KIND.parse({
        "boxed": "".join(chr(0x4E00 + at) for at in range(6000)), "beside": "旁" * 40,
        "many": [zh for zh, _ in OPTIONS[::2]], "one": OPTIONS and KIND.field("one").options[0][0],  # type: ignore[attr-defined]
        "area": "区" * 6000,
    })  # fmt: skip


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Words)]


@pytest.mark.parametrize("sheet", [A4, LABEL], ids=["a4", "label"])
def test_boxed_values_and_options_go_on(sheet: Paper, lang: str) -> None:
    form = odd(sheet)
    laid = lay(form, paper.record(form, values()), paper.OFFICE, lang)
    everything_in_place(laid)
    pages = paginate(laid)
    printed = sheets.squeezed("".join("".join(texts(page)) for page in pages))
    assert paper.lacking(printed, paper.expected(KIND, values())) == {}
    assert sum(printed.count(mark) for mark in "☑") == 201
    second = texts(pages[1])
    assert "加框长文" in "".join(second)
    assert (CONTINUED_EN if lang == "zh-en" else CONTINUED) in second


def test_the_rest_of_a_cut_row_is_no_higher_than_its_words() -> None:
    rest: LaidRow | None = lay(odd(), paper.record(odd(), values()), paper.OFFICE).rows[1]
    while rest is not None and rest.height > 150:
        _, rest = split(rest, 150)
        assert rest is not None
        words = [word for cell in rest.cells if cell.kind != "label" for word in cell.words]
        assert rest.y + rest.height - max(word.y for word in words) < 3
    assert rest is not None


def test_pages_of_an_odd_sheet_print() -> None:
    form = odd()
    file = pdf.to_bytes([lay(form, paper.record(form, values()), paper.OFFICE)])
    assert paper.lacking(paper.pdf_text(file), paper.expected(KIND, values())) == {}


@pytest.mark.parametrize("length", range(2500, 4100, 200))
def test_lost_photos_of_a_long_cell_are_said_once(length: int) -> None:
    entries = [{"sha256": f"{number:064x}", "name": f"n{number}.jpg"} for number in range(4)]
    filled = KIND.parse({"area": "区" * length, "area_photos": entries})
    form = odd()
    pages = paginate(lay(form, paper.record(form, filled), paper.OFFICE, gallery=Gallery()))
    assert sum("".join(texts(page)).count("照片读不出") for page in pages) == 4


def test_a_table_among_other_cells_is_refused() -> None:
    from forms.grid import Table
    from forms.plan import plan, shape_of

    form = paper.SHELF.newest("rework_record")
    wrong = replace(form, rows=(row(8, Pair("customer", 12), Table("exec_lines", (24,), 12)),))
    with pytest.raises(TypeError, match="stands alone"):
        plan(wrong, shape_of(wrong, {}), "zh")
