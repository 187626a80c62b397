"""days: the working calendar, and the factory's own days in it."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from qcdesk.desk import Desk
from qcdesk.rules.calendar import Day
from qcdesk.rules.notices import NoticeRow
from qcdesk.services.times import holiday_notices, working_days
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser, small
from ui.cli.rulings import day

Deed = Callable[[Call, Desk], int]
WORK, OFF, LAW = "work", "off", "law"


def words(made: Parser) -> None:
    made.add_argument("deed", metavar="动作", nargs="?", default="list", choices=tuple(DEEDS),
                      help="list 列出一年里的节假日和本厂的日子（默认）、set 定一天、import 导入通知")  # fmt: skip
    made.add_argument(
        "what", metavar="日期或文件", nargs="?", help="set 的日期，例如 2026-12-05；import 的文本或 CSV 文件"
    )
    made.add_argument("--kind", metavar="安排", choices=(WORK, OFF, LAW),
                      help="set 定为：work 上班、off 放假、law 取消本厂的安排，按国家规定")  # fmt: skip
    made.add_argument("--note", metavar="说明", default="", help="set 的说明，例如 厂庆")
    made.add_argument(
        "--year", type=small, metavar="年份", help="list 看哪一年；import 的通知没写年份时按哪一年，默认今年"
    )
    made.add_argument("--source", metavar="出处", default="", help="import 的通知叫什么，默认文件名")
    made.add_argument("--look", action="store_true", help="import 只看读出了什么，不导入")


def run(call: Call) -> int:
    with call.desk() as desk:
        return DEEDS[call.options.deed](call, desk)


def _year(call: Call, desk: Desk) -> int:
    return int(desk.clock.today().year if call.options.year is None else call.options.year)


def _list(call: Call, desk: Desk) -> int:
    """Ordinary working days and weekends are left out."""
    told = [one for one in working_days.year(desk, _year(call, desk)) if one.kind not in ("工作日", "周末")]
    call.answer([_said(one) for one in told], "\n".join(map(_line, told)) or "没有节假日和本厂的安排")
    return 0


def _said(one: Day) -> dict[str, object]:
    return {"day": one.on.isoformat(), "weekday": one.weekday, "works": one.works, "kind": one.kind, "note": one.note,
            "provisional": one.provisional}  # fmt: skip


def _line(one: Day) -> str:
    return f"{one.on}（{one.weekday}）{one.kind}" + (f"  {one.note}" if one.note else "")


def _set(call: Call, desk: Desk) -> int:
    if not call.options.what or not call.options.kind:
        raise Misused("请写明日期和安排，例如 qcdesk days set 2026-12-05 --kind work --as qcmgr")
    try:
        on = day(call.options.what)
    except ArgumentTypeError as fault:
        raise Misused(str(fault)) from None
    call.proof(desk)
    _change(desk, on, call.options.kind, call.options.note.strip())
    made = working_days.calendar(desk).day(on)
    call.answer(_said(made), _line(made))
    return 0


def _change(desk: Desk, on: date, kind: str, note: str) -> None:
    if kind == LAW:
        working_days.clear_day(desk, on)
    else:
        working_days.set_day(desk, on, kind == WORK, note)


def _import(call: Call, desk: Desk) -> int:
    """All days of the file or none."""
    if not call.options.what:
        raise Misused("请写明文件，例如 qcdesk days import 放假通知.txt --as qcmgr")
    path = Path(call.options.what)
    notice = holiday_notices.preview(holiday_notices.text_of(path), _year(call, desk))
    if not call.options.look:
        call.proof(desk)
        holiday_notices.take(desk, notice, call.options.source.strip() or path.stem)
    lines = [*map(_row_line, notice.rows), "" if call.options.look else "已导入"]
    call.answer([_row(one) for one in notice.rows], "\n".join(filter(None, lines)))
    return 0 if notice.sound else 1


def _row(one: NoticeRow) -> dict[str, object]:
    return {"row": one.row, "words": one.words, "days": [on.isoformat() for on in one.days], "works": one.works,
            "note": one.note, "fault": one.fault}  # fmt: skip


def _row_line(one: NoticeRow) -> str:
    kind = "上班" if one.works else "放假"
    return f"{one.words}：{one.fault or f'{kind} {len(one.days)} 天'}" + (f"  {one.note}" if one.note else "")


DEEDS: Mapping[str, Deed] = MappingProxyType({"list": _list, "set": _set, "import": _import})
