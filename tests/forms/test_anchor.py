"""The head of the event chain in the foot of an approved sheet: there, legible, and nothing moved by it."""

import io
from dataclasses import replace

import openpyxl
import paper

from forms import frame, xlsx
from forms.cutting import cut
from forms.faces import POINT, face
from forms.grid import Form
from forms.lay import lay
from forms.sheet import LaidSheet, Words

ANCHOR = "1234567·3F9AC27B51D0"


def anchored(form: Form, lang: str = "zh") -> LaidSheet:
    return lay(form, replace(paper.record(form), anchor=ANCHOR), paper.OFFICE, lang)


def test_anchor_moves_nothing_and_stands_on_free_paper(headed: Form, lang: str) -> None:
    bare, told = paper.laid(headed, lang=lang), anchored(headed, lang)
    added = [item for item in told.foot if item not in bare.foot]
    assert (told.rows, told.height, told.head) == (bare.rows, bare.height, bare.head)
    assert len(cut(told).leaves) == len(cut(bare).leaves)
    assert [text_of(item) for item in added] == [f"{'链 Chain' if lang == 'zh-en' else '链'} {ANCHOR}"]
    left, _, right, low = box(added[0])
    assert all(clear(added[0], item) for item in bare.foot)
    assert headed.paper.margin <= left < right <= headed.paper.width - headed.paper.margin + 0.001
    assert low - told.height <= frame.ANCHOR_DOWN + 0.3


def text_of(item: object) -> str:
    return item.text if isinstance(item, Words) else ""


def clear(one: object, other: object) -> bool:
    (left, top, right, low), (x, y, end, deep) = box(one), box(other)
    return right <= x or end <= left or low <= y or deep <= top


def box(word: object) -> tuple[float, float, float, float]:
    """As high as digits and letters are."""
    assert isinstance(word, Words)
    size = word.size * POINT
    return word.x, word.y - 0.75 * size, word.x + face("serif").width(word.text, word.size), word.y + 0.1 * size


def test_workbook_has_the_anchor_in_the_foot_of_its_pages(headed: Form) -> None:
    worksheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([anchored(headed)]))).active
    bare = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes([paper.laid(headed)]))).active
    assert worksheet.oddFooter.left.text == f"链 {ANCHOR}"
    assert worksheet.max_row == bare.max_row
    assert not bare.oddFooter.left.text
