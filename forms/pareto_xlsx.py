"""柏拉图 as a workbook: what has to be written on it, the table in numbers, and Excel's own chart of that table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from forms.listing_xlsx import SIZE
from forms.xlsx_style import FACE, TINT, TITLE
from forms.xlsx_text import escaped
from qcdesk.cases import asking
from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar
from qcdesk.services.overview.figures import Pareto
from qcdesk.store.files import replace_file
from qcdesk.store.trouble import told

WIDTHS = (34, 16, 14, 14, 60)
VITAL, MANY, LINE = "1F4C5E", "A6C8D4", "AF3A32"
WIDE, HIGH = 24.0, 11.5
"""Centimetres of the chart."""
IN_CELL = 100
"""Case numbers that stand in one cell: more are too high to be seen whole, and Excel takes 32,767 characters."""
CASES = "案件"
LIST_WIDTHS = (34, 24)


def write(path: Path, charts: Sequence[Pareto], head: Sequence[tuple[str, str]]) -> int:
    """At `path`; the number of rows of the table. Raises Unavailable."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "柏拉图"
    _prepare(sheet, head)
    first = len(head) + 3
    rows = _compared(sheet, charts, first) if len(charts) > 1 else _single(sheet, charts[0], first)
    if len(charts) == 1 and any(len(bar.cases) > IN_CELL for bar in charts[0].bars):
        _list_cases(book.create_sheet(CASES), charts[0])
    buffer = io.BytesIO()
    with told():
        book.save(buffer)
    with replace_file(path) as file:
        file.write(buffer.getbuffer())
    return rows


def _prepare(sheet: Any, head: Sequence[tuple[str, str]]) -> None:
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for at, (label, words) in enumerate(head, start=1):
        _put(sheet, at, 1, label, bold=True)
        _put(sheet, at, 2, words)
        if at == 1:
            sheet.cell(at, 2).font = Font(name=FACE, size=TITLE.size * 0.7, bold=True)
        if "\n" in words:
            sheet.merge_cells(start_row=at, end_row=at, start_column=2, end_column=5)
            sheet.cell(at, 2).alignment = Alignment(wrap_text=True, vertical="center")
            sheet.row_dimensions[at].height = 14 * (words.count("\n") + 1)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1


def _single(sheet: Any, chart: Pareto, first: int) -> int:
    of = asking.measure(chart.query.measure)
    _heading(sheet, first, ("项目", f"{of.label}（{of.unit}）", "占比", "累计占比", "案件"))
    for at, bar in enumerate(chart.bars, start=first + 1):
        shares = (bar.share / pareto.WHOLE, bar.cumulative / pareto.WHOLE)
        for column, value in enumerate((bar.name, _number(bar.amount), *shares, _cases(bar)), start=1):
            _put(sheet, at, column, value)
        for column in (3, 4):
            sheet.cell(at, column).number_format = "0.0%"
    last = first + len(chart.bars)
    sheet.add_chart(_pareto(sheet, chart, first, last), f"A{last + 2}")
    return len(chart.bars)


def _cases(bar: Bar) -> str:
    return "、".join(bar.cases) if len(bar.cases) <= IN_CELL else f"共 {len(bar.cases)} 件，见工作表“{CASES}”"


def _list_cases(sheet: Any, chart: Pareto) -> None:
    """Every case of every bar in a row of its own, so that Excel can filter them."""
    for letter, width in zip("AB", LIST_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _heading(sheet, 1, ("项目", CASES))
    lines = ((bar.name, number) for bar in chart.bars for number in bar.cases)
    for at, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            _put(sheet, at, column, value)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.auto_filter.ref = f"A1:B{sheet.max_row}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4


def _pareto(sheet: Any, chart: Pareto, first: int, last: int) -> Any:
    """Bars on the left scale up to the total, the curve on the right one up to 100 %."""
    names = Reference(sheet, min_col=1, min_row=first + 1, max_row=last)
    made = _bars(sheet, chart.query.title, names, (2,), first, last)
    made.y_axis.scaling.max = float(chart.whole)
    made.series[0].data_points = [_coloured(at, bar.vital) for at, bar in enumerate(chart.bars)]
    made.gapWidth = 30
    curve = LineChart()
    curve.add_data(Reference(sheet, min_col=4, min_row=first, max_row=last), titles_from_data=True)
    curve.y_axis.axId = 200
    curve.y_axis.scaling.min, curve.y_axis.scaling.max = 0.0, 1.0
    curve.y_axis.majorUnit, curve.y_axis.number_format = 0.2, "0%"
    curve.y_axis.crosses, curve.y_axis.delete = "max", False
    curve.y_axis.majorGridlines = None
    line = curve.series[0]
    line.graphicalProperties.line.solidFill = LINE
    line.marker.symbol, line.smooth = "circle", False
    line.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, dLblPos="t")
    made += curve
    return made


def _compared(sheet: Any, charts: Sequence[Pareto], first: int) -> int:
    before, after = charts
    of = asking.measure(after.query.measure)
    _heading(sheet, first, ("项目", f"改善前（{of.unit}）", f"改善后（{of.unit}）", "增减"))
    found = pareto.all_changes(before.bars, after.bars)
    for at, one in enumerate(found, start=first + 1):
        for column, value in enumerate((one.name, _number(one.before), _number(one.after), one.fall_words), start=1):
            _put(sheet, at, column, value)
    last = first + len(found) - 1  # the line of the total is no bar
    names = Reference(sheet, min_col=1, min_row=first + 1, max_row=last)
    made = _bars(sheet, f"{after.query.title}　改善前后", names, (2, 3), first, last)
    made.legend.position = "b"
    sheet.add_chart(made, f"A{last + 3}")
    return len(found)


def _bars(sheet: Any, title: str, names: Reference, columns: Sequence[int], first: int, last: int) -> BarChart:
    made = BarChart()
    made.title, made.width, made.height = title, WIDE, HIGH
    for column in columns:
        made.add_data(Reference(sheet, min_col=column, min_row=first, max_row=last), titles_from_data=True)
    made.set_categories(names)
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.scaling.min = 0
    made.y_axis.majorGridlines = None
    for series, colour in zip(made.series, (MANY, VITAL), strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    if len(columns) == 1:
        made.legend = None
    return made


def _coloured(at: int, vital: bool) -> Any:
    from openpyxl.chart.series import DataPoint

    return DataPoint(idx=at, spPr=GraphicalProperties(solidFill=VITAL if vital else MANY))


def _heading(sheet: Any, row: int, words: Sequence[str]) -> None:
    for column, word in enumerate(words, start=1):
        _put(sheet, row, column, word, bold=True)
        sheet.cell(row, column).fill = PatternFill("solid", fgColor=TINT)


def _put(sheet: Any, row: int, column: int, value: str | int | float, *, bold: bool = False) -> None:
    box = sheet.cell(row, column)
    box.value = escaped(value) if isinstance(value, str) else value
    box.font = Font(name=FACE, size=SIZE, bold=bold)
    box.alignment = Alignment(vertical="center", wrap_text=column == len(WIDTHS))
    if isinstance(value, str):
        box.data_type = "s"
        box.quotePrefix = bool(value) and value[0] in "=+-@'"


def _number(amount: Decimal) -> int | float:
    """What Excel can add up."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
