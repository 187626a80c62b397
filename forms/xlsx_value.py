"""What a laid cell says in Excel: words, or a number that shows as it does on paper."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from forms.grid import Form
from forms.sheet import AREA, REST, SIGN, LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Auto, Day, Lines, Moment, Money, Number

BLANKS = " 　"
PROMPTS = ("签名", "日期")
EXACT_DIGITS = 15
"""Excel rounds beyond them: such a figure stays text."""


def text_of(cell: LaidCell) -> str:
    """The whole content, unbroken; an area with its label above, options and signatures in lines as on paper."""
    if cell.kind == AREA:
        text = _in_lines(_units(cell), cell) if cell.ticks else cell.text
        return f"{cell.label}\n{text}" if cell.label and text else cell.label or text
    if cell.kind == SIGN:
        return f"{cell.label}\n{_signed(cell)}" if cell.label else _signed(cell)
    if cell.ticks:
        return _in_lines(_units(cell), cell)
    return _signed(cell) if cell.kind == REST or is_prompting(cell) else cell.text


def is_prompting(cell: LaidCell) -> bool:
    """Whether it holds nothing but the prompts to sign with a pen."""
    return bool(cell.words) and not cell.text


def _signed(cell: LaidCell) -> str:
    """An unsigned box has its prompts side by side or one above the other, as on paper."""
    if cell.text:
        return _in_lines(_units(cell), cell)
    between = "\n" if len({word.y for word in cell.words}) > 1 else "　　　　"
    return between.join(word.text for word in cell.words)


def _units(cell: LaidCell) -> list[str]:
    """The prompts of a signature are left out where paper had no room for them."""
    units = cell.text.split("　")
    if cell.ticks or any(word.shade for word in cell.words):
        return units
    return [unit.partition("：")[2] if unit.startswith(PROMPTS) else unit for unit in units]


def _in_lines(units: list[str], cell: LaidCell) -> str:
    """A unit that begins a line on paper begins one here; none is broken, Excel does that where it must."""
    line_of = [word.y for word in cell.words for char in word.text if char not in BLANKS]
    text, at, line = "", 0, line_of[0] if line_of else 0.0
    for unit in units:
        here = line_of[at] if at < len(line_of) else line
        text += ("\n" if here != line else "　" if text else "") + unit
        at, line = at + sum(char not in BLANKS for char in unit), here
    return text


def datum_in(form: Form, cell: LaidCell) -> tuple[int | float | date, str] | None:
    """What a table's cell holds where it is more than words, a figure, a day or a moment, and Excel's format for it."""
    if cell.row is None:
        return None
    table = form.field(cell.name)
    column = table.column(cell.column) if isinstance(table, Lines) else None
    match column:
        case Auto():
            return (int(cell.text), "0") if cell.text.isdecimal() else None
        case Number():
            return figure(column, cell.value)
        case Day() if isinstance(cell.value, str):
            return date.fromisoformat(cell.value), "yyyy-mm-dd"
        case Moment() if isinstance(cell.value, str):
            return datetime.fromisoformat(cell.value), "yyyy-mm-dd hh:mm"
        case _:
            return None


def figure(column: Number, value: Json) -> tuple[int | float, str] | None:
    if not isinstance(value, int | str) or isinstance(value, bool):
        return None
    number = Decimal(value)
    places = 2 if isinstance(column, Money) else max(0, -int(number.as_tuple().exponent))
    if len(number.as_tuple().digits) > EXACT_DIGITS:
        return None
    whole = "#,##0" if isinstance(column, Money) else "0"
    return (float(number) if places else int(number)), whole + ("." + "0" * places if places else "")
