"""case: complaints and anomalies from the first call to their end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.cases import choices, states
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.cases import casework, judging
from qcdesk.services.overview import case_list
from qcdesk.services.overview.case_list import CaseQuery, CaseRow
from qcdesk.services.problems import together
from qcdesk.services.sheets import attaching, records
from qcdesk.views import RecordView
from ui.cli import case_clocks, case_page, case_pareto, case_received, case_sheets
from ui.cli.case_sheets import changed, which
from ui.cli.context import Call, read_values
from ui.cli.cut_list import counted
from ui.cli.parser import Parser, common_words, small


@dataclass(frozen=True)
class Deed:
    name: str
    help: str
    words: Callable[[Parser], None]
    run: Callable[[Call], int]


def words(made: Parser) -> None:
    subs = made.add_subparsers(title="动作", metavar="动作", required=True, parser_class=Parser)
    for deed in DEEDS:
        sub = subs.add_parser(deed.name, help=deed.help, description=deed.help, prog=f"qcdesk case {deed.name}")
        deed.words(sub)
        common_words(sub)
        sub.set_defaults(deed=deed)


def run(call: Call) -> int:
    return int(call.options.deed.run(call))


def _values(made: Parser, words: str, *, required: bool = True) -> None:
    made.add_argument("--values", metavar="F.json", required=required, help=f"{words}，{{栏位: 值}}；- 为标准输入")


def _raw(call: Call, desk: Desk) -> dict[str, object]:
    if not call.options.values:
        return {}
    raw, base = read_values(call.options.values)
    return attaching.with_files_stored(desk, raw, base)


def _new_words(made: Parser) -> None:
    _values(made, "受理内容：case_kind、channel、customer、contact、topic、description 必填")


def _new(call: Call) -> int:
    with call.desk() as desk:
        call.proof(desk)
        case = records.get(desk, casework.receive(desk, _raw(call, desk)).record or 0)
        said = {"id": case.id, "number": case.number, "state": case.state, "clocks": case.values.get("clocks", [])}
        words = [f"{case.number} 已受理，首问责任人 {case.values.get('first_responder', '')}", *case_page.clocks(case)]
    call.answer(said, "\n".join(words))
    return 0


def _list_words(made: Parser) -> None:
    made.add_argument("text", metavar="文字", nargs="*", help="要找的文字：中文、编号或拼音首字母")
    made.add_argument("--text", dest="more_text", metavar="文字", default="", help="同上，给脚本用")
    made.add_argument("--state", metavar="状态", action="append", default=[], help="只列这种状态，代号或中文，可给几个")
    made.add_argument("--kind", metavar="类别", action="append", default=[],
                      help="只列客户投诉、客户反馈或厂内异常，可给几个")  # fmt: skip
    made.add_argument("--severity", metavar="程度", action="append", default=[], help="只列一般、批量或严重，可给几个")
    made.add_argument("--customer", metavar="客户", default="", help="只列这家客户")
    made.add_argument("--open", action="store_true", help="只列没有结束的")
    made.add_argument("--overdue", action="store_true", help="只列有时限已过的")
    made.add_argument("--order", metavar="排序", default="-updated_at",
                      help="due 到期、received 受理、number 编号、state、customer、product、severity、updated_at；"
                           "倒序写 --order=-due")  # fmt: skip
    made.add_argument("--limit", type=small, default=50, metavar="条数", help="最多几条，默认 50")
    made.add_argument("--offset", type=small, default=0, metavar="条数", help="跳过前几条")


def _list(call: Call) -> int:
    options = call.options
    query = CaseQuery(
        text=" ".join([*options.text, options.more_text]).strip(), states=tuple(map(_state, options.state)),
        severities=tuple(_known(name, "程度", choices.GRADES) for name in options.severity),
        kinds=tuple(_known(name, "案件类别", choices.KINDS) for name in options.kind),
        customer=options.customer, open_only=options.open,
        overdue=options.overdue, order=options.order, offset=options.offset, limit=options.limit,
    )  # fmt: skip
    with call.desk() as desk:
        page = case_list.find(desk, query)
    lines = [*map(_line, page.rows), counted(len(page.rows), page.total, "件", offset=options.offset)]
    call.answer({"total": page.total, "rows": [dict(vars(row)) for row in page.rows]}, "\n".join(lines))
    return 0


def _state(name: str) -> str:
    """By code or label; raises NotFound."""
    known = dict(states.LABELS) | {"draft": "草稿", "void": "已作废"}
    for code, label in known.items():
        if name in (code, label):
            return code
    raise NotFound(
        f"没有“{name[:20]}”这种状态，可用的有：{'、'.join(f'{code}（{label}）' for code, label in known.items())}"
    )


def _known(name: str, what: str, options: Sequence[tuple[str, str]]) -> str:
    """One of the options' words; raises NotFound."""
    words = [word for word, _ in options]
    if name not in words:
        raise NotFound(f"没有“{name[:20]}”这种{what}，可用的有：{'、'.join(words)}")
    return name


