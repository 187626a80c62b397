"""What the page shows: one line an event or a grade, each with the rows that speak of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import resources
from qcdesk.desk import Desk
from qcdesk.pinyin import searchable
from qcdesk.rules import wording
from qcdesk.rules.criteria import GRADES, Criterion
from qcdesk.rules.deadlines import DeadlineRule, figure
from qcdesk.rules.rows import CRITERION, DEADLINE
from qcdesk.rules.soundness import Remark
from qcdesk.rules.validity import AnyRow, in_force
from qcdesk.services.rules import rulebook
from ui.pages.columns import Column
from ui.style import tokens
from ui.style.tokens import DONE, GOING, PLAIN, Tone

NONE_HOLDS = "没有启用"
SEVERAL = Tone(tokens.WARN, tokens.WARN_TINT)
AnyRule = Criterion | DeadlineRule


@dataclass(frozen=True)
class Group:
    """Rows that speak of one thing, the newest version of each; `held` are those in force."""

    kind: str
    title: str
    condition: str
    rows: tuple[AnyRule, ...]
    held: tuple[AnyRule, ...]
    text: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self.rows)

    @property
    def figures(self) -> int:
        """How many different things the documents say."""
        return len({figure(row) for row in self.rows if isinstance(row, DeadlineRule)})

    @property
    def contradictory(self) -> bool:
        return self.figures > 1

    @property
    def own(self) -> bool:
        """Whether the factory has set something of what holds."""
        return any(wording.is_own(row) for row in self.held)


@dataclass(frozen=True)
class Found:
    deadlines: tuple[Group, ...]
    criteria: tuple[Group, ...]
    remarks: tuple[Remark, ...]
    on: date

    def groups(self, kind: str) -> tuple[Group, ...]:
        return self.deadlines if kind == DEADLINE else self.criteria


def read(desk: Desk) -> Found:
    on = desk.clock.today()
    deadlines, criteria = rulebook.deadlines(desk), rulebook.criteria(desk)
    in_time: list[AnyRule] = [*in_force(deadlines, on)]
    judged: list[AnyRule] = [*in_force(criteria, on)]
    by_event: dict[tuple[str, ...], list[AnyRule]] = {}
    for rule in _newest(deadlines):
        by_event.setdefault(rule.competes_as, []).append(rule)
    by_grade: dict[str, list[AnyRule]] = {grade: [] for grade in reversed(GRADES)}
    for criterion in _newest(criteria):
        by_grade[criterion.grade].append(criterion)
    return Found(
        tuple(_group(DEADLINE, rows, in_time) for rows in by_event.values()),
        tuple(_group(CRITERION, rows, judged) for rows in by_grade.values() if rows),
        tuple(rulebook.examine(desk, on)), on,
    )  # fmt: skip


def _newest(rows: list[AnyRow]) -> list[AnyRow]:
    return list({row.code: row for row in sorted(rows, key=lambda row: row.version)}.values())


def _group(kind: str, rows: list[AnyRule], holding: list[AnyRule]) -> Group:
    first = rows[0]
    title = first.title if isinstance(first, DeadlineRule) else f"{first.grade}程度"
    condition = first.condition if isinstance(first, DeadlineRule) else ""
    codes = {row.code for row in rows}
    plain = [word for row in rows for word in (row.code, row.source, row.sentence)]
    text = "\n".join([*(word.lower() for word in plain), searchable(title, condition)])
    held = tuple(row for row in holding if row.code in codes)
    return Group(kind, title, condition, tuple(rows), held, text)


def happenings() -> dict[str, str]:
    """What a deadline starts and stops by, in the office's words."""
    return {str(name): str(words) for name, words in resources.toml("starter/deadlines.toml")["happenings"].items()}


NUMBERS = {"share": "{} 以上", "listed_below_share": "不到 {}", "repeats": "当月 {} 次以上"}
"""What the number of a criterion counts, by its test."""


def told(row: AnyRule) -> str:
    """The figure of a row; the sentence where it has none."""
    if isinstance(row, DeadlineRule):
        return wording.figure(row)
    number = wording.least(row)
    return NUMBERS.get(row.test, "{}").format(number) if number else row.sentence


def _in_force(group: Group) -> str:
    return "；".join(told(row) for row in group.held) or NONE_HOLDS


def named(group: Group) -> str:
    """The condition first: it is what tells one line from the next where there is little room."""
    return f"{group.condition}：{group.title}" if group.condition else group.title


def _joined(group: Group, words: Callable[[AnyRule], str]) -> str:
    return "、".join(dict.fromkeys(words(row) for row in group.held))


def _rows(group: Group) -> str:
    if group.contradictory:
        return f"{group.figures} 种说法"
    return f"{len(group.rows)} 处" if len(group.rows) > 1 else ""


DEADLINES = (
    Column("事项", 150, named, grow=4),
    Column("生效的时限", 142, _in_force, tone=lambda group: DONE if group.held else PLAIN, grow=2),
    Column("出处", 84, lambda group: _joined(group, lambda row: row.source), spare=2, grow=1,
           tone=lambda group: GOING if group.own else None),
    Column("有效期", 84, lambda group: _joined(group, wording.validity), spare=3, grow=1),
    Column("各文件", 104, _rows, tone=lambda group: SEVERAL if group.contradictory else None, spare=1),
)  # fmt: skip
CRITERIA = (
    Column("客诉程度", 96, lambda group: group.title),
    Column("生效的标准", 220, lambda group: "、".join(row.code for row in group.held) or NONE_HOLDS, grow=3),
    Column("出处", 110, lambda group: _joined(group, lambda row: row.source), grow=1),
)
