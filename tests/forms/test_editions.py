"""An amended sheet names its edition where its number stands, and an old one cannot be taken for it."""

import math
from dataclasses import replace

import pytest
from paper import FORMS, record

from forms import fill, frame
from forms.draw import watermark
from forms.faces import POINT
from forms.frame import SERIF
from forms.grid import Form
from qcdesk.views import OfficeView


def test_the_edition_stands_behind_the_number_and_both_fit_beside_the_day(headed: Form, lang: str) -> None:
    amended = replace(record(headed), amended=12)
    says = fill.running(headed, amended, OfficeView("样例五金"), lang)
    words = frame.head(headed.paper, says, None, False).items
    day, number = (next(one for one in words if one.text.startswith(lead)) for lead in ("日期", "编号"))
    assert number.text.endswith("12")
    assert "改版" in number.text
    assert day.x + SERIF.width(day.text, day.size) < number.x
    assert number.x + SERIF.width(number.text, number.size) == pytest.approx(headed.paper.width - headed.paper.margin)


def test_a_first_edition_is_numbered_as_ever() -> None:
    first = record(FORMS[0])
    assert fill.numbered(first, "zh") == first.number


def test_replaced_stands_whole_across_the_page(form: Form) -> None:
    old = replace(record(form), superseded=True)
    [word] = watermark(form.paper, fill.watermark(old))
    assert word.text == "已被替代"
    wide, turn = SERIF.width(word.text, word.size), math.radians(word.turn)
    assert word.x - word.size * POINT > 0 if form.paper.head else word.x > 0
    assert word.x + wide * math.cos(turn) < form.paper.width
    assert word.y - wide * math.sin(turn) > 0


def test_replaced_is_said_even_of_a_void_sheet() -> None:
    assert fill.watermark(replace(record(FORMS[0], state="void"), superseded=True)) == "已被替代"