def _line(row: CaseRow) -> str:
    marks = "".join(f"【{mark}】" for mark, holds in (("重大", row.major), ("逾期", row.overdue),
                                                  (f"已暂停 {row.paused}", row.paused)) if holds)  # fmt: skip
    due = f"  {row.due_label} {row.due_at.replace('T', ' ')} 到期" if row.due_at else ""
    said = (row.state_label, row.severity, row.customer, row.product, row.defect)
    return f"{row.id:>6}  {row.number:<16} {'  '.join(word for word in said if word)}{due}{marks}"


def _show(call: Call) -> int:
    with call.desk() as desk:
        case = casework.get(desk, call.options.which)
        call.answer(case_page.as_json(desk, case), case_page.worded(desk, case))
    return 0


def _step_words(made: Parser) -> None:
    which(made)
    made.add_argument("action", metavar="步骤", help="如 register、analyse、pass_review、close；见 case show 的下一步")
    _values(made, "这一步要填的内容", required=False)
    made.add_argument("--reason", metavar="原因", default="", help="退回、作废、重新打开等要写原因")
    made.add_argument("--version", dest="seen", type=int, metavar="版本", help="看到的版本；别人先改过就拒绝")
    made.add_argument("--together", metavar="案件,案件", default="",
                      help="同一问题、停在同一步的案件也走这一步：空格照这一件填，每件各有签名；走不了的照原样，"
                           "并写明为什么")  # fmt: skip


def _step(call: Call) -> int:
    options = call.options
    others = [word for word in options.together.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    with call.desk() as desk:
        judging.refuse_in_vain(desk, casework.get(desk, options.which), options.action)
        proof = call.proof(desk)
        change, outcomes = together.take(desk, options.which, options.action, others, proof, reason=options.reason,
                                         version=options.seen, raw=_raw(call, desk))  # fmt: skip
        case = casework.get(desk, change.record or 0)
    said: dict[str, object] = {"id": case.id, "number": case.number, "state": case.state, "version": case.version}
    if others:
        said["together"] = [{"number": one.number, "refused": one.refused, "state": one.state} for one in outcomes]
    lines = [f"{case.number or case.id} {case.state_label}", *(one.told for one in outcomes)]
    call.answer(said, "\n".join(lines))
    return 1 if any(one.refused for one in outcomes) else 0


def _add_words(made: Parser) -> None:
    which(made)
    made.add_argument("list", metavar="表", help="、".join(LISTS.values()))
    _values(made, f"这一行的内容（{DECISION}）")


LISTS = {"contacts": "contacts 联系记录", "actions": "actions 措施", "documents": "documents 文件更新",
         "spread": "spread 水平展开", "costs": "costs 费用", "links": "links 相关案件"}  # fmt: skip
DECISION = f"contacts 的 decision 是客户意见：{'、'.join(word for word, _ in choices.SAID_OF_IT)}"


def _add(call: Call) -> int:
    options = call.options
    case = changed(call, lambda desk: casework.add(desk, options.which, options.list, _raw(call, desk)))
    return _told_of_list(call, case)


def _change_words(made: Parser) -> None:
    which(made)
    made.add_argument("list", metavar="表", help="、".join(LISTS.values()))
    made.add_argument("line", metavar="行", type=small, help="第几行，从 1 起")
    _values(made, f"要改的内容，null 为清空（{DECISION}）")


def _change(call: Call) -> int:
    options = call.options
    case = changed(call, lambda desk: casework.change(desk, options.which, options.list, options.line,
                                                       _raw(call, desk)))  # fmt: skip
    return _told_of_list(call, case)


def _told_of_list(call: Call, case: RecordView) -> int:
    rows: Json = case.values.get(call.options.list) or []
    count = len(rows) if isinstance(rows, list) else 0
    said = {"id": case.id, "number": case.number, "version": case.version, call.options.list: rows}
    call.answer(said, f"{case.number} {case.kind.field(call.options.list).label}：现有 {count} 行")
    return 0


DEEDS: tuple[Deed, ...] = (
    Deed("new", "受理一件，当场给出编号和时限", _new_words, _new),
    Deed("list", "列出案件", _list_words, _list),
    Deed("show", "看一件：内容、走到哪里、时限、单、样品、还缺什么、下一步", which, _show),
    Deed("step", "走一步，可同时填这一步的内容", _step_words, _step),
    Deed("link", "把一张单放进案件，或与另一案件相连、共用 8D", case_sheets.link_words, case_sheets.link),
    Deed("unlink", "取消共用另一案件的 8D，要写理由", case_sheets.unlink_words, case_sheets.unlink),
    Deed("open", "从案件开一张单，带上已有的内容，输出它的序号", case_sheets.open_words, case_sheets.open_one),
    Deed("take", "把案件的 8D 里的措施取入措施表", case_sheets.take_words, case_sheets.take),
    Deed("add", "在案件的一张表里加一行", _add_words, _add),
    Deed("change", "改案件一张表里的一行", _change_words, _change),
    Deed("clock", "时限：开始计时、已办到、暂停、恢复", case_clocks.words, case_clocks.run),
    Deed("received", "更正受理时间：受理时电脑时钟不对的，由品管主管写明原因、用 PIN 更正", case_received.words,
         case_received.run),
    Deed("pareto", "柏拉图：一段时间的案件按不良项目、原因等排出来，可写成 PDF 或 Excel", case_pareto.words,
         case_pareto.run),
)  # fmt: skip
