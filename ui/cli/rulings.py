"""judge, due, rules: the office's written rules, asked from the terminal."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import inputs, wording
from qcdesk.rules.counting import Due
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.severity import Judgement
from qcdesk.rules.validity import in_force
from qcdesk.services import rulebook, ruling
from ui.cli.context import Call, read_values
from ui.cli.parser import Parser


def moment(text: str) -> datetime:
    """A time given on the command line, local unless it names its zone."""
    try:
        if "W" in text:
            raise ValueError
        return datetime.fromisoformat(text)
    except ValueError:
        said = text[:30] or "空的"
        raise argparse.ArgumentTypeError(f"要填时间，例如 2026-09-30T15:00，不能是 {said}") from None


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"要填日期，例如 2026-09-30，不能是 {text[:30] or '空的'}") from None


def judge_words(made: Parser) -> None:
    made.add_argument("--values", metavar="F.json", required=True,
                      help="{family, defects, lot_qty, defect_qty, inspected_qty, unusable_lot, affects_function, "
                           "description, customer, received_at} 的 JSON 文件，- 为标准输入")  # fmt: skip


def judge(call: Call) -> int:
    raw, _ = read_values(call.options.values)
    with call.desk() as desk:
        found = ruling.judge(desk, raw)
        if inputs.read(raw).say_nothing:
            raise Refused("没有可以判定的内容：请给出不良项目、问题描述、数量，或勾选两项之一")
        earlier = ruling.earlier_in_month(desk, raw)
    said = _judged(found)
    said["earlier"] = [one.number or str(one.key) for one in earlier]
    call.answer(said, _told(found))
    return 0


def _judged(found: Judgement) -> dict[str, Json]:
    clauses: list[Json] = [
        {"code": clause.code, "grade": clause.grade, "sentence": clause.sentence, "source": clause.source,
         "inputs": dict(clause.inputs), "words": clause.words, "version": clause.version}
        for clause in found.clauses
    ]  # fmt: skip
    return {
        "grade": found.grade, "sentence": found.sentence, "clauses": clauses, "silent": found.silent,
        "changes": list(found.changes), "consequences": list(found.consequences), "unknown": list(found.unknown),
        "denied": [one.words for one in found.denied],
    }  # fmt: skip


def _told(found: Judgement) -> str:
    lines = [found.sentence]
    for clause in found.clauses:
        lines.append(f"  {clause.code} {clause.grade}：{clause.sentence}（{clause.source}）")
        lines.append(f"      {clause.words}")
    lines += [f"  处理要求：{words}" for words in found.consequences]
    lines += [f"  不良项目里没有“{name}”" for name in found.unknown]
    return "\n".join([*lines, *(f"  → {words}" for words in found.changes)])


def due_words(made: Parser) -> None:
    made.add_argument("--from", dest="start", type=moment, metavar="时间", required=True,
                      help="从什么时候起算，例如 2026-09-30T15:00")  # fmt: skip
    made.add_argument(
        "--rule", metavar="代号", required=True, help="时限的代号，见 qcdesk rules list；或只有一条生效的事项"
    )


def due(call: Call) -> int:
    with call.desk() as desk:
        made = ruling.due(desk, call.options.start, call.options.rule)
        held = made.rule in ruling.deadlines(desk, made.start.date())
    said: dict[str, Json] = {
        "due": _iso(made.at), "latest": _iso(made.latest) if made.latest else None, "from": _iso(made.start),
        "steps": list(made.steps), "counting": list(made.counting), "rule": made.rule.code, "title": made.rule.title,
        "sentence": made.rule.sentence, "source": made.source, "provisional": made.provisional, "in_force": held,
    }  # fmt: skip
    call.answer(said, _due_told(made, held))
    return 0


def _due_told(made: Due, held: bool) -> str:
    rule = made.rule
    lines = [
        f"{rule.title}：{made.at:%Y-%m-%d %H:%M}" + (f"，最迟 {made.latest:%Y-%m-%d %H:%M}" if made.latest else ""),
        f"  按 {rule.code}（{made.source}）：{rule.sentence}" + ("" if held else "（这一条没有生效）"),
        f"  {' → '.join(made.steps)}",
        *(f"    {line}" for line in made.counting),
    ]
    return "\n".join([*lines, "  放假安排未全部公布，到期时间是暂定的"] if made.provisional else lines)


def _iso(at: datetime) -> str:
    """To the minute, to the second where there is one."""
    return at.isoformat(timespec="seconds" if at.second else "minutes")


def rules_words(made: Parser) -> None:
    made.add_argument("deed", metavar="动作", nargs="?", default="list", choices=("list", "check"),
                      help="list 列出每一条规则和出处（默认），check 查矛盾、重叠、空白")  # fmt: skip
    made.add_argument("--on", type=day, metavar="日期", help="按哪一天看，默认今天")


def rules(call: Call) -> int:
    with call.desk() as desk:
        on = call.options.on or desk.clock.today()
        return _check(call, desk, on) if call.options.deed == "check" else _list(call, desk, on)


def _list(call: Call, desk: Desk, on: date) -> int:
    criteria, deadlines = rulebook.criteria(desk), rulebook.deadlines(desk)
    held = {("criterion", row.code, row.version) for row in in_force(criteria, on)}
    held |= {("deadline", row.code, row.version) for row in in_force(deadlines, on)}
    said = [_row("criterion", row, held) for row in criteria] + [_row("deadline", row, held) for row in deadlines]
    call.answer(said, "\n".join(_line(row) for row in said))
    return 0


def _row(kind: str, row: Criterion | DeadlineRule, held: set[tuple[str, str, int]]) -> dict[str, Json]:
    made: dict[str, Json] = {
        "kind": kind, "code": row.code, "version": row.version, "sentence": row.sentence, "source": row.source,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "active": row.active, "in_force": (kind, row.code, row.version) in held,
    }  # fmt: skip
    if isinstance(row, DeadlineRule):
        return {**made, "event": row.event, "title": row.title, "condition": row.condition, "amount": row.amount,
                "most": row.most, "unit": row.unit, "starts": row.starts, "stops": row.stops,
                "figure": wording.figure(row)}  # fmt: skip
    return {**made, "grade": row.grade, "title": f"{row.grade}程度", "test": row.test, "least": str(row.least),
            "consequence": row.consequence, "figure": wording.least(row)}  # fmt: skip


def _line(row: dict[str, Json]) -> str:
    mark = "生效" if row["in_force"] else "未用"
    condition = f"（{row['condition']}）" if row.get("condition") else ""
    valid = f"{row['valid_from'] or ''}–{row['valid_to'] or ''}" if row["valid_from"] or row["valid_to"] else "一直"
    head = f"{mark}  {row['code']:<20} {row['title']}{condition}  {row['figure']}"
    return f"{head}  {row['source']}  第 {row['version']} 版 {valid}  {row['sentence']}"


def _check(call: Call, desk: Desk, on: date) -> int:
    remarks = rulebook.examine(desk, on)
    wrong = [one for one in remarks if one.wrong]
    said = [{"code": one.code, "sentence": one.sentence, "wrong": one.wrong} for one in remarks]
    words = [f"{'有错' if one.wrong else '留意'}  {one.code}：{one.sentence}" for one in remarks]
    call.answer({"ok": not wrong, "remarks": said}, "\n".join(words) or "规则没有矛盾和空白")
    if wrong:
        print(f"规则里有 {len(wrong)} 处要改正", file=sys.stderr)
    return 1 if wrong else 0
