"""柏拉图 on paper (rules.md E2.5: 记入必要的事项): the chart over its table, with what it shows, over which days, how
many, who drew it and when. It is drawn from what is stored and is no record itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from forms import printing
from forms.grid import Area, Form, PageNumber, Pair, Row, Table, row
from forms.lay import lay
from forms.pareto_drawing import BEFORE_AFTER, drawing
from forms.pareto_plan import Box
from forms.photos import Gallery
from forms.printing import Print
from forms.sheet import LaidCell, LaidSheet
from qcdesk.canonical import Json, Values
from qcdesk.cases import asking
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Auto, Lines, Moment, Note, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.rules import pareto
from qcdesk.services.basics import office
from qcdesk.services.overview.figures import Pareto
from qcdesk.services.trail import events
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, chain

TITLE = "柏拉图"
CHART = "chart"
NOTHING = "这段时间没有可以画的案件，换一段时间、类别或计量再打印"
HIGH = 108.0
PAD = 2.0
HEAD = ("subject", "span", "measure", "whole", "made_by", "made_at")
BEFORE = ("before_span", "before_whole")


def _kind(code: str, *columns: Text, head: tuple[Text, ...] = ()) -> Kind:
    return Kind(
        code=code, rev="A/0", title=TITLE, en="Pareto Chart", prefix="BL", sheet=False,
        workflow=chain(code, "qc", "qcmgr", "pmgr"),
        blocks=(Block("chart", TITLE, "qc", (
            Text("subject", "项目", "Subject", limit=400), Text("span", "期间", "Span"), *head,
            Text("measure", "计量", "Measure"), Text("whole", "合计 N", "Total N"),
            Text("made_by", "制图", "Drawn by"), Moment("made_at", "制图时间", "Drawn at", key="day"),
            Note(CHART, "", ""),
            Lines("lines", "统计表", "Table", rows=1, most=999,
                  columns=(Auto("seq", "序号", "No.", what="row"), *columns)),
            Note("remarks", "说明：", "Remarks", limit=9999),
        )),),
        slots=(Slot("prepared", "编制", "Prepared", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
               Slot("approved", "核准", "Approved", "pmgr")),
    )  # fmt: skip


def _rows(widths: tuple[int, ...], *head: Row) -> tuple[Row, ...]:
    return (
        row(7, Pair("subject", 24)), *head, row(7, Pair("made_by", 8), Pair("made_at", 9), PageNumber(7)),
        row(HIGH, Area(CHART)), row(6.5, Table("lines", widths)), row(14, Area("remarks")),
    )  # fmt: skip


ONE = Form(
    _kind("pareto_chart", Text("name", "项目", "Item", limit=400), Text("amount", "数量", "Amount"),
          Text("share", "占比", "Share"), Text("cumulative", "累计占比", "Cumulative")),
    rows=_rows((2, 10, 4, 4, 4), row(7, Pair("span", 24)), row(7, Pair("measure", 10), Pair("whole", 14))),
)  # fmt: skip
BOTH = Form(
    _kind("pareto_compared", Text("name", "项目", "Item", limit=400), Text("before", "改善前", "Before"),
          Text("after", "改善后", "After"), Text("change", "增减", "Change"),
          head=(Text("before_span", "改善前期间", "Span before"), Text("before_whole", "改善前 N", "N before"))),
    rows=_rows((2, 10, 4, 4, 4), row(7, Pair("before_span", 12), Pair("before_whole", 12)),
               row(7, Pair("span", 12), Pair("whole", 12)), row(7, Pair("measure", 24))),
)  # fmt: skip


def printed(desk: Desk, charts: Sequence[Pareto], lang: str = "zh") -> Print:
    """One chart, or before and after; raises Refused where there is nothing to draw. Excel draws its own."""
    if not any(chart.bars for chart in charts):
        raise Refused(NOTHING)
    form, gallery = form_of(charts), Gallery()
    record = RecordView(0, None, form.kind, APPROVED, "", 0, values(desk, charts))
    sheet = _with_chart(lay(form, record, office.view(desk), lang, gallery), charts)
    return Print((sheet,), gallery, workbook=partial(_write_workbook, charts=charts, head=head(desk, charts)))


def form_of(charts: Sequence[Pareto]) -> Form:
    return ONE if len(charts) == 1 else BOTH


def save(desk: Desk, charts: Sequence[Pareto], path: Path) -> int:
    """A .pdf (its pages are given) or a .xlsx (the rows of its table). Raises Refused, Unavailable."""
    return printing.save(printed(desk, charts), path)


def note_print(desk: Desk, charts: Sequence[Pareto], how: str, pages: int = 0, copies: int = 1) -> None:
    """Leaves in the trail who took which chart out as what; it is of no record."""
    query = charts[-1].query
    detail: dict[str, object] = {"as": how, "chart": f"{TITLE} {query.title} {query.span}"}
    if pages:
        detail.update(pages=pages, copies=copies)
    with desk.store.write():
        events.note(desk, "printed" if how == "printer" else "exported", detail=detail)


def _write_workbook(path: Path, charts: Sequence[Pareto], head: Sequence[tuple[str, str]]) -> int:
    from forms import pareto_xlsx

    return pareto_xlsx.write(path, charts, head)


def head(desk: Desk, charts: Sequence[Pareto]) -> tuple[tuple[str, str], ...]:
    """What has to be written on a chart: each label and what stands behind it."""
    kind, said = form_of(charts).kind, values(desk, charts)
    names = (*HEAD[:1], *(BEFORE if len(charts) > 1 else ()), *HEAD[1:])
    fields = [kind.field(name) for name in names]
    return (*((item.label, item.show(said[item.name])) for item in fields), ("说明", str(said.get("remarks", ""))))


def values(desk: Desk, charts: Sequence[Pareto]) -> Values:
    chart = charts[-1]
    lines: list[Json] = [*(_changes(charts) if len(charts) > 1 else _lines(chart))]
    told: Values = {
        "subject": chart.query.title, "span": chart.query.span, "measure": asking.measure(chart.query.measure).label,
        "whole": chart.n, "made_by": desk.person.name or "（未登录）", "made_at": f"{desk.clock.wall():%Y-%m-%dT%H:%M}",
        "lines": lines,
    }  # fmt: skip
    if len(charts) > 1:
        told.update(before_span=charts[0].query.span, before_whole=charts[0].n)
    remarks = _remarks(charts)
    return {**told, "remarks": remarks} if remarks else told


def _lines(chart: Pareto) -> list[dict[str, Json]]:
    show = asking.measure(chart.query.measure).words
    return [{"name": bar.name, "amount": show(bar.amount), "share": pareto.percent(bar.share),
             "cumulative": pareto.percent(bar.cumulative)} for bar in chart.bars]  # fmt: skip


def _changes(charts: Sequence[Pareto]) -> list[dict[str, Json]]:
    before, after = charts
    show = asking.measure(after.query.measure).words
    return [{"name": one.name, "before": show(one.before), "after": show(one.after), "change": one.fall_words}
            for one in pareto.all_changes(before.bars, after.bars)]  # fmt: skip


def _remarks(charts: Sequence[Pareto]) -> str:
    if len(charts) == 1:
        return "\n".join(filter(None, (charts[0].vital, *charts[0].remarks)))
    days = f"改善前 {charts[0].query.days} 天，改善后 {charts[1].query.days} 天"
    said = [f"{name}：{'；'.join(chart.remarks)}" for name, chart in zip(BEFORE_AFTER, charts, strict=True)
            if chart.remarks]  # fmt: skip
    return "\n".join((days, *said))


def _with_chart(sheet: LaidSheet, charts: Sequence[Pareto]) -> LaidSheet:
    """The chart in the room that the sheet has left for it."""
    return replace(sheet, rows=tuple(
        replace(line, cells=tuple(_drawn(cell, charts) if cell.name == CHART else cell for cell in line.cells))
        for line in sheet.rows
    ))  # fmt: skip


def _drawn(cell: LaidCell, charts: Sequence[Pareto]) -> LaidCell:
    room = Box(cell.x + PAD, cell.y + PAD, cell.w - 2 * PAD, cell.h - 2 * PAD)
    return replace(cell, drawing=drawing(charts, room))
