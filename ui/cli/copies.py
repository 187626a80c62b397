"""copies: numbered prints, who has them, and where they went."""

from __future__ import annotations

import argparse
from functools import partial

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.papers import blanks, chasing, copy_list
from qcdesk.services.papers.copy_list import ACTS, STATES, Act, CopyView
from qcdesk.services.sheets import records
from ui.cli.context import Call
from ui.cli.cut_list import counted
from ui.cli.parser import Parser, common_words, small

ASKED = {"holder": ("--to", "谁", "交给谁"), "place": ("--place", "位置", "归档盒和位置"),
         "reason": ("--reason", "原因", "原因")}  # fmt: skip
WHICH = "打印份：短码（如 0012-1-K7MQ）、编号加份数（如 YC-202611-001/2），或它的序号"


def words(made: Parser) -> None:
    subs = made.add_subparsers(title="动作", metavar="动作", required=True, parser_class=Parser)
    listed = _deed(subs, "list", "列出打印份，在外最久的在前；--by-person 按在谁手里", _list)
    listed.add_argument("text", metavar="文字", nargs="*", help="编号、客户、在谁手里、位置或拼音首字母")
    states = "、".join(f"{name} {label}" for name, label in STATES.items())
    listed.add_argument("--state", metavar="状态", action="append", default=[], choices=tuple(STATES),
                        help=f"只列这种状态：{states}")  # fmt: skip
    listed.add_argument("--limit", type=small, default=200, metavar="条数", help="最多几条，默认 200")
    listed.add_argument("--by-person", action="store_true", help="送签中的按人列，最久的在前")
    shown = _deed(subs, "show", "看一张单的全部打印份，或一份", _show)
    shown.add_argument("which", metavar="单或打印份", help=f"记录的编号或序号；{WHICH}")
    blank = _deed(subs, "blanks", "列出预留编号、还没有填回来的空白单", _blanks)
    blank.add_argument("form", metavar="表单", nargs="?", default="", help="只列这种表单")
    unused = _deed(subs, "give-back", "没有用的空白编号单退回：编号留用，记录作废", _give_back)
    unused.add_argument("copies", metavar="打印份", nargs="+", help=WHICH)
    unused.add_argument("--reason", metavar="原因", required=True, help="为什么没有用")
    for act in ACTS:
        one = _deed(subs, act.name.replace("_", "-"), act.label, partial(_move, act))
        one.add_argument("copies", metavar="打印份", nargs="+", help=WHICH)
        for name, (option, word, label) in ASKED.items():
            one.add_argument(option, dest=name, metavar=word, default="", required=name in act.asks, help=label)


def _deed(subs: argparse._SubParsersAction[Parser], name: str, told: str, run: object) -> Parser:
    made: Parser = subs.add_parser(name, help=told, description=told, prog=f"qcdesk copies {name}")
    common_words(made)
    made.set_defaults(deed=run)
    return made


def run(call: Call) -> int:
    return int(call.options.deed(call))


def _list(call: Call) -> int:
    with call.desk() as desk:
        if call.options.by_person:
            return _by_person(call, desk)
        text = " ".join(call.options.text)
        found = copy_list.listed(desk, states=call.options.state, text=text, limit=call.options.limit)
        total = copy_list.count(desk, states=call.options.state, text=text)
        said = [_told(desk, one) for one in found]
        lines = [_line(desk, one) for one in found]
    cut = counted(len(found), total, "份", first="停得最久")
    call.answer({"total": total, "copies": said}, "\n".join([*lines, cut]))
    return 0


def _by_person(call: Call, desk: Desk) -> int:
    found = chasing.people(desk)
    said = [{"who": one.who, "days": one.days, "late": one.late,
             "copies": [_told(desk, copy) for copy in one.copies]} for one in found]  # fmt: skip
    lines = []
    for one in found:
        lines.append(f"{one.who}  {one.said}")
        lines += [f"    {_line(desk, copy)}" for copy in one.copies]
    call.answer({"people": said}, "\n".join(lines) or "没有在外送签的打印份")
    return 0


def _show(call: Call) -> int:
    with call.desk() as desk:
        found = _named(desk, call.options.which)
        said = [_told(desk, one) for one in found]
        lines = [_line(desk, one) for one in found]
    call.answer({"copies": said}, "\n".join(lines) or "这张单还没有编过份")
    return 0


def _named(desk: Desk, which: str) -> list[CopyView]:
    """All copies of a record, or the one that is named."""
    try:
        return copy_list.of_record(desk, records.row_of(desk, which).id)
    except NotFound:
        return [one_copy(desk, which)]


def _move(act: Act, call: Call) -> int:
    options = call.options
    with call.desk() as desk:
        call.proof(desk)
        ids = [one_copy(desk, which).id for which in options.copies]
        blanks.move(desk, ids, act.name, {name: getattr(options, name) for name in ASKED})
        found = [copy_list.get(desk, one) for one in ids]
        said = [_told(desk, one) for one in found]
        lines = [_line(desk, one) for one in found]
    call.answer({"copies": said}, "\n".join(lines))
    return 0


def _blanks(call: Call) -> int:
    with call.desk() as desk:
        code = call.shelf.kinds.newest(call.options.form).code if call.options.form else ""
        found = blanks.out(desk, code)
        said = [_told(desk, one) for one in found]
        lines = [_line(desk, one) for one in found]
    call.answer({"copies": said}, "\n".join([*lines, f"共 {len(found)} 份在外"]))
    return 0


def _give_back(call: Call) -> int:
    with call.desk() as desk:
        call.proof(desk)
        ids = [one_copy(desk, which).id for which in call.options.copies]
        blanks.give_back(desk, ids, call.options.reason)
        numbers = [copy_list.get(desk, one).number for one in ids]
    call.answer({"numbers": numbers}, f"{'、'.join(numbers)} 已作废，编号不再用")
    return 0


def one_copy(desk: Desk, which: str) -> CopyView:
    """By short code, number and position, or id; raises NotFound, Refused."""
    number, parted, position = which.rpartition("/")
    if parted and position.isdecimal() and len(position) < 7:
        record = records.row_of(desk, number)
        found = copy_list.at(desk, record.id, int(position))
        if found is None:
            raise NotFound(f"{record.number or record.id} 没有第 {position} 份")
        return found
    if which.isdecimal() and len(which) < 10:
        return copy_list.get(desk, int(which))
    return copy_list.by_short_code(desk, which).copy


def _told(desk: Desk, one: CopyView) -> dict[str, object]:
    return {
        "id": one.id, "record": one.record, "number": one.number, "title": one.title, "position": one.position,
        "reprint": one.reprint, "made": one.made, "pages": one.pages, "state": one.state, "label": one.state_label,
        "holder": one.holder, "place": one.place, "reason": one.reason, "since": one.since,
        "days": copy_list.days_out(desk, one), "printed_by": one.printed_by, "stale": one.why_done, "recall": one.todo,
        "code": one.code.short(1),
    }  # fmt: skip


def _line(desk: Desk, one: CopyView) -> str:
    where = one.holder if one.state == copy_list.SENT else one.place if one.state == copy_list.ARCHIVED else one.reason
    days = copy_list.days_out(desk, one)
    parts = [
        f"{one.id:>6}", one.code.short(1), one.named + ("（重印）" if one.reprint else ""), one.title,
        one.state_label, where, f"{days} 天" if one.state in copy_list.OUT else "",
        f"（{said}）" if (said := "，".join(filter(None, (one.why_done, one.todo)))) else "",
    ]  # fmt: skip
    return "  ".join(part for part in parts if part)
