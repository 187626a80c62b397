"""keep: how long records are kept, what is held, what is due, and disposal by two signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.keeping import disposal, going, gone, holds, retention
from qcdesk.services.keeping.retention import DISPOSED, DUE, HELD, Keeping
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser

ACTS = ("list", "show", "hold", "release", "propose", "withdraw", "dispose")
NO_REASON = {
    "list": "它只列出，什么也不改",
    "show": "它只给人看，什么也不改",
    "dispose": "方式和原因照提出时写的；要改请先用 withdraw 撤回，再重新提出",
}
HELP = (
    "list 列出到期、保全和已处置的（默认）；show 一件的期限和依据；hold 保全、release 解除；"
    "propose 提出处置（品管主管）；withdraw 撤回；dispose 核准处置（总经理，另一人）"
)


def words(made: Parser) -> None:
    made.add_argument("deed", metavar="动作", nargs="?", default="list", choices=ACTS, help=HELP)
    made.add_argument("which", metavar="编号", nargs="*", help="案件或单的编号，或它的序号；案件里的单算在案件里")
    made.add_argument("--reason", metavar="原因", default="",
                      help="hold、release、withdraw 的原因，propose 的处置方式和原因；dispose 不写")  # fmt: skip
    made.add_argument("--due", action="store_true", help="propose 全部到期的；dispose 全部已提出的")
    made.add_argument("--all", action="store_true", help="list 也列出还在保存期里的")
    made.add_argument("-o", "--output", metavar="文件",
                      help="写成清单，.pdf 或 .xlsx：都已提出或处置的是销毁清单，否则是到期清单、保存清单")  # fmt: skip


def run(call: Call) -> int:
    deed = call.options.deed
    if call.options.reason and deed in NO_REASON:
        raise Misused(f"{deed} 不写 --reason：{NO_REASON[deed]}")
    with call.desk() as desk:
        if deed == "list":
            if call.options.which:
                raise Misused(f"list 列出全部，不写编号；看一件请用 qcdesk keep show {call.options.which[0]}")
            (call.proof if call.options.output else call.proof_if_named)(desk)
            shown = [one for one in retention.listed(desk) if call.options.all or one.state in (DUE, HELD, DISPOSED)]
            return _answered(call, desk, shown, f"共 {len(shown)} 件")
        wanted = _wanted(call, desk)
        if deed != "show":
            change = _DEEDS[deed](call, desk, wanted)
            assert change.event is not None
        units = _units(desk, wanted)
        return _answered(call, desk, units, _out_of_reach(desk, units) if deed == "dispose" else "")


def _out_of_reach(desk: Desk, disposed: Sequence[Keeping]) -> str:
    """What has gone, and what the program cannot reach of it; nothing where no file went."""
    named = going.went(desk, disposed).named
    return f"{named}从程序里删掉了；{gone.ELSEWHERE}。" if named else ""


def _units(desk: Desk, which: Sequence[int | str]) -> list[Keeping]:
    """Each once, whichever of its sheets was named."""
    return list({one.id: one for one in (retention.of(desk, each) for each in which)}.values())


def _wanted(call: Call, desk: Desk) -> Sequence[int | str]:
    options = call.options
    if options.due and options.deed in ("propose", "dispose"):
        due = [one for one in retention.listed(desk) if one.state == DUE]
        return [one.id for one in due if (one.proposal is not None) == (options.deed == "dispose")]
    if not options.which:
        raise Misused(f"请写明编号，例如 qcdesk keep {options.deed} TS-202611-001")
    return list(options.which)


def _hold(call: Call, desk: Desk, which: Sequence[int | str]) -> Change:
    """Which proposals lapse is told before the PIN is asked for: afterwards they have."""
    for one in _units(desk, which):
        if one.lapsing:
            speaking.tell(f"如果保全{one.named}，{one.lapsing}")
    return _held(holds.hold)(call, desk, which)


def _held(act: Callable[[Desk, int | str, str], Change]) -> Callable[[Call, Desk, Sequence[int | str]], Change]:
    def work(call: Call, desk: Desk, which: Sequence[int | str]) -> Change:
        call.proof(desk)
        with desk.store.write():
            return [act(desk, one, call.options.reason) for one in which][-1]

    return work


def _propose(call: Call, desk: Desk, which: Sequence[int | str]) -> Change:
    _foretell(desk, lambda: disposal.to_propose(desk, which, call.options.reason))
    return disposal.propose(desk, which, call.proof(desk), call.options.reason)


def _withdraw(call: Call, desk: Desk, which: Sequence[int | str]) -> Change:
    proof = call.proof(desk)
    with desk.store.write():
        return [disposal.withdraw(desk, one, proof, call.options.reason) for one in which][-1]


def _dispose(call: Call, desk: Desk, which: Sequence[int | str]) -> Change:
    _foretell(desk, lambda: disposal.to_dispose(desk, which))
    return disposal.dispose(desk, which, call.proof(desk))


def _foretell(desk: Desk, chosen: Callable[[], Sequence[Keeping]]) -> None:
    """What goes is told before the PIN is asked for; of somebody who is not named nothing is asked."""
    for line in going.told(desk, chosen()) if desk.person.login else ():
        speaking.tell(line)


_DEEDS: Mapping[str, Callable[[Call, Desk, Sequence[int | str]], Change]] = {
    "hold": _hold, "release": _held(holds.release), "propose": _propose, "withdraw": _withdraw,
    "dispose": _dispose,
}  # fmt: skip


def _answered(call: Call, desk: Desk, shown: Sequence[Keeping], end: str) -> int:
    lines = [_line(one) for one in shown]
    if call.options.output:
        from forms import archive_disposal

        path = Path(call.options.output)
        archive_disposal.save(desk, shown, path)
        lines.append(f"已写入“{path}”，{len(shown)} 件")
    call.answer([_told(one) for one in shown], "\n".join(filter(None, (*lines, end))))
    return 0


def _line(one: Keeping) -> str:
    sheets = f"（连 {one.sheets} 张单）" if one.sheets else ""
    said = (f"{one.number or one.id}", f"{one.title}{sheets}", one.customer, one.state_label, one.proposed, one.why)
    return "  ".join(filter(None, said))


def _told(one: Keeping) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "title": one.title, "customer": one.customer, "sheets": one.sheets,
        "ended": one.ended, "until": one.until, "state": one.state, "label": one.state_label, "why": one.why,
        "held": [act.told for act in one.held], "proposed": one.proposal.told if one.proposal else "",
    }  # fmt: skip
