"""case pareto: the cases of a span put in order, told, or written as a sheet or a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qcdesk.canonical import Json
from qcdesk.cases import asking, choices
from qcdesk.cases.asking import CASES, CAUSE, CODES, GROUPINGS, MEASURES, RESULT, Grouping, Measure, Query, Within
from qcdesk.desk import Desk
from qcdesk.rules import pareto
from qcdesk.services.overview import figures
from qcdesk.services.overview.figures import Pareto
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser


def words(made: Parser) -> None:
    made.add_argument("--month", metavar="月份", default="", help="哪个月，例如 2026-11；不写就是这个月")
    made.add_argument("--from", dest="first", metavar="日期", default="", help="从哪一天，例如 2026-11-01")
    made.add_argument("--to", dest="last", metavar="日期", default="", help="到哪一天（算在内）")
    made.add_argument("--by", metavar="分类", default=RESULT, help=f"{_offer(GROUPINGS)}；默认 {RESULT}")
    made.add_argument("--measure", metavar="计量", default=CASES, help=f"{_offer(MEASURES)}；默认 {CASES}")
    kinds = "、".join(kind for kind, _ in choices.KINDS)
    made.add_argument("--kind", metavar="类别", default="", help=f"{kinds}；默认全部")
    made.add_argument("--of", metavar="名称", default="",
                      help="只看这一项的案件，例如 芯轴断裂；不是不良项目的写 customer=客户名称")  # fmt: skip
    made.add_argument("--before-from", metavar="日期", default="", help="改善前后比较：改善前从哪一天")
    made.add_argument("--before-to", metavar="日期", default="", help="改善前到哪一天")
    made.add_argument("-o", "--output", metavar="文件", help="写成文件：.pdf 可打印，.xlsx 带图")


def _offer(known: Sequence[Grouping] | Sequence[Measure]) -> str:
    return "、".join(f"{one.code} {one.label}" for one in known)


def run(call: Call) -> int:
    options = call.options
    if bool(options.before_from) != bool(options.before_to):
        raise Misused("改善前后比较要写 --before-from 和 --before-to 两个日期")
    with call.desk() as desk:
        call.proof_if_named(desk)
        query = _query(call, desk)
        if options.before_from:
            charts: tuple[Pareto, ...] = figures.compared(desk, query, (options.before_from, options.before_to))
        else:
            charts = (figures.drawn(desk, query),)
        if options.output:
            return _write(call, desk, charts)
    said = [as_json(chart) for chart in charts]
    call.answer(said[0] if len(said) == 1 else {"before": said[0], "after": said[1], "changes": _changes(charts)},
                "\n".join(_told(charts)))  # fmt: skip
    return 0


def _query(call: Call, desk: Desk) -> Query:
    options = call.options
    if options.month and (options.first or options.last):
        raise Misused("--month 和 --from、--to 只写一种")
    if bool(options.first) != bool(options.last):
        raise Misused("期间要写 --from 和 --to 两个日期")
    of = asking.day(f"{options.month}-01") if options.month else desk.clock.today()
    first, last = (options.first, options.last) if options.first else asking.month(of)
    return asking.checked(Query(first, last, options.by, options.measure, options.kind, _within(options.of)))


def _within(said: str) -> Within | None:
    by, found, name = said.partition("=")
    if found and by in CODES:
        return Within(by, (name,))
    return Within(RESULT, (said,)) if said else None


def _write(call: Call, desk: Desk, charts: Sequence[Pareto]) -> int:
    from forms import pareto_sheet

    path = Path(call.options.output)
    pages = pareto_sheet.save(desk, charts, path)
    pareto_sheet.note_print(desk, charts, path.suffix.lower().lstrip("."))
    if path.suffix.lower() == ".xlsx":
        call.answer({"file": str(path)}, f"已写入“{path}”")
    else:
        call.answer({"file": str(path), "pages": pages}, f"已写入“{path}”，{pages} 页")
    return 0


def as_json(found: Pareto) -> dict[str, Json]:
    query = found.query
    return {
        "title": query.title, "from": query.first, "to": query.last, "by": query.by, "measure": query.measure,
        "unit": asking.measure(query.measure).unit, "total": _number(found, found.whole), "cases": list(found.counted),
        "rows": [{"name": bar.name, "amount": _number(found, bar.amount), "share": pareto.percent(bar.share),
                  "cumulative": pareto.percent(bar.cumulative), "vital": bar.vital, "names": list(bar.names),
                  "cases": list(bar.cases)} for bar in found.bars],
        "left": [{"why": one.why, "cases": list(one.cases)} for one in found.left],
        "several": list(found.several),
    }  # fmt: skip


def _number(found: Pareto, amount: object) -> Json:
    """Yuan as text, to the fen."""
    return str(amount) if found.query.measure == asking.COST else int(str(amount))


def _changes(charts: Sequence[Pareto]) -> list[Json]:
    before, after = charts
    return [
        {"name": one.name, "before": _number(before, one.before), "after": _number(after, one.after),
         "fall": None if one.fall is None else pareto.percent(one.fall)}
        for one in pareto.changes(before.bars, after.bars)
    ]  # fmt: skip


def _told(charts: Sequence[Pareto]) -> list[str]:
    if len(charts) == 1:
        return [*_lines(charts[0]), *_further(charts[0])]
    before, after = charts
    of = asking.measure(after.query.measure)
    changes = [f"  {one.name}  {of.words(one.before)} → {of.words(one.after)}  {one.fall_words}"
               for one in pareto.all_changes(before.bars, after.bars)]  # fmt: skip
    return ["改善前", *_lines(before), "改善后", *_lines(after), "增减", *changes]


def _lines(found: Pareto) -> list[str]:
    of = asking.measure(found.query.measure)
    lines = [f"{found.query.title}　{found.query.span}　N＝{found.n}"]
    for bar in found.bars:
        shares = f"{pareto.percent(bar.share):>6}  累计 {pareto.percent(bar.cumulative):>6}"
        lines.append(f"  {of.words(bar.amount):>10} {of.unit}  {shares}  {bar.name}")
    return [*lines, *filter(None, (found.vital,)), *found.remarks]


def _further(found: Pareto) -> list[str]:
    """先结果分类，再原因分类: what to ask next."""
    query = found.query
    if query.within is not None or query.by != RESULT or not found.bars or found.bars[0].name == pareto.OTHERS:
        return []
    name = found.bars[0].name
    return [f"“{name}”再按原因看：qcdesk case pareto --from {query.first} --to {query.last} --measure {query.measure}"
            f" --of {name} --by {CAUSE}"]  # fmt: skip
