"""case clock: the clocks of one case started by hand, met, paused and resumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.cases import amending, casework
from qcdesk.services.times import clock_moves
from ui.cli import case_page
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser


def words(made: Parser) -> None:
    made.add_argument("clock_deed", metavar="动作", choices=tuple(DEEDS),
                      help="start 开始计时、met 已办到、pause 暂停、resume 恢复")  # fmt: skip
    made.add_argument("which", metavar="案件", help="案件编号如 TS-202611-001，或它的序号")
    made.add_argument("code", metavar="代号", nargs="?", default="", help="start、met 对哪一条，见 rules list")
    made.add_argument("--reason", metavar="原因", default="", help="start、met、pause 要写原因")
    made.add_argument("--until", metavar="时间", default="", help="pause 到什么时候，例如 2026-11-30T17:00")


def run(call: Call) -> int:
    options = call.options
    if options.clock_deed in ("start", "met") and not options.code:
        raise Misused(
            f"请写明时限的代号，例如 qcdesk case clock {options.clock_deed} TS-202611-001 REPORT-1WD --reason …"
        )
    with call.desk() as desk:
        call.proof(desk)
        DEEDS[options.clock_deed](call, desk)
        case = casework.get(desk, options.which)
        said = {"id": case.id, "number": case.number, "clocks": case.values.get("clocks", []),
                "pauses": case.values.get("pauses", [])}  # fmt: skip
        call.answer(said, "\n".join([str(case.number), *case_page.clocks(case)]))
    return 0


def _met(call: Call, desk: Desk) -> Change:
    """The running clock of the rule."""
    options = call.options
    rows = amending.rows_of(dict(casework.get(desk, options.which).values), "clocks")
    lines = [at for at, row in enumerate(rows, start=1)
             if "stopped_at" not in row and str(row.get("rule")).lower() == options.code.strip().lower()]  # fmt: skip
    if not lines:
        raise NotFound(f"这个案件没有在计时的 {options.code[:40]}")
    return clock_moves.met(desk, options.which, lines[-1], options.reason)


def _start(call: Call, desk: Desk) -> Change:
    return clock_moves.start(desk, call.options.which, call.options.code, call.options.reason)


def _pause(call: Call, desk: Desk) -> Change:
    return clock_moves.pause(desk, call.options.which, call.options.reason, call.options.until)


def _resume(call: Call, desk: Desk) -> Change:
    return clock_moves.resume(desk, call.options.which)


DEEDS: Mapping[str, Callable[[Call, Desk], Change]] = MappingProxyType({
    "start": _start, "met": _met, "pause": _pause, "resume": _resume,
})  # fmt: skip
