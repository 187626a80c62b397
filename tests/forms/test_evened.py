"""A column's words are of one size, and no row grows for it."""

import paper
import pytest

from forms.grid import Form
from forms.sheet import LaidSheet
from qcdesk.canonical import Values

LEDGER = paper.SHELF.newest("seal_ledger")
SHORT: Values = {"sample_no": "YP-202611-001", "customer": "日汀车料", "item": "踏板"}
LONG: Values = {"sample_no": "YP-202611-002", "customer": "岚山精密车料（样例）有限公司", "item": "铝合金宽踏板 FP-881"}


def sizes(sheet: LaidSheet) -> dict[tuple[str, str], set[float]]:
    """By table and column, of what stands in its lines."""
    found: dict[tuple[str, str], set[float]] = {}
    for cell in (cell for row in sheet.rows for cell in row.cells):
        if cell.row is not None and cell.column and not cell.ticks:
            found.setdefault((cell.name, cell.column), set()).update(words.size for words in cell.words)
    return found


@pytest.mark.every_kind
def test_every_column_of_a_sample_has_one_size(form: Form, lang: str) -> None:
    assert {place: found for place, found in sizes(paper.laid(form, lang=lang)).items() if len(found) > 1} == {}


def test_short_name_is_set_like_the_long_one_below_it() -> None:
    alone, both = (sizes(paper.laid(LEDGER, LEDGER.kind.parse({"lines": lines}))) for lines in ([SHORT], [SHORT, LONG]))
    assert max(alone["lines", "customer"]) > max(both["lines", "customer"])
    assert alone["lines", "sample_no"] == both["lines", "sample_no"]


def test_no_sheet_is_longer_for_it(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    values = paper.limits(form.kind, note=4000)[0]
    together = paper.laid(form, values)
    monkeypatch.setattr("forms.lay.evened", lambda rows, setting: rows)
    assert together.height <= paper.laid(form, values).height
