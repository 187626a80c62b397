"""Boxes measured: cells side by side, words inside their cells, labels readable."""

from itertools import pairwise

import paper
import pytest

from forms.draw import watermark
from forms.faces import ABOVE, BELOW, POINT, face
from forms.fit import scale_of
from forms.grid import Form
from forms.lay import lay
from forms.paginate import paginate
from forms.sheet import HEADING, LABEL, LaidCell, LaidSheet, Page, Picture, Rule, Words
from qcdesk.canonical import Values

SERIF = face("serif")
SLACK = 0.05


def box(word: Words) -> tuple[float, float, float, float]:
    size = word.size * POINT
    wide = SERIF.width(word.text, word.size) + max(0, len(word.text) - 1) * word.spacing * POINT
    return word.x, word.y - ABOVE * size, word.x + wide, word.y + BELOW * size


def outside(word: Words, cell: LaidCell) -> bool:
    left, top, right, bottom = box(word)
    return (
        left < cell.x - SLACK
        or top < cell.y - SLACK
        or right > cell.x + cell.w + SLACK
        or bottom > cell.y + cell.h + SLACK
    )


def stray(sheet: LaidSheet) -> list[str]:
    return [
        f"{cell.kind} {cell.name}{cell.column}: {word.text[:20]}"
        for cell in sheet.cells() for word in (*cell.words, *cell.label_words) if outside(word, cell)
    ]  # fmt: skip


def overlapping(page: Page) -> list[tuple[str, str]]:
    boxes = sorted((box(i), i.text) for i in page.items if isinstance(i, Words) and not i.turn and i.text.strip())
    found = []
    for at, ((left, top, right, bottom), text) in enumerate(boxes):
        for (other, above, _, below), neighbour in boxes[at + 1 :]:
            if other >= right - SLACK:
                break
            if above < bottom - SLACK and top < below - SLACK:
                found.append((text, neighbour))
        assert left < right
    return found


def off_page(page: Page) -> list[object]:
    found: list[object] = []
    for item in page.items:
        if isinstance(item, Words) and not item.turn:
            left, top, right, bottom = box(item)
        elif isinstance(item, Rule):
            left, top, right, bottom = item.x1, item.y1, item.x2, item.y2
        elif isinstance(item, Picture):
            left, top, right, bottom = item.x, item.y, item.x + item.w, item.y + item.h
        else:
            continue
        if left < 0 or top < 0 or right > page.width or bottom > page.height:
            found.append(item)
    return found


def crossed(page: Page) -> list[str]:
    """Words that a rule runs through."""
    rules = [item for item in page.items if isinstance(item, Rule)]
    found = []
    for word in page.items:
        if isinstance(word, Words) and not word.turn:
            left, top, right, bottom = box(word)
            found += [
                word.text for r in rules
                if r.x1 < right - SLACK and r.x2 > left + SLACK and r.y1 < bottom - SLACK and r.y2 > top + SLACK
            ]  # fmt: skip
    return found


def everything_in_place(sheet: LaidSheet) -> None:
    assert stray(sheet) == []
    for page in paginate(sheet)[:8]:
        assert off_page(page) == []
        assert overlapping(page) == []
        assert crossed(page) == []


def test_blank_sheet_is_one_page(form: Form, lang: str) -> None:
    sheet = paper.blank_sheet(form, lang)
    assert len(paginate(sheet)) == 1
    everything_in_place(sheet)


def test_sample_is_one_page(form: Form, lang: str) -> None:
    sheet = paper.laid(form, lang=lang)
    assert len(paginate(sheet)) == 1
    everything_in_place(sheet)


def test_sheet_at_its_limits_keeps_to_its_boxes(form: Form, lang: str) -> None:
    everything_in_place(paper.laid(form, paper.limits(form.kind, note=4000)[0], lang))


@pytest.mark.parametrize(
    "text", ["a" * 4000, "W" * 4000, "，" * 2000, "HRC 38～41\n\n" * 200, "abcdefghijklmnopqrst " * 150]
)
def test_awkward_text_keeps_to_its_boxes(form: Form, text: str) -> None:
    values: Values = {}
    for name, _, field in form.kind.named_fields({}):
        if field.type in ("note", "text", "lookup", "person"):
            values[name] = field.parse(text[: getattr(field, "limit", 10)])
    everything_in_place(paper.laid(form, values))


def test_cells_fill_their_row_and_do_not_overlap(form: Form, lang: str) -> None:
    sheet = paper.laid(form, lang=lang)
    left, _, wide, _ = sheet.frame
    for row in sheet.rows:
        assert row.cells[0].x == pytest.approx(left)
        for one, two in pairwise(row.cells):
            assert two.x == pytest.approx(one.x + one.w)
        assert row.cells[-1].x + row.cells[-1].w == pytest.approx(left + wide)
        assert {round(cell.h, 6) for cell in row.cells} == {round(row.height, 6)}
    for above, below in pairwise(sheet.rows):
        assert below.y == pytest.approx(above.y + above.height)


def test_labels_are_readable(form: Form, lang: str) -> None:
    least = 4.5 if paper.is_label(form) else 6.5
    small = [
        word.text for cell in paper.blank_sheet(form, lang).cells() if cell.kind in (LABEL, HEADING)
        for word in cell.words if word.size < least
    ]  # fmt: skip
    assert small == []


def test_labels_are_printed_whole(form: Form, lang: str) -> None:
    for cell in paper.blank_sheet(form, lang).cells():
        if cell.kind in (LABEL, HEADING):
            assert paper.squeezed("".join(word.text for word in cell.words)) == paper.squeezed(cell.text)


def test_english_words_of_labels_are_not_broken(form: Form) -> None:
    for cell in paper.blank_sheet(form, "zh-en").cells():
        if cell.kind in (LABEL, HEADING):
            printed = {part for word in cell.words for part in word.text.split()}
            assert set(cell.text.partition("\n")[2].split()) <= printed, cell.text


def test_every_value_has_a_cell_on_screen(form: Form) -> None:
    sheet = paper.blank_sheet(form)
    for name in form.placed():
        field = form.kind.field(name)
        if field.type == "lines":
            assert all(sheet.cell(name, 0, column.name) for column in field.columns)  # type: ignore[attr-defined]
        else:
            assert sheet.cell(name), name
    assert all(sheet.cell(slot.name) for slot in form.kind.required_slots)


def test_every_option_can_be_clicked(form: Form) -> None:
    sheet = paper.blank_sheet(form)
    for cell in sheet.cells():
        if cell.ticks:
            options = form.kind.field(cell.name).options  # type: ignore[attr-defined]
            assert list(dict.fromkeys(tick.zh for tick in cell.ticks)) == [zh for zh, _ in options]
            for tick in cell.ticks:
                assert cell.x <= tick.x
                assert tick.x + tick.w <= cell.x + cell.w + SLACK
                assert cell.y - SLACK <= tick.y


def test_watermark_stands_on_the_page(form: Form) -> None:
    (mark,) = watermark(form.paper, "草稿")
    assert isinstance(mark, Words)
    assert 0 < mark.x < form.paper.width
    assert 0 < mark.y < form.paper.height


def test_sizes_shrink_in_order(form: Form) -> None:
    scale = scale_of(form.paper)
    for sizes in (scale.value, scale.tick, scale.sign, scale.label):
        assert list(sizes) == sorted(sizes, reverse=True)


def test_laying_twice_gives_the_same(form: Form) -> None:
    record = paper.record(form)
    one, two = (lay(form, record, paper.OFFICE) for _ in range(2))
    assert paginate(one) == paginate(two)
