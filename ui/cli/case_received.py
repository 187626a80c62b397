"""case received: the time a case came in, put right where a PC's clock was wrong."""

from __future__ import annotations

from qcdesk.services.cases import casework, received_anew
from ui.cli import case_page
from ui.cli.case_sheets import which
from ui.cli.context import Call
from ui.cli.parser import Parser


def words(made: Parser) -> None:
    which(made)
    made.add_argument("--at", metavar="时间", required=True, help="真正的受理时间，例如 2026-11-22T08:55")
    made.add_argument("--reason", metavar="原因", default="", help="哪台电脑的时钟不对，怎么知道真正的时间；必填")


def run(call: Call) -> int:
    options = call.options
    with call.desk() as desk:
        proof = call.proof(desk)
        received_anew.correct(desk, options.which, options.at, options.reason, proof)
        case = casework.get(desk, options.which)
    received = str(case.values.get("received_at"))
    said = {"id": case.id, "number": case.number, "received_at": received, "clocks": case.values.get("clocks", [])}
    words = [f"{case.number} 受理时间改为 {received.replace('T', ' ')}，时限已重算", *case_page.clocks(case)]
    call.answer(said, "\n".join(words))
    return 0
