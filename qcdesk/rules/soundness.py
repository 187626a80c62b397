"""What is wrong, or still open, in a set of rule rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qcdesk.rules import coherence
from qcdesk.rules.criteria import GRADES, Criterion
from qcdesk.rules.deadlines import DeadlineRule, contradictions, rivals
from qcdesk.rules.terms import Terms
from qcdesk.rules.validity import in_force


@dataclass(frozen=True)
class Remark:
    """`wrong` must be mended; the others are to be known."""

    code: str
    sentence: str
    wrong: bool = True


def examine(criteria: Sequence[Criterion], deadlines: Sequence[DeadlineRule], defects: Terms,
            on: date) -> list[Remark]:  # fmt: skip
    """Contradictions, overlaps, gaps, texts with other figures, blanks, and grades without a consequence; what is
    wrong comes first."""
    found = [*_criteria(criteria, defects, on), *_shares(criteria, on), *_texts(in_force(criteria, on)),
             *_texts(in_force(deadlines, on)), *_rivals(deadlines, on), *_told(deadlines, on),
             *_blanks(deadlines)]  # fmt: skip
    return sorted(found, key=lambda one: not one.wrong)


def _criteria(criteria: Sequence[Criterion], defects: Terms, on: date) -> Iterator[Remark]:
    held = in_force(criteria, on)
    items = {item.item for item in defects.items}
    for row in held:
        if row.item and row.item not in items:
            yield Remark(row.code, f"不良项目“{row.item}”不在基础资料里")
    for grade in GRADES:
        of_grade = [row for row in held if row.grade == grade]
        if not of_grade:
            yield Remark(grade, f"“{grade}程度”没有一条生效的判定标准")
        elif not any(row.consequence for row in of_grade):
            yield Remark(grade, f"“{grade}程度”的处理要求原文件没有写，请本厂填写", wrong=False)


def _shares(criteria: Sequence[Criterion], on: date) -> Iterator[Remark]:
    """A share that no clause covers leaves a case ungraded; one that two cover is graded by the higher."""
    yield from (Remark(code, sentence) for code, sentence in coherence.uncovered(criteria, on))
    yield from (Remark(code, sentence, wrong=False) for code, sentence in coherence.doubled(criteria, on))


def _texts(rows: Sequence[Criterion | DeadlineRule]) -> Iterator[Remark]:
    """A judgement shows the text of its clause beside the figure."""
    yield from (Remark(row.code, told) for row in rows if (told := coherence.misquoted(row)))


def _rivals(deadlines: Sequence[DeadlineRule], on: date) -> Iterator[Remark]:
    """Two that hold for one thing on one day; older versions of a row are history."""
    for one, other in rivals(_newest(deadlines)):
        where = f"{one.title}{f'（{one.condition}）' if one.condition else ''}"
        yield Remark(one.code, f"{where}：与 {other.code} 同时启用，有效期重叠，只能留一条")


def _newest(deadlines: Iterable[DeadlineRule]) -> list[DeadlineRule]:
    return list({row.code: row for row in sorted(deadlines, key=lambda row: row.version)}.values())


def _told(deadlines: Sequence[DeadlineRule], on: date) -> Iterator[Remark]:
    for group in contradictions(deadlines, on):
        codes = "、".join(row.code for row in group.rows)
        chosen = "、".join(row.code for row in group.chosen) or "都没有启用"
        yield Remark(group.rows[0].code, f"{group.title}：各文件说法不一（{codes}），生效的是 {chosen}", wrong=False)


def _blanks(deadlines: Sequence[DeadlineRule]) -> Iterator[Remark]:
    for row in _newest(deadlines):
        if row.unit == "unset":
            words = "启用了，但时限还是空白" if row.active else "原文件里是空白，待本厂填写"
            place = f"{row.title}{f'（{row.condition}）' if row.condition else ''}"
            yield Remark(row.code, f"{place}：{words}", wrong=row.active)
