"""judge, due: the office's written rules, asked from the terminal."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from qcdesk.canonical import Json
from qcdesk.rules import inputs
from qcdesk.rules.counting import Due
from qcdesk.rules.severity import Judgement
from qcdesk.services.rules import ruling
from ui.cli.context import Call, read_values
from ui.cli.parser import Parser

NOTHING = "  没有可以判定的内容：请给出不良项目、问题描述、数量，或勾选两项之一"


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
                      help="{family, defects, lot_qty, defect_qty, complaint_qty, inspected_qty, unusable_lot, "
                           "affects_function, description, customer, received_at} 的 JSON 文件，"
                           "- 为标准输入")  # fmt: skip


def judge(call: Call) -> int:
    raw, _ = read_values(call.options.values)
    with call.desk() as desk:
        given = inputs.read(raw)
        found = ruling.judge(desk, raw)
        at = ruling.moment_of(desk, given)
        earlier = ruling.of_the_month(desk, raw)
    said = _judged(found)
    said["earlier"] = [one.number or str(one.key) for one in earlier]
    said["judged_by"] = _iso(at.replace(second=0, microsecond=0))
    nothing = [NOTHING] if given.say_nothing else []
    call.answer(said, "\n".join([_told(found), *nothing, f"  按 {at:%Y-%m-%d %H:%M} 生效的判定标准和不良项目表"]))
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
