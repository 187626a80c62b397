"""scans: what became of scanned pages, pages filed by hand, and signatures in ink confirmed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.papers import inked, looked, scan_list, scans
from qcdesk.services.papers.ink_boxes import InkBox, Proposal
from qcdesk.services.papers.inked import Mark
from qcdesk.services.papers.placing import BLANK
from qcdesk.services.papers.scan_list import ASIDE, FILED, FLAGGED, STATES, ScanView
from qcdesk.services.papers.scans import Decided
from qcdesk.services.trail.scan_told import SEEN
from ui import refused_files
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.copies import WHICH, one_copy
from ui.cli.cut_list import counted
from ui.cli.parser import Parser, common_words, small


def words(made: Parser) -> None:
    subs = made.add_subparsers(title="动作", metavar="动作", required=True, parser_class=Parser)
    listed = _deed(subs, "list", "列出扫描页，新的在前；--state flagged 只列待处理的", _list)
    listed.add_argument("text", metavar="文字", nargs="*", help="文件名、码或原因里的字")
    states = "、".join(f"{name} {label}" for name, label in STATES.items())
    listed.add_argument("--state", metavar="状态", action="append", default=[], choices=(FILED, FLAGGED, ASIDE, BLANK),
                        help=f"只列这种状态：{states}")  # fmt: skip
    listed.add_argument("--limit", type=small, default=200, metavar="条数", help="最多几条，默认 200")
    shown = _deed(subs, "show", "看一页：归到哪里、为什么没有归入、可能是哪几张", _show)
    shown.add_argument("scan", metavar="扫描页", type=small, help="扫描页的序号，见 scans list")
    filed = _deed(subs, "file", "手工归入一页", _file)
    filed.add_argument("scan", metavar="扫描页", type=small, help="扫描页的序号")
    filed.add_argument("copy", metavar="打印份", help=WHICH)
    filed.add_argument("--page", type=small, default=1, metavar="页", help="是这一份的第几页，默认第 1 页")
    filed.add_argument("--reason", metavar="原因", required=True, help="怎么认出来的")
    for name, told, run_it in (("dismiss", "把一页放在一边（不是我们的单、太模糊）", _dismiss),
                               ("undo", "撤回上一次手工处理", _undo)):  # fmt: skip
        one = _deed(subs, name, told, run_it)
        one.add_argument("scan", metavar="扫描页", type=small, help="扫描页的序号")
        one.add_argument("--reason", metavar="原因", required=True, help="为什么")
    looks = _deed(subs, "look", "没有判读、看不清的一页看过了：确认过的签名以外，其余的格没签；"
                  "单子后来改过、退回过的，只记下看过", _look)  # fmt: skip
    looks.add_argument("scan", metavar="扫描页", type=small, help="扫描页的序号")
    looks.add_argument("--again", action="store_true", help="撤回看过，重新待看")
    seen = _deed(subs, "confirm", "确认纸上的签名：不写 --box 只列出每一格看到什么", _confirm)
    seen.add_argument("copy", metavar="打印份", help=WHICH)
    seen.add_argument("--box", metavar="格=登录名[@日期]", action="append", default=[],
                      help="谁在纸上签了这一格，如 reviewed=qcmgr 或 reviewed=qcmgr@2026-11-20；可给几个")  # fmt: skip
    seen.add_argument("--reason", metavar="格=原因", action="append", default=[],
                      help="扫描上没看到签名的格，为什么说它已签，如 approved=看过原件；可给几个")  # fmt: skip


def _deed(subs: argparse._SubParsersAction[Parser], name: str, told: str, run_it: Callable[[Call], int]) -> Parser:
    made: Parser = subs.add_parser(name, help=told, description=told, prog=f"qcdesk scans {name}")
    common_words(made)
    made.set_defaults(deed=run_it)
    return made


def run(call: Call) -> int:
    return int(call.options.deed(call))


def page_told(one: ScanView) -> dict[str, object]:
    return {
        "id": one.id, "file": one.name, "page": one.page, "state": one.state, "flag": one.flag, "code": one.code,
        "copy": one.copy.id if one.copy else None, "copy_name": one.copy.named if one.copy else "",
        "sheet_page": one.sheet_page or None, "sentence": one.sentence, "beside": one.beside,
        "judged": one.judged, "looked_by": one.looked_by, "scanned_by": one.scanned_by, "scanned_at": one.scanned_at,
    }  # fmt: skip


def _list(call: Call) -> int:
    with call.desk() as desk:
        text = " ".join(call.options.text)
        found = scan_list.listed(desk, states=call.options.state, text=text, limit=call.options.limit)
        counts = scan_list.counted(desk, text)
        refused = [one.sentence for one in refused_files.listed(desk)]
    total = sum(counts[state] for state in set(call.options.state or counts))
    cut = counted(len(found), total, "页", first="最新")
    lines = [*map(_line, found), cut, *(f"监视文件夹没有收进来：{said}" for said in refused)]
    call.answer({"total": total, "scans": [page_told(one) for one in found], "refused": refused}, "\n".join(lines))
    return 0


def _line(one: ScanView) -> str:
    said = "；".join(filter(None, (one.sentence, one.beside)))
    return f"{one.id:>6}  {one.name}  第 {one.page} 页  {one.state_label}  {said}"


def _show(call: Call) -> int:
    with call.desk() as desk:
        one = scan_list.get(desk, call.options.scan)
        guesses = scans.likely(desk, one) if one.state == FLAGGED else []
        decided = scan_list.decisions(desk, one.id)
    said = {**page_told(one), "likely": [{"copy": guess.copy.id, "name": guess.copy.named, "page": guess.page,
                                      "why": guess.why, "against": guess.against} for guess in guesses]}  # fmt: skip
    said["decisions"] = [vars(item) for item in decided]
    lines = [_line(one), *(f"    {item.at}  {item.by}  {item.sentence}" for item in decided)]
    lines += [f"    可能是 {guess.copy.named}第 {guess.page} 页（{guess.copy.id}）：{guess.said}" for guess in guesses]
    call.answer(said, "\n".join(lines))
    return 0


def _file(call: Call) -> int:
    options = call.options
    with call.desk() as desk:
        call.proof(desk)
        came = scans.file(desk, options.scan, one_copy(desk, options.copy).id, options.page, options.reason)
        one = scan_list.get(desk, options.scan)
    call.answer(page_told(one), f"{one.named}{one.sentence}\n    {came.sentence}")
    return 0


def _dismiss(call: Call) -> int:
    return _decide(call, scans.dismiss)


def _undo(call: Call) -> int:
    return _decide(call, scans.undo)


def _look(call: Call) -> int:
    with call.desk() as desk:
        call.proof(desk)
        (looked.again if call.options.again else looked.look)(desk, call.options.scan)
        one = scan_list.get(desk, call.options.scan)
    call.answer(page_told(one), _line(one))
    return 0


def _decide(call: Call, deed: Callable[[Desk, int, str], Decided]) -> int:
    with call.desk() as desk:
        call.proof(desk)
        done = deed(desk, call.options.scan, call.options.reason)
        one = scan_list.get(desk, call.options.scan)
    call.answer({**page_told(one), "said": done.said}, _line(one) + (f"\n    {done.said}" if done.said else ""))
    return 0


def _confirm(call: Call) -> int:
    options = call.options
    whys = dict(map(_why, options.reason))
    marks = [_mark(given, whys) for given in options.box]
    if strays := whys.keys() - {mark.slot for mark in marks}:
        raise Misused(f"--reason 说的格没有用 --box 确认：{'、'.join(sorted(strays))[:80]}")
    with call.desk() as desk:
        copy = one_copy(desk, options.copy)
        if not marks:
            found = inked.proposed(desk, copy.id)
            call.answer(_proposal(found), "\n".join(_boxes(found)))
            return 0
        done = inked.in_vain(desk, copy.id, marks) or inked.confirm(desk, copy.id, marks, call.proof(desk))
        names = {mark.slot: people.get(desk, mark.person).name for mark in marks if any(
            one.slot == mark.slot and one.done for one in done)}  # fmt: skip
    said = [{"slot": one.slot, "label": one.label, "done": one.done, "said": one.said} for one in done]
    lines = [f"{one.label}：{names[one.slot]}纸签  {one.said}" for one in done if one.done]
    call.answer({"boxes": said}, "\n".join(lines))
    for one in done:
        if not one.done:
            speaking.tell(f"{one.label}：{one.said}")
    return 0 if all(one.done for one in done) else 1


def _mark(given: str, whys: Mapping[str, str]) -> Mark:
    slot, parted, rest = given.partition("=")
    person, _, day = rest.partition("@")
    if not parted or not slot or not person:
        raise Misused(f"--box 要写成 格=登录名 或 格=登录名@日期，如 reviewed=qcmgr@2026-11-20，不能是 {given[:40]}")
    return Mark(slot, person, day, whys.get(slot, ""))


def _why(given: str) -> tuple[str, str]:
    slot, parted, why = given.partition("=")
    if not parted or not slot or not why.strip():
        raise Misused(f"--reason 要写成 格=原因，如 approved=印泥太淡，看过原件，不能是 {given[:40]}")
    return slot, why


def _proposal(found: Proposal) -> dict[str, object]:
    boxes: list[Json] = [_box(one) for one in found.boxes]
    return {"copy": found.copy.id, "name": found.copy.named, "record": found.record.id, "why_not": found.why_not,
            "missing": list(found.missing), "boxes": boxes}  # fmt: skip


def _box(one: InkBox) -> dict[str, Json]:
    candidates: list[Json] = [person.login for person in one.candidates]
    return {
        "page": one.page, "slot": one.slot, "label": one.label, "role": one.role_label, "scan": one.scan,
        "seen": one.verdict, "share": one.share, "signed": one.signature.mode if one.signature else "",
        "signer": one.signature.name if one.signature else "", "step": one.step_label, "candidates": candidates,
        "proposed": one.proposed, "why": one.why,
    }  # fmt: skip


def _boxes(found: Proposal) -> Iterator[str]:
    if found.why_not:
        yield found.why_not
    if found.missing:
        yield f"还缺第 {'、'.join(map(str, found.missing))} 页"
    for one in found.boxes:
        if one.signature is not None:
            how = "纸签" if one.signature.mode == "ink" else "PIN"
            said = f"已签：{one.signature.signer} {one.signature.dated}（{how}）"
        else:
            who = "、".join(f"{person.name}（{person.login}{'' if person.active else '，已停用'}）"
                           for person in one.candidates)  # fmt: skip
            said = one.why or f"{SEEN[one.verdict]}，该由{one.role_label}签：{who or '没有合适的人'}"
        yield f"  第 {one.page} 页  {one.label}（{one.slot}）  {said}"
