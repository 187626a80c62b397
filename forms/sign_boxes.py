"""Where the signature boxes of a sheet stand on its printed pages, kept with a copy so that its scan can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.copy_mark import places
from forms.faces import ABOVE, POINT
from forms.fit import SERIF
from forms.grid import Paper
from forms.paginate import standing
from forms.photos import Gallery
from forms.sheet import REST, SIGN, LaidCell, LaidSheet, Standing
from qcdesk.canonical import Json

HUNDREDTHS = 100


def boxes(sheet: LaidSheet, gallery: Gallery | None = None) -> list[Json]:
    """The signature boxes as printed, a dict for every page, lengths in hundredths of a millimetre.

    `{"w", "h": the paper, "frame": [x, y, w, h], "main", "second": [x, y, side] of the marks, "boxes": [{"slot",
    "label", "x", "y", "w", "h", "printed": [[x, y, w, h, shade] of words and pictures in it]}]}`; the first is page 1,
    a shade is 0 (black) to 100 (white). Sheets without a head (labels) have one mark or none: the other is missing.
    """
    values = sheet.record.values
    labels = {name: sheet.form.kind.slot_label(name, values) for name, _ in sheet.form.kind.named_slots(values)}
    return [_page(sheet.form.paper, rows, labels) for rows in standing(sheet, gallery)]


def _page(paper: Paper, rows: list[Standing], labels: Mapping[str, str]) -> Json:
    top, end = rows[0][1], rows[-1][1] + rows[-1][0].height
    frame = paper.margin, top, paper.printable, end - top
    told: dict[str, Json] = {"w": hundredths(paper.width), "h": hundredths(paper.height), "frame": _ints(frame)}
    told.update({name: _ints((mark.x, mark.y, mark.side)) for name, mark in places(paper, rows).items()})
    told["boxes"] = [_box(name, labels.get(name, ""), run) for name, run in _signed(rows)]
    return told


def _signed(rows: list[Standing]) -> Iterator[tuple[str, list[tuple[LaidCell, float, float, float]]]]:
    """Each box's slot and the cells it is made of, with the top, the height and the way down of each."""
    signed = sorted(
        ((cell, y, row.height, down) for row, y, down in rows for cell in row.cells if cell.kind in (SIGN, REST)),
        key=lambda one: (one[0].x, one[1]),
    )
    run: list[tuple[LaidCell, float, float, float]] = []
    for one in signed:
        if run and not (one[0].joined and one[0].name == run[0][0].name):
            yield run[0][0].name, run
            run = []
        run.append(one)
    if run:
        yield run[0][0].name, run


def _box(slot: str, label: str, run: list[tuple[LaidCell, float, float, float]]) -> Json:
    first, top = run[0][0], run[0][1]
    end = run[-1][1] + run[-1][2]
    x, y, w, h = _ints((first.x, top, first.w, end - top))
    printed: list[Json] = [_ints(rect) for cell, _, _, down in run for rect in _printed(cell, down)]
    return {"slot": slot, "label": label, "x": x, "y": y, "w": w, "h": h, "printed": printed}


def _printed(cell: LaidCell, down: float) -> Iterator[tuple[float, ...]]:
    for word in (*cell.label_words, *cell.words):
        above, below = ABOVE * word.size * POINT, 0.25 * word.size * POINT
        yield word.x, word.y + down - above, SERIF.width(word.text, word.size), above + below, word.shade
    for picture in cell.pictures:
        yield picture.x, picture.y + down, picture.w, picture.h, 0.0


def _ints(lengths: tuple[float, ...]) -> list[Json]:
    return [hundredths(length) for length in lengths]


def hundredths(millimetres: float) -> int:
    """Canonical JSON knows no fractions."""
    return round(millimetres * HUNDREDTHS)
