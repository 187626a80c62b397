"""rules: the rows of the office's rules, listed, checked and changed; the month's rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.rules import wording
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.rates import Rate
from qcdesk.rules.rows import CRITERION, LABELS, content, written_share
from qcdesk.rules.soundness import Remark
from qcdesk.rules.units import UNITS
from qcdesk.rules.validity import in_force
from qcdesk.services.overview import rates
from qcdesk.services.rules import rulebook
from qcdesk.services.times import escalation
from qcdesk.services.times.escalation import Rung
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser, small
from ui.cli.rulings import day

Deed = Callable[[Call, Desk], int]
FIGURES = ("amount", "unit", "most", "times", "least", "sentence", "consequence", "note", "active", "valid_to")
"""What `set` may change, by the names of the row."""
YES = ("是", "否")


def words(made: Parser) -> None:
    made.add_argument("deed", metavar="动作", nargs="?", default="list", choices=tuple(DEEDS),
                      help="list 列出每一条规则和出处（默认）、check 查矛盾、重叠、空白、set 改一条、"
                           "choose 改用与它矛盾的另一条、rates 一个月的回复率和沟通率、"
                           "ladder 超期后报告到谁、品管最多暂停几天")  # fmt: skip
    made.add_argument("code", metavar="代号", nargs="?", help="set、choose 对哪一条")
    made.add_argument("--on", type=day, metavar="日期", help="list、check 按哪一天看，默认今天")
    made.add_argument("--month", metavar="月份", default="", help="rates 看哪个月，例如 2026-11")
    made.add_argument("--duration", dest="amount", type=small, metavar="数", help="时限是多少个单位")
    made.add_argument("--unit", metavar="单位", choices=tuple(UNITS),
                      help="；".join(f"{code} {unit.label}" for code, unit in UNITS.items()))  # fmt: skip
    made.add_argument("--most", type=small, metavar="数", help="最长可以给到多少个单位，0 为去掉")
    made.add_argument("--times", type=small, metavar="次数", help="次数，0 为去掉")
    made.add_argument("--least", metavar="数", help="判定标准的起点数，例如 30%% 或 3")
    made.add_argument("--sentence", metavar="文字", help="规则的原文")
    made.add_argument("--consequence", metavar="文字", help="判定以后的处理要求")
    made.add_argument("--note", metavar="文字", help="说明")
    made.add_argument("--active", metavar="是或否", choices=YES, help="启用或停用")
    made.add_argument(
        "--from",
        dest="valid_from",
        type=day,
        metavar="日期",
        help="从哪一天生效，默认今天，不能早于今天；判定标准当天改的，从改的那一分钟起受理的案件才用，不良项目表也一样",
    )
    made.add_argument("--until", dest="valid_to", type=day, metavar="日期", help="到哪一天为止")
    made.add_argument("--rung", metavar="天数=谁", action="append", default=[],
                      help="ladder 改成这几级，例如 --rung 0=经办人 --rung 3=品管主管；要把每一级都写上")  # fmt: skip
    made.add_argument("--pause-days", type=small, metavar="天数", help="ladder：品管对一个案件最多暂停几天")
    made.add_argument("--reason", metavar="原因", default="", help="set、choose、ladder 要写为什么改")


def run(call: Call) -> int:
    with call.desk() as desk:
        return DEEDS[call.options.deed](call, desk)


def _on(call: Call, desk: Desk) -> date:
    return call.options.on or desk.clock.today()


def _list(call: Call, desk: Desk) -> int:
    on = _on(call, desk)
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
        "since": row.since.isoformat("minutes") if row.since else None,
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
    begins = " ".join(str(part) for part in (row["valid_from"], row["since"]) if part)
    valid = f"{begins}–{row['valid_to'] or ''}" if begins or row["valid_to"] else "一直"
    head = f"{mark}  {row['code']:<20} {row['title']}{condition}  {row['figure']}"
    return f"{head}  {row['source']}  第 {row['version']} 版 {valid}  {row['sentence']}"


def _check(call: Call, desk: Desk) -> int:
    remarks = rulebook.examine(desk, _on(call, desk))
    wrong = [one for one in remarks if one.wrong]
    said = [{"code": one.code, "sentence": one.sentence, "wrong": one.wrong} for one in remarks]
    words = [f"{'有错' if one.wrong else '留意'}  {one.code}：{one.sentence}" for one in remarks]
    call.answer({"ok": not wrong, "remarks": said}, "\n".join(words) or "规则没有矛盾和空白")
    if wrong:
        speaking.tell(f"规则里有 {len(wrong)} 处要改正")
    return 1 if wrong else 0


def _set(call: Call, desk: Desk) -> int:
    code = _required(call, "set")
    rule = rulebook.named(desk, code)
    given = {name: getattr(call.options, name) for name in FIGURES}
    changed = {name: _value(name, said) for name, said in given.items() if said is not None}
    if not changed:
        raise Misused("请写明要改什么，例如 --duration 3 --unit working_days")
    strange = [LABELS[name] for name in changed if not hasattr(rule, name)]
    if strange:
        raise Misused(f"{rule.code} 里没有{'、'.join(f'“{label}”' for label in strange)}")
    call.proof(desk)
    before = content(rule)
    new = rulebook.with_source(rule, {name: value for name, value in changed.items() if value != before.get(name)})
    reason = call.options.reason.strip()
    kind, starts = rulebook.kind_of(rule), call.options.valid_from
    brought = rulebook.brought(desk, kind, rule.code, new, starts)
    rulebook.change(desk, kind, rule.code, new, starts, reason)
    return _told(call, desk, rule.code, brought)


def _value(name: str, given: object) -> object:
    """As the row keeps it; None takes a number away."""
    if name == "active":
        return given == YES[0]
    if name == "least" and isinstance(given, str):
        return written_share(given)
    if name in ("most", "times"):
        return given or None
    return given.isoformat() if isinstance(given, date) else given


def _choose(call: Call, desk: Desk) -> int:
    rule = rulebook.named(desk, _required(call, "choose"))
    call.proof(desk)
    rulebook.choose(desk, rule.code, call.options.valid_from, call.options.reason.strip())
    return _told(call, desk, rule.code)


def _required(call: Call, deed: str) -> str:
    if not call.options.code:
        raise Misused(f"请写明规则的代号，例如 qcdesk rules {deed} RESULT-5WD --as qcmgr；代号见 qcdesk rules list")
    if not call.options.reason.strip():
        raise Misused("改规则要写原因：--reason")
    return str(call.options.code)


def _told(call: Call, desk: Desk, code: str, brought: Sequence[Remark] = ()) -> int:
    """The new version, whether it holds today, and what the rules lack since."""
    rule = rulebook.named(desk, code)
    kind = rulebook.kind_of(rule)
    rows = rulebook.criteria(desk) if kind == CRITERION else rulebook.deadlines(desk)
    held = {(kind, row.code, row.version) for row in in_force(rows, desk.clock.today())}
    said = _row(kind, rule, held)
    remarks: list[Json] = [{"code": one.code, "sentence": one.sentence, "wrong": one.wrong} for one in brought]
    warned = [f"注意  {one.code}：{one.sentence}" for one in brought]
    call.answer({**said, "remarks": remarks}, "\n".join([_line(said), *warned]))
    return 0


def _rates(call: Call, desk: Desk) -> int:
    if not call.options.month:
        raise Misused("请写明月份，例如 qcdesk rules rates --month 2026-11")
    found = rates.monthly(desk, call.options.month)
    said = [{"name": rate.name, "of": rate.of, "rate": rate.words, "met": list(rate.met), "missed": list(rate.missed),
             "open": list(rate.open)} for rate in found]  # fmt: skip
    call.answer({"month": call.options.month, "rates": said}, "\n".join(map(_rate_line, found)))
    return 0


def _rate_line(rate: Rate) -> str:
    missed = f"  没有做到：{'、'.join(rate.missed)}" if rate.missed else ""
    waiting = f"  未到期：{'、'.join(rate.open)}" if rate.open else ""
    return f"{rate.name}  {rate.of}  {len(rate.met)}/{rate.whole} = {rate.words}{missed}{waiting}"


def _ladder(call: Call, desk: Desk) -> int:
    """Shown as it stands; changed where rungs or days are given."""
    options, old = call.options, escalation.of(desk)
    if options.rung or options.pause_days is not None:
        rungs = tuple(map(_rung, options.rung)) or old.rungs
        days = old.pause_days if options.pause_days is None else options.pause_days
        call.proof(desk)
        escalation.change(desk, rungs, days, options.reason, old)
    held = escalation.of(desk)
    said = {"rungs": [dict(vars(rung)) for rung in held.rungs], "pause_days": held.pause_days}
    lines = [f"超期 {rung.days} 天以上  报告到 {rung.tell}" for rung in held.rungs]
    call.answer(said, "\n".join([*lines, f"品管对一个案件最多暂停 {held.pause_days} 天"]))
    return 0


def _rung(text: str) -> Rung:
    days, _, tell = text.partition("=")
    if not days.strip().isdigit() or not days.strip().isascii() or len(days) > 4:
        raise Misused(f"每一级写成 天数=谁，例如 3=品管主管，不能是 {text[:30]}")
    return Rung(int(days), tell.strip())


DEEDS: Mapping[str, Deed] = MappingProxyType({
    "list": _list, "check": _check, "set": _set, "choose": _choose, "rates": _rates,
    "ladder": _ladder,
})  # fmt: skip
