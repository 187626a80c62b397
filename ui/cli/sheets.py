"""forms, new, set, show, step, history, list: records from their draft to their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qcdesk.canonical import Json
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.kinds import plain_name
from qcdesk.services.basics import people
from qcdesk.services.cases import casework, judging
from qcdesk.services.papers import outside
from qcdesk.services.sheets import approval, attaching, records, revisions, search, ways_on, withheld
from qcdesk.services.trail import history as trail
from qcdesk.views import RecordView
from ui.cli.context import Call, read_values
from ui.cli.cut_list import counted
from ui.cli.parser import Parser, small


def no_words(made: Parser) -> None:
    """Nothing beyond what every sub-command takes."""


def which_words(made: Parser) -> None:
    made.add_argument("which", metavar="序号或编号", help="记录的序号，或它的编号如 YC-202611-001")


def show_words(made: Parser) -> None:
    which_words(made)
    made.add_argument("--edition", type=small, metavar="版", help="改过版的单看哪一版：0 原单，1 改版 1；不写是现在的")


def new_words(made: Parser) -> None:
    made.add_argument("form", metavar="表单", help="表单代号，见 qcdesk forms")
    made.add_argument("--values", metavar="F.json", help="{栏位: 值} 的 JSON 文件，- 为标准输入")
    made.add_argument("--case", metavar="案件", help="开在这个案件里，带上案件已有的内容")


def set_words(made: Parser) -> None:
    which_words(made)
    made.add_argument("--values", metavar="F.json", required=True, help="要改的 {栏位: 值}，null 为清空；- 为标准输入")
    made.add_argument("--version", dest="seen", type=int, metavar="版本", help="看到的版本；别人先改过就拒绝")


def step_words(made: Parser) -> None:
    which_words(made)
    made.add_argument(
        "action", metavar="步骤", help="如 submit、review、approve、return、void、revise（改版）；见 show。"
        "几个部门各有一步的写明部门，如 analyse_check@采购部"
    )
    made.add_argument("--reason", metavar="原因", default="", help="退回、作废、改版要写原因")
    made.add_argument("--version", dest="seen", type=int, metavar="版本", help="看到的版本；别人先改过就拒绝")


def list_words(made: Parser) -> None:
    made.add_argument("text", metavar="文字", nargs="*", help="要找的文字：中文、编号或拼音首字母")
    made.add_argument("--form", metavar="表单", action="append", default=[], help="只列这种表单，可给几个")
    made.add_argument(
        "--state",
        metavar="状态",
        action="append",
        default=[],
        help="只列这种状态（代号，如 draft、submitted），可给几个",
    )
    made.add_argument("--limit", type=small, default=50, metavar="条数", help="最多几条，默认 50")
    made.add_argument("--offset", type=small, default=0, metavar="条数", help="跳过前几条")


def forms(call: Call) -> int:
    kinds = call.shelf.kinds.current
    said = [
        {"code": kind.code, "revision": kind.rev, "title": kind.title,
         "slots": [{"slot": slot.name, "label": slot.label, "role": slot.role} for slot in kind.slots if slot.on_paper]}
        for kind in kinds
    ]  # fmt: skip
    lines = [
        f"{kind.code}  {kind.rev}  {kind.title}  签名格：{'、'.join(slot.label for slot in kind.required_slots)}"
        for kind in kinds
    ]
    call.answer(said, "\n".join(lines))
    return 0


def new(call: Call) -> int:
    with call.desk() as desk:
        call.shelf.kinds.newest(call.options.form)
        call.proof(desk)
        raw = _values(call, desk) if call.options.values else {}
        with desk.store.write():
            made = _in_case(desk, call, raw) if call.options.case else records.create(desk, call.options.form, raw)
    call.answer({"id": made.record}, str(made.record))
    return 0


def _in_case(desk: Desk, call: Call, raw: dict[str, object]) -> Change:
    """What is given is laid over what the case knows."""
    made = casework.open_sheet(desk, call.options.case, call.options.form)
    if raw:
        records.save(desk, made.record or 0, 1, raw)
    return made


def change(call: Call) -> int:
    with call.desk() as desk:
        call.proof(desk)
        row = records.row_of(desk, call.options.which)
        seen = row.version if call.options.seen is None else call.options.seen
        change = records.save(desk, row.id, seen, _values(call, desk))
        version = records.row_of(desk, row.id).version
    words = f"已保存，版本 {version}" if change.event else f"没有改动，仍是版本 {version}"
    call.answer({"id": row.id, "version": version}, words)
    return 0


def _values(call: Call, desk: Desk) -> dict[str, object]:
    raw, base = read_values(call.options.values)
    return attaching.with_files_stored(desk, raw, base)


def show(call: Call) -> int:
    with call.desk() as desk:
        record = _shown_edition(desk, call)
        steps = [] if record.superseded else ways_on.open_steps(desk, record)
        faults = [] if record.superseded else withheld.faults(record)
        old = revisions.listed(desk, record.id)
        said = {**as_json(record, steps, faults), "editions": [vars(one) for one in old]}
        call.answer(said, worded(desk, record, steps) + _replaced(old))
    return 0


def _shown_edition(desk: Desk, call: Call) -> RecordView:
    which, edition = call.options.which, call.options.edition
    return records.get(desk, which) if edition is None else revisions.view(desk, which, edition)


def _replaced(old: Sequence[revisions.Edition]) -> str:
    return "".join(
        f"\n  旧版 {one.edition}（{one.label}）：{one.approved_at} {one.approved_by}核准，"
        f"{one.replaced_at} {one.replaced_by}改版，原因：{one.reason}"
        for one in old
    )


def as_json(record: RecordView, steps: list[ways_on.OpenStep], faults: list[Any]) -> dict[str, Any]:
    return {
        "id": record.id,
        "number": record.number,
        "form": record.kind.code,
        "revision": record.kind.rev,
        "state": record.state,
        "state_label": record.state_label,
        "version": record.version,
        "amended": record.amended,
        "superseded": record.superseded,
        "values": dict(record.values),
        "faults": [
            {"field": item.field, "label": item.label, "sentence": item.sentence, "row": item.row} for item in faults
        ],
        "signatures": [
            {"slot": item.slot, "label": item.label, "person": item.person, "name": item.name, "at": item.at,
             "meaning": item.meaning, "mode": item.mode, "digest": item.digest, "sound": item.sound,
             "deputy_for": item.deputy_for, "copy": item.copy, "scan": item.scan, "verified_by": item.verified_by}
            for item in record.signatures
        ],
        "open_steps": [
            {"action": item.action, "label": item.label, "role": item.role, "allowed": item.allowed,
             "reason": item.reason, **({"deputy_for": item.deputy_for} if item.deputy_for else {})}
            for item in steps
        ],
    }  # fmt: skip


def worded(desk: Desk, record: RecordView, steps: list[ways_on.OpenStep]) -> str:
    edition = f"  {revisions.labelled(record.amended)}" if record.amended or record.superseded else ""
    gone = "  已被替代" if record.superseded else ""
    lines = [f"{record.title}（{record.kind.rev}）  {record.state_label}  版本 {record.version}{edition}{gone}"]
    for name, block, item in record.kind.named_fields(record.values):
        value = record.values.get(name)
        if value is not None:
            department = f"（{name.partition('@')[2]}）" if "@" in name else ""
            lines.append(f"  {(item.label or block.title).rstrip('：')}{department}：{_shown(item, value)}")
    lines += [
        f"  [{item.label}] {item.signer} {item.dated} {item.meaning}"
        + (f"（{item.seen}）" if item.seen else "")
        + ("" if item.sound else "（签后有改动）")
        for item in record.signatures
    ]
    lines += [
        f"  → {item.action}（{item.label}，{people.role_label(desk, item.role)}）"
        + ("" if item.allowed else f"：{item.reason}")
        for item in steps
    ]
    return "\n".join(lines)


def _shown(item: Any, value: Json) -> str:
    if item.type != "lines" or not isinstance(value, list):
        return str(item.show(value))
    rows = [
        "；".join(f"{column.label} {column.show(row[column.name])}" for column in item.columns if column.name in row)
        for row in value
        if isinstance(row, dict)
    ]
    return "".join(f"\n    {number}. {row}" for number, row in enumerate(rows, start=1))


def step(call: Call) -> int:
    options = call.options
    with call.desk() as desk:
        judging.refuse_in_vain(desk, records.get(desk, options.which), options.action)
        proof = call.proof(desk)
        try:
            change = approval.take(
                desk, options.which, options.action, proof, reason=options.reason, version=options.seen
            )
        except Refused as error:
            if hint := _of_departments(desk, options.which, options.action):
                raise Refused(error.sentence + hint) from None
            raise
        record = records.get(desk, change.record or 0)
        papers = outside.left(desk, record.id)
    said = {"id": record.id, "number": record.number, "state": record.state, "version": record.version,
            **({"papers": papers} if papers else {})}  # fmt: skip
    call.answer(said, "\n".join(filter(None, (f"{record.title} {record.state_label}", papers))))
    return 0


def _of_departments(desk: Desk, which: str, action: str) -> str:
    """How the step is called of each department that has still to take it."""
    steps = ways_on.open_steps(desk, records.get(desk, which))
    others = [step for step in steps if step.department and step.step.action == plain_name(action)]
    named = [f"{step.action}（{step.label}）" for step in others]
    return f"。几个部门各有一步，步骤写成 {'、'.join(named)}" if named and action == plain_name(action) else ""


def history(call: Call) -> int:
    with call.desk() as desk:
        lines = trail.told(desk, call.options.which)
    said = [
        {"seq": item.seq, "at": item.at, "who": item.who, "pc": item.pc, "what": item.sentence, "reason": item.reason,
         "changes": list(item.details), "clock": item.clock, "scan": item.scan}
        for item in lines
    ]  # fmt: skip
    words = []
    for item in lines:
        words.append(f"{item.at}  {item.who}  {item.sentence}" + (f"  原因：{item.reason}" if item.reason else ""))
        words += [f"    {detail}" for detail in (*filter(None, [item.clock, item.scan]), *item.details)]
    call.answer(said, "\n".join(words))
    return 0


def _refuse_unknown_state(call: Call, forms: tuple[str, ...]) -> None:
    """Raises NotFound with the states of the forms asked for, of every form where none is."""
    known: dict[str, dict[str, None]] = {}
    for workflow in (kind.workflow for kind in call.shelf.kinds.kinds if not forms or kind.code in forms):
        for state in (state for step in workflow.steps for state in (*step.source, step.target)):
            known.setdefault(state, {})[workflow.label(state)] = None
    for name in call.options.state:
        if name not in known:
            said = "、".join(f"{state}（{'/'.join(labels)}）" for state, labels in known.items())
            raise NotFound(f"没有“{name[:20]}”这种状态，可用的有：{said}")


def listing(call: Call) -> int:
    options = call.options
    kinds = tuple(call.shelf.kinds.newest(code).code for code in options.form)
    _refuse_unknown_state(call, kinds)
    query = search.Query(
        text=" ".join(options.text), forms=kinds, states=tuple(options.state), offset=options.offset,
        limit=options.limit,
    )  # fmt: skip
    with call.desk() as desk:
        page = search.find(desk, query)
    words = [
        f"{row.id:>6}  {row.number or '（草稿）':<16} {row.title}  {row.state_label}  {row.customer}  {row.product}"
        for row in page.rows
    ]
    call.answer(
        {"total": page.total, "rows": [dict(vars(row)) for row in page.rows]},
        "\n".join([*words, counted(len(page.rows), page.total, "条", offset=options.offset)]),
    )
    return 0
