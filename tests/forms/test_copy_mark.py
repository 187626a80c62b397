"""The marks of a numbered copy: readable, in free space only, and nothing else on the sheet moves."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import paper
import pytest
import scanned
import zxingcpp

from forms import code, pdf, xlsx
from forms.copy_mark import BELOW_EDGE, Square, main_place, second_place
from forms.faces import ABOVE, POINT
from forms.fit import SERIF
from forms.grid import Form
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import CopyMark, Fill, Item, LaidSheet, Page, Picture, Rule, Words
from forms.sign_boxes import boxes
from qcdesk import canonical, copy_codes

PRINTERS_EDGE = 4.0
OURS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix])
LOGO_FREE_NAME = "样例市青榆区车料与自行车零部件精密制造（集团）有限公司"


def plain(sheet: LaidSheet) -> LaidSheet:
    return replace(sheet, copy=None)


def extent(item: Item) -> tuple[float, float, float, float]:
    """Left, top, right, lower edge."""
    if isinstance(item, Words):
        wide = SERIF.width(item.text, item.size) + len(item.text) * item.spacing * POINT
        return item.x, item.y - ABOVE * item.size * POINT, item.x + wide, item.y + 0.2 * item.size * POINT
    if isinstance(item, Rule):
        return min(item.x1, item.x2), min(item.y1, item.y2), max(item.x1, item.x2), max(item.y1, item.y2)
    return item.x, item.y, item.x + item.w, item.y + item.h


def overlapping(page: Page, left: float, top: float, right: float, low: float) -> Iterator[Item]:
    for item in page.items:
        x0, y0, x1, y1 = extent(item)
        turned = isinstance(item, Words) and item.turn
        if x0 < right and left < x1 and y0 < low and top < y1 and not turned:
            yield item


def added(form: Form, lang: str) -> list[tuple[Page, list[Item]]]:
    """The pages without marks, each with what the marks add."""
    sheet = scanned.copy_of(form, lang=lang)
    bare = paginate(plain(sheet))
    return [(one, list(marked.items[len(one.items) :])) for one, marked in zip(bare, paginate(sheet), strict=True)]


def test_nothing_on_the_sheet_moves_by_a_hair(headed: Form, lang: str) -> None:
    sheet = scanned.copy_of(headed, lang=lang)
    for bare, marked in zip(paginate(plain(sheet)), paginate(sheet), strict=True):
        assert marked.items[: len(bare.items)] == bare.items
        assert len(marked.items) > len(bare.items)
    assert replace(plain(sheet)) == lay(headed, sheet.record, sheet.office, lang)


def test_the_marks_stand_in_free_space_within_what_a_printer_prints(headed: Form, lang: str) -> None:
    for bare, items in added(headed, lang):
        for item in items:
            x0, y0, x1, y1 = extent(item)
            assert min(x0, y0) >= PRINTERS_EDGE
            assert max(x1 - bare.width, y1 - bare.height) <= -PRINTERS_EDGE
            assert not list(overlapping(bare, x0 - 0.05, y0 - 0.05, x1 + 0.05, y1 + 0.05)), item


def test_each_mark_has_its_quiet_margin(headed: Form, lang: str) -> None:
    """Four squares beside a QR code (29 at most), one beside a Data Matrix (14 at least)."""
    for bare, _ in added(headed, lang):
        main, second = main_place(bare.width), second_place(bare.height)
        assert not list(overlapping(bare, *_around(main, main.side / 29 * 4)))
        assert not list(overlapping(bare, *_around(second, second.side / 14)))


def _around(place: Square, away: float) -> tuple[float, float, float, float]:
    (x0, y0), _, (x1, y1), _ = place.corners
    return x0 - away, y0 - away, x1 + away, y1 + away


def test_a_long_company_and_a_long_title_stay_clear_of_the_mark(headed: Form) -> None:
    office = replace(paper.OFFICE, company=LOGO_FREE_NAME, company_en="Sample Precision Cycle Parts " * 4)
    sheet = replace(scanned.copy_of(headed), office=office)
    main = main_place(headed.paper.width)
    for page in paginate(plain(sheet)):
        assert not list(overlapping(page, *_around(main, 1.0)))


def test_both_marks_are_read_from_the_print(headed: Form, lang: str) -> None:
    copy = scanned.printed(headed, 3, lang)
    for number, picture in enumerate(copy.pages, start=1):
        texts = {one.text for one in zxingcpp.read_barcodes(picture, formats=OURS)}
        assert {copy.code.text(number, len(copy.pages)), copy.code.compact(number)} <= texts


def test_the_short_code_and_the_remark_are_printed_under_the_mark(headed: Form) -> None:
    for number, (bare, items) in enumerate(added(headed, "zh"), start=1):
        (words,) = [item for item in items if isinstance(item, Words)]
        said, _, short = words.text.partition("　")
        assert said == "第2份 重印"
        assert copy_codes.parse_short(short) == copy_codes.ShortCode(41, number, short[-4:])
        main = main_place(bare.width)
        assert words.y > main.y + main.side
        assert words.x + SERIF.width(words.text, words.size) == pytest.approx(main.x + main.side)


def labelled(code: str, lang: str, number: int = 1) -> LaidSheet:
    return scanned.copy_of(next(form for form in scanned.LABELS if form.kind.code == code), number, lang)


def is_square(item: Item) -> bool:
    """Of a code: black, where bands are grey."""
    return isinstance(item, Fill) and item.shade == 0


def test_a_sample_s_label_says_its_copy_in_as_many_squares_at_the_same_place(lang: str) -> None:
    sheet = labelled("seal_label", lang)
    (bare,), (marked,) = paginate(plain(sheet)), paginate(sheet)
    assert [item for item in marked.items if not is_square(item)] == [i for i in bare.items if not is_square(i)]
    old, new = ([extent(item) for item in page.items if is_square(item)] for page in (bare, marked))
    for at, most in enumerate((min, min, max, max)):
        assert most(one[at] for one in old) == pytest.approx(most(one[at] for one in new))
    assert min(one[2] - one[0] for one in old) == pytest.approx(min(one[2] - one[0] for one in new))
    assert sheet.copy is not None
    (picture,) = scanned.rendered(pdf.to_bytes([sheet]))
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == f"YP-202611-001/{sheet.copy.code.compact(1)}"
    (told,) = boxes(sheet)
    x, y, side = (length / 100 for length in told["main"])
    assert (x, y, x + side, y + side) == pytest.approx([most(one[at] for one in new) for at, most in
                                                        enumerate((min, min, max, max))], abs=0.02)  # fmt: skip
    assert "second" not in told


def test_a_code_too_long_for_as_many_squares_has_smaller_ones_in_the_same_place() -> None:
    sheet = labelled("seal_label", "zh")
    assert sheet.copy is not None
    long = replace(sheet, copy=CopyMark(replace(sheet.copy.code, copy_id=32**4)))
    (picture,) = scanned.rendered(pdf.to_bytes([long]))
    (read,) = zxingcpp.read_barcodes(picture)
    assert copy_codes.parse_short(read.text) is not None
    assert boxes(long) == boxes(sheet)
    assert code.label_matrix(read.text) != code.label_matrix("YP-202611-001/001S17X1M")
    assert (len(code.label_matrix(read.text)), len(code.label_matrix("YP-202611-001/001S17X1M"))) == (25, 21)


def test_a_hold_tag_bears_a_small_mark_and_its_short_code_below_the_frame(lang: str) -> None:
    sheet = labelled("hold_tag", lang)
    (bare,), (marked,) = paginate(plain(sheet)), paginate(sheet)
    assert marked.items[: len(bare.items)] == bare.items
    added_ = marked.items[len(bare.items) :]
    for item in added_:
        x0, y0, x1, y1 = extent(item)
        assert not list(overlapping(bare, x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3)), item
        assert min(x0, bare.width - x1) >= 3
        assert y1 <= bare.height - BELOW_EDGE
    assert sheet.copy is not None
    (words,) = [item.text for item in added_ if isinstance(item, Words)]
    assert words == f"{sheet.copy.code.short(1)}　第2份 重印"
    (picture,) = scanned.rendered(pdf.to_bytes([sheet]))
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [sheet.copy.code.compact(1)]
    assert "main" not in boxes(sheet)[0]


def test_a_tag_whose_rows_have_grown_into_the_strip_bears_no_mark() -> None:
    form = next(form for form in scanned.LABELS if form.kind.code == "hold_tag")
    sheet = scanned.copy_of(form, values=paper.limits(form.kind)[0])
    for bare, marked, told in zip(paginate(plain(sheet)), paginate(sheet), boxes(sheet), strict=True):
        assert (len(marked.items) > len(bare.items)) == ("second" in told)
    assert "second" not in boxes(sheet)[0]


def test_excel_and_a_plain_print_of_a_label_say_its_number_alone() -> None:
    sheet = labelled("seal_label", "zh")
    assert paper.xlsx_text(xlsx.to_bytes([sheet])) == paper.xlsx_text(xlsx.to_bytes([plain(sheet)]))
    (picture,) = scanned.rendered(pdf.to_bytes([plain(sheet)]))
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == ["YP-202611-001"]


def test_excel_and_the_screen_know_nothing_of_the_marks(headed: Form) -> None:
    sheet = scanned.copy_of(headed)
    assert paper.xlsx_text(xlsx.to_bytes([sheet])) == paper.xlsx_text(xlsx.to_bytes([plain(sheet)]))


def test_a_repeated_page_number_changes_both_marks() -> None:
    form = paper.SHELF.newest("qc_anomaly")
    values, _ = paper.limits(form.kind)
    sheet = scanned.copy_of(form, values=values)
    pages = paginate(sheet)
    assert len(pages) > 1
    assert sheet.copy is not None
    for one, other in pairwise(pages):
        assert one.items[-40:] != other.items[-40:]
    pictures = scanned.rendered(pdf.to_bytes([sheet]))
    for number, picture in enumerate(pictures, start=1):
        texts = {one.text for one in zxingcpp.read_barcodes(picture, formats=OURS)}
        assert sheet.copy.code.text(number, len(pages)) in texts


def test_every_signature_box_is_told_once_on_a_sheet_of_one_page(form: Form) -> None:
    sheet = lay(form, paper.record(form, sign=False), paper.OFFICE)
    told = [box for page in boxes(sheet) for box in page["boxes"]]
    named = dict(form.kind.named_slots(sheet.record.values))
    slots = [box["slot"] for box in told]
    assert sorted(set(slots)) == sorted({cell.name for cell in sheet.cells() if cell.kind == "sign"})
    if len(boxes(sheet)) == 1:
        assert len(set(slots)) == len(slots)
    assert all(box["label"] == named[box["slot"]].label for box in told)


def test_boxes_lie_in_the_frame_and_words_in_their_boxes(form: Form, lang: str) -> None:
    for sign in (False, True):
        sheet = lay(form, paper.record(form, sign=sign), paper.OFFICE, lang)
        for page in boxes(sheet):
            x, y, w, h = page["frame"]
            for box in page["boxes"]:
                assert x - 2 <= box["x"] < box["x"] + box["w"] <= x + w + 2
                assert y - 2 <= box["y"] < box["y"] + box["h"] <= y + h + 2
                assert bool(box["printed"]), "a box has at least its prompts"
                for left, top, wide, high, shade in box["printed"]:
                    assert box["x"] <= left <= left + wide <= box["x"] + box["w"] + 20
                    assert box["y"] - 40 <= top <= top + high <= box["y"] + box["h"] + 40
                    assert 0 <= shade <= 100


def test_a_box_beside_a_table_is_one_box_as_high_as_its_lines() -> None:
    sheet = lay(paper.SHELF.newest("car_8d"), paper.record(paper.SHELF.newest("car_8d"), sign=False), paper.OFFICE)
    parts = [cell for cell in sheet.cells() if cell.name == "d3_sign" and cell.kind in ("sign", "rest")]
    (box,) = [box for page in boxes(sheet) for box in page["boxes"] if box["slot"] == "d3_sign"]
    assert len(parts) > 1
    assert box["h"] == pytest.approx(100 * sum(cell.h for cell in parts), abs=3)


def test_the_geometry_is_canonical_json(form: Form) -> None:
    told = boxes(scanned.copy_of(form))
    assert canonical.load(canonical.dump({"pages": told})) == {"pages": told}
    assert set(map(type, _leaves(told))) <= {int, str}


def _leaves(value: object) -> Iterator[object]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inside is None:
        yield value
    else:
        for item in inside:
            yield from _leaves(item)


def test_a_mark_carries_its_remark() -> None:
    one = copy_codes.CopyCode("7K3M9Q", 1, 0, 1, 1, "0" * 64, scanned.PRINTED_AT)
    assert CopyMark(one).said == ""
    assert not any(isinstance(item, Picture) for item in paginate(scanned.copy_of(scanned.HEADED[0]))[0].items)
