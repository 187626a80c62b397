"""case link, unlink, open, take: the sheets of a case from the terminal."""

from __future__ import annotations

from collections.abc import Callable

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.cases.amending import rows_of
from qcdesk.services.problems import connecting, taking_over
from qcdesk.services.sheets import records
from qcdesk.views import RecordView
from ui.cli.context import Call
from ui.cli.parser import Parser


def which(made: Parser) -> None:
    made.add_argument("which", metavar="案件", help="案件编号如 TS-202611-001，或它的序号")


def changed(call: Call, work: Callable[[Desk], Change]) -> RecordView:
    """Does the work as the person who proves it; gives the record it was done to."""
    with call.desk() as desk:
        call.proof(desk)
        return records.get(desk, work(desk).record or 0)


def link_words(made: Parser) -> None:
    which(made)
    made.add_argument("record", metavar="单号", help="要放进案件的单，另一案件的 8D，或另一案件的编号")
    made.add_argument("--reason", metavar="理由", default="",
                      help="与另一案件相连、共用它的 8D 要写：那份 8D 的原因和对策为什么也适用于本案")  # fmt: skip


def link(call: Call) -> int:
    """A sheet goes into the case; another case is named as one of the same problem; another's 8D is shared."""
    options = call.options
    found = changed(call, lambda desk: connecting.connect(desk, options.which, options.record, options.reason))
    call.answer({"id": found.id, "number": found.number}, f"已连上：{found.number or found.id}")
    return 0


def unlink_words(made: Parser) -> None:
    which(made)
    made.add_argument("record", metavar="单号", help="本案共用的另一案件的 8D")
    made.add_argument("--reason", metavar="理由", default="", help="为什么取消共用，必须写")


def unlink(call: Call) -> int:
    options = call.options
    with call.desk() as desk:
        proof = call.proof(desk)
        connecting.disconnect(desk, options.which, options.record, proof, options.reason)
        found, report = casework.get(desk, options.which), records.get(desk, options.record)
    call.answer({"id": found.id, "number": found.number}, f"{found.number} 不再共用 {report.number}")
    return 0


def open_words(made: Parser) -> None:
    which(made)
    made.add_argument("form", metavar="表单", help="表单代号，见 qcdesk forms")


def open_one(call: Call) -> int:
    made = changed(call, lambda desk: casework.open_sheet(desk, call.options.which, call.options.form))
    call.answer({"id": made.id, "values": dict(made.values)}, str(made.id))
    return 0


take_words = which


def take(call: Call) -> int:
    case = changed(call, lambda desk: taking_over.take(desk, call.options.which))
    rows = rows_of(dict(case.values), "actions")
    said = {"id": case.id, "number": case.number, "version": case.version, "actions": rows}
    call.answer(said, f"{case.number} 措施：现有 {len(rows)} 行")
    return 0
