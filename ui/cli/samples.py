"""samples: sealed pieces, where they are, and what is done with them."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.neutral import escaped
from qcdesk.services.basics import people, pins
from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody, disposal
from qcdesk.services.samples.custody import Sample
from ui.cli import sample_places
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser, small

WITNESS_PIN = "QCDESK_WITNESS_PIN"
TOLD = ("at", "label", "pieces", "holder", "place", "witness", "reason", "due", "by")


def words(made: Parser) -> None:
    acts = "、".join(f"{act.name} {act.label}" for act in custody.ACTS)
    made.add_argument("deed", metavar="动作", nargs="?", default="list",
                      choices=("list", "show", "due", sample_places.DEED, *(act.name for act in custody.ACTS)),
                      help=f"list 列出（默认）、show 看一份的经过、due 到期清单、{sample_places.HELP}；"
                           f"{acts}")  # fmt: skip
    made.add_argument("which", metavar="样品", nargs="?", help="封存标签的编号如 YP-202611-001，或它的序号")
    made.add_argument("--pieces", type=small, metavar="件数", help="几个，默认 1；移位默认全部")
    made.add_argument("--holder", metavar="姓名", help="借用、经手或接收的人")
    made.add_argument("--place", metavar="位置", help="放在哪里")
    made.add_argument("--reason", metavar="用途", help="用途或原因")
    made.add_argument("--due", metavar="日期", help="应归还的日期")
    made.add_argument("--set", dest="places", metavar="位置", nargs="*", help=sample_places.SET_HELP)
    made.add_argument("-o", "--output", metavar="文件", help="到期清单写成文件：.pdf 可打印签名，.xlsx 可筛选")
    made.add_argument("--witness", metavar="登录名",
                      help=f"拆机在场的经理；他的 PIN 用环境变量 {WITNESS_PIN} 给出，或当场输入")  # fmt: skip


def run(call: Call) -> int:
    options = call.options
    if options.output and options.deed != "due":
        raise Misused("-o 只用于到期清单，例如 qcdesk samples due -o 到期.pdf")
    sample_places.refuse_misuse(call)
    with call.desk() as desk:
        if options.deed == sample_places.DEED:
            return sample_places.run(call, desk)
        if options.deed == "list":
            return _list(call, custody.listed(desk))
        if options.deed == "due":
            return _due(call, desk)
        if not options.which:
            raise Misused("请写明样品编号，例如 qcdesk samples show YP-202611-001")
        if options.deed != "show":
            call.proof(desk)
            named = ("pieces", "holder", "place", "reason", "due")
            raw = {name: getattr(options, name) for name in named if getattr(options, name) is not None}
            raw.setdefault("pieces", _pieces(desk, options.which, options.deed))
            custody.move(desk, options.which, options.deed, raw, _witness(desk, options.witness))
        return _show(call, desk, custody.get(desk, options.which))


def _pieces(desk: Desk, which: str, deed: str) -> int:
    """One, unless the act is done with all that a label has."""
    sample = custody.get(desk, which)
    return {"move": sample.there, "give_parts": sample.dismantled}.get(deed, 1)


def _due(call: Call, desk: Desk) -> int:
    """到期清单, told or written into a file."""
    call.proof_if_named(desk)
    found = disposal.overdue(desk)
    if call.options.output:
        from forms import disposal_list

        path = Path(call.options.output)
        disposal_list.save(desk, found, path)
        call.answer({"file": str(path), "samples": len(found)}, f"已写入“{path}”，{len(found)} 份")
        return 0
    lines = [f"{_line(sample)}{f'  现在不能销毁：{why}' if why else ''}" for sample, why in found]
    told = [{**vars(sample), "kept_because": why} for sample, why in found]
    call.answer(told, "\n".join([*lines, f"到期 {len(found)} 份"]))
    return 0


def _witness(desk: Desk, login: str | None) -> Proof | None:
    """The manager's own PIN, apart from that of the person at the desk."""
    if not login:
        return None
    pin = os.environ.get(WITNESS_PIN)
    if pin is None:
        if not sys.stdin.isatty():
            raise Misused(f"要输入在场人的 PIN：请在终端里运行，或用环境变量 {WITNESS_PIN} 给出")
        pin = getpass(escaped(f"在场人 {people.get(desk, login).name} 的 PIN："))
    return pins.prove(desk, login, pin)


def _list(call: Call, held: tuple[Sample, ...]) -> int:
    lines = [*map(_line, held), f"共 {len(held)} 份"]
    call.answer([dict(vars(sample)) for sample in held], "\n".join(lines))
    return 0


def _line(sample: Sample) -> str:
    lent = f"  借出 {sample.lent_to}" if sample.lent else ""
    kept = f"  保存至 {sample.keep_until}" if sample.keep_until else ""
    wrong = f"  {sample.why}" if sample.why else ""
    parts = f"  拆解件 {sample.dismantled}" if sample.dismantled else ""
    return (f"{sample.number}  {sample.item}  {sample.defect}  封存 {sample.pieces}  样品柜 {sample.in_cabinet}{parts}"
            f"  {sample.place}{wrong}{lent}{kept}")  # fmt: skip


def _show(call: Call, desk: Desk, sample: Sample) -> int:
    life = custody.life(desk, sample.id)
    lines = [_line(sample)]
    for moved in life:
        seen, back = moved.witness and f"在场 {moved.witness}", moved.due and f"应还 {moved.due}"
        said = "  ".join(word for word in (moved.holder, moved.place, seen, back, moved.reason) if word)
        lines.append(f"  {moved.at}  {moved.by}  {moved.label} {moved.pieces}  {said}")
    told = [{name: getattr(moved, name) for name in TOLD} for moved in life]
    call.answer({**vars(sample), "life": told}, "\n".join(lines))
    return 0
