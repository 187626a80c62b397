"""客诉程度: the grade of a case, every clause that fired, and what would change it (rules.md E4.1, severity.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from qcdesk.canonical import Json
from qcdesk.rules.clauses import TESTS, Facts, share_of
from qcdesk.rules.criteria import GRADES, Criterion
from qcdesk.rules.inputs import Inputs
from qcdesk.rules.terms import Found, Terms

SILENT = "判定标准没有一条适用，请品管判定客诉程度并写明理由"

ADDED_SINCE = "是受理以后才加进不良项目表的，不作判定依据"

FALLING = MappingProxyType({grade: -rank for rank, grade in enumerate(GRADES)})


@dataclass(frozen=True)
class Clause:
    """A criterion that fired."""

    code: str
    grade: str
    sentence: str
    source: str
    consequence: str
    inputs: Mapping[str, Json]
    words: str
    version: int


@dataclass(frozen=True)
class Judgement:
    """`grade` is empty and `silent` true when no clause fired; `unknown` are named defects the catalogue lacks,
    `denied` those that the description says are not there."""

    grade: str
    clauses: tuple[Clause, ...]
    changes: tuple[str, ...]
    items: tuple[Found, ...]
    unknown: tuple[str, ...] = ()
    denied: tuple[Found, ...] = ()

    @property
    def silent(self) -> bool:
        return not self.clauses

    @property
    def sentence(self) -> str:
        by = "、".join(clause.code for clause in self.clauses if clause.grade == self.grade)
        said = SILENT if self.silent else f"{self.grade}程度（按 {by}）"
        return "；".join([said, *self.passed_over])

    @property
    def passed_over(self) -> tuple[str, ...]:
        """What was read, and not taken for a defect, by why."""
        reasons: dict[str, dict[str, None]] = {}
        for one in self.denied:
            reasons.setdefault(one.aside, {})[one.words] = None
        since = (f"“{one.item.item}”{ADDED_SINCE}" for one in self.items if not one.item.severity)
        aside = (f"{'、'.join(f'“{one}”' for one in words)}{reason}，不算" for reason, words in reasons.items())
        return *since, *aside

    @property
    def consequences(self) -> tuple[str, ...]:
        """What the grade asks of the office towards the customer; nothing where the source writes nothing."""
        said = (clause.consequence for clause in self.clauses if clause.grade == self.grade and clause.consequence)
        return tuple(dict.fromkeys(said))


def judge(inputs: Inputs, criteria: Sequence[Criterion], defects: Terms, month_count: int = 1) -> Judgement:
    """All criteria tried in the order 严重 → 批量 → 一般; `month_count` includes this case.

    Raises KeyError for a criterion whose test does not exist: `soundness` finds those beforehand.
    """
    found, unknown, absent = items_of(inputs, defects)
    own_items = frozenset(criterion.item for criterion in criteria if criterion.item)
    facts = Facts(inputs, found, month_count, share_of(inputs), own_items)
    clauses: list[Clause] = []
    lacking: list[Criterion] = []
    for criterion in sorted(criteria, key=order):
        fires, _ = TESTS[criterion.test]
        fired = fires(facts, criterion)
        if fired:
            clauses.append(_clause(criterion, fired.inputs, fired.words))
        elif not clauses:
            lacking.append(criterion)
    grade = clauses[0].grade if clauses else ""
    return Judgement(grade, tuple(clauses), _changes(facts, lacking, grade), found, unknown, absent)


class Items(NamedTuple):
    """Defect items each once, the names nobody knows, and what the description says is not there."""

    found: tuple[Found, ...]
    unknown: tuple[str, ...]
    denied: tuple[Found, ...]


def items_of(inputs: Inputs, defects: Terms) -> Items:
    """The defect items named, and those the description speaks of."""
    told = defects.read(inputs.description, inputs.family)
    if not inputs.defects:
        return Items(told.found, (), told.denied)
    found: dict[tuple[str, str], Found] = {}
    unknown: list[str] = []
    for name in inputs.defects:
        named = defects.named(name, inputs.family)
        found.update({(one.item.item, one.item.family): one for one in named})
        unknown += [] if named else [name]
    for one in told.found:
        found.setdefault((one.item.item, one.item.family), one)
    absent = tuple(one for one in told.denied if (one.item.item, one.item.family) not in found)
    return Items(tuple(found.values()), tuple(unknown), absent)


def _clause(criterion: Criterion, inputs: Mapping[str, Json], words: str) -> Clause:
    return Clause(criterion.code, criterion.grade, criterion.sentence, criterion.source, criterion.consequence, inputs,
                  words, criterion.version)  # fmt: skip


def order(criterion: Criterion) -> tuple[int, str]:
    """严重 first, then by code."""
    return FALLING[criterion.grade], criterion.code


def _changes(facts: Facts, lacking: Iterable[Criterion], grade: str) -> tuple[str, ...]:
    """Only what would raise it: of the criteria tried before the first that fired those of a higher grade."""
    raising = (TESTS[one.test][1](facts, one) for one in lacking if one.grade != grade)
    return tuple(dict.fromkeys(filter(None, raising)))
