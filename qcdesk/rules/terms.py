"""Words of a description → defect items: the longest term wins, the family's own terms come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

OTHER = "其他"
CLAUSE_END = re.compile(r"[，,。．；;！!？?、\n]")
SCOPE = re.compile(r"整批|批次|全批|全部|无法|不能")
"""How much of a lot, or that it stops the customer: such a clause without a defect speaks of the one before."""
PARTS = "+"
"""`反光片+整批+错`: all parts in one clause, in any order."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class DefectItem:
    """One row of the severity catalogue (`defects.csv`); `aliases` are other wordings of the item."""

    item: str
    family: str
    severity: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """An item and the words it was found by; `chosen` when somebody named it, not only the description."""

    item: DefectItem
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Hit:
    term: str
    item: DefectItem
    spans: Spans

    @property
    def weight(self) -> int:
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True)
class Terms:
    """The catalogue, ready to be looked up in."""

    items: tuple[DefectItem, ...]

    @cached_property
    def _terms(self) -> tuple[tuple[str, tuple[str, ...], DefectItem], ...]:
        """Every wording with its parts; names before aliases, so that a name wins over another's alias."""
        named = [(item.item, item) for item in self.items]
        named += [(alias, item) for item in self.items for alias in item.aliases if alias]
        return tuple((term, tuple(part for part in term.split(PARTS) if part), item) for term, item in named)

    @cached_property
    def _exact(self) -> dict[str, list[DefectItem]]:
        exact: dict[str, list[DefectItem]] = {}
        for term, _, item in self._terms:
            exact.setdefault(term, []).append(item)
        return exact

    def named(self, name: str, family: str = "") -> list[Found]:
        """The item called so, by name or alias; otherwise what its words contain."""
        same = self._exact.get(name)
        if same:
            item = min(same, key=lambda item: _strangeness(item, family))
            return [Found(item, name, chosen=True)]
        return [Found(found.item, found.words, chosen=True) for found in self.in_text(name, family)]

    def in_text(self, text: str, family: str = "") -> list[Found]:
        """Every item the text speaks of, each once, in the order of the text."""
        found: dict[tuple[str, str], Found] = {}
        for clause in self._clauses(text, family):
            for hit in self._hits(clause, family):
                found.setdefault((hit.item.item, hit.item.family), Found(hit.item, hit.term.replace(PARTS, "…")))
        return list(found.values())

    def _clauses(self, text: str, family: str) -> Iterator[str]:
        """Clauses, with those of mere scope joined to the one before: 唛头写错，整批无法入库."""
        held = ""
        for clause in filter(None, map(str.strip, CLAUSE_END.split(text))):
            if held and SCOPE.search(clause) and not self._hits(clause, family):
                held = f"{held}，{clause}"
                continue
            if held:
                yield held
            held = clause
        if held:
            yield held

    def _hits(self, clause: str, family: str) -> list[Hit]:
        """Longest first without overlap, the family's terms before those of other families; in order of place."""
        hits = [hit for term, parts, item in self._terms for hit in _places(clause, term, parts, item)]
        hits.sort(key=lambda hit: (_strangeness(hit.item, family) > 1, -hit.weight, _strangeness(hit.item, family)))
        taken: list[Hit] = []
        for hit in hits:
            if not any(_overlap(hit.spans, other.spans) for other in taken):
                taken.append(hit)
        return sorted(taken, key=lambda hit: hit.spans[0])


def read_items(rows: Iterable[dict[str, str]]) -> Terms:
    """From rows with `item`, `family`, `severity` and `aliases` parted by `|`."""
    return Terms(tuple(
        DefectItem(row["item"], row["family"], row["severity"], tuple(filter(None, row["aliases"].split("|"))))
        for row in rows
    ))  # fmt: skip


def _strangeness(item: DefectItem, family: str) -> int:
    """0 of the family itself, 1 of no family or nothing asked, 2 of another family."""
    if item.family == family:
        return 0
    return 2 if family not in ("", OTHER) and item.family != OTHER else 1


def _places(clause: str, term: str, parts: tuple[str, ...], item: DefectItem) -> Iterator[Hit]:
    if len(parts) == 1:
        at = clause.find(term)
        while at >= 0:
            yield Hit(term, item, ((at, at + len(term)),))
            at = clause.find(term, at + len(term))
    elif all(part in clause for part in parts):
        starts = [clause.find(part) for part in parts]
        yield Hit(term, item, tuple((at, at + len(part)) for at, part in zip(starts, parts, strict=True)))


def _overlap(one: Spans, other: Spans) -> bool:
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)
